// Arguments that name files: conversion with CPython's messages.
#include "stdlib/posix/path.h"
#include "runtime-support/objects/codecs.h"
#include <climits>
#include <cstring>

namespace dxpy::posix {

Owned encodeName(ThreadState &ts, Value str) {
  return isAscii(str) ? makeBytes(ts, strText(str))
                      : encodeStr(ts, str, "utf-8", "surrogateescape");
}

Owned decodeName(ThreadState &ts, std::string_view name) {
  bool ascii = true;
  for (char c : name)
    ascii &= uint8_t(c) < 0x80;
  if (ascii)
    return makeStr(ts, name, name.size());
  Owned bytes = makeBytes(ts, name);
  return bytes ? decodeBytes(ts, bytes, "utf-8", "surrogateescape") : Owned();
}

static Owned callFspath_py(ThreadState &ts, Value object) {
  Owned name = internText(ts, "__fspath__");
  return name ? lookupSpecial_py(ts, object, name) : Owned();
}

static Owned checkFspath(ThreadState &ts, Value object, Owned result) {
  if (result && !isStr(result) && !isBytes(result))
    return raise(ts, types::TypeError,
                 "expected {}.__fspath__() to return str or bytes, not {}",
                 {typeOf(object), typeOf(result)});
  return result;
}

Owned pathOf_py(ThreadState &ts, Value object) {
  if (isStr(object) || isBytes(object))
    return copyOf(object);
  Owned method = callFspath_py(ts, object);
  if (!method)
    return pendingException(ts)
               ? Owned()
               : Owned(
                     raise(ts, types::TypeError,
                           "expected str, bytes or os.PathLike object, not {}",
                           {typeOf(object)}));
  return checkFspath(ts, object, call_py(ts, method));
}

bool PathArgument::raiseKind(ThreadState &ts, Value object) const {
  static constexpr const char *kinds[] = {
      "string, bytes or os.PathLike", "string, bytes, os.PathLike or None",
      "string, bytes, os.PathLike or integer",
      "string, bytes, os.PathLike, integer or None"};
  return raise(ts, types::TypeError, "{}: {} should be {}, not {}",
               {function_, argument_, kinds[allow_], typeOf(object)});
}

bool PathArgument::fromDescriptor_py(ThreadState &ts, Value object) {
  Owned index = toIndex_py(ts, object);
  int64_t number = 0;
  if (!index)
    return false;
  if (!intFitsInt64(index, number) || number > INT_MAX || number < INT_MIN)
    return raise(ts, types::OverflowError, "fd is {} than {}",
                 {intSign(index) < 0 ? "less" : "greater",
                  intSign(index) < 0 ? "minimum" : "maximum"});
  descriptor_ = int(number);
  object_ = copyOf(object);
  return true;
}

bool PathArgument::convert_py(ThreadState &ts, Value object) {
  if (!object || object.isNone()) {
    if (!(allow_ & kNone))
      return raiseKind(ts, none);
    text_ = ".";
    return true;
  }
  object_ = copyOf(object);
  Owned path = copyOf(object);
  if (!isStr(object) && !dxpy::isBytes(object)) {
    if (hasBuffer(object)) {
      Owned data = call_py(ts, Value(&types::Bytes), {object});
      StrBuilder text(ts);
      text.append(function_);
      text.append(": path should be ");
      text.append(allow_ & kDescriptor
                      ? (allow_ & kNone
                             ? "string, bytes, os.PathLike, integer or None"
                             : "string, bytes, os.PathLike or integer")
                      : (allow_ & kNone ? "string, bytes, os.PathLike or None"
                                        : "string, bytes or os.PathLike"));
      text.append(", not ");
      text.append(nativeQualifiedName(typeOf(object)));
      if (!data || !warn_py(ts, types::DeprecationWarning, text.view()))
        return false;
      path = std::move(data);
    } else {
      Owned method = callFspath_py(ts, object);
      if (!method) {
        if (pendingException(ts))
          return false;
        bool index = isInt(object);
        if (!index) {
          Owned found = lookupSpecial_py(ts, object, &names::__index__);
          index = bool(found);
          if (pendingException(ts))
            return false;
        }
        return (allow_ & kDescriptor) && index ? fromDescriptor_py(ts, object)
                                               : raiseKind(ts, object);
      }
      path = checkFspath(ts, object, call_py(ts, method));
      if (!path)
        return false;
    }
  }
  isBytes_ = dxpy::isBytes(path);
  bytes_ = isBytes_ ? std::move(path) : encodeName(ts, path);
  if (!bytes_)
    return false;
  std::string_view text = bytesText(bytes_);
  if (text.find('\0') != std::string_view::npos)
    return isBytes_ ? raise(ts, types::ValueError,
                            "{}: embedded null character in {}",
                            {function_, argument_})
                    : raise(ts, types::ValueError, "embedded null byte");
  text_ = text.data();
  return true;
}

bool int64Argument_py(ThreadState &ts, Value value, int64_t &out) {
  Owned index = toIndex_py(ts, value);
  return index && (intFitsInt64(index, out) ||
                   raise(ts, types::OverflowError,
                         "Python int too large to convert to C long"));
}

bool intArgument_py(ThreadState &ts, Value value, int &out) {
  int64_t number;
  if (value.isSmallInt()) {
    number = value.smallInt();
  } else {
    Owned index = toIndex_py(ts, value);
    if (!index)
      return false;
    if (!intFitsInt64(index, number))
      return raise(ts, types::OverflowError,
                   "Python int too large to convert to C int");
  }
  if (number > INT_MAX)
    return raise(ts, types::OverflowError,
                 "signed integer is greater than maximum");
  if (number < INT_MIN)
    return raise(ts, types::OverflowError,
                 "signed integer is less than minimum");
  out = int(number);
  return true;
}

bool idArgument_py(ThreadState &ts, Value value, const char *what,
                   uint32_t &out) {
  Owned index = toIndex_py(ts, value);
  if (!index) {
    clearException(ts);
    return raise(ts, types::TypeError, "{} should be integer, not {}",
                 {what, typeOf(value)});
  }
  int64_t number = 0;
  if (!intFitsInt64(index, number))
    number = intSign(index) < 0 ? INT64_MIN : INT64_MAX;
  if (number < -1)
    return raise(ts, types::OverflowError, "{} is less than minimum", {what});
  if (number > int64_t(UINT32_MAX))
    return raise(ts, types::OverflowError, "{} is greater than maximum",
                 {what});
  out = uint32_t(number);
  return true;
}

bool fileDescriptor_py(ThreadState &ts, Value value, int &out) {
  if (value.isSmallInt() || isInt(value)) {
    if (!intArgument_py(ts, value, out))
      return false;
  } else {
    Owned name = internText(ts, "fileno");
    Owned method = name ? getAttrOptional_py(ts, value, name) : Owned();
    if (!method)
      return !pendingException(ts) &&
             raise(ts, types::TypeError,
                   "argument must be an int, or have a fileno() method.");
    Owned number = call_py(ts, method);
    if (!number)
      return false;
    if (!isInt(number))
      return raise(ts, types::TypeError, "fileno() returned a non-integer");
    if (!intArgument_py(ts, number, out))
      return false;
  }
  return out >= 0 ||
         raise(ts, types::ValueError,
               "file descriptor cannot be a negative integer ({})", {out});
}

bool folderDescriptor_py(ThreadState &ts, Value value, int &out) {
  out = AT_FDCWD;
  if (!value || value.isNone())
    return true;
  if (!isInt(value)) {
    Owned index = lookupSpecial_py(ts, value, &names::__index__);
    if (!index)
      return !pendingException(ts) &&
             raise(ts, types::TypeError,
                   "argument should be integer or None, not {}",
                   {typeOf(value)});
  }
  return intArgument_py(ts, value, out);
}

int flagArgument_py(ThreadState &ts, Value value, bool fallback) {
  return value ? isTrue_py(ts, value) : fallback;
}

} // namespace dxpy::posix
