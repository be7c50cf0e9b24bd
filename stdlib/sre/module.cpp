// Module _sre: the engine of module re.
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "stdlib/sre/characters.h"
#include "stdlib/sre/objects.h"

namespace dxpy {

namespace sre {

namespace {

bool characterArgument_py(ThreadState &ts, Value value, uint32_t &out) {
  Owned index = toIndex_py(ts, value);
  int64_t number;
  if (!index)
    return false;
  if (!intFitsInt64(index, number) || number != int32_t(number))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C int");
  out = uint32_t(number);
  return true;
}

template <uint32_t (*lower)(uint32_t)>
Owned toLower(ThreadState &ts, Value, const Value *args) {
  uint32_t c;
  return characterArgument_py(ts, args[0], c) ? makeInt(ts, int32_t(lower(c)))
                                              : Owned();
}

Owned asciiIsCased(ThreadState &ts, Value, const Value *args) {
  uint32_t c;
  return characterArgument_py(ts, args[0], c) ? ownedBool(isAsciiLetter(c))
                                              : Owned();
}

Owned unicodeIsCased(ThreadState &ts, Value, const Value *args) {
  uint32_t c;
  if (!characterArgument_py(ts, args[0], c))
    return {};
  return ownedBool(c != lowerUnicode(c) || c != upperUnicode(c));
}

Owned getCodeSize(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, sizeof(Code));
}

constexpr MethodDef functions[] = {
    {"compile", compile_py,
     "(pattern, flags, code, groups, groupindex, indexgroup)"},
    {"getcodesize", getCodeSize, "()"},
    {"ascii_iscased", asciiIsCased, "(character, /)"},
    {"unicode_iscased", unicodeIsCased, "(character, /)"},
    {"ascii_tolower", toLower<lowerAscii>, "(character, /)"},
    {"unicode_tolower", toLower<lowerUnicode>, "(character, /)"},
    {}};

bool execute(ThreadState &ts, Value module) {
  for (TypeObject *type : {&patternType, &matchType, &scannerType})
    if (!initNativeType(ts, type) || !readyType(ts, type))
      return false;
  return addToModule(ts, module, "MAGIC", makeInt(ts, kMagic)) &&
         addToModule(ts, module, "CODESIZE", makeInt(ts, sizeof(Code))) &&
         addToModule(ts, module, "MAXREPEAT", makeInt(ts, kMaxRepeat)) &&
         addToModule(ts, module, "MAXGROUPS", makeInt(ts, kMaxGroups));
}

} // namespace

} // namespace sre

DX_NATIVE_MODULE(_sre, .functions = sre::functions, .execute = sre::execute)

} // namespace dxpy
