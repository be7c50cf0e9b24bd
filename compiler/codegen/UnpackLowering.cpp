// Steps of iterators, and unpacking: the items of exact tuples and lists go
// straight into values, also in large functions, and values that were unpacked
// together are dropped together.
#include "compiler/codegen/FunctionLowering.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace dxpy::codegen {

using dxir::Op;

/// More items than this are unpacked through memory.
static constexpr size_t kMostInline = 16;
/// Up to here floats and counts are inlined too.
static constexpr size_t kShort = 3;

/// Items that only an Unpack into two values behind Next sees, and drops.
void FunctionLowering::findPairs() {
  if (shared.options.testing) // which leaves between the two
    return;
  std::vector<const dxir::Instruction *> unpackers(f.values.size());
  auto isUnpack = [&](const dxir::Instruction &inst) {
    return inst.op == Op::Generic && inst.opcode == Opcode::Unpack &&
           inst.results.size() == 2;
  };
  for (const dxir::Block &block : f.blocks)
    for (dxir::InstId id : block.instructions)
      if (const dxir::Instruction &inst = f.instruction(id); isUnpack(inst))
        if (const dxir::Instruction *from = f.definition(inst.operands[0]);
            from && from->op == Op::Next) {
          unpackers[inst.operands[0].index] = &inst;
          pairs[inst.operands[0].index].possible = true;
        }
  for (const dxir::Block &block : f.blocks)
    for (dxir::InstId id : block.instructions) {
      const dxir::Instruction &inst = f.instruction(id);
      auto use = [&](dxir::ValueId value) {
        if (unpackers[value.index] != &inst)
          pairs[value.index].possible = false;
      };
      if (inst.op != Op::Drop && inst.op != Op::IsUndef)
        for_each(inst.operands, use);
      for (const dxir::Edge &edge : inst.targets)
        for_each(edge.arguments, use);
      if (inst.state.valid())
        for (const dxir::StateEntry &entry : f.state(inst.state).entries)
          use(entry.value);
    }
}

Value *FunctionLowering::next(const dxir::Instruction &inst) {
  Value *iterator = word(inst.operands[0]);
  auto step = [&] {
    return orCold(inst, callRuntime("dxTryNext", {iterator}), kError,
                  Found::Borrowed, Failure::Zero,
                  [&] { return callRuntime("dxNextSlow", {ts, iterator}); });
  };
  Pair &pair = pairs[inst.result().index];
  if (!pair.possible)
    return step();
  auto *other = newBlock("other"), *done = newBlock("item");
  Value *parts = callRuntime("dxTryNextPair", {ts, iterator});
  Value *first = b.CreateExtractValue(parts, 0),
        *second = b.CreateExtractValue(parts, 1);
  Way paired{b.GetInsertBlock(), lentKeepers()};
  b.CreateCondBr(b.CreateICmpNE(first, i64(kError)), done, other);
  b.SetInsertPoint(other);
  Value *item = step();
  Way single{b.GetInsertBlock(), lentKeepers()};
  b.CreateBr(done);
  b.SetInsertPoint(done);
  auto merge = [&](Value *ofPair, Value *ofItem) {
    auto *phi = b.CreatePHI(b.getInt64Ty(), 2);
    phi->addIncoming(ofPair, paired.from);
    phi->addIncoming(ofItem, single.from);
    return phi;
  };
  auto *none = PoisonValue::get(b.getInt64Ty());
  Value *result = merge(i64(kPaired), item);
  pair.first = merge(first, none);
  pair.second = merge(second, none);
  mergeLent({paired, single});
  return result;
}

void FunctionLowering::unpack(const dxir::Instruction &inst) {
  size_t count = inst.results.size();
  if (count > 0 && count <= kMostInline)
    return unpackInline(inst);
  Value *out = scratch(std::max<unsigned>(unsigned(count), 1));
  promoteLent();
  raiseIfZero(withFrame(inst.pc,
                        [&] {
                          return callRuntime(
                              "dxUnpackItems",
                              {ts, word(inst.operands[0]), i64(count), out});
                        }),
              inst);
  for (auto [i, result] : enumerate(inst.results))
    set(result, b.CreateLoad(b.getInt64Ty(), b.CreateConstInBoundsGEP1_64(
                                                 b.getInt64Ty(), out, i)));
}

