// time.
#include "runtime-support/objects/bytes.h"
#include "stdlib/datetime/datetime.h"
#include "stdlib/datetime/iso_text.h"
#include "stdlib/datetime/time_of_day.h"

namespace dxpy::datetime {

std::strong_ordering compareTimes(const TimeOfDay &a, const TimeOfDay &b) {
  return a.microseconds() <=> b.microseconds();
}

bool checkTimeOfDay(ThreadState &ts, const TimeOfDay &time) {
  const char *message =
      time.hour > 23     ? "hour must be in 0..23"
      : time.minute > 59 ? "minute must be in 0..59"
      : time.second > 59 ? "second must be in 0..59"
      : time.microsecond < 0 || time.microsecond >= kMicroseconds
          ? "microsecond must be in 0..999999"
      : time.fold > 1 ? "fold must be either 0 or 1"
                      : nullptr;
  return !message || raise(ts, types::ValueError, message);
}

void packTime(const TimeOfDay &time, char *out) {
  const int32_t us = time.microsecond;
  const char bytes[] = {char(time.hour), char(time.minute), char(time.second),
                        char(us >> 16),  char(us >> 8),     char(us)};
  __builtin_memcpy(out, bytes, sizeof bytes);
}
TimeOfDay unpackTime(const uint8_t *bytes) {
  return {bytes[3] << 16 | bytes[4] << 8 | bytes[5], bytes[0], bytes[1],
          bytes[2]};
}

Owned reduced(ThreadState &ts, Value self, std::string_view state, Value zone) {
  Owned bytes = makeBytes(ts, state);
  if (!bytes)
    return {};
  Owned arguments =
      zone.isNone() ? makeTuple(ts, {bytes}) : makeTuple(ts, {bytes, zone});
  return arguments ? makeTuple(ts, {Value(typeOf(self)), arguments}) : Owned();
}

bool stateZone(ThreadState &ts, const Arguments &args, Value &zone) {
  if (args.positionalCount > 1)
    zone = args[1];
  return zone.isNone() || isZone(zone) ||
         raise(ts, types::TypeError, "bad tzinfo state arg");
}

static Owned allocateTime(ThreadState &ts, TypeObject *type,
                          const TimeOfDay &time, Value zone) {
  Owned result = allocateInstance(ts, type);
  if (result) {
    TimeObject *object = asTime(result);
    object->hash = kNoHash;
    object->zone = copyOf(zone).take();
    object->time = time;
  }
  return result;
}

Owned makeTime(ThreadState &ts, TypeObject *type, TimeOfDay time, Value zone) {
  return checkTimeOfDay(ts, time) && checkZone(ts, zone)
             ? allocateTime(ts, type, time, zone)
             : Owned();
}

Owned callTime_py(ThreadState &ts, Value cls, TimeOfDay time, Value zone) {
  if (cls == Value(&timeType))
    return makeTime(ts, &timeType, time, zone);
  return call_py(ts, cls,
                 {Value(smallIntWord(time.hour)),
                  Value(smallIntWord(time.minute)),
                  Value(smallIntWord(time.second)),
                  Value(smallIntWord(time.microsecond)), zone});
}

namespace {

const TimeOfDay &timeOf(Value self) { return asTime(self)->time; }
Value zoneOf(Value self) { return Value(asTime(self)->zone); }

Owned newTime(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature(
      "(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)");
  Value bound[6], zone = none;
  Owned state;
  if (args.positionalCount <= 2 && !pickledState(ts, args, "time", 6, state))
    return {};
  if (state) {
    auto *bytes = reinterpret_cast<const uint8_t *>(bytesText(state).data());
    if ((bytes[0] & 0x7F) < 24) {
      TimeOfDay time = unpackTime(bytes);
      time.fold = time.hour >> 7;
      time.hour &= 0x7F;
      return stateZone(ts, args, zone) ? allocateTime(ts, type, time, zone)
                                       : Owned();
    }
  }
  TimeOfDay time;
  return bindArguments(ts, nullptr, signature, args, bound) &&
                 timeArguments_py(ts, bound, time, zone)
             ? makeTime(ts, type, time, zone)
             : Owned();
}

Owned fromIsoFormat_py(ThreadState &ts, Value cls, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "fromisoformat: argument must be str");
  std::string_view text = strText(args[0]);
  if (text.starts_with('T'))
    text.remove_prefix(1);
  IsoTime time;
  if (!parseIsoTime(text, time))
    return invalidIsoText(ts, args[0]);
  Owned zone = time.hasZone
                   ? zoneOfOffset(ts, time.zoneSeconds, time.zoneMicroseconds)
                   : ownedNone();
  return zone ? callTime_py(ts, cls, time.time, zone) : Owned();
}

Owned reprTime_py(ThreadState &ts, Value self) {
  const TimeOfDay time = timeOf(self);
  StrBuilder out(ts);
  out.append(nativeQualifiedName(typeOf(self)));
  out.append("(");
  out.appendInt(time.hour);
  appendReprTail(out, time);
  if (!appendZone_py(out, zoneOf(self)))
    return {};
  appendReprFold(out, time);
  out.append(")");
  return out.finish();
}

Owned isoFormat_py(ThreadState &ts, Value self, const Value *args) {
  StrBuilder out(ts);
  if (!appendIsoTime(out, ts, timeOf(self), args[0], "isoformat", 1))
    return {};
  Owned offset = utcOffset_py(ts, zoneOf(self), none);
  if (!offset)
    return {};
  appendOffset(out, offset, ":");
  return out.finish();
}
Owned strTime_py(ThreadState &ts, Value self) {
  Owned method = internText(ts, "isoformat");
  return method ? callMethod_py(ts, self, method) : Owned();
}
Owned strftime_py(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "strftime() argument 1 must be str, not {}",
                 {argumentType(args[0])});
  const TimeOfDay &time = timeOf(self);
  const int fields[] = {1900,        1, 1, time.hour, time.minute,
                        time.second, 0, 1, -1};
  Value items[9];
  for (int i = 0; i < 9; ++i)
    items[i] = Value(smallIntWord(fields[i]));
  Owned tuple = makeTuple(ts, items, 9);
  return tuple ? formatTime_py(ts, args[0], tuple, time.microsecond,
                               zoneOf(self), none)
               : Owned();
}

