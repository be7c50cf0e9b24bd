// make_encoder: writes a value as JSON text.
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/text/float_text.h"
#include "stdlib/json/json.h"
#include <cmath>
#include <cstddef>

namespace dxpy::json {

namespace {

/// How strings are written: in C++ if the encoder is one of ours.
enum class Strings : uint8_t { Plain, Ascii, Called };

struct EncoderObject {
  ObjectHeader header;
  Word markers, fallback, encoder, indent, keySeparator, itemSeparator;
  bool sortKeys, skipKeys, allowNan;
  Strings strings;
};
EncoderObject *encoderOf(Value v) { return v.as<EncoderObject>(); }

/// The keys and values of a dict at one time: writing them may run Python code
/// that changes it.
class Snapshot {
public:
  Snapshot(ThreadState &ts, Value dict)
      : ts_(ts), words_(dictLength(dict) * 2) {
    uint64_t position = 0;
    Value key, value;
    while (words_.data() && dictNext(dict, position, key, value)) {
      words_[count_++] = Value(copyOf(key).take());
      words_[count_++] = Value(copyOf(value).take());
    }
  }
  ~Snapshot() {
    for (size_t i = 0; i < count_; ++i)
      release(&ts_, words_[i].word());
  }
  Snapshot(const Snapshot &) = delete;
  bool ok() const { return words_.ok(ts_); }
  size_t size() const { return count_ / 2; }
  Value key(size_t i) { return words_[2 * i]; }
  Value value(size_t i) { return words_[2 * i + 1]; }

private:
  ThreadState &ts_;
  ArgumentBuffer words_;
  size_t count_ = 0;
};

/// One call of an encoder. Functions give false when they have raised.
class Writer {
public:
  Writer(ThreadState &ts, const EncoderObject *encoder)
      : ts(ts), e(encoder), out(ts) {}

  bool value_py(Value value) {
    if (isStr(value))
      return string_py(value);
    if (value.isNone() || value.isBool())
      return text(constantName(value));
    if (isInt(value))
      return integer(value);
    if (isFloat(value))
      return floating(value);
    RecursionLevel level(ts, " while encoding a JSON object");
    if (!level)
      return false;
    if (isList(value) || isTuple(value))
      return sequence_py(value);
    return isDict(value) ? mapping_py(value) : other_py(value);
  }
  Owned finish() { return out.finish(); }

private:
  bool text(std::string_view piece) {
    out.append(piece);
    return true;
  }
  static std::string_view constantName(Value v) {
    return v.isNone() ? "null" : v.isTrue() ? "true" : "false";
  }
  bool integer(Value value) {
    if (value.isSmallInt()) {
      out.appendInt(value.smallInt());
      return true;
    }
    Owned digits = intToText(ts, value, 10);
    return digits && text(strText(digits));
  }
  bool floating(Value value) {
    double number = floatValue(value);
    if (!std::isfinite(number)) {
      if (!e->allowNan)
        return raise(ts, types::ValueError,
                     "Out of range float values are not JSON compliant");
      return text(std::isnan(number) ? "NaN"
                  : number > 0       ? "Infinity"
                                     : "-Infinity");
    }
    char digits[text::reprFloatSize];
    return text({digits, text::reprFloat(digits, number)});
  }
  bool string_py(Value string) {
    switch (e->strings) {
    case Strings::Plain:
      appendString<Run::Strict>(out, strText(string));
      return true;
    case Strings::Ascii:
      appendString<Run::Ascii>(out, strText(string));
      return true;
    case Strings::Called:
      break;
    }
    Owned encoded = call_py(ts, Value(e->encoder), {string});
    if (encoded && !isStr(encoded))
      return raise(ts, types::TypeError,
                   "encoder() must return a string, not {}", {typeOf(encoded)});
    return encoded && text(strText(encoded));
  }

  /// Remembers a container while it is written. False: raised, it is under way
  /// already.
  bool enter_py(Value container, Owned &mark) {
    if (Value(e->markers).isNone())
      return true;
    mark = makeUnsigned(ts, container.word());
    int known = mark ? dictContains_py(ts, Value(e->markers), mark) : -1;
    if (known > 0)
      return raise(ts, types::ValueError, "Circular reference detected");
    return known == 0 && dictSet_py(ts, Value(e->markers), mark, container);
  }
  bool leave_py(Value mark) {
    if (!mark)
      return true;
    int removed = dictDelete_py(ts, Value(e->markers), mark);
    return removed > 0 || (removed == 0 && raiseKeyError(ts, mark));
  }

