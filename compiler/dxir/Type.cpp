#include "compiler/dxir/Type.h"

namespace dxpy::dxir {

namespace {

struct TypeInfo {
  llvm::StringLiteral text;
  Representation representation;
  bool inert;
};
constexpr TypeInfo typeTable[] = {
#define TYPE(id, text, representation, inert)                                  \
  {text, Representation::representation, inert},
#include "compiler/dxir/Types.def"
};

/// The word type of a machine type; others are what they are.
Type wordOf(Type type) {
  switch (type.kind) {
  case TypeKind::Bool:
    return TypeKind::BoolWord;
  case TypeKind::I64:
  case TypeKind::SmallInt:
    return TypeKind::Int;
  case TypeKind::F64:
    return TypeKind::Float;
  default:
    return type;
  }
}

} // namespace

Representation Type::representation() const {
  return typeTable[size_t(kind)].representation;
}
bool Type::isInert() const { return typeTable[size_t(kind)].inert; }
llvm::StringRef Type::text() const { return typeTable[size_t(kind)].text; }

bool Type::isImmediate() const {
  switch (kind) {
  case TypeKind::Bottom:
  case TypeKind::Undef:
  case TypeKind::None:
  case TypeKind::Bool:
  case TypeKind::I64:
  case TypeKind::F64:
  case TypeKind::BoolWord:
  case TypeKind::SmallInt:
    return true;
  default:
    return false;
  }
}

Type join(Type a, Type b) {
  if (a == b || b.kind == TypeKind::Bottom)
    return a;
  if (a.kind == TypeKind::Bottom)
    return b;
  Type wordA = wordOf(a), wordB = wordOf(b);
  return wordA == wordB ? wordA : Type(TypeKind::Any);
}

Type parseType(llvm::StringRef text, bool &ok) {
  for (size_t i = 0; i < std::size(typeTable); ++i)
    if (typeTable[i].text == text) {
      ok = true;
      return Type(TypeKind(i));
    }
  ok = false;
  return TypeKind::Any;
}

} // namespace dxpy::dxir
