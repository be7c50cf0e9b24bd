// The proleptic Gregorian calendar and the ISO calendar as numbers; knows no
// objects. Day 1 is the first of January of the year 1.
#pragma once
#include <compare>
#include <cstdint>

namespace dxpy::datetime {

inline constexpr int kMinYear = 1, kMaxYear = 9999, kMaxOrdinal = 3652059;
inline constexpr int kSecondsOfDay = 86400, kMicroseconds = 1'000'000;

struct Date {
  int32_t year = 1;
  uint8_t month = 1, day = 1;
  friend constexpr auto operator<=>(const Date &, const Date &) = default;
};

struct TimeOfDay {
  int32_t microsecond = 0;
  uint8_t hour = 0, minute = 0, second = 0;
  uint8_t fold = 0; ///< the second of two times that read the same

  constexpr int seconds() const { return hour * 3600 + minute * 60 + second; }
  /// Since midnight.
  constexpr int64_t microseconds() const {
    return int64_t(seconds()) * kMicroseconds + microsecond;
  }
  /// \p time < a day
  static constexpr TimeOfDay ofMicroseconds(int64_t time) {
    int rest = int(time / kMicroseconds);
    return {int32_t(time % kMicroseconds), uint8_t(rest / 3600),
            uint8_t(rest / 60 % 60), uint8_t(rest % 60)};
  }
};

constexpr int64_t floorDivide(int64_t a, int64_t b) {
  return a / b - (a % b < 0);
}

constexpr bool isLeap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
/// \p month from 1 to 12
int daysInMonth(int year, int month);
/// Days of the year before the first of a month.
int daysBeforeMonth(int year, int month);
int ordinalOf(Date date);
/// The date of an ordinal of at least 1; the year may be past kMaxYear.
Date dateOf(int ordinal);
/// 0 is Monday.
inline int weekdayOf(Date date) { return (ordinalOf(date) + 6) % 7; }

struct IsoDate {
  int year, week, day; ///< day 1 is Monday
};
IsoDate isoDateOf(Date date);
/// Which part of an ISO date does not exist.
enum class IsoPart : uint8_t { None, Year, Week, Day };
IsoPart dateOfIso(const IsoDate &iso, Date &date);

} // namespace dxpy::datetime
