// Imports under way, see the header. The list is guarded by the run lock; who
// waits looks at it again whenever an import has ended.
#include "runtime-support/modules/import_lock.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

/// The newest first.
static constinit ImportUnderWay *underWay = nullptr;
/// Taken by whoever waits first, given back when an import ends.
static constinit WaitLock changed;
static constinit bool someoneWaits = false;

ImportUnderWay::ImportUnderWay(ThreadState &ts, Value name)
    : thread_(&ts), name_(name), next_(underWay) {
  underWay = this;
}

ImportUnderWay::~ImportUnderWay() {
  ImportUnderWay **link = &underWay;
  while (*link != this)
    link = &(*link)->next_;
  *link = next_;
  for (ImportUnderWay *each = underWay; each; each = each->next_)
    if (each->waitsFor_ == this)
      each->waitsFor_ = nullptr;
  if (someoneWaits) {
    someoneWaits = false;
    changed.release();
  }
}

/// The import of \p name by another thread than \p thread.
ImportUnderWay *ImportUnderWay::find(const ThreadState *thread, Value name) {
  for (ImportUnderWay *each = underWay; each; each = each->next_)
    if (each->thread_ != thread && strText(each->name_) == strText(name))
      return each;
  return nullptr;
}

/// Does the thread of \p import wait, through others, for \p thread?
bool ImportUnderWay::leadsTo(const ImportUnderWay *import,
                             const ThreadState *thread) {
  while (import) {
    if (import->thread_ == thread)
      return true;
    const ImportUnderWay *next = nullptr;
    for (const ImportUnderWay *each = underWay; each; each = each->next_)
      if (each->thread_ == import->thread_ && each->waitsFor_)
        next = each->waitsFor_;
    import = next;
  }
  return false;
}

bool waitForImport_py(ThreadState &ts, Value name) {
  constexpr int64_t kLate = 20'000'000;
  if (!runLockShared) [[likely]]
    return true;
  ImportUnderWay *own = underWay;
  while (own && own->thread_ != &ts)
    own = own->next_;
  while (ImportUnderWay *other = ImportUnderWay::find(&ts, name)) {
    if (ImportUnderWay::leadsTo(other, &ts))
      return true;
    if (own)
      own->waitsFor_ = other;
    someoneWaits = true;
    (void)changed.tryTake();
    // Another waiter may have taken the news: it comes late then.
    WaitLock::Result result = changed.take(ts, monotonicTime() + kLate);
    if (result == WaitLock::Result::Taken)
      changed.release(); // for the next one that waits
    if (own)
      own->waitsFor_ = nullptr;
    if (result == WaitLock::Result::Signal && pollHook && !pollHook(ts))
      return false;
  }
  return true;
}

} // namespace dxpy
