// _abc: abstract base classes. What abc.ABCMeta calls: abstract methods of a
// new class, registered and cached subclasses.
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/weak_references.h"

namespace dxpy {

namespace {

/// What a class keeps as `_abc_impl`. The sets hold weak references to classes.
/// A negative answer holds until the next registration.
struct AbcData {
  ObjectHeader header;
  Word registry, cache, negativeCache; ///< sets
  int64_t negativeVersion;
};

constinit int64_t invalidationCounter = 0;

using AbcFields = Fields<AbcData, &AbcData::registry, &AbcData::cache,
                         &AbcData::negativeCache>;

Owned newData(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  Owned registry = makeSet(ts), cache = makeSet(ts), negative = makeSet(ts);
  if (!result || !registry || !cache || !negative)
    return {};
  auto *data = result.as<AbcData>();
  data->registry = registry.take();
  data->cache = cache.take();
  data->negativeCache = negative.take();
  data->negativeVersion = invalidationCounter;
  return result;
}

constexpr TypeSpec dataSpec = {.name = "_abc._abc_data",
                               .doc = "Internal state held by ABC machinery."};

constinit TypeObject dataType = {.header = typeHeader(),
                                 .spec = &dataSpec,
                                 .flags = kTypeContainer,
                                 .basicSize = sizeof(AbcData),
                                 .slots = {.deallocate = AbcFields::deallocate,
                                           .visit = AbcFields::visit,
                                           .new_ = newData}};

/// The data of an abstract base class, held by the class.
AbcData *dataOf(ThreadState &ts, Value cls) {
  Owned key = internText(ts, "_abc_impl");
  Owned data = key ? getAttr_py(ts, cls, key) : Owned();
  if (!data)
    return nullptr;
  if (typeOf(data) != &dataType) {
    raise(ts, types::TypeError, "_abc_impl is set to a wrong type");
    return nullptr;
  }
  return data.as<AbcData>();
}

Owned weakTo(ThreadState &ts, Value cls) {
  return makeWeakReference(ts, &types::WeakReference, cls, none);
}

int containsClass(ThreadState &ts, Value set, Value cls) {
  if (setLength(set) == 0)
    return 0;
  Owned reference = weakTo(ts, cls);
  return reference ? setContains_py(ts, set, reference) : -1;
}

bool addClass(ThreadState &ts, Value set, Value cls) {
  Owned reference = weakTo(ts, cls);
  return reference && setAdd_py(ts, set, reference);
}

bool addIfAbstract(ThreadState &ts, Value set, Value name, Value value) {
  int abstract = isAbstractMethod_py(ts, value);
  return abstract >= 0 && (!abstract || setAdd_py(ts, set, name));
}

/// Names of \p base's abstract methods that \p cls has not overridden.
bool addInherited(ThreadState &ts, Value cls, Value base, Value set) {
  Owned names =
      getAttrOptional_py(ts, base, Value(&names::__abstractmethods__));
  if (!names)
    return !pendingException(ts);
  return forEach_py(ts, names, [&](Value name) {
    Owned value = getAttrOptional_py(ts, cls, name);
    return value ? addIfAbstract(ts, set, name, value) : !pendingException(ts);
  });
}

bool computeAbstractMethods(ThreadState &ts, Value cls) {
  Owned set = makeSet(ts);
  Owned items = dictItems(ts, Value(cls.as<TypeObject>()->dict));
  if (!set || !items)
    return false;
  for (uint64_t i = 0; i < listLength(items); ++i) {
    Owned pair = listItem(ts, items, i);
    if (!addIfAbstract(ts, set, tupleItem(pair, 0), tupleItem(pair, 1)))
      return false;
  }
  Owned bases = copyOf(Value(cls.as<TypeObject>()->bases));
  for (uint64_t i = 0; i < tupleLength(bases); ++i)
    if (!addInherited(ts, cls, tupleItem(bases, i), set))
      return false;
  Owned frozen = makeFrozenSet_py(ts, set);
  return frozen &&
         setAttr_py(ts, cls, Value(&names::__abstractmethods__), frozen);
}

/// `__abc_tpflags__` says which patterns the class matches.
bool takePatternFlags(ThreadState &ts, TypeObject *type) {
  Owned key = internText(ts, "__abc_tpflags__");
  Value flags = key ? dictGetName(ts, Value(type->dict), key) : Value();
  if (!flags || !flags.isSmallInt())
    return bool(key);
  constexpr int64_t both = 1 << 5 | 1 << 6;
  if ((flags.smallInt() & both) == both)
    return raise(ts, types::TypeError,
                 "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and "
                 "Py_TPFLAGS_MAPPING");
  if (flags.smallInt() & 1 << 5)
    type->flags |= kTypeSequencePattern;
  if (flags.smallInt() & 1 << 6)
    type->flags |= kTypeMappingPattern;
  return dictDelete_py(ts, Value(type->dict), key) >= 0;
}

bool checkClass(ThreadState &ts, Value cls, const char *error) {
  return hasFlag(cls, kSubclassType) || raise(ts, types::TypeError, error);
}

Owned abcInit(ThreadState &ts, Value, const Value *args) {
  if (!checkClass(ts, args[0], "_abc_init() needs a class") ||
      !computeAbstractMethods(ts, args[0]))
    return {};
  Owned key = internText(ts, "_abc_impl");
  Owned data = newData(ts, &dataType, {});
  if (!key || !data || !setAttr_py(ts, args[0], key, data) ||
      !takePatternFlags(ts, args[0].as<TypeObject>()))
    return {};
  return ownedNone();
}

void setPatternFlag(TypeObject *type, uint64_t flag) {
  constexpr uint64_t patterns = kTypeSequencePattern | kTypeMappingPattern;
  if (type->flags & patterns || !(type->flags & kTypeHeap))
    return;
  type->flags |= flag;
  for (uint32_t i = 0; type->subclasses && i < type->subclasses->count; ++i)
    setPatternFlag(type->subclasses->items[i], flag);
}

Owned abcRegister(ThreadState &ts, Value, const Value *args) {
  Value self = args[0], subclass = args[1];
  if (!checkClass(ts, subclass, "Can only register classes"))
    return {};
  int known = isSubclass_py(ts, subclass, self);
  if (known)
    return known < 0 ? Owned() : copyOf(subclass);
  int cycle = isSubclass_py(ts, self, subclass);
  if (cycle > 0)
    return raise(ts, types::RuntimeError,
                 "Refusing to create an inheritance cycle");
  AbcData *data = cycle < 0 ? nullptr : dataOf(ts, self);
  if (!data || !addClass(ts, Value(data->registry), subclass))
    return {};
  ++invalidationCounter;
  uint64_t flag = self.as<TypeObject>()->flags &
                  (kTypeSequencePattern | kTypeMappingPattern);
  if (flag)
    setPatternFlag(subclass.as<TypeObject>(), flag);
  return copyOf(subclass);
}

/// Yes, no, or -1: raised; 2: not known.
int cachedAnswer(ThreadState &ts, AbcData *data, Value subclass) {
  int in = containsClass(ts, Value(data->cache), subclass);
  if (in)
    return in;
  if (data->negativeVersion < invalidationCounter) {
    Owned fresh = makeSet(ts);
    if (!fresh)
      return -1;
    storeField(ts, &data->header, &data->negativeCache, std::move(fresh));
    data->negativeVersion = invalidationCounter;
    return 2;
  }
  in = containsClass(ts, Value(data->negativeCache), subclass);
  return in < 0 ? -1 : in ? 0 : 2;
}

int remember(ThreadState &ts, AbcData *data, Value subclass, int answer) {
  Value set(answer ? data->cache : data->negativeCache);
  return addClass(ts, set, subclass) ? answer : -1;
}

/// What __subclasshook__ says; 2: nothing.
int askHook(ThreadState &ts, Value self, Value subclass) {
  Owned answer =
      callMethod_py(ts, self, Value(&names::__subclasshook__), {subclass});
  if (!answer)
    return -1;
  if (answer.value().isNotImplemented())
    return 2;
  if (!answer.value().isBool()) {
    raise(ts, types::AssertionError,
          "__subclasshook__ must return either False, True, or "
          "NotImplemented");
    return -1;
  }
  return answer.value().isTrue();
}

/// Is \p subclass a subclass of one of \p classes, an iterable of classes or
/// weak references to them?
int subclassOfAny(ThreadState &ts, Value subclass, Value classes) {
  Owned list = listFromIterable_py(ts, classes);
  if (!list)
    return -1;
  for (uint64_t i = 0; i < listLength(list); ++i) {
    Owned cls = listItem(ts, list, i);
    if (hasShape(cls, BuiltinShape::WeakReference))
      cls = weakReferent(ts, cls);
    if (!cls)
      continue;
    if (int result = isSubclass_py(ts, subclass, cls))
      return result;
  }
  return 0;
}

int decide(ThreadState &ts, Value self, Value subclass, AbcData *data) {
  int answer = askHook(ts, self, subclass);
  if (answer != 2)
    return answer;
  if (isSubtype(subclass.as<TypeObject>(), self.as<TypeObject>()))
    return 1;
  answer = subclassOfAny(ts, subclass, Value(data->registry));
  if (answer)
    return answer;
  Owned key = internText(ts, "__subclasses__");
  Owned subclasses = key ? callMethod_py(ts, self, key) : Owned();
  if (!subclasses)
    return -1;
  if (!isList(subclasses))
    return raise(ts, types::TypeError, "__subclasses__() must return a list");
  return subclassOfAny(ts, subclass, subclasses);
}

Owned asResult(int answer) { return answer < 0 ? Owned() : ownedBool(answer); }

Owned abcSubclassCheck(ThreadState &ts, Value, const Value *args) {
  Value self = args[0], subclass = args[1];
  if (!checkClass(ts, subclass, "issubclass() arg 1 must be a class"))
    return {};
  AbcData *data = dataOf(ts, self);
  if (!data)
    return {};
  int answer = cachedAnswer(ts, data, subclass);
  if (answer != 2)
    return asResult(answer);
  answer = decide(ts, self, subclass, data);
  return asResult(answer < 0 ? -1 : remember(ts, data, subclass, answer));
}

Owned abcInstanceCheck(ThreadState &ts, Value, const Value *args) {
  Value self = args[0], instance = args[1];
  AbcData *data = dataOf(ts, self);
  Owned claimed =
      data ? getAttr_py(ts, instance, Value(&names::__class__)) : Owned();
  if (!claimed)
    return {};
  int in = containsClass(ts, Value(data->cache), claimed);
  if (in)
    return asResult(in);
  Value type(typeOf(instance)), check(&names::__subclasscheck__);
  if (type == claimed.value()) {
    if (data->negativeVersion == invalidationCounter) {
      in = containsClass(ts, Value(data->negativeCache), claimed);
      if (in)
        return in < 0 ? Owned() : ownedBool(false);
    }
    return callMethod_py(ts, self, check, {claimed});
  }
  Owned result = callMethod_py(ts, self, check, {claimed});
  int truth = result ? isTrue_py(ts, result) : -1;
  if (truth != 0)
    return truth < 0 ? Owned() : std::move(result);
  return callMethod_py(ts, self, check, {type});
}

Owned getCacheToken(ThreadState &ts, Value, const Value *) {
  return makeInt(ts, invalidationCounter);
}

Owned getDump(ThreadState &ts, Value, const Value *args) {
  AbcData *data = dataOf(ts, args[0]);
  Owned version = data ? makeInt(ts, data->negativeVersion) : Owned();
  return version ? makeTuple(ts, {Value(data->registry), Value(data->cache),
                                  Value(data->negativeCache), version})
                 : Owned();
}

Owned resetRegistry(ThreadState &ts, Value, const Value *args) {
  AbcData *data = dataOf(ts, args[0]);
  Owned fresh = data ? makeSet(ts) : Owned();
  if (!fresh)
    return {};
  storeField(ts, &data->header, &data->registry, std::move(fresh));
  return ownedNone();
}

Owned resetCaches(ThreadState &ts, Value, const Value *args) {
  AbcData *data = dataOf(ts, args[0]);
  Owned cache = data ? makeSet(ts) : Owned();
  Owned negative = cache ? makeSet(ts) : Owned();
  if (!negative)
    return {};
  storeField(ts, &data->header, &data->cache, std::move(cache));
  storeField(ts, &data->header, &data->negativeCache, std::move(negative));
  return ownedNone();
}

constexpr MethodDef functions[] = {
    {"get_cache_token", getCacheToken, "()",
     "Returns the current ABC cache token.\n\nThe token is an opaque object "
     "(supporting equality testing) identifying the\ncurrent version of the "
     "ABC cache for virtual subclasses. The token changes\nwith every call to "
     "register() on any ABC."},
    {"_abc_init", abcInit, "(self, /)",
     "Internal ABC helper for class set-up. Should be never used outside abc "
     "module."},
    {"_reset_registry", resetRegistry, "(self, /)",
     "Internal ABC helper to reset registry of a given class.\n\nShould be "
     "only used by refleak.py"},
    {"_reset_caches", resetCaches, "(self, /)",
     "Internal ABC helper to reset both caches of a given class.\n\nShould be "
     "only used by refleak.py"},
    {"_get_dump", getDump, "(self, /)",
     "Internal ABC helper for cache and registry debugging.\n\nReturn shallow "
     "copies of registry, of both caches, and\nnegative cache version. Don't "
     "call this function directly,\ninstead use ABC._dump_registry() for a "
     "nice repr."},
    {"_abc_register", abcRegister, "(self, subclass, /)",
     "Internal ABC helper for subclasss registration. Should be never used "
     "outside abc module."},
    {"_abc_instancecheck", abcInstanceCheck, "(self, instance, /)",
     "Internal ABC helper for instance checks. Should be never used outside "
     "abc module."},
    {"_abc_subclasscheck", abcSubclassCheck, "(self, subclass, /)",
     "Internal ABC helper for subclasss checks. Should be never used outside "
     "abc module."},
    {}};

bool execute(ThreadState &ts, Value) { return initNativeType(ts, &dataType); }

} // namespace

DX_NATIVE_MODULE(
    _abc, .doc = "Module contains faster C implementation of abc.ABCMeta",
    .functions = functions, .execute = execute)

} // namespace dxpy
