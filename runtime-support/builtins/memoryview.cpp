// The type memoryview: creation and release, attributes, comparison, hash, and
// the buffer that it gives itself.
#include "runtime-support/builtins/memoryview_builtin.h"
#include "runtime-support/objects/siphash.h"

namespace dxpy {

bool checkView(ThreadState &ts, Value self) {
  return !viewOf(self)->released ||
         raise(ts, types::ValueError,
               "operation forbidden on released memoryview object");
}

void computeLength(MemoryViewObject *view) {
  view->length = view->itemSize;
  for (int i = 0; i < view->dimensions; ++i)
    view->length *= view->shape()[i];
}

void contiguousStrides(MemoryViewObject *view) {
  int64_t stride = view->itemSize;
  for (int i = view->dimensions; i-- > 0;) {
    view->strides()[i] = stride;
    stride *= view->shape()[i];
  }
}

BufferView describe(MemoryViewObject *view) {
  BufferView out;
  out.data = view->data;
  out.length = view->length;
  out.itemSize = view->itemSize;
  out.readOnly = view->readOnly;
  out.format = view->format;
  out.dimensions = view->dimensions;
  for (int i = 0; i < view->dimensions; ++i) {
    out.shape[i] = view->shape()[i];
    out.strides[i] = view->strides()[i];
  }
  return out;
}

namespace {

size_t extentCount(int dimensions) {
  return 2 * size_t(dimensions ? dimensions : 1);
}

Owned allocateView(ThreadState &ts, int dimensions) {
  Owned result =
      allocateInstance(ts, &types::MemoryView, extentCount(dimensions));
  if (!result)
    return {};
  auto *view = viewOf(result);
  view->owner = kNone;
  view->hash = -1;
  view->dimensions = dimensions;
  view->released = true; // until it has an export
  return result;
}

/// Takes over an export.
Owned viewOfBuffer(ThreadState &ts, BufferView &buffer) {
  Owned result = allocateView(ts, buffer.dimensions);
  if (!result) {
    releaseBuffer(ts, buffer);
    return {};
  }
  auto *view = viewOf(result);
  view->owner = buffer.owner.take();
  view->data = buffer.data;
  view->length = buffer.length;
  view->itemSize = buffer.itemSize;
  view->format = buffer.format;
  view->readOnly = buffer.readOnly;
  view->released = false;
  for (int i = 0; i < buffer.dimensions; ++i) {
    view->shape()[i] = buffer.shape[i];
    view->strides()[i] = buffer.strides[i];
  }
  return result;
}

/// Gives the export back.
void releaseExport(ThreadState &ts, MemoryViewObject *view) {
  if (view->released)
    return;
  view->released = true;
  BufferView buffer = describe(view);
  buffer.owner =
      Owned::steal(slotTake(&ts, &view->header, &view->owner, kNone));
  releaseBuffer(ts, buffer);
}

Owned viewNew(ThreadState &ts, TypeObject *, const Arguments &args) {
  static constexpr Signature signature("(object)");
  Value bound[1];
  if (!bindArguments(ts, "memoryview", signature, args, bound))
    return {};
  return makeMemoryView(ts, bound[0]);
}

Owned release(ThreadState &ts, Value self, const Value *) {
  auto *view = viewOf(self);
  if (view->released)
    return ownedNone();
  if (view->exports)
    return raise(ts, types::BufferError, "memoryview has {} exported buffer{}",
                 {view->exports, view->exports == 1 ? "" : "s"});
  releaseExport(ts, view);
  return ownedNone();
}

Owned enter(ThreadState &ts, Value self, const Value *) {
  return checkView(ts, self) ? copyOf(self) : Owned();
}

Owned exit(ThreadState &ts, Value self, const Arguments &) {
  return release(ts, self, nullptr);
}

// Slots -----------------------------------------------------------------------

void viewVisit(ObjectHeader *self, Visitor &visitor) {
  visitor(reinterpret_cast<MemoryViewObject *>(self)->owner);
}

void viewClear(ThreadState &ts, ObjectHeader *self) {
  auto *view = reinterpret_cast<MemoryViewObject *>(self);
  if (!view->exports)
    releaseExport(ts, view);
}

void viewDeallocate(ThreadState &ts, ObjectHeader *self) {
  auto *view = reinterpret_cast<MemoryViewObject *>(self);
  releaseExport(ts, view);
  freeObject(ts, self,
             sizeof(MemoryViewObject) +
                 extentCount(view->dimensions) * sizeof(int64_t));
}

Owned viewRepr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append(viewOf(self)->released ? "<released memory at " : "<memory at ");
  appendAddress(text, self);
  text.append(">");
  return text.finish();
}

int64_t viewLength(ThreadState &ts, Value self) {
  if (!checkView(ts, self))
    return -1;
  if (viewOf(self)->dimensions == 0)
    return raise(ts, types::TypeError, "0-dim memory has no length");
  return viewOf(self)->shape()[0];
}

/// -1 raised, -2: not comparable.
int equalTo_py(ThreadState &ts, Value self, Value other) {
  if (viewOf(self)->released)
    return self == other;
  if (isMemoryView(other) && viewOf(other)->released)
    return self == other;
  BufferView left = describe(viewOf(self)), right;
  if (isMemoryView(other)) {
    right = describe(viewOf(other));
    return equalViews_py(ts, left, right);
  }
  if (!hasBuffer(other) ||
      !getBuffer(ts, other, right, kBufferFormat | kBufferStrides)) {
    clearException(ts);
    return -2;
  }
  Owned hold = copyOf(self);
  int equal = equalViews_py(ts, left, right);
  releaseBuffer(ts, right);
  return equal;
}

Owned viewCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (op != CompareOp::Eq && op != CompareOp::Ne)
    return ownedNotImplemented();
  int equal = equalTo_py(ts, self, other);
  if (equal == -2)
    return ownedNotImplemented();
  return equal < 0 ? Owned() : ownedBool((equal != 0) == (op == CompareOp::Eq));
}

