// The interpreter's public face: set-up of a thread, and running code objects
// from C++.
#pragma once
#include "runtime-support/builtins/generator.h"

namespace dxpy {

struct InterpreterState;

/// Reserves the register stack, sets the tables and the hooks of the layers
/// below. False: no memory.
bool initInterpreter(ThreadState &ts);
/// For all threads: how deep Python calls may nest.
void setRecursionLimit(ThreadState &ts, int limit);

/// What the interpreter keeps for a further thread, made by the one that starts
/// it. Null: no memory.
InterpreterState *makeInterpreterState(int32_t recursionLimit);
void freeInterpreterState(InterpreterState *state);
/// The new thread \p ts takes \p state as its own; \p starter has what it
/// inherits.
void enterInterpreter(ThreadState &ts, InterpreterState *state,
                      int32_t recursionLimit);

/// Runs the code of a module, class body or exec: \p namespaceDict is what
/// LoadName and StoreName use. Null: the code keeps its variables in registers.
Owned runCode_py(ThreadState &ts, FunctionObject *function,
                 Value namespaceDict);
/// What `exec(code, globals, namespace)` does with a code object.
Owned execCode_py(ThreadState &ts, CodeObject *code, Value globals,
                  Value namespaceDict, Value closure = {});

/// Runs signal handlers and the like; false: raised. Set by the layer above.
using PollHook = bool (*)(ThreadState &ts);
extern PollHook pollHook;

/// The interpreter's own copies of code hold pointers to code objects: called
/// before one is freed.
void forgetCode(CodeObject *code);
/// Drops all private copies, and with them what they hold of modules. No frame
/// may be running.
void forgetAllCode();

} // namespace dxpy
