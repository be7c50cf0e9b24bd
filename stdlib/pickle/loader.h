// One load of an unpickler: a machine with a stack. Functions give false when
// they have raised.
#pragma once
#include "stdlib/pickle/input.h"

namespace dxpy::pickle {

/// The machine's stack. What lies below the last mark cannot be reached.
class Stack {
public:
  explicit Stack(ThreadState &ts) : ts(ts) {}
  Stack(const Stack &) = delete;
  ~Stack();

  size_t size() const { return size_; }
  /// Null: it has been raised already.
  bool push(Owned value) {
    if (!value || (size_ == capacity_ && !grow())) [[unlikely]]
      return false;
    words_[size_++] = value.take();
    return true;
  }
  /// Null: UnpicklingError.
  Owned pop() {
    if (size_ <= fence()) [[unlikely]]
      return underflow();
    return Owned::steal(words_[--size_]);
  }
  /// The highest value; null: UnpicklingError.
  Value top() {
    if (size_ > fence()) [[likely]]
      return Value(words_[size_ - 1]);
    underflow();
    return {};
  }
  Value operator[](size_t i) const { return Value(words_[i]); }
  void replaceTop(Owned value);
  bool mark();
  /// Where the last mark is, which is taken away. False: raised.
  bool popMark(size_t &start);
  /// Is the last mark on top?
  bool markIsTop() const {
    return markCount_ && marks_[markCount_ - 1] == size_;
  }
  /// The values from \p start on, as tuple or list. Null: raised.
  Owned takeTuple(size_t start);
  Owned takeList(size_t start);
  void truncate(size_t size);
  size_t fence() const { return markCount_ ? marks_[markCount_ - 1] : 0; }
  Raised underflow() const;

private:
  bool grow();
  ThreadState &ts;
  Word *words_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
  size_t *marks_ = nullptr;
  size_t markCount_ = 0, markCapacity_ = 0;
};

class Loader {
public:
  Loader(ThreadState &ts, Value unpickler, std::string_view memory)
      : ts(ts), unpickler(unpickler), u(asUnpickler(unpickler)),
        in(ts, unpickler, memory), stack(ts) {}
  Owned load_py();

private:
  // loader.cpp
  bool step_py(Op op);
  bool push(Owned value) { return stack.push(std::move(value)); }
  bool protocol_py();
  bool get(Owned number);
  bool getAt(uint64_t number);
  bool put(Owned number);
  bool putAt(uint64_t number);
  bool pop();
  bool dup();

  // load_atoms.cpp
  bool int_py();
  bool binInt_py(unsigned size);
  bool long_py();
  bool countedLong_py(unsigned size);
  bool float_py();
  bool binFloat_py();
  bool string_py();
  bool countedString_py(unsigned size);
  bool pushString_py(Owned bytes);
  bool unicode_py();
  bool countedUnicode_py(unsigned size);
  bool counted_py(unsigned size, const char *name, std::string_view &bytes);
  bool countedBytes_py(unsigned size);
  bool byteArray_py();
  bool nextBuffer_py();
  bool readOnlyBuffer_py();
  /// The number of a memo entry; \p ofTop: there must be a value for it.
  Owned lineNumber_py(bool ofTop);

  // load_containers.cpp
  bool tuple(size_t count);
  bool markedTuple();
  bool list();
  bool dict_py();
  bool frozenSet_py();
  bool append_py(size_t start);
  bool setItems_py(size_t start);
  bool addItems_py();

  // load_objects.cpp
  bool global_py();
  bool stackGlobal_py();
  bool findClass(Value module, Value name);
  bool extension_py(unsigned size);
  bool persistentLine_py();
  bool persistent_py();
  bool instance_py();
  bool object_py();
  bool instantiate_py(Value cls, Value arguments);
  bool newObject_py(bool withKeywords);
  bool reduce_py();
  bool build_py();
  bool setState_py(Value object, Value state, Value slots);

  ThreadState &ts;
  Value unpickler;
  UnpicklerObject *u;
  Input in;
  Stack stack;
};

} // namespace dxpy::pickle
