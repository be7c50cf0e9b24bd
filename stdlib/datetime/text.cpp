// Dates and times as text: ISO forms, ctime(), strftime().
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/module.h"
#include "stdlib/datetime/datetime.h"
#include <algorithm>
#include <charconv>

namespace dxpy::datetime {

void appendPadded(StrBuilder &out, int number, unsigned width) {
  char digits[16];
  auto length = unsigned(
      std::to_chars(digits, digits + sizeof digits, number).ptr - digits);
  for (; width > length; --width)
    out.append("0");
  out.append({digits, length});
}

void appendIsoDate(StrBuilder &out, Date date) {
  appendPadded(out, date.year, 4);
  out.append("-");
  appendPadded(out, date.month, 2);
  out.append("-");
  appendPadded(out, date.day, 2);
}

bool appendIsoTime(StrBuilder &out, ThreadState &ts, const TimeOfDay &time,
                   Value spec, const char *function, int position) {
  static constexpr std::string_view names[] = {
      "hours", "minutes", "seconds", "milliseconds", "microseconds", "auto"};
  if (spec && !isStr(spec))
    return raise(ts, types::TypeError, "{}() argument {} must be str, not {}",
                 {function, position, argumentType(spec)});
  std::string_view wanted = spec ? strText(spec) : "auto";
  size_t parts = 0;
  while (parts < std::size(names) && names[parts] != wanted)
    ++parts;
  if (parts == std::size(names))
    return raise(ts, types::ValueError, "Unknown timespec value");
  if (wanted == "auto")
    parts = time.microsecond ? 4 : 2;
  appendPadded(out, time.hour, 2);
  if (parts > 0) {
    out.append(":");
    appendPadded(out, time.minute, 2);
  }
  if (parts > 1) {
    out.append(":");
    appendPadded(out, time.second, 2);
  }
  if (parts > 2) {
    out.append(".");
    appendPadded(out, parts == 3 ? time.microsecond / 1000 : time.microsecond,
                 parts == 3 ? 3 : 6);
  }
  return true;
}

void appendOffset(StrBuilder &out, Value offset, std::string_view separator) {
  if (offset.isNone())
    return;
  Span span = asDelta(offset)->span();
  out.append(span < 0 ? "-" : "+");
  TimeOfDay time = TimeOfDay::ofMicroseconds(int64_t(span < 0 ? -span : span));
  appendPadded(out, time.hour, 2);
  out.append(separator);
  appendPadded(out, time.minute, 2);
  if (time.second || time.microsecond) {
    out.append(separator);
    appendPadded(out, time.second, 2);
  }
  if (time.microsecond) {
    out.append(".");
    appendPadded(out, time.microsecond, 6);
  }
}

Owned ctimeText(ThreadState &ts, Date date, const TimeOfDay &time) {
  static constexpr char days[] = "MonTueWedThuFriSatSun";
  static constexpr char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  StrBuilder out(ts);
  out.append({days + 3 * weekdayOf(date), 3});
  out.append(" ");
  out.append({months + 3 * (date.month - 1), 3});
  out.append(date.day < 10 ? "  " : " ");
  out.appendInt(date.day);
  out.append(" ");
  appendIsoTime(out, ts, {0, time.hour, time.minute, time.second}, {}, "", 0);
  out.append(" ");
  appendPadded(out, date.year, 4);
  return out.finish();
}

bool appendZone_py(StrBuilder &out, Value zone) {
  if (zone.isNone())
    return true;
  out.append(", tzinfo=");
  return out.appendRepr_py(zone);
}

Raised invalidIsoText(ThreadState &ts, Value text) {
  return raise(ts, types::ValueError, "Invalid isoformat string: {}",
               {MessageArg::repr(text)});
}

namespace {

/// What %z and %Z stand for, asked at most once.
struct ZoneText {
  Owned offset, name;
};

/// The name of a zone for what formats it once more: percent signs are doubled.
Owned escapedName_py(ThreadState &ts, Value zone, Value argument) {
  Owned name = zoneName_py(ts, zone, argument);
  if (name && name.value().isNone())
    return emptyStr();
  Owned method = name ? internText(ts, "replace") : Owned();
  Owned one = makeStr(ts, "%"), two = makeStr(ts, "%%");
  Owned escaped = method && one && two
                      ? callMethod_py(ts, name, method, {one, two})
                      : Owned();
  if (escaped && !isStr(escaped))
    return raise(ts, types::TypeError,
                 "tzname.replace() did not return a string");
  // Raises for surrogates.
  return escaped && encodeStr(ts, escaped) ? std::move(escaped) : Owned();
}

/// Appends what one of %z, %Z and %f stands for. False: raised.
bool appendField_py(StrBuilder &out, ThreadState &ts, char field,
                    int microsecond, Value zone, Value argument,
                    ZoneText &known) {
  if (field == 'f') {
    appendPadded(out, microsecond, 6);
    return true;
  }
  if (field == 'z') {
    if (!known.offset)
      known.offset = utcOffset_py(ts, zone, argument);
    if (known.offset)
      appendOffset(out, known.offset, "");
    return bool(known.offset);
  }
  if (!known.name)
    known.name = escapedName_py(ts, zone, argument);
  if (known.name)
    out.append(strText(known.name));
  return bool(known.name);
}

} // namespace

Owned formatTime_py(ThreadState &ts, Value format, Value tuple, int microsecond,
                    Value zone, Value zoneArgument) {
  Owned encoded = encodeStr(ts, format); // raises for surrogates
  if (!encoded)
    return {};
  StrBuilder out(ts);
  ZoneText known;
  // A NUL ends the format, as it does in C.
  std::string_view text = strText(format);
  text = text.substr(0, text.find('\0'));
  for (size_t at = 0; at < text.size();) {
    size_t next = text.find('%', at);
    if (next == text.npos || next + 1 == text.size()) {
      out.append(text.substr(at));
      break;
    }
    out.append(text.substr(at, next - at));
    char field = text[next + 1];
    if (field != 'z' && field != 'Z' && field != 'f')
      out.append(text.substr(next, 2));
    else if (!appendField_py(out, ts, field, microsecond, zone, zoneArgument,
                             known))
      return {};
    at = next + 2;
  }
  std::string_view written = out.view();
  out.truncate(std::min(written.find('\0'), written.size()));
  Owned changed = out.finish();
  Owned function = changed ? importName_py(ts, "time", "strftime") : Owned();
  return function ? call_py(ts, function, {changed.value(), tuple}) : Owned();
}

Owned formatBy_py(ThreadState &ts, Value self, const Arguments &args) {
  if (!exactArguments(ts, "__format__", args, 1))
    return {};
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "__format__() argument 1 must be str, not {}",
                 {argumentType(args[0])});
  if (strLength(args[0]) == 0)
    return str_py(ts, self);
  Owned name = internText(ts, "strftime");
  return name ? callMethod_py(ts, self, name, {args[0]}) : Owned();
}

Owned structTime_py(ThreadState &ts, Date date, const TimeOfDay &time,
                    int dst) {
  int fields[] = {date.year,
                  date.month,
                  date.day,
                  time.hour,
                  time.minute,
                  time.second,
                  weekdayOf(date),
                  daysBeforeMonth(date.year, date.month) + date.day,
                  dst};
  Value items[9];
  for (int i = 0; i < 9; ++i)
    items[i] = Value(smallIntWord(fields[i]));
  Owned tuple = makeTuple(ts, items, 9);
  Owned type = tuple ? importName_py(ts, "time", "struct_time") : Owned();
  return type ? call_py(ts, type, {tuple.value()}) : Owned();
}

Owned strptime_py(ThreadState &ts, Value cls, const Arguments &args) {
  if (!exactArguments(ts, "strptime", args, 2))
    return {};
  for (int i = 0; i < 2; ++i)
    if (!isStr(args[i]))
      return raise(ts, types::TypeError,
                   "strptime() argument {} must be str, not {}",
                   {i + 1, argumentType(args[i])});
  Owned function = importName_py(ts, "_strptime", "_strptime_datetime");
  return function ? call_py(ts, function, {cls, args[0], args[1]}) : Owned();
}

} // namespace dxpy::datetime
