// The stack of an unpickler.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/list.h"
#include "stdlib/pickle/loader.h"

namespace dxpy::pickle {

Stack::~Stack() {
  truncate(0);
  rawFree(words_);
  rawFree(marks_);
}

/// Room for one more. False: no memory.
template <typename T>
static bool growFor(T *&data, size_t size, size_t &capacity) {
  if (size < capacity)
    return true;
  size_t larger = capacity ? capacity * 2 : 32;
  auto *grown = static_cast<T *>(rawReallocate(data, larger * sizeof(T)));
  if (!grown)
    return false;
  data = grown;
  capacity = larger;
  return true;
}

bool Stack::grow() {
  return growFor(words_, size_, capacity_) || raiseMemoryError(ts);
}

bool Stack::mark() {
  if (!growFor(marks_, markCount_, markCapacity_))
    return raiseMemoryError(ts);
  marks_[markCount_++] = size_;
  return true;
}

Raised Stack::underflow() const {
  return raise(ts, unpicklingError(),
               markCount_ ? "unexpected MARK found"
                          : "unpickling stack underflow");
}

void Stack::replaceTop(Owned value) {
  Word old = std::exchange(words_[size_ - 1], value.take());
  release(&ts, old);
}

bool Stack::popMark(size_t &start) {
  if (!markCount_)
    return raise(ts, unpicklingError(), "could not find MARK");
  start = marks_[--markCount_];
  return true;
}

void Stack::truncate(size_t size) {
  while (size_ > size)
    release(&ts, words_[--size_]);
}

Owned Stack::takeTuple(size_t start) {
  if (start < fence())
    return underflow();
  size_t count = size_ - start;
  size_ = start;
  return makeTupleStealing(ts, words_ + start, count);
}

Owned Stack::takeList(size_t start) {
  if (start < fence())
    return underflow();
  size_t count = size_ - start;
  size_ = start;
  return makeListStealing(ts, words_ + start, count);
}

} // namespace dxpy::pickle
