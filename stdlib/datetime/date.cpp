// date.
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/module.h"
#include "stdlib/datetime/datetime.h"
#include "stdlib/datetime/iso_text.h"

namespace dxpy::datetime {

bool checkDate(ThreadState &ts, Date date) {
  if (date.year < kMinYear || date.year > kMaxYear)
    return raise(ts, types::ValueError, "year {} is out of range", {date.year});
  if (date.month < 1 || date.month > 12)
    return raise(ts, types::ValueError, "month must be in 1..12");
  if (date.day < 1 || date.day > daysInMonth(date.year, date.month))
    return raise(ts, types::ValueError, "day is out of range for month");
  return true;
}

static Owned allocateDate(ThreadState &ts, TypeObject *type, Date date) {
  Owned result = allocateInstance(ts, type);
  if (result) {
    asDate(result)->hash = kNoHash;
    asDate(result)->date = date;
  }
  return result;
}

Owned makeDate(ThreadState &ts, TypeObject *type, Date date) {
  return checkDate(ts, date) ? allocateDate(ts, type, date) : Owned();
}

Owned callDate_py(ThreadState &ts, Value cls, Date date) {
  if (cls == Value(&dateType))
    return makeDate(ts, &dateType, date);
  if (cls == Value(&dateTimeType))
    return makeDateTime(ts, &dateTimeType, date, {}, none);
  return call_py(ts, cls,
                 {Value(smallIntWord(date.year)),
                  Value(smallIntWord(date.month)),
                  Value(smallIntWord(date.day))});
}

namespace {

Date dateOf(Value self) { return asDate(self)->date; }
using datetime::dateOf;

Owned newDate(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(year, month, day)");
  Owned state;
  if (args.positionalCount == 1 && !pickledState(ts, args, "date", 4, state))
    return {};
  if (state) {
    auto *bytes = reinterpret_cast<const uint8_t *>(bytesText(state).data());
    if (bytes[2] >= 1 && bytes[2] <= 12)
      return allocateDate(ts, type,
                          {bytes[0] * 256 + bytes[1], bytes[2], bytes[3]});
  }
  Value bound[3];
  Date date;
  return leadingInts_py(ts, args, 3) &&
                 bindArguments(ts, nullptr, signature, args, bound) &&
                 dateArguments_py(ts, bound, date)
             ? makeDate(ts, type, date)
             : Owned();
}

Owned today_py(ThreadState &ts, Value cls, const Value *) {
  Owned clock = importName_py(ts, "time", "time");
  Owned now = clock ? call_py(ts, clock) : Owned();
  Owned name = now ? internText(ts, "fromtimestamp") : Owned();
  return name ? callMethod_py(ts, cls, name, {now.value()}) : Owned();
}

Owned fromOrdinal_py(ThreadState &ts, Value cls, const Arguments &args) {
  int ordinal;
  if (!exactArguments(ts, "fromordinal", args, 1) ||
      !intArgument_py(ts, args[0], ordinal))
    return {};
  if (ordinal < 1)
    return raise(ts, types::ValueError, "ordinal must be >= 1");
  return callDate_py(ts, cls, dateOf(ordinal));
}

Owned fromIsoFormat_py(ThreadState &ts, Value cls, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "fromisoformat: argument must be str");
  std::string_view text = strText(args[0]);
  Date date;
  if ((text.size() != 7 && text.size() != 8 && text.size() != 10) ||
      !parseIsoDate(text, date))
    return invalidIsoText(ts, args[0]);
  return callDate_py(ts, cls, date);
}

Owned fromIsoCalendar_py(ThreadState &ts, Value cls, const Value *args) {
  int fields[3];
  for (int i = 0; i < 3; ++i)
    if (!intArgument_py(ts, args[i], fields[i])) {
      if (pendingMatches(ts, types::OverflowError)) {
        clearException(ts);
        raise(ts, types::ValueError, "ISO calendar component out of range");
      }
      return {};
    }
  Date date;
  switch (dateOfIso({fields[0], fields[1], fields[2]}, date)) {
  case IsoPart::Year:
    return raise(ts, types::ValueError, "Year is out of range: {}",
                 {fields[0]});
  case IsoPart::Week:
    return raise(ts, types::ValueError, "Invalid week: {}", {fields[1]});
  case IsoPart::Day:
    return raise(ts, types::ValueError, "Invalid day: {} (range is [1, 7])",
                 {fields[2]});
  case IsoPart::None:
    break;
  }
  return callDate_py(ts, cls, date);
}

Owned isoFormat(ThreadState &ts, Value self, const Value *) {
  StrBuilder out(ts);
  appendIsoDate(out, dateOf(self));
  return out.finish();
}
Owned strDate_py(ThreadState &ts, Value self) {
  Owned name = internText(ts, "isoformat");
  return name ? callMethod_py(ts, self, name) : Owned();
}
Owned reprDate(ThreadState &ts, Value self) {
  Date date = dateOf(self);
  StrBuilder out(ts);
  out.append(nativeQualifiedName(typeOf(self)));
  out.append("(");
  out.appendInt(date.year);
  out.append(", ");
  out.appendInt(date.month);
  out.append(", ");
  out.appendInt(date.day);
  out.append(")");
  return out.finish();
}
Owned ctimeOf(ThreadState &ts, Value self, const Value *) {
  return ctimeText(ts, dateOf(self), {});
}
Owned strftime_py(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "strftime() argument 1 must be str, not {}",
                 {argumentType(args[0])});
  Owned name = internText(ts, "timetuple");
  Owned tuple = name ? callMethod_py(ts, self, name) : Owned();
  if (!tuple)
    return {};
  if (!isDateTime(self))
    return formatTime_py(ts, args[0], tuple, 0, none, self);
  const DateTimeObject *object = asDateTime(self);
  return formatTime_py(ts, args[0], tuple, object->time.microsecond,
                       Value(object->zone), self);
}

