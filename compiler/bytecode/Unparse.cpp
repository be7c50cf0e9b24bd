// Text of expressions with the fewest parentheses, CPython's spelling.
#include "compiler/bytecode/Unparse.h"

#include "compiler/bytecode/Folder.h"
#include "compiler/syntax/AstDumper.h"

namespace dxpy::bytecode {

namespace {

namespace ast = syntax::ast;

// Binding strength, weakest first.
enum Level : int {
  Tuple,
  Test,
  Or,
  And,
  Not,
  Compare,
  Expr,
  BitXor,
  BitAnd,
  Shift,
  Arithmetic,
  Term,
  Factor,
  Power,
  Await,
  Atom,
};

class Unparser {
public:
  Unparser(const syntax::Module &module) : module(module) {}

  std::string out;

  void expr(const ast::ExprNode *node, int level) {
    using namespace ast;
    switch (node->nodeKind) {
    case NodeKind::BoolOp:
      return boolOp(cast<BoolOp>(node), level);
    case NodeKind::NamedExpr: {
      auto *e = cast<NamedExpr>(node);
      parens(level > Level::Tuple, [&] {
        expr(e->target, Level::Atom);
        out += " := ";
        expr(e->value, Level::Atom);
      });
      return;
    }
    case NodeKind::BinOp:
      return binOp(cast<BinOp>(node), level);
    case NodeKind::UnaryOp:
      return unaryOp(cast<UnaryOp>(node), level);
    case NodeKind::Lambda: {
      auto *e = cast<Lambda>(node);
      parens(level > Level::Test, [&] {
        bool positional =
            !e->args->posonlyargs.empty() || !e->args->args.empty();
        out +=
            positional ? "lambda " : "lambda"; // CPython writes `lambda*a: 1`
        arguments(e->args);
        out += ": ";
        expr(e->body, Level::Test);
      });
      return;
    }
    case NodeKind::IfExp: {
      auto *e = cast<IfExp>(node);
      parens(level > Level::Test, [&] {
        expr(e->body, Level::Test + 1);
        out += " if ";
        expr(e->test, Level::Test + 1);
        out += " else ";
        expr(e->orelse, Level::Test);
      });
      return;
    }
    case NodeKind::Dict:
      return dict(cast<Dict>(node));
    case NodeKind::Set:
      out += '{';
      list(cast<Set>(node)->elts, Level::Test);
      out += '}';
      return;
    case NodeKind::GeneratorExp: {
      auto *e = cast<GeneratorExp>(node);
      return comprehension("(", e->elt, nullptr, e->generators, ")");
    }
    case NodeKind::ListComp: {
      auto *e = cast<ListComp>(node);
      return comprehension("[", e->elt, nullptr, e->generators, "]");
    }
    case NodeKind::SetComp: {
      auto *e = cast<SetComp>(node);
      return comprehension("{", e->elt, nullptr, e->generators, "}");
    }
    case NodeKind::DictComp: {
      auto *e = cast<DictComp>(node);
      return comprehension("{", e->key, e->value, e->generators, "}");
    }
    case NodeKind::Yield: {
      auto *e = cast<Yield>(node);
      out += e->value ? "(yield " : "(yield";
      if (e->value)
        expr(e->value, Level::Test);
      out += ')';
      return;
    }
    case NodeKind::YieldFrom:
      out += "(yield from ";
      expr(cast<YieldFrom>(node)->value, Level::Test);
      out += ')';
      return;
    case NodeKind::Await:
      parens(level > Level::Await, [&] {
        out += "await ";
        expr(cast<ast::Await>(node)->value, Level::Atom);
      });
      return;
    case NodeKind::Compare: {
      auto *e = cast<ast::Compare>(node);
      parens(level > Level::Compare, [&] {
        expr(e->left, Level::Compare + 1);
        for (uint32_t i = 0; i < e->ops.size(); ++i) {
          out.append(" ").append(ast::spelling(e->ops[i])).append(" ");
          expr(e->comparators[i], Level::Compare + 1);
        }
      });
      return;
    }
    case NodeKind::Call:
      return call(cast<Call>(node));
    case NodeKind::Constant:
      return constant(cast<ast::Constant>(node));
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue:
      return fString(node, false);
    case NodeKind::TemplateStr:
    case NodeKind::Interpolation:
      return fString(node, true);
    case NodeKind::Attribute:
      return attribute(cast<Attribute>(node));
    case NodeKind::Starred:
      out += '*';
      expr(cast<Starred>(node)->value, Level::Expr);
      return;
    case NodeKind::Name:
      out += module.text(cast<Name>(node)->id);
      return;
    case NodeKind::List:
      out += '[';
      list(cast<List>(node)->elts, Level::Test);
      out += ']';
      return;
    case NodeKind::Tuple:
      return tuple(cast<ast::Tuple>(node), level);
    case NodeKind::Subscript: {
      auto *e = cast<Subscript>(node);
      expr(e->value, Level::Atom);
      out += '[';
      expr(e->slice, Level::Tuple);
      out += ']';
      return;
    }
    case NodeKind::Slice: {
      auto *e = cast<Slice>(node);
      if (e->lower)
        expr(e->lower, Level::Test);
      out += ':';
      if (e->upper)
        expr(e->upper, Level::Test);
      if (e->step) {
        out += ':';
        expr(e->step, Level::Test);
      }
      return;
    }
    default:
      return;
    }
  }

private:
  template <class F> void parens(bool on, F &&write) {
    if (on)
      out += '(';
    write();
    if (on)
      out += ')';
  }

