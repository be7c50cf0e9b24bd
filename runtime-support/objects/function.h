// Functions, bound methods, native functions, cells, modules: creation.
#pragma once
#include "runtime-support/abi/dpb_format.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

/// A native function or a bound method of a builtin type: its def, and what it
/// is bound to.
struct BuiltinFunctionObject {
  ObjectHeader header;
  const MethodDef *def;
  Word self;   ///< receiver, class or module; undef: none
  Word module; ///< str, None or undef
};
/// An unbound method of a builtin type, in its dict (method_descriptor,
/// classmethod_descriptor).
struct MethodDescriptorObject {
  ObjectHeader header;
  const MethodDef *def;
  TypeObject *owner;
};

Owned makeFunction(ThreadState &ts, CodeObject *code, Value globals);
/// The same where globals['__name__'] and what globals['__builtins__'] stands
/// for are known; either may be null.
Owned makeFunction(ThreadState &ts, CodeObject *code, Value globals,
                   Value module, Value builtins);
/// The namespace of builtins that a value of `__builtins__` stands for.
Value builtinsFrom(Value found);
Owned makeBoundMethod(ThreadState &ts, Value function, Value self);
Owned makeBuiltinFunction(ThreadState &ts, const MethodDef *def, Value self,
                          Value module);
Owned makeCell(ThreadState &ts, Owned content);
inline bool isFunction(Value v) { return hasShape(v, BuiltinShape::Function); }
/// Calls a native function's def with arguments as they came.
Owned callNative_py(ThreadState &ts, const MethodDef *def, Value self,
                    const Arguments &args);
/// The interpreter's generic entry of functions, set by the layer above at
/// start-up.
extern GenericEntry interpretEntry;
/// Runs a function's code with a namespace (class bodies); set likewise.
using RunBodyHook = Owned (*)(ThreadState &ts, FunctionObject *function,
                              Value namespaceDict);
extern RunBodyHook runBodyHook;
/// The globals of the running Python code, borrowed, or null; set likewise.
using CurrentGlobalsHook = Value (*)(ThreadState &ts);
extern CurrentGlobalsHook currentGlobalsHook;
/// The function `__build_class__` of the builtins module.
extern const MethodDef buildClassDef;

struct ModuleObject {
  ObjectHeader header;
  Word name;   ///< str
  void *state; ///< of native modules
  Word dict;   ///< names mode; `extra` of a kTypeDictMode type
};
Owned makeModule(ThreadState &ts, Value name);
/// Changes when a module dies or gets another class: what caches of one
/// module's attributes compare.
extern uint32_t moduleEpoch;
inline Value moduleDict(Value module) {
  return Value(module.as<ModuleObject>()->dict);
}

} // namespace dxpy
