// IsoCalendarDate, what isocalendar() gives: a tuple with names.
#include "stdlib/datetime/datetime.h"

namespace dxpy::datetime {

Owned makeIsoCalendar(ThreadState &ts, TypeObject *type, const Value *items) {
  Owned result = allocateInstance(ts, type, 3);
  if (result) {
    auto *tuple = result.as<TupleObject>();
    tuple->length = 3;
    for (int i = 0; i < 3; ++i)
      tuple->items[i] = copyOf(items[i]).take();
  }
  return result;
}

namespace {

Owned newIsoCalendar(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(year, week, weekday)");
  Value bound[3];
  return bindArguments(ts, "IsoCalendarDate", signature, args, bound)
             ? makeIsoCalendar(ts, type, bound)
             : Owned();
}

template <int i> Owned getItem(ThreadState &, Value self) {
  return copyOf(tupleItem(self, i));
}

Owned repr_py(ThreadState &ts, Value self) {
  static constexpr const char *names[] = {"(year=", ", week=", ", weekday="};
  StrBuilder out(ts);
  out.append(nativeQualifiedName(typeOf(self)));
  for (int i = 0; i < 3; ++i) {
    out.append(names[i]);
    if (!out.appendStr_py(tupleItem(self, uint64_t(i))))
      return {};
  }
  out.append(")");
  return out.finish();
}

/// As a plain tuple: the class is not public.
Owned reduce(ThreadState &ts, Value self, const Value *) {
  Owned tuple = makeTuple(
      ts, {tupleItem(self, 0), tupleItem(self, 1), tupleItem(self, 2)});
  Owned arguments = tuple ? makeTuple(ts, {tuple}) : Owned();
  return arguments ? makeTuple(ts, {Value(&types::Tuple), arguments}) : Owned();
}

constexpr MethodDef methods[] = {
    {"__reduce__", reduce, "()", "__reduce__() -> (cls, state)"}, {}};
constexpr GetSetDef getSets[] = {
    {"year", getItem<0>}, {"week", getItem<1>}, {"weekday", getItem<2>}, {}};
constexpr TypeSpec spec = {
    "datetime.IsoCalendarDate",
    "The result of date.isocalendar() or datetime.isocalendar()\n\nThis object "
    "may be accessed either as a tuple of\n  ((year, week, weekday)\nor via "
    "the object attributes as named in the above tuple.",
    methods, getSets};

} // namespace

constinit TypeObject isoCalendarType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Tuple,
    .flags = kTypeContainer | kTypeVariableSize | kTypeSequencePattern |
             kTypeMatchSelf | kSubclassTuple,
    .basicSize = sizeof(TupleObject),
    .itemSize = sizeof(Word),
    .slots = {.repr = repr_py, .new_ = newIsoCalendar}};

} // namespace dxpy::datetime
