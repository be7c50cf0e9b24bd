// The storage of lists, for objects/list*.cpp and builtins/list*.cpp alone:
// kinds, growth, conversion. Nothing here runs Python code.
#pragma once
#include "runtime-support/inline/containers.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/number.h"

namespace dxpy::list_storage {

inline constexpr uint64_t kMaxLength = (uint64_t(1) << 60) / sizeof(Word);

/// The kind that a list of \p item alone has.
inline ListKind kindFor(Value item) {
  return item.isSmallInt()    ? kListInts
         : isExactFloat(item) ? kListFloats
                              : kListWords;
}
inline bool fits(ListKind kind, Value item) {
  return kind == kListWords || kind == kindFor(item);
}
/// The kind that holds all \p count (at least one) words raw, or words.
ListKind commonKind(const Word *items, uint64_t count);
/// The item as storage of \p kind holds it, which it fits.
inline Word encode(ListKind kind, Value item) {
  if (kind == kListInts)
    return Word(item.smallInt());
  if (kind == kListFloats)
    return std::bit_cast<Word>(floatValue(item));
  return item.word();
}
/// Stores an owned item into a slot that holds nothing.
inline void encodeInto(Word *slot, ListKind kind, Owned item) {
  *slot = encode(kind, item);
  if (kind == kListWords)
    (void)item.take();
}
inline Owned decode(ThreadState &ts, ListKind kind, Word raw) {
  if (kind == kListWords)
    return copyOf(Value(raw));
  if (kind == kListInts)
    return Owned::steal(smallIntWord(int64_t(raw)));
  return makeFloat(ts, std::bit_cast<double>(raw));
}
/// As decode, but the raw item's reference moves into the result.
inline Owned decodeMoved(ThreadState &ts, ListKind kind, Word raw) {
  if (kind == kListWords)
    return Owned::steal(raw);
  return decode(ts, kind, raw);
}

/// Room for \p length items, kind unchanged (an empty list gets \p
/// kindIfEmpty). Over-allocates as CPython does unless \p exact.
bool reserve(ThreadState &ts, ListObject *list, uint64_t length,
             ListKind kindIfEmpty = kListWords, bool exact = false);
bool convertToWords(ThreadState &ts, ListObject *list);
/// Makes the storage take \p item: chooses the kind of a list without items,
/// turns to words what it does not fit.
bool prepareFor(ThreadState &ts, ListObject *list, Value item);
/// Makes room for \p count items at \p at; the slots hold garbage until the
/// caller fills them.
bool openGap(ThreadState &ts, ListObject *list, uint64_t at, uint64_t count);
/// Takes [start, end) out: the items of a list of words move to \p removed, a
/// buffer of end - start words.
void removeRange(ThreadState &ts, ListObject *list, uint64_t start,
                 uint64_t end, Word *removed);
void noteMoved(ThreadState &ts, ListObject *list);
/// Drops owned words from the last to the first, as CPython does.
void releaseAll(ThreadState &ts, Word *items, uint64_t count);

/// A buffer for words taken out of a list.
class WordBuffer {
public:
  WordBuffer() = default;
  WordBuffer(const WordBuffer &) = delete;
  ~WordBuffer();
  Word *allocate(ThreadState &ts, uint64_t count); ///< null: MemoryError
  Word *data() { return data_; }

private:
  Word inline_[16];
  Word *data_ = inline_;
};

/// list[start:end] = the items of \p source, a list or tuple that is not
/// \p list (null: delete). May run Python code when it drops the old items.
bool replaceRange_py(ThreadState &ts, ListObject *list, uint64_t start,
                     uint64_t end, Value source);

} // namespace dxpy::list_storage