int64_t viewHash(ThreadState &ts, Value self) {
  auto *view = viewOf(self);
  if (view->hash != -1)
    return view->hash;
  if (!checkView(ts, self))
    return -1;
  if (!view->readOnly)
    return raise(ts, types::ValueError,
                 "cannot hash writable memoryview object");
  char character = 0;
  if (!nativeFormat(view->format, character) ||
      (character != 'B' && character != 'b' && character != 'c'))
    return raise(ts, types::ValueError,
                 "memoryview: hashing is restricted to formats 'B', 'b' or "
                 "'c'");
  Owned owner = copyOf(Value(view->owner));
  if (hash_py(ts, owner) == -1)
    return -1;
  StrBuilder data(ts);
  if (!appendBuffer(describe(view), data))
    return raiseMemoryError(ts);
  return view->hash = sipHash(data.view());
}

bool viewGetBuffer(ThreadState &ts, Value self, BufferView &out,
                   unsigned flags) {
  if (!checkView(ts, self))
    return false;
  auto *view = viewOf(self);
  Owned owner = std::move(out.owner);
  out = describe(view);
  out.owner = std::move(owner);
  if ((flags & kBufferWritable) && view->readOnly)
    return raise(ts, types::BufferError,
                 "memoryview: underlying buffer is not writable");
  if (!(flags & kBufferStrides) && !isContiguous(out))
    return raise(ts, types::BufferError,
                 "memoryview: underlying buffer is not C-contiguous");
  ++view->exports;
  return true;
}

void viewReleaseBuffer(ThreadState &, Value self, BufferView &) {
  --viewOf(self)->exports;
}

// Attributes ------------------------------------------------------------------

