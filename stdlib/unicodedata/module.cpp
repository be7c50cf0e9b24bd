// Module unicodedata, and its type UCD, whose one object speaks of Unicode
// 3.2.0.
#include "runtime-support/builtins/support.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/text/normalize.h"
#include "runtime-support/text/unicode.h"
#include "runtime-support/text/unicode_names.h"
#include "runtime-support/text/unicode_old.h"
#include <cstddef>

namespace dxpy::unicodedata {

namespace {

struct DataObject {
  ObjectHeader header;
  Word version;
};
extern TypeObject ucdType;

bool isOld(Value self) { return typeOf(self) == &ucdType; }

/// The one character of an argument. False: TypeError.
bool character(ThreadState &ts, Value value, const char *function,
               const char *which, char32_t &out) {
  if (!isStr(value) || strLength(value) != 1)
    return raise(ts, types::TypeError,
                 "{}() {} must be a unicode character, not {}",
                 {function, which, argumentType(value)});
  out = strCharAt(value, 0);
  return true;
}
bool text(ThreadState &ts, Value value, const char *function,
          const char *which) {
  return isStr(value) ||
         raise(ts, types::TypeError, "{}() {} must be str, not {}",
               {function, which, argumentType(value)});
}
Owned orDefault(ThreadState &ts, Value fallback, const char *message) {
  return fallback ? copyOf(fallback)
                  : Owned(raise(ts, types::ValueError, message));
}

// Numbers
// --------------------------------------------------------------------------

Owned decimal(ThreadState &ts, Value self, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "decimal", "argument 1", c))
    return {};
  int value = text::decimalValue(c);
  text::OldProperties old;
  if (isOld(self) && text::isNewCharacter(c))
    value = -1;
  else if (isOld(self) && text::oldProperties(c, old))
    value = old.decimal;
  return value < 0 ? orDefault(ts, args[1], "not a decimal")
                   : makeInt(ts, value);
}
Owned digit(ThreadState &ts, Value, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "digit", "argument 1", c))
    return {};
  int value = text::digitValue(c);
  return value < 0 ? orDefault(ts, args[1], "not a digit") : makeInt(ts, value);
}
Owned numeric(ThreadState &ts, Value self, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "numeric", "argument 1", c))
    return {};
  double value;
  bool found = text::numericValue(c, value);
  text::OldProperties old;
  if (isOld(self) && text::isNewCharacter(c)) {
    found = false;
  } else if (isOld(self) && text::oldProperties(c, old)) {
    value = old.number;
    found = value == value;
  }
  return found ? makeFloat(ts, value)
               : orDefault(ts, args[1], "not a numeric character");
}

// Properties
// -----------------------------------------------------------------------

Owned category(ThreadState &ts, Value self, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "category", "argument", c))
    return {};
  text::OldProperties old;
  if (isOld(self) && text::isNewCharacter(c))
    return makeStr(ts, "Cn");
  if (isOld(self) && text::oldProperties(c, old))
    return makeStr(ts, old.category);
  return makeStr(ts, text::generalCategory(c));
}
Owned bidirectional(ThreadState &ts, Value self, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "bidirectional", "argument", c))
    return {};
  text::OldProperties old;
  if (isOld(self) && text::isNewCharacter(c))
    return emptyStr();
  if (isOld(self) && text::oldProperties(c, old))
    return makeStr(ts, old.bidirectional);
  return makeStr(ts, text::bidirectionalClass(c));
}
Owned combining(ThreadState &ts, Value self, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "combining", "argument", c))
    return {};
  return makeInt(
      ts, isOld(self) && text::isNewCharacter(c) ? 0 : text::combiningClass(c));
}
Owned mirrored(ThreadState &ts, Value self, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "mirrored", "argument", c))
    return {};
  bool value = text::isMirrored(c);
  text::OldProperties old;
  if (isOld(self) && text::isNewCharacter(c))
    value = false;
  else if (isOld(self) && text::oldProperties(c, old))
    value = old.mirrored;
  return makeInt(ts, value);
}
Owned eastAsianWidth(ThreadState &ts, Value self, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "east_asian_width", "argument", c))
    return {};
  text::OldProperties old;
  if (isOld(self) && text::isNewCharacter(c))
    return makeStr(ts, "F");
  if (isOld(self) && text::oldProperties(c, old))
    return makeStr(ts, old.width);
  return makeStr(ts, text::eastAsianWidth(c));
}
Owned decomposition(ThreadState &ts, Value self, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "decomposition", "argument", c))
    return {};
  if (isOld(self) && text::isNewCharacter(c))
    return emptyStr();
  char out[text::decompositionTextSize];
  return makeStr(ts, {out, text::decompositionText(out, c)});
}

