// The matcher's operations that leave a frame: alternatives, repetitions,
// groups that are matched apart. What they save and give back of the groups is
// part of the behaviour that programs see, with its corners: marks themselves
// are saved inside of repetitions only.
#include "stdlib/sre/characters.h"
#include "stdlib/sre/matcher.h"
#include <cstring>

namespace dxpy::sre {

template <bool Multibyte>
Frame *Matcher<Multibyte>::push(const Registers &r, Resume resume,
                                bool saveMarks) {
  size_t saved = saveMarks ? size_t(s.lastMark + 1) : 0;
  char *place = s.stack.push(saved * sizeof(char *) + sizeof(Frame));
  if (!place) [[unlikely]]
    return nullptr;
  if (saved)
    std::memcpy(place, s.marks, saved * sizeof(char *));
  auto *frame = reinterpret_cast<Frame *>(place + saved * sizeof(char *));
  *frame = {r.code,     r.at,        nullptr,         0,      s.repeat,
            s.lastMark, s.lastIndex, uint32_t(saved), resume, r.top};
  return frame;
}

/// Groups as they were when the frame was pushed.
template <bool Multibyte>
void Matcher<Multibyte>::restoreMarks(const Frame &frame) {
  if (frame.savedMarks)
    std::memcpy(s.marks,
                reinterpret_cast<const char *>(&frame) -
                    frame.savedMarks * sizeof(char *),
                frame.savedMarks * sizeof(char *));
  s.lastMark = frame.lastMark;
  s.lastIndex = frame.lastIndex;
}

/// Goes on with the top frame: what was started above it is settled.
template <bool Multibyte>
Status Matcher<Multibyte>::resume(Registers &r, bool matched) {
  Frame &frame = topFrame();
  r = {frame.code, frame.at, frame.top};
  Status settled = matched ? Status::Matched : Status::Failed;
  switch (frame.resume) {
  case Resume::PossessiveRequired:
  case Resume::PossessiveMore:
    return resumePossessive(r, frame, matched);
  case Resume::Atomic:
  case Resume::Assert:
    if (matched) {
      if (frame.resume == Resume::Atomic)
        r.at = s.at;
      r.code += r.code[0];
      settled = Status::Go;
    }
    break;
  case Resume::AssertNot:
    if (matched) {
      settled = Status::Failed;
    } else {
      restoreMarks(frame);
      r.code += r.code[0];
      settled = Status::Go;
    }
    break;
  case Resume::Repeat:
    s.repeat = frame.repeat;
    break;
  case Resume::UntilRequired:
    if (!matched)
      frameAt(frame.repeat).count = frame.count - 1;
    break;
  case Resume::UntilTail:
    s.repeat = frame.repeat;
    break;
  case Resume::MaxUntilMore:
    frameAt(frame.repeat).lastAt = frame.lastAt;
    if (!matched)
      return resumeMaxUntil(r, frame);
    break;
  case Resume::MinUntilTail:
    s.repeat = frame.repeat;
    if (!matched)
      return resumeMinUntil(r, frame);
    break;
  case Resume::MinUntilMore:
    frameAt(frame.repeat).lastAt = frame.lastAt;
    if (!matched)
      frameAt(frame.repeat).count = frame.count - 1;
    break;
  case Resume::Branch:
    if (!matched) {
      restoreMarks(frame);
      r.code += r.code[0];
      return nextBranch(r, &frame);
    }
    break;
  case Resume::RepeatOne:
    if (!matched) {
      restoreMarks(frame);
      if (frame.count > int64_t(frame.code[1])) {
        --frame.count;
        frame.at = Chars::previous(frame.at);
        return retryRepeatOne(r, frame);
      }
    }
    break;
  case Resume::MinRepeatOne:
    if (!matched) {
      restoreMarks(frame);
      return retryMinRepeatOne(r, frame);
    }
    break;
  }
  pop(frame);
  return settled;
}

// BRANCH: <skip> code JUMP ... <0> --------------------------------------------

/// Starts the first alternative from `r.code` on that may match.
template <bool Multibyte>
Status Matcher<Multibyte>::nextBranch(Registers &r, Frame *frame) {
  for (; r.code[0]; r.code += r.code[0]) {
    Op op = Op(r.code[1]);
    if (op == Op::Literal && (r.at >= end || Chars::load(r.at) != r.code[2]))
      continue;
    if (op == Op::In &&
        (r.at >= end || !inCharset(r.code + 3, Chars::load(r.at))))
      continue;
    if (frame)
      frame->code = r.code;
    else if (!push(r, Resume::Branch, s.repeat >= 0))
      return Status::NoMemory;
    ++r.code;
    return Status::Go;
  }
  if (frame)
    pop(*frame);
  return Status::Failed;
}

// REPEAT_ONE and its kin: <skip> <min> <max> item SUCCESS tail ----------------

template <bool Multibyte>
Status Matcher<Multibyte>::startRepeatOne(Registers &r) {
  const Code *code = r.code, *tail = code + code[0];
  if (int64_t(code[1]) > end - r.at)
    return Status::Failed;
  int64_t rounds;
  Status status = count(code + 3, code[2], r.at, rounds);
  if (status != Status::Go)
    return status;
  if (rounds < int64_t(code[1]))
    return Status::Failed;
  if (Op(tail[0]) == Op::Success && r.at == s.end &&
      !(r.top && s.mustAdvance && r.at == s.start)) {
    s.at = r.at;
    return Status::Matched;
  }
  Frame *frame = push(r, Resume::RepeatOne, s.repeat >= 0);
  if (!frame)
    return Status::NoMemory;
  frame->count = rounds;
  return retryRepeatOne(r, *frame);
}

/// Tries the tail behind `count` rounds, or behind fewer where it cannot match.
template <bool Multibyte>
Status Matcher<Multibyte>::retryRepeatOne(Registers &r, Frame &frame) {
  const Code *tail = frame.code + frame.code[0];
  auto least = int64_t(frame.code[1]);
  if (Op(tail[0]) == Op::Literal) {
    Code literal = tail[1];
    while (frame.at >= end || Chars::load(frame.at) != literal) {
      if (frame.count == least) {
        pop(frame);
        return Status::Failed;
      }
      --frame.count;
      frame.at = Chars::previous(frame.at);
    }
  }
  r = {tail, frame.at, frame.top};
  return Status::Go;
}

template <bool Multibyte>
Status Matcher<Multibyte>::startMinRepeatOne(Registers &r) {
  const Code *code = r.code, *tail = code + code[0];
  if (int64_t(code[1]) > end - r.at)
    return Status::Failed;
  int64_t rounds = 0;
  if (code[1]) {
    Status status = count(code + 3, code[1], r.at, rounds);
    if (status != Status::Go)
      return status;
    if (rounds < int64_t(code[1]))
      return Status::Failed;
  }
  if (Op(tail[0]) == Op::Success) {
    r.code = tail;
    Status status = finish(r);
    if (status == Status::Matched)
      return status;
    r.code = code;
  }
  Frame *frame = push(r, Resume::MinRepeatOne, s.repeat >= 0);
  if (!frame)
    return Status::NoMemory;
  frame->count = rounds;
  r.code = tail;
  return Status::Go;
}

/// One round more, then the tail again.
template <bool Multibyte>
Status Matcher<Multibyte>::retryMinRepeatOne(Registers &r, Frame &frame) {
  const Code *code = frame.code;
  const char *at = frame.at;
  int64_t rounds;
  size_t offset = s.stack.size() - sizeof(Frame);
  Status status = count(code + 3, 1, at, rounds);
  if (status != Status::Go)
    return status;
  Frame &here = frameAt(int64_t(offset)); // count() may have moved the stack
  if (rounds == 0 ||
      (code[2] != kMaxRepeat && here.count + 1 > int64_t(code[2]))) {
    pop(here);
    return Status::Failed;
  }
  ++here.count;
  here.at = at;
  r = {code + code[0], at, here.top};
  return Status::Go;
}

template <bool Multibyte>
Status Matcher<Multibyte>::startPossessiveOne(Registers &r) {
  const Code *code = r.code;
  if (int64_t(code[1]) > end - r.at)
    return Status::Failed;
  int64_t rounds;
  Status status = count(code + 3, code[2], r.at, rounds);
  if (status != Status::Go)
    return status;
  if (rounds < int64_t(code[1]))
    return Status::Failed;
  r.code = code + code[0];
  return Status::Go;
}

// REPEAT: <skip> <min> <max> item UNTIL tail ----------------------------------

/// The frame of REPEAT holds the state of the repetition, for the UNTIL that
/// ends each round. `s.repeat` is its place.
template <bool Multibyte> Status Matcher<Multibyte>::startRepeat(Registers &r) {
  Frame *frame = push(r, Resume::Repeat, false);
  if (!frame)
    return Status::NoMemory;
  frame->count = -1;
  s.repeat = int64_t(s.stack.size() - sizeof(Frame));
  r.code += r.code[0];
  return Status::Go;
}

template <bool Multibyte>
Status Matcher<Multibyte>::startRound(Registers &r, int64_t count) {
  Frame &repetition = frameAt(s.repeat);
  repetition.count = count;
  r.code = repetition.code + 3;
  return Status::Go;
}

template <bool Multibyte> Status Matcher<Multibyte>::maxUntil(Registers &r) {
  if (s.repeat < 0)
    return Status::IllegalState;
  Frame repetition = frameAt(s.repeat);
  int64_t count = repetition.count + 1;
  Code most = repetition.code[2];
  if (count < int64_t(repetition.code[1])) {
    Frame *frame = push(r, Resume::UntilRequired, false);
    if (!frame)
      return Status::NoMemory;
    frame->count = count;
    return startRound(r, count);
  }
  if ((most == kMaxRepeat || count < int64_t(most)) &&
      r.at != repetition.lastAt) {
    Frame *frame = push(r, Resume::MaxUntilMore, true);
    if (!frame)
      return Status::NoMemory;
    frame->count = count;
    frame->lastAt = repetition.lastAt;
    frameAt(s.repeat).lastAt = r.at;
    return startRound(r, count);
  }
  if (!push(r, Resume::UntilTail, false))
    return Status::NoMemory;
  s.repeat = repetition.repeat;
  return Status::Go;
}

/// No further round: the tail.
template <bool Multibyte>
Status Matcher<Multibyte>::resumeMaxUntil(Registers &r, Frame &frame) {
  restoreMarks(frame);
  Frame &repetition = frameAt(frame.repeat);
  repetition.count = frame.count - 1;
  frame.resume = Resume::UntilTail;
  s.repeat = repetition.repeat;
  return Status::Go;
}

template <bool Multibyte> Status Matcher<Multibyte>::minUntil(Registers &r) {
  if (s.repeat < 0)
    return Status::IllegalState;
  Frame repetition = frameAt(s.repeat);
  int64_t count = repetition.count + 1;
  bool required = count < int64_t(repetition.code[1]);
  Frame *frame =
      push(r, required ? Resume::UntilRequired : Resume::MinUntilTail,
           !required && repetition.repeat >= 0);
  if (!frame)
    return Status::NoMemory;
  frame->count = count;
  if (required)
    return startRound(r, count);
  s.repeat = repetition.repeat;
  return Status::Go;
}

/// The tail does not match: one round more, unless the last was empty.
template <bool Multibyte>
Status Matcher<Multibyte>::resumeMinUntil(Registers &r, Frame &frame) {
  restoreMarks(frame);
  Frame &repetition = frameAt(frame.repeat);
  Code most = repetition.code[2];
  if ((most != kMaxRepeat && frame.count >= int64_t(most)) ||
      r.at == repetition.lastAt) {
    pop(frame);
    return Status::Failed;
  }
  frame.resume = Resume::MinUntilMore;
  frame.lastAt = repetition.lastAt;
  repetition.lastAt = r.at;
  return startRound(r, frame.count);
}

// POSSESSIVE_REPEAT: <skip> <min> <max> item SUCCESS tail ---------------------

/// Starts a round at `s.at`, or the tail behind the last one. \p last: where
/// the round before began, null while rounds are required.
template <bool Multibyte>
Status Matcher<Multibyte>::goPossessive(Registers &r, int64_t count,
                                        const char *last) {
  const Code *code = r.code;
  bool required = count < int64_t(code[1]);
  if (!required &&
      ((code[2] != kMaxRepeat && count >= int64_t(code[2])) || s.at == last)) {
    r.code = code + code[0] + 1;
    r.at = s.at;
    return Status::Go;
  }
  if (!required)
    r.at = s.at;
  Frame *frame =
      push(r, required ? Resume::PossessiveRequired : Resume::PossessiveMore,
           !required);
  if (!frame)
    return Status::NoMemory;
  frame->count = count;
  r = {code + 3, s.at, false};
  return Status::Go;
}

template <bool Multibyte>
Status Matcher<Multibyte>::resumePossessive(Registers &r, const Frame &frame,
                                            bool matched) {
  int64_t count = frame.count + 1;
  bool required = frame.resume == Resume::PossessiveRequired;
  if (!matched && !required)
    restoreMarks(frame);
  pop(frame);
  if (matched)
    return goPossessive(r, count, required ? nullptr : r.at);
  if (required)
    return Status::Failed;
  r.code += r.code[0] + 1;
  return Status::Go;
}

// ATOMIC_GROUP: <skip> code; ASSERT: <skip> <back> code -----------------------

template <bool Multibyte> Status Matcher<Multibyte>::startAtomic(Registers &r) {
  if (!push(r, Resume::Atomic, false))
    return Status::NoMemory;
  r.code += 1;
  r.top = false;
  return Status::Go;
}

template <bool Multibyte>
Status Matcher<Multibyte>::startAssertion(Registers &r, Resume resume) {
  const char *from = r.at;
  bool negative = resume == Resume::AssertNot;
  if (!stepBack(from, r.code[1])) {
    r.code += r.code[0];
    return negative ? Status::Go : Status::Failed;
  }
  if (!push(r, resume, negative && s.repeat >= 0))
    return Status::NoMemory;
  r = {r.code + 2, from, false};
  return Status::Go;
}

template class Matcher<false>;
template class Matcher<true>;

} // namespace dxpy::sre
