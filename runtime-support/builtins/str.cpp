// The type str: construction, operators, the table of its methods.
#include "runtime-support/builtins/str_builtin.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/slice.h"
#include "runtime-support/text/quote.h"

namespace dxpy {

bool bindTuple(ThreadState &ts, const char *type, const char *name,
               const Arguments &args, size_t least, size_t most, Value *bound) {
  if (keywordCount(args))
    return raise(ts, types::TypeError, "{}.{}() takes no keyword arguments",
                 {type, name});
  size_t given = args.positionalCount;
  if (given < least || given > most) {
    size_t limit = given < least ? least : most;
    const char *how = least == most   ? "exactly"
                      : given < least ? "at least"
                                      : "at most";
    return raise(ts, types::TypeError, "{}() takes {} {} argument{} ({} given)",
                 {name, how, limit, limit == 1 ? "" : "s", given});
  }
  for (size_t i = 0; i < most; ++i)
    bound[i] = i < given ? args[i] : Value();
  return true;
}

bool searchBound_py(ThreadState &ts, Value value, int64_t &out) {
  if (!value || value.isNone())
    return true;
  if (value.isSmallInt()) {
    out = value.smallInt();
    return true;
  }
  if (!isInt(value) && !typeOf(value)->slots.index)
    return raise(ts, types::TypeError,
                 "slice indices must be integers or None or have an __index__ "
                 "method");
  out = toIndexInt64_py(ts, value, nullptr);
  return out != -1 || !pendingException(ts);
}

bool requireStr(ThreadState &ts, Value value) {
  return isStr(value) ||
         raise(ts, types::TypeError, "must be str, not {}", {typeOf(value)});
}

bool intArgument_py(ThreadState &ts, Value value, int &out) {
  Owned index = toIndex_py(ts, value);
  int64_t number;
  if (!index)
    return false;
  if (!intFitsInt64(index, number) || number != int(number))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C int");
  out = int(number);
  return true;
}

namespace {

// Construction ----------------------------------------------------------------

bool encodingArgument(ThreadState &ts, const char *function, const char *name,
                      Value value, std::string_view &out) {
  if (!value)
    return true;
  if (!isStr(value))
    return raise(ts, types::TypeError, "{}() argument '{}' must be str, not {}",
                 {function, name, argumentType(value)});
  out = strText(value);
  if (out.find('\0') != out.npos)
    return raise(ts, types::ValueError, "embedded null character");
  return true;
}

/// str(object, encoding, errors)
Owned decodeObject(ThreadState &ts, Value object, Value encoding,
                   Value errors) {
  std::string_view encodingName = "utf-8", errorsName = "strict";
  if (!encodingArgument(ts, "str", "encoding", encoding, encodingName) ||
      !encodingArgument(ts, "str", "errors", errors, errorsName))
    return {};
  if (!object)
    return emptyStr();
  if (isBytes(object))
    return decodeBytes(ts, object, encodingName, errorsName);
  if (isStr(object))
    return raise(ts, types::TypeError, "decoding str is not supported");
  if (!hasBuffer(object))
    return raise(ts, types::TypeError,
                 "decoding to str: need a bytes-like object, {} found",
                 {typeOf(object)});
  BufferView view;
  if (!getBuffer(ts, object, view))
    return {};
  Owned bytes = makeBytes(ts, {view.data, size_t(view.length)});
  releaseBuffer(ts, view);
  return bytes ? decodeBytes(ts, bytes, encodingName, errorsName) : Owned();
}

Owned strNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  Owned text;
  if (args.positionalCount <= 1 && !args.names) {
    text = args.positionalCount ? str_py(ts, args[0]) : emptyStr();
  } else {
    static constexpr Signature signature("(object='', encoding='utf-8', "
                                         "errors='strict')");
    Value bound[3];
    if (!bindArguments(ts, "str", signature, args, bound))
      return {};
    text = bound[1] || bound[2] ? decodeObject(ts, bound[0], bound[1], bound[2])
           : bound[0]           ? str_py(ts, bound[0])
                                : emptyStr();
  }
  return text && type != &types::Str ? strForSubclass(ts, type, text)
                                     : std::move(text);
}

// Slots -----------------------------------------------------------------------

Owned strRepr(ThreadState &ts, Value self) {
  std::string_view text = strText(self);
  text::TextSize size = text::quotedSize(text, text::Quoting::repr);
  StrObject *result = allocateStr(ts, size.bytes, size.characters);
  if (!result)
    return {};
  text::quote(text, text::Quoting::repr, result->bytes);
  return Owned::steal(result);
}

Owned strStr(ThreadState &ts, Value self) {
  return isExactStr(self) ? copyOf(self)
                          : makeStr(ts, strText(self), strLength(self));
}

int64_t strHashSlot(ThreadState &, Value self) { return strHash(self); }

Owned strCompareSlot(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isStr(self) || !isStr(other))
    return ownedNotImplemented();
  if (op == CompareOp::Eq || op == CompareOp::Ne)
    return ownedBool((self == other || strEqual(self, other)) ==
                     (op == CompareOp::Eq));
  return compareNumbers(strCompare(self, other), 0, op);
}

