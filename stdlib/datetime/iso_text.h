// The texts that fromisoformat() reads, as CPython 3.11 does: all it takes, no
// more. Knows no objects, so that it can be fuzzed alone.
#pragma once
#include "stdlib/datetime/calendar.h"
#include <cstddef>
#include <string_view>

namespace dxpy::datetime {

/// A time as it was read: in the range of its digits, not yet checked.
struct IsoTime {
  TimeOfDay time;
  bool hasZone = false;
  int zoneSeconds = 0, zoneMicroseconds = 0;
};

/// False: the text is no date. What follows one is not looked at, as CPython
/// does with texts of the length of another form.
bool parseIsoDate(std::string_view text, Date &date);
bool parseIsoTime(std::string_view text, IsoTime &time);
/// A date, any character and a time, or the date alone.
bool parseIsoDateTime(std::string_view text, Date &date, IsoTime &time);

} // namespace dxpy::datetime