void FunctionLowering::unpackInline(const dxir::Instruction &inst) {
  size_t count = inst.results.size();
  Value *iterable = word(inst.operands[0]);
  auto *words = newBlock("words"), *ints = newBlock("ints"),
       *cold = newBlock("cold"), *done = newBlock("unpacked");
  struct Unpacked {
    BasicBlock *from;
    SmallVector<Value *, 8> items;
    bool counted;
  };
  SmallVector<Unpacked, 5> ways;
  SmallVector<Way, 5> joined;
  auto finish = [&](ArrayRef<Value *> items, bool mayBeCounted) {
    ways.push_back(
        {b.GetInsertBlock(), SmallVector<Value *, 8>(items), mayBeCounted});
    joined.push_back({b.GetInsertBlock(), lentKeepers()});
  };
  auto load = [&](Value *from) {
    SmallVector<Value *, 8> items;
    for (size_t i = 0; i < count; ++i)
      items.push_back(
          b.CreateLoad(b.getInt64Ty(),
                       b.CreateConstInBoundsGEP1_64(b.getInt64Ty(), from, i)));
    return items;
  };

  if (const Pair &pair = pairs[inst.operands[0].index]; pair.first) {
    auto *single = newBlock("single");
    b.CreateCondBr(b.CreateICmpEQ(iterable, i64(kPaired)), done, single);
    finish({pair.first, pair.second}, true);
    b.SetInsertPoint(single);
  }

  bool isShort = inlined && count <= kShort;
  auto *other = newBlock("other"), *list = newBlock("list"),
       *floats = isShort ? newBlock("floats") : cold;
  Value *ofTuple = runtime.call(b, "dxTupleItems", {iterable, i64(count)});
  BasicBlock *tuple = b.GetInsertBlock();
  b.CreateCondBr(b.CreateIsNotNull(ofTuple), words, other);
  b.SetInsertPoint(other);
  Value *storage = runtime.call(b, "dxListStorage", {iterable, i64(count)});
  b.CreateCondBr(b.CreateICmpNE(storage, i64(0)), list, cold);
  b.SetInsertPoint(list);
  Value *block =
      b.CreateIntToPtr(b.CreateAnd(storage, i64(~kListKindMask)), b.getPtrTy());
  Value *ofList = b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), block,
                                               offsetof(ListBlock, items));
  SwitchInst *byKind =
      b.CreateSwitch(b.CreateAnd(storage, i64(kListKindMask)), floats, 2);
  byKind->addCase(i64(kListWords), words);
  byKind->addCase(i64(kListInts), ints);

  b.SetInsertPoint(words);
  auto *place = b.CreatePHI(b.getPtrTy(), 2);
  place->addIncoming(ofTuple, tuple);
  place->addIncoming(ofList, list);
  SmallVector<Value *, 8> raw = load(place);
  if (isShort) {
    for (Value *item : raw)
      callRuntime("dxRetain", {ts, item});
  } else { // ints among themselves, or floats, have a bit in common
    auto *references = newBlock("references");
    Value *common = raw.front();
    for (Value *item : drop_begin(raw))
      common = b.CreateAnd(common, item);
    b.CreateCondBr(b.CreateIsNull(b.CreateAnd(common, i64(3))), references,
                   done);
    finish(raw, false);
    b.SetInsertPoint(references);
    runtime.call(b, "dxRetainWords", {ts, place, i64(count)});
  }
  finish(raw, true);
  b.CreateBr(done);

  b.SetInsertPoint(ints);
  SmallVector<Value *, 8> items = load(ofList);
  for (Value *&item : items)
    item = b.CreateOr(b.CreateShl(item, 2), 1);
  finish(items, false);
  b.CreateBr(done);

  if (isShort) {
    b.SetInsertPoint(floats);
    items = load(ofList);
    Value *fit = nullptr;
    for (Value *&item : items) {
      item = callRuntime("dxTryFloatWord", {item});
      fit = fit ? b.CreateAnd(fit, item) : item;
    }
    finish(items, false);
    b.CreateCondBr(b.CreateIsNotNull(b.CreateAnd(fit, i64(2))), done, cold,
                   unlikely());
  }

  b.SetInsertPoint(cold);
  promoteLent();
  Value *out = scratch(unsigned(count));
  raiseIfZero(withFrame(inst.pc,
                        [&] {
                          return callRuntime("dxUnpackItems",
                                             {ts, iterable, i64(count), out});
                        }),
              inst);
  finish(load(out), true);
  b.CreateBr(done);

  b.SetInsertPoint(done);
  auto *mayBeCounted = b.CreatePHI(b.getInt1Ty(), 6);
  for (const Unpacked &way : ways)
    mayBeCounted->addIncoming(b.getInt1(way.counted), way.from);
  for (auto [i, result] : enumerate(inst.results)) {
    auto *item = b.CreatePHI(b.getInt64Ty(), 6);
    for (const Unpacked &way : ways)
      item->addIncoming(way.items[i], way.from);
    set(result, item);
    counted[result.index] = mayBeCounted;
  }
  mergeLent(joined);
}

/// Drops at the front of \p instructions of values that were unpacked
/// together: one test skips them all. Gives their number, 0 if there are not
/// at least two.
size_t FunctionLowering::dropTogether(ArrayRef<dxir::InstId> instructions) {
  Value *group = nullptr;
  size_t count = 0;
  for (dxir::InstId id : instructions) {
    const dxir::Instruction &inst = f.instruction(id);
    Value *of = inst.op == Op::Drop ? counted[inst.operands[0].index] : nullptr;
    if (!of || (group && of != group))
      break;
    group = of;
    ++count;
  }
  if (count < 2)
    return 0;
  auto *drops = newBlock("drops"), *next = newBlock("next");
  Way skipped{b.GetInsertBlock(), lentKeepers()};
  b.CreateCondBr(group, drops, next);
  b.SetInsertPoint(drops);
  for (dxir::InstId id : instructions.take_front(count))
    instruction(f.instruction(id));
  Way dropped{b.GetInsertBlock(), lentKeepers()};
  b.CreateBr(next);
  b.SetInsertPoint(next);
  mergeLent({skipped, dropped});
  return count;
}

} // namespace dxpy::codegen
