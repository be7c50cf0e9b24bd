try:
    raise KeyboardInterrupt
except BaseException as e:
    print(repr(e))
try:
    try:
        raise KeyboardInterrupt("msg")
    except Exception:
        print("never")
except KeyboardInterrupt as e:
    print(e.args)
