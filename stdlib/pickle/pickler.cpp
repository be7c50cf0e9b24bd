// Pickler.
#include "stdlib/pickle/pickle.h"
#include <cstddef>

namespace dxpy::pickle {

bool initPickler_py(ThreadState &ts, Value pickler, Value file, Value protocol,
                    Value fixImports, Value bufferCallback) {
  PicklerObject *p = asPickler(pickler);
  int64_t number = kDefaultProtocol;
  if (protocol && !protocol.isNone()) {
    Owned index = toIndex_py(ts, protocol);
    if (!index || !intToInt64(ts, index, number))
      return false;
  }
  if (number < 0)
    number = kHighestProtocol;
  if (number > kHighestProtocol)
    return raise(ts, types::ValueError, "pickle protocol must be <= {}",
                 {kHighestProtocol});
  int fix = fixImports ? isTrue_py(ts, fixImports) : 1;
  if (fix < 0)
    return false;
  p->protocol = int32_t(number);
  p->binary = number > 0;
  p->fixImports = fix && number < 3;
  if (file) {
    Owned write = getAttrOptional_py(ts, file, &names::write);
    if (!write)
      return pendingException(ts)
                 ? false
                 : bool(raise(ts, types::TypeError,
                              "file must have a 'write' attribute"));
    storeField(ts, &p->header, &p->write, std::move(write));
  }
  bool calls = bufferCallback && !bufferCallback.isNone();
  if (calls && number < 5)
    return raise(ts, types::ValueError, "buffer_callback needs protocol >= 5");
  if (calls)
    storeField(ts, &p->header, &p->bufferCallback, copyOf(bufferCallback));
  else
    clearField(ts, &p->header, &p->bufferCallback);
  p->memo.clear(ts);
  p->ready = true;
  return true;
}

namespace {

Owned newPickler(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result) {
    PicklerObject *p = asPickler(result);
    p->write = p->bufferCallback = p->dispatchTable = kUndef;
    p->persistentId.function = kUndef;
  }
  return result;
}

bool init_py(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature(
      "(file, protocol=None, fix_imports=True, buffer_callback=None)");
  Value bound[4];
  PicklerObject *p = asPickler(self);
  if (!bindArguments(ts, "Pickler", signature, args, bound) ||
      !initPickler_py(ts, self, bound[0], bound[1], bound[2], bound[3]))
    return false;
  p->fast = 0;
  Owned name = internText(ts, "dispatch_table");
  if (!name || !findHook_py(ts, self, "persistent_id", p->persistentId))
    return false;
  Owned table = getAttrOptional_py(ts, self, name);
  if (table)
    storeField(ts, &p->header, &p->dispatchTable, std::move(table));
  return !pendingException(ts);
}

Owned dump(ThreadState &ts, Value self, const Value *args) {
  if (!asPickler(self)->ready)
    return raise(ts, picklingError(),
                 "Pickler.__init__() was not called by {}.__init__()",
                 {typeOf(self)});
  return dump_py(ts, self, args[0]);
}
Owned clearMemoMethod(ThreadState &ts, Value self, const Value *) {
  asPickler(self)->memo.clear(ts);
  return ownedNone();
}
Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  return makeUnsigned(ts,
                      sizeof(PicklerObject) + asPickler(self)->memo.capacity() *
                                                  sizeof(PicklerMemo::Entry));
}

Owned getMemo(ThreadState &ts, Value self) {
  return makeMemoProxy(ts, &picklerMemoType, self);
}
Owned getPersistentId(ThreadState &ts, Value self) {
  return hookValue(ts, self, asPickler(self)->persistentId, "persistent_id");
}
bool setPersistentId(ThreadState &ts, Value self, Value value) {
  return setHook(ts, self, asPickler(self)->persistentId, "persistent_id",
                 value);
}

