// Unpickler.
#include "stdlib/pickle/pickle.h"
#include <cstddef>

namespace dxpy::pickle {

namespace {
/// Keeps the attribute \p name of \p file; absent: undef. False: raised.
bool keep_py(ThreadState &ts, UnpicklerObject *u, Word *field, Value file,
             Value name) {
  Owned method = getAttrOptional_py(ts, file, name);
  if (pendingException(ts))
    return false;
  storeField(ts, &u->header, field,
             method ? std::move(method) : Owned::steal(kUndef));
  return true;
}

bool setInput_py(ThreadState &ts, UnpicklerObject *u, Value file) {
  Owned peek = internText(ts, "peek"), readLine = internText(ts, "readline"),
        read = internText(ts, "read");
  if (!peek || !readLine || !read || !keep_py(ts, u, &u->peek, file, peek) ||
      !keep_py(ts, u, &u->read, file, read) ||
      !keep_py(ts, u, &u->readLine, file, readLine))
    return false;
  return (u->read != kUndef && u->readLine != kUndef) ||
         raise(ts, types::TypeError,
               "file must have 'read' and 'readline' attributes");
}
} // namespace

/// \p options: fix_imports, encoding, errors, buffers; null where absent.
bool initUnpickler_py(ThreadState &ts, Value unpickler, const char *function,
                      Value file, const Value *options) {
  UnpicklerObject *u = asUnpickler(unpickler);
  static constexpr const char *names[] = {"encoding", "errors"};
  static constexpr const char *defaults[] = {"ASCII", "strict"};
  int fix = options[0] ? isTrue_py(ts, options[0]) : 1;
  if (fix < 0)
    return false;
  Owned texts[2];
  for (int i = 0; i < 2; ++i) {
    if (options[1 + i] && !isStr(options[1 + i]))
      return raise(ts, types::TypeError,
                   "{}() argument '{}' must be str, not {}",
                   {function, names[i], argumentType(options[1 + i])});
    texts[i] =
        options[1 + i] ? copyOf(options[1 + i]) : internText(ts, defaults[i]);
    if (!texts[i])
      return false;
  }
  if (file && !setInput_py(ts, u, file))
    return false;
  storeField(ts, &u->header, &u->encoding, std::move(texts[0]));
  storeField(ts, &u->header, &u->errors, std::move(texts[1]));
  Owned buffers = Owned::steal(kUndef);
  if (options[3] && !options[3].isNone()) {
    buffers = getIter_py(ts, options[3]);
    if (!buffers)
      return false;
  }
  storeField(ts, &u->header, &u->buffers, std::move(buffers));
  u->fixImports = fix;
  u->protocol = 0;
  clearMemo(ts, u);
  u->ready = true;
  return true;
}

namespace {

Owned newUnpickler(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result) {
    UnpicklerObject *u = asUnpickler(result);
    u->read = u->readLine = u->peek = u->buffers = kUndef;
    u->encoding = u->errors = u->persistentLoad.function = kUndef;
  }
  return result;
}

bool init_py(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature(
      "(file, *, fix_imports=True, encoding='ASCII', errors='strict', "
      "buffers=())");
  Value bound[5];
  return bindArguments(ts, "Unpickler", signature, args, bound) &&
         initUnpickler_py(ts, self, "Unpickler", bound[0], bound + 1) &&
         findHook_py(ts, self, "persistent_load",
                     asUnpickler(self)->persistentLoad);
}

Owned load(ThreadState &ts, Value self, const Value *) {
  if (!asUnpickler(self)->ready)
    return raise(ts, unpicklingError(),
                 "Unpickler.__init__() was not called by {}.__init__()",
                 {typeOf(self)});
  return load_py(ts, self, {});
}
Owned findClass(ThreadState &ts, Value self, const Value *args) {
  return findClass_py(ts, self, args[0], args[1]);
}
Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  return makeUnsigned(ts, sizeof(UnpicklerObject) +
                              asUnpickler(self)->memoCapacity * sizeof(Word));
}

