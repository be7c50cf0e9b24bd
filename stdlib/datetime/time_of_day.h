// What time and datetime have in common: fields of a day, attributes, pickles.
#pragma once
#include "stdlib/datetime/datetime.h"

namespace dxpy::datetime {

bool checkTimeOfDay(ThreadState &ts, const TimeOfDay &time);
/// Six bytes, as pickles have them.
void packTime(const TimeOfDay &time, char *out);
TimeOfDay unpackTime(const uint8_t *bytes);
/// What __reduce__ gives for a state of bytes.
Owned reduced(ThreadState &ts, Value self, std::string_view state, Value zone);
/// The zone that a pickle has given as second argument.
bool stateZone(ThreadState &ts, const Arguments &args, Value &zone);

/// The minutes of a repr() and what follows them.
inline void appendReprTail(StrBuilder &out, const TimeOfDay &time) {
  out.append(", ");
  out.appendInt(time.minute);
  if (time.second || time.microsecond) {
    out.append(", ");
    out.appendInt(time.second);
  }
  if (time.microsecond) {
    out.append(", ");
    out.appendInt(time.microsecond);
  }
}

inline void appendReprFold(StrBuilder &out, const TimeOfDay &time) {
  if (time.fold)
    out.append(", fold=1");
}

template <typename T, auto TimeOfDay::*field>
Owned getTimeField(ThreadState &ts, Value self) {
  return makeInt(ts, self.as<T>()->time.*field);
}
template <typename T> Owned getZone(ThreadState &, Value self) {
  return copyOf(Value(self.as<T>()->zone));
}
template <typename T>
inline constexpr GetSetDef timeGetSets[] = {
    {"hour", getTimeField<T, &TimeOfDay::hour>},
    {"minute", getTimeField<T, &TimeOfDay::minute>},
    {"second", getTimeField<T, &TimeOfDay::second>},
    {"microsecond", getTimeField<T, &TimeOfDay::microsecond>},
    {"tzinfo", getZone<T>},
    {"fold", getTimeField<T, &TimeOfDay::fold>},
    {}};

} // namespace dxpy::datetime
