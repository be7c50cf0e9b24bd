// Texts of the methods that bytes and bytearray share, and their table rows.
#pragma once

namespace dxpy::bytes_docs {

inline constexpr char capitalize[] =
    "B.capitalize() -> copy of B\n\nReturn a copy of B with only its "
    "first character capitalized (ASCII)\nand the rest lower-cased.";
inline constexpr char center[] =
    "Return a centered string of length width.\n\nPadding is done using "
    "the specified fill character.";
inline constexpr char count[] =
    "B.count(sub[, start[, end]]) -> int\n\nReturn the number of "
    "non-overlapping occurrences of subsection sub in\nbytes "
    "B[start:end].  Optional arguments start and end are interpreted\nas "
    "in slice notation.";
inline constexpr char decode[] =
    "Decode the bytes using the codec registered for encoding.\n\n  "
    "encoding\n    The encoding with which to decode the bytes.\n  "
    "errors\n    The error handling scheme to use for the handling of "
    "decoding errors.\n    The default is 'strict' meaning that decoding "
    "errors raise a\n    UnicodeDecodeError. Other possible values are "
    "'ignore' and 'replace'\n    as well as any other name registered "
    "with codecs.register_error that\n    can handle UnicodeDecodeErrors.";
inline constexpr char endsWith[] =
    "B.endswith(suffix[, start[, end]]) -> bool\n\nReturn True if B ends "
    "with the specified suffix, False otherwise.\nWith optional start, "
    "test B beginning at that position.\nWith optional end, stop "
    "comparing B at that position.\nsuffix can also be a tuple of bytes "
    "to try.";
inline constexpr char expandTabs[] =
    "Return a copy where all tab characters are expanded using spaces.\n"
    "\nIf tabsize is not given, a tab size of 8 characters is assumed.";
inline constexpr char find[] =
    "B.find(sub[, start[, end]]) -> int\n\nReturn the lowest index in B "
    "where subsection sub is found,\nsuch that sub is contained within "
    "B[start,end].  Optional\narguments start and end are interpreted as "
    "in slice notation.\n\nReturn -1 on failure.";
inline constexpr char hex[] =
    "Create a string of hexadecimal numbers from a bytes object.\n\n  "
    "sep\n    An optional single character or byte to separate hex "
    "bytes.\n  bytes_per_sep\n    How many bytes between separators.  "
    "Positive values count from the\n    right, negative values count "
    "from the left.\n\nExample:\n>>> value = b'\\xb9\\x01\\xef'\n>>> "
    "value.hex()\n'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> "
    "value.hex(':', 2)\n'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'";
inline constexpr char index[] =
    "B.index(sub[, start[, end]]) -> int\n\nReturn the lowest index in B "
    "where subsection sub is found,\nsuch that sub is contained within "
    "B[start,end].  Optional\narguments start and end are interpreted as "
    "in slice notation.\n\nRaises ValueError when the subsection is not "
    "found.";
inline constexpr char isAlnum[] =
    "B.isalnum() -> bool\n\nReturn True if all characters in B are "
    "alphanumeric\nand there is at least one character in B, False "
    "otherwise.";
inline constexpr char isAlpha[] =
    "B.isalpha() -> bool\n\nReturn True if all characters in B are "
    "alphabetic\nand there is at least one character in B, False "
    "otherwise.";
inline constexpr char isAscii[] =
    "B.isascii() -> bool\n\nReturn True if B is empty or all characters "
    "in B are ASCII,\nFalse otherwise.";
inline constexpr char isDigit[] =
    "B.isdigit() -> bool\n\nReturn True if all characters in B are "
    "digits\nand there is at least one character in B, False otherwise.";
inline constexpr char isLower[] =
    "B.islower() -> bool\n\nReturn True if all cased characters in B are "
    "lowercase and there is\nat least one cased character in B, False "
    "otherwise.";
inline constexpr char isSpace[] =
    "B.isspace() -> bool\n\nReturn True if all characters in B are "
    "whitespace\nand there is at least one character in B, False "
    "otherwise.";
inline constexpr char isTitle[] =
    "B.istitle() -> bool\n\nReturn True if B is a titlecased string and "
    "there is at least one\ncharacter in B, i.e. uppercase characters "
    "may only follow uncased\ncharacters and lowercase characters only "
    "cased ones. Return False\notherwise.";
inline constexpr char isUpper[] =
    "B.isupper() -> bool\n\nReturn True if all cased characters in B are "
    "uppercase and there is\nat least one cased character in B, False "
    "otherwise.";
inline constexpr char join[] =
    "Concatenate any number of bytes objects.\n\nThe bytes whose method "
    "is called is inserted in between each pair.\n\nThe result is "
    "returned as a new bytes object.\n\nExample: b'.'.join([b'ab', "
    "b'pq', b'rs']) -> b'ab.pq.rs'.";
inline constexpr char ljust[] =
    "Return a left-justified string of length width.\n\nPadding is done "
    "using the specified fill character.";
inline constexpr char lower[] =
    "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII "
    "characters converted to lowercase.";
inline constexpr char lstrip[] =
    "Strip leading bytes contained in the argument.\n\nIf the argument "
    "is omitted or None, strip leading  ASCII whitespace.";
inline constexpr char partition[] =
    "Partition the bytes into three parts using the given separator.\n\n"
    "This will search for the separator sep in the bytes. If the "
    "separator is found,\nreturns a 3-tuple containing the part before "
    "the separator, the separator\nitself, and the part after it.\n\nIf "
    "the separator is not found, returns a 3-tuple containing the "
    "original bytes\nobject and two empty bytes objects.";
inline constexpr char replace[] =
    "Return a copy with all occurrences of substring old replaced by "
    "new.\n\n  count\n    Maximum number of occurrences to replace.\n    "
    "-1 (the default value) means replace all occurrences.\n\nIf the "
    "optional argument count is given, only the first count occurrences "
    "are\nreplaced.";
inline constexpr char removePrefix[] =
    "Return a bytes object with the given prefix string removed if "
    "present.\n\nIf the bytes starts with the prefix string, return "
    "bytes[len(prefix):].\nOtherwise, return a copy of the original "
    "bytes.";
inline constexpr char removeSuffix[] =
    "Return a bytes object with the given suffix string removed if "
    "present.\n\nIf the bytes ends with the suffix string and that "
    "suffix is not empty,\nreturn bytes[:-len(prefix)].  Otherwise, "
    "return a copy of the original\nbytes.";
inline constexpr char rfind[] =
    "B.rfind(sub[, start[, end]]) -> int\n\nReturn the highest index in "
    "B where subsection sub is found,\nsuch that sub is contained within "
    "B[start,end].  Optional\narguments start and end are interpreted as "
    "in slice notation.\n\nReturn -1 on failure.";
inline constexpr char rindex[] =
    "B.rindex(sub[, start[, end]]) -> int\n\nReturn the highest index in "
    "B where subsection sub is found,\nsuch that sub is contained within "
    "B[start,end].  Optional\narguments start and end are interpreted as "
    "in slice notation.\n\nRaise ValueError when the subsection is not "
    "found.";
inline constexpr char rjust[] =
    "Return a right-justified string of length width.\n\nPadding is done "
    "using the specified fill character.";
inline constexpr char rpartition[] =
    "Partition the bytes into three parts using the given separator.\n\n"
    "This will search for the separator sep in the bytes, starting at "
    "the end. If\nthe separator is found, returns a 3-tuple containing "
    "the part before the\nseparator, the separator itself, and the part "
    "after it.\n\nIf the separator is not found, returns a 3-tuple "
    "containing two empty bytes\nobjects and the original bytes object.";
inline constexpr char rsplit[] =
    "Return a list of the sections in the bytes, using sep as the "
    "delimiter.\n\n  sep\n    The delimiter according which to split the "
    "bytes.\n    None (the default value) means split on ASCII "
    "whitespace characters\n    (space, tab, return, newline, formfeed, "
    "vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n   "
    " -1 (the default value) means no limit.\n\nSplitting is done "
    "starting at the end of the bytes and working to the front.";
inline constexpr char rstrip[] =
    "Strip trailing bytes contained in the argument.\n\nIf the argument "
    "is omitted or None, strip trailing ASCII whitespace.";
inline constexpr char split[] =
    "Return a list of the sections in the bytes, using sep as the "
    "delimiter.\n\n  sep\n    The delimiter according which to split the "
    "bytes.\n    None (the default value) means split on ASCII "
    "whitespace characters\n    (space, tab, return, newline, formfeed, "
    "vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n   "
    " -1 (the default value) means no limit.";
inline constexpr char splitLines[] =
    "Return a list of the lines in the bytes, breaking at line "
    "boundaries.\n\nLine breaks are not included in the resulting list "
    "unless keepends is given and\ntrue.";
inline constexpr char startsWith[] =
    "B.startswith(prefix[, start[, end]]) -> bool\n\nReturn True if B "
    "starts with the specified prefix, False otherwise.\nWith optional "
    "start, test B beginning at that position.\nWith optional end, stop "
    "comparing B at that position.\nprefix can also be a tuple of bytes "
    "to try.";
inline constexpr char strip[] =
    "Strip leading and trailing bytes contained in the argument.\n\nIf "
    "the argument is omitted or None, strip leading and trailing ASCII "
    "whitespace.";
inline constexpr char swapCase[] =
    "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase "
    "ASCII characters converted\nto lowercase ASCII and vice versa.";
inline constexpr char title[] =
    "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. "
    "ASCII words start with uppercase\ncharacters, all remaining cased "
    "characters have lowercase.";
inline constexpr char translate[] =
    "Return a copy with each character mapped by the given translation "
    "table.\n\n  table\n    Translation table, which must be a bytes "
    "object of length 256.\n\nAll characters occurring in the optional "
    "argument delete are removed.\nThe remaining characters are mapped "
    "through the given translation table.";
inline constexpr char upper[] =
    "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII "
    "characters converted to uppercase.";
inline constexpr char zfill[] =
    "Pad a numeric string with zeros on the left, to fill a field of the "
    "given width.\n\nThe original string is never truncated.";
inline constexpr char fromHex[] =
    "Create a bytes object from a string of hexadecimal numbers.\n\n"
    "Spaces between two numbers are accepted.\nExample: "
    "bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'.";
inline constexpr char makeTrans[] =
    "Return a translation table useable for the bytes or bytearray "
    "translate method.\n\nThe returned table will be one where each byte "
    "in frm is mapped to the byte at\nthe same position in to.\n\nThe "
    "bytes objects frm and to must be of the same length.";

} // namespace dxpy::bytes_docs

