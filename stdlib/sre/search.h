// One search under way: the text, the position, the groups found, and the
// stack of choices to come back to.
#pragma once
#include "runtime-support/text/utf8.h"
#include "stdlib/sre/objects.h"
#include "stdlib/sre/subject.h"

namespace dxpy::sre {

enum class Status : int {
  Failed = 0,
  Matched = 1,
  Go = 2, ///< inside the matcher: goes on
  IllegalCode = -1,
  IllegalState = -2,
  NoMemory = -9,
  Interrupted = -10, ///< an exception is pending
};

/// Raw memory that grows, addressed by offsets.
class ChoiceStack {
public:
  ChoiceStack() = default;
  ChoiceStack(const ChoiceStack &) = delete;
  ~ChoiceStack();
  size_t size() const { return size_; }
  /// Room on top, or null.
  char *push(size_t bytes) {
    if (bytes > capacity_ - size_ && !grow(bytes)) [[unlikely]]
      return nullptr;
    char *place = data_ + size_;
    size_ += bytes;
    return place;
  }
  void shrink(size_t size) { size_ = size; }
  char *at(size_t offset) { return data_ + offset; }

private:
  bool grow(size_t bytes);
  size_t size_ = 0, capacity_ = sizeof inline_;
  char *data_ = inline_;
  alignas(8) char inline_[512];
};

class Search {
public:
  explicit Search(ThreadState &ts) : ts(ts) {}
  ~Search();
  /// False: raised.
  bool open(Value pattern, Value string, int64_t pos, int64_t endpos);
  /// Matches at `start`; with \p all up to the end of the text.
  Status match(const PatternObject *pattern, bool all = false);
  /// Looks for the first match from `start` on.
  Status search(const PatternObject *pattern);
  /// Goes on behind the match just found, which may not be empty there again.
  void advance() {
    mustAdvance = at == start;
    start = at;
  }
  void forgetGroups() { lastMark = lastIndex = -1; }
  bool hasGroup(int64_t group) const { ///< counted from 0
    return group * 2 < lastMark && marks[group * 2] && marks[group * 2 + 1];
  }
  /// The text of a group, else \p fallback or the empty text (null).
  Owned group(int64_t group, Value fallback) const;
  bool checkSpan(int64_t group) const;
  Owned slice(const char *from, const char *to) const {
    return subject.slice(ts, from, to);
  }
  /// Runs what waits: signals, the collector. False: raised.
  bool poll();

  ThreadState &ts;
  Subject subject;
  const char *beginning = nullptr, *end = nullptr;
  const char *start = nullptr; ///< of the match
  const char *at = nullptr;    ///< where the matcher begins, and the match ends
  int64_t pos = 0, endpos = 0; ///< characters
  const char **marks = inlineMarks_;
  int32_t lastMark = -1;  ///< the highest mark that is valid
  int32_t lastIndex = -1; ///< the group closed last
  int64_t repeat = -1;    ///< innermost repetition: its place in the stack
  bool matchAll = false, mustAdvance = false;
  unsigned ticks = 0;
  ChoiceStack stack;

private:
  void reset();
  const char *inlineMarks_[16];
};

/// Runs code at `search.at`. \p top: the end of the code is the end of the
/// pattern.
template <bool Multibyte>
Status runMatcher(Search &search, const Code *code, bool top);
extern template Status runMatcher<false>(Search &, const Code *, bool);
extern template Status runMatcher<true>(Search &, const Code *, bool);

/// The character at \p p and its neighbours.
template <bool Multibyte> struct Characters {
  static uint32_t load(const char *p) {
    auto lead = static_cast<unsigned char>(*p);
    if (!Multibyte || lead < 0x80)
      return lead;
    size_t offset = 0;
    return uint32_t(text::decodeOne({p, 4}, offset));
  }
  static const char *next(const char *p) {
    return p + (Multibyte ? text::sequenceLength(*p) : 1);
  }
  static const char *previous(const char *p) {
    --p;
    if constexpr (Multibyte)
      while (text::isContinuation(*p))
        --p;
    return p;
  }
};

} // namespace dxpy::sre
