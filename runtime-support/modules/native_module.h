// How a module written in C++ declares itself: one constant symbol
// dxmodule_<name> (with _ for dots).
#pragma once
#include "runtime-support/objects/function.h"

namespace dxpy {

struct NativeModuleDefinition {
  const char *doc = nullptr;
  const MethodDef *functions = nullptr; ///< ends with a row without name
  /// Adds what is no function. False: raised. May be null.
  bool (*execute)(ThreadState &ts, Value module) = nullptr;
};

/// Defines the module's symbol; use at namespace dxpy.
#define DX_NATIVE_MODULE(name, ...)                                            \
  extern "C" __attribute__((visibility("default")))                            \
  const NativeModuleDefinition dxmodule_##name = {__VA_ARGS__};

/// module.name = value. False: raised.
bool addToModule(ThreadState &ts, Value module, const char *name, Owned value);
/// Readies a constant-initialised type and adds it under its own name.
bool addTypeToModule(ThreadState &ts, Value module, TypeObject *type);
/// Makes the exception class \p name ("struct.error") derived from \p bases, a
/// class or a tuple of them, and adds it to the module, which keeps it. \p
/// made: the class of an earlier import of the module, which is still raised.
/// Null: raised.
TypeObject *addExceptionToModule(ThreadState &ts, Value module,
                                 const char *name, Value bases,
                                 const char *doc = nullptr,
                                 TypeObject *made = nullptr);

} // namespace dxpy
