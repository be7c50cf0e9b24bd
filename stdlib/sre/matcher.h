// The backtracking matcher. Choices and what is nested lie on a stack of its
// own, never on the native one: each frame says how to go on once the code that
// was started above it has matched or failed.
#pragma once
#include "stdlib/sre/search.h"

namespace dxpy::sre {

/// What is to be run: code, position, and whether its end is the pattern's.
struct Registers {
  const Code *code;
  const char *at;
  bool top;
};

enum class Resume : uint8_t {
  Branch,
  RepeatOne,
  MinRepeatOne,
  Repeat,
  UntilRequired,
  MaxUntilMore,
  UntilTail,
  MinUntilTail,
  MinUntilMore,
  PossessiveRequired,
  PossessiveMore,
  Atomic,
  Assert,
  AssertNot,
};

/// On the stack, on top of the marks it has saved.
struct Frame {
  const Code *code; ///< operands of the operation that waits
  const char *at;
  const char *lastAt; ///< where the repetition's last round began
  int64_t count;      ///< rounds
  int64_t repeat;     ///< the repetition that was or is the innermost one
  int32_t lastMark, lastIndex;
  uint32_t savedMarks;
  Resume resume;
  bool top;
};

template <bool Multibyte> class Matcher {
public:
  explicit Matcher(Search &search) : s(search), end(search.end) {}
  Status run(const Code *code, bool top);

private:
  using Chars = Characters<Multibyte>;
  Search &s;
  const char *const end;

  // matcher.cpp: what needs no way back.
  Status advance(Registers &r);
  Status startNested(Registers &r, Op op);
  Status finish(const Registers &r);
  bool isPlace(const char *at, Place place) const;
  template <bool (*isWord)(uint32_t)> bool isBoundary(const char *at) const;
  void setMark(Code mark, const char *at);
  bool groupText(Code group, std::string_view &text) const;
  bool matchGroup(Registers &r) const;
  template <uint32_t (*lower)(uint32_t)>
  bool matchGroupIgnore(Registers &r) const;
  bool stepBack(const char *&at, Code characters) const;
  Status count(const Code *item, Code most, const char *&at, int64_t &rounds);

  // choices.cpp: what may be resumed.
  Frame *push(const Registers &r, Resume resume, bool saveMarks);
  Frame &frameAt(int64_t offset) {
    return *reinterpret_cast<Frame *>(s.stack.at(size_t(offset)));
  }
  Frame &topFrame() { return frameAt(int64_t(s.stack.size() - sizeof(Frame))); }
  void pop(const Frame &frame) {
    s.stack.shrink(s.stack.size() - sizeof(Frame) -
                   frame.savedMarks * sizeof(char *));
  }
  void restoreMarks(const Frame &frame);
  Status resume(Registers &r, bool matched);
  Status nextBranch(Registers &r, Frame *frame);
  Status retryRepeatOne(Registers &r, Frame &frame);
  Status startRepeatOne(Registers &r);
  Status startMinRepeatOne(Registers &r);
  Status retryMinRepeatOne(Registers &r, Frame &frame);
  Status startPossessiveOne(Registers &r);
  Status startRepeat(Registers &r);
  Status startRound(Registers &r, int64_t count);
  Status maxUntil(Registers &r);
  Status minUntil(Registers &r);
  Status resumeMaxUntil(Registers &r, Frame &frame);
  Status resumeMinUntil(Registers &r, Frame &frame);
  Status goPossessive(Registers &r, int64_t count, const char *last);
  Status resumePossessive(Registers &r, const Frame &frame, bool matched);
  Status startAssertion(Registers &r, Resume resume);
  Status startAtomic(Registers &r);
};

extern template class Matcher<false>;
extern template class Matcher<true>;

} // namespace dxpy::sre