  void list(const ast::Seq<ast::ExprNode *> &nodes, int level) {
    for (uint32_t i = 0; i < nodes.size(); ++i) {
      if (i)
        out += ", ";
      expr(nodes[i], level);
    }
  }

  void boolOp(const ast::BoolOp *node, int level) {
    bool isAnd = node->op == ast::BoolOperator::And;
    int own = isAnd ? Level::And : Level::Or;
    parens(level > own, [&] {
      for (uint32_t i = 0; i < node->values.size(); ++i) {
        if (i)
          out += isAnd ? " and " : " or ";
        expr(node->values[i], own + 1);
      }
    });
  }

  static int strength(ast::Operator op) {
    switch (op) {
    case ast::Operator::Add:
    case ast::Operator::Sub:
      return Level::Arithmetic;
    case ast::Operator::LShift:
    case ast::Operator::RShift:
      return Level::Shift;
    case ast::Operator::BitOr:
      return Level::Expr;
    case ast::Operator::BitXor:
      return Level::BitXor;
    case ast::Operator::BitAnd:
      return Level::BitAnd;
    case ast::Operator::Pow:
      return Level::Power;
    default:
      return Level::Term;
    }
  }

  void binOp(const ast::BinOp *node, int level) {
    int own = strength(node->op);
    bool rightFirst = node->op == ast::Operator::Pow;
    parens(level > own, [&] {
      expr(node->left, own + rightFirst);
      out.append(" ").append(ast::spelling(node->op)).append(" ");
      expr(node->right, own + !rightFirst);
    });
  }

  void unaryOp(const ast::UnaryOp *node, int level) {
    bool isNot = node->op == ast::UnaryOperator::Not;
    int own = isNot ? Level::Not : Level::Factor;
    parens(level > own, [&] {
      out += isNot ? std::string_view("not ") : ast::spelling(node->op);
      expr(node->operand, own);
    });
  }

  void argument(const ast::Arg *arg) {
    out += module.text(arg->arg);
    if (arg->annotation) {
      out += ": ";
      expr(arg->annotation, Level::Test);
    }
  }

  void arguments(const ast::Arguments *args) {
    bool first = true;
    auto comma = [&] {
      if (!first)
        out += ", ";
      first = false;
    };
    uint32_t positional = args->posonlyargs.size(),
             count = positional + args->args.size();
    uint32_t defaults = args->defaults.size();
    for (uint32_t i = 0; i < count; ++i) {
      comma();
      argument(i < positional ? args->posonlyargs[i]
                              : args->args[i - positional]);
      if (i + defaults >= count) {
        out += '=';
        expr(args->defaults[i + defaults - count], Level::Test);
      }
      if (positional && i + 1 == positional)
        out += ", /";
    }
    if (args->vararg || !args->kwonlyargs.empty()) {
      comma();
      out += '*';
      if (args->vararg)
        argument(args->vararg);
    }
    for (uint32_t i = 0; i < args->kwonlyargs.size(); ++i) {
      comma();
      argument(args->kwonlyargs[i]);
      if (i < args->kw_defaults.size() && args->kw_defaults[i]) {
        out += '=';
        expr(args->kw_defaults[i], Level::Test);
      }
    }
    if (args->kwarg) {
      comma();
      out += "**";
      argument(args->kwarg);
    }
  }

  void dict(const ast::Dict *node) {
    out += '{';
    for (uint32_t i = 0; i < node->values.size(); ++i) {
      if (i)
        out += ", ";
      if (node->keys[i]) {
        expr(node->keys[i], Level::Test);
        out += ": ";
        expr(node->values[i], Level::Test);
      } else {
        out += "**";
        expr(node->values[i], Level::Expr);
      }
    }
    out += '}';
  }

