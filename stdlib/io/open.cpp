// open(), and what its streams need before the first of them is made.
#include "stdlib/io/file.h"

namespace dxpy::io {

bool prepareTypes(ThreadState &ts) {
  for (TypeObject *type :
       {&baseType, &rawType, &bufferedType, &textType, &fileType, &readerType,
        &writerType, &randomType, &textWrapperType})
    if (!registerNativeType(ts, type))
      return false;
  return true;
}

TypeObject *unsupportedOperation(ThreadState &ts) {
  static constinit TypeObject *made = nullptr;
  if (made)
    return made;
  Owned name = internText(ts, "UnsupportedOperation");
  Owned bases =
      makeTuple(ts, {Value(&types::OSError), Value(&types::ValueError)});
  Owned space = makeDict(ts), module = internText(ts, "io");
  if (!space || !dictSetName(ts, space, &names::__module__, module))
    return nullptr;
  Owned type = call_py(ts, Value(&types::Type), {name, bases, space});
  if (type)
    made = reinterpret_cast<TypeObject *>(type.take());
  return made;
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

/// Line buffering is for text only.
bool chooseBuffering_py(ThreadState &ts, Value raw, const Mode &mode,
                        int64_t &buffering, bool &line) {
  int terminal = asks_py(ts, raw, "isatty");
  if (terminal < 0)
    return false;
  if (mode.binary && buffering == 1) {
    if (!warn_py(ts, types::RuntimeWarning,
                 "line buffering (buffering=1) isn't supported in binary "
                 "mode, the default buffer size will be used"))
      return false;
    buffering = -1;
  }
  line = buffering == 1 || (buffering < 0 && terminal);
  if (line)
    buffering = -1;
  if (buffering < 0)
    buffering = raw.as<FileObject>()->blockSize;
  return true;
}

/// The layers above the raw file. Null: raised, the caller closes.
Owned wrap_py(ThreadState &ts, Value raw, const Mode &mode, Value modeText,
              int64_t buffering, const Value *args) {
  bool line = false;
  if (!chooseBuffering_py(ts, raw, mode, buffering, line))
    return {};
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

bool checkArguments(ThreadState &ts, const Value *args) {
  static constexpr struct {
    int index;
    const char *name;
    const char *kind;
  } rows[] = {{1, "mode", "str"},
              {3, "encoding", "str or None"},
              {4, "errors", "str or None"},
              {5, "newline", "str or None"}};
  for (auto &row : rows) {
    Value given = args[row.index];
    if (given && !isStr(given) && (row.index == 1 || !given.isNone()))
      return raise(ts, types::TypeError,
                   "open() argument '{}' must be {}, not {}",
                   {row.name, row.kind, argumentType(given)});
  }
  return true;
}

bool checkBinary(ThreadState &ts, const Value *args) {
  static constexpr const char *rows[] = {"n encoding", "n errors", " newline"};
  for (int i = 0; i < 3; ++i)
    if (args[3 + i] && !args[3 + i].isNone())
      return raise(ts, types::ValueError,
                   "binary mode doesn't take a{} argument", {rows[i]});
  return true;
}

bool isNumber(Value v) {
  const TypeSlots &slots = typeOf(v)->slots;
  return isInt(v) || isFloat(v) || slots.index || slots.int_ || slots.float_;
}

} // namespace

Owned open(ThreadState &ts, Value, const Value *args) {
  int64_t buffering = -1;
  if (!prepareTypes(ts) || !checkArguments(ts, args) ||
      (args[2] && !sizeArgument_py(ts, args[2], buffering)))
    return {};
  int keep = args[6] ? isTrue_py(ts, args[6]) : 1;
  Owned path = keep < 0            ? Owned()
               : isNumber(args[0]) ? copyOf(args[0])
                                   : pathOf_py(ts, args[0]);
  Owned modeText = args[1] ? copyOf(args[1]) : makeStr(ts, "r");
  Mode mode;
  if (!path || !parseMode(ts, strText(modeText), mode) ||
      (mode.binary && !checkBinary(ts, args)))
    return {};
  StrBuilder rawMode(ts);
  rawMode.appendChar(uint32_t(mode.kind));
  if (mode.plus)
    rawMode.append("+");
  Owned rawText = rawMode.finish();
  Owned raw =
      call_py(ts, Value(&fileType),
              {path, rawText, boolean(keep), args[7] ? args[7] : Value(kNone)});
  if (!raw)
    return {};
  Owned result = wrap_py(ts, raw, mode, modeText, buffering, args);
  if (!result) {
    Owned error = takeException(ts);
    (void)callMethod_py(ts, raw, &names::close);
    chainExceptions(ts, std::move(error));
  }
  return result;
}

} // namespace dxpy::io
