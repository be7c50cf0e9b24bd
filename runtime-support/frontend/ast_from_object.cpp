// Objects of module _ast, or of classes derived from them, as a tree for the
// compiler. Says what is missing or of the wrong type as CPython does.
#include "runtime-support/frontend/ast_classes.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/int_limbs.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace ast = syntax::ast;
using namespace syntax::ast;
using syntax::SourceRange;

namespace {

/// The category of a pointer to a node, from its static type.
template <class T> constexpr AstCategory categoryOf() {
#define AST_SUM(Category, Asdl, HasAttributes)                                 \
  if constexpr (std::is_same_v<T, Category##Node>)                             \
    return AstCategory::Category;
#define AST_PRODUCT(Category, Asdl, HasAttributes)                             \
  AST_SUM(Category, Asdl, HasAttributes)
#include "compiler/syntax/Ast.def"
}

class Reader {
public:
  Reader(ThreadState &ts, syntax::Module &module) : ts(ts), module(module) {}

  Node *node(Value object, AstCategory category);

private:
  Node *nodeOfKind(Value object, NodeKind kind);
  bool kindOf(Value object, AstCategory category, NodeKind &kind);

  /// The attribute \p name; null with no exception if it is absent.
  Owned attribute(Value object, const char *name) {
    Owned key = internText(ts, name);
    return key ? getAttrOptional_py(ts, object, key) : Owned();
  }
  Raised missing(const char *field, std::string_view where) {
    return raise(ts, types::TypeError, "required field \"{}\" missing from {}",
                 {field, where});
  }

  /// A field that must be there, and must not be None if \p required.
  template <class T>
  bool field(Value object, const char *name, std::string_view where,
             bool required, T &out) {
    Owned value = attribute(object, name);
    if (!value) {
      if (pendingException(ts))
        return false;
      return !required || missing(name, where);
    }
    if (value.value().isNone() && !takesNone(out))
      return !required || raise(ts, types::ValueError,
                                "field '{}' is required for {}", {name, where});
    return read(value, out);
  }
  template <class T>
  bool list(Value object, const char *name, std::string_view where,
            Seq<T> &out);

  static bool takesNone(const ConstantValue &) { return true; }
  template <class T> static bool takesNone(const T &) { return false; }

  template <class T>
    requires std::is_base_of_v<Node, T>
  bool read(Value value, T *&out) {
    if (value.isNone())
      return true;
    out = static_cast<T *>(node(value, categoryOf<T>()));
    return out;
  }
  bool read(Value value, syntax::Identifier &out);
  bool read(Value value, OptionalString &out);
  bool read(Value value, int32_t &out);
  bool read(Value value, ConstantValue &out);
  bool read(Value value, ExprContext &out) {
    return readEnum(value, AstEnum::ExprContext, out);
  }
  bool read(Value value, BoolOperator &out) {
    return readEnum(value, AstEnum::BoolOperator, out);
  }
  bool read(Value value, Operator &out) {
    return readEnum(value, AstEnum::Operator, out);
  }
  bool read(Value value, UnaryOperator &out) {
    return readEnum(value, AstEnum::UnaryOperator, out);
  }
  bool read(Value value, CmpOperator &out) {
    return readEnum(value, AstEnum::CmpOperator, out);
  }
  template <class E> bool readEnum(Value value, AstEnum type, E &out);
  bool readPlace(Value object, std::string_view where, SourceRange &out);

  // Constants that no literal is: trees that make them.
  Node *constantNode(Value value, const SourceRange &place);
  Node *negative(Node *operand, const SourceRange &place);
  Node *numberNode(Value value, const SourceRange &place);
  Node *tupleNode(Value value, const SourceRange &place);
  ast::Constant *newConstant(const SourceRange &place) {
    auto *made = create<ast::Constant>();
    made->loc = place;
    return made;
  }
  template <class T> T *create() {
    auto *made = module.arena.make<T>();
    made->nodeKind = T::Kind;
    return made;
  }

  ThreadState &ts;
  syntax::Module &module;
};

std::string_view nameOf(AstCategory category) {
  return astCategories[size_t(category)].asdl;
}

bool Reader::read(Value value, syntax::Identifier &out) {
  if (!isStr(value))
    return raise(ts, types::TypeError, "AST identifier must be of type str");
  out = module.identifiers.intern(strText(value));
  return out || raiseMemoryError(ts);
}

bool Reader::read(Value value, OptionalString &out) {
  if (!isStr(value) && !isBytes(value))
    return raise(ts, types::TypeError, "AST string must be of type str");
  out = module.arena.copy(isStr(value) ? strText(value) : bytesText(value));
  return !module.arena.failed() || raiseMemoryError(ts);
}

bool Reader::read(Value value, int32_t &out) {
  int64_t number = 0;
  if (!isInt(value))
    return raise(ts, types::ValueError, "invalid integer value: {}",
                 {MessageArg::repr(value)});
  if (!intFitsInt64(value, number) || number != int32_t(number))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C int");
  out = int32_t(number);
  return true;
}

template <class E> bool Reader::readEnum(Value value, AstEnum type, E &out) {
  for (size_t i = 0; i < kMaxEnumValues; ++i) {
    Word cls = astClasses.enumClasses[size_t(type)][i];
    if (cls && isSubtype(typeOf(value), Value(cls).as<TypeObject>())) {
      out = E(i);
      return true;
    }
  }
  return raise(
      ts, types::TypeError, "expected some sort of {}, but got {}",
      {typeName(Value(astClasses.enums[size_t(type)]).as<TypeObject>()),
       MessageArg::repr(value)});
}

template <class T>
bool Reader::list(Value object, const char *name, std::string_view where,
                  Seq<T> &out) {
  Owned value = attribute(object, name);
  if (!value)
    return pendingException(ts) ? false : bool(missing(name, where));
  if (!isList(value))
    return raise(ts, types::TypeError,
                 "{} field \"{}\" must be a list, not a {}",
                 {where, name, typeOf(value)});
  uint64_t count = listLength(value);
  out.items = module.arena.makeArray<T>(count ? count : 1);
  if (!out.items)
    return raiseMemoryError(ts);
  out.count = uint32_t(count);
  for (uint64_t i = 0; i < count; ++i) {
    out.items[i] = T();
    if (listLength(value) != count)
      return raise(ts, types::RuntimeError,
                   "{} field \"{}\" changed size during iteration",
                   {where, name});
    Owned item = listItem(ts, value, i);
    if (!item || !read(item, out.items[i]))
      return false;
  }
  return true;
}

bool Reader::readPlace(Value object, std::string_view where, SourceRange &out) {
  int32_t line = 0, column = 0;
  if (!field(object, "lineno", where, true, line) ||
      !field(object, "col_offset", where, true, column))
    return false;
  int32_t endLine = line, endColumn = column;
  if (!field(object, "end_lineno", where, false, endLine) ||
      !field(object, "end_col_offset", where, false, endColumn))
    return false;
  out = {uint32_t(line), uint32_t(column), uint32_t(endLine),
         uint32_t(endColumn)};
  return true;
}

// Constants
// ------------------------------------------------------------------

bool Reader::read(Value value, ConstantValue &out) {
  auto text = [&](ConstantKind kind, std::string_view bytes) {
    out.kind = kind;
    std::string_view copy = module.arena.copy(bytes);
    out.bytes = copy.data() ? copy.data() : "";
    out.size = uint32_t(copy.size());
    return !module.arena.failed() || raiseMemoryError(ts);
  };
  if (value.isNone())
    out.kind = ConstantKind::None;
  else if (value.isBool())
    out.kind = value.isTrue() ? ConstantKind::True : ConstantKind::False;
  else if (value.word() == kEllipsis)
    out.kind = ConstantKind::Ellipsis;
  else if (isExactStr(value))
    return text(ConstantKind::Str, strText(value));
  else if (typeOf(value) == &types::Bytes)
    return text(ConstantKind::Bytes, bytesText(value));
  else if (isExactInt(value) || isExactFloat(value))
    out.kind = ConstantKind::Int; // a pattern that is refused later
  else
    return raise(ts, types::TypeError, "got an invalid type in Constant: {}",
                 {typeOf(value)});
  return true;
}

Node *Reader::negative(Node *operand, const SourceRange &place) {
  auto *made = create<ast::UnaryOp>();
  made->loc = place;
  made->op = ast::UnaryOperator::USub;
  made->operand = static_cast<ExprNode *>(operand);
  return made;
}

Node *Reader::numberNode(Value value, const SourceRange &place) {
  ast::Constant *made = newConstant(place);
  if (isExactFloat(value)) {
    made->value.kind = ConstantKind::Float;
    made->value.real = floatValue(value);
    return made;
  }
  IntView number(value);
  if (number.size() <= 1) {
    made->value.kind = ConstantKind::Int;
    made->value.integer = number.size() ? number.limbs()[0] : 0;
  } else {
    auto *limbs = module.arena.makeArray<uint64_t>(number.size());
    if (!limbs) {
      (void)raiseMemoryError(ts);
      return nullptr;
    }
    for (size_t i = 0; i < number.size(); ++i)
      limbs[i] = number.limbs()[i];
    made->value.kind = ConstantKind::BigInt;
    made->value.limbs = limbs;
    made->value.size = uint32_t(number.size());
  }
  return number.negative() ? negative(made, place) : made;
}

Node *Reader::tupleNode(Value value, const SourceRange &place) {
  if (!checkNativeStack(ts, " during compilation"))
    return nullptr;
  auto *made = create<ast::Tuple>();
  made->loc = place;
  size_t count = tupleLength(value);
  made->elts.items = module.arena.makeArray<ExprNode *>(count ? count : 1);
  if (!made->elts.items) {
    (void)raiseMemoryError(ts);
    return nullptr;
  }
  made->elts.count = uint32_t(count);
  for (size_t i = 0; i < count; ++i) {
    Node *item = constantNode(tupleItem(value, i), place);
    if (!item)
      return nullptr;
    made->elts.items[i] = static_cast<ExprNode *>(item);
  }
  return made;
}

/// The expression whose value is the constant \p value.
Node *Reader::constantNode(Value value, const SourceRange &place) {
  if (isExactFloat(value) || (isExactInt(value) && !value.isBool()))
    return numberNode(value, place);
  if (isExactTuple(value))
    return tupleNode(value, place);
  if (typeOf(value) == &types::Complex) {
    auto *object = value.as<ComplexObject>();
    ast::Constant *imaginary = newConstant(place);
    imaginary->value.kind = ConstantKind::Complex;
    imaginary->value.real = object->imag;
    if (object->real == 0) {
      bool minus = __builtin_signbit(object->real);
      if (minus)
        imaginary->value.real = -object->imag;
      return minus ? negative(imaginary, place) : imaginary;
    }
    auto *sum = create<ast::BinOp>();
    ast::Constant *real = newConstant(place);
    real->value.kind = ConstantKind::Float;
    real->value.real = object->real;
    sum->loc = place;
    sum->left = real;
    sum->op = ast::Operator::Add;
    sum->right = imaginary;
    return sum;
  }
  ast::Constant *made = newConstant(place);
  return read(value, made->value) ? made : nullptr;
}

// Nodes
// ----------------------------------------------------------------------

/// A category that is a class itself: its nodes are read whatever they are.
bool isProduct(AstCategory category) {
  for (size_t i = 0; i < kAstNodeCount; ++i)
    if (astCategoryOf[i] == category)
      return astClasses.nodes[i] == astClasses.categories[size_t(category)];
  return false;
}

bool Reader::kindOf(Value object, AstCategory category, NodeKind &kind) {
  Word exact = Value(typeOf(object)).word();
  for (size_t i = 0; i < kAstNodeCount; ++i)
    if (astClasses.nodes[i] == exact && astCategoryOf[i] == category) {
      kind = NodeKind(i);
      return true;
    }
  for (size_t i = 0; i < kAstNodeCount; ++i) {
    Word cls = astClasses.nodes[i];
    if (!cls || astCategoryOf[i] != category)
      continue;
    if (isProduct(category) ||
        isSubtype(typeOf(object), Value(cls).as<TypeObject>())) {
      kind = NodeKind(i);
      return true;
    }
  }
  return raise(ts, types::TypeError, "expected some sort of {}, but got {}",
               {nameOf(category), MessageArg::repr(object)});
}

Node *Reader::node(Value object, AstCategory category) {
  if (!checkNativeStack(ts, " while traversing a tree"))
    return nullptr;
  bool places = astCategories[size_t(category)].hasAttributes;
  bool product = isProduct(category);
  NodeKind kind;
  SourceRange place;
  if (places && !product && !readPlace(object, nameOf(category), place))
    return nullptr;
  if (!kindOf(object, category, kind))
    return nullptr;
  if (kind == NodeKind::Constant) {
    Owned value = attribute(object, "value");
    if (!value) {
      if (!pendingException(ts))
        (void)missing("value", "Constant");
      return nullptr;
    }
    Node *made = constantNode(value, place);
    auto *constant = dynCast<ast::Constant>(made);
    if (!made ||
        (constant && !field(object, "kind", "Constant", false, constant->kind)))
      return nullptr;
    return made;
  }
  Node *made = nodeOfKind(object, kind);
  if (!made ||
      (places && product && !readPlace(object, nameOf(category), place)))
    return nullptr;
  made->loc = place;
  return made;
}

Node *Reader::nodeOfKind(Value object, NodeKind kind) {
  [[maybe_unused]] std::string_view where = nodeName(kind);
  switch (kind) {
#define FIELD(name, required)                                                  \
  if (!field(object, #name, where, required, n->name))                         \
    return nullptr;
#define LIST(name)                                                             \
  if (!list(object, #name, where, n->name))                                    \
    return nullptr;
#define F_CHILD(Type, name) FIELD(name, true)
#define F_OPT(Type, name) FIELD(name, false)
#define F_SEQ(Type, name) LIST(name)
#define F_OPTSEQ(Type, name) LIST(name)
#define F_ID(name) FIELD(name, true)
#define F_OPTID(name) FIELD(name, false)
#define F_IDSEQ(name) LIST(name)
#define F_STR(name) FIELD(name, false)
#define F_INT(name) FIELD(name, std::string_view(#name) != "level")
#define F_CONST(name) FIELD(name, true)
#define F_ENUM(Type, name) FIELD(name, true)
#define F_ENUMSEQ(Type, name) LIST(name)
#define F_SEQ_SINCE(Minor, Type, name)
#define F_OPT_SINCE(Minor, Type, name)
#define AST_NODE_SINCE(Minor, Category, Name, Fields)                          \
  case NodeKind::Name:                                                         \
    return nullptr;
#define AST_NODE(Category, Name, Fields)                                       \
  case NodeKind::Name: {                                                       \
    [[maybe_unused]] auto *n = create<ast::Name>();                            \
    Fields return n;                                                           \
  }
#include "compiler/syntax/Ast.def"
  }
  return nullptr;
}

} // namespace

bool astFromObject_py(ThreadState &ts, Value tree, CompileMode mode,
                      syntax::Module &module) {
  NodeKind wanted = mode == CompileMode::Eval     ? NodeKind::Expression
                    : mode == CompileMode::Single ? NodeKind::Interactive
                                                  : NodeKind::Module;
  auto *cls = Value(astClasses.nodes[size_t(wanted)]).as<TypeObject>();
  if (!isSubtype(typeOf(tree), cls))
    return raise(ts, types::TypeError, "expected {} node, got {}",
                 {nodeName(wanted), typeOf(tree)});
  module.root =
      static_cast<ModNode *>(Reader(ts, module).node(tree, AstCategory::Mod));
  return module.root && validateTree(ts, module);
}

} // namespace dxpy
