// IncrementalNewlineDecoder: newlines made "\n" in what another decoder gives,
// or in str where there is none.
#include "stdlib/io/text_codec.h"

namespace dxpy::io {

namespace {

struct DecoderObject {
  ObjectHeader header;
  Word decoder; ///< None: the input is str; undef: not initialised
  NewlineDecoder newlines;
};
DecoderObject *decoderOf(Value v) { return v.as<DecoderObject>(); }
using DecoderFields = OwnedFields<DecoderObject, &DecoderObject::decoder>;

Owned new_(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result) {
    decoderOf(result)->decoder = kUndef;
    decoderOf(result)->newlines = {};
  }
  return result;
}
bool init(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature =
      "(decoder, translate, errors='strict')";
  Value bound[3];
  if (!bindArguments(ts, "IncrementalNewlineDecoder", signature, args, bound))
    return false;
  int translate = isTrue_py(ts, bound[1]);
  if (translate < 0)
    return false;
  decoderOf(self)->newlines = {.translate = translate > 0};
  storeField(ts, self.header(), &decoderOf(self)->decoder, copyOf(bound[0]));
  return true;
}

bool ready(ThreadState &ts, Value self) {
  return decoderOf(self)->decoder != kUndef ||
         raise(ts, types::ValueError,
               "IncrementalNewlineDecoder.__init__() not called");
}
Owned inner(Value self) { return copyOf(Value(decoderOf(self)->decoder)); }

Owned decode(ThreadState &ts, Value self, const Value *args) {
  int final = args[1] ? isTrue_py(ts, args[1]) : 0;
  if (final < 0 || !ready(ts, self))
    return {};
  Owned decoder = inner(self), text = copyOf(args[0]);
  if (!decoder.value().isNone()) {
    text = callNamed_py(ts, decoder, "decode", {args[0], boolean(final)});
    if (!text)
      return {};
  }
  if (!isStr(text))
    return raise(ts, types::TypeError,
                 "decoder should return a string result, not '{}'",
                 {typeOf(text)});
  return decoderOf(self)->newlines.decode(ts, std::move(text), final);
}

Owned getState(ThreadState &ts, Value self, const Value *) {
  if (!ready(ts, self))
    return {};
  Owned decoder = inner(self), bytes = makeBytes(ts, {});
  uint64_t flags = 0;
  if (!decoder.value().isNone()) {
    Owned state = callNamed_py(ts, decoder, "getstate");
    if (!state)
      return {};
    int64_t number;
    if (!isTuple(state) || tupleLength(state) != 2)
      return raise(ts, types::TypeError, "illegal decoder state");
    if (!sizeArgument_py(ts, tupleItem(state, 1), number))
      return {};
    bytes = copyOf(tupleItem(state, 0));
    flags = uint64_t(number);
  }
  Owned number =
      makeUnsigned(ts, flags << 1 | decoderOf(self)->newlines.pendingReturn);
  return bytes && number ? makeTuple(ts, {bytes, number}) : Owned();
}
Owned setState(ThreadState &ts, Value self, const Value *args) {
  if (!ready(ts, self))
    return {};
  if (!isTuple(args[0]))
    return raise(ts, types::TypeError, "state argument must be a tuple");
  int64_t flags;
  if (tupleLength(args[0]) != 2)
    return raise(ts, types::TypeError, "setstate(): illegal state argument");
  if (!sizeArgument_py(ts, tupleItem(args[0], 1), flags))
    return {};
  decoderOf(self)->newlines.pendingReturn = flags & 1;
  Owned decoder = inner(self);
  if (decoder.value().isNone())
    return ownedNone();
  Owned number = makeInt(ts, int64_t(uint64_t(flags) >> 1));
  Owned state = makeTuple(ts, {tupleItem(args[0], 0), number});
  return state ? callNamed_py(ts, decoder, "setstate", {state}) : Owned();
}
Owned reset(ThreadState &ts, Value self, const Value *) {
  if (!ready(ts, self))
    return {};
  decoderOf(self)->newlines.seen = 0;
  decoderOf(self)->newlines.pendingReturn = false;
  Owned decoder = inner(self);
  return decoder.value().isNone() ? ownedNone()
                                  : callNamed_py(ts, decoder, "reset");
}
Owned getNewlines(ThreadState &ts, Value self) {
  return ready(ts, self) ? decoderOf(self)->newlines.newlines(ts) : Owned();
}

constexpr MethodDef methods[] = {{"decode", decode, "(input, final=False)"},
                                 {"getstate", getState, "()"},
                                 {"setstate", setState, "(state, /)"},
                                 {"reset", reset, "()"},
                                 {}};
constexpr GetSetDef getSets[] = {{"newlines", getNewlines}, {}};
constexpr TypeSpec spec = {
    "_io.IncrementalNewlineDecoder",
    "Codec used when reading a file in universal newlines mode.\n\nIt wraps "
    "another incremental decoder, translating \\r\\n and \\r into \\n.\nIt "
    "also records the types of newlines encountered.  When used with\n"
    "translate=False, it ensures that the newline sequence is returned in\none "
    "piece. When used with decoder=None, it expects unicode strings as\ndecode "
    "input and translates newlines without first invoking an external\n"
    "decoder.",
    methods, getSets};

} // namespace

constinit TypeObject newlineDecoderType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(DecoderObject),
    .slotsOffset = sizeof(DecoderObject) + sizeof(Word),
    .slots = {.deallocate = DecoderFields::deallocate,
              .visit = DecoderFields::visit,
              .clear = DecoderFields::clear,
              .init = init,
              .new_ = new_}};

} // namespace dxpy::io
