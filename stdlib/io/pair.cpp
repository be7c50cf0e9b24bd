// BufferedRWPair: one stream to read, another to write.
#include "stdlib/io/io.h"

namespace dxpy::io {

namespace {

struct PairObject {
  ObjectHeader header;
  Word reader, writer; ///< undef: not initialised
};
PairObject *pairOf(Value v) { return v.as<PairObject>(); }
using PairFields =
    OwnedFields<PairObject, &PairObject::reader, &PairObject::writer>;

Owned new_(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result)
    pairOf(result)->reader = pairOf(result)->writer = kUndef;
  return result;
}
bool init(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature =
      "(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)";
  Value bound[3];
  if (!bindArguments(ts, "BufferedRWPair", signature, args, bound) ||
      !checkAbility_py(ts, bound[0], Ability::Readable) ||
      !checkAbility_py(ts, bound[1], Ability::Writable))
    return false;
  Owned size = bound[2] ? copyOf(bound[2]) : makeInt(ts, kDefaultBufferSize);
  Owned reader = call_py(ts, Value(&readerType), {bound[0], size});
  Owned writer =
      reader ? call_py(ts, Value(&writerType), {bound[1], size}) : Owned();
  if (!writer)
    return false;
  storeField(ts, self.header(), &pairOf(self)->reader, std::move(reader));
  storeField(ts, self.header(), &pairOf(self)->writer, std::move(writer));
  return true;
}

template <Word PairObject::*half>
Owned forward_py(ThreadState &ts, Value self, const char *name,
                 const Arguments &args) {
  Value target(pairOf(self)->*half);
  if (target.isUndef())
    return raiseUninitialised(ts);
  Owned hold = copyOf(target), method = attribute_py(ts, hold, name);
  return method ? call_py(ts, method, args) : Owned();
}
#define FORWARD(function, half, name)                                          \
  Owned function(ThreadState &ts, Value self, const Arguments &args) {         \
    return forward_py<&PairObject::half>(ts, self, name, args);                \
  }
FORWARD(read, reader, "read")
FORWARD(peek, reader, "peek")
FORWARD(read1, reader, "read1")
FORWARD(readInto, reader, "readinto")
FORWARD(readInto1, reader, "readinto1")
FORWARD(readable, reader, "readable")
FORWARD(closeReader, reader, "close")
FORWARD(isReaderTerminal, reader, "isatty")
FORWARD(write, writer, "write")
FORWARD(flush, writer, "flush")
FORWARD(writable, writer, "writable")
FORWARD(closeWriter, writer, "close")
FORWARD(isWriterTerminal, writer, "isatty")
#undef FORWARD

Owned close(ThreadState &ts, Value self, const Arguments &) {
  Owned written = closeWriter(ts, self, {});
  Owned error = takeException(ts);
  Owned done = closeReader(ts, self, {});
  chainExceptions(ts, std::move(error));
  return written && done ? ownedNone() : Owned();
}
Owned isTerminal(ThreadState &ts, Value self, const Arguments &) {
  Owned answer = isWriterTerminal(ts, self, {});
  return !answer || !answer.value().isFalse() ? std::move(answer)
                                              : isReaderTerminal(ts, self, {});
}
Owned getClosed(ThreadState &ts, Value self) {
  Value writer(pairOf(self)->writer);
  if (writer.isUndef())
    return raise(ts, types::RuntimeError,
                 "the BufferedRWPair object is being garbage-collected");
  return attribute_py(ts, writer, "closed");
}

constexpr MethodDef methods[] = {
    {"read", read},         {"peek", peek},           {"read1", read1},
    {"readinto", readInto}, {"readinto1", readInto1}, {"write", write},
    {"flush", flush},       {"readable", readable},   {"writable", writable},
    {"close", close},       {"isatty", isTerminal},   {}};
constexpr GetSetDef getSets[] = {{"closed", getClosed}, {}};
constexpr TypeSpec spec = {
    "_io.BufferedRWPair",
    "A buffered reader and writer object together.\n\nA buffered reader object "
    "and buffered writer object put together to\nform a sequential IO object "
    "that can read and write. This is typically\nused with a socket or two-way "
    "pipe.\n\nreader and writer are RawIOBase objects that are readable "
    "and\nwriteable respectively. If the buffer_size is omitted it defaults "
    "to\nDEFAULT_BUFFER_SIZE.",
    methods, getSets};

} // namespace

constinit TypeObject pairType = {.header = typeHeader(),
                                 .spec = &spec,
                                 .base = &bufferedType,
                                 .flags = kStreamFlags,
                                 .basicSize = sizeof(PairObject),
                                 .slotsOffset =
                                     sizeof(PairObject) + sizeof(Word),
                                 .slots = {.deallocate = PairFields::deallocate,
                                           .visit = PairFields::visit,
                                           .clear = PairFields::clear,
                                           .init = init,
                                           .new_ = new_}};

} // namespace dxpy::io
