// Constant folding as CPython's AST optimiser does it: which expressions are
// constants, and their values. Changes no tree. Internal to this folder.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "compiler/syntax/Parser.h"

#include <optional>
#include <unordered_map>

namespace dxpy::bytecode {

class Folder {
public:
  Folder(const syntax::Module &module, int optimize)
      : module(module), optimize(optimize) {}

  // The value of `node` if it is a constant expression, else null. The pointer
  // stays valid.
  const Constant *constantOf(const syntax::ast::ExprNode *node);

private:
  std::optional<Constant> fold(const syntax::ast::ExprNode *node);
  std::optional<Constant> foldTuple(const syntax::ast::Tuple *node);

  const syntax::Module &module;
  int optimize;
  std::unordered_map<const syntax::ast::Node *, std::unique_ptr<Constant>>
      cache;
};

Constant constantFromTree(const syntax::ast::ConstantValue &value);

// The operators on constants; nothing when Python would raise or the result
// would be large.
std::optional<Constant> foldUnary(syntax::ast::UnaryOperator op,
                                  const Constant &operand);
std::optional<Constant> foldBinary(syntax::ast::Operator op,
                                   const Constant &left, const Constant &right);
std::optional<Constant> foldSubscript(const Constant &value,
                                      const Constant &index);

} // namespace dxpy::bytecode
