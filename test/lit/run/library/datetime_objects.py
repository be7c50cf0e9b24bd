# env: TZ=Europe/London
# The classes of datetime: arguments and their errors, text, zones, subclasses, pickles.
import copy
import operator
import pickle
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo


def show(function, *args, **keywords):
    try:
        print(ascii(function(*args, **keywords)))
    except BaseException as error:
        print(type(error).__name__, ascii(error.args))


def each(function, *calls):
    """Calls with each tuple of arguments; a dict at its end has the keywords."""
    for call in calls:
        keywords = call[-1] if call and isinstance(call[-1], dict) else {}
        show(function, *(call[:-1] if keywords else call), **keywords)


class Zone(tzinfo):
    def __init__(self, offset=None, name=None, saving=None):
        self.values = offset, name, saving

    def utcoffset(self, when):
        return self.values[0]

    def tzname(self, when):
        return self.values[1]

    def dst(self, when):
        return self.values[2]

    def __repr__(self):
        return "Zone"


class Summer(tzinfo):
    """One hour more from April to October, with a fold at its end."""

    def utcoffset(self, when):
        return timedelta(hours=1) + self.dst(when)

    def dst(self, when):
        if when is None:
            return timedelta(0)
        naive = when.replace(tzinfo=None)
        end = datetime(when.year, 10, 31, 3) if not when.fold else datetime(when.year, 10, 31, 2)
        return timedelta(hours=int(datetime(when.year, 4, 1) <= naive < end))

    def tzname(self, when):
        return "Summer"

    def __repr__(self):
        return "Summer"


DATE, TIME, BOTH = date(2020, 1, 2), time(3, 4, 5, 6), datetime(2020, 1, 2, 3, 4, 5, 6)


def constructors():
    print(MINYEAR, MAXYEAR, UTC, date.min, date.max, date.resolution, time.min, time.max, time.resolution, datetime.min,
          datetime.max, datetime.resolution, timedelta.min, timedelta.max, timedelta.resolution, timezone.min, timezone.max)
    each(timedelta, (), ("a",), (1, "a"), (1,) * 8, (1e20,), (10**20,), (1000000000,), (None,), (1j,), (float("nan"),),
         (float("inf"),), (0, 1e400), (True,), (-999999999, -1), (1, {"foo": 2}), (1, {"days": 2}), ({"weeks": 1.5, "hours": "x"},),
         (10**30, {"hours": -24 * 10**30 + 5}), (0, 0, 0.5), (0, 0, 1.5), (0, 0, -0.5, {"seconds": 0} and {"minutes": 1e-9}),
         (1 / 3, 1 / 7, 1 / 9, 1e-4, 0.1, 0.2, 0.3), (10**30,), (0, 2**62, {"days": -2**40}))
    each(date, (), (1,), (1, 2, 3, 4), (1, 2, {"foo": 3}), ("a", 1, 1), ("a",), (2**31, 1, 1), (2**63, 1, 1), (0, 1, 1),
         (10000, 1, 1), (1, 13, 1), (1, 300, 1), (1, -1, 1), (1, 2, 29), (1, 2, 300), (1.0, 1, 1), (b"abc",),
         (b"\x07\xe4\x01\x02",), ("\x07\u1234\x01\x02",), ("\x07\xe4\x01\x02",), (b"\x00\x00\x01\x00",), (-2**31 - 1, 1, 1),
         (True, True, True), ({"day": 3, "month": 2, "year": 1},))
    each(time, (), (24,), (0, 60), (0, 0, 60), (0, 0, 0, 10**6), (-1,), (0, 0, 0, 0, 1), ({"fold": 2},), (1, 2, 3, 4, None, 1),
         ({"tzinfo": "x"},), (b"\x01\x02\x03\x04\x05\x06",), (b"\x81\x02\x03\x04\x05\x06",), (b"\x01\x02\x03\x04\x05\x06", 1),
         (b"\x01\x02\x03\x04\x05\x06", None), ("\x01\x02\x03\x04\u0105\x06",), (256,), (1, 2, 3, 4, UTC, {"fold": 1}))
    state = b"\x07\xe4\x81\x02\x01\x02\x03\x04\x05\x06"
    each(datetime, (), (1,), (1, 1), (1,) * 9, (1, 1, 1, 24), (1, 1, 1, {"fold": 3}), (1, 1, 1, {"tzinfo": 3}), (state, 1),
         (state,), (state, UTC), (2020, 1, 1, "a"), ("\x07\xe4\x01\x02\x01\x02\x03\x04\u0105\x06",),
         (state.decode("latin-1"),), (1, 1, 1, 1, 1, 1, 1, UTC, {"fold": 1}))
    each(timezone, (), (1,), (timedelta(1),), (timedelta(-1),), (timedelta(0),), (timedelta(0), None), (timedelta(0), "x"),
         (timedelta(hours=1), {"name": "y"}), (timedelta(hours=1), 3), (timedelta(hours=1), "a", "b"))
    each(tzinfo().utcoffset, (), (1,), (None, 2))