void visit(ObjectHeader *self, Visitor &visitor) {
  auto *p = reinterpret_cast<PicklerObject *>(self);
  visitor(p->write);
  visitor(p->bufferCallback);
  visitor(p->dispatchTable);
  visitor(p->persistentId.function);
  for (uint64_t i = 0; i < p->memo.capacity(); ++i)
    if (p->memo.entry(i).object)
      visitor(p->memo.entry(i).object);
}
void clear(ThreadState &ts, ObjectHeader *self) {
  auto *p = reinterpret_cast<PicklerObject *>(self);
  for (Word *field : {&p->write, &p->bufferCallback, &p->dispatchTable,
                      &p->persistentId.function})
    clearField(ts, self, field);
  p->memo.clear(ts);
}
void deallocate(ThreadState &ts, ObjectHeader *self) {
  clear(ts, self);
  freeObject(ts, self, sizeof(PicklerObject));
}

constexpr MethodDef methods[] = {
    {"dump", dump, "(obj, /)",
     "Write a pickled representation of the given object to the open file."},
    {"clear_memo", clearMemoMethod, "()",
     "Clears the pickler's \"memo\".\n\nThe memo is the data structure that "
     "remembers which objects the\npickler has already seen, so that shared or "
     "recursive objects are\npickled by reference and not by value.  This "
     "method is useful when\nre-using picklers."},
    {"__sizeof__", sizeOf, "()", "Returns size in memory, in bytes."},
    {}};
constexpr MemberDef members[] = {
    {"bin", MemberKind::Int32, offsetof(PicklerObject, binary), false},
    {"fast", MemberKind::Int32, offsetof(PicklerObject, fast), false},
    {"dispatch_table", MemberKind::Value,
     offsetof(PicklerObject, dispatchTable), false},
    {}};
constexpr GetSetDef getSets[] = {
    {"memo", getMemo, setPicklerMemo_py},
    {"persistent_id", getPersistentId, setPersistentId},
    {}};
constexpr TypeSpec spec = {
    "_pickle.Pickler",
    "This takes a binary file for writing a pickle data stream.\n\nThe "
    "optional *protocol* argument tells the pickler to use the "
    "given\nprotocol; "
    "supported protocols are 0, 1, 2, 3, 4 and 5.  The default\nprotocol is 4. "
    "It was introduced in Python 3.4, and is incompatible\nwith previous "
    "versions.\n\nSpecifying a negative protocol version selects the highest "
    "protocol\nversion supported.  The higher the protocol used, the more "
    "recent "
    "the\nversion of Python needed to read the pickle produced.\n\nThe *file* "
    "argument must have a write() method that accepts a single\nbytes "
    "argument. "
    "It can thus be a file object opened for binary\nwriting, an io.BytesIO "
    "instance, or any other custom object that meets\nthis interface.\n\nIf "
    "*fix_imports* is True and protocol is less than 3, pickle will try\nto "
    "map "
    "the new Python 3 names to the old module names used in Python\n2, so that "
    "the pickle data stream is readable with Python 2.\n\nIf *buffer_callback* "
    "is "
    "None (the default), buffer views are\nserialized into *file* as part of "
    "the "
    "pickle stream.\n\nIf *buffer_callback* is not None, then it can be called "
    "any number\nof times with a buffer view.  If the callback returns a false "
    "value\n(such as None), the given buffer is out-of-band; otherwise "
    "the\nbuffer is serialized in-band, i.e. inside the pickle stream.\n\nIt "
    "is "
    "an error if *buffer_callback* is not None and *protocol*\nis None or "
    "smaller "
    "than 5.",
    methods, getSets, members};

} // namespace

constinit TypeObject picklerType = {.header = typeHeader(),
                                    .spec = &spec,
                                    .base = &types::Object,
                                    .flags = kTypeContainer | kTypeBase,
                                    .basicSize = sizeof(PicklerObject),
                                    .slots = {.deallocate = deallocate,
                                              .visit = visit,
                                              .clear = clear,
                                              .init = init_py,
                                              .new_ = newPickler}};

} // namespace dxpy::pickle
