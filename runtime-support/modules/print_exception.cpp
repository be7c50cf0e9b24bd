// Exceptions with their causes, contexts, groups and notes, as text on stderr.
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/process.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/tuple.h"
#include <unistd.h>

namespace dxpy {

namespace {

constexpr const char *kCauseMessage =
    "\nThe above exception was the direct cause of the following exception:\n";
constexpr const char *kContextMessage =
    "\nDuring handling of the above exception, another exception occurred:\n";

/// One print of an exception and all that hangs on it.
class Printer {
public:
  explicit Printer(ThreadState &ts) : ts(ts), out(ts) {}

  void print(Value exception) {
    if (seenBefore(exception))
      return;
    auto *object = exception.as<ExceptionObject>();
    Owned cause = copyOf(Value(object->cause));
    Owned context = copyOf(Value(object->context));
    bool suppressed = object->suppressContext == kTrue;
    if (!cause.value().isNone()) {
      if (!contains(cause))
        printLinked(cause, kCauseMessage);
    } else if (!context.value().isNone() && !suppressed && !contains(context)) {
      printLinked(context, kContextMessage);
    }
    if (isSubtype(typeOf(exception), &types::BaseExceptionGroup))
      printGroup(exception);
    else
      printOne(exception);
  }
  std::string_view text() { return out.view(); }

private:
  static constexpr unsigned kMaxWidth = 15, kMaxDepth = 10, kMaxSeen = 4096;

  void printLinked(Value exception, const char *message) {
    bool needClose = std::exchange(needsClose, false);
    print(exception);
    needsClose = needClose;
    // The separators carry the margin of a group, empty lines too.
    margin();
    out.append("\n");
    margin();
    out.append(std::string_view(message).substr(1));
    margin();
    out.append("\n");
  }

  bool contains(Value exception) const {
    for (unsigned i = 0; i < seenCount; ++i)
      if (seen[i] == exception.word())
        return true;
    return false;
  }
  bool seenBefore(Value exception) {
    if (contains(exception))
      return true;
    if (seenCount < kMaxSeen)
      seen[seenCount++] = exception.word();
    return false;
  }
  void margin() { appendMargin(out, 2 * depth, depth > 0); }

  void printOne(Value exception) {
    auto *object = exception.as<ExceptionObject>();
    if (object->traceback != kNone)
      appendTraceback_py(ts, out, Value(object->traceback), 2 * depth,
                         depth > 0);
    printMessage(exception);
    printNotes(exception);
  }

  // "Type: text" -------------------------------------------------------------

  void printMessage(Value exception) {
    Owned message;
    Owned flag = internText(ts, "print_file_and_line");
    Owned syntax = getAttrOptional_py(ts, exception, flag);
    clearException(ts);
    if (syntax && isSubtype(typeOf(exception), &types::SyntaxError))
      message = printFileAndLine(exception.as<SyntaxErrorObject>());
    margin();
    printTypeName(typeOf(exception));
    if (!message) {
      message = str_py(ts, exception);
      if (!message) {
        clearException(ts);
        out.append(": <exception str() failed>");
      }
    }
    if (message && (!isStr(message) || strLength(message))) {
      out.append(": ");
      if (!out.appendStr_py(message))
        clearException(ts);
    }
    if (Owned suggestion = suggestName_py(ts, exception)) {
      out.append(". Did you mean: '");
      out.append(suggestion);
      out.append("'?");
    }
    out.append("\n");
  }

  void printTypeName(TypeObject *type) {
    Owned module = getAttrOptional_py(ts, Value(type), &names::__module__);
    clearException(ts);
    if (!module || !isStr(module)) {
      out.append("<unknown>.");
    } else if (strText(module) != "builtins" && strText(module) != "__main__") {
      out.append(module);
      out.append(".");
    }
    Owned qualname = getAttrOptional_py(ts, Value(type), &names::__qualname__);
    clearException(ts);
    if (qualname && isStr(qualname))
      out.append(qualname);
    else
      out.append("<unknown>");
  }

  // SyntaxError
  // -----------------------------------------------------------------

