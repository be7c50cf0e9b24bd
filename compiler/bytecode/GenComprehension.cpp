// Comprehensions and generator expressions: functions of one argument, the
// outermost iterator.
#include "compiler/bytecode/CodeGen.h"

namespace dxpy::bytecode {

Reg CodeGen::genComprehension(const ast::ExprNode *node, Comp comp,
                              std::string_view name,
                              const ast::Seq<ast::Comprehension *> &generators,
                              const ast::ExprNode *element,
                              const ast::ExprNode *value, Reg want) {
  uint32_t base = b.depth;
  Scope &innerScope = *state.tree.of(node);
  bool isAsync = innerScope.isCoroutine;
  bool topLevelAwait = state.options.topLevelAwait && kind == UnitKind::Module;
  CodeGen inner(state, this, innerScope, UnitKind::Comprehension, name,
                node->loc.lineno);
  inner.setLoc(node);
  inner.unit->layout.argCount = 1;
  if (isAsync && comp != Comp::Generator && kind != UnitKind::AsyncFunction &&
      kind != UnitKind::Comprehension && !topLevelAwait) {
    inner.fail(DiagnosticId::AsyncComprehensionOutside);
    return target(want);
  }
  Reg container;
  if (comp != Comp::Generator) {
    Opcode build = comp == Comp::List  ? Opcode::BuildList
                   : comp == Comp::Set ? Opcode::BuildSet
                                       : Opcode::BuildDict;
    container = inner.result(build, 0, {}, inner.b.temp(0).bits, 0);
  }
  inner.compGenerators(generators, 0, comp, element, value, container);
  if (container)
    inner.b.emit(Opcode::Return, container);
  else
    inner.implicitReturn();
  auto code = inner.finishUnit();

  b.depth = base + kCallCallable;
  makeFunction(code, 0, b.depth, top());
  b.temp(base + kCallSelf);
  b.depth = base + kCallArgs;
  const ast::Comprehension *outermost = generators[0];
  uint32_t argument = b.depth;
  Reg iterated = outermost->is_async ? expr(outermost->iter)
                                     : iterable(outermost->iter, {});
  result(outermost->is_async ? Opcode::GetAiter : Opcode::GetIter, argument, {},
         iterated.bits);
  if (!isAsync || comp == Comp::Generator)
    return emitCall(base, 1, 0, want);
  emitCall(base, 1, 0, {});
  return awaitTop(0, want);
}

void CodeGen::compGenerators(const ast::Seq<ast::Comprehension *> &generators,
                             uint32_t index, Comp comp,
                             const ast::ExprNode *element,
                             const ast::ExprNode *value, Reg container) {
  if (failed())
    return;
  if (index == generators.size())
    return compElement(comp, element, value, container);
  if (generators[index]->is_async)
    compAsync(generators, index, comp, element, value, container);
  else
    compSync(generators, index, comp, element, value, container);
}

void CodeGen::compElement(Comp comp, const ast::ExprNode *element,
                          const ast::ExprNode *value, Reg container) {
  uint32_t depth = b.depth;
  switch (comp) {
  case Comp::Generator:
    drop(yieldValue(expr(element), depth, {}));
    break;
  case Comp::List:
    b.emit(Opcode::ListAppend, expr(element), container);
    break;
  case Comp::Set:
    b.emit(Opcode::SetAdd, expr(element), container);
    break;
  case Comp::Dict: {
    Reg key = operand(element, {value});
    Reg item = expr(value);
    b.emit(Opcode::DictSet, item, container, key);
    break;
  }
  }
  b.depth = depth;
}

void CodeGen::compSync(const ast::Seq<ast::Comprehension *> &generators,
                       uint32_t index, Comp comp, const ast::ExprNode *element,
                       const ast::ExprNode *value, Reg container) {
  const ast::Comprehension *generator = generators[index];
  uint32_t depth = b.depth;
  Label body = b.newLabel(), test = b.newLabel(), skip = b.newLabel();
  // `for y in [f(x)]` is an assignment
  const ast::Seq<ast::ExprNode *> *elements = nullptr;
  if (auto *list = ast::dynCast<ast::List>(generator->iter))
    elements = &list->elts;
  else if (auto *tuple = ast::dynCast<ast::Tuple>(generator->iter);
           tuple && !constantOf(tuple))
    elements = &tuple->elts;
  if (index > 0 && elements && elements->size() == 1 &&
      !ast::isA<ast::Starred>((*elements)[0])) {
    assignTo(generator->target, (*elements)[0]);
    for (const ast::ExprNode *condition : generator->ifs)
      jumpIf(condition, skip, false);
    compGenerators(generators, index + 1, comp, element, value, container);
    b.bind(skip);
    b.depth = depth;
    return;
  }
  Reg iterator;
  if (index == 0) {
    iterator = b.push();
    b.emit(Opcode::Move, iterator, Reg(Reg::Local, 0));
  } else {
    Reg iterated = iterable(generator->iter, {});
    iterator = result(Opcode::GetIter, depth, {}, iterated.bits);
  }
  b.emitJump(test);
  b.bind(body);
  Reg local = loopTarget(generator->target);
  Reg item = local ? local : b.push();
  if (!local)
    store(generator->target, item);
  b.depth = depth + 1;
  for (const ast::ExprNode *condition : generator->ifs)
    jumpIf(condition, test, false);
  compGenerators(generators, index + 1, comp, element, value, container);
  b.bind(test);
  b.emit(Opcode::ForIter, 0, item.bits, iterator.bits, body);
  b.depth = depth;
}

void CodeGen::compAsync(const ast::Seq<ast::Comprehension *> &generators,
                        uint32_t index, Comp comp, const ast::ExprNode *element,
                        const ast::ExprNode *value, Reg container) {
  const ast::Comprehension *generator = generators[index];
  uint32_t depth = b.depth;
  HandlerId outside = b.handler;
  Label start = b.newLabel(), except = b.newLabel();
  Reg iterator;
  if (index == 0) {
    iterator = b.push();
    b.emit(Opcode::Move, iterator, Reg(Reg::Local, 0));
  } else {
    Reg iterated = expr(generator->iter);
    iterator = result(Opcode::GetAiter, depth, {}, iterated.bits);
  }
  b.bind(start);
  FrameBlock block{FrameBlock::AsyncComprehension};
  block.outside = outside;
  pushBlock(block);
  b.handler = b.newHandler({except, depth + 1, depth + 1, false});
  b.emit(Opcode::GetAnext, b.push(), iterator);
  Reg item = delegate(loopTarget(generator->target));
  b.handler = outside;
  if (item.isTemp())
    store(generator->target, item);
  b.depth = depth + 1;
  for (const ast::ExprNode *condition : generator->ifs)
    jumpIf(condition, start, false);
  compGenerators(generators, index + 1, comp, element, value, container);
  b.emitJump(start);
  popBlock();
  b.bind(except);
  b.emit(Opcode::EndAsyncFor, b.temp(depth + 1), iterator);
  b.depth = depth;
}

} // namespace dxpy::bytecode
