// Module _struct: the class Struct, the functions that take formats, and their
// cache of compiled ones.
#include "runtime-support/memory/raw.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "stdlib/struct/format.h"

namespace dxpy {

namespace structs {

namespace {

/// A buffer of the length of a scope.
class HeldBuffer {
public:
  explicit HeldBuffer(ThreadState &ts) : ts_(ts) {}
  ~HeldBuffer() {
    if (held_)
      releaseBuffer(ts_, view_);
  }
  HeldBuffer(const HeldBuffer &) = delete;
  bool get(Value object) { return held_ = getBuffer(ts_, object, view_); }
  /// "argument must be read-write bytes-like object" unless it is.
  bool getWritable(Value object) {
    held_ = hasBuffer(object) &&
            getBuffer(ts_, object, view_, kBufferWritable) && !view_.readOnly;
    if (held_)
      return true;
    clearException(ts_);
    std::string_view type = object.isNone() ? "None" : typeNameOf(object);
    return raise(ts_, types::TypeError,
                 "argument must be read-write bytes-like object, not {}",
                 {type});
  }
  char *data() { return view_.data; }
  int64_t size() const { return view_.length; }

private:
  ThreadState &ts_;
  BufferView view_;
  bool held_ = false;
};

bool checkValueCount(ThreadState &ts, const StructObject *self,
                     const char *name, size_t given) {
  return int64_t(given) == self->values ||
         raise(ts, *error, "{} expected {} items for packing (got {})",
               {name, self->values, given});
}

Owned packValues_py(ThreadState &ts, Value self, const Value *values,
                    size_t count) {
  const StructObject *format = asStruct(self);
  if (!checkValueCount(ts, format, "pack", count))
    return {};
  BytesObject *bytes = allocateBytes(ts, size_t(format->size));
  if (!bytes)
    return {};
  Owned result = Owned::steal(bytes);
  return pack_py(ts, format, bytes->bytes, values) ? std::move(result)
                                                   : Owned();
}

/// Where an offset means in a buffer, for packing (`into`) or unpacking.
/// False: raised.
bool placeOf(ThreadState &ts, const StructObject *format, int64_t buffer,
             bool into, int64_t &offset) {
  int64_t size = format->size;
  if (offset < 0) {
    if (offset + size > 0)
      return raise(ts, *error,
                   into ? "no space to pack {} bytes at offset {}"
                        : "not enough data to unpack {} bytes at offset {}",
                   {size, offset});
    if (offset + buffer < 0)
      return raise(ts, *error, "offset {} out of range for {}-byte buffer",
                   {offset, buffer});
    offset += buffer;
  }
  if (buffer - offset >= size)
    return true;
  return raise(
      ts, *error,
      into ? "pack_into requires a buffer of at least {} bytes for packing {} "
             "bytes at offset {} (actual buffer size is {})"
           : "unpack_from requires a buffer of at least {} bytes for unpacking "
             "{} bytes at offset {} (actual buffer size is {})",
      {uint64_t(offset) + uint64_t(size), size, offset, buffer});
}

/// pack_into(buffer, offset, values...)
Owned packInto_py(ThreadState &ts, Value self, const Value *args,
                  size_t count) {
  const StructObject *format = asStruct(self);
  if (count < 2 || int64_t(count - 2) != format->values) {
    if (count < 2)
      return raise(ts, *error,
                   count ? "pack_into expected offset argument"
                         : "pack_into expected buffer argument");
    checkValueCount(ts, format, "pack_into", count - 2);
    return {};
  }
  HeldBuffer buffer(ts);
  if (!buffer.getWritable(args[0]))
    return {};
  int64_t offset = toIndexInt64_py(ts, args[1], &types::IndexError);
  if ((offset == -1 && pendingException(ts)) ||
      !placeOf(ts, format, buffer.size(), true, offset) ||
      !pack_py(ts, format, buffer.data() + offset, args + 2))
    return {};
  return ownedNone();
}

Owned unpackAll(ThreadState &ts, Value self, Value object) {
  HeldBuffer buffer(ts);
  if (!buffer.get(object))
    return {};
  if (buffer.size() != asStruct(self)->size)
    return raise(ts, *error, "unpack requires a buffer of {} bytes",
                 {asStruct(self)->size});
  return unpack(ts, asStruct(self), buffer.data());
}

/// \p offsetArgument may be null.
Owned unpackFrom_py(ThreadState &ts, Value self, Value object,
                    Value offsetArgument) {
  int64_t offset = 0;
  if (offsetArgument) {
    offset = toIndexInt64_py(ts, offsetArgument, &types::OverflowError);
    if (offset == -1 && pendingException(ts))
      return {};
  }
  HeldBuffer buffer(ts);
  if (!buffer.get(object) ||
      !placeOf(ts, asStruct(self), buffer.size(), false, offset))
    return {};
  return unpack(ts, asStruct(self), buffer.data() + offset);
}

// unpack_iterator -------------------------------------------------------------

struct UnpackIteratorObject {
  ObjectHeader header;
  Word format; ///< Struct or undef when exhausted
  BufferView view;
  int64_t at;
};

UnpackIteratorObject *asIterator(Value v) {
  return v.as<UnpackIteratorObject>();
}

void finishIterator(ThreadState &ts, ObjectHeader *self) {
  auto *iterator = reinterpret_cast<UnpackIteratorObject *>(self);
  if (iterator->format == kUndef)
    return;
  releaseBuffer(ts, iterator->view);
  iterator->view.owner.reset();
  clearField(ts, self, &iterator->format);
}

void deallocateIterator(ThreadState &ts, ObjectHeader *self) {
  finishIterator(ts, self);
  freeObject(ts, self, sizeof(UnpackIteratorObject));
}

void visitIterator(ObjectHeader *self, Visitor &visitor) {
  auto *iterator = reinterpret_cast<UnpackIteratorObject *>(self);
  visitor(iterator->format);
  visitor(iterator->view.owner.word());
}

Owned nextItem(ThreadState &ts, Value self) {
  UnpackIteratorObject *iterator = asIterator(self);
  if (iterator->format == kUndef)
    return {};
  const StructObject *format = asStruct(Value(iterator->format));
  if (iterator->at >= iterator->view.length) {
    finishIterator(ts, &iterator->header);
    return {};
  }
  const char *from = iterator->view.data + iterator->at;
  iterator->at += format->size;
  return unpack(ts, format, from);
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  UnpackIteratorObject *iterator = asIterator(self);
  if (iterator->format == kUndef)
    return makeInt(ts, 0);
  return makeInt(ts, (iterator->view.length - iterator->at) /
                         asStruct(Value(iterator->format))->size);
}

constexpr MethodDef iteratorMethods[] = {{"__length_hint__", lengthHint, "()"},
                                         {}};
constexpr TypeSpec iteratorSpec = {"_struct.unpack_iterator", nullptr,
                                   iteratorMethods};

constinit TypeObject iteratorType = {.header = typeHeader(),
                                     .spec = &iteratorSpec,
                                     .flags = kTypeContainer,
                                     .basicSize = sizeof(UnpackIteratorObject),
                                     .slots = {.deallocate = deallocateIterator,
                                               .visit = visitIterator,
                                               .iter = iterateSelf,
                                               .next = nextItem}};

Owned iterUnpackOf(ThreadState &ts, Value self, Value object) {
  int64_t size = asStruct(self)->size;
  if (size == 0)
    return raise(ts, *error,
                 "cannot iteratively unpack with a struct of length 0");
  BufferView view;
  if (!getBuffer(ts, object, view))
    return {};
  Owned result;
  if (view.length % size)
    raise(ts, *error,
          "iterative unpacking requires a buffer of a multiple of {} bytes",
          {size});
  else
    result = allocateInstance(ts, &iteratorType);
  if (!result) {
    releaseBuffer(ts, view);
    return {};
  }
  auto *iterator = asIterator(result);
  new (&iterator->view) BufferView(std::move(view));
  iterator->format = copyOf(self).take();
  iterator->at = 0;
  return result;
}

// Struct ----------------------------------------------------------------------

Owned structNew(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result) {
    StructObject *self = asStruct(result);
    self->format = kUndef;
    self->items = nullptr;
    self->size = self->values = -1;
  }
  return result;
}

bool structInit(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature("(format)");
  Value format;
  return bindArguments(ts, "Struct", signature, args, &format) &&
         compileFormat(ts, asStruct(self), format);
}

void deallocateStruct(ThreadState &ts, ObjectHeader *self) {
  auto *object = reinterpret_cast<StructObject *>(self);
  rawFree(object->items);
  clearField(ts, self, &object->format);
  freeObject(ts, self, sizeof(StructObject));
}

Owned packMethod(ThreadState &ts, Value self, const Arguments &args) {
  if (!checkNoKeywords(ts, "Struct.pack", args))
    return {};
  return packValues_py(ts, self, args.values, args.positionalCount);
}
Owned packIntoMethod(ThreadState &ts, Value self, const Arguments &args) {
  if (!checkNoKeywords(ts, "Struct.pack_into", args))
    return {};
  return packInto_py(ts, self, args.values, args.positionalCount);
}
bool isReady(ThreadState &ts, Value self) {
  return asStruct(self)->values >= 0 ||
         raise(ts, types::RuntimeError, "Struct object is not initialized");
}
Owned unpackMethod(ThreadState &ts, Value self, const Value *args) {
  return isReady(ts, self) ? unpackAll(ts, self, args[0]) : Owned();
}
Owned unpackFromMethod(ThreadState &ts, Value self, const Value *args) {
  return isReady(ts, self) ? unpackFrom_py(ts, self, args[0], args[1])
                           : Owned();
}
Owned iterUnpackMethod(ThreadState &ts, Value self, const Value *args) {
  return isReady(ts, self) ? iterUnpackOf(ts, self, args[0]) : Owned();
}
Owned sizeOfMethod(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, 56 + 32 * (asStruct(self)->itemCount + 1));
}
Owned getFormat(ThreadState &ts, Value self) {
  Value format(asStruct(self)->format);
  return format.isUndef() ? ownedNone() : makeStr(ts, bytesText(format));
}
Owned getSize(ThreadState &ts, Value self) {
  return makeInt(ts, asStruct(self)->size);
}

constexpr MethodDef structMethods[] = {
    {"iter_unpack", iterUnpackMethod, "(buffer, /)",
     "Return an iterator yielding tuples.\n\nTuples are unpacked from the "
     "given bytes source, like a repeated\ninvocation of "
     "unpack_from().\n\nRequires that the bytes length be a multiple of the "
     "struct size."},
    {"pack", packMethod,
     "S.pack(v1, v2, ...) -> bytes\n\nReturn a bytes object containing values "
     "v1, v2, ... packed according\nto the format string S.format.  See "
     "help(struct) for more on format\nstrings."},
    {"pack_into", packIntoMethod,
     "S.pack_into(buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... "
     "according to the format string S.format\nand write the packed bytes into "
     "the writable buffer buf starting at\noffset.  Note that the offset is a "
     "required argument.  See\nhelp(struct) for more on format strings."},
    {"unpack", unpackMethod, "(buffer, /)",
     "Return a tuple containing unpacked values.\n\nUnpack according to the "
     "format string Struct.format. The buffer's size\nin bytes must be "
     "Struct.size.\n\nSee help(struct) for more on format strings."},
    {"unpack_from", unpackFromMethod, "(buffer, offset=0)",
     "Return a tuple containing unpacked values.\n\nValues are unpacked "
     "according to the format string Struct.format.\n\nThe buffer's size in "
     "bytes, starting at position offset, must be\nat least "
     "Struct.size.\n\nSee help(struct) for more on format strings."},
    {"__sizeof__", sizeOfMethod, "()",
     "S.__sizeof__() -> size of S in memory, in bytes"},
    {}};
constexpr GetSetDef structGetSets[] = {
    {"format", getFormat, nullptr, "struct format string"},
    {"size", getSize, nullptr, "struct size in bytes"},
    {}};
constexpr TypeSpec structSpec = {"_struct.Struct",
                                 "Struct(fmt) --> compiled struct object\n\n",
                                 structMethods, structGetSets};

constinit TypeObject structType = {.header = typeHeader(),
                                   .spec = &structSpec,
                                   .flags = kTypeBase,
                                   .basicSize = sizeof(StructObject),
                                   .slots = {.deallocate = deallocateStruct,
                                             .init = structInit,
                                             .new_ = structNew}};

// Functions -------------------------------------------------------------------

constexpr uint64_t kCacheSize = 100;

Value cacheOf(Value module) {
  return Value(reinterpret_cast<Word>(module.as<ModuleObject>()->state));
}

/// The Struct of a format, from the cache if it can be hashed.
Owned structFor_py(ThreadState &ts, Value module, Value format) {
  Value cache = cacheOf(module);
  bool cacheable = isExactStr(format) || isExactBytes(format);
  if (cacheable) {
    Value found = dictGet_py(ts, cache, format);
    if (found)
      return copyOf(found);
    if (pendingException(ts))
      return {};
  }
  Owned result = structNew(ts, &structType, {});
  if (!result || !compileFormat(ts, asStruct(result), format))
    return {};
  if (cacheable) {
    if (dictLength(cache) >= kCacheSize)
      dictClear(ts, cache);
    if (!dictSet_py(ts, cache, format, result))
      return {};
  }
  return result;
}

Owned calcSize(ThreadState &ts, Value module, const Value *args) {
  Owned format = structFor_py(ts, module, args[0]);
  return format ? makeInt(ts, asStruct(format)->size) : Owned();
}

/// The Struct that the first of \p args names.
Owned leadingFormat_py(ThreadState &ts, Value module, const char *name,
                       const Arguments &args) {
  if (!checkNoKeywords(ts, name, args))
    return {};
  if (args.positionalCount == 0)
    return raise(ts, types::TypeError, "missing format argument");
  return structFor_py(ts, module, args[0]);
}

Owned packFunction(ThreadState &ts, Value module, const Arguments &args) {
  Owned format = leadingFormat_py(ts, module, "_struct.pack", args);
  return format ? packValues_py(ts, format, args.values + 1,
                                args.positionalCount - 1)
                : Owned();
}
Owned packIntoFunction(ThreadState &ts, Value module, const Arguments &args) {
  Owned format = leadingFormat_py(ts, module, "_struct.pack_into", args);
  return format ? packInto_py(ts, format, args.values + 1,
                              args.positionalCount - 1)
                : Owned();
}
Owned unpackFunction(ThreadState &ts, Value module, const Value *args) {
  Owned format = structFor_py(ts, module, args[0]);
  return format ? unpackAll(ts, format, args[1]) : Owned();
}
Owned unpackFromFunction(ThreadState &ts, Value module, const Value *args) {
  Owned format = structFor_py(ts, module, args[0]);
  return format ? unpackFrom_py(ts, format, args[1], args[2]) : Owned();
}
Owned iterUnpackFunction(ThreadState &ts, Value module, const Value *args) {
  Owned format = structFor_py(ts, module, args[0]);
  return format ? iterUnpackOf(ts, format, args[1]) : Owned();
}
Owned clearCache(ThreadState &ts, Value module, const Value *) {
  dictClear(ts, cacheOf(module));
  return ownedNone();
}

constexpr MethodDef functions[] = {
    {"_clearcache", clearCache, "()", "Clear the internal cache."},
    {"calcsize", calcSize, "(format, /)",
     "Return size in bytes of the struct described by the format string."},
    {"iter_unpack", iterUnpackFunction, "(format, buffer, /)",
     "Return an iterator yielding tuples unpacked from the given bytes.\n\nThe "
     "bytes are unpacked according to the format string, like\na repeated "
     "invocation of unpack_from().\n\nRequires that the bytes length be a "
     "multiple of the format struct size."},
    {"pack", packFunction,
     "pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing "
     "the values v1, v2, ... packed according\nto the format string.  See "
     "help(struct) for more on format strings."},
    {"pack_into", packIntoFunction,
     "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, "
     "v2, ... according to the format string and write\nthe packed bytes into "
     "the writable buffer buf starting at offset.  Note\nthat the offset is a "
     "required argument.  See help(struct) for more\non format strings."},
    {"unpack", unpackFunction, "(format, buffer, /)",
     "Return a tuple containing values unpacked according to the format "
     "string.\n\nThe buffer's size in bytes must be calcsize(format).\n\nSee "
     "help(struct) for more on format strings."},
    {"unpack_from", unpackFromFunction, "(format, /, buffer, offset=0)",
     "Return a tuple containing values unpacked according to the format "
     "string.\n\nThe buffer's size, minus offset, must be at least "
     "calcsize(format).\n\nSee help(struct) for more on format strings."},
    {}};

bool execute(ThreadState &ts, Value module) {
  Owned cache = makeDict(ts);
  if (!cache || !initNativeType(ts, &structType) ||
      !initNativeType(ts, &iteratorType) ||
      !addTypeToModule(ts, module, &structType))
    return false;
  module.as<ModuleObject>()->state = reinterpret_cast<void *>(cache.take());
  error = addExceptionToModule(ts, module, "struct.error",
                               Value(&types::Exception), nullptr, error);
  return error != nullptr;
}

} // namespace

} // namespace structs

