// Typed operations: plain machine arithmetic that leaves where Python's result
// does not fit.
#include "compiler/codegen/FunctionLowering.h"
#include "llvm/IR/Intrinsics.h"

using namespace llvm;

namespace dxpy::codegen {

using dxir::Op;

void FunctionLowering::typed(const dxir::Instruction &inst) {
  switch (inst.op) {
  case Op::BoxInt:
  case Op::BoxFloat:
  case Op::BoxBool:
    return setResult(inst, word(inst.operands[0]));
  case Op::GuardInt:
  case Op::GuardFloat:
    return guard(inst);
  case Op::IntAdd:
  case Op::IntSub:
  case Op::IntMul:
    return intArithmetic(inst);
  case Op::IntFloorDiv:
  case Op::IntMod:
    return intDivision(inst);
  case Op::IntAnd:
    return setResult(inst,
                     b.CreateAnd(get(inst.operands[0]), get(inst.operands[1])));
  case Op::IntOr:
    return setResult(inst,
                     b.CreateOr(get(inst.operands[0]), get(inst.operands[1])));
  case Op::IntXor:
    return setResult(inst,
                     b.CreateXor(get(inst.operands[0]), get(inst.operands[1])));
  case Op::IntNot:
    return setResult(inst, b.CreateNot(get(inst.operands[0])));
  case Op::IntNeg: {
    Value *a = get(inst.operands[0]);
    exitIf(b.CreateICmpEQ(a, i64(uint64_t(INT64_MIN))), inst, false);
    return setResult(inst, b.CreateNeg(a));
  }
  case Op::IntShl: {
    Value *a = get(inst.operands[0]), *count = get(inst.operands[1]);
    exitIf(b.CreateICmpUGT(count, i64(62)), inst, false);
    Value *shifted = b.CreateShl(a, count);
    exitIf(b.CreateICmpNE(b.CreateAShr(shifted, count), a), inst, false);
    return setResult(inst, shifted);
  }
  case Op::IntShr: {
    Value *a = get(inst.operands[0]), *count = get(inst.operands[1]);
    exitIf(b.CreateICmpSLT(count, i64(0)), inst, false);
    Value *bounded = b.CreateBinaryIntrinsic(Intrinsic::umin, count, i64(63));
    return setResult(inst, b.CreateAShr(a, bounded));
  }
  case Op::IntTrueDiv: {
    Value *a = get(inst.operands[0]), *d = get(inst.operands[1]);
    constexpr uint64_t kExact = uint64_t(1) << 53;
    auto tooLarge = [&](Value *v) {
      return b.CreateICmpUGT(b.CreateAdd(v, i64(kExact)), i64(2 * kExact));
    };
    Value *bad = b.CreateOr(b.CreateICmpEQ(d, i64(0)),
                            b.CreateOr(tooLarge(a), tooLarge(d)));
    exitIf(bad, inst, false);
    return setResult(inst, b.CreateFDiv(b.CreateSIToFP(a, b.getDoubleTy()),
                                        b.CreateSIToFP(d, b.getDoubleTy())));
  }
  case Op::IntToFloat:
    return setResult(inst,
                     b.CreateSIToFP(get(inst.operands[0]), b.getDoubleTy()));
  case Op::IntCompare: {
    constexpr CmpInst::Predicate predicates[] = {
        CmpInst::ICMP_SLT, CmpInst::ICMP_SLE, CmpInst::ICMP_EQ,
        CmpInst::ICMP_NE,  CmpInst::ICMP_SGT, CmpInst::ICMP_SGE};
    return setResult(inst,
                     b.CreateICmp(predicates[inst.index], get(inst.operands[0]),
                                  get(inst.operands[1])));
  }
  case Op::FloatCompare: {
    constexpr CmpInst::Predicate predicates[] = {
        CmpInst::FCMP_OLT, CmpInst::FCMP_OLE, CmpInst::FCMP_OEQ,
        CmpInst::FCMP_UNE, CmpInst::FCMP_OGT, CmpInst::FCMP_OGE};
    return setResult(inst,
                     b.CreateFCmp(predicates[inst.index], get(inst.operands[0]),
                                  get(inst.operands[1])));
  }
  case Op::ItemInt:
  case Op::ItemFloat:
    return loadItem(inst);
  case Op::StoreItem:
    return storeItem(inst);
  case Op::BoolNot:
    return setResult(inst, b.CreateNot(get(inst.operands[0])));
  default:
    return floatArithmetic(inst);
  }
}

void FunctionLowering::guard(const dxir::Instruction &inst) {
  Value *value = get(inst.operands[0]);
  if (inst.op == Op::GuardInt) {
    exitIf(b.CreateICmpNE(b.CreateAnd(value, i64(3)), i64(1)), inst, false);
    return setResult(inst, b.CreateAShr(value, i64(2)));
  }
  exitIf(b.CreateICmpEQ(b.CreateAnd(value, i64(2)), i64(0)), inst, false);
  Value *rotated = b.CreateIntrinsic(b.getInt64Ty(), Intrinsic::fshl,
                                     {value, value, i64(60)});
  setResult(inst, b.CreateBitCast(b.CreateAdd(rotated, i64(kFloatBias)),
                                  b.getDoubleTy()));
}

void FunctionLowering::loadItem(const dxir::Instruction &inst) {
  bool real = inst.op == Op::ItemFloat;
  IRBuilder<> atEntry(&body->getEntryBlock(), body->getEntryBlock().begin());
  Type *type = real ? b.getDoubleTy() : b.getInt64Ty();
  Value *out = atEntry.CreateAlloca(type);
  Value *found =
      callRuntime(real ? "dxItemFloat" : "dxItemInt",
                  {get(inst.operands[0]), get(inst.operands[1]), out});
  exitIf(b.CreateICmpEQ(found, i32(0)), inst, false);
  setResult(inst, b.CreateLoad(type, out));
}

/// Stored as it is where the list has such items, else as any word.
void FunctionLowering::storeItem(const dxir::Instruction &inst) {
  Value *object = get(inst.operands[0]), *index = get(inst.operands[1]),
        *item = get(inst.operands[2]);
  bool real = item->getType()->isDoubleTy();
  Value *stored = callRuntime(real ? "dxStoreItemFloat" : "dxStoreItemInt",
                              {object, index, item});
  auto *other = newBlock("other"), *done = newBlock("stored");
  b.CreateCondBr(b.CreateICmpNE(stored, i32(0)), done, other);
  b.SetInsertPoint(other);
  Value *key = word(inst.operands[1]), *boxed = word(inst.operands[2]);
  SmallVector<Value *, 2> boxes{key, boxed};
  storeSubscript(inst, object, key, boxed);
  for (Value *box : boxes)
    release(box, inst.pc);
  b.CreateBr(done);
  b.SetInsertPoint(done);
}

void FunctionLowering::intArithmetic(const dxir::Instruction &inst) {
  Value *x = get(inst.operands[0]), *y = get(inst.operands[1]);
  bool add = inst.op == Op::IntAdd, sub = inst.op == Op::IntSub;
  if (!inst.state.valid()) // proven to fit
    return setResult(inst, add   ? b.CreateNSWAdd(x, y)
                           : sub ? b.CreateNSWSub(x, y)
                                 : b.CreateNSWMul(x, y));
  Intrinsic::ID id = add   ? Intrinsic::sadd_with_overflow
                     : sub ? Intrinsic::ssub_with_overflow
                           : Intrinsic::smul_with_overflow;
  Value *pair = b.CreateBinaryIntrinsic(id, x, y);
  exitIf(b.CreateExtractValue(pair, 1), inst, false);
  setResult(inst, b.CreateExtractValue(pair, 0));
}

/// Rounds towards minus infinity, as Python does.
void FunctionLowering::intDivision(const dxir::Instruction &inst) {
  Value *x = get(inst.operands[0]), *y = get(inst.operands[1]);
  if (inst.state.valid()) {
    exitIf(b.CreateICmpEQ(y, i64(0)), inst, false);
    Value *overflows = b.CreateAnd(b.CreateICmpEQ(y, i64(uint64_t(-1))),
                                   b.CreateICmpEQ(x, i64(uint64_t(INT64_MIN))));
    exitIf(overflows, inst, false);
  }
  Value *remainder = b.CreateSRem(x, y);
  Value *adjust =
      b.CreateAnd(b.CreateICmpNE(remainder, i64(0)),
                  b.CreateICmpSLT(b.CreateXor(remainder, y), i64(0)));
  if (inst.op == Op::IntMod)
    return setResult(inst,
                     b.CreateAdd(remainder, b.CreateSelect(adjust, y, i64(0))));
  setResult(inst, b.CreateSub(b.CreateSDiv(x, y),
                              b.CreateZExt(adjust, b.getInt64Ty())));
}

void FunctionLowering::floatArithmetic(const dxir::Instruction &inst) {
  Value *x = get(inst.operands[0]);
  if (inst.op == Op::FloatNeg)
    return setResult(inst, b.CreateFNeg(x));
  Value *y = get(inst.operands[1]);
  switch (inst.op) {
  case Op::FloatAdd:
    return setResult(inst, b.CreateFAdd(x, y));
  case Op::FloatSub:
    return setResult(inst, b.CreateFSub(x, y));
  case Op::FloatMul:
    return setResult(inst, b.CreateFMul(x, y));
  case Op::FloatDiv:
    exitIf(b.CreateFCmpOEQ(y, ConstantFP::get(b.getDoubleTy(), 0)), inst,
           false);
    return setResult(inst, b.CreateFDiv(x, y));
  case Op::FloatMod:
    return floatModulo(inst);
  case Op::FloatPow:
    return floatPower(inst);
  default:
    llvm_unreachable("an operation without lowering");
  }
}

/// The remainder has the sign of the divisor, zero too.
void FunctionLowering::floatModulo(const dxir::Instruction &inst) {
  Value *x = get(inst.operands[0]), *y = get(inst.operands[1]),
        *zero = ConstantFP::get(b.getDoubleTy(), 0);
  exitIf(b.CreateFCmpOEQ(y, zero), inst, false);
  Value *remainder = b.CreateFRem(x, y);
  Value *isZero = b.CreateFCmpOEQ(remainder, zero);
  Value *signsDiffer =
      b.CreateXor(b.CreateFCmpOLT(remainder, zero), b.CreateFCmpOLT(y, zero));
  Value *adjusted =
      b.CreateSelect(signsDiffer, b.CreateFAdd(remainder, y), remainder);
  Value *signedZero = b.CreateBinaryIntrinsic(Intrinsic::copysign, zero, y);
  setResult(inst, b.CreateSelect(isZero, signedZero, adjusted));
}

/// The C library's pow for positive bases and finite results; the interpreter
/// knows the rest.
void FunctionLowering::floatPower(const dxir::Instruction &inst) {
  Value *x = get(inst.operands[0]), *y = get(inst.operands[1]);
  exitIf(b.CreateNot(b.CreateFCmpOGT(x, ConstantFP::get(b.getDoubleTy(), 0))),
         inst, false);
  FunctionCallee pow = module.getOrInsertFunction(
      "pow", b.getDoubleTy(), b.getDoubleTy(), b.getDoubleTy());
  cast<Function>(pow.getCallee())->setDoesNotAccessMemory();
  cast<Function>(pow.getCallee())->setDoesNotThrow();
  Value *result = b.CreateCall(pow, {x, y});
  Value *magnitude = b.CreateUnaryIntrinsic(Intrinsic::fabs, result);
  exitIf(b.CreateNot(b.CreateFCmpOLT(magnitude,
                                     ConstantFP::getInfinity(b.getDoubleTy()))),
         inst, false);
  setResult(inst, result);
}

} // namespace dxpy::codegen
