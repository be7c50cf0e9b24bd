// Type objects: layout, function slots, and what a builtin type declares about
// itself.
#pragma once
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/objects/signature.h"
#include <string_view>

namespace dxpy {

enum class CompareOp : uint8_t {
  Lt,
  Le,
  Eq,
  Ne,
  Gt,
  Ge
}; ///< in the order of the Compare opcodes
enum class SendResult : uint8_t { Error, Yielded, Returned };

struct BufferView; // objects/buffer.h
class Visitor;     // memory/collector.h

// Function slots. Owned results: null means raised, except `Next`: null without
// a pending exception means exhausted. bool results: false means raised.
// int64_t results: -1 means raised.
namespace slot {
using Unary = Owned (*)(ThreadState &, Value self);
using Binary = Owned (*)(ThreadState &, Value left, Value right);
using Ternary = Owned (*)(ThreadState &, Value left, Value right,
                          Value modulus); ///< modulus: None if absent
using Hash = int64_t (*)(ThreadState &, Value self);
using Inquiry = int (*)(ThreadState &, Value self); ///< 0, 1; -1 raised
using Contains = int (*)(ThreadState &, Value self,
                         Value item); ///< 0, 1; -1 raised
using Length = int64_t (*)(ThreadState &, Value self);
using Index = Owned (*)(ThreadState &, Value self, int64_t index);
using SetSubscript = bool (*)(ThreadState &, Value self, Value key,
                              Value value); ///< null value: delete
using GetAttr = Owned (*)(ThreadState &, Value self, Value name);
using SetAttr = bool (*)(ThreadState &, Value self, Value name,
                         Value value); ///< null value: delete
using Compare = Owned (*)(ThreadState &, Value self, Value other, CompareOp op);
using DescriptorGet = Owned (*)(ThreadState &, Value descriptor, Value instance,
                                Value owner); ///< instance may be null
using DescriptorSet = bool (*)(ThreadState &, Value descriptor, Value instance,
                               Value value); ///< null value: delete
using Init = bool (*)(ThreadState &, Value self, const Arguments &args);
using New = Owned (*)(ThreadState &, TypeObject *type, const Arguments &args);
using Call = GenericEntry;
using Finalise = void (*)(ThreadState &, Value self);
using Send = SendResult (*)(ThreadState &, Value self, Value sent,
                            Owned &result);
using GetBuffer = bool (*)(ThreadState &, Value self, BufferView &view,
                           unsigned flags);
using ReleaseBuffer = void (*)(ThreadState &, Value self, BufferView &view);
using Deallocate =
    void (*)(ThreadState &,
             ObjectHeader *self); ///< drops the fields and frees the memory
using Visit = void (*)(ObjectHeader *self,
                       Visitor &visitor); ///< every owned reference, none twice
using Clear =
    void (*)(ThreadState &,
             ObjectHeader *self); ///< breaks cycles; the object stays valid
} // namespace slot

/// The function slots of Slots.def and those that have no special method. All
/// members are pointers of one word: inheritance copies them as an array.
struct TypeSlots {
  slot::Deallocate deallocate = nullptr;
  slot::Visit visit = nullptr;
  slot::Clear clear = nullptr;
  slot::Send send = nullptr;
  slot::GetBuffer getBuffer = nullptr;
  slot::ReleaseBuffer releaseBuffer = nullptr;
  // One field a distinct name of Slots.def (objects/type.cpp asserts that they
  // agree).
  slot::Unary repr = nullptr, str = nullptr, iter = nullptr, next = nullptr;
  slot::Hash hash = nullptr;
  slot::Call call = nullptr;
  slot::GetAttr getAttr = nullptr;
  slot::SetAttr setAttr = nullptr;
  slot::Compare compare = nullptr;
  slot::DescriptorGet descriptorGet = nullptr;
  slot::DescriptorSet descriptorSet = nullptr;
  slot::Init init = nullptr;
  slot::New new_ = nullptr;
  slot::Finalise finalise = nullptr;
  slot::Unary await = nullptr, aiter = nullptr, anext = nullptr;
  slot::Binary add = nullptr, subtract = nullptr, multiply = nullptr,
               remainder = nullptr, divmod = nullptr;
  slot::Ternary power = nullptr;
  slot::Unary negative = nullptr, positive = nullptr, absolute = nullptr,
              invert = nullptr;
  slot::Inquiry truth = nullptr;
  slot::Binary leftShift = nullptr, rightShift = nullptr, and_ = nullptr,
               xor_ = nullptr, or_ = nullptr;
  slot::Unary int_ = nullptr, float_ = nullptr, index = nullptr;
  slot::Binary inplaceAdd = nullptr, inplaceSubtract = nullptr,
               inplaceMultiply = nullptr, inplaceRemainder = nullptr;
  slot::Ternary inplacePower = nullptr;
  slot::Binary inplaceLeftShift = nullptr, inplaceRightShift = nullptr,
               inplaceAnd = nullptr, inplaceXor = nullptr, inplaceOr = nullptr;
  slot::Binary floorDivide = nullptr, trueDivide = nullptr,
               inplaceFloorDivide = nullptr, inplaceTrueDivide = nullptr;
  slot::Binary matrixMultiply = nullptr, inplaceMatrixMultiply = nullptr;
  slot::Length length = nullptr;
  slot::Binary subscript = nullptr;
  slot::SetSubscript setSubscript = nullptr;
  slot::Contains contains = nullptr;
  slot::Binary concatenate = nullptr, inplaceConcatenate = nullptr;
  slot::Index repeat = nullptr, inplaceRepeat = nullptr, item = nullptr;
};

using Getter = Owned (*)(ThreadState &, Value self);
using Setter = bool (*)(ThreadState &, Value self,
                        Value value); ///< null value: delete

struct GetSetDef {
  const char *name = nullptr;
  Getter get = nullptr;
  Setter set = nullptr; ///< null: read only
  const char *doc = nullptr;
};

enum class MemberKind : uint8_t {
  Value,
  ValueOrNone,
  Int64,
  Int32,
  Bool
}; ///< Value: undef raises AttributeError
struct MemberDef {
  const char *name = nullptr;
  MemberKind kind = MemberKind::Value;
  uint32_t offset = 0;
  bool readOnly = true;
  const char *doc = nullptr;
};

enum TypeFlags : uint64_t {
  kTypeHeap = 1 << 0,      ///< made by a class statement or type()
  kTypeBase = 1 << 1,      ///< may be subclassed
  kTypeReady = 1 << 2,     ///< its dict is filled
  kTypeContainer = 1 << 3, ///< instances may hold references
  kTypeHasDict = 1 << 4,   ///< instances have a __dict__
  kTypeHasWeakrefs = 1 << 5,
  kTypeAbstract = 1 << 6,
  kTypeSequencePattern = 1 << 7, ///< matches [..] patterns
  kTypeMappingPattern = 1 << 8,  ///< matches {..} patterns
  kTypeMatchSelf = 1 << 9,       ///< int(x) patterns bind the subject itself
  kTypeImmutable = 1 << 10,      ///< its attributes cannot be set
  kTypeDisallowNew = 1 << 11,
  kTypeMethodDescriptor = 1 << 12, ///< LoadMethod may leave binding out
  kTypeVariableSize =
      1 << 13, ///< the size of an instance is its own (int, str, tuple, bytes)
  kTypeHasCustomMro = 1 << 14,
  /// Builtin types whose instances keep their attributes in a dict from birth
  /// (function, module): `extra`, the last word of the struct, is that dict or
  /// undef, and slotsOffset is the size of the struct.
  kTypeDictMode = 1 << 15,
  // Fast subclass tests
  kSubclassInt = 1 << 16,
  kSubclassStr = 1 << 17,
  kSubclassBytes = 1 << 18,
  kSubclassTuple = 1 << 19,
  kSubclassList = 1 << 20,
  kSubclassDict = 1 << 21,
  kSubclassException = 1 << 22,
  kSubclassType = 1 << 23,
  kSubclassFloat = 1 << 24,
  kSubclassSet = 1 << 25, ///< set or frozenset
  kSubclassMask = 0x3FFull << 16,
};

/// A growable list of types, raw memory.
struct TypeList {
  uint32_t count, capacity;
  struct TypeObject *items[];
};

/// What a builtin type says of itself: constant data of the file that
/// implements it.
struct TypeSpec {
  const char *name; ///< as in BuiltinTypes.def; a dotted name is module.name
  const char *doc = nullptr;
  const MethodDef *methods =
      nullptr; ///< ends with a row without name, as the others
  const GetSetDef *getSets = nullptr;
  const MemberDef *members = nullptr;
};

/// A class. Those of builtin types are constant-initialised (types::Int);
/// ready() fills their dicts on first use, at once with the slots they inherit
/// at start-up.
struct TypeObject {
  ObjectHeader header;
  const TypeSpec *spec = nullptr; ///< builtin and native types only
  TypeObject *base = nullptr;
  uint64_t flags = 0;
  uint32_t basicSize = 0; ///< bytes of an instance without slots
  uint32_t itemSize = 0;
  int32_t slotsOffset = 0;  ///< Shape::slotsOffset of its instances; 0: none
  uint32_t slotCount = 0;   ///< slots named by __slots__, they come first
  uint32_t inlineSlots = 0; ///< slots reserved in a new instance
  uint32_t version = 0; ///< of the attributes along the mro; 0: not assigned
  uint8_t intact = 0;   ///< predictions about this class hold
  Shape *rootShape = nullptr; ///< of a new instance
  Word slotNames = 0; ///< tuple of the names in __slots__, mangled and sorted
  Word name = 0, qualname = 0;    ///< str; 0 before ready()
  Word bases = 0, mro = 0;        ///< tuples
  Word dict = 0;                  ///< dict in names mode
  TypeList *subclasses = nullptr; ///< direct ones, in order of creation
  Word module = 0;                ///< native types only, else in the dict
  uint64_t ownSlots[2] = {}; ///< which slots are not inherited (builtin types)
  TypeSlots slots;
};

/// The type objects of BuiltinTypes.def, each defined by the file of objects/
/// or builtins/ that implements it.
namespace types {
#define BUILTIN_TYPE(id, name, module, base) extern TypeObject id;
#define BUILTIN_EXCEPTION(id, base, layout) extern TypeObject id;
#include "runtime-support/abi/BuiltinTypes.def"
} // namespace types

/// By root shape id.
extern TypeObject *const builtinTypes[kBuiltinShapeCount + 1];
/// All shapes, by id.
inline constexpr uint32_t kMaxShapes = 1 << 22;
extern Shape *shapeTable[kMaxShapes];

inline Shape *shapeOf(const ObjectHeader *object) {
  return shapeTable[object->shape];
}
/// The class of an immediate word that is no pointer.
TypeObject *typeOfImmediate(Word word);
inline TypeObject *typeOf(Value value) {
  return value.isPointer() ? shapeOf(value.header())->type
                           : typeOfImmediate(value.word());
}
/// Exactly the builtin type of root shape \p shape; for int, float and specials
/// ask isInt() and the like.
inline bool hasShape(Value value, BuiltinShape shape) {
  return value.isPointer() && value.header()->shape == shapeId(shape);
}
inline bool hasFlag(Value value, uint64_t flag) {
  return (typeOf(value)->flags & flag) != 0;
}

/// Header of a constant-initialised type object.
constexpr ObjectHeader typeHeader() {
  return imageHeader(shapeId(BuiltinShape::Type), kContainer);
}

/// Fills names, dict, mro of \p type. Idempotent; native modules call it for
/// their own types.
bool readyType(ThreadState &ts, TypeObject *type);
/// Root shapes and inherited slots of all builtin types; called once, before
/// any Python object is made.
void initTypes();
/// Registers a native module's constant-initialised type: gives it a root
/// shape, inherits slots.
bool initNativeType(ThreadState &ts, TypeObject *type);
/// The same without its dict, which its first use fills.
bool registerNativeType(ThreadState &ts, TypeObject *type);

/// `__hash__ = None`: the slot of types without hash. A builtin type that has
/// `compare` and no `hash` gets it.
int64_t hashNotImplemented(ThreadState &ts, Value self);

std::string_view
typeName(const TypeObject *type); ///< `__name__`, without the module
std::string_view typeQualname(const TypeObject *type); ///< ready or not
/// As CPython's tp_name: with the module, unless that is builtins.
std::string_view nativeQualifiedName(const TypeObject *type);
/// `__module__` of a builtin or native type.
std::string_view nativeModule(const TypeObject *type);
inline std::string_view typeNameOf(Value value) {
  return typeName(typeOf(value));
}

bool isSubtype(const TypeObject *type, const TypeObject *base);
/// Looks \p name (interned str) up along the mro; borrowed, null without an
/// exception if absent. Cached by type version.
Value lookupInType(ThreadState &ts, TypeObject *type, Value name);
/// New version, caches of \p type and its subclasses are void. Call after any
/// change of a class's attributes.
void typeModified(TypeObject *type);
/// A version of the attributes along the mro, never 0; the same as long as they
/// are.
uint32_t typeVersion(TypeObject *type);
/// object.__new__ and object.__init__ as slots; both check left-over arguments.
Owned objectNew(ThreadState &ts, TypeObject *type, const Arguments &args);
bool objectInit(ThreadState &ts, Value self, const Arguments &args);
/// The base of \p type, or itself, that is no heap type: the one whose struct
/// its instances have.
TypeObject *nativeBase(TypeObject *type);
/// Allocates an instance of \p type with room for its slots, all undef, `extra`
/// 0.
Owned allocateInstance(ThreadState &ts, TypeObject *type, size_t itemCount = 0);
/// Drops the attributes (slots, dict, overflow) of an instance. Called for
/// every dying or collected object with slots, before its type's own slot:
/// builtin types need not know of their subclasses. Unless \p dying, the object
/// stays usable: it has its class's root shape.
void dropInstanceAttributes(ThreadState &ts, ObjectHeader *object,
                            bool dying = false);
/// Frees the memory of an object whose fields are dropped; knows slot prefix
/// and size of a subclass instance.
void freeObject(ThreadState &ts, ObjectHeader *object, size_t size);
/// type(name, bases, namespace, **keywords)
Owned makeClass(ThreadState &ts, TypeObject *metaclass, Value name, Value bases,
                Value namespaceDict, const Arguments &keywords);

} // namespace dxpy
