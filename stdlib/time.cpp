// Module time: clocks, sleeping, broken-down time.
#include "runtime-support/builtins/support.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/modules/struct_sequence.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include <cerrno>
#include <cmath>
#include <ctime>
#include <string>

namespace dxpy {

namespace {

constexpr int64_t kSecond = 1'000'000'000;

int64_t readClock(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return int64_t(now.tv_sec) * kSecond + now.tv_nsec;
}

template <clockid_t Clock>
Owned seconds(ThreadState &ts, Value, const Value *) {
  return makeFloat(ts, double(readClock(Clock)) * 1e-9);
}
template <clockid_t Clock>
Owned nanoseconds(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, readClock(Clock));
}

// Clocks by number
// -----------------------------------------------------------------------

constexpr struct {
  const char *name;
  clockid_t clock;
} clocks[] = {{"CLOCK_REALTIME", CLOCK_REALTIME},
              {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
              {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
              {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
              {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
              {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
              {"CLOCK_TAI", CLOCK_TAI}};

/// What clock_gettime or clock_getres say of a clock in nanoseconds.
template <auto ask>
bool askClock_py(ThreadState &ts, Value number, int64_t &out) {
  int64_t clock;
  timespec time;
  if (!sizeArgument_py(ts, number, clock))
    return false;
  if (ask(clockid_t(clock), &time) < 0)
    return raiseOSError(ts, errno);
  out = int64_t(time.tv_sec) * kSecond + time.tv_nsec;
  return true;
}
template <auto ask>
Owned clockSeconds(ThreadState &ts, Value, const Value *args) {
  int64_t time;
  return askClock_py<ask>(ts, args[0], time)
             ? makeFloat(ts, double(time) * 1e-9)
             : Owned();
}
Owned clockNanoseconds(ThreadState &ts, Value, const Value *args) {
  int64_t time;
  return askClock_py<clock_gettime>(ts, args[0], time) ? makeInt(ts, time)
                                                       : Owned();
}

Owned sleep_(ThreadState &ts, Value, const Value *args) {
  // Only floats and ints; nothing else's __float__ counts.
  Owned whole = isFloat(args[0]) ? copyOf(args[0]) : toIndex_py(ts, args[0]);
  double wanted = whole ? toDouble_py(ts, whole) : 0;
  if (pendingException(ts))
    return {};
  if (std::isnan(wanted))
    return raise(ts, types::ValueError, "Invalid value NaN (not a number)");
  if (wanted < 0)
    return raise(ts, types::ValueError, "sleep length must be non-negative");
  if (wanted > 9e9)
    return raise(ts, types::OverflowError,
                 "timestamp too large to convert to C _PyTime_t");
  int64_t end = readClock(CLOCK_MONOTONIC) + int64_t(std::ceil(wanted * 1e9));
  timespec until = {time_t(end / kSecond), long(end % kSecond)};
  // Interrupted sleeps go on after the signal's handlers have run (PEP 475).
  while (blocking(ts, [&] {
           return clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until,
                                  nullptr);
         }) == EINTR)
    if (pollHook && !pollHook(ts))
      return {};
  return ownedNone();
}

// Broken-down time
// -------------------------------------------------------------

/// The class struct_time; the module keeps it.
Word structTimeType;

Owned fromTm(ThreadState &ts, const tm &t) {
  Owned fields[] = {makeInt(ts, t.tm_year + 1900),
                    makeInt(ts, t.tm_mon + 1),
                    makeInt(ts, t.tm_mday),
                    makeInt(ts, t.tm_hour),
                    makeInt(ts, t.tm_min),
                    makeInt(ts, t.tm_sec),
                    makeInt(ts, (t.tm_wday + 6) % 7),
                    makeInt(ts, t.tm_yday + 1),
                    makeInt(ts, t.tm_isdst),
                    makeStr(ts, t.tm_zone ? t.tm_zone : ""),
                    makeInt(ts, t.tm_gmtoff)};
  for (const Owned &field : fields)
    if (!field)
      return {};
  return makeStructSequence(ts, Value(structTimeType), fields, 11);
}

/// The seconds of an argument, now if it is absent or None. False: raised.
bool secondsArgument(ThreadState &ts, Value argument, time_t &out) {
  if (!argument || argument.isNone()) {
    out = time(nullptr);
    return true;
  }
  int64_t whole;
  if (isFloat(argument)) {
    double value = std::floor(floatValue(argument));
    if (std::isnan(value))
      return raise(ts, types::ValueError, "Invalid value NaN (not a number)");
    if (value < -9.2e18 || value > 9.2e18)
      return raise(ts, types::OverflowError,
                   "timestamp out of range for platform time_t");
    whole = int64_t(value);
  } else {
    Owned index = toIndex_py(ts, argument);
    if (!index)
      return false;
    if (!intFitsInt64(index, whole))
      return raise(ts, types::OverflowError,
                   "timestamp out of range for platform time_t");
  }
  out = time_t(whole);
  return true;
}

template <tm *(*Convert)(const time_t *, tm *)>
Owned brokenDown(ThreadState &ts, Value, const Value *args) {
  time_t when;
  if (!secondsArgument(ts, args[0], when))
    return {};
  tm t = {};
  if (!Convert(&when, &t))
    return raiseOSError(ts, errno);
  return fromTm(ts, t);
}

/// A time tuple as tm. False: raised.
bool toTm(ThreadState &ts, Value tuple, const char *function, tm &t) {
  if (!isTuple(tuple))
    return raise(ts, types::TypeError,
                 "Tuple or struct_time argument required");
  if (tupleLength(tuple) != 9)
    return raise(ts, types::TypeError, "{}(): illegal time tuple argument",
                 {function});
  int64_t fields[9];
  for (unsigned i = 0; i < 9; ++i) {
    Owned index = toIndex_py(ts, tupleItem(tuple, i));
    if (!index || !intToInt64(ts, index, fields[i]))
      return false;
  }
  t = {};
  t.tm_year = int(fields[0] - 1900);
  t.tm_mon = int(fields[1] - 1);
  t.tm_mday = int(fields[2]);
  t.tm_hour = int(fields[3]);
  t.tm_min = int(fields[4]);
  t.tm_sec = int(fields[5]);
  t.tm_wday = int((fields[6] + 1) % 7);
  t.tm_yday = int(fields[7] - 1);
  t.tm_isdst = int(fields[8]);
  return true;
}

/// What strftime and asctime ask of a tuple; 0 counts as the first of what
/// begins at 1.
bool checkTm(ThreadState &ts, tm &t) {
  struct Bound {
    int &field, low, high;
    const char *message;
  } bounds[] = {{t.tm_mon, 0, 11, "month out of range"},
                {t.tm_mday, 1, 31, "day of month out of range"},
                {t.tm_hour, 0, 23, "hour out of range"},
                {t.tm_min, 0, 59, "minute out of range"},
                {t.tm_sec, 0, 61, "seconds out of range"},
                {t.tm_wday, 0, 6, "day of week out of range"},
                {t.tm_yday, 0, 365, "day of year out of range"}};
  if (t.tm_mon == -1)
    t.tm_mon = 0;
  if (t.tm_mday == 0)
    t.tm_mday = 1;
  if (t.tm_yday == -1)
    t.tm_yday = 0;
  for (const Bound &bound : bounds)
    if (bound.field < bound.low || bound.field > bound.high)
      return raise(ts, types::ValueError, bound.message);
  return true;
}

Owned mktime_(ThreadState &ts, Value, const Value *args) {
  tm t;
  if (!toTm(ts, args[0], "mktime", t))
    return {};
  t.tm_wday = -1; // stays if mktime fails
  time_t when = mktime(&t);
  if (when == -1 && t.tm_wday == -1)
    return raise(ts, types::OverflowError, "mktime argument out of range");
  return makeFloat(ts, double(when));
}

/// The local time of now where no tuple is given. False: raised.
bool tupleOrNow(ThreadState &ts, Value tuple, const char *function, tm &t) {
  if (tuple)
    return toTm(ts, tuple, function, t) && checkTm(ts, t);
  time_t now = time(nullptr);
  localtime_r(&now, &t);
  return true;
}

Owned strftime_(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "strftime() argument 1 must be str, not {}",
                 {typeNameOf(args[0])});
  tm t;
  if (!tupleOrNow(ts, args[1], "strftime", t))
    return {};
  std::string_view format = strText(args[0]);
  if (format.find('\0') != format.npos)
    return raise(ts, types::ValueError, "embedded null character");
  if (format.empty())
    return makeStr(ts, "");
  // A result of no bytes looks like a buffer that is too small: one byte more
  // in the format tells them apart.
  std::string padded(format);
  padded += ' ';
  std::string out(256, '\0');
  for (;;) {
    size_t length = strftime(out.data(), out.size(), padded.c_str(), &t);
    if (length)
      return makeStr(ts, std::string_view(out).substr(0, length - 1));
    out.resize(out.size() * 2);
  }
}

Owned formatAsctime(ThreadState &ts, const tm &t) {
  static constexpr const char *days[] = {"Sun", "Mon", "Tue", "Wed",
                                         "Thu", "Fri", "Sat"};
  static constexpr const char *months[] = {"Jan", "Feb", "Mar", "Apr",
                                           "May", "Jun", "Jul", "Aug",
                                           "Sep", "Oct", "Nov", "Dec"};
  StrBuilder text(ts);
  auto two = [&](int number, char pad) {
    if (number < 10)
      text.appendChar(uint32_t(pad));
    text.appendInt(number);
  };
  text.append(days[t.tm_wday]);
  text.append(" ");
  text.append(months[t.tm_mon]);
  text.append(" ");
  two(t.tm_mday, ' ');
  text.append(" ");
  two(t.tm_hour, '0');
  text.append(":");
  two(t.tm_min, '0');
  text.append(":");
  two(t.tm_sec, '0');
  text.append(" ");
  text.appendInt(t.tm_year + 1900);
  return text.finish();
}

Owned asctime_(ThreadState &ts, Value, const Value *args) {
  tm t;
  return tupleOrNow(ts, args[0], "asctime", t) ? formatAsctime(ts, t) : Owned();
}

Owned ctime_(ThreadState &ts, Value, const Value *args) {
  time_t when;
  if (!secondsArgument(ts, args[0], when))
    return {};
  tm t;
  localtime_r(&when, &t);
  return formatAsctime(ts, t);
}

Owned strptime_(ThreadState &ts, Value, const Arguments &args) {
  Owned name = internText(ts, "_strptime"),
        method = internText(ts, "_strptime_time");
  Owned module = name ? importAbsolute_py(ts, name) : Owned();
  Owned function = module ? getAttr_py(ts, module, method) : Owned();
  return function ? call_py(ts, function, args) : Owned();
}

constexpr struct {
  std::string_view name;
  clockid_t id;
  const char *implementation;
  bool monotonic, adjustable;
} kClocks[] = {
    {"time", CLOCK_REALTIME, "clock_gettime(CLOCK_REALTIME)", false, true},
    {"monotonic", CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true,
     false},
    {"perf_counter", CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true,
     false},
    {"process_time", CLOCK_PROCESS_CPUTIME_ID,
     "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
    {"thread_time", CLOCK_THREAD_CPUTIME_ID,
     "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
};

Owned clockInfo(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "get_clock_info() argument 1 must be str, not {}",
                 {typeOf(args[0])});
  for (const auto &clock : kClocks) {
    if (clock.name != strText(args[0]))
      continue;
    timespec resolution;
    if (clock_getres(clock.id, &resolution) < 0)
      return raiseOSError(ts, errno);
    Owned info = call_py(ts, Value(&types::SimpleNamespace));
    auto set = [&](const char *name, Owned value) {
      Owned key = internText(ts, name);
      return info && key && value && setAttr_py(ts, info, key, value);
    };
    return set("implementation", makeStr(ts, clock.implementation)) &&
                   set("monotonic", ownedBool(clock.monotonic)) &&
                   set("adjustable", ownedBool(clock.adjustable)) &&
                   set("resolution",
                       makeFloat(ts, double(resolution.tv_sec) +
                                         double(resolution.tv_nsec) * 1e-9))
               ? std::move(info)
               : Owned();
  }
  return raise(ts, types::ValueError, "unknown clock");
}

Owned tzset_(ThreadState &, Value, const Value *) {
  tzset();
  return ownedNone();
}

constexpr MethodDef functions[] = {
    {"time", seconds<CLOCK_REALTIME>, "()"},
    {"time_ns", nanoseconds<CLOCK_REALTIME>, "()"},
    {"monotonic", seconds<CLOCK_MONOTONIC>, "()"},
    {"monotonic_ns", nanoseconds<CLOCK_MONOTONIC>, "()"},
    {"perf_counter", seconds<CLOCK_MONOTONIC>, "()"},
    {"perf_counter_ns", nanoseconds<CLOCK_MONOTONIC>, "()"},
    {"process_time", seconds<CLOCK_PROCESS_CPUTIME_ID>, "()"},
    {"process_time_ns", nanoseconds<CLOCK_PROCESS_CPUTIME_ID>, "()"},
    {"thread_time", seconds<CLOCK_THREAD_CPUTIME_ID>, "()"},
    {"thread_time_ns", nanoseconds<CLOCK_THREAD_CPUTIME_ID>, "()"},
    {"clock_gettime", clockSeconds<clock_gettime>, "(clk_id, /)"},
    {"clock_gettime_ns", clockNanoseconds, "(clk_id, /)"},
    {"clock_getres", clockSeconds<clock_getres>, "(clk_id, /)"},
    {"get_clock_info", clockInfo, "(name, /)"},
    {"sleep", sleep_, "(seconds, /)"},
    {"gmtime", brokenDown<gmtime_r>, "(seconds=None, /)"},
    {"localtime", brokenDown<localtime_r>, "(seconds=None, /)"},
    {"mktime", mktime_, "(tuple, /)"},
    {"strftime", strftime_, "(format, tuple=None, /)"},
    {"strptime", strptime_},
    {"asctime", asctime_, "(tuple=None, /)"},
    {"ctime", ctime_, "(seconds=None, /)"},
    {"tzset", tzset_, "()"},
    {}};

bool execute(ThreadState &ts, Value module) {
  tzset();
  Owned type = makeStructSequenceType(
      ts, {"time.struct_time",
           "The time value as returned by gmtime(), localtime(), and "
           "strptime(), and\n accepted by asctime(), mktime() and strftime().",
           {"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec",
            "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"},
           9,
           true});
  if (!type)
    return false;
  structTimeType = copyOf(type).take(); // for the life of the process
  Owned first = makeStr(ts, tzname[0]), second = makeStr(ts, tzname[1]);
  if (!first || !second)
    return false;
  for (auto &row : clocks)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.clock)))
      return false;
  return addToModule(ts, module, "struct_time", std::move(type)) &&
         addToModule(ts, module, "_STRUCT_TM_ITEMS", makeInt(ts, 11)) &&
         addToModule(ts, module, "timezone", makeInt(ts, timezone)) &&
         addToModule(ts, module, "altzone",
                     makeInt(ts, timezone - (daylight ? 3600 : 0))) &&
         addToModule(ts, module, "daylight", makeInt(ts, daylight)) &&
         addToModule(ts, module, "tzname",
                     makeTuple(ts, {first.value(), second.value()}));
}

} // namespace

DX_NATIVE_MODULE(time, .doc = "Clocks and calendar times.",
                 .functions = functions, .execute = execute)

} // namespace dxpy
