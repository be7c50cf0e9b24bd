// make_scanner: reads one JSON value from a text.
#include "runtime-support/inline/containers.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/text/float_text.h"
#include "stdlib/json/json.h"
#include <cstddef>

namespace dxpy::json {

namespace {

struct ScannerObject {
  ObjectHeader header;
  Word objectHook, pairsHook, parseFloat, parseInt, parseConstant;
  bool strict;
};
ScannerObject *scannerOf(Value v) { return v.as<ScannerObject>(); }

/// The keys that a text has had, by their text: equal keys are one object.
class KeyMemo {
public:
  ~KeyMemo() {
    for (size_t i = 0; i < capacity_; ++i)
      if (slots_[i].key)
        release(&currentThread, slots_[i].key);
    if (slots_ != inline_)
      rawFree(slots_);
  }
  /// The str of \p text; null: MemoryError.
  Owned find(ThreadState &ts, std::string_view text, bool high) {
    const uint64_t hash = strHash0(text.data(), text.size());
    Slot *slot = place(hash, text);
    if (slot->key)
      return copyOf(Value(slot->key));
    Owned key = high ? makeStr(ts, text) : makeStr(ts, text, text.size());
    if (!key)
      return {};
    if (count_ * 2 >= capacity_) {
      if (!grow())
        return raiseMemoryError(ts);
      slot = place(hash, text);
    }
    // The dict that gets the key asks for the hash.
    if (auto *str = key.as<StrObject>(); !str->hash0)
      str->hash0 = hash;
    *slot = {hash, copyOf(key).take()};
    ++count_;
    return key;
  }

private:
  struct Slot {
    uint64_t hash;
    Word key; ///< str; 0: free
  };
  Slot *place(uint64_t hash, std::string_view text) {
    for (size_t i = hash;; ++i) {
      Slot *slot = &slots_[i & (capacity_ - 1)];
      if (!slot->key ||
          (slot->hash == hash && strText(Value(slot->key)) == text))
        return slot;
    }
  }
  bool grow() {
    size_t old = capacity_;
    auto *larger =
        static_cast<Slot *>(rawAllocateZeroed(old * 4 * sizeof(Slot)));
    if (!larger)
      return false;
    Slot *slots = std::exchange(slots_, larger);
    capacity_ = old * 4;
    for (size_t i = 0; i < old; ++i)
      if (slots[i].key)
        *place(slots[i].hash, strText(Value(slots[i].key))) = slots[i];
    if (slots != inline_)
      rawFree(slots);
    return true;
  }

  static constexpr size_t kInline = 32; ///< a power of two, as all capacities
  Slot inline_[kInline] = {};
  Slot *slots_ = inline_;
  size_t capacity_ = kInline, count_ = 0;
};

/// One call of a scanner. Positions are bytes of the text; those that Python
/// sees count characters.
class Reader {
public:
  Reader(ThreadState &ts, const ScannerObject *scanner, Value string)
      : ts(ts), scanner(scanner), string(string), text(strText(string)) {}

  /// The value that starts at \p at, which moves behind it.
  Owned value_py(size_t &at) {
    if (at >= text.size())
      return noValue(at);
    switch (text[at]) {
    case '"':
      return stringValue_py(++at);
    case '{':
      return object_py(++at);
    case '[':
      return array_py(++at);
    case 'n':
      if (word(at, "null"))
        return ownedNone();
      break;
    case 't':
      if (word(at, "true"))
        return ownedBool(true);
      break;
    case 'f':
      if (word(at, "false"))
        return ownedBool(false);
      break;
    case 'N':
      if (word(at, "NaN"))
        return constant_py("NaN");
      break;
    case 'I':
      if (word(at, "Infinity"))
        return constant_py("Infinity");
      break;
    case '-':
      if (word(at, "-Infinity"))
        return constant_py("-Infinity");
      break;
    }
    return number_py(at);
  }

private:
  [[gnu::cold]] Owned noValue(size_t at) {
    Owned index = makeInt(ts, int64_t(strCharIndex(string, at)));
    return index ? Owned(raiseStopIteration(ts, index)) : Owned();
  }
  [[gnu::cold]] Raised fail_py(const char *message, size_t at) {
    return raiseDecodeError_py(ts, string, {message, at});
  }
  bool word(size_t &at, std::string_view wanted) const {
    if (text.substr(at, wanted.size()) != wanted)
      return false;
    at += wanted.size();
    return true;
  }
  bool has(size_t at, char c) const {
    return at < text.size() && text[at] == c;
  }