int64_t strLengthSlot(ThreadState &, Value self) {
  return int64_t(strLength(self));
}

Owned strItemSlot(ThreadState &ts, Value self, int64_t index) {
  if (uint64_t(index) >= strLength(self))
    return raise(ts, types::IndexError, "string index out of range");
  return strItem(ts, self, uint64_t(index));
}

/// Every step-th character of text that is not ASCII. Walks from one to the
/// next; wide steps look the place up.
Owned steppedText(ThreadState &ts, Value self, const SliceBounds &bounds) {
  StrBuilder result(ts);
  std::string_view text = strText(self);
  uint64_t at = uint64_t(bounds.start);
  size_t offset = strByteOffset(self, at);
  for (uint64_t left = bounds.length; left; --left) {
    result.append(text.substr(offset, text::sequenceLength(text[offset])));
    if (left == 1)
      break;
    at += uint64_t(bounds.step);
    if (bounds.step > 32 || bounds.step < -32)
      offset = strByteOffset(self, at);
    else if (bounds.step > 0)
      for (int64_t i = 0; i < bounds.step; ++i)
        offset += text::sequenceLength(text[offset]);
    else
      for (int64_t i = 0; i > bounds.step; --i)
        text::decodeBefore(text, offset);
  }
  return result.finish();
}

} // namespace

Owned strSliced(ThreadState &ts, Value self, SliceBounds bounds) {
  bounds.adjust(strLength(self));
  if (bounds.length == 0)
    return emptyStr();
  if (bounds.step == 1)
    return strSubstring(ts, self, uint64_t(bounds.start),
                        uint64_t(bounds.stop));
  if (!isAscii(self))
    return steppedText(ts, self, bounds);
  if (bounds.length == 1)
    return latin1Str(uint8_t(strText(self)[size_t(bounds.start)]));
  StrObject *result = allocateStr(ts, bounds.length, bounds.length);
  if (!result)
    return {};
  const char *from = strText(self).data() + bounds.start;
  for (uint64_t i = 0; i < bounds.length; ++i)
    result->bytes[i] = from[int64_t(i) * bounds.step];
  return Owned::steal(result);
}

