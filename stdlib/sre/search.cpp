// Searching: the state of a search, and how candidates are found quickly by the
// literal or the set that each match starts with.
#include "stdlib/sre/search.h"
#include "runtime-support/interpreter/op.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/simd/kernels.h"
#include "stdlib/sre/characters.h"
#include <algorithm>
#include <cstring>

namespace dxpy::sre {

ChoiceStack::~ChoiceStack() {
  if (data_ != inline_)
    rawFree(data_);
}

bool ChoiceStack::grow(size_t bytes) {
  size_t capacity = (capacity_ + bytes) * 2;
  auto *data = static_cast<char *>(
      rawReallocate(data_ == inline_ ? nullptr : data_, capacity));
  if (!data)
    return false;
  if (data_ == inline_)
    std::memcpy(data, inline_, size_);
  data_ = data;
  capacity_ = capacity;
  return true;
}

Search::~Search() {
  if (marks != inlineMarks_)
    rawFree(marks);
}

bool Search::open(Value pattern, Value string, int64_t from, int64_t to) {
  const PatternObject *compiled = asPattern(pattern);
  if (!subject.open(ts, string))
    return false;
  if (subject.isBytes() && compiled->isBytes == 0)
    return raise(ts, types::TypeError,
                 "cannot use a string pattern on a bytes-like object");
  if (!subject.isBytes() && compiled->isBytes > 0)
    return raise(ts, types::TypeError,
                 "cannot use a bytes pattern on a string-like object");
  size_t count =
      size_t(compiled->groups) * 2 + 2; // valid code may set two more
  if (count > std::size(inlineMarks_)) {
    marks = static_cast<const char **>(rawAllocate(count * sizeof(char *)));
    if (!marks)
      return raiseMemoryError(ts);
  }
  int64_t length = subject.length();
  pos = std::clamp<int64_t>(from, 0, length);
  endpos = std::clamp<int64_t>(to, 0, length);
  beginning = subject.begin();
  start = subject.at(pos);
  end = subject.at(endpos);
  return true;
}

bool Search::poll() { return !isPollRequested(ts) || runPoll(ts); }

bool Search::checkSpan(int64_t group) const {
  if (marks[group * 2] <= marks[group * 2 + 1])
    return true;
  return raise(ts, types::SystemError,
               "The span of capturing group is wrong, please report a bug for "
               "the re module.");
}

Owned Search::group(int64_t group, Value fallback) const {
  if (!hasGroup(group))
    return fallback ? copyOf(fallback) : slice(beginning, beginning);
  if (!checkSpan(group))
    return {};
  return slice(marks[group * 2], marks[group * 2 + 1]);
}

void Search::reset() {
  forgetGroups();
  repeat = -1;
  stack.shrink(0);
  at = start;
}

namespace {

/// What the INFO block of a pattern says.
struct Info {
  const Code *code; ///< behind the block
  const Code *charset = nullptr;
  Code flags = 0, least = 0, prefixSkip = 0;

  explicit Info(const Code *code) : code(code) {
    if (Op(code[0]) != Op::Info)
      return;
    flags = code[2];
    least = code[3];
    if (flags & kInfoPrefix)
      prefixSkip = code[6];
    else if (flags & kInfoCharset)
      charset = code + 5;
    this->code = code + 1 + code[1];
  }
};

template <bool Multibyte>
Status searchPrefix(Search &s, const PatternObject *pattern, const Info &info) {
  const char *from = s.start;
  s.mustAdvance = false;
  for (;;) {
    if (!(++s.ticks & 0xFFF) && !s.poll())
      return Status::Interrupted;
    auto size = size_t(s.end - from);
    size_t found =
        pattern->prefixSize == 1
            ? simd::findByte(from, size, *pattern->prefix)
            : simd::find(from, size, pattern->prefix, pattern->prefixSize);
    if (found == simd::notFound)
      return Status::Failed;
    s.start = from + found;
    s.at = s.start + pattern->prefixSkipSize;
    if (info.flags & kInfoLiteral)
      return Status::Matched;
    Status status =
        runMatcher<Multibyte>(s, info.code + 2 * info.prefixSkip, false);
    if (status != Status::Failed)
      return status;
    from = Characters<Multibyte>::next(s.start);
    s.forgetGroups();
  }
}

template <bool Multibyte> Status searchCharset(Search &s, const Info &info) {
  using Chars = Characters<Multibyte>;
  const char *p = s.start;
  s.mustAdvance = false;
  for (;;) {
    while (p < s.end && !inCharset(info.charset, Chars::load(p)))
      p = Chars::next(p);
    if (p >= s.end)
      return Status::Failed;
    s.start = s.at = p;
    Status status = runMatcher<Multibyte>(s, info.code, false);
    if (status != Status::Failed)
      return status;
    p = Chars::next(p);
    s.forgetGroups();
  }
}

/// Tries each position. A character has at least one byte, so that the least
/// length of a match bounds where one can start.
template <bool Multibyte> Status searchEach(Search &s, const Info &info) {
  const char *p = s.start, *last = s.end;
  if (info.least > 1)
    last -= std::min<int64_t>(info.least - 1, last - p);
  s.at = p;
  Status status = runMatcher<Multibyte>(s, info.code, true);
  s.mustAdvance = false;
  if (status == Status::Failed && Op(info.code[0]) == Op::At &&
      (Place(info.code[1]) == Place::Beginning ||
       Place(info.code[1]) == Place::BeginningString))
    return status;
  while (status == Status::Failed && p < last) {
    p = Characters<Multibyte>::next(p);
    s.forgetGroups();
    s.start = s.at = p;
    status = runMatcher<Multibyte>(s, info.code, false);
  }
  return status;
}

template <bool Multibyte>
Status searchText(Search &s, const PatternObject *pattern) {
  Info info(pattern->code);
  if (s.start > s.end || s.end - s.start < int64_t(info.least))
    return Status::Failed;
  if (pattern->prefix && pattern->isBytes == int32_t(s.subject.isBytes()))
    return searchPrefix<Multibyte>(s, pattern, info);
  if (info.charset)
    return searchCharset<Multibyte>(s, info);
  return searchEach<Multibyte>(s, info);
}

} // namespace

Status Search::match(const PatternObject *pattern, bool all) {
  reset();
  matchAll = all;
  return subject.isMultibyte() ? runMatcher<true>(*this, pattern->code, true)
                               : runMatcher<false>(*this, pattern->code, true);
}

Status Search::search(const PatternObject *pattern) {
  reset();
  return subject.isMultibyte() ? searchText<true>(*this, pattern)
                               : searchText<false>(*this, pattern);
}

} // namespace dxpy::sre
