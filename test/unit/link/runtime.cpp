// Linked with an image by link_test.cpp in place of the runtime: prints what it
// finds in the image, through the layouts of runtime-support/abi.
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/abi/hash.h"
#include "runtime-support/abi/image.h"
#include <cstring>
#include <string_view>
#include <unistd.h>

namespace dxpy {

// The runtime's names; that they are found by address is enough here.
#define NAME(id) extern "C" uint64_t dxname_##id[8] = {};
#define NAME_AS(id, text) NAME(id)
#include "runtime-support/abi/Names.def"

extern "C" const char dxmodule_math = 0;

namespace {

void print(std::string_view text) { (void)!write(1, text.data(), text.size()); }

void printNumber(uint64_t n) {
  char digits[20];
  size_t at = sizeof digits;
  do
    digits[--at] = char('0' + n % 10);
  while (n /= 10);
  print({digits + at, sizeof digits - at});
}

const StrObject *asStr(Word word) {
  return reinterpret_cast<const StrObject *>(word);
}

void printStr(const StrObject *str) {
  bool right = str->header.shape == shapeId(BuiltinShape::Str) &&
               str->hash0 == strHash0(str->bytes, str->byteLength) &&
               str->header.owner == 0 && str->bytes[str->byteLength] == 0;
  print(right ? "" : "(wrong str) ");
  print({str->bytes, str->byteLength});
  print("/");
  printNumber(str->charLength);
}

/// Whether the table leads from the text to this very object.
bool isInterned(const StrObject *str) {
  uint64_t slot = str->hash0;
  while (const StrObject *found =
             dxInternImage.slots[slot & dxInternImage.mask]) {
    if (found == str)
      return true;
    ++slot;
  }
  return false;
}

void printConstant(Word word) {
  if (isSmallInt(word)) {
    printNumber(uint64_t(smallIntValue(word)));
  } else if (word == kUndef) {
    print("undef");
  } else if (isPointer(word)) {
    auto *object = reinterpret_cast<const ObjectHeader *>(word);
    switch (BuiltinShape(object->shape)) {
    case BuiltinShape::Str:
      printStr(asStr(word));
      print(isInterned(asStr(word)) ? "" : " (not interned)");
      break;
    case BuiltinShape::Tuple: {
      auto *tuple = reinterpret_cast<const TupleObject *>(word);
      print("(");
      for (uint64_t i = 0; i < tuple->length; ++i) {
        printConstant(tuple->items[i]);
        print(",");
      }
      print(")");
      break;
    }
    case BuiltinShape::Int: {
      auto *integer = reinterpret_cast<const IntObject *>(word);
      print(integer->size < 0 ? "-limb " : "limb ");
      printNumber(integer->limbs[0]);
      break;
    }
    default:
      print("?");
    }
  } else {
    print("other");
  }
}

void printModule(const ModuleImage &module) {
  printStr(asStr(module.name));
  print(" of ");
  printStr(asStr(module.fileName));
  print("\n");
  if (!module.code)
    return;
  for (uint32_t i = 0; i < module.code->constantCount; ++i) {
    printConstant(module.code->constants[i]);
    print("\n");
  }
  for (uint64_t i = 0; i < module.frozenSetCount; ++i) {
    *module.frozenSets[i].slot = module.frozenSets[i].items;
    print("set of ");
    printConstant(module.code->constants[module.code->constantCount - 1]);
    print("\n");
  }
  for (uint64_t i = 0; i < module.lines.count; ++i) {
    printNumber(module.lines.numbers[i]);
    print(": ");
    print({module.lines.text + module.lines.offsets[i],
           module.lines.offsets[i + 1] - module.lines.offsets[i]});
    print("\n");
  }
  ++module.code->entryCount;
}

} // namespace
} // namespace dxpy

int main() {
  using namespace dxpy;
  for (uint64_t i = 0; i < dxProgram.moduleCount; ++i)
    printModule(dxProgram.modules[i]);
  for (uint64_t i = 0; i < dxProgram.nativeCount; ++i) {
    printStr(asStr(dxProgram.natives[i].name));
    bool right =
        (const char *)dxProgram.natives[i].definition == &dxmodule_math;
    print(right ? " native\n" : " wrong\n");
  }
  print({dxProgram.data[0].bytes, dxProgram.data[0].size});
  return 7;
}
