// The object header and the layouts that compiled code, images and the runtime
// share. Layout only: no function here touches counts (inline/refcount.h does).
#pragma once
#include "runtime-support/abi/word.h"
#include <cstddef>
#include <cstdint>

namespace dxpy {

struct Shape;
struct TypeObject;
struct CodeObject;
struct ThreadState;

/// 16 bytes in front of every heap object. Objects are 16-byte aligned.
struct ObjectHeader {
  uint32_t strong; ///< the owner's count, plain loads and stores; saturates on
                   ///< the sign
  uint16_t owner;  ///< thread id; 0: immortal, part of an image, or watched by
                   ///< the collector
  uint8_t gc;      ///< GcFlags, changed atomically
  uint8_t flags;   ///< ObjectFlags
  uint32_t shape;  ///< index into the shape table; the shape knows the type. 0:
                   ///< a free cell
  uint32_t shared; ///< other threads' count and two state bits, atomic
};
static_assert(sizeof(ObjectHeader) == 16);

enum GcFlags : uint8_t {
  kGcTouched = 1,   ///< a count changed while the collector watched
  kGcFinalised = 2, ///< __del__ has run
  kGcFrozen = 4,    ///< gc.freeze()
  kGcWatched = 8,   ///< owner is 0 because of a collection round
  kGcImage = 16,    ///< linker data: never freed
};

enum ObjectFlags : uint8_t {
  kHasWeakReferences = 1, ///< the side table has an entry
  kHasFinaliser = 2,      ///< its class has __del__
  kLocked = 4,
  kWaiters = 8,
  kContainer = 16,   ///< may hold references: lives in a walkable span
  kLargeBlock = 32,  ///< allocated outside the size classes
  kHasRawItems = 64, ///< begins like RawItemsObject, its items are subscripts
};

/// Header of a finished object in linker data.
constexpr ObjectHeader imageHeader(uint32_t shape, uint8_t flags = 0) {
  return {1, 0, kGcImage, flags, shape, 0};
}

struct FloatObject {
  ObjectHeader header;
  double value;
};

/// An int outside 62 bits. `size` is the number of limbs, negative for negative
/// ints.
struct IntObject {
  ObjectHeader header;
  int64_t size;
  uint64_t limbs[];
};

struct ComplexObject {
  ObjectHeader header;
  double real, imag;
};

/// UTF-8 (surrogates as generalised UTF-8), followed by a NUL. ASCII if and
/// only if charLength == byteLength.
struct StrObject {
  ObjectHeader header;
  uint64_t byteLength;
  uint64_t charLength;
  uint64_t hash0; ///< unkeyed hash (strHash0); 0: not computed yet, never in an
                  ///< image
  uint64_t offsets; ///< pointer to the table of offsets every 64 characters |
                    ///< kStrInterned
  char bytes[];
};
inline constexpr uint64_t kStrInterned = 1;

struct BytesObject {
  ObjectHeader header;
  uint64_t length;
  char bytes[]; ///< followed by a NUL
};

struct TupleObject {
  ObjectHeader header;
  uint64_t length;
  Word items[];
};

/// Storage of a list, one atomic word: block pointer with the kind in its low
/// bits, so that kind, data and capacity cannot tear.
enum ListKind : uint64_t {
  kListEmpty = 0,
  kListInts = 1,
  kListFloats = 2,
  kListWords = 3
};
inline constexpr uint64_t kListKindMask = 3;
struct ListBlock {
  uint64_t capacity;
  uint64_t reserved;
  Word items[]; ///< words, raw int64_t or raw double, by kind
};
struct ListObject {
  ObjectHeader header;
  uint64_t length;
  uint64_t storage; ///< ListBlock* | ListKind
};

/// How numbers lie in an object's block: log2 of their bytes in the low two
/// bits, and what they are. An object of kRawOther has no numbers.
enum RawKind : uint64_t {
  kRawSizeMask = 3,
  kRawSigned = 4,
  kRawFloat = 8,
  kRawOther = 16,
};
struct RawItemsObject {
  ObjectHeader header;
  char *data;
  int64_t length; ///< items
  uint64_t kind;  ///< RawKind
};

struct CellObject {
  ObjectHeader header;
  Word value; ///< kUndef when empty
};

/// The generic entry of anything callable (vectorcall shape). `args` are
/// borrowed unless kArgsMovable is set: then the callee may take words out of
/// it, leaving kUndef. `kwnames` is a tuple of str or 0; the values of keyword
/// arguments follow the positional ones. The result is owned; 0: raised.
using GenericEntry = Word (*)(ThreadState *ts, Word callee, Word *args,
                              uint64_t countAndFlags, Word kwnames);
inline constexpr uint64_t kArgsMovable = uint64_t(1) << 63;
constexpr uint64_t argCount(uint64_t countAndFlags) {
  return countAndFlags & ~kArgsMovable;
}

struct FunctionObject {
  ObjectHeader header;
  CodeObject *code;
  GenericEntry entry;   ///< native code of `code`, or the interpreter's entry
  Word globals;         ///< dict
  Word builtins;        ///< dict
  Word defaults;        ///< tuple or None
  Word keywordDefaults; ///< dict or None
  Word closure;         ///< tuple of cells or None
  Word name, qualname;  ///< str
  Word doc, module,
      annotations; ///< any; annotations: dict, tuple of pairs, or None
  Word attributes; ///< dict or undef
};

struct MethodObject { ///< a bound method
  ObjectHeader header;
  Word function, self;
};

/// Where the slots of a class's instances lie: `extra` is the overflow array, a
/// dict (shape flag kShapeDict), or 0.
struct InstanceObject {
  ObjectHeader header;
  Word extra;
  Word slots[];
};

enum ShapeFlags : uint32_t {
  kShapeDict = 1,  ///< attributes live in the dict at `extra`
  kShapeExact = 2, ///< root shape of a builtin type: no subclass has it
  kShapeInert = 4, ///< dropping an object of this shape runs no Python code
};

/// What objects with the same attributes in the same order share (Chambers,
/// Ungar, Lee, OOPSLA 1989). A shape belongs to one class. Ids are not reused
/// before every cache naming them is clear.
struct Shape {
  TypeObject *type;
  uint32_t id;
  uint32_t flags;
  uint32_t slotCount;   ///< named attributes
  uint32_t inlineSlots; ///< slots that lie in the object; the rest is in the
                        ///< overflow array
  int32_t slotsOffset;  ///< from the object to slot 0; 0: no slots. `extra` is
                        ///< the word before
  uint32_t reserved;
  Shape *parent;     ///< without the last attribute
  Word lastName;     ///< interned str
  void *transitions; ///< name -> Shape, owned by objects/shape.cpp
  Shape *nextRoot;   ///< root shapes: that of the class for another number of
                     ///< inline slots
};

} // namespace dxpy
