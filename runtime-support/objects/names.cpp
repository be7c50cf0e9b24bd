// Interning: the program image's table first, then a table that grows at run
// time. Interned str live as long as the process.
#include "runtime-support/objects/names.h"
#include "runtime-support/abi/image.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

struct InternTable {
  Word *slots;
  uint64_t mask, count;
};
constinit InternTable table = {};

Word *const kNoSlot = nullptr;

StrObject *const namesOfRuntime[] = {
#define NAME(id) &names::id,
#define NAME_AS(id, text) &names::id,
#include "runtime-support/abi/Names.def"
};

bool hasText(Word word, std::string_view text, uint64_t hash) {
  auto *object = reinterpret_cast<const StrObject *>(word);
  return object->hash0 == hash && strText(Value(object)) == text;
}

Word findInImage(std::string_view text, uint64_t hash) {
  if (!dxInternImage.slots)
    return 0;
  for (uint64_t i = hash & dxInternImage.mask;;
       i = (i + 1) & dxInternImage.mask) {
    Word word = reinterpret_cast<Word>(dxInternImage.slots[i]);
    if (!word ||
        (dxInternImage.tags[i] == internTag(hash) && hasText(word, text, hash)))
      return word;
  }
}

/// The slot of the text or the free one where it belongs.
Word *findSlot(std::string_view text, uint64_t hash) {
  if (!table.slots)
    return kNoSlot;
  for (uint64_t i = hash & table.mask;; i = (i + 1) & table.mask)
    if (!table.slots[i] || hasText(table.slots[i], text, hash))
      return &table.slots[i];
}

bool grow() {
  uint64_t size = table.slots ? (table.mask + 1) * 2 : 1024;
  auto *slots = static_cast<Word *>(rawAllocateZeroed(size * sizeof(Word)));
  if (!slots)
    return false;
  InternTable old = table;
  table = {slots, size - 1, old.count};
  for (uint64_t i = 0; old.slots && i <= old.mask; ++i)
    if (Word word = old.slots[i]) {
      Value str(word);
      *findSlot(strText(str), str.as<StrObject>()->hash0) = word;
    }
  rawFree(old.slots);
  if (old.slots || dxInternImage.slots)
    return true;
  // Without a program image (unit tests) nobody else knows the runtime's names.
  for (StrObject *name : namesOfRuntime) {
    *findSlot(strText(Value(name)), name->hash0) = reinterpret_cast<Word>(name);
    ++table.count;
  }
  return true;
}

Word find(std::string_view text, uint64_t hash) {
  if (Word word = findInImage(text, hash))
    return word;
  if (!table.slots && !dxInternImage.slots && !grow())
    return 0;
  Word *slot = findSlot(text, hash);
  return slot ? *slot : 0;
}

} // namespace

Value findInterned(std::string_view utf8) {
  return Value(find(utf8, strHash0(utf8.data(), utf8.size())));
}

Owned intern(ThreadState &ts, Owned text) {
  if (!text || isInterned(text))
    return text;
  std::string_view bytes = strText(text);
  uint64_t hash = strHash0Of(text);
  if (Word word = find(bytes, hash))
    return copyOf(Value(word));
  if ((!table.slots || table.count * 2 > table.mask) && !grow())
    return {};
  text.as<StrObject>()->offsets |= kStrInterned;
  *findSlot(bytes, hash) = copyOf(text).take(); // the table's reference
  ++table.count;
  return text;
}

bool looksLikeName(std::string_view text) {
  for (char c : text)
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
          (c >= 'A' && c <= 'Z')))
      return false;
  return true;
}

Owned internText(ThreadState &ts, std::string_view utf8) {
  if (Value known = findInterned(utf8))
    return copyOf(known);
  return intern(ts, makeStr(ts, utf8));
}

} // namespace dxpy