  Owned constant_py(const char *name) {
    Owned argument = internText(ts, name);
    return argument
               ? call_py(ts, Value(scanner->parseConstant), {argument.value()})
               : Owned();
  }

  Owned number_py(size_t &at) {
    Number number = readNumber(text.substr(at));
    if (!number.length)
      return noValue(at);
    std::string_view digits = text.substr(at, number.length);
    at += number.length;
    Value parse(number.isFloat ? scanner->parseFloat : scanner->parseInt);
    Value usual(number.isFloat ? &types::Float : &types::Int);
    if (parse == usual && number.isFloat) {
      double result = 0;
      text::scanFloat(digits, result);
      return makeFloat(ts, result);
    }
    if (parse == usual && number.isSmall)
      return Owned::steal(smallIntWord(number.value));
    Owned argument = makeStr(ts, digits, digits.size());
    if (!argument)
      return {};
    return parse == usual ? intFromAscii(ts, digits, 10, argument)
                          : call_py(ts, parse, {argument.value()});
  }

  /// The bytes of the string at \p at, which stay valid until the next one.
  bool string_py(size_t &at, StrBuilder &out, std::string_view &bytes,
                 bool &high) {
    Fault fault = scanner->strict
                      ? readString<Run::Strict>(text, at, bytes, high, out)
                      : readString<Run::Lenient>(text, at, bytes, high, out);
    if (fault)
      return raiseDecodeError_py(ts, string, fault);
    if (!bytes.data()) {
      if (out.failed())
        return raiseMemoryError(ts);
      bytes = out.view();
    }
    return true;
  }
  Owned stringValue_py(size_t &at) {
    StrBuilder out(ts);
    std::string_view bytes;
    bool high = false;
    if (!string_py(at, out, bytes, high))
      return {};
    return high ? makeStr(ts, bytes) : makeStr(ts, bytes, bytes.size());
  }
  Owned key_py(size_t &at) {
    StrBuilder out(ts);
    std::string_view bytes;
    bool high = false;
    return string_py(at, out, bytes, high) ? keys.find(ts, bytes, high)
                                           : Owned();
  }

  Owned array_py(size_t &at) {
    RecursionLevel level(ts,
                         " while decoding a JSON array from a unicode string");
    Owned list = level ? makeList(ts) : Owned();
    if (!list)
      return {};
    at = skipSpace(text, at);
    if (has(at, ']')) {
      ++at;
      return list;
    }
    for (;;) {
      Owned item = value_py(at);
      if (!item || !listAppendFast(&ts, list.as<ListObject>(), item.take()))
        return {};
      at = skipSpace(text, at);
      if (has(at, ']'))
        break;
      if (!has(at, ','))
        return fail_py("Expecting ',' delimiter", at);
      at = skipSpace(text, at + 1);
    }
    ++at;
    return list;
  }

  /// Reads `"key": value` pairs up to the brace and gives each to \p put.
  template <typename Put> bool pairs_py(size_t &at, Put put) {
    at = skipSpace(text, at);
    if (has(at, '}')) {
      ++at;
      return true;
    }
    for (;;) {
      if (!has(at, '"'))
        return fail_py("Expecting property name enclosed in double quotes", at);
      Owned key = key_py(++at);
      if (!key)
        return false;
      if (!has(at, ':')) {
        at = skipSpace(text, at);
        if (!has(at, ':'))
          return fail_py("Expecting ':' delimiter", at);
      }
      at = skipSpace(text, at + 1);
      Owned value = value_py(at);
      if (!value || !put(key, value))
        return false;
      at = skipSpace(text, at);
      if (has(at, '}'))
        break;
      if (!has(at, ','))
        return fail_py("Expecting ',' delimiter", at);
      at = skipSpace(text, at + 1);
    }
    ++at;
    return true;
  }

  Owned object_py(size_t &at) {
    RecursionLevel level(ts,
                         " while decoding a JSON object from a unicode string");
    if (!level)
      return {};
    Value hook(scanner->pairsHook);
    if (!hook.isNone()) {
      Owned list = makeList(ts);
      bool good = list && pairs_py(at, [&](Value key, Value value) {
                    Owned pair = makeTuple(ts, {key, value});
                    return pair && listAppend(ts, list, std::move(pair));
                  });
      return good ? call_py(ts, hook, {list.value()}) : Owned();
    }
    Owned dict = makeDict(ts);
    if (!dict || !pairs_py(at, [&](Value key, Value value) {
          return dictSet_py(ts, dict, key, value);
        }))
      return {};
    hook = Value(scanner->objectHook);
    return hook.isNone() ? std::move(dict) : call_py(ts, hook, {dict.value()});
  }

