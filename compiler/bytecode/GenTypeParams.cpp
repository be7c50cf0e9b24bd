// Type parameters and type aliases: hidden functions around the generic thing,
// lazy evaluators of bounds, defaults and alias values.
#include "compiler/bytecode/CodeGen.h"

namespace dxpy::bytecode {

namespace {
enum IntrinsicNumber : unsigned {
#define INTRINSIC(name, number, operands, meaning) name = number,
#include "runtime-support/abi/Intrinsics.def"
};

std::string genericName(std::string_view name) {
  return "<generic parameters of " + std::string(name) + ">";
}
} // namespace

// Of the `count` temporaries from `depth` on.
Reg CodeGen::intrinsic(unsigned number, uint32_t depth, unsigned count,
                       Reg want) {
  return result(Opcode::Intrinsic, depth, want, b.temp(depth).bits, count,
                number);
}

std::shared_ptr<const CodeUnit>
CodeGen::evaluatorUnit(Scope &innerScope, Identifier name,
                       const ast::ExprNode *value) {
  CodeGen inner(state, this, innerScope, UnitKind::Annotation, text(name),
                value->loc.lineno);
  inner.setLoc(value);
  auto *starred = ast::dynCast<ast::Starred>(value); // [*Ts = *default]
  inner.b.emit(Opcode::Return,
               starred ? inner.onlyItem(starred) : inner.expr(value));
  return inner.finishUnit();
}

Reg CodeGen::onlyItem(const ast::Starred *starred) {
  uint32_t depth = b.depth;
  Reg value = expr(starred->value);
  b.depth = depth;
  Reg item = b.push();
  b.emit(Opcode::Unpack, 0, item.bits, value.bits, 1);
  return item;
}

void CodeGen::genTypeParam(const ast::TypeParamNode *node) {
  LocScope here(*this);
  setLoc(node);
  uint32_t depth = b.depth;
  Identifier name;
  const ast::ExprNode *bound = nullptr, *value = nullptr;
  unsigned number = TypeVar;
  if (auto *p = ast::dynCast<ast::TypeVar>(node)) {
    name = p->name;
    bound = p->bound;
    value = p->default_value;
  } else if (auto *p = ast::dynCast<ast::ParamSpec>(node)) {
    name = p->name;
    value = p->default_value;
    number = ParamSpec;
  } else {
    auto *tuple = ast::cast<ast::TypeVarTuple>(node);
    name = tuple->name;
    value = tuple->default_value;
    number = TypeVarTuple;
  }
  loadConst(Constant::str(std::string(text(name))));
  if (bound) {
    uint32_t at = b.depth;
    makeFunction(evaluatorUnit(*state.tree.of(node), name, bound), 0, at, {});
    number =
        ast::isA<ast::Tuple>(bound) ? TypeVarWithConstraints : TypeVarWithBound;
  }
  intrinsic(number, depth, bound ? 2 : 1);
  if (value) {
    uint32_t at = b.depth;
    makeFunction(evaluatorUnit(*state.tree.defaultOf(node), name, value), 0, at,
                 {});
    intrinsic(SetTypeParamDefault, depth, 2);
  }
  Reg copy = b.push();
  b.emit(Opcode::Copy, copy, b.temp(depth));
  storeName(name, copy);
  b.depth = depth + 1;
}

// Makes and binds them; the tuple of them is on top.
Reg CodeGen::genTypeParams(const ast::Seq<ast::TypeParamNode *> &params) {
  uint32_t depth = b.depth;
  for (const ast::TypeParamNode *param : params)
    genTypeParam(param);
  return result(Opcode::BuildTuple, depth, {}, b.temp(depth).bits,
                params.size());
}

// `depth` is where the defaults lie; they become arguments of the hidden
// function.
template <class T>
Reg CodeGen::genGenericFunction(const T *node, bool isAsync, unsigned flags,
                                uint32_t depth, Reg want) {
  CodeGen inner(state, this, *state.tree.typeParametersOf(node),
                UnitKind::Annotation, genericName(text(node->name)),
                node->loc.lineno);
  inner.setLoc(node);
  uint32_t argCount = uint32_t(inner.scope.parameters.size());
  inner.unit->layout.argCount = argCount;
  Reg params = inner.genTypeParams(node->type_params);
  uint32_t extras = inner.b.depth;
  for (uint32_t i = 0; i < argCount; ++i)
    inner.b.emit(Opcode::Move, inner.b.push(), Reg(Reg::Local, i));
  unsigned innerFlags = flags | inner.annotations(node->args, node->returns);
  inner.makeFunction(inner.functionUnit(node, isAsync), innerFlags, extras, {});
  inner.b.emit(Opcode::Move, inner.b.push(), params);
  inner.b.emit(Opcode::Return,
               inner.intrinsic(SetFunctionTypeParams, extras, 2));
  auto code = inner.finishUnit();

  // the call frame goes above the defaults, which are then moved into it
  uint32_t base = b.depth;
  b.depth = base + kCallCallable;
  makeFunction(code, 0, b.depth, top());
  b.temp(base + kCallSelf);
  b.depth = base + kCallArgs;
  for (uint32_t i = 0; i < argCount; ++i)
    b.emit(Opcode::Move, b.push(), b.temp(depth + i));
  Reg function = emitCall(base, argCount, 0, {});
  return settle(function, depth, want ? want : b.temp(depth));
}
template Reg CodeGen::genGenericFunction(const ast::FunctionDef *, bool,
                                         unsigned, uint32_t, Reg);
template Reg CodeGen::genGenericFunction(const ast::AsyncFunctionDef *, bool,
                                         unsigned, uint32_t, Reg);

Reg CodeGen::genGenericClass(const ast::ClassDef *node, Reg want) {
  CodeGen inner(state, this, *state.tree.typeParametersOf(node),
                UnitKind::Annotation, genericName(text(node->name)),
                node->loc.lineno);
  inner.setLoc(node);
  inner.privateName = node->name;
  Reg params = inner.genTypeParams(node->type_params);
  Reg copy = inner.b.push();
  inner.b.emit(Opcode::Copy, copy, params);
  inner.storeName(intern(".type_params"), copy);
  inner.b.depth = 1;
  inner.storeName(intern(".generic_base"),
                  inner.intrinsic(SubscriptGeneric, 0, 1));
  inner.b.depth = 0;
  inner.b.emit(Opcode::Return, inner.buildClass(node, true, {}));
  auto code = inner.finishUnit();

  uint32_t base = b.depth;
  b.depth = base + kCallCallable;
  makeFunction(code, 0, b.depth, top());
  return emitCall(base, 0, 0, want);
}

void CodeGen::genTypeAlias(const ast::TypeAlias *node) {
  Identifier name = ast::cast<ast::Name>(node->name)->id;
  uint32_t depth = b.depth;
  // in the hidden function of the type parameters, or right here
  auto alias = [&](CodeGen &gen) {
    uint32_t at = gen.b.depth;
    gen.loadConst(Constant::str(std::string(text(name))));
    Reg params;
    if (node->type_params.empty()) {
      params = Reg();
    } else {
      params = gen.genTypeParams(node->type_params);
    }
    auto code = gen.evaluatorUnit(*state.tree.of(node), name, node->value);
    if (!params) {
      gen.makeFunction(code, 0, gen.b.depth, {});
      gen.loadConst(Constant::tuple({}));
      return gen.intrinsic(TypeAlias, at, 3);
    }
    gen.makeFunction(code, 0, gen.b.depth, {});
    Reg last = gen.b.push();
    gen.b.emit(Opcode::Move, last, params); // name, a hole, evaluator, params
    gen.b.emit(Opcode::Move, params, gen.b.temp(at + 2));
    gen.b.emit(Opcode::Move, gen.b.temp(at + 2), last);
    return gen.intrinsic(TypeAlias, at, 3);
  };
  Reg value;
  if (node->type_params.empty()) {
    value = alias(*this);
  } else {
    CodeGen inner(state, this, *state.tree.typeParametersOf(node),
                  UnitKind::Annotation, genericName(text(name)),
                  node->loc.lineno);
    inner.setLoc(node);
    inner.b.emit(Opcode::Return, alias(inner));
    auto code = inner.finishUnit();
    uint32_t base = b.depth;
    b.depth = base + kCallCallable;
    makeFunction(code, 0, b.depth, top());
    value = emitCall(base, 0, 0, {});
  }
  store(node->name, value);
  b.depth = depth;
}

} // namespace dxpy::bytecode
