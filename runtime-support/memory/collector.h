// The cycle collector's interface. First form: a synchronous round of trial
// deletion over all containers.
#pragma once
#include "runtime-support/inline/refcount.h"

namespace dxpy {

/// Told of each reference that a container owns, by the type's `visit` slot.
class Visitor {
public:
  using Function = void (*)(Visitor &visitor, ObjectHeader *target);
  explicit Visitor(Function function) : function_(function) {}
  void operator()(Word w) {
    if (isPointer(w) && w && (objectOf(w)->flags & kContainer) &&
        objectOf(w)->owner != 0)
      function_(*this, objectOf(w));
  }

private:
  Function function_;
};

/// A further bit of ObjectHeader::gc (GcFlags), which no generated code sees:
/// the object is dead and waits for its destruction; its count words are a
/// link.
inline constexpr uint8_t kGcDying = 32;

// What the collector asks of the object model (objects/lifetime.cpp).
void visitObject(ObjectHeader *object, Visitor &visitor);
void clearObject(ThreadState &ts, ObjectHeader *object);
/// The object's class, if it is one that can die. Instances do not count their
/// class: while one of them lives, so does the class.
ObjectHeader *mortalClassOf(const ObjectHeader *object);
/// Runs `__del__` unless it has run; may run Python code.
void finaliseObject(ThreadState &ts, ObjectHeader *object);
bool hasFinaliser(const ObjectHeader *object);
/// Is it a `__del__` of the program, and not what closes a file?
bool hasPythonFinaliser(const ObjectHeader *object);
/// Clears the weak references to \p count objects that die together; callbacks
/// of references that survive run after all are clear.
void clearWeakReferencesOf(ThreadState &ts, ObjectHeader *const *objects,
                           size_t count);

struct CollectorStatistics {
  uint64_t rounds, collected, uncollectable;
};
extern constinit CollectorStatistics collectorStatistics;
extern constinit bool collectorEnabled; ///< gc.disable()

/// One full round; gives the number of unreachable objects found. May run
/// Python code.
uint64_t collectCycles(ThreadState &ts);
/// At a safepoint: a round if the heap has grown by a quarter since the last
/// one.
void collectIfDue(ThreadState &ts);
/// All containers of now are immortal: those of the start live until the end
/// anyway, and no round need count their references.
void freezeContainers();

} // namespace dxpy
