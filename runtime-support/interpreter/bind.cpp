// Arguments of Python functions to parameter registers, with CPython's errors.
#include "runtime-support/interpreter/op.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include <cstring>

namespace dxpy {

namespace {

/// One call being bound. Incoming words are owned; those not yet placed are
/// released at the end.
class Binder {
public:
  Binder(ThreadState &ts, FunctionObject *function, Word *out, Word *args,
         uint32_t count, Value names)
      : ts(ts), function(function), code(function->code), layout(code->layout),
        out(out), count(count), names(names),
        total(count + (names ? uint32_t(tupleLength(names)) : 0)) {
    in = total <= kInlineArgs
             ? inlineArgs
             : static_cast<Word *>(rawAllocate(total * sizeof(Word)));
    if (in)
      memcpy(in, args, total * sizeof(Word));
    else
      in = args;
  }

  bool bind() {
    for (uint32_t i = 0; i < parameters(); ++i)
      out[i] = kUndef;
    bool good = in != nullptr && bindAll();
    // The registers lie behind the last frame: code that a release runs would
    // overwrite them.
    uint32_t boundCount = good ? 0 : parameters();
    auto *bound = static_cast<Word *>(
        boundCount ? rawAllocate(boundCount * sizeof(Word)) : nullptr);
    for (uint32_t i = 0; i < boundCount; ++i) {
      Word word = std::exchange(out[i], kUndef);
      if (bound) // else there is no memory: they stay
        bound[i] = word;
    }
    for (uint32_t i = 0; i < total; ++i)
      release(&ts, in[i]);
    if (in != inlineArgs)
      rawFree(in);
    for (uint32_t i = 0; bound && i < boundCount; ++i)
      release(&ts, bound[i]);
    rawFree(bound);
    return good;
  }

private:
  uint32_t parameters() const {
    return layout.parameterCount() + bool(code->flags & kCodeVarArgs) +
           bool(code->flags & kCodeVarKeywords);
  }
  uint32_t varArgsAt() const { return layout.parameterCount(); }
  uint32_t varKeywordsAt() const {
    return layout.parameterCount() + bool(code->flags & kCodeVarArgs);
  }
  Word takeIn(uint32_t i) { return std::exchange(in[i], kUndef); }
  Value parameterName(uint32_t i) const { return Value(code->localNames[i]); }
  Value qualname() const { return Value(function->qualname); }

  bool bindAll() {
    if (code->flags & kCodeVarKeywords) {
      Owned dict = makeDict(ts);
      if (!dict)
        return false;
      out[varKeywordsAt()] = dict.take();
    }
    uint32_t placed = count < layout.argCount ? count : layout.argCount;
    for (uint32_t i = 0; i < placed; ++i)
      out[i] = takeIn(i);
    if (code->flags & kCodeVarArgs) {
      Owned rest = makeRest(placed);
      if (!rest)
        return false;
      out[varArgsAt()] = rest.take();
    }
    return (!names || bindKeywords()) && checkSurplus() && fillDefaults() &&
           fillKeywordDefaults();
  }

  Owned makeRest(uint32_t placed) {
    if (count == placed)
      return copyOf(emptyTuple());
    TupleObject *rest = allocateTuple(ts, count - placed);
    for (uint32_t i = placed; rest && i < count; ++i)
      rest->items[i - placed] = takeIn(i);
    return Owned::steal(rest);
  }

  bool bindKeywords() {
    for (uint32_t i = 0; i < tupleLength(names); ++i)
      if (!bindKeyword(tupleItem(names, i), count + i))
        return false;
    return true;
  }

  bool bindKeyword(Value keyword, uint32_t at) {
    if (!isStr(keyword))
      return raise(ts, types::TypeError, "{}() keywords must be strings",
                   {qualname()});
    int64_t found = findParameter(keyword, layout.positionalOnlyCount);
    if (found >= 0) {
      if (out[found] != kUndef)
        return raise(ts, types::TypeError,
                     "{}() got multiple values for argument '{}'",
                     {qualname(), keyword});
      out[found] = takeIn(at);
      return true;
    }
    if (code->flags & kCodeVarKeywords)
      return dictSet_py(ts, Value(out[varKeywordsAt()]), keyword,
                        Value(in[at]));
    if (layout.positionalOnlyCount && rejectPositionalOnly())
      return false;
    return raise(ts, types::TypeError,
                 "{}() got an unexpected keyword argument '{}'",
                 {qualname(), keyword});
  }

  int64_t findParameter(Value keyword, uint32_t from) const {
    for (uint32_t i = from; i < layout.parameterCount(); ++i)
      if (parameterName(i) == keyword)
        return i;
    for (uint32_t i = from; i < layout.parameterCount(); ++i)
      if (strEqual(parameterName(i), keyword))
        return i;
    return -1;
  }

  /// TypeError if keywords name positional-only parameters.
  bool rejectPositionalOnly() {
    StrBuilder wrong(ts);
    uint32_t found = 0;
    for (uint32_t i = 0; i < layout.positionalOnlyCount; ++i)
      for (uint32_t k = 0; k < tupleLength(names); ++k)
        if (isStr(tupleItem(names, k)) &&
            strEqual(parameterName(i), tupleItem(names, k))) {
          if (found++)
            wrong.append(", ");
          wrong.append(parameterName(i));
        }
    if (found)
      raise(ts, types::TypeError,
            "{}() got some positional-only arguments passed as keyword "
            "arguments: '{}'",
            {qualname(), wrong.view()});
    return found;
  }

