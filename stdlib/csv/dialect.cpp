// Dialects: what separates and quotes fields.
#include "stdlib/csv/csv.h"
#include <cstddef>

namespace dxpy::csv {

namespace {

enum Option {
  Delimiter,
  DoubleQuote,
  EscapeChar,
  LineTerminator,
  QuoteChar,
  QuotingOption,
  SkipInitialSpace,
  Strict,
  kOptions
};
constexpr const char *optionNames[kOptions] = {
    "delimiter", "doublequote", "escapechar",       "lineterminator",
    "quotechar", "quoting",     "skipinitialspace", "strict"};

bool setCharacter(ThreadState &ts, Option option, Value value, bool orNone,
                  uint32_t standard, uint32_t &out) {
  const char *name = optionNames[option];
  out = standard;
  if (!value)
    return true;
  out = kNotSet;
  if (orNone && value.isNone())
    return true;
  if (!isStr(value))
    return raise(ts, types::TypeError, "\"{}\" must be string{}, not {}",
                 {name, orNone ? " or None" : "", typeOf(value)});
  if (strLength(value) > 1 || (!orNone && !strLength(value)))
    return raise(ts, types::TypeError, "\"{}\" must be a 1-character string",
                 {name});
  if (strLength(value))
    out = strCharAt(value, 0);
  return true;
}
bool setFlag_py(ThreadState &ts, Value value, bool standard, bool &out) {
  int truth = value ? isTrue_py(ts, value) : standard;
  out = truth > 0;
  return truth >= 0;
}

bool fill_py(ThreadState &ts, DialectObject *dialect, const Value *options) {
  if (!setCharacter(ts, Delimiter, options[Delimiter], false, ',',
                    dialect->delimiter) ||
      !setFlag_py(ts, options[DoubleQuote], true, dialect->doubleQuote) ||
      !setCharacter(ts, EscapeChar, options[EscapeChar], true, kNotSet,
                    dialect->escape))
    return false;
  Value line = options[LineTerminator];
  if (line && !line.isNone() && !isStr(line))
    return raise(ts, types::TypeError, "\"lineterminator\" must be a string");
  Owned terminator = line ? copyOf(line) : makeStr(ts, "\r\n");
  if (!terminator || !setCharacter(ts, QuoteChar, options[QuoteChar], true, '"',
                                   dialect->quote))
    return false;
  Value quoting = options[QuotingOption];
  int64_t number = Minimal;
  if (quoting && (!isExactInt(quoting) || !intFitsInt64(quoting, number)))
    return raise(ts, types::TypeError, "\"quoting\" must be an integer");
  if (!setFlag_py(ts, options[SkipInitialSpace], false,
                  dialect->skipInitialSpace) ||
      !setFlag_py(ts, options[Strict], false, dialect->strict))
    return false;
  if (number < Minimal || number > None)
    return raise(ts, types::TypeError, "bad \"quoting\" value");
  dialect->quoting = Quoting(number);
  if (options[QuoteChar] && options[QuoteChar].isNone() && !quoting)
    dialect->quoting = None;
  if (dialect->quoting != None && dialect->quote == kNotSet)
    return raise(ts, types::TypeError,
                 "quotechar must be set if quoting enabled");
  if (terminator.value().isNone())
    return raise(ts, types::TypeError, "lineterminator must be set");
  storeField(ts, &dialect->header, &dialect->lineTerminator,
             std::move(terminator));
  return true;
}

/// A dialect with \p options; those that are null are asked of \p base.
Owned build_py(ThreadState &ts, TypeObject *type, Value base_,
               const Value *given) {
  Owned base = copyOf(base_);
  if (base && base.value().isNone())
    base.reset();
  if (base && isStr(base)) {
    base = findDialect_py(ts, base);
    if (!base)
      return {};
  }
  bool any = false;
  for (size_t i = 0; i < kOptions; ++i)
    any |= bool(given[i]);
  if (base && typeOf(base) == &dialectType && type == &dialectType && !any)
    return base;
  Value options[kOptions];
  Owned held[kOptions];
  for (size_t i = 0; i < kOptions; ++i) {
    options[i] = given[i];
    if (given[i] || !base)
      continue;
    Owned key = internText(ts, optionNames[i]);
    held[i] = getAttrOptional_py(ts, base, key);
    clearException(ts);
    options[i] = held[i];
  }
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  dialectOf(result)->lineTerminator = kNone;
  return fill_py(ts, dialectOf(result), options) ? std::move(result) : Owned();
}

/// The value of keyword \p name among the options. False: there is none such.
bool takeKeyword(ThreadState &ts, Value name, Value value, Value *options) {
  for (size_t i = 0; i < kOptions; ++i)
    if (strText(name) == optionNames[i]) {
      options[i] = value;
      return true;
    }
  return raise(ts, types::TypeError,
               "'{}' is an invalid keyword argument for this function", {name});
}

Owned new_(ThreadState &ts, TypeObject *type, const Arguments &args) {
  Value base, options[kOptions];
  size_t positional = args.positionalCount;
  size_t keywords = args.names ? tupleLength(args.names) : 0;
  if (positional + keywords > kOptions + 1)
    return raise(ts, types::TypeError,
                 "function takes at most 9 arguments ({} given)",
                 {positional + keywords});
  for (size_t i = 0; i < positional; ++i)
    (i ? options[i - 1] : base) = args[i];
  for (size_t i = 0; i < keywords; ++i) {
    Value name = tupleItem(args.names, i);
    if (strText(name) == "dialect")
      base = args.values[positional + i];
    else if (!takeKeyword(ts, name, args.values[positional + i], options))
      return {};
  }
  return build_py(ts, type, base, options);
}

Owned textOf(ThreadState &ts, uint32_t c) {
  return c == kNotSet ? ownedNone() : strFromChar(ts, c);
}
template <uint32_t DialectObject::*field>
Owned getCharacter(ThreadState &ts, Value self) {
  return textOf(ts, dialectOf(self)->*field);
}
Owned getQuoting(ThreadState &ts, Value self) {
  return makeInt(ts, dialectOf(self)->quoting);
}

constexpr GetSetDef getSets[] = {
    {"delimiter", getCharacter<&DialectObject::delimiter>},
    {"escapechar", getCharacter<&DialectObject::escape>},
    {"quotechar", getCharacter<&DialectObject::quote>},
    {"quoting", getQuoting},
    {}};
constexpr MemberDef members[] = {
    {"skipinitialspace", MemberKind::Bool,
     offsetof(DialectObject, skipInitialSpace)},
    {"doublequote", MemberKind::Bool, offsetof(DialectObject, doubleQuote)},
    {"strict", MemberKind::Bool, offsetof(DialectObject, strict)},
    {"lineterminator", MemberKind::Value,
     offsetof(DialectObject, lineTerminator)},
    {}};
constexpr TypeSpec spec = {
    "_csv.Dialect",
    "CSV dialect\n\nThe Dialect type records CSV dialect options.", nullptr,
    getSets, members};
using DialectFields =
    OwnedFields<DialectObject, &DialectObject::lineTerminator>;

} // namespace

constinit TypeObject dialectType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeBase,
    .basicSize = sizeof(DialectObject),
    .slotsOffset = sizeof(DialectObject) + sizeof(Word),
    .slots = {.deallocate = DialectFields::deallocate, .new_ = new_}};

Owned findDialect_py(ThreadState &ts, Value name) {
  Value found = dictGet_py(ts, dialectTable(), name);
  if (!found && !pendingException(ts))
    return raise(ts, *errorType(), "unknown dialect");
  return found ? copyOf(found) : Owned();
}

Owned makeDialect_py(ThreadState &ts, Value dialect, const Arguments &args) {
  Value options[kOptions];
  size_t keywords = args.names ? tupleLength(args.names) : 0;
  for (size_t i = 0; i < keywords; ++i) {
    Value name = tupleItem(args.names, i);
    Value value = args.values[args.positionalCount + i];
    if (strText(name) == "dialect" && !dialect)
      dialect = value;
    else if (!takeKeyword(ts, name, value, options))
      return {};
  }
  return build_py(ts, &dialectType, dialect, options);
}

} // namespace dxpy::csv
