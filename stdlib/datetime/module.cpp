// Module _datetime.
#include "stdlib/datetime/datetime.h"

namespace dxpy::datetime {

bool addZoneConstants(ThreadState &ts, Value module);

namespace {

Owned span(ThreadState &ts, Span microseconds) {
  return makeDelta(ts, microseconds);
}

bool addConstants(ThreadState &ts, Value module) {
  constexpr Span kDay = Span(kSecondsOfDay) * kMicroseconds,
                 kMost = kDay * 999'999'999;
  constexpr TimeOfDay latest = {999'999, 23, 59, 59};
  constexpr Date first = {kMinYear, 1, 1}, last = {kMaxYear, 12, 31};
  return setConstant(ts, &deltaType, "min", span(ts, -kMost)) &&
         setConstant(ts, &deltaType, "max", span(ts, kMost + kDay - 1)) &&
         setConstant(ts, &deltaType, "resolution", span(ts, 1)) &&
         setConstant(ts, &dateType, "min", makeDate(ts, &dateType, first)) &&
         setConstant(ts, &dateType, "max", makeDate(ts, &dateType, last)) &&
         setConstant(ts, &dateType, "resolution", span(ts, kDay)) &&
         setConstant(ts, &timeType, "min", makeTime(ts, &timeType, {}, none)) &&
         setConstant(ts, &timeType, "max",
                     makeTime(ts, &timeType, latest, none)) &&
         setConstant(ts, &timeType, "resolution", span(ts, 1)) &&
         setConstant(ts, &dateTimeType, "min",
                     makeDateTime(ts, &dateTimeType, first, {}, none)) &&
         setConstant(ts, &dateTimeType, "max",
                     makeDateTime(ts, &dateTimeType, last, latest, none)) &&
         setConstant(ts, &dateTimeType, "resolution", span(ts, 1)) &&
         addZoneConstants(ts, module) &&
         addToModule(ts, module, "MINYEAR", makeInt(ts, kMinYear)) &&
         addToModule(ts, module, "MAXYEAR", makeInt(ts, kMaxYear));
}

bool execute(ThreadState &ts, Value module) {
  for (TypeObject *type : {&deltaType, &dateType, &timeType, &dateTimeType,
                           &zoneBaseType, &zoneType})
    if (!initNativeType(ts, type) || !addTypeToModule(ts, module, type))
      return false;
  return registerNativeType(ts, &isoCalendarType) && addConstants(ts, module);
}

} // namespace

} // namespace dxpy::datetime

namespace dxpy {
DX_NATIVE_MODULE(_datetime, "Fast implementation of the datetime type.",
                 nullptr, datetime::execute)
} // namespace dxpy
