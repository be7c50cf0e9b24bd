// Statements other than try, with, match and definitions.
#include "compiler/bytecode/CodeGen.h"

namespace dxpy::bytecode {

void CodeGen::statements(const ast::Seq<ast::StmtNode *> &nodes) {
  for (const ast::StmtNode *node : nodes) {
    if (failed())
      return;
    statement(node);
  }
}

void CodeGen::statement(const ast::StmtNode *node) {
  setLoc(node);
  dispatchStatement(node);
}

void CodeGen::dispatchStatement(const ast::StmtNode *node) {
  using namespace ast;
  switch (node->nodeKind) {
  case NodeKind::FunctionDef:
    return genFunction(cast<FunctionDef>(node), false);
  case NodeKind::AsyncFunctionDef:
    return genFunction(cast<AsyncFunctionDef>(node), true);
  case NodeKind::ClassDef:
    return genClass(cast<ClassDef>(node));
  case NodeKind::TypeAlias:
    return genTypeAlias(cast<TypeAlias>(node));
  case NodeKind::Return:
    return genReturn(cast<Return>(node));
  case NodeKind::Delete:
    for (const ExprNode *target : cast<Delete>(node)->targets)
      deleteTarget(target);
    return;
  case NodeKind::Assign:
    return genAssign(cast<Assign>(node));
  case NodeKind::AugAssign:
    return genAugAssign(cast<AugAssign>(node));
  case NodeKind::AnnAssign:
    return genAnnAssign(cast<AnnAssign>(node));
  case NodeKind::For:
    return genFor(cast<For>(node));
  case NodeKind::AsyncFor:
    return genAsyncFor(cast<AsyncFor>(node));
  case NodeKind::While:
    return genWhile(cast<While>(node));
  case NodeKind::If:
    return genIf(cast<If>(node));
  case NodeKind::With:
    return genWith(cast<ast::With>(node), 0, false);
  case NodeKind::AsyncWith:
    return genWith(cast<ast::AsyncWith>(node), 0, true);
  case NodeKind::Match:
    return genMatch(cast<Match>(node));
  case NodeKind::Raise:
    return genRaise(cast<Raise>(node));
  case NodeKind::Try:
    return genTry(cast<Try>(node), false);
  case NodeKind::TryStar:
    return genTry(cast<TryStar>(node), true);
  case NodeKind::Assert:
    return genAssert(cast<Assert>(node));
  case NodeKind::Import:
    return genImport(cast<Import>(node));
  case NodeKind::ImportFrom:
    return genImportFrom(cast<ImportFrom>(node));
  case NodeKind::Expr:
    return genExprStatement(cast<Expr>(node)->value);
  case NodeKind::Break:
    return genBreak(false);
  case NodeKind::Continue:
    return genBreak(true);
  default: // global, nonlocal, pass
    return;
  }
}

// Is there an annotated assignment in these statements, not looking into
// functions and classes?
bool CodeGen::hasAnnotations(const ast::Seq<ast::StmtNode *> &nodes) {
  using namespace ast;
  auto inTry = [&](auto *s) {
    for (const ast::ExceptHandler *handler : s->handlers)
      if (hasAnnotations(handler->body))
        return true;
    return hasAnnotations(s->body) || hasAnnotations(s->finalbody) ||
           hasAnnotations(s->orelse);
  };
  for (const StmtNode *node : nodes) {
    bool found = false;
    if (isA<AnnAssign>(node))
      found = true;
    else if (auto *s = dynCast<For>(node))
      found = hasAnnotations(s->body) || hasAnnotations(s->orelse);
    else if (auto *s = dynCast<AsyncFor>(node))
      found = hasAnnotations(s->body) || hasAnnotations(s->orelse);
    else if (auto *s = dynCast<While>(node))
      found = hasAnnotations(s->body) || hasAnnotations(s->orelse);
    else if (auto *s = dynCast<If>(node))
      found = hasAnnotations(s->body) || hasAnnotations(s->orelse);
    else if (auto *s = dynCast<ast::With>(node))
      found = hasAnnotations(s->body);
    else if (auto *s = dynCast<ast::AsyncWith>(node))
      found = hasAnnotations(s->body);
    else if (auto *s = dynCast<Try>(node))
      found = inTry(s);
    else if (auto *s = dynCast<TryStar>(node))
      found = inTry(s);
    if (found)
      return true;
  }
  return false;
}

// The statements of a module or class, with docstring and annotations.
void CodeGen::body(const ast::Seq<ast::StmtNode *> &nodes) {
  if (kind == UnitKind::Module && !nodes.empty())
    setLoc(nodes[0]);
  if (hasAnnotations(nodes))
    b.emit(Opcode::SetupAnnotations, Reg());
  uint32_t first = 0;
  if (docstring(nodes, unit->doc)) {
    unit->hasDoc = true;
    setLoc(ast::cast<ast::Expr>(nodes[0])->value);
    Reg doc = loadConst(Constant::str(unit->doc));
    unsetLoc();
    storeName(intern("__doc__"), doc);
    b.depth = 0;
    first = 1;
  }
  for (uint32_t i = first; i < nodes.size() && !failed(); ++i)
    statement(nodes[i]);
}

void CodeGen::genExprStatement(const ast::ExprNode *node) {
  if (state.interactive && nesting == 0) {
    uint32_t depth = b.depth;
    b.emit(Opcode::DisplayHook, expr(node));
    b.depth = depth;
    return;
  }
  if (constantOf(node))
    return;
  exprDiscard(node);
}

// -- Assignment statements

namespace {
Opcode inplaceOpcode(ast::Operator op) {
  switch (op) {
  case ast::Operator::Add:
    return Opcode::InplaceAdd;
  case ast::Operator::Sub:
    return Opcode::InplaceSub;
  case ast::Operator::Mult:
    return Opcode::InplaceMul;
  case ast::Operator::MatMult:
    return Opcode::InplaceMatMul;
  case ast::Operator::Div:
    return Opcode::InplaceTrueDiv;
  case ast::Operator::Mod:
    return Opcode::InplaceMod;
  case ast::Operator::Pow:
    return Opcode::InplacePow;
  case ast::Operator::LShift:
    return Opcode::InplaceLShift;
  case ast::Operator::RShift:
    return Opcode::InplaceRShift;
  case ast::Operator::BitOr:
    return Opcode::InplaceOr;
  case ast::Operator::BitXor:
    return Opcode::InplaceXor;
  case ast::Operator::BitAnd:
    return Opcode::InplaceAnd;
  case ast::Operator::FloorDiv:
    return Opcode::InplaceFloorDiv;
  }
  return Opcode::InplaceAdd;
}
} // namespace

void CodeGen::genAugAssign(const ast::AugAssign *node) {
  uint32_t depth = b.depth;
  SourceRange whole = b.loc;
  Opcode op = inplaceOpcode(node->op);
  // A second use of an operand: a temporary is copied, a local read again.
  auto again = [&](Reg operand) {
    if (!operand.isTemp())
      return operand;
    Reg copy = b.push();
    b.emit(Opcode::Copy, copy, operand);
    return copy;
  };
  setLoc(node->target);
  if (auto *name = ast::dynCast<ast::Name>(node->target)) {
    if (Reg local = directTarget(name)) {
      Reg left = operand(name, {node->value});
      Reg right = expr(node->value);
      b.loc = whole;
      b.emit(op, local, left, right);
      b.depth = depth;
      return;
    }
    Reg left = expr(name);
    Reg right = expr(node->value);
    b.loc = whole;
    Reg value = result(op, depth, {}, left.bits, right.bits);
    setLoc(name);
    storeName(name->id, value);
  } else if (auto *attribute = ast::dynCast<ast::Attribute>(node->target)) {
    uint32_t attr = b.nameIndex(text(mangled(attribute->attr)));
    Reg object = operand(attribute->value, {node->value});
    moveToAttribute(attribute);
    uint32_t at = b.depth;
    Reg left = result(Opcode::LoadAttr, at, {}, again(object).bits, attr);
    b.loc = whole;
    Reg right = expr(node->value);
    Reg value = result(op, at, {}, left.bits, right.bits);
    setLoc(attribute);
    moveToAttribute(attribute);
    b.emit(Opcode::StoreAttr, 0, value.bits, object.bits, attr);
  } else if (auto *subscript = ast::dynCast<ast::Subscript>(node->target)) {
    Reg object = operand(subscript->value, {subscript->slice, node->value});
    // a constant index is loaded again instead of kept
    bool constant = constantOf(subscript->slice) != nullptr;
    Reg index;
    if (!constant)
      index = operand(subscript->slice, {node->value});
    uint32_t at = b.depth;
    Reg object2 = again(object);
    Reg index2 = constant ? expr(subscript->slice) : again(index);
    Reg left = result(Opcode::LoadSubscr, at, {}, object2.bits, index2.bits);
    b.loc = whole;
    Reg right = expr(node->value);
    Reg value = result(op, at, {}, left.bits, right.bits);
    setLoc(subscript);
    if (constant)
      index = expr(subscript->slice);
    b.emit(Opcode::StoreSubscr, value, object, index);
  }
  b.depth = depth;
}

void CodeGen::checkAnnotationTarget(const ast::ExprNode *node) {
  if (auto *slice = ast::dynCast<ast::Slice>(node)) {
    for (const ast::ExprNode *part : {slice->lower, slice->upper, slice->step})
      if (part)
        exprDiscard(part);
  } else if (auto *tuple = ast::dynCast<ast::Tuple>(node)) {
    for (const ast::ExprNode *element : tuple->elts)
      checkAnnotationTarget(element);
  } else {
    exprDiscard(node);
  }
}

void CodeGen::genAnnAssign(const ast::AnnAssign *node) {
  uint32_t depth = b.depth;
  SourceRange whole = b.loc;
  bool stored = kind == UnitKind::Module || kind == UnitKind::Class;
  if (node->value)
    assignTo(node->target, node->value);
  b.loc = whole;
  if (auto *name = ast::dynCast<ast::Name>(node->target)) {
    if (forbidden(name->id, NameUse::Store))
      return;
    if (node->simple && stored) {
      Reg value = state.tree.future.annotations
                      ? loadConst(Constant::str(
                            unparse(state.module, node->annotation)))
                      : exprTemp(node->annotation);
      Reg space =
          result(Opcode::LoadName, b.depth, {}, b.nameIndex("__annotations__"));
      Reg key = loadConst(Constant::str(std::string(text(mangled(name->id)))));
      b.emit(Opcode::StoreSubscr, value, space, key);
      b.depth = depth;
    }
  } else if (auto *attribute = ast::dynCast<ast::Attribute>(node->target)) {
    if (forbidden(attribute->attr, NameUse::Store))
      return;
    if (!node->value)
      exprDiscard(attribute->value);
  } else if (auto *subscript = ast::dynCast<ast::Subscript>(node->target)) {
    if (!node->value) {
      exprDiscard(subscript->value);
      checkAnnotationTarget(subscript->slice);
    }
  }
  b.loc = whole;
  if (!node->simple && stored && !state.tree.future.annotations)
    exprDiscard(node->annotation);
}

// -- Control flow

void CodeGen::genIf(const ast::If *node) {
  Label end = b.newLabel();
  Label next = node->orelse.empty() ? end : b.newLabel();
  jumpIf(node->test, next, false);
  statements(node->body);
  if (!node->orelse.empty()) {
    unsetLoc();
    b.emitJump(end);
    b.bind(next);
    statements(node->orelse);
  }
  b.bind(end);
}

void CodeGen::genFor(const ast::For *node) {
  uint32_t depth = b.depth;
  Label body = b.newLabel(), test = b.newLabel(), end = b.newLabel();
  SourceRange whole = b.loc;
  FrameBlock block{FrameBlock::ForLoop};
  block.start = test;
  block.exit = end;
  block.reg = b.temp(depth);
  block.outside = b.handler;
  pushBlock(block);
  Reg iterableValue = iterable(node->iter, {});
  Reg iterator = result(Opcode::GetIter, depth, {}, iterableValue.bits);
  b.emitJump(test);
  b.bind(body);
  Reg local = loopTarget(node->target);
  Reg item = local ? local : b.push();
  if (!local)
    store(node->target, item);
  b.depth = depth + 1;
  statements(node->body);
  b.bind(test);
  b.loc = whole;
  b.emit(Opcode::ForIter, 0, item.bits, iterator.bits, body);
  b.depth = depth;
  popBlock();
  statements(node->orelse);
  b.bind(end);
}

void CodeGen::genAsyncFor(const ast::AsyncFor *node) {
  if (kind != UnitKind::AsyncFunction &&
      !(state.options.topLevelAwait && kind == UnitKind::Module))
    return fail(DiagnosticId::AsyncForOutsideAsync);
  uint32_t depth = b.depth;
  Label start = b.newLabel(), except = b.newLabel(), end = b.newLabel();
  SourceRange whole = b.loc;
  HandlerId outside = b.handler;
  Reg iterableValue = expr(node->iter);
  Reg iterator = result(Opcode::GetAiter, depth, {}, iterableValue.bits);
  b.bind(start);
  FrameBlock block{FrameBlock::ForLoop};
  block.start = start;
  block.exit = end;
  block.reg = iterator;
  block.outside = outside;
  pushBlock(block);
  b.handler = b.newHandler({except, depth + 1, depth + 1, false});
  b.emit(Opcode::GetAnext, b.push(), iterator);
  Reg item = delegate(loopTarget(node->target));
  b.handler = outside;
  if (item.isTemp())
    store(node->target, item);
  b.depth = depth + 1;
  statements(node->body);
  unsetLoc();
  b.emitJump(start);
  popBlock();
  b.bind(except);
  setLoc(node->iter);
  b.emit(Opcode::EndAsyncFor, b.temp(depth + 1), iterator);
  b.depth = depth;
  b.loc = whole;
  statements(node->orelse);
  b.bind(end);
}

// The test stands before the loop and again at its bottom.
void CodeGen::genWhile(const ast::While *node) {
  Label body = b.newLabel(), test = b.newLabel(), orelse = b.newLabel(),
        end = b.newLabel();
  FrameBlock block{FrameBlock::WhileLoop};
  block.start = test;
  block.exit = end;
  block.outside = b.handler;
  pushBlock(block);
  jumpIf(node->test, orelse, false);
  b.bind(body);
  statements(node->body);
  b.bind(test);
  setLoc(node);
  jumpIf(node->test, body, true);
  popBlock();
  b.bind(orelse);
  statements(node->orelse);
  b.bind(end);
}

void CodeGen::genBreak(bool isContinue) {
  SourceRange whole = b.loc;
  HandlerId handler = b.handler;
  uint32_t depth = b.depth;
  int loop = unwindAll(false, true);
  if (loop < 0) {
    b.loc = whole;
    b.handler = handler;
    return fail(isContinue ? DiagnosticId::ContinueOutsideLoop
                           : DiagnosticId::BreakOutsideLoop);
  }
  FrameBlock target = blocks[size_t(loop)];
  if (!isContinue)
    unwind(target, false);
  b.emitJump(isContinue ? target.start : target.exit);
  b.handler = handler;
  b.depth = depth;
}

// Must a value be safe from what runs before the return?
bool CodeGen::returnNeedsCopy() const {
  for (const FrameBlock &block : blocks)
    if (block.kind == FrameBlock::FinallyTry ||
        (block.kind == FrameBlock::HandlerCleanup && block.name))
      return true;
  return false;
}

// `return a if c else b` with nothing to leave on the way: each arm returns.
void CodeGen::returnChoice(const ast::ExprNode *value,
                           const ast::Return *node) {
  auto *choice = ast::dynCast<ast::IfExp>(value);
  if (!choice || constantOf(value)) {
    uint32_t depth = b.depth;
    Reg result = expr(value);
    setLoc(node);
    b.emit(Opcode::Return, result);
    b.depth = depth;
    return;
  }
  Label otherwise = b.newLabel();
  jumpIf(choice->test, otherwise, false);
  returnChoice(choice->body, node);
  b.bind(otherwise);
  returnChoice(choice->orelse, node);
}

void CodeGen::genReturn(const ast::Return *node) {
  if (!isFunction())
    return fail(DiagnosticId::ReturnOutsideFunction);
  if (node->value && scope.isCoroutine && scope.isGenerator)
    return fail(DiagnosticId::ReturnValueInAsyncGenerator);
  if (blocks.empty() && ast::isA<ast::IfExp>(node->value))
    return returnChoice(node->value, node);
  uint32_t depth = b.depth;
  HandlerId handler = b.handler;
  const Constant *constant = node->value ? constantOf(node->value) : nullptr;
  bool keepsValue = node->value && !constant;
  Reg value;
  if (keepsValue)
    value = returnNeedsCopy() ? exprTemp(node->value) : expr(node->value);
  else if (node->value)
    setLoc(node->value);
  if (node->value && node->value->loc.lineno != node->loc.lineno)
    setLoc(node);
  unwindAll(keepsValue && value.isTemp(), false);
  if (!keepsValue)
    value = loadConst(constant ? *constant : Constant::none());
  b.emit(Opcode::Return, value);
  b.handler = handler;
  b.depth = depth;
}

void CodeGen::genRaise(const ast::Raise *node) {
  uint32_t depth = b.depth;
  Reg exception, cause;
  unsigned count = 0;
  if (node->exc) {
    exception = operand(node->exc, {node->cause});
    ++count;
    if (node->cause) {
      cause = expr(node->cause);
      ++count;
    }
  }
  b.emit(Opcode::Raise, exception, cause, {}, count);
  b.depth = depth;
}

void CodeGen::genAssert(const ast::Assert *node) {
  const Constant *constant = constantOf(node->test);
  auto *tuple = ast::dynCast<ast::Tuple>(node->test);
  if ((tuple && !tuple->elts.empty()) ||
      (constant && constant->kind() == ConstantKind::Tuple &&
       !constant->items().empty()))
    warn(DiagnosticId::AssertTupleWarning);
  if (state.options.optimize || failed())
    return;
  uint32_t depth = b.depth;
  Label end = b.newLabel();
  jumpIf(node->test, end, true);
  Reg exception;
  if (node->msg) {
    b.emit(Opcode::LoadAssertionError, b.temp(depth + kCallCallable));
    b.depth = depth + kCallArgs;
    exprTemp(node->msg);
    exception = emitCall(depth, 1, 0, {});
  } else {
    exception = b.push();
    b.emit(Opcode::LoadAssertionError, exception);
  }
  b.emit(Opcode::Raise, exception, {}, {}, 1);
  b.depth = depth;
  b.bind(end);
}

// -- Imports

Reg CodeGen::importName(int level, const Constant &fromList,
                        std::string_view name, Reg want) {
  uint32_t depth = b.depth;
  Reg base = loadConst(Constant::integer(level));
  loadConst(fromList);
  return result(Opcode::ImportName, depth, want, base.bits, b.nameIndex(name));
}

void CodeGen::genImport(const ast::Import *node) {
  uint32_t depth = b.depth;
  for (const ast::Alias *alias : node->names) {
    std::string name(text(mangled(alias->name)));
    size_t dot = name.find('.');
    if (alias->asname && dot != std::string::npos) {
      Reg module = importName(0, Constant::none(), name, {});
      // a.b.c as d: take b from a, then c from b
      while (dot != std::string::npos) {
        size_t next = name.find('.', dot + 1);
        Reg part = b.push();
        b.emit(Opcode::ImportFrom, 0, part.bits, module.bits,
               b.nameIndex(name.substr(dot + 1, next == std::string::npos
                                                    ? next
                                                    : next - dot - 1)));
        dot = next;
        if (dot == std::string::npos) {
          storeName(alias->asname, part);
          drop(module);
        } else {
          drop(module);
          b.emit(Opcode::Move, module, part);
        }
        b.depth = depth + 1;
      }
    } else {
      Identifier stored = alias->asname
                              ? alias->asname
                              : intern(text(alias->name).substr(0, dot));
      Reg local = text(stored) == "__debug__" ? Reg() : plainLocal(stored);
      Reg module = importName(0, Constant::none(), name, local);
      storeName(stored, module);
    }
    b.depth = depth;
  }
}

void CodeGen::genImportFrom(const ast::ImportFrom *node) {
  uint32_t depth = b.depth;
  std::vector<Constant> names;
  for (const ast::Alias *alias : node->names)
    names.push_back(Constant::str(std::string(text(alias->name))));
  std::string_view module =
      node->module ? text(node->module) : std::string_view();
  if (node->loc.lineno > state.tree.future.lastLine && module == "__future__")
    return fail(DiagnosticId::LateFuture);
  std::string_view spelled =
      node->module ? text(mangled(node->module)) : std::string_view();
  Reg from =
      importName(node->level, Constant::tuple(std::move(names)), spelled, {});
  for (const ast::Alias *alias : node->names) {
    if (text(alias->name) == "*") {
      b.emit(Opcode::ImportStar, Reg(), from);
      b.depth = depth;
      return;
    }
    Identifier stored = alias->asname ? alias->asname : alias->name;
    Reg local = text(stored) == "__debug__" ? Reg() : plainLocal(stored);
    Reg part = local ? local : b.push();
    b.emit(Opcode::ImportFrom, 0, part.bits, from.bits,
           b.nameIndex(text(mangled(alias->name))));
    storeName(stored, part);
    b.depth = depth + 1;
  }
  drop(from);
  b.depth = depth;
}

} // namespace dxpy::bytecode
