// try, with, and leaving them. A handler's temporaries, D being the depth
// outside: D the exception that was being handled before, D+1 the one being
// handled, D+2 the raising pc where it is kept.
#include "compiler/bytecode/CodeGen.h"

namespace dxpy::bytecode {

namespace {
constexpr size_t maxBlocks = 20;
}

void CodeGen::pushBlock(FrameBlock block) {
  if (blocks.size() >= maxBlocks)
    fail(DiagnosticId::TooManyBlocks);
  blocks.push_back(block);
}

// `block` is no longer on the stack, except for loops. What it emits is outside
// of its protection.
void CodeGen::unwind(const FrameBlock &block, bool keepsValue) {
  uint32_t depth = b.depth;
  switch (block.kind) {
  case FrameBlock::WhileLoop:
  case FrameBlock::ExceptionHandler:
  case FrameBlock::ExceptionGroupHandler:
  case FrameBlock::AsyncComprehension:
    return;
  case FrameBlock::ForLoop:
    drop(block.reg);
    return;
  case FrameBlock::TryExcept:
    b.handler = block.outside;
    return;
  case FrameBlock::FinallyTry:
    b.handler = block.outside;
    if (keepsValue) {
      FrameBlock value{FrameBlock::PopValue};
      value.reg = b.temp(b.depth - 1);
      value.outside = b.handler;
      pushBlock(value);
    }
    statements(*block.body);
    if (keepsValue)
      popBlock();
    b.depth = depth;
    unsetLoc();
    return;
  case FrameBlock::FinallyEnd:
    drop(block.exception);
    b.handler = block.outside;
    b.emit(Opcode::PopExc, block.reg);
    return;
  case FrameBlock::With:
  case FrameBlock::AsyncWith:
    setLoc(block.node);
    b.handler = block.outside;
    callExit(block.reg, block.kind == FrameBlock::AsyncWith);
    unsetLoc();
    return;
  case FrameBlock::HandlerCleanup:
    b.handler = block.outside;
    if (block.reg)
      b.emit(Opcode::PopExc, block.reg);
    clearName(block.name);
    return;
  case FrameBlock::PopValue:
    drop(block.reg);
    return;
  }
}

int CodeGen::unwindAll(bool keepsValue, bool toLoop) {
  std::vector<FrameBlock> left;
  int found = -1;
  while (!blocks.empty() && !failed()) {
    FrameBlock block = blocks.back();
    if (block.kind == FrameBlock::ExceptionGroupHandler) {
      fail(DiagnosticId::JumpInExceptStar);
      break;
    }
    if (toLoop && (block.kind == FrameBlock::WhileLoop ||
                   block.kind == FrameBlock::ForLoop)) {
      found = int(blocks.size() - 1);
      break;
    }
    blocks.pop_back();
    left.push_back(block);
    unwind(block, keepsValue);
  }
  blocks.insert(blocks.end(), left.rbegin(), left.rend());
  return found;
}

// -- try

template <class T> void CodeGen::genTry(const T *node, bool star) {
  if (!node->finalbody.empty())
    return genTryFinally(node, star);
  if (star)
    return genTryStar(node->body, node->handlers, node->orelse);
  genTryExcept(node->body, node->handlers, node->orelse);
}
template void CodeGen::genTry(const ast::Try *, bool);
template void CodeGen::genTry(const ast::TryStar *, bool);

// What runs when an exception leaves a handler: the exception handled before is
// it again.
void CodeGen::cleanupHandler(Label cleanup, uint32_t depth, HandlerId outside) {
  b.bind(cleanup);
  b.handler = outside;
  unsetLoc();
  b.emit(Opcode::PopExc, b.temp(depth));
  b.emit(Opcode::Reraise, b.temp(depth + 1), b.temp(depth + 2), {}, 1);
}

template <class T> void CodeGen::genTryFinally(const T *node, bool star) {
  uint32_t depth = b.depth;
  HandlerId outside = b.handler;
  Label finally = b.newLabel(), cleanup = b.newLabel(), exit = b.newLabel();
  b.handler = b.newHandler({finally, depth, depth + 1, false});
  FrameBlock block{FrameBlock::FinallyTry};
  block.outside = outside;
  block.body = &node->finalbody;
  pushBlock(block);
  if (node->handlers.empty())
    statements(node->body);
  else if (star)
    genTryStar(node->body, node->handlers, node->orelse);
  else
    genTryExcept(node->body, node->handlers, node->orelse);
  b.handler = outside;
  popBlock();
  statements(node->finalbody);
  unsetLoc();
  b.emitJump(exit);

  b.bind(finally);
  b.handler = b.newHandler({cleanup, depth + 1, depth + 1, true});
  Reg previous = b.temp(depth), exception = b.temp(depth + 1);
  b.temp(depth + 2);
  b.depth = depth + 2;
  b.emit(Opcode::PushExc, previous, exception);
  FrameBlock end{FrameBlock::FinallyEnd};
  end.reg = previous;
  end.exception = exception;
  end.outside = outside;
  pushBlock(end);
  statements(node->finalbody);
  popBlock();
  b.emit(Opcode::Reraise, exception);
  cleanupHandler(cleanup, depth, outside);
  b.bind(exit);
  b.depth = depth;
}

void CodeGen::genTryExcept(const ast::Seq<ast::StmtNode *> &body,
                           const ast::Seq<ast::ExceptHandler *> &handlers,
                           const ast::Seq<ast::StmtNode *> &orelse) {
  uint32_t depth = b.depth;
  HandlerId outside = b.handler;
  Label except = b.newLabel(), cleanup = b.newLabel(), end = b.newLabel();
  b.handler = b.newHandler({except, depth, depth + 1, false});
  FrameBlock block{FrameBlock::TryExcept};
  block.outside = outside;
  pushBlock(block);
  statements(body);
  popBlock();
  b.handler = outside;
  statements(orelse);
  unsetLoc();
  b.emitJump(end);

  b.bind(except);
  HandlerId inside = b.newHandler({cleanup, depth + 1, depth + 1, true});
  b.handler = inside;
  Reg previous = b.temp(depth), exception = b.temp(depth + 1);
  b.temp(depth + 2);
  b.emit(Opcode::PushExc, previous, exception);
  FrameBlock handling{FrameBlock::ExceptionHandler};
  handling.outside = outside;
  pushBlock(handling);
  for (uint32_t i = 0; i < handlers.size() && !failed(); ++i) {
    b.handler = inside;
    b.depth = depth + 2;
    setLoc(handlers[i]);
    if (!handlers[i]->type && i + 1 < handlers.size())
      return fail(DiagnosticId::DefaultExceptNotLast);
    genHandler(handlers[i], depth, outside, end);
  }
  popBlock();
  b.handler = inside;
  unsetLoc();
  b.emit(Opcode::Reraise, exception);
  cleanupHandler(cleanup, depth, outside);
  b.bind(end);
  b.depth = depth;
}

void CodeGen::genHandler(const ast::ExceptHandler *handler, uint32_t depth,
                         HandlerId outside, Label end) {
  Reg previous = b.temp(depth), exception = b.temp(depth + 1);
  HandlerId inside = b.handler;
  Label next = b.newLabel();
  if (handler->type) {
    Reg type = expr(handler->type);
    Reg matches =
        result(Opcode::MatchExc, depth + 2, {}, exception.bits, type.bits);
    b.emitJumpIf(Opcode::JumpIfFalse, matches, next);
    b.depth = depth + 2;
  }
  Label nameCleanup = b.newLabel();
  if (handler->name) {
    storeName(handler->name, exception);
    b.handler = b.newHandler({nameCleanup, depth + 1, depth + 1, true});
  } else {
    drop(exception);
  }
  b.depth = depth + 1;
  FrameBlock block{FrameBlock::HandlerCleanup};
  block.reg = previous;
  block.name = handler->name;
  block.outside = outside;
  pushBlock(block);
  statements(handler->body);
  popBlock();
  unsetLoc();
  b.handler = outside;
  b.emit(Opcode::PopExc, previous);
  clearName(handler->name);
  b.emitJump(end);
  if (handler->name) {
    b.bind(nameCleanup);
    b.handler = inside;
    b.depth = depth + 3;
    clearName(handler->name);
    b.emit(Opcode::Reraise, exception, b.temp(depth + 2), {}, 1);
  }
  b.bind(next);
}

// -- try with except*. In the handlers: D+1 the whole group, D+2 the list of
// what was raised and left, D+3 the part that no clause has taken yet.
void CodeGen::genTryStar(const ast::Seq<ast::StmtNode *> &body,
                         const ast::Seq<ast::ExceptHandler *> &handlers,
                         const ast::Seq<ast::StmtNode *> &orelse) {
  uint32_t depth = b.depth;
  HandlerId outside = b.handler;
  Label except = b.newLabel(), cleanup = b.newLabel(), elseLabel = b.newLabel(),
        end = b.newLabel();
  Label reraise = b.newLabel();
  b.handler = b.newHandler({except, depth, depth + 1, false});
  FrameBlock block{FrameBlock::TryExcept};
  block.outside = outside;
  pushBlock(block);
  statements(body);
  popBlock();
  b.handler = outside;
  unsetLoc();
  b.emitJump(elseLabel);

  b.bind(except);
  HandlerId inside = b.newHandler({cleanup, depth + 1, depth + 1, true});
  b.handler = inside;
  Reg previous = b.temp(depth), whole = b.temp(depth + 1),
      list = b.temp(depth + 2), rest = b.temp(depth + 3);
  b.emit(Opcode::PushExc, previous, whole);
  FrameBlock handling{FrameBlock::ExceptionGroupHandler};
  handling.outside = outside;
  pushBlock(handling);
  b.emit(Opcode::Copy, rest, whole);
  b.emit(Opcode::BuildList, 0, list.bits, list.bits, 0);
  for (const ast::ExceptHandler *handler : handlers) {
    setLoc(handler);
    genStarHandler(handler, depth, inside);
  }
  b.emit(Opcode::ListAppend, rest, list);
  popBlock();
  unsetLoc();
  b.emit(Opcode::PrepReraiseStar, whole, whole, list);
  b.emit(Opcode::Copy, list, whole);
  b.emitJumpIf(Opcode::JumpIfNotNone, list, reraise);
  drop(whole);
  b.handler = outside;
  b.emit(Opcode::PopExc, previous);
  b.emitJump(end);
  b.bind(reraise);
  b.emit(Opcode::PopExc, previous);
  b.emit(Opcode::Reraise, whole);
  cleanupHandler(cleanup, depth, outside);
  b.depth = depth;
  b.bind(elseLabel);
  statements(orelse);
  b.bind(end);
}

void CodeGen::genStarHandler(const ast::ExceptHandler *handler, uint32_t depth,
                             HandlerId inside) {
  Reg list = b.temp(depth + 2), rest = b.temp(depth + 3),
      match = b.temp(depth + 4), copy = b.temp(depth + 5);
  Label taken = b.newLabel(), nameCleanup = b.newLabel(), next = b.newLabel();
  b.depth = depth + 4;
  Reg type = expr(handler->type);
  b.emit(Opcode::MatchExcGroup, rest, rest, type);
  b.emit(Opcode::Copy, copy, match);
  b.emitJumpIf(Opcode::JumpIfNotNone, copy, taken);
  drop(match);
  b.emitJump(next);
  b.bind(taken);
  b.depth = depth + 5;
  if (handler->name)
    storeName(handler->name, match);
  else
    drop(match);
  b.depth = depth + 4;
  b.handler = b.newHandler({nameCleanup, depth + 4, depth + 4, true});
  FrameBlock block{FrameBlock::HandlerCleanup};
  block.name = handler->name;
  block.outside = inside;
  pushBlock(block);
  statements(handler->body);
  popBlock();
  unsetLoc();
  b.handler = inside;
  clearName(handler->name);
  b.emitJump(next);
  b.bind(nameCleanup);
  b.depth = depth + 6;
  clearName(handler->name);
  b.emit(Opcode::ListAppend, match, list);
  drop(copy);
  b.bind(next);
  b.depth = depth + 4;
}

// -- with

// Calls __exit__ with three None.
void CodeGen::callExit(Reg exitFunction, bool isAsync) {
  uint32_t depth = b.depth;
  Reg value = b.push();
  b.emit(Opcode::WithExit, value, exitFunction, {}, 1);
  if (isAsync)
    value = awaitTop(2, {});
  drop(value);
  b.depth = depth;
}

template <class T>
void CodeGen::genWith(const T *node, uint32_t index, bool isAsync) {
  if (isAsync && kind != UnitKind::AsyncFunction &&
      !(state.options.topLevelAwait && kind == UnitKind::Module))
    return fail(DiagnosticId::AsyncWithOutsideAsync);
  const ast::WithItem *item = node->items[index];
  uint32_t depth = b.depth;
  HandlerId outside = b.handler;
  Label handlerLabel = b.newLabel(), suppressed = b.newLabel(),
        cleanup = b.newLabel(), exit = b.newLabel();
  setLoc(node);
  Reg manager = expr(item->context_expr);
  Reg exitFunction = b.temp(depth);
  b.temp(depth + 1);
  b.emit(isAsync ? Opcode::AsyncWithEnter : Opcode::WithEnter, exitFunction,
         manager);
  b.depth = depth + 2;
  Reg value = b.temp(depth + 1);
  if (isAsync)
    value = awaitTop(1, {});
  b.handler = b.newHandler({handlerLabel, depth + 1, depth + 2, true});
  FrameBlock block{isAsync ? FrameBlock::AsyncWith : FrameBlock::With};
  block.reg = exitFunction;
  block.node = node;
  block.outside = outside;
  pushBlock(block);
  if (item->optional_vars)
    store(item->optional_vars, value);
  else
    drop(value);
  b.depth = depth + 1;
  if (index + 1 == node->items.size())
    statements(node->body);
  else
    genWith(node, index + 1, isAsync);
  popBlock();
  b.handler = outside;
  setLoc(node);
  callExit(exitFunction, isAsync);
  b.emitJump(exit);

  b.bind(handlerLabel);
  b.handler = b.newHandler({cleanup, depth + 2, depth + 2, true});
  Reg previous = b.temp(depth + 1), exception = b.temp(depth + 2),
      lasti = b.temp(depth + 3);
  b.depth = depth + 4;
  b.emit(Opcode::PushExc, previous, exception);
  Reg verdict = b.push();
  b.emit(Opcode::WithExit, verdict, exitFunction, exception);
  if (isAsync)
    verdict = awaitTop(2, {});
  unsetLoc();
  b.emitJumpIf(Opcode::JumpIfTrue, verdict, suppressed);
  b.emit(Opcode::Reraise, exception, lasti, {}, 1);
  cleanupHandler(cleanup, depth + 1, outside);
  b.bind(suppressed);
  drop(exception);
  b.emit(Opcode::PopExc, previous);
  drop(lasti);
  b.bind(exit);
  b.depth = depth;
}
template void CodeGen::genWith(const ast::With *, uint32_t, bool);
template void CodeGen::genWith(const ast::AsyncWith *, uint32_t, bool);

} // namespace dxpy::bytecode
