import time
t = time.gmtime(86400 * 365)
print(t, t.tm_year, t[0], t.tm_zone, t.tm_gmtoff)
print(time.strftime("%Y-%m-%d %H:%M:%S", t), time.asctime(t), repr(time.strftime("")))
print(time.mktime((2000, 1, 2, 3, 4, 5, 0, 0, 0)))
a = time.perf_counter(); time.sleep(0.01); b = time.perf_counter()
print(0.005 < b - a < 1, time.time() > 1e9, type(time.time_ns()))
for bad in (lambda: time.sleep(-1), lambda: time.strftime("%Y", (1,)), lambda: time.asctime((2000, 13, 1, 0, 0, 0, 0, 0, 0)), lambda: time.gmtime("x"), lambda: time.mktime(5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