Owned toOrdinal(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, ordinalOf(dateOf(self)));
}
Owned weekday(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, weekdayOf(dateOf(self)));
}
Owned isoWeekday(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, weekdayOf(dateOf(self)) + 1);
}
Owned isoCalendar(ThreadState &ts, Value self, const Value *) {
  IsoDate iso = isoDateOf(dateOf(self));
  Value items[] = {Value(smallIntWord(iso.year)), Value(smallIntWord(iso.week)),
                   Value(smallIntWord(iso.day))};
  return makeIsoCalendar(ts, &isoCalendarType, items);
}
Owned timeTuple_py(ThreadState &ts, Value self, const Value *) {
  return structTime_py(ts, dateOf(self), {}, -1);
}
Owned replace_py(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature("(year=0, month=0, day=0)");
  Value bound[3];
  Date date = dateOf(self);
  return bindArguments(ts, "replace", signature, args, bound) &&
                 dateArguments_py(ts, bound, date)
             ? makeDate(ts, typeOf(self), date)
             : Owned();
}

Owned stateOf(ThreadState &ts, Value self) {
  Date date = dateOf(self);
  char bytes[] = {char(date.year >> 8), char(date.year), char(date.month),
                  char(date.day)};
  return makeBytes(ts, {bytes, sizeof bytes});
}
Owned reduceDate(ThreadState &ts, Value self, const Value *) {
  Owned state = stateOf(ts, self);
  Owned arguments = state ? makeTuple(ts, {state}) : Owned();
  return arguments ? makeTuple(ts, {Value(typeOf(self)), arguments}) : Owned();
}
int64_t hashDate(ThreadState &ts, Value self) {
  return cachedHash(asDate(self),
                    [&] { return hashOf_py(ts, stateOf(ts, self)); });
}

Owned compareDate(ThreadState &, Value self, Value other, CompareOp op) {
  return isDate(other) ? compareOrder(dateOf(self) <=> dateOf(other), op)
                       : ownedNotImplemented();
}

