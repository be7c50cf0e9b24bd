// compile() and the type Pattern.
#include "runtime-support/builtins/support.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/iterators.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/siphash.h"
#include "runtime-support/text/unicode.h"
#include "stdlib/sre/search.h"
#include <cstring>

namespace dxpy::sre {

Owned returnSelf(ThreadState &, Value self, const Value *) {
  return copyOf(self);
}

Owned callRe_py(ThreadState &ts, std::string_view function,
                std::initializer_list<Value> args) {
  Owned module = importModule_py(ts, "re");
  Owned name = module ? internText(ts, function) : Owned();
  Owned callable = name ? getAttr_py(ts, module, name) : Owned();
  return callable ? call_py(ts, callable, args) : Owned();
}

void raiseStatus(ThreadState &ts, Status status) {
  if (pendingException(ts))
    return;
  if (status == Status::NoMemory)
    raiseMemoryError(ts);
  else
    raise(ts, types::RuntimeError,
          "internal error in regular expression engine");
}

namespace {

// compile ---------------------------------------------------------------------

bool checkArgument(ThreadState &ts, const char *name, const char *wanted,
                   bool ok, Value value) {
  return ok || raise(ts, types::TypeError,
                     "compile() argument '{}' must be {}, not {}",
                     {name, wanted, typeOf(value)});
}

bool intArgument_py(ThreadState &ts, Value value, int32_t &out) {
  int64_t wide = toIndexInt64_py(ts, value, &types::OverflowError);
  if (wide == -1 && pendingException(ts) &&
      !pendingMatches(ts, types::OverflowError))
    return false;
  if (pendingException(ts) || wide != int32_t(wide)) {
    clearException(ts);
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C int");
  }
  out = int32_t(wide);
  return true;
}

/// Words from the list; behind them room for the prefix.
bool readCode(ThreadState &ts, PatternObject *pattern, Value list) {
  size_t size = listLength(list);
  pattern->code = static_cast<Code *>(rawAllocate(size * sizeof(Code) * 2 + 1));
  if (!pattern->code)
    return raiseMemoryError(ts);
  pattern->codeSize = size;
  for (size_t i = 0; i < size; ++i) {
    Owned item = listItem(ts, list, i);
    int64_t word;
    if (!item)
      return false;
    if (!isInt(item) || !intFitsInt64(item, word) ||
        word != int64_t(Code(word)))
      return raise(ts, types::OverflowError,
                   "regular expression code size limit exceeded");
    pattern->code[i] = Code(word);
  }
  return true;
}

bool readKind(ThreadState &ts, PatternObject *pattern, Value source) {
  pattern->isBytes = -1;
  if (source.isNone())
    return true;
  Subject text;
  if (!text.open(ts, source))
    return false;
  pattern->isBytes = text.isBytes();
  return true;
}

/// The literal prefix as the texts hold it, so that it can be looked for as
/// bytes.
void encodePrefix(PatternObject *pattern) {
  const Code *code = pattern->code;
  if (pattern->isBytes < 0 || Op(code[0]) != Op::Info ||
      !(code[2] & kInfoPrefix) || code[5] == 0)
    return;
  auto *start = reinterpret_cast<char *>(pattern->code + pattern->codeSize);
  char *out = start;
  for (Code i = 0; i < code[5]; ++i) {
    if (i == code[6])
      pattern->prefixSkipSize = uint64_t(out - start);
    Code c = code[7 + i];
    if (c > (pattern->isBytes ? 255 : text::maxCodePoint))
      return;
    if (pattern->isBytes)
      *out++ = char(c);
    else
      out += text::encodeOne(c, out);
  }
  pattern->prefixSize = uint64_t(out - start);
  if (code[6] == code[5])
    pattern->prefixSkipSize = pattern->prefixSize;
  pattern->prefix = start;
}

bool fillPattern_py(ThreadState &ts, PatternObject *pattern,
                    const Value *args) {
  if (!readCode(ts, pattern, args[2]) || !readKind(ts, pattern, args[0]))
    return false;
  pattern->pattern = copyOf(args[0]).take();
  if (dictLength(args[4]) > 0) {
    pattern->groupIndex = copyOf(args[4]).take();
    if (tupleLength(args[5]) > 0)
      pattern->indexGroup = copyOf(args[5]).take();
  }
  if (!isValidCode(ts, pattern->code, pattern->codeSize, pattern->groups))
    return pendingException(ts)
               ? false
               : bool(raise(ts, types::RuntimeError, "invalid SRE code"));
  encodePrefix(pattern);
  return true;
}

} // namespace

Owned compile_py(ThreadState &ts, Value, const Value *args) {
  int32_t flags;
  int64_t groups;
  if (!intArgument_py(ts, args[1], flags) ||
      !checkArgument(ts, "code", "list", isList(args[2]), args[2]) ||
      !sizeArgument_py(ts, args[3], groups) ||
      !checkArgument(ts, "groupindex", "dict", isDict(args[4]), args[4]) ||
      !checkArgument(ts, "indexgroup", "tuple", isTuple(args[5]), args[5]))
    return {};
  Owned result = allocateInstance(ts, &patternType);
  if (!result)
    return {};
  PatternObject *pattern = asPattern(result);
  pattern->pattern = pattern->groupIndex = pattern->indexGroup = kUndef;
  pattern->flags = flags;
  pattern->groups = groups;
  return fillPattern_py(ts, pattern, args) ? std::move(result) : Owned();
}

namespace {

// Methods ---------------------------------------------------------------------

/// The arguments string, pos and endpos. False: raised.
bool openSearch_py(Search &search, Value self, const Value *args) {
  int64_t pos = 0, endpos = INT64_MAX;
  return (!args[1] || sizeArgument_py(search.ts, args[1], pos)) &&
         (!args[2] || sizeArgument_py(search.ts, args[2], endpos)) &&
         search.open(self, args[0], pos, endpos);
}

enum class Want { Match, FullMatch, Search };

template <Want want>
Owned findOne(ThreadState &ts, Value self, const Value *args) {
  Search search(ts);
  if (!openSearch_py(search, self, args))
    return {};
  Status status = want == Want::Search
                      ? search.search(asPattern(self))
                      : search.match(asPattern(self), want == Want::FullMatch);
  return resultOf(ts, self, search, status);
}

/// What findall gives for a match: the text, that of the only group, or a tuple
/// of those of all groups.
Owned foundTexts(ThreadState &ts, const Search &search, int64_t groups) {
  if (groups == 0)
    return search.slice(search.start, search.at);
  if (groups == 1)
    return search.group(0, {});
  TupleObject *texts = allocateTuple(ts, size_t(groups));
  Owned result = Owned::steal(texts);
  for (int64_t i = 0; texts && i < groups; ++i) {
    Owned text = search.group(i, {});
    if (!text)
      return {};
    texts->items[i] = text.take();
  }
  return result;
}

/// Calls \p body for each match that does not overlap the one before, until it
/// returns false. False: raised, by the search or by body.
template <typename Body>
bool forEachMatch_py(Search &search, Value self, Body body) {
  while (search.start <= search.end) {
    Status status = search.search(asPattern(self));
    if (status == Status::Failed)
      return true;
    if (status != Status::Matched) {
      raiseStatus(search.ts, status);
      return false;
    }
    if (!body())
      return !pendingException(search.ts);
    search.advance();
  }
  return true;
}

Owned findAll(ThreadState &ts, Value self, const Value *args) {
  Search search(ts);
  if (!openSearch_py(search, self, args))
    return {};
  Owned list = makeList(ts);
  int64_t groups = asPattern(self)->groups;
  if (!list || !forEachMatch_py(search, self, [&] {
        Owned texts = foundTexts(ts, search, groups);
        return texts && listAppend(ts, list, std::move(texts));
      }))
    return {};
  return list;
}

Owned split(ThreadState &ts, Value self, const Value *args) {
  int64_t most = 0, done = 0, groups = asPattern(self)->groups;
  Search search(ts);
  if ((args[1] && !sizeArgument_py(ts, args[1], most)) ||
      !search.open(self, args[0], 0, INT64_MAX))
    return {};
  Owned list = makeList(ts);
  if (!list)
    return {};
  const char *last = search.start;
  auto append = [&](Owned item) {
    return item && listAppend(ts, list, std::move(item));
  };
  // A negative limit is reached before the first match.
  bool ok = most < 0 || forEachMatch_py(
                            search, self,
                            [&] {
                              if (!append(search.slice(last, search.start)))
                                return false;
                              for (int64_t i = 0; i < groups; ++i)
                                if (!append(search.group(i, none)))
                                  return false;
                              last = search.at;
                              return ++done != most;
                            });
  if (!ok || !append(search.slice(last, search.end)))
    return {};
  return list;
}

Owned scanner(ThreadState &ts, Value self, const Value *args) {
  int64_t pos = 0, endpos = INT64_MAX;
  if ((args[1] && !sizeArgument_py(ts, args[1], pos)) ||
      (args[2] && !sizeArgument_py(ts, args[2], endpos)))
    return {};
  return makeScanner(ts, self, args[0], pos, endpos);
}

Owned findIter(ThreadState &ts, Value self, const Value *args) {
  Owned scan = scanner(ts, self, args);
  Owned name = scan ? internText(ts, "search") : Owned();
  Owned search = name ? getAttr_py(ts, scan, name) : Owned();
  return search ? makeCallableIterator(ts, search, none) : Owned();
}

template <bool withCount>
Owned substitute(ThreadState &ts, Value self, const Value *args) {
  int64_t count = 0;
  if (args[2] && !sizeArgument_py(ts, args[2], count))
    return {};
  return substitute_py(ts, self, args[0], args[1], count, withCount);
}

Owned groupIndex(ThreadState &ts, Value self) {
  Value names(asPattern(self)->groupIndex);
  return names.isUndef() ? makeDict(ts) : makeMappingProxy(ts, names);
}

// Slots -----------------------------------------------------------------------

constexpr struct {
  std::string_view name;
  int32_t flag;
} flagNames[] = {{"re.IGNORECASE", kIgnoreCase}, {"re.LOCALE", kLocale},
                 {"re.MULTILINE", kMultiline},   {"re.DOTALL", kDotAll},
                 {"re.UNICODE", kUnicode},       {"re.VERBOSE", kVerbose},
                 {"re.DEBUG", kDebug},           {"re.ASCII", kAscii}};

void appendFlags(StrBuilder &text, uint32_t flags) {
  bool first = true;
  auto append = [&](std::string_view name) {
    text.append(first ? ", " : "|");
    text.append(name);
    first = false;
  };
  for (auto &row : flagNames)
    if (flags & uint32_t(row.flag)) {
      append(row.name);
      flags &= ~uint32_t(row.flag);
    }
  if (!flags)
    return;
  append("0x");
  char digits[8];
  size_t count = 0;
  for (; flags; flags >>= 4)
    digits[7 - count++] = "0123456789abcdef"[flags & 15];
  text.append({digits + 8 - count, count});
}

Owned patternRepr(ThreadState &ts, Value self) {
  const PatternObject *pattern = asPattern(self);
  Owned source = repr_py(ts, Value(pattern->pattern));
  Owned shown =
      source ? strSubstring(ts, source, 0,
                            strLength(source) < 200 ? strLength(source) : 200)
             : Owned();
  if (!shown)
    return {};
  int32_t flags = pattern->flags;
  if (pattern->isBytes == 0 &&
      (flags & (kLocale | kUnicode | kAscii)) == kUnicode)
    flags &= ~kUnicode;
  StrBuilder text(ts);
  text.append("re.compile(");
  text.append(shown);
  appendFlags(text, uint32_t(flags));
  text.append(")");
  return text.finish();
}

std::string_view codeBytes(const PatternObject *pattern) {
  return {reinterpret_cast<const char *>(pattern->code),
          pattern->codeSize * sizeof(Code)};
}

int64_t patternHash(ThreadState &ts, Value self) {
  const PatternObject *pattern = asPattern(self);
  int64_t hash = hash_py(ts, Value(pattern->pattern));
  if (hash == -1)
    return -1;
  hash ^= sipHash(codeBytes(pattern)) ^ pattern->flags ^ pattern->isBytes ^
          int64_t(pattern->codeSize);
  return hash == -1 ? -2 : hash;
}

Owned patternCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      typeOf(other) != &patternType)
    return ownedNotImplemented();
  const PatternObject *a = asPattern(self), *b = asPattern(other);
  int same = 1;
  if (a != b) {
    same = a->flags == b->flags && a->isBytes == b->isBytes &&
           codeBytes(a) == codeBytes(b);
    if (same)
      same = equal_py(ts, Value(a->pattern), Value(b->pattern));
    if (same < 0)
      return {};
  }
  return ownedBool((same != 0) == (op == CompareOp::Eq));
}

