// The names of Names.def as finished objects: linker symbols dxname_<id> that
// programs share. They are defined with room for their text, so this file may
// not see the declarations of names.h.
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/hash.h"
#include "runtime-support/abi/object.h"

namespace dxpy {

/// StrObject with its text. Its type has linkage, or the names would have none.
template <size_t N> struct alignas(16) NameData {
  ObjectHeader header = imageHeader(shapeId(BuiltinShape::Str));
  uint64_t byteLength = N - 1, charLength = N - 1, hash0;
  uint64_t offsets = kStrInterned;
  char bytes[N] = {};
  consteval NameData(const char (&text)[N]) : hash0(strHash0(text, N - 1)) {
    for (size_t i = 0; i < N; ++i)
      bytes[i] = text[i];
  }
};
static_assert(offsetof(NameData<8>, bytes) == offsetof(StrObject, bytes));
static_assert(offsetof(NameData<8>, offsets) == offsetof(StrObject, offsets));

#define NAME(id) NAME_AS(id, #id)
#define NAME_AS(id, text)                                                      \
  extern NameData<sizeof(text)> name_##id __asm__("dxname_" #id);              \
  constinit NameData<sizeof(text)> name_##id = text;
#include "runtime-support/abi/Names.def"

} // namespace dxpy