def class_methods():
    each(datetime.combine, (1, 2), (DATE,), (DATE, 1), (DATE, TIME, 1), (DATE, TIME, UTC, 4), (BOTH, TIME), (DATE, TIME, None),
         ({"date": DATE, "time": time(1, fold=1), "tzinfo": UTC},))
    for cls in (date, datetime):
        each(cls.fromordinal, (0,), (10**9,), ("a",), (2**40,), (3652059,), (3652060,), (-1,), ())
        each(cls.fromisocalendar, (2020, 54, 1), (2020, 53, 8), (0, 1, 1), (2021, 53, 1), (2**70, 1, 1), ("a", 1, 1), (2020, 1),
             (9999, 53, 1), ({"year": 2020, "week": 2, "day": 3},), (9999, 52, 6), (1, 1, 1), (2020, 0, 1), (2020, 1, 0))
    for value in [None, "a", float("nan"), 1e100, 10**30, -10**30, 1e12, 1e11, -1e12, 2**62, 253402300800, 0.5e-6, 1.5e-6,
                  -1e-7, 1572139800, 1572136200, 1572143400, True]:
        for function in (date.fromtimestamp, datetime.fromtimestamp, datetime.utcfromtimestamp):
            show(function, value)
        show(datetime.fromtimestamp, value, UTC)
        show(datetime.fromtimestamp, value, Summer())
    each(datetime.fromtimestamp, (1, 2), (), (1, {"tz": 3}), ({"timestamp": 1, "tz": None},))
    each(datetime.now, (1,), (1, 2))
    each(datetime.utcfromtimestamp, (), ({"timestamp": 1},))
    each(datetime.strptime, ("a", "b"), (1, 2), ("2020-01-02", "%Y-%m-%d"), ("a",), ("12 +0130", "%H %z"))
    for cls in (date, time, datetime):
        each(cls.fromisoformat, (1,), ("x",), (), (b"2020-01-01",), ("\ud800",), ("",))
    now, today = datetime.now(UTC), datetime.utcnow()
    print(abs(now.replace(tzinfo=None) - today) < timedelta(minutes=5), abs(datetime.now().date() - date.today()).days < 2,
          type(datetime.today()))


def operators():
    values = [DATE, TIME, BOTH, BOTH.replace(tzinfo=UTC), time(1, tzinfo=UTC), timedelta(1), timedelta(0), timedelta(-2, 3), UTC,
              1, 1.5, 0, 0.0, float("nan"), float("inf"), 2**80, -2**80, 10**30, "a", None, datetime.max, datetime.min,
              date.max, timedelta.max, timedelta.min, timedelta(microseconds=1), True]
    for function in (operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod,
                     operator.lt, operator.eq):
        for a in values:
            for b in values:
                if type(a).__module__ == "datetime" or type(b).__module__ == "datetime":
                    if function is not operator.mul or not {type(a), type(b)} & {str}:
                        show(function, a, b)
    for value in values[:9]:
        for function in (operator.neg, operator.pos, abs, bool, str, repr, copy.copy, copy.deepcopy):
            show(function, value)
    for value in values[:8]:
        for protocol in range(6):
            print(pickle.loads(pickle.dumps(value, protocol)) == value, end=" ")
        print(value.__reduce__())

    class Ratio(float):
        def as_integer_ratio(self):
            return ratio
    for ratio in (5, (), (1, 2, 3), (1, 0), (1.5, 2), (True, 2), (2, True), (None, None), (3, -2), ([], 3)):
        for delta in (timedelta(0), timedelta(1)):
            show(operator.mul, delta, Ratio())
            show(operator.truediv, delta, Ratio())