// Normal forms
// ---------------------------------------------------------------------

bool formOf(ThreadState &ts, Value name, text::Form &form) {
  static constexpr std::string_view rows[] = {"NFD", "NFKD", "NFC", "NFKC"};
  for (size_t i = 0; i < 4; ++i)
    if (strText(name) == rows[i]) {
      form = text::Form(i);
      return true;
    }
  return raise(ts, types::ValueError, "invalid normalization form");
}
bool appendNormal(ThreadState &ts, StrBuilder &out, text::Form form,
                  std::string_view piece) {
  size_t size = text::decomposedSize(form, piece);
  auto *room = static_cast<char32_t *>(
      rawAllocate((size ? size : 1) * sizeof(char32_t)));
  if (!room)
    return raiseMemoryError(ts);
  size = text::normalize(form, piece, room);
  for (size_t i = 0; i < size; ++i)
    out.appendChar(room[i]);
  rawFree(room);
  return true;
}
/// What was not assigned in Unicode 3.2.0 stays as it is, and some characters
/// had other decompositions.
Owned normalizeOld(ThreadState &ts, text::Form form, Value input) {
  StrBuilder out(ts), run(ts);
  for (uint64_t i = 0; i < strLength(input); ++i) {
    char32_t c = strCharAt(input, i), corrected = text::oldDecomposition(c);
    if (!text::isNewCharacter(c)) {
      run.appendChar(corrected ? corrected : c);
      continue;
    }
    if (!appendNormal(ts, out, form, run.view()))
      return {};
    run.truncate(0);
    out.appendChar(c);
  }
  return appendNormal(ts, out, form, run.view()) ? out.finish() : Owned();
}
Owned normalized(ThreadState &ts, Value self, text::Form form, Value input) {
  if (isOld(self))
    return normalizeOld(ts, form, input);
  if (text::isNormalizedQuick(form, strText(input)) == text::Normalized::yes)
    return isExactStr(input) ? copyOf(input) : makeStr(ts, strText(input));
  StrBuilder out(ts);
  return appendNormal(ts, out, form, strText(input)) ? out.finish() : Owned();
}
Owned normalize(ThreadState &ts, Value self, const Value *args) {
  text::Form form;
  if (!text(ts, args[0], "normalize", "argument 1") ||
      !text(ts, args[1], "normalize", "argument 2"))
    return {};
  if (!strLength(args[1]))
    return copyOf(args[1]);
  return formOf(ts, args[0], form) ? normalized(ts, self, form, args[1])
                                   : Owned();
}
Owned isNormalized(ThreadState &ts, Value self, const Value *args) {
  text::Form form;
  if (!text(ts, args[0], "is_normalized", "argument 1") ||
      !text(ts, args[1], "is_normalized", "argument 2"))
    return {};
  if (!strLength(args[1]))
    return ownedBool(true);
  if (!formOf(ts, args[0], form))
    return {};
  if (!isOld(self)) {
    text::Normalized quick = text::isNormalizedQuick(form, strText(args[1]));
    if (quick != text::Normalized::maybe)
      return ownedBool(quick == text::Normalized::yes);
  }
  Owned other = normalized(ts, self, form, args[1]);
  return other ? ownedBool(strText(other) == strText(args[1])) : Owned();
}

// Names
// ----------------------------------------------------------------------------

Owned name(ThreadState &ts, Value self, const Value *args) {
  char32_t c;
  if (!character(ts, args[0], "name", "argument 1", c))
    return {};
  char out[text::maxNameSize];
  bool known = !isOld(self) || !text::isNewCharacter(c);
  size_t size = known ? text::characterName(c, out) : 0;
  return size ? makeStr(ts, {out, size})
              : orDefault(ts, args[1], "no such name");
}
Owned lookUp(ThreadState &ts, Value self, std::string_view given) {
  char upper[text::maxNameSize];
  char32_t c = 0;
  bool found = given.size() < sizeof upper;
  for (size_t i = 0; found && i < given.size(); ++i)
    upper[i] =
        given[i] >= 'a' && given[i] <= 'z' ? char(given[i] - 32) : given[i];
  found = found && text::characterByName({upper, given.size()}, c) &&
          (!isOld(self) || !text::isNewCharacter(c));
  if (found)
    return strFromChar(ts, c);
  if (given.size() > 256)
    return raise(ts, types::KeyError, "name too long");
  StrBuilder message(ts);
  message.append("undefined character name '");
  message.append(given);
  message.append("'");
  Owned shown = message.finish();
  return shown ? Owned(raiseValue(ts, types::KeyError, shown)) : Owned();
}
Owned lookup(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!isStr(args[0]) && !getBuffer(ts, args[0], view))
    return {};
  std::string_view given =
      isStr(args[0]) ? strText(args[0])
                     : std::string_view(view.data, size_t(view.length));
  Owned found = lookUp(ts, self, given);
  if (!isStr(args[0]))
    releaseBuffer(ts, view);
  return found;
}

