// Names and spellings of nodes and operators, from Ast.def.
#include "compiler/syntax/Ast.h"

namespace dxpy::syntax::ast {

std::string_view nodeName(NodeKind kind) {
  switch (kind) {
#define AST_NODE(Category, Name, Fields)                                       \
  case NodeKind::Name:                                                         \
    return NAME_##Category(#Name);
// Products are spelled in lower case in the `ast` module; the only sum of one
// is ExceptHandler.
#define NAME_Mod(N) N
#define NAME_Stmt(N) N
#define NAME_Expr(N) N
#define NAME_Comprehension(N) "comprehension"
#define NAME_ExceptHandler(N) N
#define NAME_Arguments(N) "arguments"
#define NAME_Arg(N) "arg"
#define NAME_Keyword(N) "keyword"
#define NAME_Alias(N) "alias"
#define NAME_WithItem(N) "withitem"
#define NAME_MatchCase(N) "match_case"
#define NAME_Pattern(N) N
#define NAME_TypeIgnore(N) N
#define NAME_TypeParam(N) N
#include "compiler/syntax/Ast.def"
  }
  return {};
}

namespace {
enum class EnumType {
  ExprContext,
  BoolOperator,
  Operator,
  UnaryOperator,
  CmpOperator
};
struct EnumRow {
  EnumType type;
  uint8_t value;
  std::string_view name;
  std::string_view spelling;
};
constexpr EnumRow EnumRows[] = {
#define AST_ENUM(Type, Name, Spelling)                                         \
  {EnumType::Type, uint8_t(Type::Name), #Name, Spelling},
#include "compiler/syntax/Ast.def"
};

const EnumRow &rowOf(EnumType type, uint8_t value) {
  const EnumRow *row = EnumRows;
  while (row->type != type)
    ++row;
  return row[value];
}
} // namespace

std::string_view enumName(ExprContext v) {
  return rowOf(EnumType::ExprContext, uint8_t(v)).name;
}
std::string_view enumName(BoolOperator v) {
  return rowOf(EnumType::BoolOperator, uint8_t(v)).name;
}
std::string_view enumName(Operator v) {
  return rowOf(EnumType::Operator, uint8_t(v)).name;
}
std::string_view enumName(UnaryOperator v) {
  return rowOf(EnumType::UnaryOperator, uint8_t(v)).name;
}
std::string_view enumName(CmpOperator v) {
  return rowOf(EnumType::CmpOperator, uint8_t(v)).name;
}
std::string_view spelling(BoolOperator v) {
  return rowOf(EnumType::BoolOperator, uint8_t(v)).spelling;
}
std::string_view spelling(Operator v) {
  return rowOf(EnumType::Operator, uint8_t(v)).spelling;
}
std::string_view spelling(UnaryOperator v) {
  return rowOf(EnumType::UnaryOperator, uint8_t(v)).spelling;
}
std::string_view spelling(CmpOperator v) {
  return rowOf(EnumType::CmpOperator, uint8_t(v)).spelling;
}

} // namespace dxpy::syntax::ast