Owned utcOffsetOf_py(ThreadState &ts, Value self, const Value *) {
  return utcOffset_py(ts, zoneOf(self), none);
}
Owned dstOf_py(ThreadState &ts, Value self, const Value *) {
  return dst_py(ts, zoneOf(self), none);
}
Owned nameOf_py(ThreadState &ts, Value self, const Value *) {
  return zoneName_py(ts, zoneOf(self), none);
}

Owned replace_py(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature(
      "(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)");
  Value bound[6], zone = zoneOf(self);
  TimeOfDay time = timeOf(self);
  return bindArguments(ts, "replace", signature, args, bound) &&
                 timeArguments_py(ts, bound, time, zone)
             ? makeTime(ts, typeOf(self), time, zone)
             : Owned();
}

Owned reduceBy(ThreadState &ts, Value self, bool withFold) {
  char state[6];
  packTime(timeOf(self), state);
  if (withFold && timeOf(self).fold)
    state[0] |= char(0x80);
  return reduced(ts, self, {state, sizeof state}, zoneOf(self));
}
Owned reduceExtended_py(ThreadState &ts, Value self, const Arguments &args) {
  int protocol;
  return exactArguments(ts, "__reduce_ex__", args, 1) &&
                 intArgument_py(ts, args[0], protocol)
             ? reduceBy(ts, self, protocol > 3)
             : Owned();
}
Owned reduceTime(ThreadState &ts, Value self, const Value *) {
  return reduceBy(ts, self, false);
}

