// The registry of threads, and objects handed back to their owners for merging.
#pragma once
#include "runtime-support/abi/thread_state.h"

namespace dxpy {

/// Gives \p ts an id and enters it. The main thread's is 1. False: too many
/// threads.
bool registerThread(ThreadState *ts);
void unregisterThread(ThreadState *ts);
/// Hands \p object to its owner, or merges it at once when the owner is gone.
void queueToOwner(ObjectHeader *object);
/// Merges what others have queued to this thread; at safepoints. May run Python
/// code.
void mergeQueued(ThreadState *ts);
/// Folds the shared count into the owner's, now \p ts; deallocates at zero.
void mergeCounts(ThreadState *ts, ObjectHeader *object);

} // namespace dxpy
