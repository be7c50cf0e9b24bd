// sys.settrace and sys.setprofile. While one is set, the dispatch table has one
// handler for all instructions: it tells the hooks what they want to know and
// runs the instruction by its general implementation.
#pragma once
#include "runtime-support/interpreter/op.h"

namespace dxpy {

/// \p function: None takes the hook away.
void setTraceFunction(ThreadState &ts, Value function);
void setProfileFunction(ThreadState &ts, Value function);
Owned traceFunction(ThreadState &ts);   ///< or None
Owned profileFunction(ThreadState &ts); ///< or None

/// The dispatch table outside polls.
HandlerTable runningTable(const ThreadState &ts);

/// In front of the instruction \p pc of the window \p r, which is the innermost
/// frame: events call, line and return. False: a hook raised.
bool traceInstruction(ThreadState &ts, Word *r, CodeObject *code, uint32_t pc);
/// Event exception, in each frame that the pending exception comes through.
void traceException(ThreadState &ts, Word *r);
/// Event return of a frame that \p exception leaves; gives the exception that
/// goes on.
Owned traceUnwinding(ThreadState &ts, Word *r, Owned exception);
/// Events c_call, c_return and c_exception around a native function.
bool wantsNativeCalls(const ThreadState &ts);
bool traceNativeCall(ThreadState &ts, Value function, const char *event);

} // namespace dxpy
