// The type Match.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/dict.h"
#include "stdlib/sre/search.h"
#include <algorithm>

namespace dxpy::sre {

namespace {

/// Groups count from 1 here, marks of the search from group 1 on.
bool fillMarks(const Search &search, MatchObject *match) {
  match->marks[0] = search.start - search.beginning;
  match->marks[1] = search.at - search.beginning;
  for (int64_t group = 1; group < match->groups; ++group) {
    int64_t *marks = match->marks + 2 * group;
    marks[0] = marks[1] = -1;
    if (!search.hasGroup(group - 1))
      continue;
    if (!search.checkSpan(group - 1))
      return false;
    marks[0] = search.marks[2 * group - 2] - search.beginning;
    marks[1] = search.marks[2 * group - 1] - search.beginning;
  }
  return true;
}

} // namespace

Owned resultOf(ThreadState &ts, Value pattern, const Search &search,
               Status status) {
  if (status == Status::Failed)
    return ownedNone();
  if (status != Status::Matched) {
    raiseStatus(ts, status);
    return {};
  }
  int64_t groups = asPattern(pattern)->groups + 1;
  Owned result = allocateInstance(ts, &matchType, size_t(groups) * 2);
  if (!result)
    return {};
  MatchObject *match = asMatch(result);
  match->regs = kUndef;
  match->groups = groups;
  match->pattern = copyOf(pattern).take();
  match->string = copyOf(search.subject.string()).take();
  match->pos = search.pos;
  match->endpos = search.endpos;
  match->lastIndex = search.lastIndex;
  return fillMarks(search, match) ? std::move(result) : Owned();
}

namespace {

PatternObject *patternOf(Value self) {
  return asPattern(Value(asMatch(self)->pattern));
}

/// Offsets as indices of characters.
Owned indexOf(ThreadState &ts, Value self, int64_t mark) {
  Value string(asMatch(self)->string);
  if (mark > 0 && isStr(string) && !isAscii(string))
    mark = int64_t(strCharIndex(string, uint64_t(mark)));
  return makeInt(ts, mark);
}

Owned groupText(ThreadState &ts, Value self, int64_t group, Value fallback) {
  const int64_t *marks = asMatch(self)->marks + 2 * group;
  if (marks[0] < 0)
    return copyOf(fallback);
  Subject subject;
  if (!subject.open(ts, Value(asMatch(self)->string)))
    return {};
  return subject.slice(ts, marks[0], marks[1]);
}

/// The number of the group with this index or name; -1: raised.
int64_t groupNumber_py(ThreadState &ts, Value self, Value key) {
  int64_t number = -1;
  if (isInt(key) || typeOf(key)->slots.index) {
    number = toIndexInt64_py(ts, key, nullptr);
  } else if (Value names(patternOf(self)->groupIndex); !names.isUndef()) {
    Value found = dictGet_py(ts, names, key);
    if (found && isInt(found))
      (void)intFitsInt64(found, number);
  }
  if (number >= 0 && number < asMatch(self)->groups)
    return number;
  if (!pendingException(ts))
    raise(ts, types::IndexError, "no such group");
  return -1;
}

Owned groupOf_py(ThreadState &ts, Value self, Value key, Value fallback) {
  int64_t number = groupNumber_py(ts, self, key);
  return number < 0 ? Owned() : groupText(ts, self, number, fallback);
}

Owned getItem(ThreadState &ts, Value self, Value key) {
  return groupOf_py(ts, self, key, none);
}

/// A tuple of \p count values that \p make gives for their numbers.
template <typename Make>
Owned tupleOf(ThreadState &ts, size_t count, Make make) {
  if (count == 0)
    return copyOf(emptyTuple());
  TupleObject *tuple = allocateTuple(ts, count);
  if (!tuple)
    return {};
  Owned result = Owned::steal(tuple);
  for (size_t i = 0; i < count; ++i) {
    Owned item = make(i);
    if (!item)
      return {};
    tuple->items[i] = item.take();
  }
  return result;
}

Owned group(ThreadState &ts, Value self, const Arguments &args) {
  if (!checkNoKeywords(ts, "group", args))
    return {};
  if (args.positionalCount == 0)
    return groupText(ts, self, 0, none);
  if (args.positionalCount == 1)
    return getItem(ts, self, args[0]);
  return tupleOf(ts, args.positionalCount,
                 [&](size_t i) { return getItem(ts, self, args[i]); });
}

Owned groups(ThreadState &ts, Value self, const Value *args) {
  Value fallback = args[0] ? args[0] : none;
  return tupleOf(ts, size_t(asMatch(self)->groups - 1), [&](size_t i) {
    return groupText(ts, self, int64_t(i) + 1, fallback);
  });
}

Owned groupDict(ThreadState &ts, Value self, const Value *args) {
  Owned result = makeDict(ts);
  Value fallback = args[0] ? args[0] : none;
  Value names(patternOf(self)->groupIndex);
  if (!result || names.isUndef())
    return result;
  Value key, number;
  for (uint64_t at = 0; dictNext(names, at, key, number);) {
    Owned name = copyOf(key);
    Owned text = groupOf_py(ts, self, name, fallback);
    if (!text || !dictSet_py(ts, result, name, text))
      return {};
  }
  return result;
}

Owned pairOf(ThreadState &ts, Value self, int64_t group) {
  return tupleOf(ts, 2, [&](size_t i) {
    return indexOf(ts, self, asMatch(self)->marks[2 * group + int64_t(i)]);
  });
}

/// start and end.
template <int which>
Owned edge(ThreadState &ts, Value self, const Value *args) {
  int64_t number = args[0] ? groupNumber_py(ts, self, args[0]) : 0;
  return number < 0
             ? Owned()
             : indexOf(ts, self, asMatch(self)->marks[2 * number + which]);
}

Owned span(ThreadState &ts, Value self, const Value *args) {
  int64_t number = args[0] ? groupNumber_py(ts, self, args[0]) : 0;
  return number < 0 ? Owned() : pairOf(ts, self, number);
}

Owned expand(ThreadState &ts, Value self, const Value *args) {
  return callRe_py(ts, "_expand",
                   {Value(asMatch(self)->pattern), self, args[0]});
}

Owned lastIndex(ThreadState &ts, Value self) {
  int64_t index = asMatch(self)->lastIndex;
  return index >= 0 ? makeInt(ts, index) : ownedNone();
}

Owned lastGroup(ThreadState &, Value self) {
  int64_t index = asMatch(self)->lastIndex;
  Value names(patternOf(self)->indexGroup);
  if (names.isUndef() || index < 0 || uint64_t(index) >= tupleLength(names))
    return ownedNone();
  return copyOf(tupleItem(names, uint64_t(index)));
}

Owned regs(ThreadState &ts, Value self) {
  MatchObject *match = asMatch(self);
  if (match->regs == kUndef) {
    Owned pairs = tupleOf(ts, size_t(match->groups), [&](size_t i) {
      return pairOf(ts, self, int64_t(i));
    });
    if (!pairs)
      return {};
    storeField(ts, &match->header, &match->regs, std::move(pairs));
  }
  return copyOf(Value(match->regs));
}

Owned matchRepr(ThreadState &ts, Value self) {
  Owned text = groupText(ts, self, 0, none);
  Owned shown = text ? repr_py(ts, text) : Owned();
  Owned pair = shown ? pairOf(ts, self, 0) : Owned();
  Owned span = pair ? repr_py(ts, pair) : Owned();
  if (!span)
    return {};
  Owned cut =
      strSubstring(ts, shown, 0, std::min<uint64_t>(strLength(shown), 50));
  if (!cut)
    return {};
  StrBuilder out(ts);
  out.append("<re.Match object; span=");
  out.append(span);
  out.append(", match=");
  out.append(cut);
  out.append(">");
  return out.finish();
}

using MatchFields = OwnedFields<MatchObject, &MatchObject::pattern,
                                &MatchObject::string, &MatchObject::regs>;

void matchDeallocate(ThreadState &ts, ObjectHeader *self) {
  auto *match = reinterpret_cast<MatchObject *>(self);
  MatchFields::clear(ts, self);
  freeObject(ts, self,
             sizeof(MatchObject) + size_t(match->groups) * 2 * sizeof(int64_t));
}

constexpr MethodDef matchMethods[] = {
    {"group", group,
     "group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the "
     "match by indices or names.\n    For 0 returns the entire match."},
    {"start", edge<0>, "(group=0, /)",
     "Return index of the start of the substring matched by group."},
    {"end", edge<1>, "(group=0, /)",
     "Return index of the end of the substring matched by group."},
    {"span", span, "(group=0, /)",
     "For match object m, return the 2-tuple (m.start(group), m.end(group))."},
    {"groups", groups, "(default=None)",
     "Return a tuple containing all the subgroups of the match, from 1.\n\n"
     "  default\n    Is used for groups that did not participate in the "
     "match."},
    {"groupdict", groupDict, "(default=None)",
     "Return a dictionary containing all the named subgroups of the match, "
     "keyed by the subgroup name.\n\n  default\n    Is used for groups that "
     "did not participate in the match."},
    {"expand", expand, "(template)",
     "Return the string obtained by doing backslash substitution on the string "
     "template, as done by the sub() method."},
    {"__copy__", returnSelf, "()"},
    {"__deepcopy__", returnSelf, "(memo, /)"},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr MemberDef matchMembers[] = {
    {"string", MemberKind::Value, offsetof(MatchObject, string), true,
     "The string passed to match() or search()."},
    {"re", MemberKind::Value, offsetof(MatchObject, pattern), true,
     "The regular expression object."},
    {"pos", MemberKind::Int64, offsetof(MatchObject, pos), true,
     "The index into the string at which the RE engine started looking for a "
     "match."},
    {"endpos", MemberKind::Int64, offsetof(MatchObject, endpos), true,
     "The index into the string beyond which the RE engine will not go."},
    {}};
constexpr GetSetDef matchGetSets[] = {
    {"lastindex", lastIndex, nullptr,
     "The integer index of the last matched capturing group."},
    {"lastgroup", lastGroup, nullptr,
     "The name of the last matched capturing group."},
    {"regs", regs},
    {}};
constexpr TypeSpec matchSpec = {
    "re.Match",
    "The result of re.match() and re.search().\nMatch objects always have a "
    "boolean value of True.",
    matchMethods, matchGetSets, matchMembers};

} // namespace

constinit TypeObject matchType = {.header = typeHeader(),
                                  .spec = &matchSpec,
                                  .flags = kTypeContainer | kTypeVariableSize |
                                           kTypeImmutable | kTypeDisallowNew,
                                  .basicSize = sizeof(MatchObject),
                                  .itemSize = sizeof(int64_t),
                                  .slots = {.deallocate = matchDeallocate,
                                            .visit = MatchFields::visit,
                                            .clear = MatchFields::clear,
                                            .repr = matchRepr,
                                            .subscript = getItem}};

} // namespace dxpy::sre
