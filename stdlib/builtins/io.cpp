// print and input.
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/builtins/functions.h"
#include "stdlib/io/standard.h"
#include <cerrno>
#include <unistd.h>

namespace dxpy::builtins {

static Owned sysAttribute(ThreadState &ts, Value name) {
  Value found = dictGetName(ts, moduleDict(sysModule()), name);
  return found ? copyOf(found) : Owned();
}

/// file.write(text), straight into our own streams.
static bool write_py(ThreadState &ts, Value file, Value text) {
  if (io::isTextWriter(file))
    return io::writeText_py(ts, file, text);
  return bool(callMethod_py(ts, file, &names::write, {text}));
}

/// A `sep` or `end`: null means the default. False: raised.
static bool checkSeparator(ThreadState &ts, Value &value, const char *name) {
  if (!value || value.isNone()) {
    value = {};
    return true;
  }
  return isStr(value) ||
         raise(ts, types::TypeError, "{} must be None or a string, not {}",
               {name, typeOf(value)});
}

Owned print_(ThreadState &ts, Value, const Arguments &args) {
  static constexpr Signature signature =
      "(*, sep=' ', end='\\n', file=None, flush=False)";
  Value options[4];
  Arguments keywords{args.values + args.positionalCount, 0, args.names};
  if (args.names && !bindArguments(ts, "print", signature, keywords, options))
    return {};
  Owned file;
  if (options[2] && !options[2].isNone()) {
    file = copyOf(options[2]);
  } else {
    file = sysAttribute(ts, &names::stdout_);
    if (!file)
      return raise(ts, types::RuntimeError, "lost sys.stdout");
    if (file.value().isNone())
      return ownedNone();
  }
  if (!checkSeparator(ts, options[0], "sep") ||
      !checkSeparator(ts, options[1], "end"))
    return {};
  Owned space = options[0] ? copyOf(options[0]) : strFromChar(ts, ' ');
  Owned newline = options[1] ? copyOf(options[1]) : strFromChar(ts, '\n');
  for (size_t i = 0; i < args.positionalCount; ++i) {
    if (i && !write_py(ts, file, space))
      return {};
    Owned text = isExactStr(args[i]) ? copyOf(args[i]) : str_py(ts, args[i]);
    if (!text || !write_py(ts, file, text))
      return {};
  }
  if (!write_py(ts, file, newline))
    return {};
  int flush = options[3] ? isTrue_py(ts, options[3]) : 0;
  if (flush < 0 || (flush && !callMethod_py(ts, file, &names::flush)))
    return {};
  return ownedNone();
}

static Owned requireStream(ThreadState &ts, StrObject &name,
                           const char *shown) {
  Owned stream = sysAttribute(ts, &name);
  if (!stream || stream.value().isNone())
    return raise(ts, types::RuntimeError, "input(): lost sys.{}", {shown});
  return stream;
}

// input() at a terminal
// -----------------------------------------------------------------------

/// Is stream.fileno() \p fd, and a terminal?
static bool isTerminal_py(ThreadState &ts, Value stream, int fd) {
  Owned name = internText(ts, "fileno");
  Owned number = callMethod_py(ts, stream, name);
  bool same = number && number.value() == Value(smallIntWord(fd));
  clearException(ts);
  int saved = errno;
  bool terminal = same && isatty(fd);
  errno = saved;
  return terminal;
}

/// stream.name, a str; null without an exception if it is none.
static Owned textAttribute_py(ThreadState &ts, Value stream, const char *name) {
  Owned key = internText(ts, name);
  Owned found = getAttrOptional_py(ts, stream, key);
  clearException(ts);
  return found && isStr(found) ? std::move(found) : Owned();
}

/// The line that was typed, with its newline. Null: raised.
static Owned readTerminal(ThreadState &ts) {
  StrBuilder line(ts);
  for (char c = 0; c != '\n';) {
    ssize_t got = blocking(ts, [&] { return read(0, &c, 1); });
    if (got == 0)
      break;
    if (got > 0)
      line.append({&c, 1});
    else if (errno != EINTR)
      return raiseOSError(ts, errno);
    else if (pollHook && !pollHook(ts))
      return {};
  }
  return makeBytes(ts, line.view());
}

/// What CPython's readline does without module readline: the prompt goes to
/// stderr, and sys.stdin's buffer is passed by. \p usable false: the streams
/// tell no encodings.
static Owned inputAtTerminal_py(ThreadState &ts, Value in, Value out,
                                Value prompt, bool &usable) {
  Owned encoding = textAttribute_py(ts, in, "encoding"),
        errors = textAttribute_py(ts, in, "errors"),
        outEncoding = textAttribute_py(ts, out, "encoding"),
        outErrors = textAttribute_py(ts, out, "errors");
  usable = encoding && errors && outEncoding && outErrors;
  if (!usable)
    return {};
  if (!callMethod_py(ts, out, &names::flush))
    clearException(ts);
  if (prompt) {
    Owned text = str_py(ts, prompt);
    Owned bytes =
        text ? encodeStr(ts, text, strText(outEncoding), strText(outErrors))
             : Owned();
    if (!bytes)
      return {};
    std::string_view shown = bytesText(bytes);
    if (shown.find('\0') != shown.npos)
      return raise(ts, types::ValueError,
                   "input: prompt string cannot contain null characters");
    (void)!write(2, shown.data(), shown.size());
  }
  Owned line = readTerminal(ts);
  if (!line)
    return {};
  std::string_view typed = bytesText(line);
  if (typed.empty())
    return raiseObject(ts, Value(&types::EOFError));
  if (typed.ends_with('\n'))
    line = makeBytes(ts, typed.substr(0, typed.size() - 1));
  return line ? decodeBytes(ts, line, strText(encoding), strText(errors))
              : Owned();
}

Owned input_(ThreadState &ts, Value, const Value *args) {
  Owned in = requireStream(ts, names::stdin_, "stdin");
  Owned out = in ? requireStream(ts, names::stdout_, "stdout") : Owned();
  Owned error = out ? requireStream(ts, names::stderr_, "stderr") : Owned();
  if (!error)
    return {};
  if (!callMethod_py(ts, error, &names::flush))
    clearException(ts);
  if (isTerminal_py(ts, in, 0) && isTerminal_py(ts, out, 1)) {
    bool usable;
    Owned typed = inputAtTerminal_py(ts, in, out, args[0], usable);
    if (usable)
      return typed;
  }
  if (args[0]) {
    Owned prompt = str_py(ts, args[0]);
    if (!prompt || !write_py(ts, out, prompt))
      return {};
  }
  if (!callMethod_py(ts, out, &names::flush))
    clearException(ts);
  Owned readline = internText(ts, "readline");
  Owned line = callMethod_py(ts, in, readline);
  if (!line)
    return {};
  if (!isStr(line))
    return raise(ts, types::TypeError, "object.readline() returned non-string");
  std::string_view text = strText(line);
  if (text.empty())
    return raise(ts, types::EOFError, "EOF when reading a line");
  if (!text.ends_with('\n'))
    return line;
  return makeStr(ts, text.substr(0, text.size() - 1));
}

} // namespace dxpy::builtins
