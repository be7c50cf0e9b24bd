// gc: the program's view of the cycle collector. There is one generation; the
// numbers of the other two are accepted.
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/heap.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

constexpr int64_t kGenerations = 3;

/// What the module remembers for the program.
struct GcState {
  int64_t threshold[kGenerations] = {700, 10, 10};
  int64_t debug = 0;
  int64_t frozen = 0;
  Word callbacks = 0; ///< the list gc.callbacks, counted
};
constinit GcState state = {};

Value valueOf(ObjectHeader *object) {
  return Value(reinterpret_cast<Word>(object));
}

Owned enable(ThreadState &, Value, const Value *) {
  collectorEnabled = true;
  return ownedNone();
}
Owned disable(ThreadState &, Value, const Value *) {
  collectorEnabled = false;
  return ownedNone();
}
Owned isEnabled(ThreadState &, Value, const Value *) {
  return ownedBool(collectorEnabled);
}

/// Calls each of gc.callbacks with (phase, info).
void callCallbacks(ThreadState &ts, const char *phase, int64_t generation,
                   uint64_t collected) {
  if (!state.callbacks || listLength(Value(state.callbacks)) == 0)
    return;
  Owned info = makeDict(ts), text = internText(ts, phase);
  auto add = [&](const char *name, int64_t number) {
    Owned key = internText(ts, name), value = makeInt(ts, number);
    return key && value && dictSetName(ts, info, key, value);
  };
  bool ok = info && text && add("generation", generation) &&
            add("collected", int64_t(collected)) && add("uncollectable", 0);
  for (uint64_t i = 0; ok && i < listLength(Value(state.callbacks)); ++i) {
    Owned callback = listItem(ts, Value(state.callbacks), i);
    if (callback && !call_py(ts, callback, {text, info}))
      writeUnraisable(ts, callback);
  }
  clearException(ts);
}

Owned collect(ThreadState &ts, Value, const Value *args) {
  int64_t generation = kGenerations - 1;
  if (args[0]) {
    generation = toIndexInt64_py(ts, args[0], &types::OverflowError);
    if (generation == -1 && pendingException(ts))
      return {};
  }
  if (generation < 0 || generation >= kGenerations)
    return raise(ts, types::ValueError, "invalid generation");
  callCallbacks(ts, "start", generation, 0);
  uint64_t collected = collectCycles(ts);
  callCallbacks(ts, "stop", generation, collected);
  return makeInt(ts, int64_t(collected));
}

Owned getCount(ThreadState &ts, Value, const Value *) {
  Owned allocated = makeInt(ts, int64_t(heap.containerBytes >> 10));
  Value zero(smallIntWord(0));
  return allocated ? makeTuple(ts, {allocated, zero, zero}) : Owned();
}

Owned getThreshold(ThreadState &ts, Value, const Value *) {
  Owned numbers[kGenerations];
  for (int64_t i = 0; i < kGenerations; ++i)
    if (!(numbers[i] = makeInt(ts, state.threshold[i])))
      return {};
  return makeTuple(ts, {numbers[0], numbers[1], numbers[2]});
}

Owned setThreshold(ThreadState &ts, Value, const Arguments &args) {
  if (!checkNoKeywords(ts, "gc.set_threshold", args))
    return {};
  size_t count = args.positionalCount;
  if (count < 1 || count > kGenerations)
    return raise(
        ts, types::TypeError,
        "set_threshold() takes at {} argument{} ({} given)",
        {count < 1 ? "least 1" : "most 3", count < 1 ? "" : "s", count});
  for (size_t i = 0; i < count; ++i) {
    int64_t number = toIndexInt64_py(ts, args[i], &types::OverflowError);
    if (number == -1 && pendingException(ts))
      return {};
    state.threshold[i] = number;
  }
  collectorEnabled = collectorEnabled && state.threshold[0] != 0;
  return ownedNone();
}

Owned getDebug(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, state.debug);
}
Owned setDebug(ThreadState &ts, Value, const Value *args) {
  int64_t flags = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (flags == -1 && pendingException(ts))
    return {};
  state.debug = flags;
  return ownedNone();
}

bool isContainer(Value value) {
  return value.isPointer() && (value.header()->flags & kContainer) &&
         !(value.header()->gc & kGcImage);
}

/// A dict is tracked once it holds something that is.
bool dictIsTracked(Value dict) {
  uint64_t position = 0;
  Value key, value;
  while (dictNext(dict, position, key, value))
    if (isContainer(key) || isContainer(value))
      return true;
  return false;
}

Owned isTracked(ThreadState &, Value, const Value *args) {
  Value object = args[0];
  if (!isContainer(object) || object == emptyTuple())
    return ownedBool(false);
  return ownedBool(!isExactDict(object) || dictIsTracked(object));
}

