// The classes of module _ast, made from Ast.def: one a node, one a category,
// one an operator or context, which has one shared instance. Only the nodes of
// the language level of the library are there.
#pragma once
#include "compiler/syntax/Parser.h"
#include "runtime-support/modules/front_end.h"

namespace dxpy {

enum class AstCategory : uint8_t {
#define AST_SUM(Category, Asdl, HasAttributes) Category,
#define AST_PRODUCT(Category, Asdl, HasAttributes) Category,
#include "compiler/syntax/Ast.def"
};
enum class AstEnum : uint8_t {
  ExprContext,
  BoolOperator,
  Operator,
  UnaryOperator,
  CmpOperator
};
inline constexpr size_t kAstEnumCount = 5, kMaxEnumValues = 16;
inline constexpr size_t kAstCategoryCount = size_t(AstCategory::TypeParam) + 1;
inline constexpr size_t kAstNodeCount =
    size_t(syntax::ast::NodeKind::TypeVarTuple) + 1;

struct AstCategoryRow {
  const char *asdl;
  bool hasAttributes; ///< lineno, col_offset, ...
};
extern const AstCategoryRow astCategories[kAstCategoryCount];
extern const AstCategory astCategoryOf[kAstNodeCount];

/// The classes, made when the module is first imported and kept for good; words
/// are 0 for what the language level does not have.
struct AstClasses {
  TypeObject *base; ///< ast.AST
  Word categories[kAstCategoryCount];
  Word nodes[kAstNodeCount];
  Word enums[kAstEnumCount];
  Word enumClasses[kAstEnumCount][kMaxEnumValues];
  Word enumInstances[kAstEnumCount][kMaxEnumValues];
};
extern AstClasses astClasses;

/// What compile() does with trees; set by module _ast, without which no program
/// can have one.
struct AstHooks {
  bool (*isTree)(Value object);
  Owned (*toObject)(ThreadState &ts, const syntax::Module &module);
  /// Fills `root` of \p module, which has a source. False: raised.
  bool (*fromObject_py)(ThreadState &ts, Value tree, CompileMode mode,
                        syntax::Module &module);
};
extern const AstHooks *astHooks;

/// Checks what the parser guarantees and a tree of objects may not keep.
/// False: raised.
bool validateTree(ThreadState &ts, const syntax::Module &module);

Owned astToObject(ThreadState &ts, const syntax::Module &module);
bool astFromObject_py(ThreadState &ts, Value tree, CompileMode mode,
                      syntax::Module &module);

} // namespace dxpy
