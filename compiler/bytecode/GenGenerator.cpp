// yield, yield from, await.
#include "compiler/bytecode/CodeGen.h"

namespace dxpy::bytecode {

Reg CodeGen::yieldValue(Reg value, uint32_t depth, Reg want) {
  if (scope.isGenerator && scope.isCoroutine) {
    Reg wrapped = b.temp(depth);
    b.emit(Opcode::AsyncGenWrap, wrapped, value);
    value = wrapped;
  }
  b.depth = depth;
  Reg sent = b.push();
  b.emit(Opcode::Yield, sent, value);
  return settle(sent, depth, want);
}

Reg CodeGen::genYield(const ast::Yield *node, Reg want) {
  if (!isFunction()) {
    fail(DiagnosticId::YieldOutsideFunction);
    return target(want);
  }
  uint32_t depth = b.depth;
  Reg value = node->value ? expr(node->value) : loadConst(Constant::none());
  return yieldValue(value, depth, want);
}

Reg CodeGen::delegate(Reg want) {
  uint32_t depth = b.depth - 1;
  Reg iterator = b.temp(depth);
  Reg value = loadConst(Constant::none());
  Label again = b.newLabel(), end = b.newLabel();
  b.bind(again);
  b.emit(Opcode::Send, 0, value.bits, iterator.bits, end);
  b.emit(Opcode::Yield, value, value, iterator, kYieldDelegates);
  b.emitJump(again);
  b.bind(end);
  b.depth = depth;
  Reg dst = target(want);
  b.emit(Opcode::Move, dst, value);
  return dst;
}

Reg CodeGen::genYieldFrom(const ast::YieldFrom *node, Reg want) {
  if (!isFunction() || kind == UnitKind::AsyncFunction) {
    fail(isFunction() ? DiagnosticId::YieldFromInAsync
                      : DiagnosticId::YieldOutsideFunction);
    return target(want);
  }
  uint32_t depth = b.depth;
  Reg value = expr(node->value);
  result(Opcode::GetYieldFromIter, depth, {}, value.bits);
  return delegate(want);
}

Reg CodeGen::awaitTop(unsigned how, Reg want) {
  Reg awaitable = b.temp(b.depth - 1);
  b.emit(Opcode::GetAwaitable, awaitable, awaitable, {}, how);
  return delegate(want);
}

Reg CodeGen::genAwait(const ast::Await *node, Reg want) {
  if (!(state.options.topLevelAwait && kind == UnitKind::Module)) {
    if (!isFunction()) {
      fail(DiagnosticId::AwaitOutsideFunction);
      return target(want);
    }
    if (kind != UnitKind::AsyncFunction && kind != UnitKind::Comprehension) {
      fail(DiagnosticId::AwaitOutsideAsync);
      return target(want);
    }
  }
  exprTemp(node->value);
  return awaitTop(0, want);
}

} // namespace dxpy::bytecode
