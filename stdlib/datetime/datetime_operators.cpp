// Sums, differences, order and hashes of datetimes.
#include "stdlib/datetime/datetime_slots.h"

namespace dxpy::datetime {

namespace {

Value zoneOf(Value self) { return Value(asDateTime(self)->zone); }

/// Since the day before the first of January of the year 1, as the clock of its
/// zone says.
Span clockSpan(Value self) {
  const DateTimeObject *object = asDateTime(self);
  return Span(ordinalOf(object->date)) * kSecondsOfDay * kMicroseconds +
         object->time.microseconds();
}

Owned offsetOf_py(ThreadState &ts, Value self) {
  return utcOffset_py(ts, zoneOf(self), self);
}

Owned withFold(ThreadState &ts, Value self, uint8_t fold) {
  TimeOfDay time = asDateTime(self)->time;
  time.fold = fold;
  return makeDateTime(ts, &dateTimeType, asDateTime(self)->date, time,
                      zoneOf(self));
}

/// Does the offset depend on the fold (PEP 495)? 0, 1; -1 raised.
int dependsOnFold_py(ThreadState &ts, Value self, Value offset) {
  Owned other = withFold(ts, self, !asDateTime(self)->time.fold);
  Owned flipped = other ? offsetOf_py(ts, other) : Owned();
  return flipped ? !sameOffset(offset, flipped) : -1;
}

/// The order of times in different zones; times between which the clock went
/// back equal none of another zone.
Owned compareZones_py(ThreadState &ts, Value a, Value b, CompareOp op) {
  Owned mine = offsetOf_py(ts, a);
  Owned theirs = mine ? offsetOf_py(ts, b) : Owned();
  if (!theirs)
    return {};
  bool equality = op == CompareOp::Eq || op == CompareOp::Ne;
  Span left = clockSpan(a), right = clockSpan(b);
  if (!sameOffset(mine, theirs)) {
    if (mine.value().isNone() || theirs.value().isNone()) {
      if (equality)
        return ownedBool(op == CompareOp::Ne);
      return raise(ts, types::TypeError,
                   "can't compare offset-naive and offset-aware datetimes");
    }
    left -= asDelta(mine)->span();
    right -= asDelta(theirs)->span();
  }
  int order = left < right ? -1 : left > right;
  if (equality && order == 0) {
    order = dependsOnFold_py(ts, a, mine);
    if (order == 0)
      order = dependsOnFold_py(ts, b, theirs);
    if (order < 0)
      return {};
  }
  return compareNumbers(order, 0, op);
}

} // namespace

Owned compareDateTime_py(ThreadState &ts, Value self, Value other,
                         CompareOp op) {
  if (!isDateTime(other)) {
    if (!isDate(other))
      return ownedNotImplemented();
    if (op == CompareOp::Eq || op == CompareOp::Ne)
      return ownedBool(op == CompareOp::Ne);
    return raise(ts, types::TypeError, "can't compare {} to {}",
                 {typeOf(self), typeOf(other)});
  }
  if (!(zoneOf(self) == zoneOf(other)))
    return compareZones_py(ts, self, other, op);
  const DateTimeObject *a = asDateTime(self), *b = asDateTime(other);
  std::strong_ordering order = a->date <=> b->date;
  return compareOrder(order != 0 ? order : compareTimes(a->time, b->time), op);
}

int64_t hashDateTime_py(ThreadState &ts, Value self) {
  return cachedHash(asDate(self), [&]() -> int64_t {
    Owned plain =
        asDateTime(self)->time.fold ? withFold(ts, self, 0) : copyOf(self);
    Owned offset = plain ? offsetOf_py(ts, plain) : Owned();
    if (!offset)
      return -1;
    Span span = clockSpan(self);
    if (!offset.value().isNone())
      span -= asDelta(offset)->span();
    return hashOf_py(ts, makeDelta(ts, span));
  });
}

Owned addDelta_py(ThreadState &ts, Value dateTime, Value delta, int sign) {
  const DateTimeObject *object = asDateTime(dateTime);
  constexpr int64_t kDay = int64_t(kSecondsOfDay) * kMicroseconds;
  int64_t time = object->time.microseconds() + sign * asDelta(delta)->clock();
  int64_t carry = floorDivide(time, kDay);
  int64_t day =
      ordinalOf(object->date) + sign * int64_t(asDelta(delta)->days) + carry;
  if (day < 1 || day > kMaxOrdinal)
    return raise(ts, types::OverflowError, "date value out of range");
  Date date = dateOf(int(day));
  TimeOfDay clock = TimeOfDay::ofMicroseconds(time - carry * kDay);
  Value zone(object->zone);
  TypeObject *type = typeOf(dateTime);
  return type == &dateTimeType
             ? allocateDateTime(ts, type, date, clock, zone)
             : callDateTime_py(ts, Value(type), date, clock, zone);
}

Owned addDateTime_py(ThreadState &ts, Value a, Value b) {
  if (isDateTime(a) && isDelta(b))
    return addDelta_py(ts, a, b, 1);
  return isDelta(a) && isDateTime(b) ? addDelta_py(ts, b, a, 1)
                                     : ownedNotImplemented();
}

Owned subtractDateTimes_py(ThreadState &ts, Value a, Value b) {
  Span difference = clockSpan(a) - clockSpan(b);
  if (zoneOf(a) == zoneOf(b))
    return makeDelta(ts, difference);
  Owned mine = offsetOf_py(ts, a);
  Owned theirs = mine ? offsetOf_py(ts, b) : Owned();
  if (!theirs)
    return {};
  if (mine.value().isNone() != theirs.value().isNone())
    return raise(ts, types::TypeError,
                 "can't subtract offset-naive and offset-aware datetimes");
  if (!mine.value().isNone())
    difference += asDelta(theirs)->span() - asDelta(mine)->span();
  return makeDelta(ts, difference);
}

Owned subtractDateTime_py(ThreadState &ts, Value a, Value b) {
  if (!isDateTime(a))
    return ownedNotImplemented();
  if (isDateTime(b))
    return subtractDateTimes_py(ts, a, b);
  return isDelta(b) ? addDelta_py(ts, a, b, -1) : ownedNotImplemented();
}

} // namespace dxpy::datetime
