// Checks code words before they may run: operands are there, jumps stay inside,
// groups exist. What passes cannot make the matcher read outside of the code.
#include "runtime-support/objects/errors.h"
#include "stdlib/sre/objects.h"

namespace dxpy::sre {

namespace {

class Validator {
public:
  Validator(ThreadState &ts, int64_t groups) : ts(ts), groups(groups) {}
  enum Result { Valid, EndsWithJump, Invalid };

  /// The code from \p code up to \p end.
  Result sequence(const Code *code, const Code *end) {
    if (code > end || !checkNativeStack(ts, ""))
      return Invalid;
    while (code < end) {
      Op op = Op(*code++);
      if (op == Op::Jump)
        return code + 1 == end ? EndsWithJump : Invalid;
      if (!operation(op, code, end))
        return Invalid;
    }
    return Valid;
  }

private:
  ThreadState &ts;
  const int64_t groups;

  static bool argument(const Code *&code, const Code *end, Code &out) {
    if (code >= end)
      return false;
    out = *code++;
    return true;
  }
  /// A distance from its own place; \p less of it may lie behind the end.
  static bool distance(const Code *&code, const Code *end, Code &out,
                       Code less = 0) {
    if (code >= end || Code(*code - less) > uint64_t(end - code))
      return false;
    out = *code++;
    return true;
  }
  static bool skipWords(const Code *&code, const Code *end, uint64_t words) {
    if (code > end || words > uint64_t(end - code))
      return false;
    code += words;
    return true;
  }

  static bool bigCharset(const Code *&code, const Code *end) {
    Code blocks;
    if (!argument(code, end, blocks))
      return false;
    auto *table = reinterpret_cast<const unsigned char *>(code);
    if (!skipWords(code, end, kBlockTableWords))
      return false;
    for (unsigned i = 0; i < 256; ++i)
      if (table[i] >= blocks)
        return false;
    return skipWords(code, end, uint64_t(blocks) * kBitmapWords);
  }

  static bool charset(const Code *code, const Code *end) {
    while (code < end) {
      Code value;
      bool ok = true;
      switch (Op(*code++)) {
      case Op::Negate:
        break;
      case Op::Literal:
        ok = argument(code, end, value);
        break;
      case Op::Range:
      case Op::RangeUniIgnore:
        ok = argument(code, end, value) && argument(code, end, value);
        break;
      case Op::Charset:
        ok = skipWords(code, end, kBitmapWords);
        break;
      case Op::BigCharset:
        ok = bigCharset(code, end);
        break;
      case Op::Category:
        ok = argument(code, end, value) && value < kCategoryCount;
        break;
      default:
        ok = false;
      }
      if (!ok)
        return false;
    }
    return true;
  }

  /// The set that fills the words up to \p end and ends with FAILURE.
  static bool closedCharset(const Code *code, const Code *end) {
    return code < end && charset(code, end - 1) && Op(end[-1]) == Op::Failure;
  }

  static bool set(const Code *&code, const Code *end) {
    Code skip;
    if (!distance(code, end, skip) || skip < 2)
      return false;
    const Code *to = code + skip - 1;
    if (!closedCharset(code, to))
      return false;
    code = to;
    return true;
  }

  static bool prefix(const Code *&code, const Code *end) {
    Code length, skip;
    if (!argument(code, end, length) || !argument(code, end, skip) ||
        skip > length || !skipWords(code, end, length))
      return false;
    const Code *overlap = code;
    if (!skipWords(code, end, length))
      return false;
    for (Code i = 0; i < length; ++i)
      if (overlap[i] >= length)
        return false;
    return true;
  }

  static bool info(const Code *&code, const Code *end) {
    Code skip, flags, width;
    if (!distance(code, end, skip) || skip < 1)
      return false;
    const Code *to = code + skip - 1;
    if (!argument(code, end, flags) || !argument(code, end, width) ||
        !argument(code, end, width))
      return false;
    bool hasPrefix = flags & kInfoPrefix, hasSet = flags & kInfoCharset;
    if ((flags & ~Code(kInfoPrefix | kInfoLiteral | kInfoCharset)) ||
        (hasPrefix && hasSet) || ((flags & kInfoLiteral) && !hasPrefix))
      return false;
    if (hasPrefix && !prefix(code, to))
      return false;
    if (hasSet) {
      if (!closedCharset(code, to))
        return false;
      code = to;
    }
    return code == to;
  }

