// What the system knows of time: the clock, local time, timestamps.
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "stdlib/datetime/datetime.h"
#include <cerrno>
#include <cmath>

namespace dxpy::datetime {

namespace {

/// A fold is less than a day long.
constexpr int64_t kMaxFold = kSecondsOfDay;
/// The first of January 1970, counted as secondsOf() does.
constexpr int64_t kEpochDay = 719163;

Value zoneOf(Value self) { return Value(asDateTime(self)->zone); }

/// Since the epoch, as if the clock showed UTC.
int64_t secondsOf(Date date, const TimeOfDay &time) {
  return (ordinalOf(date) - kEpochDay) * kSecondsOfDay + time.seconds();
}

using Convert = tm *(*)(const time_t *, tm *);

bool brokenDown(ThreadState &ts, Convert convert, int64_t seconds, tm &out) {
  auto when = time_t(seconds);
  errno = 0;
  if (convert(&when, &out))
    return true;
  return raiseOSError(ts, errno ? errno : EINVAL);
}
Date dateOf(const tm &t) {
  return {t.tm_year + 1900, uint8_t(t.tm_mon + 1), uint8_t(t.tm_mday)};
}
/// Leap seconds are read as the second before.
TimeOfDay timeOf(const tm &t, int microsecond = 0) {
  return {microsecond, uint8_t(t.tm_hour), uint8_t(t.tm_min),
          uint8_t(t.tm_sec < 59 ? t.tm_sec : 59)};
}

/// What a clock of local time shows at \p seconds since the epoch, in seconds
/// too. False: raised.
bool localSeconds(ThreadState &ts, int64_t seconds, int64_t &out) {
  tm local;
  if (!brokenDown(ts, localtime_r, seconds, local))
    return false;
  int year = local.tm_year + 1900;
  if (year < kMinYear || year > kMaxYear)
    return raise(ts, types::ValueError, "year {} is out of range", {year});
  out = secondsOf(dateOf(local), timeOf(local));
  return true;
}

/// The timestamp that local time \p shown means; where two times read the
/// same, \p fold chooses, and where none does, the offsets around it are used.
bool timestampOfLocal(ThreadState &ts, int64_t shown, bool fold, int64_t &out) {
  int64_t local;
  if (!localSeconds(ts, shown, local))
    return false;
  int64_t offset = local - shown, first = shown - offset, other;
  int64_t firstLocal;
  if (!localSeconds(ts, first, firstLocal))
    return false;
  if (firstLocal == shown) {
    // One solution: is there an earlier, or for a fold a later one?
    int64_t probe = first + (fold ? kMaxFold : -kMaxFold);
    if (!localSeconds(ts, probe, local))
      return false;
    other = local - probe;
    if (offset == other) {
      out = first;
      return true;
    }
  } else {
    other = firstLocal - first;
  }
  int64_t second = shown - other;
  if (!localSeconds(ts, second, local))
    return false;
  if (local == shown)
    out = second;
  else if (firstLocal == shown)
    out = first;
  else
    out = fold == (first < second) ? first : second;
  return true;
}

bool outOfRange(ThreadState &ts) {
  return raise(ts, types::OverflowError,
               "timestamp out of range for platform time_t");
}

/// A timestamp as whole seconds and microseconds, rounded half to even.
bool timestampArgument_py(ThreadState &ts, Value value, int64_t &seconds,
                          int &microseconds) {
  microseconds = 0;
  if (!isFloat(value)) {
    Owned index = toIndex_py(ts, value);
    return index && (intFitsInt64(index, seconds) || outOfRange(ts));
  }
  double number = floatValue(value), whole;
  if (std::isnan(number))
    return raise(ts, types::ValueError, "Invalid value NaN (not a number)");
  double part = std::nearbyint(std::modf(number, &whole) * 1e6);
  if (part >= 1e6) {
    part -= 1e6;
    whole += 1;
  } else if (part < 0) {
    part += 1e6;
    whole -= 1;
  }
  if (!(whole >= -0x1p63 && whole < 0x1p63))
    return outOfRange(ts);
  seconds = int64_t(whole);
  microseconds = int(part);
  return true;
}

/// cls of a timestamp; local time knows which of two times that read the same
/// it is.
Owned fromSeconds_py(ThreadState &ts, Value cls, Convert convert,
                     int64_t seconds, int microseconds, Value zone) {
  tm broken;
  if (!brokenDown(ts, convert, seconds, broken))
    return {};
  Date date = dateOf(broken);
  TimeOfDay time = timeOf(broken, microseconds);
  if (convert == localtime_r && zone.isNone()) {
    if (date.year < kMinYear || date.year > kMaxYear)
      return raise(ts, types::ValueError, "year {} is out of range",
                   {date.year});
    int64_t shown = secondsOf(date, time), before, again;
    if (!localSeconds(ts, seconds - kMaxFold, before))
      return {};
    int64_t transition = shown - before - kMaxFold;
    if (transition < 0) {
      if (!localSeconds(ts, seconds + transition, again))
        return {};
      time.fold = again == shown;
    }
  }
  return callDateTime_py(ts, cls, date, time, zone);
}

/// The same in a zone that is given or None.
Owned inZone_py(ThreadState &ts, Value cls, int64_t seconds, int microseconds,
                Value zone) {
  Owned result = fromSeconds_py(ts, cls, zone.isNone() ? localtime_r : gmtime_r,
                                seconds, microseconds, zone);
  if (!result || zone.isNone())
    return result;
  Owned name = internText(ts, "fromutc");
  return name ? callMethod_py(ts, zone, name, {result.value()}) : Owned();
}

timespec clockNow() {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return now;
}

/// timezone(offset, name) of local time at \p seconds since the epoch.
Owned localZone(ThreadState &ts, int64_t seconds) {
  tm local;
  if (!brokenDown(ts, localtime_r, seconds, local))
    return {};
  Owned offset = makeDelta(ts, Span(local.tm_gmtoff) * kMicroseconds);
  std::string_view zone = local.tm_zone ? local.tm_zone : "";
  Owned bytes = makeBytes(ts, zone);
  Owned name =
      bytes ? decodeBytes(ts, bytes, "utf-8", "surrogateescape") : Owned();
  return offset && name ? makeZone(ts, offset, name) : Owned();
}
/// That of a datetime without a zone, or whose zone knows no offset.
Owned localZoneOf(ThreadState &ts, Value self) {
  const DateTimeObject *object = asDateTime(self);
  int64_t seconds;
  return timestampOfLocal(ts, secondsOf(object->date, object->time),
                          object->time.fold, seconds)
             ? localZone(ts, seconds)
             : Owned();
}

/// Since the epoch in UTC, of an aware datetime. Null: raised.
Owned sinceEpoch_py(ThreadState &ts, Value self) {
  Owned epoch = makeDateTime(ts, &dateTimeType, {1970, 1, 1}, {}, utcZone());
  return epoch ? subtractDateTimes_py(ts, self, epoch) : Owned();
}

} // namespace

Owned dateFromTimestamp_py(ThreadState &ts, Value cls, const Value *args) {
  int64_t seconds;
  if (isFloat(args[0])) {
    double number = std::floor(floatValue(args[0]));
    if (std::isnan(number))
      return raise(ts, types::ValueError, "Invalid value NaN (not a number)");
    if (!(number >= -0x1p63 && number < 0x1p63)) {
      outOfRange(ts);
      return {};
    }
    seconds = int64_t(number);
  } else {
    Owned index = toIndex_py(ts, args[0]);
    if (!index || !(intFitsInt64(index, seconds) || outOfRange(ts)))
      return {};
  }
  tm local;
  return brokenDown(ts, localtime_r, seconds, local)
             ? callDate_py(ts, cls, dateOf(local))
             : Owned();
}

Owned fromTimestamp_py(ThreadState &ts, Value cls, const Arguments &args) {
  static constexpr Signature signature("(timestamp, tz=None)");
  Value bound[2];
  int64_t seconds;
  int microseconds;
  if (!bindArguments(ts, "fromtimestamp", signature, args, bound))
    return {};
  Value zone = bound[1] ? bound[1] : none;
  return checkZone(ts, zone) &&
                 timestampArgument_py(ts, bound[0], seconds, microseconds)
             ? inZone_py(ts, cls, seconds, microseconds, zone)
             : Owned();
}

Owned utcFromTimestamp_py(ThreadState &ts, Value cls, const Arguments &args) {
  int64_t seconds;
  int microseconds;
  return exactArguments(ts, "utcfromtimestamp", args, 1) &&
                 timestampArgument_py(ts, args[0], seconds, microseconds)
             ? fromSeconds_py(ts, cls, gmtime_r, seconds, microseconds, none)
             : Owned();
}

Owned now_py(ThreadState &ts, Value cls, const Value *args) {
  Value zone = args[0] ? args[0] : none;
  timespec now = clockNow();
  return checkZone(ts, zone)
             ? inZone_py(ts, cls, now.tv_sec, int(now.tv_nsec / 1000), zone)
             : Owned();
}
Owned utcNow_py(ThreadState &ts, Value cls, const Value *) {
  timespec now = clockNow();
  return fromSeconds_py(ts, cls, gmtime_r, now.tv_sec, int(now.tv_nsec / 1000),
                        none);
}

Owned timestamp_py(ThreadState &ts, Value self, const Value *) {
  const DateTimeObject *object = asDateTime(self);
  if (!zoneOf(self).isNone()) {
    Owned delta = sinceEpoch_py(ts, self);
    Owned name = delta ? internText(ts, "total_seconds") : Owned();
    return name ? callMethod_py(ts, delta, name) : Owned();
  }
  int64_t seconds;
  if (!timestampOfLocal(ts, secondsOf(object->date, object->time),
                        object->time.fold, seconds))
    return {};
  return makeFloat(ts, double(seconds) + object->time.microsecond / 1e6);
}

Owned astimezone_py(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature("(tz=None)");
  Value given;
  if (!bindArguments(ts, "astimezone", signature, args, &given))
    return {};
  if (!given)
    given = none;
  if (!checkZone(ts, given))
    return {};
  Owned from = copyOf(zoneOf(self));
  if (from.value() == given && !given.isNone())
    return copyOf(self);
  Owned offset =
      from.value().isNone() ? ownedNone() : utcOffset_py(ts, from, self);
  if (!offset)
    return {};
  if (offset.value().isNone()) {
    from = localZoneOf(ts, self);
    offset = from ? utcOffset_py(ts, from, self) : Owned();
    if (!offset)
      return {};
    if (from.value() == given)
      return copyOf(self);
  }
  // In UTC, then to the new zone.
  Owned moved = addDelta_py(ts, self, offset, -1);
  if (!moved || !checkMoved(ts, moved))
    return {};
  Owned zone = copyOf(given);
  if (given.isNone()) {
    const DateTimeObject *object = asDateTime(moved);
    zone = localZone(ts, secondsOf(object->date, object->time));
    if (!zone)
      return {};
  }
  DateTimeObject *object = asDateTime(moved);
  storeField(ts, &object->header, &object->zone, copyOf(zone));
  Owned name = internText(ts, "fromutc");
  return name ? callMethod_py(ts, zone, name, {moved.value()}) : Owned();
}

} // namespace dxpy::datetime
