// bytes % values and bytearray % values.
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/builtins/percent.h"

namespace dxpy {

namespace {

/// The data that %b and %s put: a buffer's, or what __bytes__ gives.
bool appendData_py(ThreadState &ts, StrBuilder &out, Value value) {
  if (isExactBytes(value) || isByteArray(value)) {
    out.append(dataOf(value));
    return true;
  }
  Owned method = lookupSpecial_py(ts, value, Value(&names::__bytes__));
  if (method) {
    Owned result = call_py(ts, method);
    if (!result)
      return false;
    if (!isBytes(result))
      return raise(ts, types::TypeError,
                   "__bytes__ returned non-bytes (type {})", {typeOf(result)});
    out.append(bytesText(result));
    return true;
  }
  if (pendingException(ts))
    return false;
  if (!hasBuffer(value))
    return raise(ts, types::TypeError,
                 "%b requires a bytes-like object, or an object that "
                 "implements __bytes__, not '{}'",
                 {typeOf(value)});
  BufferArgument buffer(ts);
  if (!buffer.get(value))
    return false;
  out.append(buffer.data());
  return true;
}

bool appendByte_py(ThreadState &ts, StrBuilder &out, Value value) {
  if ((isBytes(value) || isByteArray(value)) && dataOf(value).size() == 1) {
    out.append(dataOf(value));
    return true;
  }
  if (!isInt(value) && !typeOf(value)->slots.index)
    return raise(ts, types::TypeError,
                 "%c requires an integer in range(256) or a single byte");
  int64_t number = toIndexInt64_py(ts, value, nullptr);
  if (number == -1 && pendingException(ts))
    return false;
  if (number < 0 || number > 255)
    return raise(ts, types::OverflowError, "%c arg not in range(256)");
  char byte = char(number);
  out.append({&byte, 1});
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
  if (!appendNumber_py(ts, out, spec, value, true, handled))
    return false;
  if (handled)
    return true;
  StrBuilder content(ts);
  switch (spec.type) {
  case 'r':
  case 'a': {
    Owned text = ascii_py(ts, value);
    if (!text)
      return false;
    content.append(text.value());
    break;
  }
  case 's':
  case 'b':
    if (!appendData_py(ts, content, value))
      return false;
    break;
  case 'c':
    if (!appendByte_py(ts, content, value))
      return false;
    break;
  default:
    return raiseUnsupported(ts, spec);
  }
  PercentField field;
  field.content = content.view();
  if (spec.precision >= 0 && spec.type != 'c')
    field.content = field.content.substr(0, size_t(spec.precision));
  field.characters = field.content.size();
  appendField(out, spec, field);
  return true;
}

bool isMapping(Value args) {
  return typeOf(args)->slots.subscript && !isTuple(args) && !isStr(args) &&
         !isBytes(args) && !isByteArray(args);
}

} // namespace

Owned bytes_methods::remainder(ThreadState &ts, Value left, Value right) {
  if (!isBytes(left) && !isByteArray(left))
    return ownedNotImplemented();
  StrBuilder out(ts);
  // A copy: arguments may change a bytearray.
  Owned format = isBytes(left) ? copyOf(left) : makeBytes(ts, dataOf(left));
  if (!format)
    return {};
  PercentArguments args(right, isMapping(right));
  PercentReader reader(bytesText(format), true);
  std::string_view text;
  while (reader.literal(text)) {
    out.append(text);
    if (reader.atEnd())
      break;
    PercentSpec spec;
    if (!reader.spec_py(ts, args, spec))
      return {};
    if (spec.type == 'i')
      spec.type = 'd';
    if (!appendConversion_py(ts, out, spec, args))
      return {};
  }
  if (args.isLeft())
    return raise(ts, types::TypeError,
                 "not all arguments converted during bytes formatting");
  if (out.failed())
    return raiseMemoryError(ts);
  return isBytes(left) ? makeBytes(ts, out.view())
                       : makeByteArray(ts, out.view());
}

} // namespace dxpy