/// Of the time without its fold, in UTC.
int64_t computeHash_py(ThreadState &ts, Value self) {
  Owned plain = copyOf(self);
  TimeOfDay time = timeOf(self);
  if (time.fold) {
    time.fold = 0;
    plain = allocateTime(ts, &timeType, time, zoneOf(self));
  }
  Owned offset = plain ? utcOffset_py(ts, zoneOf(plain), none) : Owned();
  if (!offset)
    return -1;
  Span span = time.microseconds();
  if (!offset.value().isNone())
    span -= asDelta(offset)->span();
  return hashOf_py(ts, makeDelta(ts, span));
}
int64_t hashTime_py(ThreadState &ts, Value self) {
  return cachedHash(asTime(self), [&] { return computeHash_py(ts, self); });
}

Owned compareTime_py(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isTime(other))
    return ownedNotImplemented();
  std::strong_ordering order = compareTimes(timeOf(self), timeOf(other));
  if (zoneOf(self) == zoneOf(other))
    return compareOrder(order, op);
  Owned mine = utcOffset_py(ts, zoneOf(self), none);
  Owned theirs = mine ? utcOffset_py(ts, zoneOf(other), none) : Owned();
  if (!theirs)
    return {};
  if (sameOffset(mine, theirs))
    return compareOrder(order, op);
  if (!mine.value().isNone() && !theirs.value().isNone()) {
    Span a = timeOf(self).microseconds() - asDelta(mine)->span(),
         b = timeOf(other).microseconds() - asDelta(theirs)->span();
    return compareNumbers(a < b ? -1 : a > b, 0, op);
  }
  if (op == CompareOp::Eq || op == CompareOp::Ne)
    return ownedBool(op == CompareOp::Ne);
  return raise(ts, types::TypeError,
               "can't compare offset-naive and offset-aware times");
}

constexpr MethodDef methods[] = {
    {"isoformat", isoFormat_py, "(timespec='auto')",
     "Return string in ISO 8601 format, "
     "[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\nThe optional argument timespec "
     "specifies the number of additional terms\nof the time to include. Valid "
     "options are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and "
     "'microseconds'.\n"},
    {"strftime", strftime_py, "(format)", "format -> strftime() style string."},
    {"__format__", formatBy_py, "Formats self with strftime."},
    {"utcoffset", utcOffsetOf_py, "()", "Return self.tzinfo.utcoffset(self)."},
    {"tzname", nameOf_py, "()", "Return self.tzinfo.tzname(self)."},
    {"dst", dstOf_py, "()", "Return self.tzinfo.dst(self)."},
    {"replace", replace_py, "Return time with new specified fields."},
    {"fromisoformat", fromIsoFormat_py, "(time_string, /)",
     "string -> time from a string in ISO 8601 format", MethodKind::Class},
    {"__reduce_ex__", reduceExtended_py,
     "__reduce_ex__(proto) -> (cls, state)"},
    {"__reduce__", reduceTime, "()", "__reduce__() -> (cls, state)"},
    {}};
constexpr TypeSpec spec = {
    "datetime.time",
    "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time "
    "object\n\nAll arguments are optional. tzinfo may be None, or an instance "
    "of\na tzinfo subclass. The remaining arguments may be ints.\n",
    methods, timeGetSets<TimeObject>};
using TimeFields = OwnedFields<TimeObject, &TimeObject::zone>;

} // namespace

constinit TypeObject timeType = {.header = typeHeader(),
                                 .spec = &spec,
                                 .base = &types::Object,
                                 .flags = kTypeBase | kTypeContainer,
                                 .basicSize = sizeof(TimeObject),
                                 .slots = {.deallocate = TimeFields::deallocate,
                                           .visit = TimeFields::visit,
                                           .repr = reprTime_py,
                                           .str = strTime_py,
                                           .hash = hashTime_py,
                                           .compare = compareTime_py,
                                           .new_ = newTime}};

} // namespace dxpy::datetime