  void comprehension(std::string_view open, const ast::ExprNode *element,
                     const ast::ExprNode *value,
                     const ast::Seq<ast::Comprehension *> &generators,
                     std::string_view close) {
    out += open;
    expr(element, Level::Test);
    if (value) {
      out += ": ";
      expr(value, Level::Test);
    }
    for (const ast::Comprehension *generator : generators) {
      out += generator->is_async ? " async for " : " for ";
      expr(generator->target, Level::Tuple);
      out += " in ";
      expr(generator->iter, Level::Test + 1);
      for (const ast::ExprNode *condition : generator->ifs) {
        out += " if ";
        expr(condition, Level::Test + 1);
      }
    }
    out += close;
  }

  void call(const ast::Call *node) {
    expr(node->func, Level::Atom);
    if (node->args.size() == 1 && node->keywords.empty() &&
        ast::isA<ast::GeneratorExp>(node->args[0]))
      return expr(node->args[0], Level::Tuple);
    out += '(';
    bool first = true;
    for (const ast::ExprNode *arg : node->args) {
      if (!first)
        out += ", ";
      first = false;
      expr(arg, Level::Test);
    }
    for (const ast::Keyword *keyword : node->keywords) {
      if (!first)
        out += ", ";
      first = false;
      if (keyword->arg)
        out.append(module.text(keyword->arg)).append("=");
      else
        out += "**";
      expr(keyword->value, Level::Test);
    }
    out += ')';
  }

  void constant(const ast::Constant *node) {
    if (node->value.kind == ast::ConstantKind::Ellipsis) {
      out += "...";
      return;
    }
    if (node->kind.data())
      out += node->kind;
    std::string text = constantRepr(constantFromTree(node->value));
    bool number = node->value.kind == ast::ConstantKind::Float ||
                  node->value.kind == ast::ConstantKind::Complex;
    // infinity has no literal of its own
    if (number)
      for (size_t at; (at = text.find("inf")) != std::string::npos;)
        text.replace(at, 3, "1e309");
    out += text;
  }

  void attribute(const ast::Attribute *node) {
    expr(node->value, Level::Atom);
    auto *value = ast::dynCast<ast::Constant>(node->value);
    bool isInt = value && (value->value.kind == ast::ConstantKind::Int ||
                           value->value.kind == ast::ConstantKind::BigInt);
    out += isInt ? " ." : "."; // 1 .real
    out += module.text(node->attr);
  }

  void tuple(const ast::Tuple *node, int level) {
    if (node->elts.empty()) {
      out += "()";
      return;
    }
    parens(level > Level::Tuple, [&] {
      list(node->elts, Level::Test);
      if (node->elts.size() == 1)
        out += ',';
    });
  }

  // The text between the quotes.
  void fStringPart(const ast::ExprNode *node, std::string &text) {
    if (auto *constant = ast::dynCast<ast::Constant>(node)) {
      for (char c : constant->value.text()) {
        if (c == '{' || c == '}')
          text += c;
        text += c;
      }
      return;
    }
    const ast::ExprNode *value = nullptr, *spec = nullptr;
    int conversion = -1;
    if (auto *joined = ast::dynCast<ast::JoinedStr>(node)) {
      for (const ast::ExprNode *part : joined->values)
        fStringPart(part, text);
      return;
    }
    if (auto *joined = ast::dynCast<ast::TemplateStr>(node)) {
      for (const ast::ExprNode *part : joined->values)
        fStringPart(part, text);
      return;
    }
    if (auto *formatted = ast::dynCast<ast::FormattedValue>(node)) {
      value = formatted->value;
      spec = formatted->format_spec;
      conversion = formatted->conversion;
    } else if (auto *interpolation = ast::dynCast<ast::Interpolation>(node)) {
      value = interpolation->value;
      spec = interpolation->format_spec;
      conversion = interpolation->conversion;
    } else {
      return;
    }
    Unparser inner(module);
    inner.expr(value, Level::Test + 1);
    text += inner.out.starts_with("{") ? "{ " : "{";
    text += inner.out;
    if (conversion > 0) {
      text += '!';
      text += char(conversion);
    }
    if (spec) {
      text += ':';
      fStringPart(spec, text);
    }
    text += '}';
  }

  void fString(const ast::ExprNode *node, bool isTemplate) {
    std::string text;
    fStringPart(node, text);
    out += isTemplate ? 't' : 'f';
    syntax::appendStrRepr(out, text);
  }

  const syntax::Module &module;
};

} // namespace

std::string unparse(const syntax::Module &module, const ast::ExprNode *node) {
  Unparser unparser(module);
  unparser.expr(node, Level::Test);
  return std::move(unparser.out);
}

} // namespace dxpy::bytecode
