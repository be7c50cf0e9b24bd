// Arguments of the module's functions, and checks of fields.
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/module.h"
#include "stdlib/datetime/datetime.h"
#include <climits>

namespace dxpy::datetime {

bool intArgument_py(ThreadState &ts, Value value, int &out) {
  Owned index = toIndex_py(ts, value);
  int64_t number;
  if (!index || !intToInt64(ts, index, number))
    return false;
  if (number > INT_MAX)
    return raise(ts, types::OverflowError,
                 "signed integer is greater than maximum");
  if (number < INT_MIN)
    return raise(ts, types::OverflowError,
                 "signed integer is less than minimum");
  out = int(number);
  return true;
}

bool leadingInts_py(ThreadState &ts, const Arguments &args, size_t required) {
  for (size_t i = 0;
       args.positionalCount < required && i < args.positionalCount; ++i) {
    int number;
    if (!intArgument_py(ts, args[i], number))
      return false;
  }
  return true;
}

bool exactArguments(ThreadState &ts, const char *function,
                    const Arguments &args, size_t count) {
  return checkNoKeywords(ts, function, args) &&
         (args.positionalCount == count ||
          raise(
              ts, types::TypeError,
              "{}() takes exactly {} argument{} ({} given)",
              {function, count, count == 1 ? "" : "s", args.positionalCount}));
}

namespace {
/// A field of a few bits: what does not fit becomes a value that no field may
/// have.
bool fieldArgument_py(ThreadState &ts, Value value, uint8_t &out) {
  int number = out;
  if (value && !intArgument_py(ts, value, number))
    return false;
  out = number < 0 || number > 255 ? 255 : uint8_t(number);
  return true;
}
} // namespace

bool dateArguments_py(ThreadState &ts, const Value *first, Date &date) {
  return (!first[0] || intArgument_py(ts, first[0], date.year)) &&
         fieldArgument_py(ts, first[1], date.month) &&
         fieldArgument_py(ts, first[2], date.day);
}

bool timeArguments_py(ThreadState &ts, const Value *first, TimeOfDay &time,
                      Value &zone) {
  if (first[4])
    zone = first[4];
  return fieldArgument_py(ts, first[0], time.hour) &&
         fieldArgument_py(ts, first[1], time.minute) &&
         fieldArgument_py(ts, first[2], time.second) &&
         (!first[3] || intArgument_py(ts, first[3], time.microsecond)) &&
         fieldArgument_py(ts, first[5], time.fold);
}

bool pickledState(ThreadState &ts, const Arguments &args, const char *what,
                  size_t size, Owned &state) {
  if (args.positionalCount < 1 || keywordCount(args))
    return true;
  Value given = args[0];
  if (isBytes(given)) {
    if (bytesText(given).size() == size)
      state = copyOf(given);
    return true;
  }
  if (!isStr(given) || strLength(given) != size)
    return true;
  state = encodeStr(ts, given, "latin-1");
  if (state)
    return true;
  if (!pendingMatches(ts, types::UnicodeEncodeError))
    return false;
  clearException(ts);
  return raise(ts, types::ValueError,
               "Failed to encode latin1 string when unpickling a {} object. "
               "pickle.load(data, encoding='latin1') is assumed.",
               {what});
}

bool checkZone(ThreadState &ts, Value zone) {
  return zone.isNone() || isZone(zone) ||
         raise(ts, types::TypeError,
               "tzinfo argument must be None or of a tzinfo subclass, not type "
               "'{}'",
               {typeOf(zone)});
}

Owned importName_py(ThreadState &ts, const char *module, const char *name) {
  Owned object = importModule_py(ts, module);
  Owned key = object ? internText(ts, name) : Owned();
  return key ? getAttr_py(ts, object, key) : Owned();
}

bool setConstant(ThreadState &ts, TypeObject *type, const char *name,
                 Owned value) {
  Owned key = internText(ts, name);
  return value && key && dictSetName(ts, Value(type->dict), key, value);
}

} // namespace dxpy::datetime