  uint32_t defaultCount() const {
    return function->defaults == kNone
               ? 0
               : uint32_t(tupleLength(Value(function->defaults)));
  }

  bool checkSurplus() {
    if (count <= layout.argCount || (code->flags & kCodeVarArgs))
      return true;
    uint32_t keywordOnlyGiven = 0;
    for (uint32_t i = layout.argCount; i < layout.parameterCount(); ++i)
      keywordOnlyGiven += out[i] != kUndef;
    uint32_t defaults = defaultCount();
    StrBuilder signature(ts);
    if (defaults) {
      signature.append("from ");
      signature.appendInt(int64_t(layout.argCount) - defaults);
      signature.append(" to ");
    }
    signature.appendInt(layout.argCount);
    bool plural = defaults || layout.argCount != 1;
    StrBuilder given(ts);
    if (keywordOnlyGiven) {
      given.append(" positional argument");
      given.append(count != 1 ? "s" : "");
      given.append(" (and ");
      given.appendInt(keywordOnlyGiven);
      given.append(" keyword-only argument");
      given.append(keywordOnlyGiven != 1 ? "s)" : ")");
    }
    return raise(ts, types::TypeError,
                 "{}() takes {} positional argument{} but {}{} {} given",
                 {qualname(), signature.view(), plural ? "s" : "",
                  int64_t(count), given.view(),
                  count == 1 && !keywordOnlyGiven ? "was" : "were"});
  }

  bool fillDefaults() {
    uint32_t defaults = defaultCount();
    uint32_t required =
        layout.argCount > defaults ? layout.argCount - defaults : 0;
    for (uint32_t i = 0; i < required; ++i)
      if (out[i] == kUndef)
        return missing(0, required, "positional");
    for (uint32_t i = required; i < layout.argCount; ++i)
      if (out[i] == kUndef) {
        Value value = tupleItem(Value(function->defaults),
                                i - layout.argCount + defaults);
        out[i] = copyOf(value).take();
      }
    return true;
  }

  bool fillKeywordDefaults() {
    bool short_ = false;
    for (uint32_t i = layout.argCount; i < layout.parameterCount(); ++i) {
      if (out[i] != kUndef)
        continue;
      Value value;
      if (function->keywordDefaults != kNone)
        value =
            dictGet_py(ts, Value(function->keywordDefaults), parameterName(i));
      if (value)
        out[i] = copyOf(value).take();
      else if (pendingException(ts))
        return false;
      else
        short_ = true;
    }
    return !short_ ||
           missing(layout.argCount, layout.parameterCount(), "keyword-only");
  }

  /// "f() missing 2 required positional arguments: 'a' and 'b'"
  bool missing(uint32_t from, uint32_t to, const char *kind) {
    uint32_t left = 0;
    for (uint32_t i = from; i < to; ++i)
      left += out[i] == kUndef;
    StrBuilder list(ts);
    uint32_t n = left, done = 0;
    for (uint32_t i = from; i < to; ++i) {
      if (out[i] != kUndef)
        continue;
      list.append("'");
      list.append(parameterName(i));
      list.append("'");
      ++done;
      if (n == 2 && done == 1)
        list.append(" and ");
      else if (n > 2 && done + 1 == n)
        list.append(", and ");
      else if (done < n)
        list.append(", ");
    }
    return raise(
        ts, types::TypeError, "{}() missing {} required {} argument{}: {}",
        {qualname(), int64_t(n), kind, n == 1 ? "" : "s", list.view()});
  }

  static constexpr uint32_t kInlineArgs = 16;
  ThreadState &ts;
  FunctionObject *function;
  CodeObject *code;
  const CodeLayout &layout;
  Word *out;
  uint32_t count;
  Value names;
  uint32_t total;
  Word *in;
  Word inlineArgs[kInlineArgs];
};

/// Only positional arguments, and defaults for the rest: true if that is all.
bool bindDefaults(ThreadState &ts, const FunctionObject *function, Word *out,
                  Word *args, uint32_t count) {
  const CodeObject *code = function->code;
  uint32_t parameters = code->layout.argCount;
  if (count >= parameters || !bindsDirectly(code, parameters) ||
      function->defaults == kNone)
    return false;
  auto *defaults = reinterpret_cast<const TupleObject *>(function->defaults);
  uint32_t missing = parameters - count;
  if (defaults->length < missing)
    return false;
  if (out != args)
    memmove(out, args, count * sizeof(Word));
  const Word *from = defaults->items + defaults->length - missing;
  for (uint32_t i = 0; i < missing; ++i) {
    retain(&ts, from[i]);
    out[count + i] = from[i];
  }
  return true;
}

} // namespace

bool bindCall(ThreadState &ts, FunctionObject *function, Word *out, Word *args,
              uint32_t count, Value names) {
  const CodeObject *code = function->code;
  if (!names && bindsDirectly(code, count)) {
    if (out != args)
      memmove(out, args, count * sizeof(Word));
    initLocals(function, out, count);
    return true;
  }
  if (!names && bindDefaults(ts, function, out, args, count)) {
    initLocals(function, out, code->layout.argCount);
    return true;
  }
  if (!Binder(ts, function, out, args, count, names).bind())
    return false;
  const CodeLayout &layout = code->layout;
  initLocals(function, out,
             layout.parameterCount() + bool(code->flags & kCodeVarArgs) +
                 bool(code->flags & kCodeVarKeywords));
  return true;
}

} // namespace dxpy
