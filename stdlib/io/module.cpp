// open(), and what its streams need before the first of them is made.
#include "stdlib/io/io.h"

namespace dxpy::io {

static constinit TypeObject *unsupported = nullptr;
TypeObject *unsupportedOperation() { return unsupported; }

bool prepare(ThreadState &ts) {
  if (unsupported)
    return true;
  for (TypeObject *type :
       {&baseType, &rawType, &bufferedType, &textType, &fileType, &bytesIOType,
        &readerType, &writerType, &randomType, &textWrapperType})
    if (!initNativeType(ts, type) || !readyType(ts, type))
      return false;
  Owned name = internText(ts, "UnsupportedOperation");
  Owned bases =
      makeTuple(ts, {Value(&types::OSError), Value(&types::ValueError)});
  Owned space = makeDict(ts), module = internText(ts, "io");
  if (!space || !dictSetName(ts, space, &names::__module__, module))
    return false;
  Owned made = call_py(ts, Value(&types::Type), {name, bases, space});
  if (!made)
    return false;
  unsupported = made.as<TypeObject>();
  (void)made.take();
  return true;
}

namespace {

struct Mode {
  bool binary = false, text = false, plus = false;
  char kind = 0;
};

bool parseMode(ThreadState &ts, std::string_view text, Mode &mode) {
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (std::string_view("xrwabt+").find(c) == std::string_view::npos ||
        text.find(c, i + 1) != std::string_view::npos)
      return raise(ts, types::ValueError, "invalid mode: '{}'", {text});
    mode.binary |= c == 'b';
    mode.text |= c == 't';
    mode.plus |= c == '+';
    if (c == 'b' || c == 't' || c == '+')
      continue;
    if (mode.kind)
      return raise(ts, types::ValueError,
                   "must have exactly one of create/read/write/append mode");
    mode.kind = c;
  }
  if (mode.text && mode.binary)
    return raise(ts, types::ValueError,
                 "can't have text and binary mode at once");
  return mode.kind ||
         raise(ts, types::ValueError,
               "Must have exactly one of create/read/write/append mode and at "
               "most one plus");
}

/// The layers above the raw file. Null: raised, the caller closes.
Owned wrap_py(ThreadState &ts, Value raw, const Mode &mode, Value modeText,
              int64_t buffering, const Value *args) {
  int terminal = asks_py(ts, raw, "isatty");
  if (terminal < 0)
    return {};
  bool line = buffering == 1 || (buffering < 0 && terminal);
  if (buffering < 0 || buffering == 1) {
    Owned fd = callNamed_py(ts, raw, "fileno");
    if (!fd)
      return {};
    buffering = kDefaultBufferSize;
  }
  if (buffering == 0)
    return mode.binary ? copyOf(raw)
                       : Owned(raise(ts, types::ValueError,
                                     "can't have unbuffered text I/O"));
  Owned size = makeInt(ts, buffering);
  TypeObject *type = mode.plus          ? &randomType
                     : mode.kind == 'r' ? &readerType
                                        : &writerType;
  Owned buffer = call_py(ts, Value(type), {raw, size});
  if (!buffer || mode.binary)
    return buffer;
  auto orNone = [](Value v) { return v ? v : Value(kNone); };
  Owned text = call_py(ts, Value(&textWrapperType),
                       {buffer, orNone(args[3]), orNone(args[4]),
                        orNone(args[5]), Value(line ? kTrue : kFalse)});
  Owned key = internText(ts, "mode");
  return text && setAttr_py(ts, text, key, modeText) ? std::move(text)
                                                     : Owned();
}

} // namespace

Owned open(ThreadState &ts, Value, const Value *args) {
  if (!prepare(ts))
    return {};
  Owned modeText = args[1] ? copyOf(args[1]) : makeStr(ts, "r");
  int64_t buffering = -1;
  Mode mode;
  if (!isStr(modeText))
    return raise(ts, types::TypeError,
                 "open() argument 'mode' must be str, not {}",
                 {typeOf(modeText)});
  if ((args[2] && !sizeArgument_py(ts, args[2], buffering)) ||
      !parseMode(ts, strText(modeText), mode))
    return {};
  static constexpr const char *textOnly[] = {"n encoding", "n errors",
                                             " newline"};
  for (int i = 0; mode.binary && i < 3; ++i)
    if (args[3 + i] && !args[3 + i].isNone())
      return raise(ts, types::ValueError,
                   "binary mode doesn't take a{} argument", {textOnly[i]});
  StrBuilder rawMode(ts);
  rawMode.appendChar(uint32_t(mode.kind));
  if (mode.plus)
    rawMode.append("+");
  Owned raw_ = rawMode.finish();
  Owned raw = call_py(ts, Value(&fileType),
                      {args[0], raw_, args[6] ? args[6] : Value(kTrue),
                       args[7] ? args[7] : Value(kNone)});
  if (!raw)
    return {};
  Owned result = wrap_py(ts, raw, mode, modeText, buffering, args);
  if (!result) {
    Owned error = takeException(ts);
    if (!callNamed_py(ts, raw, "close"))
      clearException(ts);
    restoreException(ts, std::move(error));
  }
  return result;
}

} // namespace dxpy::io