  static int64_t number(Word word, int64_t absent) {
    int64_t value;
    return word && word != kNone && word != kUndef && isInt(Value(word)) &&
                   intFitsInt64(Value(word), value)
               ? value
               : absent;
  }

  /// The place of a SyntaxError; gives its bare message.
  Owned printFileAndLine(SyntaxErrorObject *error) {
    int64_t line = number(error->line, -1);
    if (line < 0)
      return {};
    margin();
    out.append("  File \"");
    if (error->filename && error->filename != kNone &&
        error->filename != kUndef)
      out.appendStr_py(Value(error->filename));
    else
      out.append("<string>");
    out.append("\", line ");
    out.appendInt(line);
    out.append("\n");
    if (error->text && isStr(Value(error->text))) {
      std::string_view text = strText(Value(error->text));
      int64_t offset = number(error->offset, -1);
      int64_t end = number(error->endOffset, -1);
      auto size = int64_t(text.size());
      if (number(error->endLine, line) > line)
        end = size;
      if (end > size + 1)
        end = size + 1;
      printErrorText(text, offset, end);
    }
    clearException(ts);
    return copyOf(Value(error->message ? error->message : kNone));
  }

  void printErrorText(std::string_view text, int64_t offset, int64_t end) {
    int64_t carets = end > 0 && end > offset ? end - offset : 1;
    --offset;
    while (!text.empty() &&
           (text[0] == ' ' || text[0] == '\t' || text[0] == '\f')) {
      text.remove_prefix(1);
      --offset;
    }
    auto length = int64_t(text.size());
    if (length && text[length - 1] == '\n')
      --length;
    if (offset > length)
      offset = length;
    for (;;) {
      size_t newline = text.find('\n');
      if (newline == std::string_view::npos || int64_t(newline) >= offset)
        break;
      text.remove_prefix(newline + 1);
      offset -= int64_t(newline) + 1;
    }
    margin();
    out.append("    ");
    out.append(text);
    if (!text.ends_with('\n'))
      out.append("\n");
    if (offset < 0)
      return;
    margin();
    out.append("    ");
    while (--offset >= 0)
      out.append(" ");
    for (int64_t i = 0; i < carets; ++i)
      out.append("^");
    out.append("\n");
  }

  // Notes
  // -----------------------------------------------------------------------

  void printNotes(Value exception) {
    Owned notes = getAttrOptional_py(ts, exception, &names::__notes__);
    clearException(ts);
    if (!notes)
      return;
    if (!isList(notes) && !isTuple(notes)) {
      margin();
      if (!out.appendRepr_py(notes)) {
        clearException(ts);
        out.append("<__notes__ repr() failed>");
      }
      out.append("\n");
      return;
    }
    Owned items = listFromIterable_py(ts, notes);
    for (uint64_t i = 0; items && i < listLength(items); ++i) {
      Owned note = listItem(ts, items, i);
      Owned text = isStr(note) ? copyOf(note) : str_py(ts, note);
      if (!text) {
        clearException(ts);
        margin();
        out.append("<note str() failed>\n");
        continue;
      }
      printLines(strText(text));
    }
  }
  void printLines(std::string_view text) {
    for (;;) {
      size_t end = text.find('\n');
      margin();
      out.append(text.substr(0, end));
      out.append("\n");
      if (end == std::string_view::npos || end + 1 == text.size())
        return;
      text.remove_prefix(end + 1);
    }
  }

  // Groups
  // ------------------------------------------------------------------------

  void printGroup(Value group) {
    if (depth > kMaxDepth) {
      margin();
      out.append("... (max_group_depth is ");
      out.appendInt(kMaxDepth);
      out.append(")\n");
      return;
    }
    bool outermost = depth == 0;
    if (outermost)
      depth = 1;
    auto *object = group.as<ExceptionGroupObject>();
    if (object->traceback != kNone) {
      if (outermost) {
        out.append("  + Exception Group Traceback (most recent call last):\n");
        StrBuilder rest(ts);
        appendTraceback_py(ts, rest, Value(object->traceback), 2 * depth, true);
        appendAfterFirstLine(rest.view());
      } else {
        StrBuilder rest(ts);
        appendTraceback_py(ts, rest, Value(object->traceback), 2 * depth, true);
        margin();
        out.append("Exception Group Traceback (most recent call last):\n");
        appendAfterFirstLine(rest.view());
      }
    }
    printMessage(group);
    printNotes(group);
    printMembers(Value(object->exceptions));
    if (outermost)
      depth = 0;
  }
  void appendAfterFirstLine(std::string_view text) {
    size_t end = text.find('\n');
    if (end != std::string_view::npos)
      out.append(text.substr(end + 1));
  }

