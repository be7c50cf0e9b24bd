// Handlers: arithmetic and comparison of ints and floats.
//
// Operands that pass the fast paths are immediates: consuming them is nothing.
#include "runtime-support/inline/arithmetic.h"
#include "runtime-support/inline/containers.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/objects/mixed_numbers.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/shape.h"
#include <cmath>
#include <cstdlib>

namespace dxpy {

/// Both the binary and the in-place instruction have this form; which one it is
/// says the DPB.
template <OpFunction binary, OpFunction inplace, Opcode opcode>
static Flow eitherOp(Op &op) {
  uint32_t pc = pcIndex(op.code, op.ts.framePc);
  return op.code->code[pc].op == opcode ? binary(op) : inplace(op);
}

// An int and a float, where the quick forms have failed. The rest is for the
// general implementation.

#define MIXED(name, sign)                                                      \
  [[gnu::noinline]] static Word mixed##name(Word a, Word b) {                  \
    double x, y;                                                               \
    return floatOperands(a, b, x, y) ? tryFloat(x sign y) : kError;            \
  }
MIXED(Add, +)
MIXED(Sub, -)
MIXED(Mul, *)
#undef MIXED
[[gnu::noinline]] static Word mixedTrueDiv(Word a, Word b) {
  double x, y;
  return floatOperands(a, b, x, y) && y != 0 ? tryFloat(x / y) : kError;
}
/// Also of two floats: the remainder has the sign of the divisor.
[[gnu::noinline]] static Word mixedMod(Word a, Word b) {
  double x, y;
  if (!floatOperands(a, b, x, y) || y == 0)
    return kError;
  double rest = std::fmod(x, y);
  if (rest == 0)
    rest = std::copysign(0.0, y);
  else if ((y < 0) != (rest < 0))
    rest += y;
  return tryFloat(rest);
}
#define NOT_MIXED(name)                                                        \
  static inline Word mixed##name(Word, Word) { return kError; }
NOT_MIXED(FloorDiv)
NOT_MIXED(LShift)
NOT_MIXED(RShift)
NOT_MIXED(And)
NOT_MIXED(Or)
NOT_MIXED(Xor)
#undef NOT_MIXED

#define ARITHMETIC(name)                                                       \
  static constexpr OpFunction slow##name =                                     \
      eitherOp<opBinary##name, opInplace##name, Opcode::Binary##name>;         \
  template <unsigned X> static DX_HANDLER second##name(DX_PARAMS) {            \
    Word w = mixed##name(r[pc->b], r[pc->c]);                                  \
    if (!w)                                                                    \
      DX_SLOW_OP(slow##name, 1);                                               \
    put<X>(ts, pc, r, pc->a, w);                                               \
    ++pc;                                                                      \
    DX_DISPATCH();                                                             \
  }                                                                            \
  template <unsigned X> DX_HANDLER handle##name(DX_PARAMS) {                   \
    Word w = try##name(r[pc->b], r[pc->c]);                                    \
    if (!w) [[unlikely]]                                                       \
      [[clang::musttail]] return second##name<X>(DX_ARGS);                     \
    put<X>(ts, pc, r, pc->a, w);                                               \
    ++pc;                                                                      \
    DX_DISPATCH();                                                             \
  }                                                                            \
  template DX_HANDLER handle##name<0>(DX_PARAMS);                              \
  template DX_HANDLER handle##name<1>(DX_PARAMS);                              \
  template <unsigned X> static DX_HANDLER secondConst##name(DX_PARAMS) {       \
    Word w = mixed##name(r[pc[2].b], pc[1].word);                              \
    if (!w)                                                                    \
      DX_SLOW();                                                               \
    put<X>(ts, pc + 2, r, pc[2].a, w);                                         \
    pc += 3;                                                                   \
    DX_DISPATCH();                                                             \
  }                                                                            \
  /* [LoadConst][the constant][operation] */                                   \
  template <unsigned X> DX_HANDLER handleConst##name(DX_PARAMS) {              \
    Word w = try##name(r[pc[2].b], pc[1].word);                                \
    if (!w) [[unlikely]]                                                       \
      [[clang::musttail]] return secondConst##name<X>(DX_ARGS);                \
    put<X>(ts, pc + 2, r, pc[2].a, w);                                         \
    pc += 3;                                                                   \
    DX_DISPATCH();                                                             \
  }                                                                            \
  template DX_HANDLER handleConst##name<0>(DX_PARAMS);                         \
  template DX_HANDLER handleConst##name<1>(DX_PARAMS);