Owned isFinalized(ThreadState &, Value, const Value *args) {
  return ownedBool(isContainer(args[0]) &&
                   (args[0].header()->gc & kGcFinalised));
}

/// Passes what it visits on to a function object.
template <typename Body> class ForEachTarget : public Visitor {
public:
  explicit ForEachTarget(Body &body) : Visitor(call), body_(body) {}

private:
  static void call(Visitor &visitor, ObjectHeader *target) {
    static_cast<ForEachTarget &>(visitor).body_(valueOf(target));
  }
  Body &body_;
};

/// Calls \p body(Value) for what \p object refers to. The collector looks at
/// containers only; lists, tuples and dicts show their other items too.
template <typename Body>
void forEachReferent(ThreadState &ts, Value object, Body body) {
  if (isList(object)) {
    for (uint64_t i = 0; i < listLength(object); ++i)
      body(listItem(ts, object, i).value());
  } else if (isTuple(object)) {
    for (uint64_t i = 0; i < tupleLength(object); ++i)
      body(tupleItem(object, i));
  } else if (isDict(object)) {
    uint64_t position = 0;
    Value key, value;
    while (dictNext(object, position, key, value)) {
      body(key);
      body(value);
    }
  } else {
    ForEachTarget visitor(body);
    visitObject(object.header(), visitor);
  }
}

Owned getReferents(ThreadState &ts, Value, const Arguments &args) {
  Owned list = makeList(ts);
  bool ok = bool(list);
  for (size_t i = 0; i < args.positionalCount; ++i)
    if (isContainer(args[i]))
      forEachReferent(ts, args[i], [&](Value value) {
        ok = ok && listAppend(ts, list, copyOf(value));
      });
  return ok ? std::move(list) : Owned();
}

Owned getReferrers(ThreadState &ts, Value, const Arguments &args) {
  Owned list = makeList(ts);
  bool ok = bool(list);
  forEachContainer([&](ObjectHeader *object) {
    Value value = valueOf(object);
    if (!ok || value == list.value())
      return;
    bool refers = false;
    forEachReferent(ts, value, [&](Value target) {
      for (size_t i = 0; i < args.positionalCount; ++i)
        refers |= target == args[i];
    });
    if (refers)
      ok = listAppend(ts, list, copyOf(value));
  });
  return ok ? std::move(list) : Owned();
}

Owned getObjects(ThreadState &ts, Value, const Value *args) {
  bool all = true;
  if (args[0] && !args[0].isNone()) {
    if (!typeOf(args[0])->slots.index)
      return raise(ts, types::TypeError,
                   "argument should be integer or None, not '{}'",
                   {typeOf(args[0])});
    int64_t generation = toIndexInt64_py(ts, args[0], &types::OverflowError);
    if (generation == -1 && pendingException(ts))
      return {};
    if (generation >= kGenerations)
      return raise(ts, types::ValueError,
                   "generation parameter must be less than the number of "
                   "available generations (3)");
    if (generation < -1)
      return raise(ts, types::ValueError,
                   "generation parameter cannot be negative");
    all = generation == -1 || generation == kGenerations - 1;
  }
  Owned list = makeList(ts);
  bool ok = bool(list);
  if (all)
    forEachContainer([&](ObjectHeader *object) {
      if (ok && valueOf(object) != list.value())
        ok = listAppend(ts, list, copyOf(valueOf(object)));
    });
  return ok ? std::move(list) : Owned();
}

Owned getStats(ThreadState &ts, Value, const Value *) {
  Owned list = makeList(ts);
  for (int64_t i = 0; list && i < kGenerations; ++i) {
    bool last = i == kGenerations - 1;
    Owned row = makeDict(ts);
    auto add = [&](const char *name, uint64_t number) {
      Owned key = internText(ts, name);
      Owned value = makeInt(ts, last ? int64_t(number) : 0);
      return key && value && dictSetName(ts, row, key, value);
    };
    if (!row || !add("collections", collectorStatistics.rounds) ||
        !add("collected", collectorStatistics.collected) ||
        !add("uncollectable", collectorStatistics.uncollectable) ||
        !listAppend(ts, list, std::move(row)))
      return {};
  }
  return list;
}

Owned freeze(ThreadState &, Value, const Value *) {
  state.frozen = 0;
  forEachContainer([](ObjectHeader *) { ++state.frozen; });
  return ownedNone();
}
Owned unfreeze(ThreadState &, Value, const Value *) {
  state.frozen = 0;
  return ownedNone();
}
Owned getFreezeCount(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, state.frozen);
}

