// Containers that hold themselves: repr() meets one that it is in the middle
// of.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

/// On the stack of a repr: links the objects whose repr this thread is making.
class ReprGuard {
public:
  explicit ReprGuard(Value object);
  ~ReprGuard();
  ReprGuard(const ReprGuard &) = delete;
  /// The object is already in the list: print a short form.
  bool recursive() const { return recursive_; }

private:
  Value object_;
  ReprGuard *outer_;
  bool recursive_ = false;
};

} // namespace dxpy
