#include "runtime-support/objects/attribute_census.h"
#include "runtime-support/abi/opcodes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/function.h"
#include <algorithm>

namespace dxpy {

namespace {

/// Names are interned: the same attribute is the same word.
class NameSet {
public:
  void add(Word name) {
    if (count < kMax && std::find(names, names + count, name) == names + count)
      names[count++] = name;
  }
  uint32_t size() const { return count; }

private:
  static constexpr uint32_t kMax = 24; // beyond, an instance learns by itself
  Word names[kMax];
  uint32_t count = 0;
};

void addStoresOf(const CodeObject *code, NameSet &names) {
  if (code->layout.argCount == 0)
    return;
  for (uint32_t i = 0; i < code->codeLength; ++i) {
    const Instruction &inst = code->code[i];
    if (inst.op == Opcode::Extended)
      ++i; // a wide field: neither register 0 nor an early name
    else if (inst.op == Opcode::StoreAttr && inst.b == 0)
      names.add(code->names[inst.c]);
  }
}

} // namespace

uint32_t countAssignedAttributes(Value classDict) {
  NameSet names;
  uint64_t position = 0;
  Value key, value;
  while (dictNext(classDict, position, key, value))
    if (isFunction(value))
      addStoresOf(value.as<FunctionObject>()->code, names);
  return names.size();
}

} // namespace dxpy
