// Dates and times in ISO 8601's forms.
#include "stdlib/datetime/iso_text.h"
#include "runtime-support/text/utf8.h"

namespace dxpy::datetime {

namespace {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// A place in a text that ends in as many NULs as are asked for.
class Cursor {
public:
  explicit Cursor(std::string_view text) : text_(text) {}
  char peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  char next() {
    char c = peek();
    ++at_;
    return c;
  }
  void back() { --at_; }
  size_t at() const { return at_; }
  bool digits(int &value, size_t count) {
    value = 0;
    for (size_t i = 0; i < count; ++i) {
      char c = next();
      if (!isDigit(c))
        return false;
      value = value * 10 + (c - '0');
    }
    return true;
  }

private:
  std::string_view text_;
  size_t at_ = 0;
};

/// What a clock time is followed by.
enum class After : uint8_t { Invalid, End, Something };

/// Up to six digits are microseconds, more are read over.
After readFraction(Cursor &cursor, size_t end, int &microsecond) {
  size_t count = end - cursor.at() < 6 ? end - cursor.at() : 6;
  if (!cursor.digits(microsecond, count))
    return After::Invalid;
  for (; count < 6; ++count)
    microsecond *= 10;
  while (isDigit(cursor.peek()))
    cursor.next();
  return cursor.peek() ? After::Something : After::End;
}

/// HH[:MM[:SS[.ffffff]]] up to \p end, the colons all there or all absent.
After readClock(Cursor &cursor, size_t end, int (&fields)[4]) {
  bool colons = false;
  for (int i = 0; i < 3; ++i) {
    if (!cursor.digits(fields[i], 2))
      return After::Invalid;
    char c = cursor.next();
    if (i == 0)
      colons = c == ':';
    if (cursor.at() >= end)
      return c ? After::Something : After::End;
    if (c == '.' || c == ',')
      break;
    if (colons && c == ':')
      continue;
    if (colons)
      return After::Invalid;
    cursor.back();
  }
  return readFraction(cursor, end, fields[3]);
}

/// Where the date of a date and time ends.
size_t dateEnd(std::string_view text) {
  if (text.size() == 7)
    return 7;
  if (text[4] == 'W') {
    // YYYYWww or YYYYWwwd: an odd number of digits from here on has a weekday.
    size_t end = 7;
    while (end < text.size() && isDigit(text[end]))
      ++end;
    if (end < 9)
      return end;
    return end % 2 == 0 ? 7 : 8;
  }
  if (text[4] != '-')
    return 8;
  if (text[5] != 'W')
    return 10;
  if (text.size() > 8 && text[8] == '-') {
    if (text.size() == 9)
      return 0;
    // The hyphen is the separator if two digits follow it.
    return text.size() > 10 && isDigit(text[10]) ? 8 : 10;
  }
  return 8;
}

} // namespace

bool parseIsoDate(std::string_view text, Date &date) {
  Cursor cursor(text);
  int year, first, second = 1;
  if (!cursor.digits(year, 4))
    return false;
  bool hyphens = cursor.peek() == '-';
  if (hyphens)
    cursor.next();
  bool week = cursor.peek() == 'W';
  if (week)
    cursor.next();
  if (!cursor.digits(first, 2))
    return false;
  if (!week || cursor.at() < text.size())
    if ((hyphens && cursor.next() != '-') ||
        !cursor.digits(second, week ? 1 : 2))
      return false;
  if (week)
    return dateOfIso({year, first, second}, date) == IsoPart::None;
  date = {year, uint8_t(first), uint8_t(second)};
  return true;
}

bool parseIsoTime(std::string_view text, IsoTime &time) {
  size_t zone = 0;
  while (zone < text.size() && text[zone] != '+' && text[zone] != '-' &&
         text[zone] != 'Z')
    ++zone;
  int fields[4] = {};
  Cursor cursor(text);
  After after = readClock(cursor, zone, fields);
  if (after == After::Invalid)
    return false;
  time.time = {fields[3], uint8_t(fields[0]), uint8_t(fields[1]),
               uint8_t(fields[2])};
  if (zone == text.size())
    return after == After::End;
  time.hasZone = true;
  if (text[zone] == 'Z')
    return zone + 1 == text.size() || text[zone + 1] == '\0';
  int offset[4] = {};
  Cursor zoneCursor(text.substr(zone + 1));
  after = readClock(zoneCursor, text.size() - zone - 1, offset);
  int sign = text[zone] == '-' ? -1 : 1;
  time.zoneSeconds = sign * (offset[0] * 3600 + offset[1] * 60 + offset[2]);
  time.zoneMicroseconds = sign * offset[3];
  return after == After::End;
}

bool parseIsoDateTime(std::string_view text, Date &date, IsoTime &time) {
  if (text.size() < 7)
    return false;
  size_t end = dateEnd(text);
  if (end == 0 || end > text.size() || !parseIsoDate(text.substr(0, end), date))
    return false;
  if (end == text.size())
    return true;
  end += text::sequenceLength(text[end]);
  return end < text.size() && parseIsoTime(text.substr(end), time);
}

} // namespace dxpy::datetime
