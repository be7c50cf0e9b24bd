// A parsed tree as the objects of module _ast.
#include "runtime-support/frontend/ast_classes.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace ast = syntax::ast;
using namespace syntax::ast;
using syntax::SourceRange;

namespace {

class Builder {
public:
  Builder(ThreadState &ts, const syntax::Module &module)
      : ts(ts), module(module) {}

  Owned make(const Node *node);

private:
  Owned make(syntax::Identifier id) {
    return id ? internText(ts, module.text(id)) : ownedNone();
  }
  Owned make(OptionalString text) {
    return text.data() ? makeStr(ts, text) : ownedNone();
  }
  Owned make(int32_t number) { return Owned::steal(smallIntWord(number)); }
  Owned make(const ConstantValue &constant);
  Owned make(ExprContext value) {
    return shared(AstEnum::ExprContext, size_t(value));
  }
  Owned make(BoolOperator value) {
    return shared(AstEnum::BoolOperator, size_t(value));
  }
  Owned make(Operator value) {
    return shared(AstEnum::Operator, size_t(value));
  }
  Owned make(UnaryOperator value) {
    return shared(AstEnum::UnaryOperator, size_t(value));
  }
  Owned make(CmpOperator value) {
    return shared(AstEnum::CmpOperator, size_t(value));
  }
  static Owned shared(AstEnum type, size_t value) {
    return copyOf(Value(astClasses.enumInstances[size_t(type)][value]));
  }
  template <class T> Owned make(const Seq<T> &items) {
    Owned list = makeList(ts, items.size());
    for (uint32_t i = 0; list && i < items.size(); ++i) {
      Owned item = make(items[i]);
      if (!item || !listAppend(ts, list, std::move(item)))
        return {};
    }
    return list;
  }
  bool set(Value object, const char *name, Owned value) {
    Owned key = value ? internText(ts, name) : Owned();
    return key && setAttr_py(ts, object, key, value);
  }
  bool setPlace(Value object, const SourceRange &place) {
    return set(object, "lineno", make(int32_t(place.lineno))) &&
           set(object, "col_offset", make(int32_t(place.col_offset))) &&
           set(object, "end_lineno", make(int32_t(place.end_lineno))) &&
           set(object, "end_col_offset", make(int32_t(place.end_col_offset)));
  }

  ThreadState &ts;
  const syntax::Module &module;
};

Owned Builder::make(const ConstantValue &constant) {
  switch (constant.kind) {
  case ConstantKind::None:
    return ownedNone();
  case ConstantKind::True:
  case ConstantKind::False:
    return ownedBool(constant.kind == ConstantKind::True);
  case ConstantKind::Ellipsis:
    return Owned::steal(kEllipsis);
  case ConstantKind::Int:
    return makeUnsigned(ts, constant.integer);
  case ConstantKind::BigInt:
    return makeIntFromLimbs(ts, constant.limbs, constant.size, false);
  case ConstantKind::Float:
    return makeFloat(ts, constant.real);
  case ConstantKind::Complex:
    return makeComplex(ts, 0, constant.real);
  case ConstantKind::Str:
    return makeStr(ts, constant.text());
  case ConstantKind::Bytes:
    return makeBytes(ts, constant.text());
  }
  return {};
}

Owned Builder::make(const Node *node) {
  if (!node)
    return ownedNone();
  if (!checkNativeStack(ts, " during ast construction"))
    return {};
  Value cls(astClasses.nodes[size_t(node->nodeKind)]);
  Owned object =
      cls ? allocateInstance(ts, cls.as<TypeObject>())
          : Owned(raise(ts, types::SystemError, "unknown kind of node"));
  if (!object)
    return {};
  switch (node->nodeKind) {
#define FIELD(name)                                                            \
  if (!set(object, #name, make(n->name)))                                      \
    return {};
#define F_CHILD(Type, name) FIELD(name)
#define F_OPT(Type, name) FIELD(name)
#define F_SEQ(Type, name) FIELD(name)
#define F_OPTSEQ(Type, name) FIELD(name)
#define F_ID(name) FIELD(name)
#define F_OPTID(name) FIELD(name)
#define F_IDSEQ(name) FIELD(name)
#define F_STR(name) FIELD(name)
#define F_INT(name) FIELD(name)
#define F_CONST(name) FIELD(name)
#define F_ENUM(Type, name) FIELD(name)
#define F_ENUMSEQ(Type, name) FIELD(name)
#define F_SEQ_SINCE(Minor, Type, name)
#define F_OPT_SINCE(Minor, Type, name)
#define AST_NODE_SINCE(Minor, Category, Name, Fields)                          \
  case NodeKind::Name:                                                         \
    break;
#define AST_NODE(Category, Name, Fields)                                       \
  case NodeKind::Name: {                                                       \
    [[maybe_unused]] auto *n = static_cast<const ast::Name *>(node);           \
    Fields                                                                     \
  } break;
#include "compiler/syntax/Ast.def"
  }
  if (astCategories[size_t(astCategoryOf[size_t(node->nodeKind)])]
          .hasAttributes &&
      !setPlace(object, node->loc))
    return {};
  return object;
}

} // namespace

Owned astToObject(ThreadState &ts, const syntax::Module &module) {
  return Builder(ts, module).make(module.root);
}

} // namespace dxpy
