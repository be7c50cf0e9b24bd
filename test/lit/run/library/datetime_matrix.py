# env: TZ=America/St_Johns
# datetime's numbers and ISO texts: many values that a small generator chooses, the same each time.
import operator
from datetime import date, datetime, time, timedelta, timezone

state = 12345


def below(count):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % count


def between(low, high):
    return low + (below(2**31) * 2**31 + below(2**31)) % (high - low + 1)


def show(function, *args, **keywords):
    try:
        return ascii(function(*args, **keywords))
    except Exception as error:
        return type(error).__name__ + ascii(error.args)


def iso_texts():
    letters = "0123456789012345678901234567899-:W.,+ZT \0\xe9\u20ac"
    forms = ["2020-01-02T03:04:05.123456+01:02:03.000004", "20200102T030405Z", "2020-W01-2", "2020W012T12", "2020W01",
             "12:34:56.789", "123456,5", "T12+05", "2020-W01T10:00", "1234567+00:00", "2020-W53-7", "20201231\u20ac1234Z"]
    for number in range(3000):
        text = list(forms[number % len(forms)])
        for _ in range(below(4)):
            at = below(len(text) + 1)
            text[at:at + below(2)] = letters[below(len(letters))] * below(2)
        text = "".join(text)
        if below(3) == 0:
            text = text[:below(len(text) + 1)]
        print(ascii(text), show(date.fromisoformat, text), show(time.fromisoformat, text), show(datetime.fromisoformat, text))


def delta():
    kind = below(4)
    if kind == 0:
        return timedelta(between(-999999999, 999999998), between(0, 86399), between(0, 999999))
    if kind == 1:
        return timedelta(microseconds=between(-10**7, 10**7))
    if kind == 2:
        return timedelta(between(-5, 5))
    return timedelta(between(-4000, 4000), between(-10**6, 10**6), between(-10**9, 10**9))


def fraction():
    return between(-10**9, 10**9) / 3**below(30)


def number():
    return [between(-5, 5), between(-10**9, 10**9) * 10**below(22), fraction(), fraction() * 10.0**between(-300, 290), True,
            between(-10**10, 10**10), [0.5, 1.5, 2.5, 0.0, -0.5][below(5)]][below(7)]


def moment():
    return datetime(between(1, 9999), between(1, 12), between(1, 28), below(24), below(60), below(60), below(10**6))


def numbers():
    names = ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"]
    specs = ["auto", "hours", "minutes", "seconds", "milliseconds", "microseconds"]
    for _ in range(600):
        a, b, n = delta(), delta(), number()
        for function in (operator.add, operator.sub, operator.truediv, operator.floordiv, operator.mod, divmod, operator.lt):
            print(show(function, a, b), end=" ")
        for function in (operator.mul, operator.truediv, operator.floordiv):
            print(show(function, a, n), end=" ")
        print(show(operator.mul, n, a), a, -a if a != timedelta.max else a, show(a.total_seconds), show(abs, a))
        x, y = moment(), moment()
        print(show(operator.sub, x, y), show(operator.add, x, a), show(operator.sub, x, b), x < y,
              show(operator.add, x.date(), a), tuple(x.isocalendar()), x.toordinal(), date.fromordinal(x.toordinal()),
              x.ctime(), tuple(x.timetuple()), x.isoformat(timespec=specs[below(6)]), x.weekday())
        print(show(timedelta, **{names[below(7)]: number() if below(2) else fraction() for _ in range(4)}))
        zone = timezone(timedelta(minutes=between(-1439, 1439), microseconds=below(3)))
        aware = x.replace(tzinfo=zone)
        print(show(aware.astimezone, timezone.utc), show(aware.timestamp), show(aware.isoformat), show(aware.utctimetuple),
              show(lambda: aware - y.replace(tzinfo=timezone.utc)), show(aware.strftime, "%z%Z%f%y"))
        stamp = [fraction() * 100, fraction(), between(-10**11, 10**11), between(-10**6, 10**6) / 10**6][below(4)]
        print(show(datetime.fromtimestamp, stamp), show(datetime.utcfromtimestamp, stamp), show(date.fromtimestamp, stamp),
              show(datetime.fromtimestamp, stamp, zone), show(x.timestamp), show(x.replace(fold=1).timestamp),
              show(x.astimezone))
        print(show(date.fromisocalendar, between(0, 10000), between(0, 54), between(0, 8)))


iso_texts()
numbers()
