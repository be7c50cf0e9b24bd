// datetime: construction, parts, text, pickles.
#include "stdlib/datetime/datetime.h"
#include "runtime-support/objects/bytes.h"
#include "stdlib/datetime/datetime_slots.h"
#include "stdlib/datetime/iso_text.h"
#include "stdlib/datetime/time_of_day.h"

namespace dxpy::datetime {

Owned allocateDateTime(ThreadState &ts, TypeObject *type, Date date,
                       const TimeOfDay &time, Value zone) {
  Owned result = allocateInstance(ts, type);
  if (result) {
    DateTimeObject *object = asDateTime(result);
    object->hash = kNoHash;
    object->date = date;
    object->zone = copyOf(zone).take();
    object->time = time;
  }
  return result;
}

Owned makeDateTime(ThreadState &ts, TypeObject *type, Date date, TimeOfDay time,
                   Value zone) {
  return checkDate(ts, date) && checkTimeOfDay(ts, time) && checkZone(ts, zone)
             ? allocateDateTime(ts, type, date, time, zone)
             : Owned();
}

Owned callDateTime_py(ThreadState &ts, Value cls, Date date, TimeOfDay time,
                      Value zone) {
  if (cls == Value(&dateTimeType))
    return makeDateTime(ts, &dateTimeType, date, time, zone);
  // A subclass does not learn of the fold.
  return call_py(
      ts, cls,
      {Value(smallIntWord(date.year)), Value(smallIntWord(date.month)),
       Value(smallIntWord(date.day)), Value(smallIntWord(time.hour)),
       Value(smallIntWord(time.minute)), Value(smallIntWord(time.second)),
       Value(smallIntWord(time.microsecond)), zone});
}

namespace {

Value zoneOf(Value self) { return Value(asDateTime(self)->zone); }
Date dateIn(Value self) { return asDateTime(self)->date; }
const TimeOfDay &timeIn(Value self) { return asDateTime(self)->time; }

Owned newDateTime(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature(
      "(year, month, day, hour=0, minute=0, second=0, microsecond=0, "
      "tzinfo=None, *, fold=0)");
  Value bound[9], zone = none;
  Owned state;
  if (args.positionalCount <= 2 &&
      !pickledState(ts, args, "datetime", 10, state))
    return {};
  if (state) {
    auto *bytes = reinterpret_cast<const uint8_t *>(bytesText(state).data());
    auto month = uint8_t(bytes[2] & 0x7F);
    if (month >= 1 && month <= 12) {
      Date date = {bytes[0] * 256 + bytes[1], month, bytes[3]};
      TimeOfDay time = unpackTime(bytes + 4);
      time.fold = bytes[2] >> 7;
      return stateZone(ts, args, zone)
                 ? allocateDateTime(ts, type, date, time, zone)
                 : Owned();
    }
  }
  Date date;
  TimeOfDay time;
  return leadingInts_py(ts, args, 3) &&
                 bindArguments(ts, nullptr, signature, args, bound) &&
                 dateArguments_py(ts, bound, date) &&
                 timeArguments_py(ts, bound + 3, time, zone)
             ? makeDateTime(ts, type, date, time, zone)
             : Owned();
}

Owned combine_py(ThreadState &ts, Value cls, const Value *args) {
  if (!isDate(args[0]))
    return raise(ts, types::TypeError,
                 "combine() argument 1 must be datetime.date, not {}",
                 {argumentType(args[0])});
  if (!isTime(args[1]))
    return raise(ts, types::TypeError,
                 "combine() argument 2 must be datetime.time, not {}",
                 {argumentType(args[1])});
  const TimeObject *time = asTime(args[1]);
  Value zone = args[2] ? args[2] : Value(time->zone);
  return callDateTime_py(ts, cls, asDate(args[0])->date, time->time, zone);
}

Owned fromIsoFormat_py(ThreadState &ts, Value cls, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "fromisoformat: argument must be str");
  Date date;
  IsoTime time;
  if (strLength(args[0]) < 7 || !parseIsoDateTime(strText(args[0]), date, time))
    return invalidIsoText(ts, args[0]);
  Owned zone = time.hasZone
                   ? zoneOfOffset(ts, time.zoneSeconds, time.zoneMicroseconds)
                   : ownedNone();
  return zone ? callDateTime_py(ts, cls, date, time.time, zone) : Owned();
}

Owned datePart(ThreadState &ts, Value self, const Value *) {
  return makeDate(ts, &dateType, dateIn(self));
}
Owned timePart(ThreadState &ts, Value self, const Value *) {
  return makeTime(ts, &timeType, timeIn(self), none);
}
Owned timePartWithZone(ThreadState &ts, Value self, const Value *) {
  return makeTime(ts, &timeType, timeIn(self), zoneOf(self));
}

Owned replace_py(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature(
      "(year=0, month=0, day=0, hour=0, minute=0, second=0, microsecond=0, "
      "tzinfo=None, *, fold=0)");
  Value bound[9], zone = zoneOf(self);
  Date date = dateIn(self);
  TimeOfDay time = timeIn(self);
  return bindArguments(ts, "replace", signature, args, bound) &&
                 dateArguments_py(ts, bound, date) &&
                 timeArguments_py(ts, bound + 3, time, zone)
             ? makeDateTime(ts, typeOf(self), date, time, zone)
             : Owned();
}

Owned utcOffsetOf_py(ThreadState &ts, Value self, const Value *) {
  return utcOffset_py(ts, zoneOf(self), self);
}
Owned dstOf_py(ThreadState &ts, Value self, const Value *) {
  return dst_py(ts, zoneOf(self), self);
}
Owned nameOf_py(ThreadState &ts, Value self, const Value *) {
  return zoneName_py(ts, zoneOf(self), self);
}

Owned timeTuple_py(ThreadState &ts, Value self, const Value *) {
  Owned saving = dst_py(ts, zoneOf(self), self);
  if (!saving)
    return {};
  int flag = saving.value().isNone() ? -1 : asDelta(saving)->span() != 0;
  return structTime_py(ts, dateIn(self), timeIn(self), flag);
}
Owned utcTimeTuple_py(ThreadState &ts, Value self, const Value *) {
  Owned offset = utcOffset_py(ts, zoneOf(self), self);
  Owned time = copyOf(self);
  if (offset && !offset.value().isNone()) {
    Owned plain =
        makeDateTime(ts, &dateTimeType, dateIn(self), timeIn(self), none);
    time = plain ? addDelta_py(ts, plain, offset, -1) : Owned();
  }
  return offset && time ? structTime_py(ts, dateIn(time), timeIn(time), 0)
                        : Owned();
}

Owned ctimeOf(ThreadState &ts, Value self, const Value *) {
  return ctimeText(ts, dateIn(self), timeIn(self));
}

/// \p separator and \p spec may be null.
Owned isoText_py(ThreadState &ts, Value self, uint32_t separator, Value spec) {
  StrBuilder out(ts);
  appendIsoDate(out, dateIn(self));
  out.appendChar(separator);
  if (!appendIsoTime(out, ts, timeIn(self), spec, "isoformat", 2))
    return {};
  Owned offset = utcOffset_py(ts, zoneOf(self), self);
  if (!offset)
    return {};
  appendOffset(out, offset, ":");
  return out.finish();
}
Owned isoFormat_py(ThreadState &ts, Value self, const Value *args) {
  if (args[0] && (!isStr(args[0]) || strLength(args[0]) != 1))
    return raise(ts, types::TypeError,
                 "isoformat() argument 1 must be a unicode character, not {}",
                 {argumentType(args[0])});
  return isoText_py(ts, self, args[0] ? strCharAt(args[0], 0) : 'T', args[1]);
}
Owned strDateTime_py(ThreadState &ts, Value self) {
  Owned method = internText(ts, "isoformat");
  return method ? callMethod_py(ts, self, method,
                                {Value(latin1CharacterWord(' '))})
                : Owned();
}
Owned reprDateTime_py(ThreadState &ts, Value self) {
  const Date date = dateIn(self);
  const TimeOfDay time = timeIn(self);
  StrBuilder out(ts);
  out.append(nativeQualifiedName(typeOf(self)));
  out.append("(");
  for (int field : {int(date.year), int(date.month), int(date.day)}) {
    out.appendInt(field);
    out.append(", ");
  }
  out.appendInt(time.hour);
  appendReprTail(out, time);
  appendReprFold(out, time);
  if (!appendZone_py(out, zoneOf(self)))
    return {};
  out.append(")");
  return out.finish();
}

Owned reduceBy(ThreadState &ts, Value self, bool withFold) {
  const Date date = dateIn(self);
  char state[10] = {char(date.year >> 8), char(date.year), char(date.month),
                    char(date.day)};
  packTime(timeIn(self), state + 4);
  if (withFold && timeIn(self).fold)
    state[2] |= char(0x80);
  return reduced(ts, self, {state, sizeof state}, zoneOf(self));
}
Owned reduceExtended_py(ThreadState &ts, Value self, const Arguments &args) {
  int protocol;
  return exactArguments(ts, "__reduce_ex__", args, 1) &&
                 intArgument_py(ts, args[0], protocol)
             ? reduceBy(ts, self, protocol > 3)
             : Owned();
}
Owned reduceDateTime(ThreadState &ts, Value self, const Value *) {
  return reduceBy(ts, self, false);
}

constexpr MethodKind kClass = MethodKind::Class;
constexpr MethodDef methods[] = {
    {"now", now_py, "(tz=None)",
     "Returns new datetime object representing current time local to tz.\n\n  "
     "tz\n    Timezone object.\n\nIf no tz is specified, uses local timezone.",
     kClass},
    {"utcnow", utcNow_py, "()",
     "Return a new datetime representing UTC day and time.", kClass},
    {"fromtimestamp", fromTimestamp_py,
     "timestamp[, tz] -> tz's local time from POSIX timestamp.", kClass},
    {"utcfromtimestamp", utcFromTimestamp_py,
     "Construct a naive UTC datetime from a POSIX timestamp.", kClass},
    {"strptime", strptime_py,
     "string, format -> new datetime parsed from a string (like "
     "time.strptime()).",
     kClass},
    {"combine", combine_py, "(date, time, tzinfo=None)",
     "date, time -> datetime with same date and time fields", kClass},
    {"fromisoformat", fromIsoFormat_py, "(date_string, /)",
     "string -> datetime from a string in most ISO 8601 formats", kClass},
    {"date", datePart, "()",
     "Return date object with same year, month and day."},
    {"time", timePart, "()",
     "Return time object with same time but with tzinfo=None."},
    {"timetz", timePartWithZone, "()",
     "Return time object with same time and tzinfo."},
    {"ctime", ctimeOf, "()", "Return ctime() style string."},
    {"timetuple", timeTuple_py, "()",
     "Return time tuple, compatible with time.localtime()."},
    {"timestamp", timestamp_py, "()", "Return POSIX timestamp as float."},
    {"utctimetuple", utcTimeTuple_py, "()",
     "Return UTC time tuple, compatible with time.localtime()."},
    {"isoformat", isoFormat_py, "(sep='T', timespec='auto')",
     "[sep] -> string in ISO 8601 format, "
     "YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\nsep is used to separate "
     "the year from the time, and defaults to 'T'.\nThe optional argument "
     "timespec specifies the number of additional terms\nof the time to "
     "include. Valid options are 'auto', 'hours', 'minutes',\n'seconds', "
     "'milliseconds' and 'microseconds'.\n"},
    {"utcoffset", utcOffsetOf_py, "()", "Return self.tzinfo.utcoffset(self)."},
    {"tzname", nameOf_py, "()", "Return self.tzinfo.tzname(self)."},
    {"dst", dstOf_py, "()", "Return self.tzinfo.dst(self)."},
    {"replace", replace_py, "Return datetime with new specified fields."},
    {"astimezone", astimezone_py,
     "tz -> convert to local time in new timezone tz\n"},
    {"__reduce_ex__", reduceExtended_py,
     "__reduce_ex__(proto) -> (cls, state)"},
    {"__reduce__", reduceDateTime, "()", "__reduce__() -> (cls, state)"},
    {}};
constexpr TypeSpec spec = {
    "datetime.datetime",
    "datetime(year, month, day[, hour[, minute[, second[, "
    "microsecond[,tzinfo]]]]])\n\nThe year, month and day arguments are "
    "required. tzinfo may be None, or an\ninstance of a tzinfo subclass. The "
    "remaining arguments may be ints.\n",
    methods, timeGetSets<DateTimeObject>};
using DateTimeFields = OwnedFields<DateTimeObject, &DateTimeObject::zone>;

} // namespace

constinit TypeObject dateTimeType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &dateType,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(DateTimeObject),
    .slots = {.deallocate = DateTimeFields::deallocate,
              .visit = DateTimeFields::visit,
              .repr = reprDateTime_py,
              .str = strDateTime_py,
              .hash = hashDateTime_py,
              .compare = compareDateTime_py,
              .new_ = newDateTime,
              .add = addDateTime_py,
              .subtract = subtractDateTime_py}};

} // namespace dxpy::datetime
