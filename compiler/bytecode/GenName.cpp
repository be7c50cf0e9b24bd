// Names as operands and targets; assignment and deletion.
#include "compiler/bytecode/CodeGen.h"

namespace dxpy::bytecode {

bool CodeGen::forbidden(Identifier name, NameUse use) {
  if (use == NameUse::Load || text(name) != "__debug__")
    return false;
  fail(use == NameUse::Store ? DiagnosticId::AssignToDebug
                             : DiagnosticId::DeleteDebug);
  return true;
}

Reg CodeGen::plainLocal(Identifier name) {
  Identifier id = mangled(name);
  return isFunction() && nameScope(id) == NameScope::Local ? b.local(text(id))
                                                           : Reg();
}

Reg CodeGen::directTarget(const ast::ExprNode *node) {
  auto *name = ast::dynCast<ast::Name>(node);
  if (!name || text(name->id) == "__debug__")
    return {};
  return plainLocal(name->id);
}

Reg CodeGen::loopTarget(const ast::ExprNode *node) {
  Reg local = directTarget(node);
  if (local)
    b.noteUse(local);
  return local;
}

Reg CodeGen::cellRegister(std::string_view name) {
  Reg reg = b.cell(name);
  return reg ? reg : b.free(name);
}

// Names whose value looks at the frame that calls it.
void CodeGen::noteFrameUse(std::string_view name) {
  if (name == "locals" || name == "vars" || name == "dir" || name == "eval" ||
      name == "exec" || name == "super" || name == "_getframe" ||
      name == "currentframe")
    unit->traits |= kTraitNeedsFrame;
}

Reg CodeGen::loadName(Identifier name, Reg want) {
  uint32_t depth = b.depth;
  noteFrameUse(text(name));
  if (Reg local = plainLocal(name)) {
    b.noteUse(local);
    b.emit(Opcode::CheckBound, local);
    return settle(local, depth, want);
  }
  Identifier id = mangled(name);
  std::string_view spelling = text(id);
  bool inClass = scope.kind == scope::BlockKind::Class;
  switch (nameScope(id)) {
  case NameScope::Cell:
  case NameScope::Free: {
    Reg cell = cellRegister(spelling);
    if (inClass)
      return result(Opcode::LoadClassCell, depth, want, cell.bits,
                    b.nameIndex(spelling));
    return result(Opcode::LoadCell, depth, want, cell.bits);
  }
  case NameScope::GlobalImplicit:
  case NameScope::GlobalExplicit:
    if (isFunction() && scope.seesClassNamespace &&
        spelling != "__classdict__") {
      Reg space = result(Opcode::LoadCell, depth, {},
                         cellRegister("__classdict__").bits);
      return result(Opcode::LoadFromNamespace, depth, want, space.bits,
                    b.nameIndex(spelling));
    }
    if (isFunction() || nameScope(id) == NameScope::GlobalExplicit)
      return result(Opcode::LoadGlobal, depth, want, b.nameIndex(spelling));
    break;
  default:
    break;
  }
  return result(Opcode::LoadName, depth, want, b.nameIndex(spelling));
}

// Consumes `value`.
void CodeGen::storeName(Identifier name, Reg value) {
  if (forbidden(name, NameUse::Store))
    return;
  if (Reg local = plainLocal(name)) {
    b.noteUse(local);
    if (local != value)
      b.emit(Opcode::Move, local, value);
    return;
  }
  Identifier id = mangled(name);
  std::string_view spelling = text(id);
  switch (nameScope(id)) {
  case NameScope::Cell:
  case NameScope::Free:
    b.emit(Opcode::StoreCell, value, cellRegister(spelling));
    return;
  case NameScope::GlobalImplicit:
  case NameScope::GlobalExplicit:
    if (isFunction() || nameScope(id) == NameScope::GlobalExplicit) {
      b.emit(Opcode::StoreGlobal, 0, value.bits, b.nameIndex(spelling), 0);
      return;
    }
    break;
  default:
    break;
  }
  b.emit(Opcode::StoreName, 0, value.bits, b.nameIndex(spelling), 0);
}

void CodeGen::deleteName(Identifier name) {
  if (forbidden(name, NameUse::Delete))
    return;
  if (Reg local = plainLocal(name)) {
    b.noteUse(local);
    b.emit(Opcode::DeleteLocal, local);
    return;
  }
  Identifier id = mangled(name);
  std::string_view spelling = text(id);
  switch (nameScope(id)) {
  case NameScope::Cell:
  case NameScope::Free:
    b.emit(Opcode::DeleteCell, Reg(), cellRegister(spelling));
    return;
  case NameScope::GlobalImplicit:
  case NameScope::GlobalExplicit:
    if (isFunction() || nameScope(id) == NameScope::GlobalExplicit) {
      b.emit(Opcode::DeleteGlobal, 0, 0, b.nameIndex(spelling), 0);
      return;
    }
    break;
  default:
    break;
  }
  b.emit(Opcode::DeleteName, 0, 0, b.nameIndex(spelling), 0);
}

// name = None; del name: what ends `except E as name`.
void CodeGen::clearName(Identifier name) {
  if (!name)
    return;
  if (Reg local = plainLocal(name)) {
    b.noteUse(local);
    b.emit(Opcode::ClearLocal, local);
    return;
  }
  uint32_t depth = b.depth;
  storeName(name, loadConst(Constant::none()));
  b.depth = depth;
  deleteName(name);
}

// -- Targets

// Does storing to `target` rebind `local`?
bool CodeGen::storesTo(const ast::ExprNode *target, Reg local) {
  switch (target->nodeKind) {
  case ast::NodeKind::Name:
    return directTarget(target) == local;
  case ast::NodeKind::Starred:
    return storesTo(ast::cast<ast::Starred>(target)->value, local);
  case ast::NodeKind::Tuple:
    for (const ast::ExprNode *element : ast::cast<ast::Tuple>(target)->elts)
      if (storesTo(element, local))
        return true;
    return mayRebind(local, target);
  case ast::NodeKind::List:
    for (const ast::ExprNode *element : ast::cast<ast::List>(target)->elts)
      if (storesTo(element, local))
        return true;
    return mayRebind(local, target);
  default:
    return mayRebind(local, target);
  }
}

// Consumes `value`; b.depth must be above it and is left as it is.
void CodeGen::store(const ast::ExprNode *target, Reg value) {
  LocScope here(*this);
  setLoc(target);
  if (failed())
    return;
  uint32_t depth = b.depth;
  if (mayRebind(value, target)) {
    Reg copy = b.push();
    b.emit(Opcode::Move, copy, value);
    value = copy;
  }
  switch (target->nodeKind) {
  case ast::NodeKind::Name:
    storeName(ast::cast<ast::Name>(target)->id, value);
    break;
  case ast::NodeKind::Attribute: {
    auto *attribute = ast::cast<ast::Attribute>(target);
    Reg object = expr(attribute->value);
    moveToAttribute(attribute);
    if (forbidden(attribute->attr, NameUse::Store))
      break;
    b.emit(Opcode::StoreAttr, 0, value.bits, object.bits,
           b.nameIndex(text(mangled(attribute->attr))));
    break;
  }
  case ast::NodeKind::Subscript: {
    auto *subscript = ast::cast<ast::Subscript>(target);
    Reg object = operand(subscript->value, {subscript->slice});
    Reg index = expr(subscript->slice);
    b.emit(Opcode::StoreSubscr, value, object, index);
    break;
  }
  case ast::NodeKind::List:
    unpackTo(ast::cast<ast::List>(target)->elts, value);
    break;
  case ast::NodeKind::Tuple:
    unpackTo(ast::cast<ast::Tuple>(target)->elts, value);
    break;
  default:
    fail(DiagnosticId::StarredNotInList);
    break;
  }
  b.depth = depth;
}

void CodeGen::unpackTo(const ast::Seq<ast::ExprNode *> &elements, Reg value) {
  uint32_t count = elements.size();
  int star = -1;
  for (uint32_t i = 0; i < count; ++i) {
    if (!ast::isA<ast::Starred>(elements[i]))
      continue;
    if (star >= 0)
      return fail(DiagnosticId::MultipleStarred);
    if (i >= 256 || count - i - 1 >= 256)
      return fail(DiagnosticId::TooManyBeforeStar);
    star = int(i);
  }
  // the value is on top: its place is the first one's
  uint32_t base =
      value.isTemp() && value.index() + 1 == b.depth ? value.index() : b.depth;
  b.depth = base + count;
  Reg first = b.temp(base);
  if (count)
    b.temp(base + count - 1);
  if (star < 0)
    b.emit(Opcode::Unpack, 0, first.bits, value.bits, count);
  else
    b.emit(Opcode::UnpackEx, count - unsigned(star) - 1, first.bits, value.bits,
           uint32_t(star));
  for (uint32_t i = 0; i < count; ++i) {
    auto *starred = ast::dynCast<ast::Starred>(elements[i]);
    store(starred ? starred->value : elements[i], b.temp(base + i));
  }
}

void CodeGen::assignTo(const ast::ExprNode *target,
                       const ast::ExprNode *value) {
  uint32_t depth = b.depth;
  if (Reg local = directTarget(target)) {
    expr(value, local);
    b.noteUse(local);
    return;
  }
  // a, b = x, y needs no tuple
  auto *targets = ast::dynCast<ast::Tuple>(target);
  auto *values = ast::dynCast<ast::Tuple>(value);
  if (targets && values && targets->elts.size() == values->elts.size() &&
      values->elts.size() <= 30) {
    bool plain = true;
    for (uint32_t i = 0; i < values->elts.size(); ++i)
      plain = plain && !ast::isA<ast::Starred>(values->elts[i]) &&
              !ast::isA<ast::Starred>(targets->elts[i]);
    if (plain) {
      for (const ast::ExprNode *element : values->elts)
        exprTemp(element);
      for (uint32_t i = 0; i < targets->elts.size(); ++i)
        store(targets->elts[i], b.temp(depth + i));
      b.depth = depth;
      return;
    }
  }
  store(target, expr(value));
  b.depth = depth;
}

void CodeGen::genAssign(const ast::Assign *node) {
  uint32_t count = node->targets.size(), depth = b.depth;
  if (count == 1)
    return assignTo(node->targets[0], node->value);
  Reg value = expr(node->value);
  if (value.isLocal()) {
    bool rebound = false;
    for (uint32_t i = 0; i + 1 < count; ++i)
      rebound = rebound || (!ast::isA<ast::Name>(node->targets[i]) &&
                            storesTo(node->targets[i], value));
    if (rebound)
      value = settle(value, depth, top());
  }
  for (uint32_t i = 0; i < count; ++i) {
    if (i + 1 == count || value.isLocal()) {
      store(node->targets[i], value);
      continue;
    }
    Reg local = directTarget(node->targets[i]);
    Reg copy = local ? local : b.push();
    if (local)
      b.noteUse(local);
    b.emit(Opcode::Copy, copy, value);
    if (!local)
      store(node->targets[i], copy);
    b.depth = depth + 1;
  }
  b.depth = depth;
}

void CodeGen::deleteTarget(const ast::ExprNode *target) {
  LocScope here(*this);
  setLoc(target);
  uint32_t depth = b.depth;
  if (failed())
    return;
  switch (target->nodeKind) {
  case ast::NodeKind::Name:
    deleteName(ast::cast<ast::Name>(target)->id);
    break;
  case ast::NodeKind::Attribute: {
    auto *attribute = ast::cast<ast::Attribute>(target);
    Reg object = expr(attribute->value);
    moveToAttribute(attribute);
    b.emit(Opcode::DeleteAttr, 0, 0, object.bits,
           b.nameIndex(text(mangled(attribute->attr))));
    break;
  }
  case ast::NodeKind::Subscript: {
    auto *subscript = ast::cast<ast::Subscript>(target);
    Reg object = operand(subscript->value, {subscript->slice});
    Reg index = expr(subscript->slice);
    b.emit(Opcode::DeleteSubscr, Reg(), object, index);
    break;
  }
  case ast::NodeKind::Tuple:
    for (const ast::ExprNode *element : ast::cast<ast::Tuple>(target)->elts)
      deleteTarget(element);
    break;
  case ast::NodeKind::List:
    for (const ast::ExprNode *element : ast::cast<ast::List>(target)->elts)
      deleteTarget(element);
    break;
  default:
    fail(DiagnosticId::StarredNotHere);
    break;
  }
  b.depth = depth;
}

} // namespace dxpy::bytecode