constexpr MethodDef functions[] = {
    {"enable", enable, "()", "Enable automatic garbage collection."},
    {"disable", disable, "()", "Disable automatic garbage collection."},
    {"isenabled", isEnabled, "()",
     "Returns true if automatic garbage collection is enabled."},
    {"collect", collect, "(generation=2)",
     "Run the garbage collector.\n\nWith no arguments, run a full collection.  "
     "The optional argument\nmay be an integer specifying which generation to "
     "collect.  A ValueError\nis raised if the generation number is invalid."
     "\n\nThe number of unreachable objects is returned."},
    {"get_count", getCount, "()",
     "Return a three-tuple of the current collection counts."},
    {"get_threshold", getThreshold, "()",
     "Return the current collection thresholds."},
    {"set_threshold", setThreshold,
     "set_threshold(threshold0, [threshold1, threshold2]) -> None\n\nSets the "
     "collection thresholds.  Setting threshold0 to zero disables\n"
     "collection.\n"},
    {"get_debug", getDebug, "()",
     "Get the garbage collection debugging flags."},
    {"set_debug", setDebug, "(flags, /)",
     "Set the garbage collection debugging flags."},
    {"is_tracked", isTracked, "(obj, /)",
     "Returns true if the object is tracked by the garbage "
     "collector.\n\nSimple "
     "atomic objects will return false."},
    {"is_finalized", isFinalized, "(obj, /)",
     "Returns true if the object has been already finalized by the GC."},
    {"get_referents", getReferents,
     "get_referents(*objs) -> list\nReturn the list of objects that are "
     "directly referred to by objs."},
    {"get_referrers", getReferrers,
     "get_referrers(*objs) -> list\nReturn the list of objects that directly "
     "refer to any of objs."},
    {"get_objects", getObjects, "(generation=None)",
     "Return a list of objects tracked by the collector (excluding the list "
     "returned).\n\n  generation\n    Generation to extract the objects from."
     "\n\nIf generation is not None, return only the objects tracked by the "
     "collector\nthat are in that generation."},
    {"get_stats", getStats, "()",
     "Return a list of dictionaries containing per-generation statistics."},
    {"freeze", freeze, "()",
     "Freeze all current tracked objects and ignore them for future "
     "collections.\n\nThis can be used before a POSIX fork() call to make the "
     "gc copy-on-write friendly.\nNote: collection before a POSIX fork() call "
     "may free pages for future allocation\nwhich can cause copy-on-write."},
    {"unfreeze", unfreeze, "()",
     "Unfreeze all objects in the permanent generation.\n\nPut all objects in "
     "the permanent generation back into oldest generation."},
    {"get_freeze_count", getFreezeCount, "()",
     "Return the number of objects in the permanent generation."},
    {}};

bool execute(ThreadState &ts, Value module) {
  constexpr struct {
    const char *name;
    int64_t value;
  } constants[] = {{"DEBUG_STATS", 1},
                   {"DEBUG_COLLECTABLE", 2},
                   {"DEBUG_UNCOLLECTABLE", 4},
                   {"DEBUG_SAVEALL", 32},
                   {"DEBUG_LEAK", 38}};
  for (auto &row : constants)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  Owned callbacks = makeList(ts);
  if (!callbacks)
    return false;
  state.callbacks = copyOf(callbacks).take();
  return addToModule(ts, module, "callbacks", std::move(callbacks)) &&
         addToModule(ts, module, "garbage", makeList(ts));
}

} // namespace

DX_NATIVE_MODULE(
    gc,
    .doc = "This module provides access to the garbage collector for reference "
           "cycles.\n\nenable() -- Enable automatic garbage collection.\n"
           "disable() -- Disable automatic garbage collection.\nisenabled() -- "
           "Returns true if automatic collection is enabled.\ncollect() -- Do "
           "a full collection right now.\nget_count() -- Return the current "
           "collection counts.\nget_stats() -- Return list of dictionaries "
           "containing per-generation stats.\nset_debug() -- Set debugging "
           "flags.\nget_debug() -- Get debugging flags.\nset_threshold() -- "
           "Set the collection thresholds.\nget_threshold() -- Return the "
           "current the collection thresholds.\nget_objects() -- Return a list "
           "of all objects tracked by the collector.\nis_tracked() -- Returns "
           "true if a given object is tracked.\nis_finalized() -- Returns true "
           "if a given object has been already finalized.\nget_referrers() -- "
           "Return the list of objects that refer to an object.\n"
           "get_referents() -- Return the list of objects that an object "
           "refers to.\nfreeze() -- Freeze all tracked objects and ignore them "
           "for future collections.\nunfreeze() -- Unfreeze all objects in the "
           "permanent generation.\nget_freeze_count() -- Return the number of "
           "objects in the permanent generation.\n",
    .functions = functions, .execute = execute)

} // namespace dxpy