Owned getMemo(ThreadState &ts, Value self) {
  return makeMemoProxy(ts, &unpicklerMemoType, self);
}
Owned getPersistentLoad(ThreadState &ts, Value self) {
  return hookValue(ts, self, asUnpickler(self)->persistentLoad,
                   "persistent_load");
}
bool setPersistentLoad(ThreadState &ts, Value self, Value value) {
  return setHook(ts, self, asUnpickler(self)->persistentLoad, "persistent_load",
                 value);
}

template <typename Each> void forFields(UnpicklerObject *u, Each each) {
  for (Word *field : {&u->read, &u->readLine, &u->peek, &u->buffers,
                      &u->encoding, &u->errors, &u->persistentLoad.function})
    each(field);
}
void visit(ObjectHeader *self, Visitor &visitor) {
  auto *u = reinterpret_cast<UnpicklerObject *>(self);
  forFields(u, [&](Word *field) { visitor(*field); });
  for (uint64_t i = 0; i < u->memoCapacity; ++i)
    if (u->memo[i])
      visitor(u->memo[i]);
}
void clear(ThreadState &ts, ObjectHeader *self) {
  auto *u = reinterpret_cast<UnpicklerObject *>(self);
  u->ready = false; // encoding and errors are gone
  forFields(u, [&](Word *field) { clearField(ts, self, field); });
  clearMemo(ts, u);
}
void deallocate(ThreadState &ts, ObjectHeader *self) {
  clear(ts, self);
  freeObject(ts, self, sizeof(UnpicklerObject));
}

constexpr MethodDef methods[] = {
    {"load", load, "()",
     "Load a pickle.\n\nRead a pickled object representation from the open "
     "file object given\nin the constructor, and return the reconstituted "
     "object hierarchy\nspecified therein."},
    {"find_class", findClass, "(module_name, global_name, /)",
     "Return an object from a specified module.\n\nIf necessary, the module "
     "will be imported. Subclasses may override\nthis method (e.g. to restrict "
     "unpickling of arbitrary classes and\nfunctions).\n\nThis method is "
     "called "
     "whenever a class or a function object is\nneeded.  Both arguments passed "
     "are str objects."},
    {"__sizeof__", sizeOf, "()", "Returns size in memory, in bytes."},
    {}};
constexpr GetSetDef getSets[] = {
    {"memo", getMemo, setUnpicklerMemo_py},
    {"persistent_load", getPersistentLoad, setPersistentLoad},
    {}};
constexpr TypeSpec spec = {
    "_pickle.Unpickler",
    "This takes a binary file for reading a pickle data stream.\n\nThe "
    "protocol version of the pickle is detected automatically, so no\nprotocol "
    "argument is needed.  Bytes past the pickled object's\nrepresentation are "
    "ignored.\n\nThe argument *file* must have two methods, a read() method "
    "that "
    "takes\nan integer argument, and a readline() method that requires "
    "no\narguments.  Both methods should return bytes.  Thus *file* can be "
    "a\nbinary file object opened for reading, an io.BytesIO object, or "
    "any\nother "
    "custom object that meets this interface.\n\nOptional keyword arguments "
    "are "
    "*fix_imports*, *encoding* and *errors*,\nwhich are used to control "
    "compatibility support for pickle stream\ngenerated by Python 2.  If "
    "*fix_imports* is True, pickle will try to\nmap the old Python 2 names to "
    "the new names used in Python 3.  The\n*encoding* and *errors* tell pickle "
    "how to decode 8-bit string\ninstances pickled by Python 2; these default "
    "to "
    "'ASCII' and 'strict',\nrespectively.  The *encoding* can be 'bytes' to "
    "read "
    "these 8-bit\nstring instances as bytes objects.",
    methods, getSets};

} // namespace

constinit TypeObject unpicklerType = {.header = typeHeader(),
                                      .spec = &spec,
                                      .base = &types::Object,
                                      .flags = kTypeContainer | kTypeBase,
                                      .basicSize = sizeof(UnpicklerObject),
                                      .slots = {.deallocate = deallocate,
                                                .visit = visit,
                                                .clear = clear,
                                                .init = init_py,
                                                .new_ = newUnpickler}};

} // namespace dxpy::pickle