Owned shifted_py(ThreadState &ts, Value self, Value delta, int sign) {
  int64_t ordinal = ordinalOf(dateOf(self)) + sign * asDelta(delta)->days;
  if (ordinal < 1 || ordinal > kMaxOrdinal)
    return raise(ts, types::OverflowError, "date value out of range");
  return callDate_py(ts, Value(typeOf(self)), dateOf(int(ordinal)));
}
Owned addDate_py(ThreadState &ts, Value a, Value b) {
  if (isDateTime(a) || isDateTime(b))
    return ownedNotImplemented();
  if (isDate(a) && isDelta(b))
    return shifted_py(ts, a, b, 1);
  return isDelta(a) && isDate(b) ? shifted_py(ts, b, a, 1)
                                 : ownedNotImplemented();
}
Owned subtractDate_py(ThreadState &ts, Value a, Value b) {
  if (isDateTime(a) || isDateTime(b) || !isDate(a))
    return ownedNotImplemented();
  if (isDate(b))
    return makeDelta(ts, Span(ordinalOf(dateOf(a)) - ordinalOf(dateOf(b))) *
                             kSecondsOfDay * kMicroseconds);
  return isDelta(b) ? shifted_py(ts, a, b, -1) : ownedNotImplemented();
}

Owned getYear(ThreadState &ts, Value self) {
  return makeInt(ts, dateOf(self).year);
}
Owned getMonth(ThreadState &ts, Value self) {
  return makeInt(ts, dateOf(self).month);
}
Owned getDay(ThreadState &ts, Value self) {
  return makeInt(ts, dateOf(self).day);
}

constexpr MethodKind kClass = MethodKind::Class;
constexpr MethodDef methods[] = {
    {"fromtimestamp", dateFromTimestamp_py, "(timestamp, /)",
     "Create a date from a POSIX timestamp.\n\nThe timestamp is a number, e.g. "
     "created via time.time(), that is interpreted\nas local time.",
     kClass},
    {"fromordinal", fromOrdinal_py,
     "int -> date corresponding to a proleptic Gregorian ordinal.", kClass},
    {"fromisoformat", fromIsoFormat_py, "(date_string, /)",
     "str -> Construct a date from a string in ISO 8601 format.", kClass},
    {"fromisocalendar", fromIsoCalendar_py, "(year, week, day)",
     "int, int, int -> Construct a date from the ISO year, week number and "
     "weekday.\n\nThis is the inverse of the date.isocalendar() function",
     kClass},
    {"today", today_py, "()",
     "Current date or datetime:  same as "
     "self.__class__.fromtimestamp(time.time()).",
     kClass},
    {"ctime", ctimeOf, "()", "Return ctime() style string."},
    {"strftime", strftime_py, "(format)", "format -> strftime() style string."},
    {"__format__", formatBy_py, "Formats self with strftime."},
    {"timetuple", timeTuple_py, "()",
     "Return time tuple, compatible with time.localtime()."},
    {"isocalendar", isoCalendar, "()",
     "Return a named tuple containing ISO year, week number, and weekday."},
    {"isoformat", isoFormat, "()",
     "Return string in ISO 8601 format, YYYY-MM-DD."},
    {"isoweekday", isoWeekday, "()",
     "Return the day of the week represented by the date.\nMonday == 1 ... "
     "Sunday == 7"},
    {"toordinal", toOrdinal, "()",
     "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1."},
    {"weekday", weekday, "()",
     "Return the day of the week represented by the date.\nMonday == 0 ... "
     "Sunday == 6"},
    {"replace", replace_py, "Return date with new specified fields."},
    {"__reduce__", reduceDate, "()", "__reduce__() -> (cls, state)"},
    {}};
constexpr GetSetDef getSets[] = {
    {"year", getYear}, {"month", getMonth}, {"day", getDay}, {}};
constexpr TypeSpec spec = {"datetime.date",
                           "date(year, month, day) --> date object", methods,
                           getSets};

} // namespace

constinit TypeObject dateType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeBase,
    .basicSize = sizeof(DateObject),
    .slots = {.deallocate = OwnedFields<DateObject>::deallocate,
              .repr = reprDate,
              .str = strDate_py,
              .hash = hashDate,
              .compare = compareDate,
              .new_ = newDate,
              .add = addDate_py,
              .subtract = subtractDate_py}};

} // namespace dxpy::datetime