namespace {

Owned strSlice(ThreadState &ts, Value self, Value slice) {
  SliceBounds bounds;
  return bounds.unpack_py(ts, slice) ? strSliced(ts, self, bounds) : Owned();
}

Owned strSubscript(ThreadState &ts, Value self, Value key) {
  if (isSlice(key))
    return strSlice(ts, self, key);
  if (!isInt(key) && !typeOf(key)->slots.index)
    return raise(ts, types::TypeError,
                 "string indices must be integers, not '{}'", {typeOf(key)});
  int64_t index;
  if (!subscriptIndex_py(ts, key, index))
    return {};
  return strItemSlot(ts, self,
                     index < 0 ? index + int64_t(strLength(self)) : index);
}

Owned strConcatenate(ThreadState &ts, Value self, Value other) {
  if (!isStr(other))
    return raise(ts, types::TypeError,
                 "can only concatenate str (not \"{}\") to str",
                 {typeOf(other)});
  return strConcat(ts, self, other);
}

Owned strRepeat(ThreadState &ts, Value self, int64_t times) {
  std::string_view text = strText(self);
  if (times <= 0 || text.empty())
    return emptyStr();
  if (times == 1 && isExactStr(self))
    return copyOf(self);
  uint64_t size;
  if (__builtin_mul_overflow(text.size(), uint64_t(times), &size) ||
      size > INT64_MAX)
    return raise(ts, types::OverflowError, "repeated string is too long");
  StrObject *result = allocateStr(ts, size, strLength(self) * uint64_t(times));
  if (!result)
    return {};
  if (text.size() == 1) {
    std::memset(result->bytes, text[0], size);
    return Owned::steal(result);
  }
  std::memcpy(result->bytes, text.data(), text.size());
  for (size_t done = text.size(); done < size;) {
    size_t more = done < size - done ? done : size - done;
    std::memcpy(result->bytes + done, result->bytes, more);
    done += more;
  }
  return Owned::steal(result);
}

// Methods ---------------------------------------------------------------------

Owned encode(ThreadState &ts, Value self, const Value *args) {
  std::string_view encoding = "utf-8", errors = "strict";
  if (!encodingArgument(ts, "encode", "encoding", args[0], encoding) ||
      !encodingArgument(ts, "encode", "errors", args[1], errors))
    return {};
  return encodeStr(ts, self, encoding, errors);
}

Owned isAsciiMethod(ThreadState &, Value self, const Value *) {
  return ownedBool(isAscii(self));
}

Owned getNewArgs(ThreadState &ts, Value self, const Value *) {
  Owned copy = makeStr(ts, strText(self), strLength(self));
  return copy ? makeTuple(ts, {copy.value()}) : Owned();
}

Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  auto *str = self.as<StrObject>();
  uint64_t size = sizeof(StrObject) + str->byteLength + 1;
  if (str->offsets & ~kStrInterned)
    size += (str->charLength / 64 + 1) * sizeof(uint64_t);
  return makeInt(ts, int64_t(size));
}

using namespace str_methods;