ARITHMETIC(Add)
ARITHMETIC(Sub)
ARITHMETIC(Mul)
ARITHMETIC(TrueDiv)
ARITHMETIC(FloorDiv)
ARITHMETIC(Mod)
ARITHMETIC(LShift)
ARITHMETIC(RShift)
ARITHMETIC(And)
ARITHMETIC(Or)
ARITHMETIC(Xor)
#undef ARITHMETIC

/// Powers of ints by ints, and of floats above zero. The rest is for the
/// general implementation.
[[gnu::noinline]] static Word quickPower(Word a, Word b) {
  if (bothSmallInts(a, b)) {
    int64_t base = smallIntValue(a), result = 1;
    uint64_t left = uint64_t(smallIntValue(b));
    if (int64_t(left) < 0)
      return kError;
    for (; left; left >>= 1) {
      if ((left & 1) && __builtin_mul_overflow(result, base, &result))
        return kError;
      if (left > 1 && __builtin_mul_overflow(base, base, &base))
        return kError;
    }
    return fitsSmallInt(result) ? smallIntWord(result) : kError;
  }
  double x, y;
  if (!floatOperands(a, b, x, y) || !(x > 0) || !std::isfinite(x) ||
      !std::isfinite(y))
    return kError;
  double result = x == 1.0 ? 1.0 : std::pow(x, y);
  return std::isfinite(result) ? tryFloat(result) : kError;
}
template <unsigned X> DX_HANDLER handlePow(DX_PARAMS) {
  Word w = quickPower(r[pc->b], r[pc->c]);
  if (!w) [[unlikely]]
    DX_SLOW_OP((eitherOp<opBinaryPow, opInplacePow, Opcode::BinaryPow>), 1);
  put<X>(ts, pc, r, pc->a, w);
  ++pc;
  DX_DISPATCH();
}
template DX_HANDLER handlePow<0>(DX_PARAMS);
template DX_HANDLER handlePow<1>(DX_PARAMS);

template <unsigned X> DX_HANDLER handleNegative(DX_PARAMS) {
  Word w = r[pc->b];
  if (isSmallInt(w) && smallIntValue(w) != kSmallIntMin) [[likely]]
    w = smallIntWord(-smallIntValue(w));
  else if (isImmediateFloat(w))
    w = floatWordOrUnfit(-immediateFloatValue(w));
  else
    DX_SLOW();
  put<X>(ts, pc, r, pc->a, w);
  ++pc;
  DX_DISPATCH();
}
template DX_HANDLER handleNegative<0>(DX_PARAMS);
template DX_HANDLER handleNegative<1>(DX_PARAMS);

template <unsigned X> DX_HANDLER handleNot(DX_PARAMS) {
  Word w = r[pc->b];
  if (!isBool(w)) [[unlikely]]
    DX_SLOW();
  put<X>(ts, pc, r, pc->a, w ^ (kTrue ^ kFalse));
  ++pc;
  DX_DISPATCH();
}
template DX_HANDLER handleNot<0>(DX_PARAMS);
template DX_HANDLER handleNot<1>(DX_PARAMS);

