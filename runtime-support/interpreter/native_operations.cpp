// Cold halves of the operations that native code calls (inline/operations.h):
// calls, containers, text. They know objects, not the interpreter.
#include "runtime-support/builtins/slices.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/inline/iterators.h"
#include "runtime-support/inline/pairs.h"
#include "runtime-support/interpreter/op.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/slice.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

// Containers ------------------------------------------------------------------

Word dxSubscriptSlow(ThreadState *ts, Word object, Word key) {
  if (isExactDict(Value(object))) {
    Word found = dictGetFast(reinterpret_cast<DictObject *>(object), key);
    if (found && found != kUndef) {
      retain(ts, found);
      return found;
    }
  }
  if (Word number = rawSubscript(ts, object, key))
    return number;
  return getItem_py(*ts, Value(object), Value(key)).take();
}
namespace {

/// A slice made of bounds that are no plain ints, for classes that want the
/// object.
Owned sliceOf(ThreadState &ts, Word start, Word stop, Word step) {
  return makeSlice(ts, Value(start), Value(stop), Value(step));
}

} // namespace

Word dxSubscriptSlice(ThreadState *ts, Word object, Word start, Word stop,
                      Word step) {
  Value sliced(object);
  SliceBounds bounds;
  if (isExactList(sliced) &&
      bounds.unpackAdjacent(Value(start), Value(stop), Value(step),
                            listLength(sliced)))
    return listStrided(*ts, sliced, bounds.start, bounds.step, bounds.length)
        .take();
  if (bounds.unpackPlain(Value(start), Value(stop), Value(step))) {
    if (isExactList(sliced)) {
      bounds.adjust(listLength(sliced));
      return listStrided(*ts, sliced, bounds.start, bounds.step, bounds.length)
          .take();
    }
    if (isExactStr(sliced))
      return strSliced(*ts, sliced, bounds).take();
    if (isExactTuple(sliced))
      return tupleSliced(*ts, sliced, bounds).take();
  }
  Owned key = sliceOf(*ts, start, stop, step);
  return key ? getItem_py(*ts, sliced, key).take() : kError;
}

/// list[start:stop] = value where as many numbers as there are overwrite them.
/// False: the general way.
static bool overwriteNumbers(ListObject *list, const SliceBounds &bounds,
                             Value value) {
  auto *source = value.as<ListObject>();
  if (!isExactList(value) || source == list || bounds.step != 1 ||
      bounds.length != source->length || source->length == 0 ||
      listKind(list) != listKind(source) || listKind(list) == kListWords)
    return false;
  std::memcpy(listBlock(list)->items + bounds.start, listBlock(source)->items,
              source->length * sizeof(Word));
  return true;
}

int32_t dxStoreSlice(ThreadState *ts, Word object, Word start, Word stop,
                     Word step, Word value) {
  Value target(object);
  SliceBounds bounds;
  if (isExactList(target)) {
    if (bounds.unpackAdjacent(Value(start), Value(stop), Value(step),
                              listLength(target)) &&
        overwriteNumbers(target.as<ListObject>(), bounds, Value(value)))
      return true;
    if (bounds.unpackPlain(Value(start), Value(stop), Value(step)))
      return listAssignSlice_py(*ts, target, bounds, Value(value));
  }
  Owned key = sliceOf(*ts, start, stop, step);
  return key && setItem_py(*ts, target, key, Value(value));
}

int32_t dxStoreSubscriptSlow(ThreadState *ts, Word object, Word key,
                             Word value) {
  if (storeRawSubscript(object, key, value))
    return 1;
  return setItem_py(*ts, Value(object), Value(key), Value(value));
}
int32_t dxContains(ThreadState *ts, Word container, Word item) {
  int known = quickContains(container, item);
  return known >= 0 ? known : contains_py(*ts, Value(container), Value(item));
}
int32_t dxListAppendSlow(ThreadState *ts, Word list, Word value) {
  retain(ts, value);
  return listAppendFast(ts, reinterpret_cast<ListObject *>(list), value);
}
Word dxMakeTuple(ThreadState *ts, Word *items, uint64_t count) {
  return makeTupleStealing(*ts, items, count).take();
}
Word dxMakeList(ThreadState *ts, Word *items, uint64_t count) {
  return makeListStealing(*ts, items, count).take();
}

namespace {

int32_t raiseTooFew(ThreadState &ts, uint64_t expected, uint64_t got) {
  raise(ts, types::ValueError,
        "not enough values to unpack (expected {}, got {})", {expected, got});
  return 0;
}

void releaseAll(ThreadState *ts, Word *words, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i)
    release(ts, words[i]);
}