// Tables
// ---------------------------------------------------------------------------

constexpr MethodDef functions[] = {
    {"decimal", decimal, "(chr, default=<unrepresentable>, /)",
     "Converts a Unicode character into its equivalent decimal value.\n\n"
     "Returns the decimal value assigned to the character chr as integer.\n"
     "If no such value is defined, default is returned, or, if not given,\n"
     "ValueError is raised."},
    {"digit", digit, "(chr, default=<unrepresentable>, /)",
     "Converts a Unicode character into its equivalent digit value.\n\nReturns "
     "the digit value assigned to the character chr as integer.\nIf no such "
     "value is defined, default is returned, or, if not given,\nValueError is "
     "raised."},
    {"numeric", numeric, "(chr, default=<unrepresentable>, /)",
     "Converts a Unicode character into its equivalent numeric value.\n\n"
     "Returns the numeric value assigned to the character chr as float.\nIf no "
     "such value is defined, default is returned, or, if not given,\n"
     "ValueError is raised."},
    {"category", category, "(chr, /)",
     "Returns the general category assigned to the character chr as string."},
    {"bidirectional", bidirectional, "(chr, /)",
     "Returns the bidirectional class assigned to the character chr as "
     "string.\n\nIf no such value is defined, an empty string is returned."},
    {"combining", combining, "(chr, /)",
     "Returns the canonical combining class assigned to the character chr as "
     "integer.\n\nReturns 0 if no combining class is defined."},
    {"mirrored", mirrored, "(chr, /)",
     "Returns the mirrored property assigned to the character chr as integer."
     "\n\nReturns 1 if the character has been identified as a \"mirrored\"\n"
     "character in bidirectional text, 0 otherwise."},
    {"east_asian_width", eastAsianWidth, "(chr, /)",
     "Returns the east asian width assigned to the character chr as string."},
    {"decomposition", decomposition, "(chr, /)",
     "Returns the character decomposition mapping assigned to the character "
     "chr as string.\n\nAn empty string is returned in case no such mapping is "
     "defined."},
    {"is_normalized", isNormalized, "(form, unistr, /)",
     "Return whether the Unicode string unistr is in the normal form 'form'."
     "\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'."},
    {"normalize", normalize, "(form, unistr, /)",
     "Return the normal form 'form' for the Unicode string unistr.\n\nValid "
     "values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'."},
    {"name", name, "(chr, default=<unrepresentable>, /)",
     "Returns the name assigned to the character chr as a string.\n\nIf no "
     "name is defined, default is returned, or, if not given,\nValueError is "
     "raised."},
    {"lookup", lookup, "(name, /)",
     "Look up character by name.\n\nIf a character with the given name is "
     "found, return the\ncorresponding character.  If not found, KeyError is "
     "raised."},
    {}};

using DataFields = OwnedFields<DataObject, &DataObject::version>;
constexpr MemberDef members[] = {
    {"unidata_version", MemberKind::Value, offsetof(DataObject, version)}, {}};
constexpr TypeSpec ucdSpec = {"unicodedata.UCD", nullptr, functions, nullptr,
                              members};
constinit TypeObject ucdType = {
    .header = typeHeader(),
    .spec = &ucdSpec,
    .base = &types::Object,
    .flags = kTypeDisallowNew,
    .basicSize = sizeof(DataObject),
    .slots = {.deallocate = DataFields::deallocate}};

bool execute(ThreadState &ts, Value module) {
  if (!registerNativeType(ts, &ucdType))
    return false;
  Owned old = allocateInstance(ts, &ucdType);
  Owned version = makeStr(ts, "3.2.0");
  if (!old || !version)
    return false;
  old.as<DataObject>()->version = version.take();
  return addTypeToModule(ts, module, &ucdType) &&
         addToModule(ts, module, "ucd_3_2_0", std::move(old)) &&
         addToModule(ts, module, "unidata_version",
                     makeStr(ts, text::unicodeDataVersion()));
}

} // namespace

} // namespace dxpy::unicodedata

namespace dxpy {
DX_NATIVE_MODULE(
    unicodedata,
    "This module provides access to the Unicode Character Database which\n"
    "defines character properties for all Unicode characters. The data in\n"
    "this database is based on the UnicodeData.txt file version\n14.0.0 which "
    "is publicly available from the Unicode Consortium.\n\nThe module uses the "
    "same names and symbols as defined by the\nUnicodeData File Format "
    "14.0.0.",
    unicodedata::functions, unicodedata::execute)
} // namespace dxpy
