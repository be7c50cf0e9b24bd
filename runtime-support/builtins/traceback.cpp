// Traceback objects: entries made while an exception leaves frames.
#include "runtime-support/builtins/frame.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

static TracebackObject *self_(Value v) { return v.as<TracebackObject>(); }

static Owned makeTraceback(ThreadState &ts, Value next, Owned frame,
                           int32_t instruction, uint32_t line) {
  auto *entry = static_cast<TracebackObject *>(
      allocateCell(&ts, sizeof(TracebackObject), CellKind::Container));
  if (!entry)
    return raiseMemoryError(ts);
  initHeader(&ts, &entry->header, shapeId(BuiltinShape::Traceback),
             CellKind::Container, sizeof(TracebackObject));
  entry->next = copyOf(next).take();
  entry->frame = frame.take();
  entry->instruction = instruction;
  entry->line = line;
  return Owned::steal(entry);
}

void addTraceback(ThreadState &ts, Word *r, uint32_t instruction,
                  uint32_t line) {
  Owned exception = takeException(ts);
  auto *object = exception.as<ExceptionObject>();
  Owned frame = frameOf(ts, r);
  Owned entry;
  if (frame)
    entry =
        makeTraceback(ts, Value(object->traceback), std::move(frame),
                      int32_t(instruction), line ? line : kLineOfInstruction);
  if (entry)
    storeField(ts, &object->header, &object->traceback, std::move(entry));
  else
    clearException(ts); // no memory: the traceback is one entry shorter
  restoreException(ts, std::move(exception));
}

uint32_t tracebackLine(const TracebackObject *entry) {
  if (entry->line != kLineOfInstruction)
    return entry->line;
  return lineAt(Value(entry->frame).as<FrameObject>()->code,
                uint32_t(entry->instruction));
}

static Owned getNext(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->next));
}

static bool setNext(ThreadState &ts, Value self, Value value) {
  if (!value)
    return raise(ts, types::TypeError, "can't delete tb_next attribute");
  if (!value.isNone() && !hasShape(value, BuiltinShape::Traceback))
    return raise(ts, types::TypeError,
                 "expected traceback object or None, got '{}'",
                 {typeOf(value)});
  for (Value at = value; !at.isNone(); at = Value(self_(at)->next))
    if (at == self)
      return raise(ts, types::ValueError, "traceback loop detected");
  storeField(ts, self.header(), &self_(self)->next, copyOf(value));
  return true;
}

static Owned getFrame(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->frame));
}
static Owned getLine(ThreadState &, Value self) {
  uint32_t line = tracebackLine(self_(self));
  return line ? Owned::steal(smallIntWord(line)) : ownedNone();
}
static Owned getLasti(ThreadState &, Value self) {
  return Owned::steal(smallIntWord(int64_t(self_(self)->instruction) * 2));
}

static Owned newTraceback(ThreadState &ts, TypeObject *,
                          const Arguments &args) {
  static constexpr Signature signature =
      "(tb_next, tb_frame, tb_lasti, tb_lineno)";
  Value bound[4];
  if (!bindArguments(ts, "TracebackType", signature, args, bound))
    return {};
  if (!bound[0].isNone() && !hasShape(bound[0], BuiltinShape::Traceback))
    return raise(ts, types::TypeError,
                 "expected traceback object or None, got '{}'",
                 {typeOf(bound[0])});
  if (!hasShape(bound[1], BuiltinShape::Frame))
    return raise(ts, types::TypeError,
                 "TracebackType() argument 'tb_frame' must be frame, not {}",
                 {typeOf(bound[1])});
  int64_t lasti = toIndexInt64_py(ts, bound[2], &types::OverflowError);
  int64_t line = lasti == -1 && pendingException(ts)
                     ? -1
                     : toIndexInt64_py(ts, bound[3], &types::OverflowError);
  if (pendingException(ts))
    return {};
  return makeTraceback(ts, bound[0], copyOf(bound[1]), int32_t(lasti / 2),
                       uint32_t(line));
}

static void clear(ThreadState &ts, ObjectHeader *object) {
  auto *entry = reinterpret_cast<TracebackObject *>(object);
  clearField(ts, object, &entry->next, kNone);
  clearField(ts, object, &entry->frame, kNone);
}

static void deallocate(ThreadState &ts, ObjectHeader *object) {
  clear(ts, object);
  freeObject(ts, object, sizeof(TracebackObject));
}

static void visit(ObjectHeader *object, Visitor &visitor) {
  auto *entry = reinterpret_cast<TracebackObject *>(object);
  visitor(entry->next);
  visitor(entry->frame);
}

static Owned dirMethod(ThreadState &ts, Value, const Value *) {
  Owned names = makeList(ts);
  for (const char *name : {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"})
    if (!names || !listAppend(ts, names, internText(ts, name)))
      return {};
  return names;
}

static constexpr MethodDef methods[] = {{"__dir__", dirMethod, "()"}, {}};
static constexpr GetSetDef getSets[] = {
    {"tb_next", getNext, setNext},
    {"tb_frame", getFrame},
    {"tb_lineno", getLine},
    {"tb_lasti", getLasti},
    {},
};
static constexpr TypeSpec spec = {
    "traceback",
    "traceback(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new "
    "traceback object.",
    methods, getSets};

constinit TypeObject types::Traceback = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer | kTypeImmutable,
    .basicSize = sizeof(TracebackObject),
    .slots = {.deallocate = deallocate,
              .visit = visit,
              .clear = clear,
              .new_ = newTraceback},
};

} // namespace dxpy