def replace_and_format():
    each(DATE.replace, (), (0,), ({"foo": 1},), (1, 2, 3, 4), ("a",), (2021,), ({"day": 31, "month": 2},))
    each(TIME.replace, (), ({"fold": 2},), ({"fold": 1},), ({"tzinfo": 1},), (1, 2, 3, 4, UTC), (1, 2, 3, 4, 5, 6))
    each(BOTH.replace, (), ({"fold": 3},), ({"year": 0},), (1, 2, 3, 4, 5, 6, 7, 8, 9), ({"tzinfo": UTC, "fold": 1},))
    each(TIME.isoformat, (), ("x",), (1,), ({"timespec": "hours"},), ("minutes",), ("seconds",), ("milliseconds",), ("auto",))
    each(BOTH.isoformat, (), ("ab",), (1,), ("\u1234", 1), ("x", "y"), ("x", "y", "z"), ({"sep": "\ud800"},),
         (" ", "milliseconds"))
    for value in (DATE, TIME, BOTH):
        each(value.__format__, (), (1,), ("",), ("%Y %H %f %z %Z %%z",))
        each(value.strftime, (), (1,), ({"format": "%H"},), ("\ud800",), ("a\x00%H",), ("%",), ("%:z",), ("",), ("\u1234%f",))
        if value is not DATE:
            each(value.__reduce_ex__, (), (4,), (3,), ("a",))
    for value in (DATE, BOTH, date(2020, 2, 29), date(2019, 12, 30), date(1, 1, 1), date(9999, 12, 31), date(2021, 1, 3)):
        for name in ("ctime", "timetuple", "isocalendar", "toordinal", "weekday", "isoweekday", "__hash__"):
            if name != "__hash__":
                show(getattr(value, name))
    week = DATE.isocalendar()
    show(week.__reduce__)
    each(type(week), (1,), (1, 2, 3), ({"year": 1, "week": 2, "weekday": 3},))
    print(week.year, week.week, week.weekday, week == (2020, 1, 4), hash(week) == hash(tuple(week)), week[:2], type(week))
    for value, name in ((DATE, "year"), (TIME, "hour"), (BOTH, "fold"), (timedelta(1), "days"), (week, "week"), (TIME, "foo")):
        show(setattr, value, name, 1)
        show(delattr, value, name)
    show(setattr, date, "foo", 1)