template <typename Get> Owned attribute(ThreadState &ts, Value self, Get get) {
  return checkView(ts, self) ? get(viewOf(self)) : Owned();
}

Owned extentTuple(ThreadState &ts, const int64_t *extents, int count) {
  TupleObject *tuple = count ? allocateTuple(ts, size_t(count)) : nullptr;
  if (!tuple)
    return count ? Owned() : copyOf(emptyTuple());
  Owned result = Owned::steal(tuple);
  for (int i = 0; i < count; ++i) {
    Owned extent = makeInt(ts, extents[i]);
    if (!extent)
      return {};
    tuple->items[i] = extent.take();
  }
  return result;
}

bool isFortranContiguous(MemoryViewObject *view) {
  if (view->dimensions == 1)
    return isContiguous(describe(view));
  if (view->length == 0)
    return true;
  int64_t expected = view->itemSize;
  for (int i = 0; i < view->dimensions; ++i) {
    if (view->shape()[i] > 1 && view->strides()[i] != expected)
      return false;
    expected *= view->shape()[i];
  }
  return true;
}

#define ATTRIBUTE(name, expression)                                            \
  Owned name(ThreadState &ts, Value self) {                                    \
    return attribute(ts, self, [&](MemoryViewObject *view) -> Owned {          \
      return expression;                                                       \
    });                                                                        \
  }
ATTRIBUTE(getObj, copyOf(Value(view->owner)))
ATTRIBUTE(getNbytes, makeInt(ts, view->length))
ATTRIBUTE(getReadOnly, ownedBool(view->readOnly))
ATTRIBUTE(getItemSize, makeInt(ts, view->itemSize))
ATTRIBUTE(getFormat, makeStr(ts, view->format))
ATTRIBUTE(getNdim, makeInt(ts, view->dimensions))
ATTRIBUTE(getShape, extentTuple(ts, view->shape(), view->dimensions))
ATTRIBUTE(getStrides, extentTuple(ts, view->strides(), view->dimensions))
ATTRIBUTE(getSuboffsets, copyOf(emptyTuple()))
ATTRIBUTE(getCContiguous, ownedBool(isContiguous(describe(view))))
ATTRIBUTE(getFContiguous, ownedBool(isFortranContiguous(view)))
ATTRIBUTE(getContiguous,
          ownedBool(isContiguous(describe(view)) || isFortranContiguous(view)))
#undef ATTRIBUTE

constexpr GetSetDef getSets[] = {
    {"obj", getObj, nullptr, "The underlying object of the memoryview."},
    {"nbytes", getNbytes, nullptr,
     "The amount of space in bytes that the array would use in\n a contiguous "
     "representation."},
    {"readonly", getReadOnly, nullptr,
     "A bool indicating whether the memory is read only."},
    {"itemsize", getItemSize, nullptr,
     "The size in bytes of each element of the memoryview."},
    {"format", getFormat, nullptr,
     "A string containing the format (in struct module style)\n for each "
     "element in the view."},
    {"ndim", getNdim, nullptr,
     "An integer indicating how many dimensions of a multi-dimensional\n array "
     "the memory represents."},
    {"shape", getShape, nullptr,
     "A tuple of ndim integers giving the shape of the memory\n as an "
     "N-dimensional array."},
    {"strides", getStrides, nullptr,
     "A tuple of ndim integers giving the size in bytes to access\n each "
     "element for each dimension of the array."},
    {"suboffsets", getSuboffsets, nullptr,
     "A tuple of integers used internally for PIL-style arrays."},
    {"c_contiguous", getCContiguous, nullptr,
     "A bool indicating whether the memory is C contiguous."},
    {"f_contiguous", getFContiguous, nullptr,
     "A bool indicating whether the memory is Fortran contiguous."},
    {"contiguous", getContiguous, nullptr,
     "A bool indicating whether the memory is contiguous."},
    {}};