constexpr MethodDef methods[] = {
    {"encode", encode, "(encoding='utf-8', errors='strict')",
     "Encode the string using the codec registered for encoding.\n\n  "
     "encoding\n    The encoding in which to encode the string.\n  errors\n    "
     "The error handling scheme to use for encoding errors.\n    The default "
     "is 'strict' meaning that encoding errors raise a\n    "
     "UnicodeEncodeError.  Other possible values are 'ignore', 'replace' "
     "and\n    'xmlcharrefreplace' as well as any other name registered "
     "with\n    codecs.register_error that can handle UnicodeEncodeErrors."},
    {"replace", replace, "(old, new, count=-1, /)",
     "Return a copy with all occurrences of substring old replaced by new.\n\n"
     "  count\n    Maximum number of occurrences to replace.\n    -1 (the "
     "default value) means replace all occurrences.\n\nIf the optional "
     "argument count is given, only the first count occurrences are\n"
     "replaced."},
    {"split", split, "(sep=None, maxsplit=-1)",
     "Return a list of the substrings in the string, using sep as the "
     "separator string.\n\n  sep\n    The separator used to split the "
     "string.\n\n    When set to None (the default value), will split on any "
     "whitespace\n    character (including \\n \\r \\t \\f and spaces) and "
     "will discard\n    empty strings from the result.\n  maxsplit\n    "
     "Maximum number of splits (starting from the left).\n    -1 (the default "
     "value) means no limit.\n\nNote, str.split() is mainly useful for data "
     "that has been intentionally\ndelimited.  With natural text that "
     "includes punctuation, consider using\nthe regular expression module."},
    {"rsplit", rsplit, "(sep=None, maxsplit=-1)",
     "Return a list of the substrings in the string, using sep as the "
     "separator string.\n\n  sep\n    The separator used to split the "
     "string.\n\n    When set to None (the default value), will split on any "
     "whitespace\n    character (including \\n \\r \\t \\f and spaces) and "
     "will discard\n    empty strings from the result.\n  maxsplit\n    "
     "Maximum number of splits (starting from the left).\n    -1 (the default "
     "value) means no limit.\n\nSplitting starts at the end of the string and "
     "works to the front."},
    {"join", join, "(iterable, /)",
     "Concatenate any number of strings.\n\nThe string whose method is called "
     "is inserted in between each given string.\nThe result is returned as a "
     "new string.\n\nExample: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'"},
    {"capitalize", capitalize, "()",
     "Return a capitalized version of the string.\n\nMore specifically, make "
     "the first character have upper case and the rest lower\ncase."},
    {"casefold", caseFold, "()",
     "Return a version of the string suitable for caseless comparisons."},
    {"title", title, "()",
     "Return a version of the string where each word is titlecased.\n\nMore "
     "specifically, words start with uppercased characters and all "
     "remaining\ncased characters have lower case."},
    {"center", center, "(width, fillchar=' ', /)",
     "Return a centered string of length width.\n\nPadding is done using the "
     "specified fill character (default is a space)."},
    {"count", count,
     "S.count(sub[, start[, end]]) -> int\n\nReturn the number of "
     "non-overlapping occurrences of substring sub in\nstring S[start:end].  "
     "Optional arguments start and end are\ninterpreted as in slice "
     "notation."},
    {"expandtabs", expandTabs, "(tabsize=8)",
     "Return a copy where all tab characters are expanded using spaces.\n\nIf "
     "tabsize is not given, a tab size of 8 characters is assumed."},
    {"find", find,
     "S.find(sub[, start[, end]]) -> int\n\nReturn the lowest index in S "
     "where substring sub is found,\nsuch that sub is contained within "
     "S[start:end].  Optional\narguments start and end are interpreted as in "
     "slice notation.\n\nReturn -1 on failure."},
    {"partition", partition, "(sep, /)",
     "Partition the string into three parts using the given separator.\n\nThis "
     "will search for the separator in the string.  If the separator is "
     "found,\nreturns a 3-tuple containing the part before the separator, the "
     "separator\nitself, and the part after it.\n\nIf the separator is not "
     "found, returns a 3-tuple containing the original string\nand two empty "
     "strings."},
    {"index", index,
     "S.index(sub[, start[, end]]) -> int\n\nReturn the lowest index in S "
     "where substring sub is found,\nsuch that sub is contained within "
     "S[start:end].  Optional\narguments start and end are interpreted as in "
     "slice notation.\n\nRaises ValueError when the substring is not found."},
    {"ljust", ljust, "(width, fillchar=' ', /)",
     "Return a left-justified string of length width.\n\nPadding is done "
     "using the specified fill character (default is a space)."},
    {"lower", lower, "()",
     "Return a copy of the string converted to lowercase."},
    {"lstrip", lstrip, "(chars=None, /)",
     "Return a copy of the string with leading whitespace removed.\n\nIf "
     "chars is given and not None, remove characters in chars instead."},
    {"rfind", rfind,
     "S.rfind(sub[, start[, end]]) -> int\n\nReturn the highest index in S "
     "where substring sub is found,\nsuch that sub is contained within "
     "S[start:end].  Optional\narguments start and end are interpreted as in "
     "slice notation.\n\nReturn -1 on failure."},
    {"rindex", rindex,
     "S.rindex(sub[, start[, end]]) -> int\n\nReturn the highest index in S "
     "where substring sub is found,\nsuch that sub is contained within "
     "S[start:end].  Optional\narguments start and end are interpreted as in "
     "slice notation.\n\nRaises ValueError when the substring is not found."},
    {"rjust", rjust, "(width, fillchar=' ', /)",
     "Return a right-justified string of length width.\n\nPadding is done "
     "using the specified fill character (default is a space)."},
    {"rstrip", rstrip, "(chars=None, /)",
     "Return a copy of the string with trailing whitespace removed.\n\nIf "
     "chars is given and not None, remove characters in chars instead."},
    {"rpartition", rpartition, "(sep, /)",
     "Partition the string into three parts using the given separator.\n\nThis "
     "will search for the separator in the string, starting at the end. "
     "If\nthe separator is found, returns a 3-tuple containing the part "
     "before the\nseparator, the separator itself, and the part after "
     "it.\n\nIf the separator is not found, returns a 3-tuple containing two "
     "empty strings\nand the original string."},
    {"splitlines", splitLines, "(keepends=False)",
     "Return a list of the lines in the string, breaking at line "
     "boundaries.\n\nLine breaks are not included in the resulting list "
     "unless keepends is given and\ntrue."},
    {"strip", strip, "(chars=None, /)",
     "Return a copy of the string with leading and trailing whitespace "
     "removed.\n\nIf chars is given and not None, remove characters in chars "
     "instead."},
    {"swapcase", swapCase, "()",
     "Convert uppercase characters to lowercase and lowercase characters to "
     "uppercase."},
    {"translate", translate, "(table, /)",
     "Replace each character in the string using the given translation "
     "table.\n\n  table\n    Translation table, which must be a mapping of "
     "Unicode ordinals to\n    Unicode ordinals, strings, or None.\n\nThe "
     "table must implement lookup/indexing via __getitem__, for instance "
     "a\ndictionary or list.  If this operation raises LookupError, the "
     "character is\nleft untouched.  Characters mapped to None are deleted."},
    {"upper", upper, "()",
     "Return a copy of the string converted to uppercase."},
    {"startswith", startsWith,
     "S.startswith(prefix[, start[, end]]) -> bool\n\nReturn True if S starts "
     "with the specified prefix, False otherwise.\nWith optional start, test "
     "S beginning at that position.\nWith optional end, stop comparing S at "
     "that position.\nprefix can also be a tuple of strings to try."},
    {"endswith", endsWith,
     "S.endswith(suffix[, start[, end]]) -> bool\n\nReturn True if S ends "
     "with the specified suffix, False otherwise.\nWith optional start, test "
     "S beginning at that position.\nWith optional end, stop comparing S at "
     "that position.\nsuffix can also be a tuple of strings to try."},
    {"removeprefix", removePrefix, "(prefix, /)",
     "Return a str with the given prefix string removed if present.\n\nIf the "
     "string starts with the prefix string, return "
     "string[len(prefix):].\nOtherwise, return a copy of the original "
     "string."},
    {"removesuffix", removeSuffix, "(suffix, /)",
     "Return a str with the given suffix string removed if present.\n\nIf the "
     "string ends with the suffix string and that suffix is not "
     "empty,\nreturn string[:-len(suffix)]. Otherwise, return a copy of the "
     "original\nstring."},
    {"isascii", isAsciiMethod, "()",
     "Return True if all characters in the string are ASCII, False "
     "otherwise.\n\nASCII characters have code points in the range "
     "U+0000-U+007F.\nEmpty string is ASCII too."},
    {"islower", isLower, "()",
     "Return True if the string is a lowercase string, False otherwise.\n\nA "
     "string is lowercase if all cased characters in the string are lowercase "
     "and\nthere is at least one cased character in the string."},
    {"isupper", isUpper, "()",
     "Return True if the string is an uppercase string, False "
     "otherwise.\n\nA string is uppercase if all cased characters in the "
     "string are uppercase and\nthere is at least one cased character in the "
     "string."},
    {"istitle", isTitle, "()",
     "Return True if the string is a title-cased string, False "
     "otherwise.\n\nIn a title-cased string, upper- and title-case characters "
     "may only\nfollow uncased characters and lowercase characters only cased "
     "ones."},
    {"isspace", isSpace, "()",
     "Return True if the string is a whitespace string, False otherwise.\n\nA "
     "string is whitespace if all characters in the string are whitespace and "
     "there\nis at least one character in the string."},
    {"isdecimal", isDecimal, "()",
     "Return True if the string is a decimal string, False otherwise.\n\nA "
     "string is a decimal string if all characters in the string are decimal "
     "and\nthere is at least one character in the string."},
    {"isdigit", isDigit, "()",
     "Return True if the string is a digit string, False otherwise.\n\nA "
     "string is a digit string if all characters in the string are digits and "
     "there\nis at least one character in the string."},
    {"isnumeric", isNumeric, "()",
     "Return True if the string is a numeric string, False otherwise.\n\nA "
     "string is numeric if all characters in the string are numeric and there "
     "is at\nleast one character in the string."},
    {"isalpha", isAlpha, "()",
     "Return True if the string is an alphabetic string, False "
     "otherwise.\n\nA string is alphabetic if all characters in the string "
     "are alphabetic and there\nis at least one character in the string."},
    {"isalnum", isAlnum, "()",
     "Return True if the string is an alpha-numeric string, False "
     "otherwise.\n\nA string is alpha-numeric if all characters in the string "
     "are alpha-numeric and\nthere is at least one character in the string."},
    {"isidentifier", isIdentifier, "()",
     "Return True if the string is a valid Python identifier, False "
     "otherwise.\n\nCall keyword.iskeyword(s) to test whether string s is a "
     "reserved identifier,\nsuch as \"def\" or \"class\"."},
    {"isprintable", isPrintable, "()",
     "Return True if the string is printable, False otherwise.\n\nA string is "
     "printable if all of its characters are considered printable in\nrepr() "
     "or if it is empty."},
    {"zfill", zfill, "(width, /)",
     "Pad a numeric string with zeros on the left, to fill a field of the "
     "given width.\n\nThe string is never truncated."},
    {"format", format,
     "S.format(*args, **kwargs) -> str\n\nReturn a formatted version of S, "
     "using substitutions from args and kwargs.\nThe substitutions are "
     "identified by braces ('{' and '}')."},
    {"format_map", formatMap, "(mapping, /)",
     "S.format_map(mapping) -> str\n\nReturn a formatted version of S, using "
     "substitutions from mapping.\nThe substitutions are identified by braces "
     "('{' and '}')."},
    {"__format__", formatSpec, "(format_spec, /)",
     "Return a formatted version of the string as described by format_spec."},
    {"maketrans", makeTrans, "(x, y=<unrepresentable>, z=<unrepresentable>, /)",
     "Return a translation table usable for str.translate().\n\nIf there is "
     "only one argument, it must be a dictionary mapping Unicode\nordinals "
     "(integers) or characters to Unicode ordinals, strings or "
     "None.\nCharacter keys will be then converted to ordinals.\nIf there are "
     "two arguments, they must be strings of equal length, and\nin the "
     "resulting dictionary, each character in x will be mapped to the\n"
     "character at the same position in y. If there is a third argument, "
     "it\nmust be a string, whose characters will be mapped to None in the "
     "result.",
     MethodKind::Static},
    {"__sizeof__", sizeOf, "()",
     "Return the size of the string in memory, in bytes."},
    {"__getnewargs__", getNewArgs, "()"},
    {}};