  bool sequence_py(Value value) {
    Owned items = copyOf(value);
    if (!isExactList(value) && !isExactTuple(value)) {
      items = listFromIterable_py(ts, value);
      if (!items) {
        if (pendingMatches(ts, types::TypeError)) {
          clearException(ts);
          raise(ts, types::TypeError, "_iterencode_list needs a sequence");
        }
        return false;
      }
    }
    bool isTuple = isExactTuple(items);
    auto length = [&] {
      return isTuple ? tupleLength(items) : listLength(items);
    };
    if (length() == 0)
      return text("[]");
    Owned mark;
    if (!enter_py(value, mark))
      return false;
    out.append("[");
    for (uint64_t i = 0; i < length(); ++i) {
      if (i)
        out.append(strText(Value(e->itemSeparator)));
      Owned item =
          isTuple ? copyOf(tupleItem(items, i)) : listItem(ts, items, i);
      if (!item || !value_py(item))
        return false;
    }
    out.append("]");
    return leave_py(mark);
  }

  bool mapping_py(Value dict) {
    if (dictLength(dict) == 0)
      return text("{}");
    Owned mark;
    if (!enter_py(dict, mark))
      return false;
    out.append("{");
    bool first = true;
    bool good = isExactDict(dict) && !e->sortKeys ? snapshot_py(dict, first)
                                                  : pairs_py(dict, first);
    out.append("}");
    return good && leave_py(mark);
  }
  bool snapshot_py(Value dict, bool &first) {
    Snapshot items(ts, dict);
    if (!items.ok())
      return false;
    for (size_t i = 0; i < items.size(); ++i)
      if (!item_py(items.key(i), items.value(i), first))
        return false;
    return true;
  }
  bool pairs_py(Value dict, bool &first) {
    Owned pairs = itemsOf_py(dict);
    if (!pairs || (e->sortKeys && !listSort_py(ts, pairs, none, false)))
      return false;
    for (uint64_t i = 0; i < listLength(pairs); ++i) {
      Owned pair = listItem(ts, pairs, i);
      if (!pair)
        return false;
      if (!isTuple(pair) || tupleLength(pair) != 2)
        return raise(ts, types::ValueError, "items must return 2-tuples");
      if (!item_py(tupleItem(pair, 0), tupleItem(pair, 1), first))
        return false;
    }
    return true;
  }
  /// A list of the items that a dict or an instance of a subclass says it has.
  Owned itemsOf_py(Value dict) {
    if (isExactDict(dict))
      return dictItems(ts, dict);
    Owned items = callMethod_py(ts, dict, Value(&names::items));
    Owned list = items ? listFromIterable_py(ts, items) : Owned();
    if (items && !list && pendingMatches(ts, types::TypeError) &&
        !typeOf(items)->slots.iter) {
      clearException(ts);
      raise(ts, types::TypeError,
            "{}.items() returned a non-iterable (type {})",
            {typeOf(dict), typeOf(items)});
    }
    return list;
  }
  bool item_py(Value key, Value value, bool &first) {
    size_t before = out.size();
    if (!first)
      out.append(strText(Value(e->itemSeparator)));
    if (isStr(key)) {
      if (!string_py(key))
        return false;
    } else if (isFloat(key) || isInt(key) || key.isNone()) {
      if (!constantKey_py(key))
        return false;
    } else if (e->skipKeys) {
      out.truncate(before);
      return true;
    } else {
      return raise(ts, types::TypeError,
                   "keys must be str, int, float, bool or None, not {}",
                   {typeOf(key)});
    }
    first = false;
    out.append(strText(Value(e->keySeparator)));
    return value_py(value);
  }
  /// A key that is no str is written as a string of its text.
  bool constantKey_py(Value key) {
    Writer shown(ts, e);
    if (!shown.value_py(key))
      return false;
    if (e->strings != Strings::Called) {
      out.append("\"");
      out.append(shown.out.view());
      return text("\"");
    }
    Owned string = shown.finish();
    return string && string_py(string);
  }

  bool other_py(Value value) {
    Owned mark;
    if (!enter_py(value, mark))
      return false;
    Owned stand = call_py(ts, Value(e->fallback), {value});
    return stand && value_py(stand) && leave_py(mark);
  }