  ThreadState &ts;
  const ScannerObject *scanner;
  Value string;
  std::string_view text;
  KeyMemo keys;
};

Word callScanner(ThreadState *state, Word callee, Word *words, uint64_t count,
                 Word names) {
  static constexpr Signature signature("(string, idx)");
  ThreadState &ts = *state;
  Value bound[2];
  int64_t index;
  if (!bindArguments(ts, "scan_once", signature,
                     argumentsOf(words, count, names), bound) ||
      !sizeArgument_py(ts, bound[1], index))
    return kError;
  Value string = bound[0];
  if (!isStr(string)) {
    raise(ts, types::TypeError, "first argument must be a string, not {}",
          {typeOf(string)});
    return kError;
  }
  if (index < 0) {
    raise(ts, types::ValueError, "idx cannot be negative");
    return kError;
  }
  if (uint64_t(index) >= strLength(string)) {
    raiseStopIteration(ts, bound[1]);
    return kError;
  }
  Owned keptScanner = copyOf(Value(callee)), keptText = copyOf(string);
  const size_t start = strByteOffset(string, uint64_t(index));
  size_t at = start;
  Owned value = Reader(ts, scannerOf(keptScanner), string).value_py(at);
  if (!value)
    return kError;
  index += isAscii(string) ? int64_t(at - start)
                           : int64_t(text::countCharacters(
                                 strText(string).substr(start, at - start)));
  Owned end = makeInt(ts, index);
  return end ? makeTuple(ts, {value, end}).take() : kError;
}

/// The fields that are attributes of the context, in CPython's order.
struct ContextField {
  const char *name;
  Word ScannerObject::*field;
};
constexpr ContextField contextFields[] = {
    {"object_hook", &ScannerObject::objectHook},
    {"object_pairs_hook", &ScannerObject::pairsHook},
    {"parse_float", &ScannerObject::parseFloat},
    {"parse_int", &ScannerObject::parseInt},
    {"parse_constant", &ScannerObject::parseConstant}};

Owned attribute_py(ThreadState &ts, Value object, const char *name) {
  Owned key = internText(ts, name);
  return key ? getAttr_py(ts, object, key) : Owned();
}

Owned newScanner(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(context)");
  Value context;
  if (!bindArguments(ts, "make_scanner", signature, args, &context))
    return {};
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  ScannerObject *scanner = scannerOf(result);
  for (const ContextField &row : contextFields)
    scanner->*row.field = kUndef;
  Owned strict = attribute_py(ts, context, "strict");
  int isStrict = strict ? isTrue_py(ts, strict) : -1;
  if (isStrict < 0)
    return {};
  scanner->strict = isStrict;
  for (const ContextField &row : contextFields) {
    Owned value = attribute_py(ts, context, row.name);
    if (!value)
      return {};
    scanner->*row.field = value.take();
  }
  return result;
}

constexpr MemberDef members[] = {
    {"strict", MemberKind::Bool, offsetof(ScannerObject, strict), true,
     "strict"},
    {"object_hook", MemberKind::Value, offsetof(ScannerObject, objectHook),
     true, "object_hook"},
    {"object_pairs_hook", MemberKind::Value,
     offsetof(ScannerObject, pairsHook)},
    {"parse_float", MemberKind::Value, offsetof(ScannerObject, parseFloat),
     true, "parse_float"},
    {"parse_int", MemberKind::Value, offsetof(ScannerObject, parseInt), true,
     "parse_int"},
    {"parse_constant", MemberKind::Value,
     offsetof(ScannerObject, parseConstant), true, "parse_constant"},
    {}};
constexpr TypeSpec spec = {"_json.Scanner", "JSON scanner object", nullptr,
                           nullptr, members};
using ScannerFields =
    OwnedFields<ScannerObject, &ScannerObject::objectHook,
                &ScannerObject::pairsHook, &ScannerObject::parseFloat,
                &ScannerObject::parseInt, &ScannerObject::parseConstant>;

} // namespace

constinit TypeObject scannerType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeBase,
    .basicSize = sizeof(ScannerObject),
    .slots = {.deallocate = ScannerFields::deallocate,
              .visit = ScannerFields::visit,
              .clear = ScannerFields::clear,
              .call = callScanner,
              .new_ = newScanner}};

} // namespace dxpy::json
