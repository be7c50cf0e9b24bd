// Walking the tree without writing the switch: Visitor dispatches to
// visit<Name>, and forEachChild calls back with every child node in
// evaluation-independent, ASDL order.
#pragma once

#include "compiler/syntax/Ast.h"

namespace dxpy::syntax::ast {

// Calls fn(Node *) for every non-null child of `node`, in the order of
// Ast.def's fields.
template <class Fn> void forEachChild(Node *node, Fn &&fn) {
  auto each = [&](auto seq) {
    for (auto *child : seq)
      if (child)
        fn(static_cast<Node *>(child));
  };
  (void)each;
  switch (node->nodeKind) {
#define F_CHILD(Type, name) fn(static_cast<Node *>(n->name));
#define F_OPT(Type, name)                                                      \
  if (n->name)                                                                 \
    fn(static_cast<Node *>(n->name));
#define F_SEQ(Type, name) each(n->name);
#define F_OPTSEQ(Type, name) each(n->name);
#define F_ID(name)
#define F_OPTID(name)
#define F_IDSEQ(name)
#define F_STR(name)
#define F_INT(name)
#define F_CONST(name)
#define F_ENUM(Type, name)
#define F_ENUMSEQ(Type, name)
#define F_SEQ_SINCE(Minor, Type, name) F_SEQ(Type, name)
#define F_OPT_SINCE(Minor, Type, name) F_OPT(Type, name)
#define AST_NODE(Category, Name, Fields)                                       \
  case NodeKind::Name: {                                                       \
    [[maybe_unused]] auto *n = static_cast<Name *>(node);                      \
    Fields                                                                     \
  } break;
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
  }
}

// class MyPass : public Visitor<MyPass> { void visitName(Name *n); ... };
// Nodes without a visit function of their own have their children visited.
template <class Derived, class ResultT = void> class Visitor {
public:
  ResultT visit(Node *node) {
    auto *self = static_cast<Derived *>(this);
    switch (node->nodeKind) {
#define AST_NODE(Category, Name, Fields)                                       \
  case NodeKind::Name:                                                         \
    return self->visit##Name(static_cast<Name *>(node));
#include "compiler/syntax/Ast.def"
    }
    __builtin_unreachable();
  }

#define AST_NODE(Category, Name, Fields)                                       \
  ResultT visit##Name(Name *node) {                                            \
    return static_cast<Derived *>(this)->visitNode(node);                      \
  }
#include "compiler/syntax/Ast.def"

  ResultT visitNode(Node *node) {
    static_cast<Derived *>(this)->visitChildren(node);
    return ResultT();
  }
  void visitChildren(Node *node) {
    forEachChild(node, [this](Node *child) {
      static_cast<Derived *>(this)->visit(child);
    });
  }
};

} // namespace dxpy::syntax::ast