// clang-format off
#define BYTES_SHARED_METHODS \
    {"capitalize", bytes_methods::capitalize, "()", bytes_docs::capitalize}, \
    {"center", bytes_methods::center, "(width, fillchar=b' ', /)", bytes_docs::center}, \
    {"count", bytes_methods::count, bytes_docs::count}, \
    {"decode", bytes_methods::decode, "(encoding='utf-8', errors='strict')", bytes_docs::decode}, \
    {"endswith", bytes_methods::endsWith, bytes_docs::endsWith}, \
    {"expandtabs", bytes_methods::expandTabs, "(tabsize=8)", bytes_docs::expandTabs}, \
    {"find", bytes_methods::find, bytes_docs::find}, \
    {"hex", bytes_methods::hex, "(sep=<unrepresentable>, bytes_per_sep=1)", bytes_docs::hex}, \
    {"index", bytes_methods::index, bytes_docs::index}, \
    {"isalnum", bytes_methods::isAlnum, "()", bytes_docs::isAlnum}, \
    {"isalpha", bytes_methods::isAlpha, "()", bytes_docs::isAlpha}, \
    {"isascii", bytes_methods::isAscii, "()", bytes_docs::isAscii}, \
    {"isdigit", bytes_methods::isDigit, "()", bytes_docs::isDigit}, \
    {"islower", bytes_methods::isLower, "()", bytes_docs::isLower}, \
    {"isspace", bytes_methods::isSpace, "()", bytes_docs::isSpace}, \
    {"istitle", bytes_methods::isTitle, "()", bytes_docs::isTitle}, \
    {"isupper", bytes_methods::isUpper, "()", bytes_docs::isUpper}, \
    {"join", bytes_methods::join, "(iterable_of_bytes, /)", bytes_docs::join}, \
    {"ljust", bytes_methods::ljust, "(width, fillchar=b' ', /)", bytes_docs::ljust}, \
    {"lower", bytes_methods::lower, "()", bytes_docs::lower}, \
    {"lstrip", bytes_methods::lstrip, "(bytes=None, /)", bytes_docs::lstrip}, \
    {"partition", bytes_methods::partition, "(sep, /)", bytes_docs::partition}, \
    {"replace", bytes_methods::replace, "(old, new, count=-1, /)", bytes_docs::replace}, \
    {"removeprefix", bytes_methods::removePrefix, "(prefix, /)", bytes_docs::removePrefix}, \
    {"removesuffix", bytes_methods::removeSuffix, "(suffix, /)", bytes_docs::removeSuffix}, \
    {"rfind", bytes_methods::rfind, bytes_docs::rfind}, \
    {"rindex", bytes_methods::rindex, bytes_docs::rindex}, \
    {"rjust", bytes_methods::rjust, "(width, fillchar=b' ', /)", bytes_docs::rjust}, \
    {"rpartition", bytes_methods::rpartition, "(sep, /)", bytes_docs::rpartition}, \
    {"rsplit", bytes_methods::rsplit, "(sep=None, maxsplit=-1)", bytes_docs::rsplit}, \
    {"rstrip", bytes_methods::rstrip, "(bytes=None, /)", bytes_docs::rstrip}, \
    {"split", bytes_methods::split, "(sep=None, maxsplit=-1)", bytes_docs::split}, \
    {"splitlines", bytes_methods::splitLines, "(keepends=False)", bytes_docs::splitLines}, \
    {"startswith", bytes_methods::startsWith, bytes_docs::startsWith}, \
    {"strip", bytes_methods::strip, "(bytes=None, /)", bytes_docs::strip}, \
    {"swapcase", bytes_methods::swapCase, "()", bytes_docs::swapCase}, \
    {"title", bytes_methods::title, "()", bytes_docs::title}, \
    {"translate", bytes_methods::translate, "(table, /, delete=b'')", bytes_docs::translate}, \
    {"upper", bytes_methods::upper, "()", bytes_docs::upper}, \
    {"zfill", bytes_methods::zfill, "(width, /)", bytes_docs::zfill}, \
    {"maketrans", bytes_methods::makeTrans, "(frm, to, /)", bytes_docs::makeTrans, MethodKind::Static}
// clang-format on
