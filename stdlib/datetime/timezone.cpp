// timezone: a fixed offset from UTC.
#include "stdlib/datetime/datetime.h"

namespace dxpy::datetime {

namespace {

struct ZoneObject {
  ObjectHeader header;
  Word offset; ///< timedelta
  Word name;   ///< str or None
};
ZoneObject *asZone(Value v) { return v.as<ZoneObject>(); }
Value offsetOf(Value self) { return Value(asZone(self)->offset); }

/// timezone.utc, for the life of the process.
constinit Word utc = 0;

} // namespace

Value utcZone() { return Value(utc); }

Owned makeZone(ThreadState &ts, Value offset, Value name) {
  Owned result = allocateInstance(ts, &zoneType);
  if (result) {
    asZone(result)->offset = copyOf(offset).take();
    asZone(result)->name = copyOf(name).take();
  }
  return result;
}

/// timezone(offset, name); ValueError for an offset of a day or more.
static Owned checkedZone(ThreadState &ts, Value offset, Value name) {
  constexpr Span kDay = Span(kSecondsOfDay) * kMicroseconds;
  Span span = asDelta(offset)->span();
  if (!name && span == 0)
    return copyOf(utcZone());
  if (span <= -kDay || span >= kDay)
    return raise(ts, types::ValueError,
                 "offset must be a timedelta strictly between "
                 "-timedelta(hours=24) and timedelta(hours=24), not {}.",
                 {MessageArg::repr(offset)});
  return makeZone(ts, offset, name ? name : none);
}

Owned zoneOfOffset(ThreadState &ts, int seconds, int microseconds) {
  if (seconds == 0)
    return copyOf(utcZone());
  Owned offset = makeDelta(ts, Span(seconds) * kMicroseconds + microseconds);
  return offset ? checkedZone(ts, offset, {}) : Owned();
}

namespace {

Owned newZone(ThreadState &ts, TypeObject *, const Arguments &args) {
  static constexpr Signature signature("(offset, name=None)");
  Value bound[2];
  if (!bindArguments(ts, "timezone", signature, args, bound))
    return {};
  if (!isDelta(bound[0]))
    return raise(ts, types::TypeError,
                 "timezone() argument 1 must be datetime.timedelta, not {}",
                 {argumentType(bound[0])});
  if (bound[1] && !isStr(bound[1]))
    return raise(ts, types::TypeError,
                 "timezone() argument 2 must be str, not {}",
                 {argumentType(bound[1])});
  return checkedZone(ts, bound[0], bound[1]);
}

bool checkTime(ThreadState &ts, Value time, const char *function) {
  return time.isNone() || isDateTime(time) ||
         raise(ts, types::TypeError,
               "{}(dt) argument must be a datetime instance or None, not {}",
               {function, typeOf(time)});
}

Owned utcOffset(ThreadState &ts, Value self, const Value *args) {
  return checkTime(ts, args[0], "utcoffset") ? copyOf(offsetOf(self)) : Owned();
}
Owned dst(ThreadState &ts, Value, const Value *args) {
  return checkTime(ts, args[0], "dst") ? ownedNone() : Owned();
}
Owned strZone(ThreadState &ts, Value self) {
  if (!Value(asZone(self)->name).isNone())
    return copyOf(Value(asZone(self)->name));
  StrBuilder out(ts);
  out.append("UTC");
  if (asDelta(offsetOf(self))->span())
    appendOffset(out, offsetOf(self), ":");
  return out.finish();
}
Owned name(ThreadState &ts, Value self, const Value *args) {
  return checkTime(ts, args[0], "tzname") ? strZone(ts, self) : Owned();
}
Owned fromUtc_py(ThreadState &ts, Value self, const Value *args) {
  if (!isDateTime(args[0]))
    return raise(ts, types::TypeError, "fromutc: argument must be a datetime");
  if (!(Value(asDateTime(args[0])->zone) == self))
    return raise(ts, types::ValueError, "fromutc: dt.tzinfo is not self");
  return addDelta_py(ts, args[0], offsetOf(self), 1);
}

Owned initArguments(ThreadState &ts, Value self, const Value *) {
  Value given(asZone(self)->name);
  return given.isNone() ? makeTuple(ts, {offsetOf(self)})
                        : makeTuple(ts, {offsetOf(self), given});
}

Owned reprZone_py(ThreadState &ts, Value self) {
  StrBuilder out(ts);
  out.append(nativeQualifiedName(typeOf(self)));
  if (self == utcZone()) {
    out.append(".utc");
    return out.finish();
  }
  out.append("(");
  if (!out.appendRepr_py(offsetOf(self)))
    return {};
  if (Value given(asZone(self)->name); !given.isNone()) {
    out.append(", ");
    if (!out.appendRepr_py(given))
      return {};
  }
  out.append(")");
  return out.finish();
}

Owned compareZone(ThreadState &, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      !isSubtype(typeOf(other), &zoneType))
    return ownedNotImplemented();
  return ownedBool(sameOffset(offsetOf(self), offsetOf(other)) ==
                   (op == CompareOp::Eq));
}
int64_t hashZone_py(ThreadState &ts, Value self) {
  return hash_py(ts, offsetOf(self));
}

constexpr MethodDef methods[] = {
    {"tzname", name, "(dt, /)",
     "If name is specified when timezone is created, returns the name.  "
     "Otherwise returns offset as 'UTC(+|-)HH:MM'."},
    {"utcoffset", utcOffset, "(dt, /)", "Return fixed offset."},
    {"dst", dst, "(dt, /)", "Return None."},
    {"fromutc", fromUtc_py, "(dt, /)",
     "datetime in UTC -> datetime in local time."},
    {"__getinitargs__", initArguments, "()", "pickle support"},
    {}};
constexpr TypeSpec spec = {"datetime.timezone",
                           "Fixed offset from UTC implementation of tzinfo.",
                           methods};
using ZoneFields =
    OwnedFields<ZoneObject, &ZoneObject::offset, &ZoneObject::name>;

} // namespace

constinit TypeObject zoneType = {.header = typeHeader(),
                                 .spec = &spec,
                                 .base = &zoneBaseType,
                                 .flags = kTypeContainer,
                                 .basicSize = sizeof(ZoneObject),
                                 .slots = {.deallocate = ZoneFields::deallocate,
                                           .visit = ZoneFields::visit,
                                           .repr = reprZone_py,
                                           .str = strZone,
                                           .hash = hashZone_py,
                                           .compare = compareZone,
                                           .new_ = newZone}};

bool addZoneConstants(ThreadState &ts, Value module) {
  auto zone = [&](int minutes) {
    Owned offset = makeDelta(ts, Span(minutes) * 60 * kMicroseconds);
    return offset ? makeZone(ts, offset) : Owned();
  };
  if (!utc) {
    Owned made = zone(0);
    utc = made.take();
  }
  constexpr int kLimit = 23 * 60 + 59;
  return utc && setConstant(ts, &zoneType, "utc", copyOf(utcZone())) &&
         setConstant(ts, &zoneType, "min", zone(-kLimit)) &&
         setConstant(ts, &zoneType, "max", zone(kLimit)) &&
         addToModule(ts, module, "UTC", copyOf(utcZone()));
}

} // namespace dxpy::datetime
