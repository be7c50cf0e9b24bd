// Module _pickle.
#include "runtime-support/objects/bytes.h"
#include "stdlib/pickle/pickle.h"

namespace dxpy::pickle {

static constinit TypeObject *error = nullptr, *pickling = nullptr,
                            *unpickling = nullptr;

TypeObject &picklingError() { return *pickling; }
TypeObject &unpicklingError() { return *unpickling; }

namespace {

/// A pickler or unpickler of one call, not initialised.
Owned makeMachine(ThreadState &ts, TypeObject *type) {
  return type->slots.new_(ts, type, {});
}

/// obj, file, protocol, fix_imports, buffer_callback
Owned dumpTo_py(ThreadState &ts, Value object, Value file,
                const Value *options) {
  Owned pickler = makeMachine(ts, &picklerType);
  return pickler && initPickler_py(ts, pickler, file, options[0], options[1],
                                   options[2])
             ? dump_py(ts, pickler, object)
             : Owned();
}
Owned dump(ThreadState &ts, Value, const Value *args) {
  return dumpTo_py(ts, args[0], args[1], args + 2);
}
Owned dumps(ThreadState &ts, Value, const Value *args) {
  return dumpTo_py(ts, args[0], {}, args + 1);
}

/// options: fix_imports, encoding, errors, buffers
Owned load(ThreadState &ts, Value, const Value *args) {
  Owned unpickler = makeMachine(ts, &unpicklerType);
  return unpickler && initUnpickler_py(ts, unpickler, "load", args[0], args + 1)
             ? load_py(ts, unpickler, {})
             : Owned();
}
Owned loads(ThreadState &ts, Value, const Value *args) {
  Owned unpickler = makeMachine(ts, &unpicklerType);
  BufferView view;
  if (!unpickler || !initUnpickler_py(ts, unpickler, "loads", {}, args + 1) ||
      !getBuffer(ts, args[0], view))
    return {};
  Owned result = load_py(ts, unpickler, {view.data, size_t(view.length)});
  releaseBuffer(ts, view);
  return result;
}

constexpr MethodDef functions[] = {
    {"dump", dump,
     "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
     "Write a pickled representation of obj to the open file object "
     "file.\n\nThis is equivalent to ``Pickler(file, protocol).dump(obj)``, "
     "but "
     "may\nbe more efficient."},
    {"dumps", dumps,
     "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
     "Return the pickled representation of the object as a bytes object."},
    {"load", load,
     "(file, *, fix_imports=True, encoding='ASCII', errors='strict', "
     "buffers=())",
     "Read and return an object from the pickle data stored in a file.\n\nThis "
     "is equivalent to ``Unpickler(file).load()``, but may be "
     "more\nefficient."},
    {"loads", loads,
     "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', "
     "buffers=())",
     "Read and return an object from the given pickle data."},
    {}};

bool execute(ThreadState &ts, Value module) {
  for (TypeObject *type : {&picklerType, &unpicklerType, &pickleBufferType})
    if (!registerNativeType(ts, type) || !addTypeToModule(ts, module, type))
      return false;
  if (!registerNativeType(ts, &picklerMemoType) ||
      !registerNativeType(ts, &unpicklerMemoType))
    return false;
  error = addExceptionToModule(ts, module, "_pickle.PickleError",
                               Value(&types::Exception), nullptr, error);
  if (error)
    pickling = addExceptionToModule(ts, module, "_pickle.PicklingError",
                                    Value(error), nullptr, pickling);
  if (pickling)
    unpickling = addExceptionToModule(ts, module, "_pickle.UnpicklingError",
                                      Value(error), nullptr, unpickling);
  return unpickling;
}

} // namespace

} // namespace dxpy::pickle

namespace dxpy {
DX_NATIVE_MODULE(_pickle,
                 "Optimized C implementation for the Python pickle module.",
                 pickle::functions, pickle::execute)
} // namespace dxpy
