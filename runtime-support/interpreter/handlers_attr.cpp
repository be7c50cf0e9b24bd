// Handlers: attributes by shape, subscripts of builtin containers.
//
// An attribute cache is three slots: [shape | version][address of the class's
// version][what was found]. A site starts empty and takes the form of the first
// object it sees. After some misses (counted in c) it asks the cache that all
// sites share, a table by shape and name.
#include "runtime-support/inline/containers.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/objects/attribute_lookup.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/shape.h"

namespace dxpy {

namespace {

inline constexpr uint16_t kMostMisses = 6;

struct AttrCache {
  uint32_t shape, version;
  const uint32_t *classVersion;
  Word found; ///< value, address, or offset | new shape << 32
};
static_assert(sizeof(AttrCache) == 3 * sizeof(Slot));

inline AttrCache *cacheOf(const Slot *pc) {
  return reinterpret_cast<AttrCache *>(const_cast<Slot *>(pc + 1));
}
inline bool holds(const AttrCache *cache, Word object) {
  return isPointer(object) && objectOf(object)->shape == cache->shape &&
         *cache->classVersion == cache->version;
}
inline Value nameOf(const CodeObject *code, const Slot *pc) {
  return Value(code->names[code->code[pcIndex(code, pc)].c]);
}

// The shared cache ------------------------------------------------------------

enum class SharedKind : uint8_t { Slot, Overflow, Value, Method, Add };

struct SharedAttr {
  uint32_t shape, version;
  Word name;
  const uint32_t *classVersion;
  Word found; ///< as in AttrCache
  SharedKind kind;
};
inline constexpr unsigned kSharedBits = 11;
/// Loads and stores of a name find different things.
constinit SharedAttr sharedLoads[1 << kSharedBits] = {};
constinit SharedAttr sharedStores[1 << kSharedBits] = {};

inline SharedAttr *sharedRow(SharedAttr *table, uint32_t shape, Word name) {
  uint64_t hash = (uint64_t(shape) * 0x9E3779B1u) ^ (name >> 4);
  return &table[(hash ^ hash >> kSharedBits) & ((1 << kSharedBits) - 1)];
}
inline bool holds(const SharedAttr *row, uint32_t shape, Word name) {
  return row->shape == shape && row->name == name &&
         *row->classVersion == row->version;
}

/// Fills a row for \p object; false: nothing that can be cached.
bool fillShared(ThreadState &ts, SharedAttr *row, Word object, Word name,
                bool store) {
  Value v(object);
  AttributeLocation at = store ? locateStore(ts, v, Value(name))
                               : locateAttribute(ts, v, Value(name));
  switch (at.kind) {
  case AttributeKind::Slot:
    row->kind = SharedKind::Slot;
    row->found = Word(int64_t(at.offset));
    break;
  case AttributeKind::Overflow:
    row->kind = SharedKind::Overflow;
    row->found = at.index;
    break;
  case AttributeKind::ClassValue:
    row->kind = SharedKind::Value;
    row->found = at.value.word();
    break;
  case AttributeKind::Method:
    row->kind = SharedKind::Method;
    row->found = at.value.word();
    break;
  case AttributeKind::AddSlot:
    row->kind = SharedKind::Add;
    row->found = Word(uint32_t(at.offset)) | Word(at.newShape->id) << 32;
    break;
  default:
    return false;
  }
  row->shape = at.shape;
  row->version = at.version;
  row->name = name;
  row->classVersion = &typeOf(v)->version;
  return true;
}

/// The address of the word that a Slot or Overflow row names.
inline Word *fieldOf(const SharedAttr *row, Word object) {
  if (row->kind == SharedKind::Slot)
    return reinterpret_cast<Word *>(object + row->found);
  ObjectHeader *header = objectOf(object);
  return &reinterpret_cast<SlotArray *>(extraOf(header, shapeOf(header)))
              ->items[row->found];
}

/// Chooses the next form of a site. False: it asks the shared cache from now
/// on, or is general.
bool countMiss(Slot *pc, const CodeObject *code, Quick shared,
               unsigned variant) {
  if (++pc->c < kMostMisses)
    return true;
  pc[3].word = nameOf(code, pc).word();
  pc->handler = handlerNumber(shared, variant);
  return false;
}

void setGuards(AttrCache *cache, TypeObject *type, uint32_t shape,
               uint32_t version) {
  cache->shape = shape;
  cache->version = version;
  cache->classVersion = &type->version;
}

/// A module's attribute: the address of its dict's cell.
bool fillModule(ThreadState &ts, AttrCache *cache, Value object, Value name) {
  if (!hasShape(object, BuiltinShape::Module))
    return false;
  NameCell *cell = dictCell(moduleDict(object), name);
  if (!cell || cell->value == kUndef)
    return false;
  cache->classVersion = nullptr;
  // The guard; counted, so that no other object can take its address.
  reinterpret_cast<Slot *>(cache)->word = copyOf(object).take();
  cache->found = reinterpret_cast<Word>(&cell->value);
  return true;
}

/// A Python function that a frame can be entered for with one argument.
bool isPlainGetter(Value getter) {
  if (!isFunction(getter))
    return false;
  auto *function = getter.as<FunctionObject>();
  const CodeObject *code = function->code;
  return function->entry == interpretEntry && bindsDirectly(code, 1) &&
         !(code->flags & kCodeSuspends) && !code->layout.freeCount;
}

template <unsigned X>
void fillLoad(ThreadState &ts, Slot *pc, Word object, CodeObject *code) {
  dropModuleGuard(ts, pc);
  if (!countMiss(pc, code, Quick::LoadAttrShared, X) || !isPointer(object))
    return;
  AttrCache *cache = cacheOf(pc);
  Value name = nameOf(code, pc), v(object);
  if (hasFlag(v, kSubclassType)) {
    auto *type = v.as<TypeObject>();
    AttributeLocation at = locateTypeAttribute(ts, type, name);
    if (at.kind == AttributeKind::ClassValue) {
      pc[1].word = object;
      cache->classVersion = &type->version;
      cache->found = at.value.word();
      pc[4].word = at.version;
      pc->handler = handlerNumber(Quick::LoadAttrClass, X);
      return;
    }
  }
  AttributeLocation at = locateAttribute(ts, v, name);
  switch (at.kind) {
  case AttributeKind::Slot:
    setGuards(cache, typeOf(v), at.shape, at.version);
    cache->found = Word(int64_t(at.offset));
    pc->handler = handlerNumber(Quick::LoadAttrSlot, X);
    return;
  case AttributeKind::Overflow:
    setGuards(cache, typeOf(v), at.shape, at.version);
    cache->found = at.index;
    pc->handler = handlerNumber(Quick::LoadAttrOverflow, X);
    return;
  case AttributeKind::ClassValue:
    setGuards(cache, typeOf(v), at.shape, at.version);
    cache->found = at.value.word();
    pc->handler = handlerNumber(Quick::LoadAttrValue, X);
    return;
  case AttributeKind::Property:
    if (Word getter = at.value.as<PropertyObject>()->get;
        isPlainGetter(Value(getter))) {
      setGuards(cache, typeOf(v), at.shape, at.version);
      cache->found = getter;
      // Return finds what to do with the result in the slot in front of the
      // next instruction.
      pc[4].handler = X & kDstLocal ? kReturnLocal : kReturnTemp;
      pc[4].a = pc->a;
      pc->handler = handlerNumber(Quick::LoadAttrProperty, X);
    }
    return;
  default:
    if (fillModule(ts, cache, v, name))
      pc->handler = handlerNumber(Quick::LoadAttrModule, X);
  }
}

} // namespace

#define ALL4(name)                                                             \
  template DX_HANDLER name<0>(DX_PARAMS);                                      \
  template DX_HANDLER name<1>(DX_PARAMS);                                      \
  template DX_HANDLER name<2>(DX_PARAMS);                                      \
  template DX_HANDLER name<3>(DX_PARAMS);

// Loads -----------------------------------------------------------------------

template <unsigned X> DX_HANDLER handleLoadAttrEmpty(DX_PARAMS) {
  fillLoad<X>(*ts, const_cast<Slot *>(pc), r[pc->b], code);
  DX_SLOW(); // c is no operand any more
}
#define MISS() [[clang::musttail]] return handleLoadAttrEmpty<X>(DX_ARGS)

template <unsigned X> DX_HANDLER handleLoadAttrSlot(DX_PARAMS) {
  Word object = r[pc->b];
  AttrCache *cache = cacheOf(pc);
  if (!holds(cache, object)) [[unlikely]]
    MISS();
  Word w = *reinterpret_cast<Word *>(object + cache->found);
  if (w == kUndef) [[unlikely]]
    DX_SLOW();
  hold(ts, w);
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  put<X>(ts, pc, r, pc->a, w);
  pc += 5;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleLoadAttrOverflow(DX_PARAMS) {
  Word object = r[pc->b];
  AttrCache *cache = cacheOf(pc);
  if (!holds(cache, object)) [[unlikely]]
    MISS();
  ObjectHeader *header = objectOf(object);
  Word w = reinterpret_cast<SlotArray *>(extraOf(header, shapeOf(header)))
               ->items[cache->found];
  if (w == kUndef) [[unlikely]]
    DX_SLOW();
  hold(ts, w);
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  put<X>(ts, pc, r, pc->a, w);
  pc += 5;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleLoadAttrValue(DX_PARAMS) {
  Word object = r[pc->b];
  AttrCache *cache = cacheOf(pc);
  if (!holds(cache, object)) [[unlikely]]
    MISS();
  Word w = cache->found;
  hold(ts, w);
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  put<X>(ts, pc, r, pc->a, w);
  pc += 5;
  DX_DISPATCH();
}
/// Guards: the class itself, and its version.
template <unsigned X> DX_HANDLER handleLoadAttrClass(DX_PARAMS) {
  Word object = r[pc->b];
  AttrCache *cache = cacheOf(pc);
  if (object != pc[1].word || *cache->classVersion != uint32_t(pc[4].word))
      [[unlikely]]
    MISS();
  Word w = cache->found;
  hold(ts, w);
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  put<X>(ts, pc, r, pc->a, w);
  pc += 5;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleLoadAttrModule(DX_PARAMS) {
  Word object = r[pc->b];
  if (object != pc[1].word) [[unlikely]]
    MISS();
  Word w = *reinterpret_cast<const Word *>(pc[3].word);
  if (w == kUndef) [[unlikely]]
    DX_SLOW();
  hold(ts, w);
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  put<X>(ts, pc, r, pc->a, w);
  pc += 5;
  DX_DISPATCH();
}
#undef MISS

template <unsigned X> DX_HANDLER handleLoadAttrShared(DX_PARAMS) {
  Word object = r[pc->b];
  if (!isPointer(object)) [[unlikely]]
    DX_SLOW();
  Word name = pc[3].word;
  uint32_t shape = objectOf(object)->shape;
  SharedAttr *row = sharedRow(sharedLoads, shape, name);
  if (!holds(row, shape, name) && !fillShared(*ts, row, object, name, false))
      [[unlikely]]
    DX_SLOW();
  Word w;
  if (row->kind <= SharedKind::Overflow)
    w = *fieldOf(row, object);
  else if (row->kind == SharedKind::Value)
    w = row->found;
  else
    DX_SLOW();
  if (w == kUndef) [[unlikely]]
    DX_SLOW();
  hold(ts, w);
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  put<X>(ts, pc, r, pc->a, w);
  pc += 5;
  DX_DISPATCH();
}

/// A property with a Python getter: its frame returns into the destination.
template <unsigned X> DX_HANDLER handleLoadAttrProperty(DX_PARAMS) {
  Word object = r[pc->b];
  AttrCache *cache = cacheOf(pc);
  if (!holds(cache, object)) [[unlikely]]
    [[clang::musttail]] return handleLoadAttrEmpty<X>(DX_ARGS);
  auto *function = reinterpret_cast<FunctionObject *>(cache->found);
  CodeObject *callee = function->code;
  QuickCode *quick = quickOf(callee);
  Word *nr = r + code->layout.registerCount + kLinkWords;
  if (!quick || !mayRunQuick(function, kUndef, quick->globals) ||
      nr + callee->layout.registerCount >= ts->stackLimit || ts->depth <= 0)
      [[unlikely]]
    DX_SLOW();
  --ts->depth;
  if constexpr (!(X & kBTemp))
    hold(ts, object);
  hold(ts, cache->found);
  nr[0] = object;
  for (uint32_t i = 1, end = callee->layout.firstTemp; i < end; ++i)
    nr[i] = kUndef;
  nr[kLinkCaller] = reinterpret_cast<Word>(r);
  nr[kLinkFunction] = cache->found;
  nr[kLinkReturn] = reinterpret_cast<Word>(pc + 5);
  nr[kLinkCode] = reinterpret_cast<Word>(callee);
  pc = quick->slots;
  r = nr;
  code = callee;
  DX_DISPATCH();
}
ALL4(handleLoadAttrShared)
ALL4(handleLoadAttrProperty)
ALL4(handleLoadAttrEmpty)
ALL4(handleLoadAttrSlot)
ALL4(handleLoadAttrOverflow)
ALL4(handleLoadAttrValue)
ALL4(handleLoadAttrClass)
ALL4(handleLoadAttrModule)

// Stores
// ------------------------------------------------------------------------

template <unsigned X> DX_HANDLER handleStoreAttrEmpty(DX_PARAMS) {
  auto *slot = const_cast<Slot *>(pc);
  Word object = r[pc->b];
  if (countMiss(slot, code, Quick::StoreAttrShared, X) && isPointer(object)) {
    Value v(object);
    AttributeLocation at = locateStore(*ts, v, nameOf(code, pc));
    AttrCache *cache = cacheOf(pc);
    if (at.kind == AttributeKind::Slot) {
      setGuards(cache, typeOf(v), at.shape, at.version);
      cache->found = Word(int64_t(at.offset));
      slot->handler = handlerNumber(Quick::StoreAttrSlot, X);
    } else if (at.kind == AttributeKind::AddSlot) {
      setGuards(cache, typeOf(v), at.shape, at.version);
      cache->found = Word(uint32_t(at.offset)) | Word(at.newShape->id) << 32;
      slot->handler = handlerNumber(Quick::StoreAttrAdd, X);
    }
  }
  DX_SLOW();
}
#define MISS() [[clang::musttail]] return handleStoreAttrEmpty<X>(DX_ARGS)
template <unsigned X> DX_HANDLER handleStoreAttrSlot(DX_PARAMS) {
  Word object = r[pc->b];
  AttrCache *cache = cacheOf(pc);
  if (!holds(cache, object)) [[unlikely]]
    MISS();
  Word w = r[pc->a];
  if constexpr (!(X & kATemp))
    hold(ts, w);
  Word *field = reinterpret_cast<Word *>(object + cache->found);
  Word old = slotTake(ts, objectOf(object), field, w);
  drop(ts, old, pc, r);
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  pc += 4;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleStoreAttrAdd(DX_PARAMS) {
  Word object = r[pc->b];
  AttrCache *cache = cacheOf(pc);
  if (!holds(cache, object)) [[unlikely]]
    MISS();
  Word w = r[pc->a];
  if constexpr (!(X & kATemp))
    hold(ts, w);
  *reinterpret_cast<Word *>(object + uint32_t(cache->found)) = w;
  objectOf(object)->shape = uint32_t(cache->found >> 32);
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  pc += 4;
  DX_DISPATCH();
}
#undef MISS
template <unsigned X> DX_HANDLER handleStoreAttrShared(DX_PARAMS) {
  Word object = r[pc->b];
  if (!isPointer(object)) [[unlikely]]
    DX_SLOW();
  Word name = pc[3].word;
  uint32_t shape = objectOf(object)->shape;
  SharedAttr *row = sharedRow(sharedStores, shape, name);
  if (!holds(row, shape, name) && !fillShared(*ts, row, object, name, true))
      [[unlikely]]
    DX_SLOW();
  Word w = r[pc->a];
  if (row->kind == SharedKind::Add) {
    if constexpr (!(X & kATemp))
      hold(ts, w);
    *reinterpret_cast<Word *>(object + uint32_t(row->found)) = w;
    objectOf(object)->shape = uint32_t(row->found >> 32);
  } else if (row->kind <= SharedKind::Overflow) {
    if constexpr (!(X & kATemp))
      hold(ts, w);
    Word old = slotTake(ts, objectOf(object), fieldOf(row, object), w);
    drop(ts, old, pc, r);
  } else {
    DX_SLOW();
  }
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  pc += 4;
  DX_DISPATCH();
}
ALL4(handleStoreAttrShared)
ALL4(handleStoreAttrEmpty)
ALL4(handleStoreAttrSlot)
ALL4(handleStoreAttrAdd)

// Methods
// -----------------------------------------------------------------------

/// What `type.name(...)` calls, if that needs no binding: a function, the
/// function of a static method, or with \p self that of a class method.
static Value methodOfType(ThreadState &ts, TypeObject *type, Value name,
                          Word &self) {
  TypeObject *metaclass = typeOf(Value(type));
  if (metaclass->slots.getAttr != types::Type.slots.getAttr)
    return {};
  Value onMeta = lookupInType(ts, metaclass, name);
  if (onMeta && typeOf(onMeta)->slots.descriptorSet)
    return {};
  Value found = lookupInType(ts, type, name);
  self = kUndef;
  if (!found)
    return {};
  if (isFunction(found))
    return found;
  if (hasShape(found, BuiltinShape::ClassMethod))
    self = Value(type).word();
  else if (!hasShape(found, BuiltinShape::StaticMethod))
    return {};
  Value function(found.as<StaticMethodObject>()->callable);
  return isFunction(function) ? function : Value();
}

/// The function without binding, if the class gives it to every instance.
static void fillMethod(ThreadState &ts, Slot *pc, Word object, CodeObject *code,
                       unsigned variant) {
  dropModuleGuard(ts, pc);
  if (!countMiss(pc, code, Quick::LoadMethodShared, variant) ||
      !isPointer(object))
    return;
  Value v(object), name = nameOf(code, pc);
  AttrCache *cache = cacheOf(pc);
  if (hasFlag(v, kSubclassType)) {
    Word self;
    if (Value found = methodOfType(ts, v.as<TypeObject>(), name, self)) {
      pc[1].word = object;
      pc[2].word = self;
      pc[3].word = found.word();
      pc[4].word = typeVersion(v.as<TypeObject>());
      pc->handler = handlerNumber(Quick::LoadMethodClass, variant);
    }
    return;
  }
  AttributeLocation at = locateAttribute(ts, v, name);
  if (at.kind == AttributeKind::Method) {
    setGuards(cache, typeOf(v), at.shape, at.version);
    cache->found = at.value.word();
    pc->handler = handlerNumber(Quick::LoadMethod, variant);
  } else if (fillModule(ts, cache, v, name)) {
    pc->handler = handlerNumber(Quick::LoadMethodModule, variant);
  }
}
template <unsigned X> DX_HANDLER handleLoadMethodEmpty(DX_PARAMS) {
  fillMethod(*ts, const_cast<Slot *>(pc), r[pc->b], code, X);
  DX_SLOW();
}
#define MISS() [[clang::musttail]] return handleLoadMethodEmpty<X>(DX_ARGS)
template <unsigned X> DX_HANDLER handleLoadMethod(DX_PARAMS) {
  Word object = r[pc->b];
  AttrCache *cache = cacheOf(pc);
  if (!holds(cache, object)) [[unlikely]]
    MISS();
  Word w = cache->found;
  hold(ts, w);
  if constexpr (!(X & kBTemp))
    hold(ts, object);
  uint32_t a = pc->a;
  r[a] = w;
  r[a + 1] = object;
  pc += 5;
  DX_DISPATCH();
}
/// Guards: the class itself, and its version. The second slot is the receiver
/// of a class method.
template <unsigned X> DX_HANDLER handleLoadMethodClass(DX_PARAMS) {
  Word object = r[pc->b];
  if (object != pc[1].word || reinterpret_cast<TypeObject *>(object)->version !=
                                  uint32_t(pc[4].word)) [[unlikely]]
    MISS();
  Word w = pc[3].word, self = pc[2].word;
  hold(ts, w);
  uint32_t a = pc->a;
  if (self == kUndef) {
    if constexpr (X & kBTemp)
      drop(ts, object, pc, r);
  } else if constexpr (!(X & kBTemp)) {
    hold(ts, object);
  }
  r[a] = w;
  r[a + 1] = self;
  pc += 5;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleLoadMethodModule(DX_PARAMS) {
  Word object = r[pc->b];
  if (object != pc[1].word) [[unlikely]]
    MISS();
  Word w = *reinterpret_cast<const Word *>(pc[3].word);
  if (w == kUndef) [[unlikely]]
    DX_SLOW();
  hold(ts, w);
  if constexpr (X & kBTemp)
    drop(ts, object, pc, r);
  r[pc->a] = w;
  r[pc->a + 1] = kUndef;
  pc += 5;
  DX_DISPATCH();
}
#undef MISS
template <unsigned X> DX_HANDLER handleLoadMethodShared(DX_PARAMS) {
  Word object = r[pc->b];
  if (!isPointer(object)) [[unlikely]]
    DX_SLOW();
  Word name = pc[3].word;
  uint32_t shape = objectOf(object)->shape;
  SharedAttr *row = sharedRow(sharedLoads, shape, name);
  if (!holds(row, shape, name) && !fillShared(*ts, row, object, name, false))
      [[unlikely]]
    DX_SLOW();
  if (row->kind != SharedKind::Method) [[unlikely]]
    DX_SLOW();
  Word w = row->found;
  hold(ts, w);
  if constexpr (!(X & kBTemp))
    hold(ts, object);
  r[pc->a] = w;
  r[pc->a + 1] = object;
  pc += 5;
  DX_DISPATCH();
}
ALL4(handleLoadMethodShared)
ALL4(handleLoadMethodEmpty)
ALL4(handleLoadMethod)
ALL4(handleLoadMethodModule)
ALL4(handleLoadMethodClass)

} // namespace dxpy