  void printMembers(Value members) {
    uint64_t count = tupleLength(members);
    uint64_t shown = count <= kMaxWidth ? count : kMaxWidth + 1;
    needsClose = false;
    for (uint64_t i = 0; i < shown; ++i) {
      bool last = i == shown - 1;
      if (last)
        needsClose = true;
      bool truncated = i >= kMaxWidth;
      appendMargin(out, 2 * depth, false);
      out.append(i == 0 ? "+-" : "  ");
      out.append("+---------------- ");
      if (truncated)
        out.append("...");
      else
        out.appendInt(int64_t(i) + 1);
      out.append(" ----------------\n");
      ++depth;
      if (truncated) {
        uint64_t left = count - kMaxWidth;
        margin();
        out.append("and ");
        out.appendInt(int64_t(left));
        out.append(left > 1 ? " more exceptions\n" : " more exception\n");
      } else {
        print(tupleItem(members, i));
      }
      if (last && needsClose) {
        appendMargin(out, 2 * depth, false);
        out.append("+------------------------------------\n");
        needsClose = false;
      }
      --depth;
    }
  }

  ThreadState &ts;
  StrBuilder out;
  unsigned depth = 0; ///< of groups; the margin is two columns each
  bool needsClose = false;
  Word seen[kMaxSeen];
  unsigned seenCount = 0;
};

} // namespace

void writeStderr_py(ThreadState &ts, std::string_view text) {
  Value file = sysModule()
                   ? dictGetName(ts, moduleDict(sysModule()), &names::stderr_)
                   : Value();
  if (file && file.isNone())
    return;
  if (file) {
    Owned hold = copyOf(file), str = makeStr(ts, text);
    if (str && callMethod_py(ts, hold, &names::write, {str}) &&
        callMethod_py(ts, hold, &names::flush))
      return;
    clearException(ts);
  }
  while (!text.empty()) {
    ssize_t done = write(2, text.data(), text.size());
    if (done <= 0)
      return;
    text.remove_prefix(size_t(done));
  }
}

/// Hands \p write what is printed of an exception.
template <typename Write>
static void printWith_py(ThreadState &ts, Value exception, Value traceback,
                         Write write) {
  if (!isExceptionInstance(exception)) {
    StrBuilder text(ts);
    text.append("TypeError: print_exception(): Exception expected for value, ");
    text.append(typeNameOf(exception));
    text.append(" found\n");
    write(text.view());
    return;
  }
  auto *object = exception.as<ExceptionObject>();
  if (traceback && hasShape(traceback, BuiltinShape::Traceback) &&
      object->traceback == kNone)
    storeField(ts, &object->header, &object->traceback, copyOf(traceback));
  Printer printer(ts);
  printer.print(exception);
  write(printer.text());
}

void printException_py(ThreadState &ts, Value exception, Value traceback) {
  printWith_py(ts, exception, traceback,
               [&](std::string_view text) { writeStderr_py(ts, text); });
}

void printExceptionTo_py(ThreadState &ts, Value file, Value exception,
                         Value traceback) {
  printWith_py(ts, exception, traceback, [&](std::string_view text) {
    Owned str = makeStr(ts, text);
    if (!str || !callMethod_py(ts, file, &names::write, {str}) ||
        !callMethod_py(ts, file, &names::flush))
      clearException(ts);
  });
}

// Hooks
// ---------------------------------------------------------------------------

static Owned sysHook(ThreadState &ts, const char *name) {
  Owned key = internText(ts, name);
  Value hook = key ? dictGetName(ts, moduleDict(sysModule()), key) : Value();
  return hook ? copyOf(hook) : Owned();
}

void reportUncaught_py(ThreadState &ts, Owned exception) {
  Owned lastType = internText(ts, "last_type"),
        lastValue = internText(ts, "last_value"),
        lastTraceback = internText(ts, "last_traceback");
  Owned traceback = copyOf(Value(exception.as<ExceptionObject>()->traceback));
  Value sys = moduleDict(sysModule());
  dictSetName(ts, sys, lastType, Value(typeOf(exception)));
  dictSetName(ts, sys, lastValue, exception);
  dictSetName(ts, sys, lastTraceback, traceback);
  Owned hook = sysHook(ts, "excepthook");
  if (!hook) {
    writeStderr_py(ts, "sys.excepthook is missing\n");
    printException_py(ts, exception, traceback);
    return;
  }
  if (call_py(ts, hook, {Value(typeOf(exception)), exception, traceback}))
    return;
  Owned second = takeException(ts);
  if (isSubtype(typeOf(second), &types::SystemExit)) {
    restoreException(ts, std::move(second));
    return;
  }
  writeStderr_py(ts, "Error in sys.excepthook:\n");
  printException_py(ts, second, none);
  writeStderr_py(ts, "\nOriginal exception was:\n");
  printException_py(ts, exception, traceback);
}

static void printIgnored_py(ThreadState &ts, Value exception, Value where,
                            Value message) {
  StrBuilder head(ts);
  if (message && isStr(message)) {
    head.append(message);
    if (where && !where.isNone())
      head.append(": ");
    else
      head.append(":\n");
  } else if (where && !where.isNone()) {
    head.append("Exception ignored in: ");
  }
  if (where && !where.isNone()) {
    if (!head.appendRepr_py(where)) {
      clearException(ts);
      head.append("<object repr() failed>");
    }
    head.append("\n");
  }
  StrBuilder text(ts);
  text.append(head.view());
  auto *object = exception.as<ExceptionObject>();
  if (object->traceback != kNone)
    appendTraceback_py(ts, text, Value(object->traceback), 0, false);
  TypeObject *type = typeOf(exception);
  Owned module = getAttrOptional_py(ts, Value(type), &names::__module__);
  clearException(ts);
  if (module && isStr(module) && strText(module) != "builtins" &&
      strText(module) != "__main__") {
    text.append(module);
    text.append(".");
  }
  Owned qualname = getAttrOptional_py(ts, Value(type), &names::__qualname__);
  clearException(ts);
  if (qualname)
    text.appendStr_py(qualname);
  text.append(": ");
  if (!text.appendStr_py(exception)) {
    clearException(ts);
    text.append("<exception str() failed>");
  }
  text.append("\n");
  writeStderr_py(ts, text.view());
}

void printUnraisable_py(ThreadState &ts, Value args) {
  auto field = [&](const char *name) {
    Owned key = internText(ts, name);
    Owned value = getAttrOptional_py(ts, args, key);
    clearException(ts);
    return value;
  };
  Owned exception = field("exc_value"), where = field("object"),
        message = field("err_msg");
  if (exception && isExceptionInstance(exception))
    printIgnored_py(ts, exception, where, message);
}

void reportUnraisable_py(ThreadState &ts, Value exception, Value where,
                         const char *messageText) {
  SavedException saved(ts);
  Owned message = messageText ? makeStr(ts, messageText) : Owned();
  Owned hook = sysModule() ? sysHook(ts, "unraisablehook") : Owned();
  Owned theirs = sysModule() ? sysHook(ts, "__unraisablehook__") : Owned();
  if (!hook || (theirs && hook.value() == theirs.value())) {
    printIgnored_py(ts, exception, where, message);
    return;
  }
  Owned args = call_py(ts, Value(&types::SimpleNamespace));
  auto set = [&](const char *name, Value value) {
    Owned key = internText(ts, name);
    if (args && key)
      setAttr_py(ts, args, key, value ? value : none);
  };
  set("exc_type", Value(typeOf(exception)));
  set("exc_value", exception);
  set("exc_traceback", Value(exception.as<ExceptionObject>()->traceback));
  set("err_msg", message);
  set("object", where);
  if (!args || !call_py(ts, hook, {args})) {
    Owned error = takeException(ts);
    if (error)
      printIgnored_py(ts, error, hook, {});
  }
}

} // namespace dxpy
