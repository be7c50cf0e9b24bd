// Synchronous cycle collection by trial deletion (Bacon, Rajan, ECOOP 2001,
// over all containers as CPython does).
//
// A side table holds, for each container, its count minus the references that
// come from other containers. What is left above zero is held from outside: it
// and all that it reaches live. The rest is garbage: weak references are
// cleared and called back, finalisers run, then what is still unreachable is
// cleared and dies by its counts.
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/heap.h"
#include "runtime-support/memory/raw.h"
#include <initializer_list>

namespace dxpy {

constinit CollectorStatistics collectorStatistics = {};
constinit bool collectorEnabled = true;

namespace {

constexpr uint32_t kReached = 0x80000000; ///< or'ed to a count: known to live
constexpr uint32_t kNotInSet = 0x7FFFFFFF;

/// A growable list of objects; `ok` turns false when memory is exhausted.
class ObjectList {
public:
  ~ObjectList() { rawFree(objects_); }
  void push(ObjectHeader *object) {
    if (size_ == capacity_ && !grow())
      return;
    objects_[size_++] = object;
  }
  ObjectHeader *pop() { return objects_[--size_]; }
  ObjectHeader **begin() { return objects_; }
  ObjectHeader **end() { return objects_ + size_; }
  size_t size() const { return size_; }
  bool ok = true;

private:
  bool grow() {
    size_t capacity = capacity_ ? capacity_ * 2 : 256;
    void *grown = rawReallocate(objects_, capacity * sizeof(ObjectHeader *));
    if (!grown)
      return ok = false;
    objects_ = static_cast<ObjectHeader **>(grown);
    capacity_ = capacity;
    return true;
  }
  ObjectHeader **objects_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};

/// The side table's entry of an object.
uint32_t &countOf(ObjectHeader *object) {
  if (!(object->flags & kLargeBlock) && !kCellsAreAllocations) {
    const Span *span = spanOf(object);
    return span->counts[cellIndex(span, object)];
  }
  char *before = reinterpret_cast<char *>(object) - 16;
  bool prefixed = reinterpret_cast<FreeCell *>(before)->shape == kPrefixedCell;
  return largeHeaderOf(prefixed ? before : before + 16)->count;
}

uint32_t referenceCount(const ObjectHeader *object) {
  return object->strong + uint32_t(int32_t(object->shared) >> 2);
}

bool allocateSideTables() {
  for (unsigned i = 1; i < kSizeClasses; ++i)
    for (Span *span = heap.spans[unsigned(CellKind::Container)][i]; span;
         span = span->next) {
      span->counts = static_cast<uint32_t *>(
          rawAllocate(cellCount(span) * sizeof(uint32_t)));
      if (!span->counts)
        return false;
    }
  return true;
}

void freeSideTables() {
  for (unsigned i = 1; i < kSizeClasses; ++i)
    for (Span *span = heap.spans[unsigned(CellKind::Container)][i]; span;
         span = span->next) {
      rawFree(span->counts);
      span->counts = nullptr;
    }
}

void subtractReference(Visitor &, ObjectHeader *target) {
  uint32_t &count = countOf(target);
  if (count != kNotInSet && (count & ~kReached))
    --count;
}

/// Visits with a work list: marks what living objects reach.
class Marker : public Visitor {
public:
  explicit Marker(ObjectList &work) : Visitor(mark), work_(work) {}

private:
  static void mark(Visitor &visitor, ObjectHeader *target) {
    uint32_t &count = countOf(target);
    if (count == kNotInSet || (count & kReached))
      return;
    count |= kReached;
    static_cast<Marker &>(visitor).work_.push(target);
  }
  ObjectList &work_;
};

/// Marks what \p object reaches, its class with it.
void markFrom(ObjectHeader *object, Marker &marker) {
  visitObject(object, marker);
  if (ObjectHeader *type = mortalClassOf(object))
    marker(reinterpret_cast<Word>(type));
}

/// Marks all that is reachable from \p candidates with a count of their own.
/// False: out of memory.
template <typename ForEach> bool markReachable(ForEach forEachCandidate) {
  ObjectList work;
  Marker marker(work);
  forEachCandidate([&](ObjectHeader *object) {
    uint32_t &count = countOf(object);
    if (count == kNotInSet || (count & kReached) || count == 0)
      return;
    count |= kReached;
    markFrom(object, marker);
    while (work.size() && work.ok)
      markFrom(work.pop(), marker);
  });
  return work.ok;
}

/// An object that is being destroyed, or waits for it: a finaliser further up
/// the stack has led to this round. What it still holds is held from outside.
bool isDying(const ObjectHeader *object) {
  return (object->gc & kGcDying) || referenceCount(object) == 0;
}

/// Immortal containers are not in the table: nobody asks for their counts.
template <typename Body> void forEachMortal(Body body) {
  forEachContainer([&](ObjectHeader *object) {
    if (object->owner)
      body(object);
  });
}

/// Fills \p garbage with the containers that only containers reach. False: out
/// of memory.
bool findGarbage(ObjectList &garbage) {
  if (!allocateSideTables())
    return false;
  forEachMortal([](ObjectHeader *object) {
    countOf(object) = isDying(object) ? kNotInSet : referenceCount(object);
  });
  Visitor subtract(subtractReference);
  forEachMortal([&](ObjectHeader *object) {
    if (countOf(object) != kNotInSet)
      visitObject(object, subtract);
  });
  auto all = [](auto body) { forEachMortal(body); };
  if (!markReachable(all))
    return false;
  forEachMortal([&](ObjectHeader *object) {
    if (countOf(object) != kNotInSet && !(countOf(object) & kReached))
      garbage.push(object);
  });
  return garbage.ok;
}

/// Has a finaliser made an instance of a class that is in the set?
bool hasNewInstance() {
  bool found = false;
  forEachMortal([&](ObjectHeader *object) {
    ObjectHeader *type = mortalClassOf(object);
    found |= type && countOf(object) == kNotInSet && type->owner != 0 &&
             countOf(type) != kNotInSet;
  });
  return found;
}

/// After finalisers ran: true if nothing outside the set refers to it any more.
/// Each object is held once by us.
bool stillGarbage(ObjectList &garbage) {
  forEachMortal([](ObjectHeader *object) { countOf(object) = kNotInSet; });
  for (ObjectHeader *object : garbage)
    countOf(object) = referenceCount(object) - 1;
  Visitor subtract(subtractReference);
  for (ObjectHeader *object : garbage)
    visitObject(object, subtract);
  for (ObjectHeader *object : garbage)
    if (countOf(object) != 0)
      return false;
  return !hasNewInstance();
}

/// The program's own finalisers first: CPython runs them from old to young, and
/// an object is older than the files and sockets that it closes.
bool runFinalisers(ThreadState &ts, ObjectList &garbage) {
  bool any = false;
  for (bool python : {true, false})
    for (ObjectHeader *object : garbage)
      if (hasFinaliser(object) && !(object->gc & kGcFinalised) &&
          (!python || hasPythonFinaliser(object))) {
        any = true;
        finaliseObject(ts, object);
      }
  return any;
}

uint64_t destroyGarbage(ThreadState &ts, ObjectList &garbage) {
  uint64_t count = garbage.size();
  for (ObjectHeader *object : garbage) // ours to hold while Python code may run
    retainObject(&ts, object);
  clearWeakReferencesOf(ts, garbage.begin(), garbage.size());
  bool ranPython = runFinalisers(ts, garbage);
  bool dead = true;
  if (ranPython)
    dead = allocateSideTables() && stillGarbage(garbage);
  freeSideTables();
  if (dead)
    for (ObjectHeader *object : garbage)
      clearObject(ts, object);
  for (ObjectHeader *object : garbage)
    releaseObject(&ts, object);
  return dead ? count : 0;
}

} // namespace

uint64_t collectCycles(ThreadState &ts) {
  static bool running;
  if (running)
    return 0;
  running = true;
  // The pending exception is not the collector's business.
  Word exception = ts.exception;
  ts.exception = 0;
  ObjectList garbage;
  bool complete = findGarbage(garbage);
  freeSideTables();
  uint64_t collected = complete ? destroyGarbage(ts, garbage) : 0;
  ts.exception = exception;
  ++collectorStatistics.rounds;
  collectorStatistics.collected += collected;
  recycleContainerCells(&ts);
  constexpr uint64_t kFirstRound = 1 << 20;
  heap.collectAt = heap.containerBytes + heap.containerBytes / 4 + kFirstRound;
  running = false;
  return collected;
}

void freezeContainers() {
  if (kCellsAreAllocations)
    return; // so that the end of a sanitized program sees them released
  forEachContainer([](ObjectHeader *object) { makeImmortal(object); });
}

void collectIfDue(ThreadState &ts) {
  if (collectorEnabled && heap.containerBytes >= heap.collectAt)
    collectCycles(ts);
}

} // namespace dxpy
