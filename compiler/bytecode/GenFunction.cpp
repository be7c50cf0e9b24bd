// Functions, lambdas, classes.
#include "compiler/bytecode/CodeGen.h"

namespace dxpy::bytecode {

// -- Parameters

void CodeGen::checkDebugArguments(const ast::Arguments *arguments) {
  for (const auto *sequence : {&arguments->posonlyargs, &arguments->args})
    for (const ast::Arg *arg : *sequence)
      forbidden(arg->arg, NameUse::Store);
  if (arguments->vararg)
    forbidden(arguments->vararg->arg, NameUse::Store);
  for (const ast::Arg *arg : arguments->kwonlyargs)
    forbidden(arg->arg, NameUse::Store);
  if (arguments->kwarg)
    forbidden(arguments->kwarg->arg, NameUse::Store);
}

void CodeGen::declareParameters(const ast::Arguments *arguments) {
  unit->layout.argCount =
      arguments->posonlyargs.size() + arguments->args.size();
  unit->layout.positionalOnlyCount = arguments->posonlyargs.size();
  unit->layout.keywordOnlyCount = arguments->kwonlyargs.size();
}

// Pushes the tuple of defaults and the dict of keyword defaults; gives the
// MakeFunctionFlags.
unsigned CodeGen::defaultArguments(const ast::Arguments *arguments) {
  unsigned flags = 0;
  uint32_t depth = b.depth;
  if (uint32_t count = arguments->defaults.size()) {
    if (allConstant(arguments->defaults, 0, count)) {
      std::vector<Constant> values;
      for (const ast::ExprNode *value : arguments->defaults)
        values.push_back(*constantOf(value));
      loadConst(Constant::tuple(std::move(values)));
    } else {
      for (const ast::ExprNode *value : arguments->defaults)
        exprTemp(value);
      result(Opcode::BuildTuple, depth, {}, b.temp(depth).bits, count);
    }
    flags |= kHasDefaults;
  }
  depth = b.depth;
  uint32_t count = 0;
  for (uint32_t i = 0; i < arguments->kwonlyargs.size(); ++i) {
    const ast::ExprNode *value = arguments->kw_defaults[i];
    if (!value)
      continue;
    loadConst(Constant::str(
        std::string(text(mangled(arguments->kwonlyargs[i]->arg)))));
    exprTemp(value);
    ++count;
  }
  if (count) {
    result(Opcode::BuildDict, depth, {}, b.temp(depth).bits, count);
    flags |= kHasKeywordDefaults;
  }
  return flags;
}

void CodeGen::annotation(Identifier name, const ast::ExprNode *node,
                         unsigned &count) {
  if (!node)
    return;
  loadConst(Constant::str(std::string(text(mangled(name)))));
  if (state.tree.future.annotations) {
    loadConst(Constant::str(unparse(state.module, node)));
  } else if (auto *starred = ast::dynCast<ast::Starred>(node)) {
    onlyItem(starred); // *args: *Ts
  } else {
    exprTemp(node);
  }
  ++count;
}

// Pushes the tuple of annotations if there are any; gives the MakeFunctionFlag.
unsigned CodeGen::annotations(const ast::Arguments *arguments,
                              const ast::ExprNode *returns) {
  uint32_t depth = b.depth;
  unsigned count = 0;
  for (const ast::Arg *arg : arguments->args)
    annotation(arg->arg, arg->annotation, count);
  for (const ast::Arg *arg : arguments->posonlyargs)
    annotation(arg->arg, arg->annotation, count);
  if (arguments->vararg)
    annotation(arguments->vararg->arg, arguments->vararg->annotation, count);
  for (const ast::Arg *arg : arguments->kwonlyargs)
    annotation(arg->arg, arg->annotation, count);
  if (arguments->kwarg)
    annotation(arguments->kwarg->arg, arguments->kwarg->annotation, count);
  annotation(intern("return"), returns, count);
  if (!count)
    return 0;
  result(Opcode::BuildTuple, depth, {}, b.temp(depth).bits, count * 2);
  return kHasAnnotations;
}

// Makes a function of `unit`; the extras that `flags` name are the temporaries
// from `depth` on.
Reg CodeGen::makeFunction(const std::shared_ptr<const CodeUnit> &unit,
                          unsigned flags, uint32_t depth, Reg want) {
  uint32_t freeCount = unit->layout.freeCount;
  if (freeCount && !failed()) {
    uint32_t base = b.depth;
    size_t first = unit->localNames.size() - freeCount;
    for (uint32_t i = 0; i < freeCount; ++i)
      b.emit(Opcode::Move, b.push(), cellRegister(unit->localNames[first + i]));
    result(Opcode::BuildTuple, base, {}, b.temp(base).bits, freeCount);
    flags |= kHasClosure;
  }
  uint32_t code = b.constantIndex(Constant::code(unit));
  return result(Opcode::MakeFunction, depth, want, code,
                flags ? b.temp(depth).bits : Reg().bits, flags);
}

// -- Decorators: each is the callable of a call frame whose argument is what
// the next one gives

std::vector<uint32_t>
CodeGen::decorators(const ast::Seq<ast::ExprNode *> &nodes) {
  std::vector<uint32_t> bases;
  for (const ast::ExprNode *node : nodes) {
    bases.push_back(b.depth);
    b.depth += kCallCallable;
    exprTemp(node);
    b.depth = bases.back() + kCallArgs;
  }
  return bases;
}

void CodeGen::applyDecorators(const ast::Seq<ast::ExprNode *> &nodes,
                              const std::vector<uint32_t> &bases) {
  LocScope here(*this);
  for (uint32_t i = nodes.size(); i-- > 0;) {
    setLoc(nodes[i]);
    emitCall(bases[i], 1, 0, {});
  }
}

// -- Functions

template <class T>
std::shared_ptr<const CodeUnit> CodeGen::functionUnit(const T *node,
                                                      bool isAsync) {
  uint32_t line = node->decorator_list.empty()
                      ? node->loc.lineno
                      : node->decorator_list[0]->loc.lineno;
  CodeGen inner(state, this, *state.tree.of(node),
                isAsync ? UnitKind::AsyncFunction : UnitKind::Function,
                text(node->name), line);
  inner.declareParameters(node->args);
  std::string doc;
  uint32_t first = 0;
  if (inner.docstring(node->body, doc)) {
    inner.unit->hasDoc = true;
    inner.unit->doc = doc;
    inner.b.constantIndex(Constant::str(doc));
    first = 1;
  } else {
    inner.b.constantIndex(Constant::none());
  }
  for (uint32_t i = first; i < node->body.size() && !failed(); ++i)
    inner.statement(node->body[i]);
  inner.implicitReturn();
  return inner.finishUnit();
}

template <class T> void CodeGen::genFunction(const T *node, bool isAsync) {
  checkDebugArguments(node->args);
  uint32_t depth = b.depth;
  std::vector<uint32_t> bases = decorators(node->decorator_list);
  uint32_t extras = b.depth;
  unsigned flags = defaultArguments(node->args);
  Reg local = node->decorator_list.empty() && text(node->name) != "__debug__"
                  ? plainLocal(node->name)
                  : Reg();
  Reg function;
  if (node->type_params.empty()) {
    flags |= annotations(node->args, node->returns);
    auto inner = functionUnit(node, isAsync);
    function = makeFunction(inner, flags, extras, local);
  } else {
    function = genGenericFunction(node, isAsync, flags, extras, local);
  }
  if (!bases.empty()) {
    applyDecorators(node->decorator_list, bases);
    function = b.temp(depth);
  }
  storeName(node->name, function);
  b.depth = depth;
}
template void CodeGen::genFunction(const ast::FunctionDef *, bool);
template void CodeGen::genFunction(const ast::AsyncFunctionDef *, bool);
template std::shared_ptr<const CodeUnit>
CodeGen::functionUnit(const ast::FunctionDef *, bool);
template std::shared_ptr<const CodeUnit>
CodeGen::functionUnit(const ast::AsyncFunctionDef *, bool);

Reg CodeGen::genLambda(const ast::Lambda *node, Reg want) {
  checkDebugArguments(node->args);
  uint32_t depth = b.depth;
  unsigned flags = defaultArguments(node->args);
  CodeGen inner(state, this, *state.tree.of(node), UnitKind::Lambda, "<lambda>",
                node->loc.lineno);
  inner.declareParameters(node->args);
  inner.b.constantIndex(Constant::none());
  Reg value = inner.expr(node->body);
  inner.setLoc(node->body);
  inner.b.emit(Opcode::Return, value);
  return makeFunction(inner.finishUnit(), flags, depth, want);
}

// -- Classes

std::shared_ptr<const CodeUnit> CodeGen::classUnit(const ast::ClassDef *node) {
  uint32_t line = node->decorator_list.empty()
                      ? node->loc.lineno
                      : node->decorator_list[0]->loc.lineno;
  CodeGen inner(state, this, *state.tree.of(node), UnitKind::Class,
                text(node->name), line);
  inner.privateName = node->name;
  auto storeAs = [&](std::string_view name, Reg value) {
    inner.storeName(intern(name), value);
    inner.b.depth = 0;
  };
  storeAs("__module__", inner.loadName(intern("__name__"), {}));
  storeAs("__qualname__", inner.loadConst(Constant::str(inner.unit->qualname)));
  if (inner.scope.needsClassNamespace) {
    Reg space = inner.b.push();
    inner.b.emit(Opcode::Locals, space);
    inner.b.emit(Opcode::StoreCell, space, inner.b.cell("__classdict__"));
    inner.b.depth = 0;
  }
  if (!node->type_params.empty())
    storeAs("__type_params__", inner.result(Opcode::LoadCell, 0, {},
                                            inner.b.free(".type_params").bits));
  inner.body(node->body);
  inner.unsetLoc();
  if (inner.scope.needsClassClosure) {
    Reg cell = inner.b.push();
    inner.b.emit(Opcode::Move, cell, inner.b.cell("__class__"));
    Reg copy = inner.b.push();
    inner.b.emit(Opcode::Copy, copy, cell);
    inner.storeName(intern("__classcell__"), copy);
    inner.b.emit(Opcode::Return, cell);
    inner.b.depth = 0;
  } else {
    inner.returnConstant(Constant::none());
  }
  return inner.finishUnit();
}

// __build_class__(body function, name, bases..., keywords...)
Reg CodeGen::buildClass(const ast::ClassDef *node, bool generic, Reg want) {
  uint32_t base = b.depth;
  auto inner = classUnit(node);
  b.emit(Opcode::LoadBuildClass, b.temp(base + kCallCallable));
  b.temp(base + kCallSelf);
  b.depth = base + kCallArgs;
  makeFunction(inner, 0, b.depth, {});
  loadConst(Constant::str(std::string(text(node->name))));
  unsigned pushed = 2;
  if (!generic)
    return finishCall(node->bases, node->keywords, base, pushed, 0, want);
  // the bases and then typing.Generic
  bool starred = false;
  for (const ast::ExprNode *element : node->bases)
    starred = starred || ast::isA<ast::Starred>(element);
  Reg genericBase = b.local(".generic_base");
  if (!starred) {
    for (const ast::ExprNode *element : node->bases)
      exprTemp(element);
    b.emit(Opcode::Move, b.push(), genericBase);
    ast::Seq<ast::ExprNode *> none;
    return finishCall(none, node->keywords, base,
                      pushed + node->bases.size() + 1, 0, want);
  }
  Reg list = b.temp(base + kCallArgs);
  genDisplay(node->bases, pushed, Display::List, {});
  b.emit(Opcode::ListAppend, genericBase, list);
  b.emit(Opcode::ListToTuple, list, list);
  unsigned flags = 0;
  if (!node->keywords.empty()) {
    keywordDict(node->keywords, b.temp(base + kCallCallable));
    flags |= kCallKeywordDict;
  }
  return emitCall(base, 0, flags, want, Opcode::CallEx);
}

void CodeGen::genClass(const ast::ClassDef *node) {
  uint32_t depth = b.depth;
  std::vector<uint32_t> bases = decorators(node->decorator_list);
  Reg local = node->decorator_list.empty() && text(node->name) != "__debug__"
                  ? plainLocal(node->name)
                  : Reg();
  Reg klass = node->type_params.empty() ? buildClass(node, false, local)
                                        : genGenericClass(node, local);
  if (!bases.empty()) {
    applyDecorators(node->decorator_list, bases);
    klass = b.temp(depth);
  }
  storeName(node->name, klass);
  b.depth = depth;
}

} // namespace dxpy::bytecode