using PatternFields =
    OwnedFields<PatternObject, &PatternObject::pattern,
                &PatternObject::groupIndex, &PatternObject::indexGroup>;

void patternDeallocate(ThreadState &ts, ObjectHeader *self) {
  auto *pattern = reinterpret_cast<PatternObject *>(self);
  rawFree(pattern->code);
  PatternFields::deallocate(ts, self);
}

constexpr MethodDef patternMethods[] = {
    {"match", findOne<Want::Match>, "(string, pos=0, endpos=sys.maxsize)",
     "Matches zero or more characters at the beginning of the string."},
    {"fullmatch", findOne<Want::FullMatch>,
     "(string, pos=0, endpos=sys.maxsize)",
     "Matches against all of the string."},
    {"search", findOne<Want::Search>, "(string, pos=0, endpos=sys.maxsize)",
     "Scan through string looking for a match, and return a corresponding "
     "match object instance.\n\nReturn None if no position in the string "
     "matches."},
    {"sub", substitute<false>, "(repl, string, count=0)",
     "Return the string obtained by replacing the leftmost non-overlapping "
     "occurrences of pattern in string by the replacement repl."},
    {"subn", substitute<true>, "(repl, string, count=0)",
     "Return the tuple (new_string, number_of_subs_made) found by replacing "
     "the leftmost non-overlapping occurrences of pattern with the replacement "
     "repl."},
    {"findall", findAll, "(string, pos=0, endpos=sys.maxsize)",
     "Return a list of all non-overlapping matches of pattern in string."},
    {"split", split, "(string, maxsplit=0)",
     "Split string by the occurrences of pattern."},
    {"finditer", findIter, "(string, pos=0, endpos=sys.maxsize)",
     "Return an iterator over all non-overlapping matches for the RE pattern "
     "in string.\n\nFor each match, the iterator returns a match object."},
    {"scanner", scanner, "(string, pos=0, endpos=sys.maxsize)"},
    {"__copy__", returnSelf, "()"},
    {"__deepcopy__", returnSelf, "(memo, /)"},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr MemberDef patternMembers[] = {
    {"pattern", MemberKind::Value, offsetof(PatternObject, pattern), true,
     "The pattern string from which the RE object was compiled."},
    {"flags", MemberKind::Int32, offsetof(PatternObject, flags), true,
     "The regex matching flags."},
    {"groups", MemberKind::Int64, offsetof(PatternObject, groups), true,
     "The number of capturing groups in the pattern."},
    {}};
constexpr GetSetDef patternGetSets[] = {
    {"groupindex", groupIndex, nullptr,
     "A dictionary mapping group names to group numbers."},
    {}};
constexpr TypeSpec patternSpec = {
    "re.Pattern", "Compiled regular expression object.", patternMethods,
    patternGetSets, patternMembers};

} // namespace

constinit TypeObject patternType = {.header = typeHeader(),
                                    .spec = &patternSpec,
                                    .flags = kTypeContainer | kTypeHasWeakrefs |
                                             kTypeImmutable | kTypeDisallowNew,
                                    .basicSize = sizeof(PatternObject),
                                    .slots = {.deallocate = patternDeallocate,
                                              .visit = PatternFields::visit,
                                              .clear = PatternFields::clear,
                                              .repr = patternRepr,
                                              .hash = patternHash,
                                              .compare = patternCompare}};

} // namespace dxpy::sre
