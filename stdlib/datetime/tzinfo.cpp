// tzinfo, the base of time zones, and what the others ask a zone.
#include "stdlib/datetime/datetime.h"

namespace dxpy::datetime {

bool sameOffset(Value a, Value b) {
  if (a == b)
    return true;
  return !a.isNone() && !b.isNone() && asDelta(a)->span() == asDelta(b)->span();
}

bool checkMoved(ThreadState &ts, Value result) {
  return isDateTime(result) ||
         raise(ts, types::TypeError, "expected a datetime, not '{}'",
               {typeOf(result)});
}

namespace {

/// zone.name(argument), which must give None or a timedelta of less than a day.
Owned offset_py(ThreadState &ts, Value zone, const char *name, Value argument) {
  if (zone.isNone())
    return ownedNone();
  Owned method = internText(ts, name);
  Owned offset = method ? callMethod_py(ts, zone, method, {argument}) : Owned();
  if (!offset || offset.value().isNone())
    return offset;
  if (!isDelta(offset))
    return raise(ts, types::TypeError,
                 "tzinfo.{}() must return None or timedelta, not '{}'",
                 {name, typeOf(offset)});
  constexpr Span kDay = Span(kSecondsOfDay) * kMicroseconds;
  Span span = asDelta(offset)->span();
  if (span <= -kDay || span >= kDay)
    return raise(ts, types::ValueError,
                 "offset must be a timedelta strictly between "
                 "-timedelta(hours=24) and timedelta(hours=24).");
  return offset;
}

} // namespace

Owned utcOffset_py(ThreadState &ts, Value zone, Value argument) {
  return offset_py(ts, zone, "utcoffset", argument);
}
Owned dst_py(ThreadState &ts, Value zone, Value argument) {
  return offset_py(ts, zone, "dst", argument);
}
Owned zoneName_py(ThreadState &ts, Value zone, Value argument) {
  if (zone.isNone())
    return ownedNone();
  Owned method = internText(ts, "tzname");
  Owned name = method ? callMethod_py(ts, zone, method, {argument}) : Owned();
  if (name && !name.value().isNone() && !isStr(name))
    return raise(ts, types::TypeError,
                 "tzinfo.tzname() must return None or a string, not '{}'",
                 {typeOf(name)});
  return name;
}

namespace {

Owned newZoneBase(ThreadState &ts, TypeObject *type, const Arguments &) {
  return allocateInstance(ts, type);
}

Raised notImplementedBy(ThreadState &ts, const char *name) {
  return raise(ts, types::NotImplementedError,
               "a tzinfo subclass must implement {}()", {name});
}
Owned utcOffset(ThreadState &ts, Value, const Value *) {
  return notImplementedBy(ts, "utcoffset");
}
Owned dst(ThreadState &ts, Value, const Value *) {
  return notImplementedBy(ts, "dst");
}
Owned name(ThreadState &ts, Value, const Value *) {
  return notImplementedBy(ts, "tzname");
}

/// From the standard offset, then once more from what dst() says there.
Owned fromUtc_py(ThreadState &ts, Value self, const Value *args) {
  Value time = args[0];
  if (!isDateTime(time))
    return raise(ts, types::TypeError, "fromutc: argument must be a datetime");
  if (!(Value(asDateTime(time)->zone) == self))
    return raise(ts, types::ValueError, "fromutc: dt.tzinfo is not self");
  Owned offset = utcOffset_py(ts, self, time);
  if (!offset)
    return {};
  if (offset.value().isNone())
    return raise(ts, types::ValueError,
                 "fromutc: non-None utcoffset() result required");
  Owned saving = dst_py(ts, self, time);
  if (!saving)
    return {};
  if (saving.value().isNone())
    return raise(ts, types::ValueError,
                 "fromutc: non-None dst() result required");
  Owned standard =
      makeDelta(ts, asDelta(offset)->span() - asDelta(saving)->span());
  Owned result = standard ? addDelta_py(ts, time, standard, 1) : Owned();
  if (!result || !checkMoved(ts, result))
    return {};
  saving = dst_py(ts, self, result);
  if (!saving)
    return {};
  if (saving.value().isNone())
    return raise(ts, types::ValueError,
                 "fromutc: tz.dst() gave inconsistent results; cannot convert");
  return asDelta(saving)->span() ? addDelta_py(ts, result, saving, 1)
                                 : std::move(result);
}

Owned reduce_py(ThreadState &ts, Value self, const Value *) {
  Owned initName = internText(ts, "__getinitargs__"),
        stateName = internText(ts, "__getstate__");
  if (!initName || !stateName)
    return {};
  Owned init = getAttrOptional_py(ts, self, initName);
  if (pendingException(ts))
    return {};
  Owned arguments = init ? call_py(ts, init) : copyOf(emptyTuple());
  Owned state = arguments ? callMethod_py(ts, self, stateName) : Owned();
  return state ? makeTuple(ts, {Value(typeOf(self)), arguments, state})
               : Owned();
}

constexpr MethodDef methods[] = {
    {"tzname", name, "(dt, /)", "datetime -> string name of time zone."},
    {"utcoffset", utcOffset, "(dt, /)",
     "datetime -> timedelta showing offset from UTC, negative values "
     "indicating West of UTC"},
    {"dst", dst, "(dt, /)",
     "datetime -> DST offset as timedelta positive east of UTC."},
    {"fromutc", fromUtc_py, "(dt, /)",
     "datetime in UTC -> datetime in local time."},
    {"__reduce__", reduce_py, "()", "-> (cls, state)"},
    {}};
constexpr TypeSpec spec = {"datetime.tzinfo",
                           "Abstract base class for time zone info objects.",
                           methods};

} // namespace

constinit TypeObject zoneBaseType = {.header = typeHeader(),
                                     .spec = &spec,
                                     .base = &types::Object,
                                     .flags = kTypeBase,
                                     .basicSize = sizeof(ObjectHeader),
                                     .slots = {.new_ = newZoneBase}};

} // namespace dxpy::datetime
