// The syntax tree: one plain struct per row of Ast.def, allocated in the arena
// of the Module that holds it, with the names and the meaning of Python's `ast`
// module. Columns are UTF-8 bytes.
#pragma once

#include "compiler/base/Id.h"
#include "compiler/base/StringTable.h"

#include <cstdint>
#include <string_view>

namespace dxpy::syntax {

// An identifier after NFKC: an index into Module::identifiers.
using Identifier = base::StringId;

// Lines count from 1, columns from 0 in bytes; the end is exclusive.
struct SourceRange {
  uint32_t lineno = 0;
  uint32_t col_offset = 0;
  uint32_t end_lineno = 0;
  uint32_t end_col_offset = 0;
};

namespace ast {

// A sequence in the arena.
template <class T> struct Seq {
  T *items = nullptr;
  uint32_t count = 0;

  T *begin() const { return items; }
  T *end() const { return items + count; }
  uint32_t size() const { return count; }
  bool empty() const { return count == 0; }
  T &operator[](uint32_t i) const { return items[i]; }
  T &front() const { return items[0]; }
  T &back() const { return items[count - 1]; }
};

enum class ConstantKind : uint8_t {
  None,
  True,
  False,
  Ellipsis,
  Int,     // fits uint64_t: `integer`
  BigInt,  // `limbs`, 64 bits each, least significant first, the last one not
           // zero
  Float,   // `real`
  Complex, // imaginary part in `real`; the real part of a literal is 0
  Str,     // `bytes` as UTF-8 in which lone surrogates take three bytes each
  Bytes,   // `bytes`
};

struct ConstantValue {
  ConstantKind kind = ConstantKind::None;
  uint32_t size = 0; // bytes of Str and Bytes, limbs of BigInt
  union {
    uint64_t integer = 0;
    double real;
    const char *bytes;
    const uint64_t *limbs;
  };

  std::string_view text() const { return {bytes, size}; }
};

// A string or none (data() is null).
using OptionalString = std::string_view;

enum class NodeKind : uint8_t {
#define AST_NODE(Category, Name, Fields) Name,
#include "compiler/syntax/Ast.def"
};

enum class ExprContext : uint8_t {
#define ENUM_ExprContext(Name) Name,
#define ENUM_BoolOperator(Name)
#define ENUM_Operator(Name)
#define ENUM_UnaryOperator(Name)
#define ENUM_CmpOperator(Name)
#define AST_ENUM(Type, Name, Spelling) ENUM_##Type(Name)
#include "compiler/syntax/Ast.def"
#undef ENUM_ExprContext
#define ENUM_ExprContext(Name)
};
enum class BoolOperator : uint8_t {
#undef ENUM_BoolOperator
#define ENUM_BoolOperator(Name) Name,
#define AST_ENUM(Type, Name, Spelling) ENUM_##Type(Name)
#include "compiler/syntax/Ast.def"
#undef ENUM_BoolOperator
#define ENUM_BoolOperator(Name)
};
enum class Operator : uint8_t {
#undef ENUM_Operator
#define ENUM_Operator(Name) Name,
#define AST_ENUM(Type, Name, Spelling) ENUM_##Type(Name)
#include "compiler/syntax/Ast.def"
#undef ENUM_Operator
#define ENUM_Operator(Name)
};
enum class UnaryOperator : uint8_t {
#undef ENUM_UnaryOperator
#define ENUM_UnaryOperator(Name) Name,
#define AST_ENUM(Type, Name, Spelling) ENUM_##Type(Name)
#include "compiler/syntax/Ast.def"
#undef ENUM_UnaryOperator
#define ENUM_UnaryOperator(Name)
};
enum class CmpOperator : uint8_t {
#undef ENUM_CmpOperator
#define ENUM_CmpOperator(Name) Name,
#define AST_ENUM(Type, Name, Spelling) ENUM_##Type(Name)
#include "compiler/syntax/Ast.def"
};
#undef ENUM_ExprContext
#undef ENUM_BoolOperator
#undef ENUM_Operator
#undef ENUM_UnaryOperator
#undef ENUM_CmpOperator

struct Node {
  NodeKind nodeKind;
  SourceRange loc;
};

#define AST_SUM(Category, Asdl, HasAttributes)                                 \
  struct Category##Node : Node {};                                             \
  using Category##Base = Category##Node;
#define AST_PRODUCT(Category, Asdl, HasAttributes)                             \
  struct Category;                                                             \
  using Category##Node = Category;                                             \
  using Category##Base = Node;
#include "compiler/syntax/Ast.def"

#define F_CHILD(Type, name) Type##Node *name = nullptr;
#define F_OPT(Type, name) Type##Node *name = nullptr;
#define F_SEQ(Type, name) Seq<Type##Node *> name;
#define F_OPTSEQ(Type, name) Seq<Type##Node *> name;
#define F_ID(name) Identifier name;
#define F_OPTID(name) Identifier name;
#define F_IDSEQ(name) Seq<Identifier> name;
#define F_STR(name) OptionalString name;
#define F_INT(name) int32_t name = 0;
#define F_CONST(name) ConstantValue name;
#define F_ENUM(Type, name) Type name = {};
#define F_ENUMSEQ(Type, name) Seq<Type> name;
#define F_SEQ_SINCE(Minor, Type, name) F_SEQ(Type, name)
#define F_OPT_SINCE(Minor, Type, name) F_OPT(Type, name)
#define AST_NODE(Category, Name, Fields)                                       \
  struct Name : Category##Base {                                               \
    static constexpr NodeKind Kind = NodeKind::Name;                           \
    Fields                                                                     \
  };
#include "compiler/syntax/Ast.def"
#undef F_CHILD
#undef F_OPT
#undef F_SEQ
#undef F_OPTSEQ
#undef F_ID
#undef F_OPTID
#undef F_IDSEQ
#undef F_STR
#undef F_INT
#undef F_CONST
#undef F_ENUM
#undef F_ENUMSEQ
#undef F_SEQ_SINCE
#undef F_OPT_SINCE

// The node as a T if it is one, else null. Accepts null.
template <class T> T *dynCast(Node *node) {
  return node && node->nodeKind == T::Kind ? static_cast<T *>(node) : nullptr;
}
template <class T> const T *dynCast(const Node *node) {
  return node && node->nodeKind == T::Kind ? static_cast<const T *>(node)
                                           : nullptr;
}
template <class T> bool isA(const Node *node) {
  return node && node->nodeKind == T::Kind;
}
template <class T> T *cast(Node *node) { return static_cast<T *>(node); }
template <class T> const T *cast(const Node *node) {
  return static_cast<const T *>(node);
}

// The class name in Python's `ast` module ("FunctionDef", "arguments").
std::string_view nodeName(NodeKind kind);
std::string_view enumName(ExprContext v);
std::string_view enumName(BoolOperator v);
std::string_view enumName(Operator v);
std::string_view enumName(UnaryOperator v);
std::string_view enumName(CmpOperator v);
// "+", "not in", "and", ...
std::string_view spelling(BoolOperator v);
std::string_view spelling(Operator v);
std::string_view spelling(UnaryOperator v);
std::string_view spelling(CmpOperator v);

} // namespace ast
} // namespace dxpy::syntax