def zones():
    for zone in (Zone(), Zone(1, 1, 1), Zone(timedelta(1), "x", timedelta(-1)), Summer(),
                 Zone(timedelta(hours=-5, seconds=7), "%H", timedelta(0)),
                 Zone(timedelta(hours=5, microseconds=7), "\u20ac%", timedelta(hours=1)), Zone(None, "\ud800"),
                 Zone(None, "a\x00b"), tzinfo()):
        for value in (TIME.replace(tzinfo=zone), BOTH.replace(tzinfo=zone)):
            for name in ("utcoffset", "tzname", "dst", "isoformat", "__str__"):
                show(getattr(value, name))
            show(value.strftime, "%z|%Z|%Z|%z")
            show(lambda: hash(value) == hash(value.replace(fold=1)))
            show(operator.eq, value, value.replace(tzinfo=UTC))
            show(operator.lt, value, value.replace(tzinfo=UTC))
        for name in ("timetuple", "utctimetuple", "timestamp"):
            show(getattr(value, name))
        each(value.astimezone, (UTC,), (1,), (UTC, 2), (Summer(),))
        show(lambda: value.astimezone(None) == value)
        if type(zone) is not tzinfo:
            each(zone.fromutc, (1,), (BOTH,), (value,))
    for zone in (UTC, timezone.min, timezone.max, timezone(timedelta(hours=1)), timezone(timedelta(0), "x"),
                 timezone(timedelta(hours=-1, seconds=3, microseconds=4)), timezone(timedelta(hours=1), "\xe9")):
        for function in (repr, str, copy.copy, copy.deepcopy):
            show(function, zone)
        for name in ("tzname", "utcoffset", "dst"):
            each(getattr(zone, name), (None,), (1,), (BOTH,), ())
        each(zone.fromutc, (1,), (BOTH,), (BOTH.replace(tzinfo=zone),))
        print(zone.__getinitargs__(), zone.__reduce__(), hash(zone) == hash(zone.utcoffset(None)), zone == UTC, zone != UTC,
              zone == 1, pickle.loads(pickle.dumps(zone)) == zone)
    print(timezone(timedelta(0)) is UTC, pickle.loads(pickle.dumps(UTC)) is UTC, copy.deepcopy(UTC) is UTC)
    show(lambda: type("Sub", (timezone,), {}))
    for fold in (0, 1):
        for day, month in ((31, 3), (27, 10)):
            local = datetime(2019, month, day, 1, 30, fold=fold)
            print(local.timestamp(), local.astimezone(UTC), local.astimezone(), local.astimezone(Summer()))
    folded = datetime(2020, 10, 31, 2, 30, tzinfo=Summer())
    print(folded == folded.replace(fold=1), folded == folded.astimezone(UTC), folded.replace(fold=1).astimezone(UTC),
          folded.astimezone(UTC), folded < folded.astimezone(UTC) + timedelta(1))
    for value in (datetime.min, datetime.max, datetime(2020, 6, 1, fold=1)):
        for name in ("timestamp", "astimezone", "utctimetuple"):
            show(getattr(value, name))
    show(datetime(1, 1, 1, tzinfo=timezone.max).utctimetuple)
    show(datetime(1, 1, 1, tzinfo=timezone.max).timestamp)

    class Bare(tzinfo):
        pass
    bare = Bare()
    show(lambda: bare.__reduce__()[1:])
    bare.x = 1
    show(lambda: bare.__reduce__()[1:])
    Bare.__getinitargs__ = lambda self: (1, 2)
    show(lambda: bare.__reduce__()[1:])
    Bare.__getinitargs__ = 5
    show(bare.__reduce__)


def subclasses():
    for base, args in ((date, (2020, 1, 2)), (datetime, (2020, 1, 2)), (time, (1,)), (timedelta, (1,))):
        class Sub(base):
            def __new__(cls, *args, **keywords):
                print("new", ascii(args), keywords, end=" ")
                return base.__new__(cls, *args, **keywords)

        value = Sub(*args)
        value.extra = 1
        print(repr(value), str(value), value == base(*args), hash(value) == hash(base(*args)), value.__reduce__()[1])
        print(copy.copy(value), type(copy.deepcopy(value)))
        for name, given in (("fromordinal", (3,)), ("fromisoformat", ("2020-01-01" if base is not time else "01:02Z",)),
                            ("fromtimestamp", (1572139800,)), ("fromisocalendar", (2020, 1, 1)), ("utcfromtimestamp", (0,)),
                            ("combine", (DATE, time(1, fold=1))), ("strptime", ("2020", "%Y"))):
            if hasattr(Sub, name):
                show(getattr(Sub, name), *given)
        for function in (lambda: value + timedelta(1), lambda: value - timedelta(1), lambda: value.replace(),
                         lambda: value.date(), lambda: value.timetz(), lambda: value.astimezone(UTC), lambda: -value,
                         lambda: +value, lambda: value * 2, lambda: abs(value), lambda: value - value):
            show(function)

    class Other(datetime):
        def __new__(cls, *args):
            return 5 if len(args) > 3 else datetime.__new__(cls, *args)
    show(lambda: Other(2020, 1, 1) + timedelta(1))
    show(lambda: Other.fromtimestamp(0))


constructors()
class_methods()
operators()
replace_and_format()
zones()
subclasses()