constexpr TypeSpec spec = {
    "str",
    "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> "
    "str\n\nCreate a new string object from the given object. If encoding "
    "or\nerrors is specified, then the object must expose a data "
    "buffer\nthat will be decoded using the given encoding and error "
    "handler.\nOtherwise, returns the result of object.__str__() (if "
    "defined)\nor repr(object).\nencoding defaults to "
    "sys.getdefaultencoding().\nerrors defaults to 'strict'.",
    methods};

} // namespace

constinit TypeObject types::Str = {.header = typeHeader(),
                                   .spec = &spec,
                                   .flags = kTypeBase | kTypeVariableSize |
                                            kTypeMatchSelf | kSubclassStr,
                                   .basicSize = sizeof(StrObject) + 1,
                                   .itemSize = 1,
                                   .slots = {.deallocate = strDeallocate,
                                             .repr = strRepr,
                                             .str = strStr,
                                             .iter = strIter,
                                             .hash = strHashSlot,
                                             .compare = strCompareSlot,
                                             .new_ = strNew,
                                             .remainder = strRemainder,
                                             .length = strLengthSlot,
                                             .subscript = strSubscript,
                                             .contains = strContains,
                                             .concatenate = strConcatenate,
                                             .repeat = strRepeat,
                                             .item = strItemSlot}};

} // namespace dxpy
