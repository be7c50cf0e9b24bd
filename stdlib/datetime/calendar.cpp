// Days to dates and back.
#include "stdlib/datetime/calendar.h"

namespace dxpy::datetime {

namespace {

constexpr uint16_t kDaysBefore[] = {0,   0,   31,  59,  90,  120, 151,
                                    181, 212, 243, 273, 304, 334, 365};

constexpr int daysBeforeYear(int year) {
  int y = year - 1;
  return y * 365 + y / 4 - y / 100 + y / 400;
}
constexpr int kDaysOf400Years = daysBeforeYear(401),
              kDaysOf100Years = daysBeforeYear(101),
              kDaysOf4Years = daysBeforeYear(5);

/// The Monday of the week with the year's first Thursday.
int firstMonday(int year) {
  int first = ordinalOf({year, 1, 1}), weekday = (first + 6) % 7;
  return first - weekday + (weekday > 3 ? 7 : 0);
}

} // namespace

int daysBeforeMonth(int year, int month) {
  return kDaysBefore[month] + (month > 2 && isLeap(year));
}

int daysInMonth(int year, int month) {
  return kDaysBefore[month + 1] - kDaysBefore[month] +
         (month == 2 && isLeap(year));
}

int ordinalOf(Date date) {
  return daysBeforeYear(date.year) + daysBeforeMonth(date.year, date.month) +
         date.day;
}

Date dateOf(int ordinal) {
  int days = ordinal - 1;
  int year = days / kDaysOf400Years * 400;
  days %= kDaysOf400Years;
  int centuries = days / kDaysOf100Years;
  days %= kDaysOf100Years;
  year += centuries * 100 + days / kDaysOf4Years * 4;
  days %= kDaysOf4Years;
  int single = days / 365;
  // The last day of a leap cycle is one too many for years of 365 days.
  if (single == 4 || centuries == 4)
    return {year + single, 12, 31};
  year += single + 1;
  days %= 365;
  int month = (days + 50) >> 5;
  if (daysBeforeMonth(year, month) > days)
    --month;
  return {year, uint8_t(month),
          uint8_t(days - daysBeforeMonth(year, month) + 1)};
}

IsoDate isoDateOf(Date date) {
  int today = ordinalOf(date), year = date.year, monday = firstMonday(year);
  if (today < monday)
    monday = firstMonday(--year);
  else if (today >= monday + 52 * 7 && today >= firstMonday(year + 1))
    monday = firstMonday(++year);
  return {year, (today - monday) / 7 + 1, (today - monday) % 7 + 1};
}

IsoPart dateOfIso(const IsoDate &iso, Date &date) {
  if (iso.year < kMinYear || iso.year > kMaxYear)
    return IsoPart::Year;
  bool longYear = firstMonday(iso.year + 1) - firstMonday(iso.year) > 52 * 7;
  if (iso.week < 1 || iso.week > 52 + longYear)
    return IsoPart::Week;
  if (iso.day < 1 || iso.day > 7)
    return IsoPart::Day;
  int ordinal = firstMonday(iso.year) + (iso.week - 1) * 7 + iso.day - 1;
  if (ordinal < 1)
    return IsoPart::Year;
  date = dateOf(ordinal);
  return IsoPart::None;
}

} // namespace dxpy::datetime