static inline bool isPlainSet(uint32_t shape) {
  return shape == shapeId(BuiltinShape::Set) ||
         shape == shapeId(BuiltinShape::FrozenSet);
}
/// Objects whose comparison needs no Python code. 0, 1; -1: others.
template <CompareOp op> static int compareObjects(Word a, Word b) {
  uint32_t left = objectOf(a)->shape, right = objectOf(b)->shape;
  if constexpr (op == CompareOp::Le || op == CompareOp::Ge) {
    if (!isPlainSet(left) || !isPlainSet(right))
      return -1;
    return op == CompareOp::Le ? setIsSubsetOfInts(Value(a), Value(b))
                               : setIsSubsetOfInts(Value(b), Value(a));
  }
  if constexpr (op == CompareOp::Eq || op == CompareOp::Ne) {
    constexpr bool wanted = op == CompareOp::Eq;
    if (left == shapeId(BuiltinShape::Str) &&
        right == shapeId(BuiltinShape::Str))
      return (a == b || sameText(a, b)) == wanted;
    // Instances of classes without __eq__ are equal to themselves.
    slot::Compare identity = types::Object.slots.compare;
    if (shapeTable[left]->type->slots.compare == identity &&
        shapeTable[right]->type->slots.compare == identity)
      return (a == b) == wanted;
  }
  return -1;
}

/// An int and a float, or two str, where the quick forms have failed. 0, 1; -1:
/// something else, or an int that no double is.
template <CompareOp op>
[[gnu::noinline]] static int compareSecond(Word a, Word b) {
  if (isPointer(a) && isPointer(b))
    return compareObjects<op>(a, b);
  double x, y;
  return exactOperands(a, b, x, y) ? compareDoubles(x, y, op) : -1;
}
/// Operands that may be counted.
static inline void dropOperands(ThreadState *ts, const Slot *pc, Word *r,
                                const CodeObject *code) {
  if (pc->b >= code->layout.firstTemp)
    drop(ts, r[pc->b], pc, r);
  if (pc->c >= code->layout.firstTemp)
    drop(ts, r[pc->c], pc, r);
}

/// 0, 1; -1: not both ints or both floats.
#define COMPARISON(name, sign)                                                 \
  static inline int try##name(Word a, Word b) {                                \
    if (bothSmallInts(a, b)) [[likely]]                                        \
      return int64_t(a) sign int64_t(b);                                       \
    if (bothImmediateFloats(a, b))                                             \
      return immediateFloatValue(a) sign immediateFloatValue(b);               \
    return -1;                                                                 \
  }                                                                            \
  template <unsigned X> static DX_HANDLER secondCompare##name(DX_PARAMS) {     \
    int truth = compareSecond<CompareOp::name>(r[pc->b], r[pc->c]);            \
    if (truth < 0)                                                             \
      DX_SLOW_OP(opCompare##name, 1);                                          \
    dropOperands(ts, pc, r, code);                                             \
    put<X>(ts, pc, r, pc->a, boolWord(truth));                                 \
    ++pc;                                                                      \
    DX_DISPATCH();                                                             \
  }                                                                            \
  template <unsigned X> DX_HANDLER handleCompare##name(DX_PARAMS) {            \
    int truth = try##name(r[pc->b], r[pc->c]);                                 \
    if (truth < 0) [[unlikely]]                                                \
      [[clang::musttail]] return secondCompare##name<X>(DX_ARGS);              \
    put<X>(ts, pc, r, pc->a, boolWord(truth));                                 \
    ++pc;                                                                      \
    DX_DISPATCH();                                                             \
  }                                                                            \
  template DX_HANDLER handleCompare##name<0>(DX_PARAMS);                       \
  template DX_HANDLER handleCompare##name<1>(DX_PARAMS);                       \
  template <unsigned X> static DX_HANDLER secondJump##name(DX_PARAMS) {        \
    int truth = compareSecond<CompareOp::name>(r[pc->b], r[pc->c]);            \
    if (truth < 0)                                                             \
      DX_SLOW_OP(opCompare##name, 1);                                          \
    dropOperands(ts, pc, r, code);                                             \
    pc += truth == !X ? 2 + jumpOf(pc + 1) : 2;                                \
    DX_DISPATCH();                                                             \
  }                                                                            \
  /* [comparison][jump] */                                                     \
  template <unsigned X> DX_HANDLER handleJump##name(DX_PARAMS) {               \
    int truth = try##name(r[pc->b], r[pc->c]);                                 \
    if (truth < 0) [[unlikely]]                                                \
      [[clang::musttail]] return secondJump##name<X>(DX_ARGS);                 \
    pc += truth == !X ? 2 + jumpOf(pc + 1) : 2;                                \
    DX_DISPATCH();                                                             \
  }                                                                            \
  template DX_HANDLER handleJump##name<0>(DX_PARAMS);                          \
  template DX_HANDLER handleJump##name<1>(DX_PARAMS);                          \
  template <unsigned X> static DX_HANDLER secondConstJump##name(DX_PARAMS) {   \
    int truth = compareSecond<CompareOp::name>(r[pc[2].b], pc[1].word);        \
    if (truth < 0)                                                             \
      DX_SLOW();                                                               \
    pc += truth == !X ? 4 + jumpOf(pc + 3) : 4;                                \
    DX_DISPATCH();                                                             \
  }                                                                            \
  /* [LoadConst][the constant][comparison][jump] */                            \
  template <unsigned X> DX_HANDLER handleConstJump##name(DX_PARAMS) {          \
    int truth = try##name(r[pc[2].b], pc[1].word);                             \
    if (truth < 0) [[unlikely]]                                                \
      [[clang::musttail]] return secondConstJump##name<X>(DX_ARGS);            \
    pc += truth == !X ? 4 + jumpOf(pc + 3) : 4;                                \
    DX_DISPATCH();                                                             \
  }                                                                            \
  template DX_HANDLER handleConstJump##name<0>(DX_PARAMS);                     \
  template DX_HANDLER handleConstJump##name<1>(DX_PARAMS);
