// Types of DXIR values and their lattice.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace dxpy::dxir {

enum class TypeKind : uint8_t {
#define TYPE(id, text, representation, inert) id,
#include "compiler/dxir/Types.def"
};
enum class Representation : uint8_t { Nothing, Word, I1, I64, F64 };

struct Type {
  TypeKind kind = TypeKind::Any;
  constexpr Type() = default;
  constexpr Type(TypeKind kind) : kind(kind) {}
  friend constexpr bool operator==(Type, Type) = default;

  Representation representation() const;
  bool isWord() const { return representation() == Representation::Word; }
  /// Dropping a value of this type runs no Python code.
  bool isInert() const;
  /// Values of this type are never heap objects: nothing to count.
  bool isImmediate() const;
  llvm::StringRef text() const;
};

/// The least type above both; machine types join with their words to the word
/// type.
Type join(Type a, Type b);
/// The machine or word type named \p text; Any with ok = false for no name.
Type parseType(llvm::StringRef text, bool &ok);

} // namespace dxpy::dxir
