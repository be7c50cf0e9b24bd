// PickleBuffer: a view of memory that may be pickled out of band.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"
#include "stdlib/pickle/pickle.h"
#include <new>

namespace dxpy::pickle {

namespace {

struct PickleBufferObject {
  ObjectHeader header;
  BufferView *view; ///< keeps the memory where it is; null: released
};
PickleBufferObject *asBuffer(Value v) { return v.as<PickleBufferObject>(); }

void release(ThreadState &ts, ObjectHeader *self) {
  auto *buffer = reinterpret_cast<PickleBufferObject *>(self);
  BufferView *view = std::exchange(buffer->view, nullptr);
  if (!view)
    return;
  releaseBuffer(ts, *view);
  view->~BufferView();
  rawFree(view);
}
void deallocate(ThreadState &ts, ObjectHeader *self) {
  release(ts, self);
  freeObject(ts, self, sizeof(PickleBufferObject));
}
void visit(ObjectHeader *self, Visitor &visitor) {
  auto *buffer = reinterpret_cast<PickleBufferObject *>(self);
  if (buffer->view && buffer->view->owner)
    visitor(buffer->view->owner.word());
}

Owned newBuffer(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkNoKeywords(ts, "PickleBuffer", args))
    return {};
  if (args.positionalCount != 1)
    return raise(ts, types::TypeError,
                 "PickleBuffer() takes exactly 1 positional argument ({} "
                 "given)",
                 {args.positionalCount});
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  auto *view = static_cast<BufferView *>(rawAllocate(sizeof(BufferView)));
  if (!view)
    return raiseMemoryError(ts);
  new (view) BufferView();
  if (!getBuffer(ts, args[0], *view, kBufferFormat | kBufferStrides)) {
    view->~BufferView();
    rawFree(view);
    return {};
  }
  asBuffer(result)->view = view;
  return result;
}

bool giveBuffer(ThreadState &ts, Value self, BufferView &view, unsigned flags) {
  Value owner = bufferOwner(ts, self);
  return owner && getBuffer(ts, owner, view, flags);
}

Owned raw_py(ThreadState &ts, Value self, const Value *) {
  Value owner = bufferOwner(ts, self);
  if (!owner)
    return {};
  if (!isContiguous(*asBuffer(self)->view))
    return raise(ts, types::BufferError,
                 "cannot extract raw buffer from non-contiguous buffer");
  Owned view = makeMemoryView(ts, owner);
  Owned name = view ? internText(ts, "cast") : Owned();
  Owned format = makeStr(ts, "B");
  return name && format ? callMethod_py(ts, view, name, {format.value()})
                        : Owned();
}
Owned releaseMethod(ThreadState &ts, Value self, const Value *) {
  release(ts, self.header());
  return ownedNone();
}

constexpr MethodDef methods[] = {
    {"raw", raw_py, "()",
     "Return a memoryview of the raw memory underlying this buffer.\n\nWill "
     "raise BufferError is the buffer isn't contiguous."},
    {"release", releaseMethod, "()",
     "Release the underlying buffer exposed by the PickleBuffer object."},
    {}};
constexpr TypeSpec spec = {"pickle.PickleBuffer",
                           "Wrapper for potentially out-of-band buffers",
                           methods};

} // namespace

bool isPickleBuffer(Value v) { return typeOf(v) == &pickleBufferType; }

Value bufferOwner(ThreadState &ts, Value buffer) {
  if (BufferView *view = asBuffer(buffer)->view)
    return view->owner.value();
  raise(ts, types::ValueError,
        "operation forbidden on released PickleBuffer object");
  return {};
}

constinit TypeObject pickleBufferType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeBase | kTypeHasWeakrefs,
    .basicSize = sizeof(PickleBufferObject),
    .slots = {.deallocate = deallocate,
              .visit = visit,
              .clear = release,
              .getBuffer = giveBuffer,
              .new_ = newBuffer}};

} // namespace dxpy::pickle
