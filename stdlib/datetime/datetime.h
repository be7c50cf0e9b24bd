// What the parts of module _datetime share: the objects, how they are made, and
// what one asks of another.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "stdlib/datetime/calendar.h"
#include <ctime>

namespace dxpy::datetime {

/// Microseconds of a timedelta, whose range is more than 64 bits.
using Span = __int128;

struct DeltaObject {
  ObjectHeader header;
  int64_t hash;
  int32_t days, seconds, microseconds;

  constexpr Span span() const {
    return (Span(days) * kSecondsOfDay + seconds) * kMicroseconds +
           microseconds;
  }
  /// Of the part that is less than a day.
  constexpr int64_t clock() const {
    return int64_t(seconds) * kMicroseconds + microseconds;
  }
};
struct DateObject {
  ObjectHeader header;
  int64_t hash;
  Date date;
};
struct TimeObject {
  ObjectHeader header;
  int64_t hash;
  Word zone; ///< tzinfo or None
  TimeOfDay time;
};
struct DateTimeObject : DateObject {
  Word zone; ///< tzinfo or None
  TimeOfDay time;
};
/// Hashes are computed when they are asked for.
inline constexpr int64_t kNoHash = -1;

extern TypeObject deltaType, dateType, timeType, dateTimeType, zoneBaseType,
    zoneType, isoCalendarType;

inline bool isInstance(Value v, const TypeObject *type) {
  const TypeObject *own = typeOf(v);
  return own == type || isSubtype(own, type);
}
inline bool isDelta(Value v) { return isInstance(v, &deltaType); }
inline bool isDate(Value v) { return isInstance(v, &dateType); }
inline bool isTime(Value v) { return isInstance(v, &timeType); }
inline bool isDateTime(Value v) { return isInstance(v, &dateTimeType); }
inline bool isZone(Value v) { return isInstance(v, &zoneBaseType); }
inline DeltaObject *asDelta(Value v) { return v.as<DeltaObject>(); }
inline DateObject *asDate(Value v) { return v.as<DateObject>(); }
inline TimeObject *asTime(Value v) { return v.as<TimeObject>(); }
inline DateTimeObject *asDateTime(Value v) { return v.as<DateTimeObject>(); }

// Arguments ------------------------------------------------------------------

/// A parameter of C type int. False: raised.
bool intArgument_py(ThreadState &ts, Value value, int &out);
/// The errors of the first of \p required ints come before that of a missing
/// one.
bool leadingInts_py(ThreadState &ts, const Arguments &args, size_t required);
/// TypeError unless \p args are \p count positional ones.
bool exactArguments(ThreadState &ts, const char *function,
                    const Arguments &args, size_t count);
/// The fields of a call from the \p first on, those that are absent stay as
/// they are: hour, minute, second, microsecond, tzinfo, fold.
bool timeArguments_py(ThreadState &ts, const Value *first, TimeOfDay &time,
                      Value &zone);
bool dateArguments_py(ThreadState &ts, const Value *first, Date &date);
/// The bytes that a pickle has given as the only or first argument, or a str
/// of them (from Python 2): null if it is none of \p size bytes. False: raised.
bool pickledState(ThreadState &ts, const Arguments &args, const char *what,
                  size_t size, Owned &state);
/// ValueError unless the date exists.
bool checkDate(ThreadState &ts, Date date);
/// TypeError unless it is None or a tzinfo.
bool checkZone(ThreadState &ts, Value zone);

// Objects --------------------------------------------------------------------

/// OverflowError if it is out of range.
Owned makeDelta(ThreadState &ts, Span span, TypeObject *type = &deltaType);
/// The others check their fields: ValueError.
Owned makeDate(ThreadState &ts, TypeObject *type, Date date);
Owned makeTime(ThreadState &ts, TypeObject *type, TimeOfDay time, Value zone);
Owned makeDateTime(ThreadState &ts, TypeObject *type, Date date, TimeOfDay time,
                   Value zone);
/// The same as a call of \p cls, which may be a subclass with its own __new__.
Owned callDate_py(ThreadState &ts, Value cls, Date date);
Owned callTime_py(ThreadState &ts, Value cls, TimeOfDay time, Value zone);
Owned callDateTime_py(ThreadState &ts, Value cls, Date date, TimeOfDay time,
                      Value zone);
/// timezone(offset)
Owned makeZone(ThreadState &ts, Value offset, Value name = none);
/// timezone.utc; borrowed.
Value utcZone();
/// The zone that a text has given as an offset.
Owned zoneOfOffset(ThreadState &ts, int seconds, int microseconds);
Owned makeIsoCalendar(ThreadState &ts, TypeObject *type, const Value *items);

// What they do ---------------------------------------------------------------

Owned addDelta_py(ThreadState &ts, Value dateTime, Value delta, int sign);
/// TypeError if the __new__ of a subclass made something else of such a sum.
bool checkMoved(ThreadState &ts, Value result);
/// a - b of aware or naive datetimes.
Owned subtractDateTimes_py(ThreadState &ts, Value a, Value b);
/// zone.utcoffset(argument), None without a zone.
Owned utcOffset_py(ThreadState &ts, Value zone, Value argument);
Owned dst_py(ThreadState &ts, Value zone, Value argument);
Owned zoneName_py(ThreadState &ts, Value zone, Value argument);
/// Are two offsets, deltas or None, the same?
bool sameOffset(Value a, Value b);
/// `a op b` by the order of a and b.
inline Owned compareOrder(std::strong_ordering order, CompareOp op) {
  return compareNumbers(order < 0 ? -1 : order > 0, 0, op);
}
std::strong_ordering compareTimes(const TimeOfDay &a, const TimeOfDay &b);

/// datetime_zones.cpp: what the system knows of time.
Owned fromTimestamp_py(ThreadState &ts, Value cls, const Arguments &args);
Owned utcFromTimestamp_py(ThreadState &ts, Value cls, const Arguments &args);
Owned now_py(ThreadState &ts, Value cls, const Value *args);
Owned utcNow_py(ThreadState &ts, Value cls, const Value *args);
Owned timestamp_py(ThreadState &ts, Value self, const Value *args);
Owned astimezone_py(ThreadState &ts, Value self, const Arguments &args);
Owned dateFromTimestamp_py(ThreadState &ts, Value cls, const Value *args);

// Text -----------------------------------------------------------------------

/// \p number with zeros in front up to \p width.
void appendPadded(StrBuilder &out, int number, unsigned width);
void appendIsoDate(StrBuilder &out, Date date);
/// \p spec is an argument or null. False: raised.
bool appendIsoTime(StrBuilder &out, ThreadState &ts, const TimeOfDay &time,
                   Value spec, const char *function, int position);
/// "+HH:MM" with more if needed; nothing for None.
void appendOffset(StrBuilder &out, Value offset, std::string_view separator);
/// "Mon Jan  1 00:00:00 0001"
Owned ctimeText(ThreadState &ts, Date date, const TimeOfDay &time);
/// ", tzinfo=..." of a repr(). False: raised.
bool appendZone_py(StrBuilder &out, Value zone);
/// strftime(); \p tuple is what time.strftime gets.
Owned formatTime_py(ThreadState &ts, Value format, Value tuple, int microsecond,
                    Value zone, Value zoneArgument);
/// __format__
Owned formatBy_py(ThreadState &ts, Value self, const Arguments &args);
/// time.struct_time
Owned structTime_py(ThreadState &ts, Date date, const TimeOfDay &time, int dst);
/// ValueError of fromisoformat.
Raised invalidIsoText(ThreadState &ts, Value text);
Owned strptime_py(ThreadState &ts, Value cls, const Arguments &args);

/// module.name
Owned importName_py(ThreadState &ts, const char *module, const char *name);
/// Sets a constant of a class.
bool setConstant(ThreadState &ts, TypeObject *type, const char *name,
                 Owned value);
/// hash() of what stands for an object.
inline int64_t hashOf_py(ThreadState &ts, const Owned &stand) {
  return stand ? hash_py(ts, stand) : -1;
}
/// The hash of an object, computed by \p compute (int64_t()) at first.
template <typename T, typename Compute>
int64_t cachedHash(T *object, Compute compute) {
  if (object->hash == kNoHash)
    object->hash = compute();
  return object->hash;
}

} // namespace dxpy::datetime