int32_t unpackIterator(ThreadState *ts, Value iterator, uint64_t count,
                       Word *out) {
  for (uint64_t i = 0; i < count; ++i) {
    Owned item = next_py(*ts, iterator);
    if (!item) {
      releaseAll(ts, out, i);
      return pendingException(*ts) ? 0 : raiseTooFew(*ts, count, i);
    }
    out[i] = item.take();
  }
  Owned surplus = next_py(*ts, iterator);
  if (!surplus && !pendingException(*ts))
    return 1;
  if (surplus)
    raise(*ts, types::ValueError, "too many values to unpack (expected {})",
          {count});
  releaseAll(ts, out, count);
  return 0;
}

} // namespace

/// Anything but an exact tuple or list of the right length whose items are at
/// hand.
[[clang::preserve_most, gnu::noinline]] static int32_t
unpackSlow(ThreadState *ts, Word iterable, uint64_t count, Word *out) {
  Value source(iterable);
  bool tuple = isExactTuple(source), list = isExactList(source);
  uint64_t length = tuple ? tupleLength(source) : list ? listLength(source) : 0;
  if ((tuple || list) && length != count) {
    if (length < count)
      return raiseTooFew(*ts, count, length);
    raise(*ts, types::ValueError, "too many values to unpack (expected {})",
          {count});
    return 0;
  }
  Owned iterator = getIter_py(*ts, source);
  if (!iterator) {
    if (pendingMatches(*ts, types::TypeError) && !typeOf(source)->slots.iter &&
        !typeOf(source)->slots.item) {
      clearException(*ts);
      raise(*ts, types::TypeError, "cannot unpack non-iterable {} object",
            {typeNameOf(source)});
    }
    return 0;
  }
  return unpackIterator(ts, iterator, count, out);
}

int32_t dxUnpackItems(ThreadState *ts, Word iterable, uint64_t count,
                      Word *out) {
  return unpackExact(ts, iterable, count, out) ||
         unpackSlow(ts, iterable, count, out);
}

void dxRetainWords(ThreadState *ts, const Word *words, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i)
    retain(ts, words[i]);
}

Word dxPromote(ThreadState *ts, Word w, Word keeper) {
  if (keeper != kUndef)
    return keeper;
  retain(ts, w);
  return w;
}
/// Frees an exact list of numbers, which nobody holds. False: another object.
static bool freeNumbers(ThreadState *ts, ObjectHeader *object) {
  auto *list = reinterpret_cast<ListObject *>(object);
  if (object->shape != shapeId(BuiltinShape::List) ||
      (object->flags & kHasWeakReferences) || listKind(list) == kListWords)
    return false;
  rawFree(listBlock(list));
  freeCell(ts, object, sizeof(ListObject), CellKind::Container);
  return true;
}

void dxReleaseSlow(ThreadState *ts, Word w, int32_t how) {
  if (how == kDying) {
    if (freeIterator(ts, objectOf(w)) || freeNumbers(ts, objectOf(w)))
      return;
    if (!isAnyGenerator(Value(w)) ||
        !freeFinished(ts, reinterpret_cast<GeneratorObject *>(w)))
      deallocateNow(ts, objectOf(w));
  } else
    release(ts, w);
}

// Text ------------------------------------------------------------------------

Word dxFormat(ThreadState *ts, Word value, Word spec, uint32_t flags) {
  Owned converted;
  switch (flags & 3) {
  case kConvertStr:
    converted = str_py(*ts, Value(value));
    break;
  case kConvertRepr:
    converted = repr_py(*ts, Value(value));
    break;
  case kConvertAscii:
    converted = ascii_py(*ts, Value(value));
    break;
  default:
    converted = copyOf(Value(value));
  }
  if (!converted || (spec == kUndef && isExactStr(converted)))
    return converted.take();
  return format_py(*ts, converted, spec == kUndef ? Value() : Value(spec))
      .take();
}

Word dxBuildString(ThreadState *ts, Word *parts, uint64_t count) {
  uint64_t bytes = 0, characters = 0;
  for (uint64_t i = 0; i < count; ++i) {
    bytes += Value(parts[i]).as<StrObject>()->byteLength;
    characters += strLength(Value(parts[i]));
  }
  StrObject *result = allocateStr(*ts, bytes, characters);
  if (!result)
    return kError;
  char *to = result->bytes;
  for (uint64_t i = 0; i < count; ++i) {
    std::string_view text = strText(Value(parts[i]));
    to = std::copy(text.begin(), text.end(), to);
  }
  return Owned::steal(result).take();
}

} // namespace dxpy