COMPARISON(Lt, <)
COMPARISON(Le, <=)
COMPARISON(Eq, ==)
COMPARISON(Ne, !=)
COMPARISON(Gt, >)
COMPARISON(Ge, >=)
#undef COMPARISON

// Identity: bits 1 and 2 say whether b and c are temporaries, bit 0 whether the
// answer is turned round (Is) or the jump is taken when it is false (JumpIs).

/// Different words are identical only if both are boxed numbers.
static inline bool sameObject(Word a, Word b) {
  if (a == b || !isPointer(a) || !isPointer(b))
    return a == b;
  uint32_t shape = objectOf(a)->shape;
  return shape == objectOf(b)->shape && shape >= shapeId(BuiltinShape::Int) &&
         shape <= shapeId(BuiltinShape::Complex) &&
         isIdentical(Value(a), Value(b));
}
template <unsigned X> DX_HANDLER handleIs(DX_PARAMS) {
  Word b = r[pc->b], c = r[pc->c];
  bool same = sameObject(b, c);
  if constexpr (X & 2)
    drop(ts, b, pc, r);
  if constexpr (X & 4)
    drop(ts, c, pc, r);
  r[pc->a] = boolWord(same != bool(X & 1));
  ++pc;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleJumpIs(DX_PARAMS) {
  Word b = r[pc->b], c = r[pc->c];
  bool same = sameObject(b, c);
  if constexpr (X & 2)
    drop(ts, b, pc, r);
  if constexpr (X & 4)
    drop(ts, c, pc, r);
  pc += same != bool(X & 1) ? 2 + jumpOf(pc + 1) : 2;
  DX_DISPATCH();
}
#define ALL8(name)                                                             \
  template DX_HANDLER name<0>(DX_PARAMS);                                      \
  template DX_HANDLER name<1>(DX_PARAMS);                                      \
  template DX_HANDLER name<2>(DX_PARAMS);                                      \
  template DX_HANDLER name<3>(DX_PARAMS);                                      \
  template DX_HANDLER name<4>(DX_PARAMS);                                      \
  template DX_HANDLER name<5>(DX_PARAMS);                                      \
  template DX_HANDLER name<6>(DX_PARAMS);                                      \
  template DX_HANDLER name<7>(DX_PARAMS);
ALL8(handleIs)
ALL8(handleJumpIs)
#undef ALL8

} // namespace dxpy