  /// <skip> code JUMP <end> ... <0>: every jump has the same goal.
  bool branch(const Code *&code, const Code *end) {
    const Code *goal = nullptr;
    for (;;) {
      Code skip;
      if (!distance(code, end, skip))
        return false;
      if (skip == 0)
        return code == goal;
      if (skip < 3 || sequence(code, code + skip - 3) != Valid)
        return false;
      code += skip - 3;
      Code op;
      if (!argument(code, end, op) || Op(op) != Op::Jump ||
          !distance(code, end, skip))
        return false;
      if (!goal)
        goal = code + skip - 1;
      else if (code + skip - 1 != goal)
        return false;
    }
  }

  /// <skip> <min> <max> code, then an operation that \p closes it; \p behind:
  /// words that the distance counts behind the code.
  template <typename Closes>
  bool repetition(const Code *&code, const Code *end, Code behind,
                  Closes closes) {
    Code skip, least, most, op;
    if (!distance(code, end, skip) || !argument(code, end, least) ||
        !argument(code, end, most) || least > most || skip < 3 + behind ||
        sequence(code, code + (skip - 3 - behind)) != Valid)
      return false;
    code += skip - 3 - behind;
    return argument(code, end, op) && closes(Op(op));
  }

  /// <skip> [<operand>] code SUCCESS
  bool apart(const Code *&code, const Code *end, Code operands) {
    Code skip, op;
    if (!distance(code, end, skip) || skip < 2 + operands)
      return false;
    const Code *to = code + skip - 2;
    if (sequence(code + operands, to) != Valid)
      return false;
    code = to;
    return argument(code, end, op) && Op(op) == Op::Success;
  }

  /// <group> <skip> code [JUMP <skip> code]: a JUMP before the goal tells that
  /// there is another alternative.
  bool conditional(const Code *&code, const Code *end) {
    Code group, skip;
    if (!argument(code, end, group) || group >= uint64_t(groups) ||
        !distance(code, end, skip, 1) || skip < 2)
      return false;
    --code; // the distance counts from the group
    Result result = sequence(code + 1, code + skip - 1);
    if (result == EndsWithJump) {
      code += skip - 2;
      if (!distance(code, end, skip) || skip < 1)
        return false;
      result = sequence(code, code + skip - 1);
    }
    code += skip - 1;
    return result == Valid;
  }

  bool operation(Op op, const Code *&code, const Code *end) {
    auto isSuccess = [](Op op) { return op == Op::Success; };
    Code value;
    switch (op) {
    case Op::Mark:
      return argument(code, end, value) && value <= uint64_t(groups) * 2 + 1;
    case Op::Literal:
    case Op::NotLiteral:
    case Op::LiteralIgnore:
    case Op::NotLiteralIgnore:
    case Op::LiteralUniIgnore:
    case Op::NotLiteralUniIgnore:
    case Op::LiteralLocIgnore:
    case Op::NotLiteralLocIgnore:
      return argument(code, end, value);
    case Op::Success:
    case Op::Failure:
    case Op::Any:
    case Op::AnyAll:
      return true;
    case Op::At:
      return argument(code, end, value) && value < kPlaceCount;
    case Op::In:
    case Op::InIgnore:
    case Op::InUniIgnore:
    case Op::InLocIgnore:
      return set(code, end);
    case Op::Info:
      return info(code, end);
    case Op::Branch:
      return branch(code, end);
    case Op::RepeatOne:
    case Op::MinRepeatOne:
    case Op::PossessiveRepeatOne:
      return repetition(code, end, 1, isSuccess);
    case Op::Repeat:
      return repetition(code, end, 0, [](Op op) {
        return op == Op::MaxUntil || op == Op::MinUntil;
      });
    case Op::PossessiveRepeat:
      return repetition(code, end, 0, isSuccess);
    case Op::AtomicGroup:
      return apart(code, end, 0);
    case Op::Assert:
    case Op::AssertNot:
      return apart(code, end, 1);
    case Op::GroupRef:
    case Op::GroupRefIgnore:
    case Op::GroupRefUniIgnore:
    case Op::GroupRefLocIgnore:
      return argument(code, end, value) && value < uint64_t(groups);
    case Op::GroupRefExists:
      return conditional(code, end);
    default:
      return false;
    }
  }
};

} // namespace

bool isValidCode(ThreadState &ts, const Code *code, size_t size,
                 int64_t groups) {
  return groups >= 0 && groups <= int64_t(kMaxGroups) && size > 0 &&
         Op(code[size - 1]) == Op::Success &&
         Validator(ts, groups).sequence(code, code + size - 1) ==
             Validator::Valid;
}

} // namespace dxpy::sre
