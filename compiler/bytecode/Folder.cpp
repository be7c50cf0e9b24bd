// Which expressions are constants.
#include "compiler/bytecode/Folder.h"

namespace dxpy::bytecode {

namespace ast = syntax::ast;

Constant constantFromTree(const ast::ConstantValue &value) {
  switch (value.kind) {
  case ast::ConstantKind::None:
    return Constant::none();
  case ast::ConstantKind::True:
    return Constant::boolean(true);
  case ast::ConstantKind::False:
    return Constant::boolean(false);
  case ast::ConstantKind::Ellipsis:
    return Constant::ellipsis();
  case ast::ConstantKind::Int:
    return Constant::big(false, {value.integer});
  case ast::ConstantKind::BigInt:
    return Constant::big(false, {value.limbs, value.limbs + value.size});
  case ast::ConstantKind::Float:
    return Constant::real(value.real);
  case ast::ConstantKind::Complex:
    return Constant::complex(0, value.real);
  case ast::ConstantKind::Str:
    return Constant::str(std::string(value.text()));
  case ast::ConstantKind::Bytes:
    return Constant::bytes(std::string(value.text()));
  }
  return {};
}

const Constant *Folder::constantOf(const ast::ExprNode *node) {
  switch (node->nodeKind) {
  case ast::NodeKind::Constant:
  case ast::NodeKind::UnaryOp:
  case ast::NodeKind::BinOp:
  case ast::NodeKind::Tuple:
  case ast::NodeKind::Subscript:
    break;
  case ast::NodeKind::Name:
    if (ast::cast<ast::Name>(node)->ctx != ast::ExprContext::Load ||
        module.text(ast::cast<ast::Name>(node)->id) != "__debug__")
      return nullptr;
    break;
  default:
    return nullptr;
  }
  if (auto found = cache.find(node); found != cache.end())
    return found->second.get();
  std::optional<Constant> value = fold(node);
  auto &slot = cache[node];
  if (value)
    slot = std::make_unique<Constant>(std::move(*value));
  return slot.get();
}

std::optional<Constant> Folder::fold(const ast::ExprNode *node) {
  using namespace ast;
  switch (node->nodeKind) {
  case NodeKind::Constant:
    return constantFromTree(cast<ast::Constant>(node)->value);
  case NodeKind::Name:
    return bytecode::Constant::boolean(optimize == 0);
  case NodeKind::UnaryOp: {
    auto *e = cast<UnaryOp>(node);
    const bytecode::Constant *operand = constantOf(e->operand);
    return operand ? foldUnary(e->op, *operand) : std::nullopt;
  }
  case NodeKind::BinOp: {
    auto *e = cast<BinOp>(node);
    const bytecode::Constant *left = constantOf(e->left);
    const bytecode::Constant *right = constantOf(e->right);
    return left && right ? foldBinary(e->op, *left, *right) : std::nullopt;
  }
  case NodeKind::Tuple:
    return foldTuple(cast<ast::Tuple>(node));
  case NodeKind::Subscript: {
    auto *e = cast<Subscript>(node);
    if (e->ctx != ExprContext::Load)
      return std::nullopt;
    const bytecode::Constant *value = constantOf(e->value);
    const bytecode::Constant *index = value ? constantOf(e->slice) : nullptr;
    return index ? foldSubscript(*value, *index) : std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

std::optional<Constant> Folder::foldTuple(const ast::Tuple *node) {
  if (node->ctx != ast::ExprContext::Load)
    return std::nullopt;
  std::vector<Constant> items;
  for (const ast::ExprNode *element : node->elts) {
    const Constant *item = constantOf(element);
    if (!item)
      return std::nullopt;
    items.push_back(*item);
  }
  return Constant::tuple(std::move(items));
}

} // namespace dxpy::bytecode
