// The matcher's loop, and the operations that need no way back.
#include "stdlib/sre/matcher.h"
#include "runtime-support/simd/kernels.h"
#include "stdlib/sre/characters.h"
#include <cstring>

namespace dxpy::sre {

namespace {

/// Does one character match an operation that takes exactly one? Others match
/// none.
inline bool matchesOne(Op op, const Code *operands, uint32_t c) {
  switch (op) {
  case Op::Any:
    return c != '\n';
  case Op::AnyAll:
    return true;
  case Op::Literal:
    return c == operands[0];
  case Op::NotLiteral:
    return c != operands[0];
  case Op::LiteralIgnore:
    return lowerAscii(c) == operands[0];
  case Op::NotLiteralIgnore:
    return lowerAscii(c) != operands[0];
  case Op::LiteralUniIgnore:
    return lowerUnicode(c) == operands[0];
  case Op::NotLiteralUniIgnore:
    return lowerUnicode(c) != operands[0];
  case Op::LiteralLocIgnore:
    return equalLocIgnore(operands[0], c);
  case Op::NotLiteralLocIgnore:
    return !equalLocIgnore(operands[0], c);
  case Op::Category:
    return inCategory(operands[0], c);
  case Op::In:
    return inCharset(operands + 1, c);
  case Op::InIgnore:
    return inCharset(operands + 1, lowerAscii(c));
  case Op::InUniIgnore:
    return inCharset(operands + 1, lowerUnicode(c));
  case Op::InLocIgnore:
    return inCharsetLocIgnore(operands + 1, c);
  default:
    return false;
  }
}

/// The words of operands of such an operation.
inline Code operandSize(Op op, const Code *operands) {
  switch (op) {
  case Op::Any:
  case Op::AnyAll:
    return 0;
  case Op::In:
  case Op::InIgnore:
  case Op::InUniIgnore:
  case Op::InLocIgnore:
    return operands[0];
  default:
    return 1;
  }
}

inline bool takesOneCharacter(Op op) {
  switch (op) {
  case Op::Any:
  case Op::AnyAll:
  case Op::Literal:
  case Op::NotLiteral:
  case Op::LiteralIgnore:
  case Op::NotLiteralIgnore:
  case Op::LiteralUniIgnore:
  case Op::NotLiteralUniIgnore:
  case Op::LiteralLocIgnore:
  case Op::NotLiteralLocIgnore:
  case Op::Category:
  case Op::In:
  case Op::InIgnore:
  case Op::InUniIgnore:
  case Op::InLocIgnore:
    return true;
  default:
    return false;
  }
}

} // namespace

template <bool Multibyte>
Status Matcher<Multibyte>::run(const Code *code, bool top) {
  Registers r{code, s.at, top};
  if (Op(code[0]) == Op::Info) {
    if (end - r.at < int64_t(code[3]))
      return Status::Failed;
    r.code += code[1] + 1;
  }
  size_t base = s.stack.size();
  for (;;) {
    Status status = advance(r);
    while (status == Status::Matched || status == Status::Failed) {
      if (s.stack.size() == base)
        return status;
      status = resume(r, status == Status::Matched);
    }
    if (status != Status::Go)
      return status;
  }
}

template <bool Multibyte> Status Matcher<Multibyte>::advance(Registers &r) {
  for (;;) {
    if (!(++s.ticks & 0xFFF) && !s.poll()) [[unlikely]]
      return Status::Interrupted;
    Op op = Op(*r.code++);
    switch (op) {
    case Op::Literal:
      if (r.at >= end || Chars::load(r.at) != *r.code)
        return Status::Failed;
      r.at = Chars::next(r.at);
      ++r.code;
      break;
    case Op::Mark:
      setMark(*r.code++, r.at);
      break;
    case Op::Success:
      return finish(r);
    case Op::Failure:
      return Status::Failed;
    case Op::At:
      if (!isPlace(r.at, Place(*r.code++)))
        return Status::Failed;
      break;
    case Op::Jump:
    case Op::Info:
      r.code += r.code[0];
      break;
    case Op::GroupRef:
      if (!matchGroup(r))
        return Status::Failed;
      break;
    case Op::GroupRefIgnore:
    case Op::GroupRefLocIgnore:
      if (!matchGroupIgnore<lowerAscii>(r))
        return Status::Failed;
      break;
    case Op::GroupRefUniIgnore:
      if (!matchGroupIgnore<lowerUnicode>(r))
        return Status::Failed;
      break;
    case Op::GroupRefExists: {
      std::string_view text;
      r.code += groupText(r.code[0], text) ? 2 : r.code[1];
      break;
    }
    default:
      if (takesOneCharacter(op)) {
        if (r.at >= end || !matchesOne(op, r.code, Chars::load(r.at)))
          return Status::Failed;
        r.code += operandSize(op, r.code);
        r.at = Chars::next(r.at);
        break;
      }
      Status status = startNested(r, op);
      if (status != Status::Go)
        return status;
    }
  }
}

template <bool Multibyte>
Status Matcher<Multibyte>::startNested(Registers &r, Op op) {
  switch (op) {
  case Op::Branch:
    return nextBranch(r, nullptr);
  case Op::RepeatOne:
    return startRepeatOne(r);
  case Op::MinRepeatOne:
    return startMinRepeatOne(r);
  case Op::PossessiveRepeatOne:
    return startPossessiveOne(r);
  case Op::Repeat:
    return startRepeat(r);
  case Op::MaxUntil:
    return maxUntil(r);
  case Op::MinUntil:
    return minUntil(r);
  case Op::PossessiveRepeat:
    s.at = r.at;
    return goPossessive(r, 0, nullptr);
  case Op::AtomicGroup:
    return startAtomic(r);
  case Op::Assert:
    return startAssertion(r, Resume::Assert);
  case Op::AssertNot:
    return startAssertion(r, Resume::AssertNot);
  default:
    return Status::IllegalCode;
  }
}

template <bool Multibyte>
Status Matcher<Multibyte>::finish(const Registers &r) {
  if (r.top &&
      ((s.matchAll && r.at != s.end) || (s.mustAdvance && r.at == s.start)))
    return Status::Failed;
  s.at = r.at;
  return Status::Matched;
}

template <bool Multibyte>
template <bool (*isWord)(uint32_t)>
bool Matcher<Multibyte>::isBoundary(const char *at) const {
  bool before = at > s.beginning && isWord(Chars::load(Chars::previous(at)));
  bool behind = at < s.end && isWord(Chars::load(at));
  return before != behind;
}

template <bool Multibyte>
bool Matcher<Multibyte>::isPlace(const char *at, Place place) const {
  bool empty = s.beginning == s.end;
  switch (place) {
  case Place::Beginning:
  case Place::BeginningString:
    return at == s.beginning;
  case Place::BeginningLine:
    return at == s.beginning || at[-1] == '\n';
  case Place::End:
    return at == s.end || (s.end - at == 1 && *at == '\n');
  case Place::EndLine:
    return at == s.end || *at == '\n';
  case Place::EndString:
    return at == s.end;
  case Place::Boundary:
  case Place::LocBoundary:
    return !empty && isBoundary<isAsciiWord>(at);
  case Place::NonBoundary:
  case Place::LocNonBoundary:
    return !empty && !isBoundary<isAsciiWord>(at);
  case Place::UniBoundary:
    return !empty && isBoundary<isUnicodeWord>(at);
  case Place::UniNonBoundary:
    return !empty && !isBoundary<isUnicodeWord>(at);
  }
  return false;
}

/// Marks between the highest valid one and this one have not been met.
template <bool Multibyte>
void Matcher<Multibyte>::setMark(Code mark, const char *at) {
  auto index = int32_t(mark);
  if (index & 1)
    s.lastIndex = index / 2 + 1;
  if (index > s.lastMark) {
    for (int32_t i = s.lastMark + 1; i < index; ++i)
      s.marks[i] = nullptr;
    s.lastMark = index;
  }
  s.marks[index] = at;
}

/// False: the group has no text.
template <bool Multibyte>
bool Matcher<Multibyte>::groupText(Code group, std::string_view &text) const {
  int64_t mark = int64_t(group) * 2;
  if (mark >= s.lastMark)
    return false;
  const char *from = s.marks[mark], *to = s.marks[mark + 1];
  if (!from || !to || to < from)
    return false;
  text = {from, size_t(to - from)};
  return true;
}

template <bool Multibyte>
bool Matcher<Multibyte>::matchGroup(Registers &r) const {
  std::string_view text;
  if (!groupText(*r.code++, text) || int64_t(text.size()) > end - r.at ||
      std::memcmp(text.data(), r.at, text.size()) != 0)
    return false;
  r.at += text.size();
  return true;
}

template <bool Multibyte>
template <uint32_t (*lower)(uint32_t)>
bool Matcher<Multibyte>::matchGroupIgnore(Registers &r) const {
  std::string_view text;
  if (!groupText(*r.code++, text))
    return false;
  const char *p = text.data(), *to = p + text.size();
  for (; p < to; p = Chars::next(p), r.at = Chars::next(r.at))
    if (r.at >= end || lower(Chars::load(r.at)) != lower(Chars::load(p)))
      return false;
  return true;
}

/// False: the text does not begin so early.
template <bool Multibyte>
bool Matcher<Multibyte>::stepBack(const char *&at, Code characters) const {
  if constexpr (!Multibyte) {
    if (at - s.beginning < int64_t(characters))
      return false;
    at -= characters;
    return true;
  }
  const char *p = at;
  for (; characters; --characters) {
    if (p == s.beginning)
      return false;
    p = Chars::previous(p);
  }
  at = p;
  return true;
}

/// How often \p item, one character wide, matches in a row; `at` moves behind.
template <bool Multibyte>
Status Matcher<Multibyte>::count(const Code *item, Code most, const char *&at,
                                 int64_t &rounds) {
  int64_t limit = most == kMaxRepeat ? INT64_MAX : int64_t(most);
  Op op = Op(item[0]);
  auto scan = [&](auto test) {
    int64_t n = 0;
    const char *p = at;
    while (p < end && n < limit && test(Chars::load(p))) {
      p = Chars::next(p);
      ++n;
    }
    at = p;
    rounds = n;
    return Status::Go;
  };
  switch (op) {
  case Op::In:
    return scan([set = item + 2](uint32_t c) { return inCharset(set, c); });
  case Op::Any:
    return scan([](uint32_t c) { return c != '\n'; });
  case Op::AnyAll:
    if (limit >= end - at) {
      rounds = Multibyte ? int64_t(simd::countCharacters(at, size_t(end - at)))
                         : end - at;
      at = end;
      return Status::Go;
    }
    return scan([](uint32_t) { return true; });
  case Op::Literal:
    return scan([literal = item[1]](uint32_t c) { return c == literal; });
  case Op::NotLiteral:
    return scan([literal = item[1]](uint32_t c) { return c != literal; });
  default:
    break;
  }
  if (takesOneCharacter(op))
    return scan([&](uint32_t c) { return matchesOne(op, item + 1, c); });
  rounds = 0;
  for (s.at = at; s.at < end && rounds < limit; ++rounds) {
    Status status = run(item, false);
    if (status == Status::Failed)
      break;
    if (status != Status::Matched)
      return status;
    at = s.at;
  }
  return Status::Go;
}

template <bool Multibyte>
Status runMatcher(Search &search, const Code *code, bool top) {
  return Matcher<Multibyte>(search).run(code, top);
}

template class Matcher<false>;
template class Matcher<true>;
template Status runMatcher<false>(Search &, const Code *, bool);
template Status runMatcher<true>(Search &, const Code *, bool);

} // namespace dxpy::sre
