// The memos of picklers and unpicklers, and the objects that show them.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/dict.h"
#include "stdlib/pickle/pickle.h"

namespace dxpy::pickle {

PicklerMemo::Entry *PicklerMemo::place(Word object) const {
  // Objects lie 16 bytes apart: the low bits say nothing.
  uint64_t hash = (object >> 4) * 0x9E3779B97F4A7C15u;
  for (uint64_t i = hash >> 32;; ++i) {
    Entry *entry = &entries_[i & (capacity_ - 1)];
    if (!entry->object || entry->object == object)
      return entry;
  }
}

uint64_t PicklerMemo::find(Word object) const {
  if (!capacity_)
    return kAbsent;
  const Entry *entry = place(object);
  return entry->object ? entry->number : kAbsent;
}

bool PicklerMemo::grow() {
  uint64_t old = capacity_, larger = old ? old * 4 : 64;
  auto *entries =
      static_cast<Entry *>(rawAllocateZeroed(larger * sizeof(Entry)));
  if (!entries)
    return false;
  Entry *before = std::exchange(entries_, entries);
  capacity_ = larger;
  for (uint64_t i = 0; i < old; ++i)
    if (before[i].object)
      *place(before[i].object) = before[i];
  rawFree(before);
  return true;
}

bool PicklerMemo::add(Word object, uint64_t number) {
  if (count_ * 2 >= capacity_ && !grow())
    return false;
  Entry *entry = place(object);
  if (!entry->object) {
    ++count_;
    entry->object = copyOf(Value(object)).take();
  }
  entry->number = number;
  return true;
}

void PicklerMemo::clear(ThreadState &ts) {
  Entry *entries = std::exchange(entries_, nullptr);
  uint64_t capacity = std::exchange(capacity_, 0);
  count_ = 0;
  for (uint64_t i = 0; i < capacity; ++i)
    if (entries[i].object)
      release(&ts, entries[i].object);
  rawFree(entries);
}

bool setMemo(ThreadState &ts, UnpicklerObject *unpickler, uint64_t number,
             Value value) {
  // More would be 2 GiB: only a hostile pickle asks for it.
  constexpr uint64_t kMost = uint64_t(1) << 28;
  if (number >= unpickler->memoCapacity) {
    uint64_t capacity = number * 2 < 32 ? 32 : number * 2;
    auto *memo = number >= kMost
                     ? nullptr
                     : static_cast<Word *>(rawReallocate(
                           unpickler->memo, capacity * sizeof(Word)));
    if (!memo)
      return raiseMemoryError(ts);
    std::fill(memo + unpickler->memoCapacity, memo + capacity, Word(0));
    unpickler->memo = memo;
    unpickler->memoCapacity = capacity;
  }
  Word old = slotTake(&ts, &unpickler->header, &unpickler->memo[number],
                      copyOf(value).take());
  if (old)
    release(&ts, old);
  else
    ++unpickler->memoCount;
  return true;
}

void clearMemo(ThreadState &ts, UnpicklerObject *unpickler) {
  Word *memo = std::exchange(unpickler->memo, nullptr);
  uint64_t capacity = std::exchange(unpickler->memoCapacity, 0);
  unpickler->memoCount = 0;
  for (uint64_t i = 0; i < capacity; ++i)
    if (memo[i])
      release(&ts, memo[i]);
  rawFree(memo);
}

namespace {

struct ProxyObject {
  ObjectHeader header;
  Word owner; ///< a pickler or unpickler
};
Value ownerOf(Value proxy) { return Value(proxy.as<ProxyObject>()->owner); }

/// {id: (number, object)}
Owned copyOfPickler_py(ThreadState &ts, Value owner) {
  Owned dict = makeDict(ts);
  const PicklerMemo &memo = asPickler(owner)->memo;
  for (uint64_t i = 0; dict && i < memo.capacity(); ++i) {
    const PicklerMemo::Entry entry = memo.entry(i);
    if (!entry.object)
      continue;
    Owned key = makeUnsigned(ts, entry.object),
          number = makeUnsigned(ts, entry.number);
    Owned pair = makeTuple(ts, {number, Value(entry.object)});
    if (!key || !pair || !dictSet_py(ts, dict, key, pair))
      return {};
  }
  return dict;
}
/// {number: object}
Owned copyOfUnpickler_py(ThreadState &ts, Value owner) {
  Owned dict = makeDict(ts);
  const UnpicklerObject *unpickler = asUnpickler(owner);
  for (uint64_t i = 0; dict && i < unpickler->memoCapacity; ++i) {
    if (!unpickler->memo[i])
      continue;
    Owned key = makeUnsigned(ts, i);
    if (!key || !dictSet_py(ts, dict, key, Value(unpickler->memo[i])))
      return {};
  }
  return dict;
}
bool isPicklers(Value proxy) { return typeOf(proxy) == &picklerMemoType; }

Owned copyMethod_py(ThreadState &ts, Value self, const Value *) {
  return isPicklers(self) ? copyOfPickler_py(ts, ownerOf(self))
                          : copyOfUnpickler_py(ts, ownerOf(self));
}
Owned clearMethod(ThreadState &ts, Value self, const Value *) {
  if (isPicklers(self))
    asPickler(ownerOf(self))->memo.clear(ts);
  else
    clearMemo(ts, asUnpickler(ownerOf(self)));
  return ownedNone();
}
Owned reduce_py(ThreadState &ts, Value self, const Value *) {
  Owned contents = copyMethod_py(ts, self, nullptr);
  Owned arguments = contents ? makeTuple(ts, {contents}) : Owned();
  return arguments ? makeTuple(ts, {Value(&types::Dict), arguments}) : Owned();
}

constexpr MethodDef methods[] = {
    {"clear", clearMethod, "()", "Remove all items from memo."},
    {"copy", copyMethod_py, "()", "Copy the memo to a new object."},
    {"__reduce__", reduce_py, "()", "Implement pickle support."},
    {}};
constexpr TypeSpec picklerSpec = {"_pickle.PicklerMemoProxy", nullptr, methods};
constexpr TypeSpec unpicklerSpec = {"_pickle.UnpicklerMemoProxy", nullptr,
                                    methods};
using ProxyFields = OwnedFields<ProxyObject, &ProxyObject::owner>;

constexpr TypeObject proxyType(const TypeSpec *spec) {
  return {.header = typeHeader(),
          .spec = spec,
          .base = &types::Object,
          .flags = kTypeContainer | kTypeDisallowNew,
          .basicSize = sizeof(ProxyObject),
          .slots = {.deallocate = ProxyFields::deallocate,
                    .visit = ProxyFields::visit,
                    .clear = ProxyFields::clear,
                    .hash = hashNotImplemented}};
}

bool addPair_py(ThreadState &ts, PicklerObject *pickler, Value key,
                Value pair) {
  if (!isTuple(pair) || tupleLength(pair) != 2)
    return raise(ts, types::TypeError, "'memo' values must be 2-item tuples");
  (void)key; // the object's own identity counts
  int64_t number;
  Owned index = toIndex_py(ts, tupleItem(pair, 0));
  return index && intToInt64(ts, index, number) &&
         (pickler->memo.add(tupleItem(pair, 1).word(), uint64_t(number)) ||
          raiseMemoryError(ts));
}

} // namespace

constinit TypeObject picklerMemoType = proxyType(&picklerSpec);
constinit TypeObject unpicklerMemoType = proxyType(&unpicklerSpec);

Owned makeMemoProxy(ThreadState &ts, TypeObject *type, Value owner) {
  Owned result = allocateInstance(ts, type);
  if (result)
    result.as<ProxyObject>()->owner = copyOf(owner).take();
  return result;
}

/// The contents that `memo = value` gives, a dict.
static Owned newContents_py(ThreadState &ts, Value value, TypeObject *proxy,
                            const char *article) {
  if (!value)
    return raise(ts, types::TypeError, "attribute deletion is not supported");
  if (typeOf(value) == proxy)
    return copyMethod_py(ts, value, nullptr);
  if (isDict(value))
    return dictCopy(ts, value);
  return raise(ts, types::TypeError,
               "'memo' attribute must be {} {} object or dict, not {}",
               {article, typeName(proxy), typeOf(value)});
}

bool setPicklerMemo_py(ThreadState &ts, Value self, Value value) {
  Owned contents = newContents_py(ts, value, &picklerMemoType, "a");
  if (!contents)
    return false;
  PicklerObject *pickler = asPickler(self);
  pickler->memo.clear(ts);
  uint64_t position = 0;
  Value key, pair;
  while (dictNext(contents, position, key, pair))
    if (!addPair_py(ts, pickler, key, pair))
      return false;
  return true;
}

bool setUnpicklerMemo_py(ThreadState &ts, Value self, Value value) {
  Owned contents = newContents_py(ts, value, &unpicklerMemoType, "an");
  if (!contents)
    return false;
  UnpicklerObject *unpickler = asUnpickler(self);
  clearMemo(ts, unpickler);
  uint64_t position = 0;
  Value key, item;
  while (dictNext(contents, position, key, item)) {
    int64_t number;
    if (!isInt(key))
      return raise(ts, types::TypeError, "memo key must be integers");
    if (!intToInt64(ts, key, number))
      return false;
    if (number < 0)
      return raise(ts, types::ValueError,
                   "memo key must be positive integers.");
    if (!setMemo(ts, unpickler, uint64_t(number), item))
      return false;
  }
  return true;
}

} // namespace dxpy::pickle