  ThreadState &ts;
  const EncoderObject *e;
  StrBuilder out;
};

Word callEncoder(ThreadState *state, Word callee, Word *words, uint64_t count,
                 Word names) {
  static constexpr Signature signature("(obj, _current_indent_level)");
  ThreadState &ts = *state;
  Value bound[2];
  int64_t indent;
  if (!bindArguments(ts, "_iterencode", signature,
                     argumentsOf(words, count, names), bound) ||
      !sizeArgument_py(ts, bound[1], indent))
    return kError;
  Owned encoder = copyOf(Value(callee)), object = copyOf(bound[0]);
  Writer writer(ts, encoderOf(encoder));
  Owned text = writer.value_py(object) ? writer.finish() : Owned();
  Owned list = text ? makeList(ts, 1) : Owned();
  return list && listAppend(ts, list, std::move(text)) ? list.take() : kError;
}

Strings stringsOf(Value encoder) {
  if (!hasShape(encoder, BuiltinShape::BuiltinFunction))
    return Strings::Called;
  const MethodDef *def = encoder.as<BuiltinFunctionObject>()->def;
  return def->signature.raw                        ? Strings::Called
         : def->function == &encodeBaseString      ? Strings::Plain
         : def->function == &encodeBaseStringAscii ? Strings::Ascii
                                                   : Strings::Called;
}

Owned newEncoder(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature(
      "(markers, default, encoder, indent, key_separator, item_separator, "
      "sort_keys, skipkeys, allow_nan)");
  Value bound[9];
  if (!bindArguments(ts, "make_encoder", signature, args, bound))
    return {};
  for (int i = 4; i < 6; ++i)
    if (!isStr(bound[i]))
      return raise(ts, types::TypeError,
                   "make_encoder() argument {} must be str, not {}",
                   {i + 1, argumentType(bound[i])});
  int flags[3];
  for (int i = 0; i < 3; ++i)
    if ((flags[i] = isTrue_py(ts, bound[6 + i])) < 0)
      return {};
  if (!bound[0].isNone() && !isDict(bound[0]))
    return raise(ts, types::TypeError,
                 "make_encoder() argument 1 must be dict or None, not {}",
                 {typeOf(bound[0])});
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  EncoderObject *encoder = encoderOf(result);
  Word *fields[] = {&encoder->markers,      &encoder->fallback,
                    &encoder->encoder,      &encoder->indent,
                    &encoder->keySeparator, &encoder->itemSeparator};
  for (int i = 0; i < 6; ++i)
    *fields[i] = copyOf(bound[i]).take();
  encoder->sortKeys = flags[0];
  encoder->skipKeys = flags[1];
  encoder->allowNan = flags[2];
  encoder->strings = stringsOf(bound[2]);
  return result;
}

constexpr MemberDef members[] = {
    {"markers", MemberKind::Value, offsetof(EncoderObject, markers), true,
     "markers"},
    {"default", MemberKind::Value, offsetof(EncoderObject, fallback), true,
     "default"},
    {"encoder", MemberKind::Value, offsetof(EncoderObject, encoder), true,
     "encoder"},
    {"indent", MemberKind::Value, offsetof(EncoderObject, indent), true,
     "indent"},
    {"key_separator", MemberKind::Value, offsetof(EncoderObject, keySeparator),
     true, "key_separator"},
    {"item_separator", MemberKind::Value,
     offsetof(EncoderObject, itemSeparator), true, "item_separator"},
    {"sort_keys", MemberKind::Bool, offsetof(EncoderObject, sortKeys), true,
     "sort_keys"},
    {"skipkeys", MemberKind::Bool, offsetof(EncoderObject, skipKeys), true,
     "skipkeys"},
    {}};
constexpr TypeSpec spec = {"_json.Encoder",
                           "_iterencode(obj, _current_indent_level) -> "
                           "iterable",
                           nullptr, nullptr, members};
using EncoderFields =
    OwnedFields<EncoderObject, &EncoderObject::markers,
                &EncoderObject::fallback, &EncoderObject::encoder,
                &EncoderObject::indent, &EncoderObject::keySeparator,
                &EncoderObject::itemSeparator>;

} // namespace

constinit TypeObject encoderType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeBase,
    .basicSize = sizeof(EncoderObject),
    .slots = {.deallocate = EncoderFields::deallocate,
              .visit = EncoderFields::visit,
              .clear = EncoderFields::clear,
              .call = callEncoder,
              .new_ = newEncoder}};

} // namespace dxpy::json
