// str % values.
#include "runtime-support/builtins/percent.h"
#include "runtime-support/builtins/str_builtin.h"

namespace dxpy {

namespace {

/// The text of s, r, a and c; null without an exception for another type.
Owned textOf_py(ThreadState &ts, const PercentSpec &spec, Value value) {
  switch (spec.type) {
  case 's':
    return str_py(ts, value);
  case 'r':
    return repr_py(ts, value);
  case 'a':
    return ascii_py(ts, value);
  default:
    return {};
  }
}

Owned characterOf_py(ThreadState &ts, Value value) {
  if (isStr(value) && strLength(value) == 1)
    return copyOf(value);
  Owned number;
  if (!isStr(value))
    number = toIndex_py(ts, value);
  if (!number) {
    if (!pendingException(ts) || pendingMatches(ts, types::TypeError)) {
      clearException(ts);
      return raise(ts, types::TypeError, "%c requires int or char");
    }
    return {};
  }
  int64_t c;
  if (!intFitsInt64(number, c) || c < 0 || c > 0x10FFFF)
    return raise(ts, types::OverflowError, "%c arg not in range(0x110000)");
  return strFromChar(ts, uint32_t(c));
}

bool appendText(StrBuilder &out, const PercentSpec &spec, Value text) {
  PercentField field;
  field.content = strText(text);
  field.characters = strLength(text);
  if (spec.precision >= 0 && uint64_t(spec.precision) < field.characters &&
      spec.type != 'c') {
    field.characters = uint64_t(spec.precision);
    field.content =
        field.content.substr(0, strByteOffset(text, field.characters));
  }
  appendField(out, spec, field);
  return true;
}

bool appendConversion_py(ThreadState &ts, StrBuilder &out,
                         const PercentSpec &spec, PercentArguments &args) {
  if (spec.literal) {
    out.append("%");
    return true;
  }
  Owned value = args.take(ts);
  if (!value)
    return false;
  bool handled;
  if (!appendNumber_py(ts, out, spec, value, false, handled))
    return false;
  if (handled)
    return true;
  Owned text =
      spec.type == 'c' ? characterOf_py(ts, value) : textOf_py(ts, spec, value);
  if (text)
    return appendText(out, spec, text);
  return pendingException(ts) ? false : raiseUnsupported(ts, spec);
}

bool isMapping(Value args) {
  return typeOf(args)->slots.subscript && !isTuple(args) && !isStr(args);
}

} // namespace

Owned strRemainder(ThreadState &ts, Value left, Value right) {
  if (!isStr(left))
    return ownedNotImplemented();
  StrBuilder out(ts);
  PercentArguments args(right, isMapping(right));
  PercentReader reader(strText(left), false);
  std::string_view text;
  for (;;) {
    if (!reader.literal(text))
      break;
    out.append(text);
    if (reader.atEnd())
      break;
    PercentSpec spec;
    if (!reader.spec_py(ts, args, spec) ||
        !appendConversion_py(ts, out, spec, args))
      return {};
  }
  if (args.isLeft())
    return raise(ts, types::TypeError,
                 "not all arguments converted during string formatting");
  return out.finish();
}

} // namespace dxpy