constexpr MethodDef methods[] = {
    {"release", release, "()",
     "Release the underlying buffer exposed by the memoryview object."},
    {"tobytes", view_methods::toBytes, "(order='C')",
     "Return the data in the buffer as a byte string.\n\nOrder can be {'C', "
     "'F', 'A'}. When order is 'C' or 'F', the data of the\noriginal array is "
     "converted to C or Fortran order. For contiguous views,\n'A' returns an "
     "exact copy of the physical memory. In particular, in-memory\nFortran "
     "order is preserved. For non-contiguous views, the data is converted\nto "
     "C first. order=None is the same as order='C'."},
    {"hex", view_methods::hex, "(sep=<unrepresentable>, bytes_per_sep=1)",
     "Return the data in the buffer as a str of hexadecimal numbers.\n\n  "
     "sep\n    An optional single character or byte to separate hex bytes.\n  "
     "bytes_per_sep\n    How many bytes between separators.  Positive values "
     "count from the\n    right, negative values count from the left.\n\n"
     "Example:\n>>> value = memoryview(b'\\xb9\\x01\\xef')\n>>> value.hex()\n"
     "'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n"
     "'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'"},
    {"tolist", view_methods::toList, "()",
     "Return the data in the buffer as a list of elements."},
    {"cast", view_methods::cast, "(format, shape=<unrepresentable>)",
     "Cast a memoryview to a new format or shape."},
    {"toreadonly", view_methods::toReadOnly, "()",
     "Return a readonly version of the memoryview."},
    {"__enter__", enter, "()"},
    {"__exit__", exit},
    {}};
constexpr TypeSpec spec = {
    "memoryview",
    "memoryview(object)\n--\n\n"
    "Create a new memoryview object which references the given object.",
    methods, getSets};

} // namespace

Owned makeMemoryView(ThreadState &ts, Value object) {
  if (isMemoryView(object))
    return checkView(ts, object)
               ? copyView(ts, viewOf(object), viewOf(object)->dimensions)
               : Owned();
  if (!hasBuffer(object))
    return raise(ts, types::TypeError,
                 "memoryview: a bytes-like object is required, not '{}'",
                 {typeOf(object)});
  BufferView buffer;
  if (!getBuffer(ts, object, buffer, kBufferFormat | kBufferStrides))
    return {};
  return viewOfBuffer(ts, buffer);
}

Owned copyView(ThreadState &ts, MemoryViewObject *source, int dimensions) {
  BufferView buffer;
  Owned owner = copyOf(Value(source->owner));
  if (!getBuffer(ts, owner, buffer, kBufferFormat | kBufferStrides))
    return {};
  Owned result = allocateView(ts, dimensions);
  if (!result) {
    releaseBuffer(ts, buffer);
    return {};
  }
  auto *view = viewOf(result);
  view->owner = buffer.owner.take();
  view->data = source->data;
  view->length = source->length;
  view->itemSize = source->itemSize;
  view->format = source->format;
  view->readOnly = source->readOnly;
  view->released = false;
  for (int i = 0; i < dimensions && i < source->dimensions; ++i) {
    view->shape()[i] = source->shape()[i];
    view->strides()[i] = source->strides()[i];
  }
  return result;
}

constinit TypeObject types::MemoryView = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer | kTypeHasWeakrefs | kTypeSequencePattern,
    .basicSize = sizeof(MemoryViewObject),
    .itemSize = sizeof(int64_t),
    .slots = {.deallocate = viewDeallocate,
              .visit = viewVisit,
              .clear = viewClear,
              .getBuffer = viewGetBuffer,
              .releaseBuffer = viewReleaseBuffer,
              .repr = viewRepr,
              .iter = viewIter,
              .hash = viewHash,
              .compare = viewCompare,
              .new_ = viewNew,
              .length = viewLength,
              .subscript = viewSubscript,
              .setSubscript = viewSetSubscript,
              .item = viewItem}};

} // namespace dxpy
