// Slices: creation and bounds.
#include "runtime-support/objects/slice.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"

namespace dxpy {

Owned makeSlice(ThreadState &ts, Value start, Value stop, Value step) {
  auto *slice = static_cast<SliceObject *>(
      allocateCell(&ts, sizeof(SliceObject), CellKind::Container));
  if (!slice)
    return raiseMemoryError(ts);
  initHeader(&ts, &slice->header, shapeId(BuiltinShape::Slice),
             CellKind::Container, sizeof(SliceObject));
  slice->start = copyOf(start).take();
  slice->stop = copyOf(stop).take();
  slice->step = copyOf(step).take();
  return Owned::steal(slice);
}

static bool hasIndex(Value value) {
  return isInt(value) || typeOf(value)->slots.index;
}

static bool clippedIndex_py(ThreadState &ts, Value value, int64_t &out) {
  if (value.isSmallInt()) {
    out = value.smallInt();
    return true;
  }
  out = toIndexInt64_py(ts, value, nullptr);
  return out != -1 || !pendingException(ts);
}

bool sliceArgument_py(ThreadState &ts, Value value, int64_t &out) {
  if (!hasIndex(value))
    return raise(ts, types::TypeError,
                 "slice indices must be integers or have an __index__ method");
  return clippedIndex_py(ts, value, out);
}

static bool bound_py(ThreadState &ts, Value value, int64_t fallback,
                     int64_t &out) {
  if (value.isNone()) {
    out = fallback;
    return true;
  }
  if (!hasIndex(value))
    return raise(ts, types::TypeError,
                 "slice indices must be integers or None or have an __index__ "
                 "method");
  return clippedIndex_py(ts, value, out);
}

bool SliceBounds::unpack_py(ThreadState &ts, Value slice) {
  auto *object = slice.as<SliceObject>();
  if (!bound_py(ts, Value(object->step), 1, step))
    return false;
  if (step == 0)
    return raise(ts, types::ValueError, "slice step cannot be zero");
  if (step == INT64_MIN)
    step = -INT64_MAX; // so that it can be negated
  return bound_py(ts, Value(object->start), step < 0 ? INT64_MAX : 0, start) &&
         bound_py(ts, Value(object->stop), step < 0 ? INT64_MIN : INT64_MAX,
                  stop);
}

} // namespace dxpy