DX_NATIVE_MODULE(
    _struct,
    .doc =
        "Functions to convert between Python values and C structs.\nPython "
        "bytes objects are used to hold the data representing the C "
        "struct\nand also as format strings (explained below) to describe the "
        "layout of data\nin the C struct.\n\nThe optional first format char "
        "indicates byte order, size and alignment:\n  @: native order, size & "
        "alignment (default)\n  =: native order, std. size & alignment\n  <: "
        "little-endian, std. size & alignment\n  >: big-endian, std. size & "
        "alignment\n  !: same as >\n\nThe remaining chars indicate types of "
        "args and must match exactly;\nthese can be preceded by a decimal "
        "repeat count:\n  x: pad byte (no data); c:char; b:signed byte; "
        "B:unsigned byte;\n  ?: _Bool (requires C99; if not available, char is "
        "used instead)\n  h:short; H:unsigned short; i:int; I:unsigned int;\n  "
        "l:long; L:unsigned long; f:float; d:double; e:half-float.\nSpecial "
        "cases (preceding decimal count indicates length):\n  s:string (array "
        "of char); p: pascal string (with count byte).\nSpecial cases (only "
        "available in native format):\n  n:ssize_t; N:size_t;\n  P:an integer "
        "type that is wide enough to hold a pointer.\nSpecial case (not in "
        "native mode unless 'long long' in platform C):\n  q:long long; "
        "Q:unsigned long long\nWhitespace between formats is ignored.\n\nThe "
        "variable struct.error is an exception raised on errors.\n",
    .functions = structs::functions, .execute = structs::execute)

} // namespace dxpy
