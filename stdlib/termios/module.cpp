// Module termios.
#include "runtime-support/builtins/support.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/list.h"
#include "stdlib/posix/path.h"
#include <asm/ioctls.h>
#include <cstring>
#include <sys/ioctl.h>
#include <termios.h>

namespace dxpy::terminals {

namespace {

constinit Value terminalError; ///< termios.error

Raised raiseTerminal(ThreadState &ts) {
  int number = errno;
  Owned code = makeInt(ts, number), text = makeStr(ts, strerror(number));
  Owned error =
      text ? call_py(ts, terminalError, {code.value(), text.value()}) : Owned();
  return error ? raiseObject(ts, error) : Raised();
}
Owned noneOrError(ThreadState &ts, int result) {
  return result < 0 ? Owned(raiseTerminal(ts)) : ownedNone();
}

/// Indices VMIN and VTIME are numbers where lines are not gathered.
bool isNumber(const termios &mode, int i) {
  return !(mode.c_lflag & ICANON) && (i == VMIN || i == VTIME);
}

Owned getMode(ThreadState &ts, Value, const Value *args) {
  int fd;
  termios mode;
  if (!posix::fileDescriptor_py(ts, args[0], fd))
    return {};
  if (tcgetattr(fd, &mode) < 0)
    return raiseTerminal(ts);
  Owned characters = makeList(ts);
  for (int i = 0; characters && i < NCCS; ++i) {
    char c = char(mode.c_cc[i]);
    if (!listAppend(ts, characters,
                    isNumber(mode, i) ? makeInt(ts, mode.c_cc[i])
                                      : makeBytes(ts, {&c, 1})))
      return {};
  }
  Owned list = characters ? makeList(ts) : Owned();
  for (int64_t number :
       {int64_t(mode.c_iflag), int64_t(mode.c_oflag), int64_t(mode.c_cflag),
        int64_t(mode.c_lflag), int64_t(cfgetispeed(&mode)),
        int64_t(cfgetospeed(&mode))})
    if (!list || !listAppend(ts, list, makeInt(ts, number)))
      return {};
  return listAppend(ts, list, std::move(characters)) ? std::move(list)
                                                     : Owned();
}

bool characters_py(ThreadState &ts, Value list, termios &mode) {
  if (!isList(list) || listLength(list) != NCCS)
    return raise(ts, types::TypeError,
                 "tcsetattr: attributes[6] must be {} element list", {NCCS});
  for (int i = 0; i < NCCS; ++i) {
    Owned item = listItem(ts, list, uint64_t(i));
    int64_t number;
    if (isBytes(item) && bytesText(item).size() == 1)
      mode.c_cc[i] = cc_t(bytesText(item)[0]);
    else if (!isInt(item))
      return raise(ts, types::TypeError,
                   "tcsetattr: elements of attributes must be characters or "
                   "integers");
    else if (!sizeArgument_py(ts, item, number))
      return false;
    else
      mode.c_cc[i] = cc_t(number);
  }
  return true;
}

Owned setMode(ThreadState &ts, Value, const Value *args) {
  int fd, when;
  termios mode;
  if (!posix::fileDescriptor_py(ts, args[0], fd) ||
      !posix::intArgument_py(ts, args[1], when))
    return {};
  if (!isList(args[2]) || listLength(args[2]) != 7)
    return raise(ts, types::TypeError,
                 "tcsetattr, arg 3: must be 7 element list");
  // What the list does not name stays as it is.
  if (tcgetattr(fd, &mode) < 0)
    return raiseTerminal(ts);
  int64_t numbers[6];
  for (uint64_t i = 0; i < 6; ++i) {
    Owned item = listItem(ts, args[2], i);
    if (!sizeArgument_py(ts, item, numbers[i]))
      return {};
  }
  mode.c_iflag = tcflag_t(numbers[0]);
  mode.c_oflag = tcflag_t(numbers[1]);
  mode.c_cflag = tcflag_t(numbers[2]);
  mode.c_lflag = tcflag_t(numbers[3]);
  Owned characters = listItem(ts, args[2], 6);
  if (!characters_py(ts, characters, mode))
    return {};
  if (cfsetispeed(&mode, speed_t(numbers[4])) < 0 ||
      cfsetospeed(&mode, speed_t(numbers[5])) < 0)
    return raiseTerminal(ts);
  return noneOrError(ts,
                     blocking(ts, [&] { return tcsetattr(fd, when, &mode); }));
}

template <auto call>
Owned withNumber(ThreadState &ts, Value, const Value *args) {
  int fd, number;
  if (!posix::fileDescriptor_py(ts, args[0], fd) ||
      !posix::intArgument_py(ts, args[1], number))
    return {};
  return noneOrError(ts, blocking(ts, [&] { return call(fd, number); }));
}
Owned drain(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!posix::fileDescriptor_py(ts, args[0], fd))
    return {};
  return noneOrError(ts, blocking(ts, [&] { return tcdrain(fd); }));
}

Owned getSize(ThreadState &ts, Value, const Value *args) {
  int fd;
  winsize size;
  if (!posix::fileDescriptor_py(ts, args[0], fd))
    return {};
  if (ioctl(fd, TIOCGWINSZ, &size) < 0)
    return raiseTerminal(ts);
  return makeTuple(
      ts, {Value(smallIntWord(size.ws_row)), Value(smallIntWord(size.ws_col))});
}
Owned setSize(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!posix::fileDescriptor_py(ts, args[0], fd))
    return {};
  constexpr const char *kShape =
      "tcsetwinsize, arg 2: must be a two-item sequence";
  if (!typeOf(args[1])->slots.item && !isTuple(args[1]) && !isList(args[1]))
    return raise(ts, types::TypeError, kShape);
  Owned pair = tupleFromIterable_py(ts, args[1]);
  if (!pair)
    return {};
  if (tupleLength(pair) != 2)
    return raise(ts, types::TypeError, kShape);
  winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0)
    return raiseTerminal(ts);
  unsigned short *const fields[] = {&size.ws_row, &size.ws_col};
  for (int i = 0; i < 2; ++i) {
    int64_t number;
    if (!sizeArgument_py(ts, tupleItem(pair, uint64_t(i)), number))
      return {};
    *fields[i] = uint16_t(number);
    if (*fields[i] != number)
      return raise(ts, types::OverflowError, "winsize value(s) out of range.");
  }
  return noneOrError(ts, ioctl(fd, TIOCSWINSZ, &size));
}

constexpr MethodDef functions[] = {
    {"tcgetattr", getMode, "(fd, /)",
     "Get the tty attributes for file descriptor fd."},
    {"tcsetattr", setMode, "(fd, when, attributes, /)",
     "Set the tty attributes for file descriptor fd."},
    {"tcsendbreak", withNumber<tcsendbreak>, "(fd, duration, /)",
     "Send a break on file descriptor fd."},
    {"tcdrain", drain, "(fd, /)",
     "Wait until all output written to file descriptor fd has been "
     "transmitted."},
    {"tcflush", withNumber<tcflush>, "(fd, queue, /)",
     "Discard queued data on file descriptor fd."},
    {"tcflow", withNumber<tcflow>, "(fd, action, /)",
     "Suspend or resume input or output on file descriptor fd."},
    {"tcgetwinsize", getSize, "(fd, /)",
     "Get the tty winsize for file descriptor fd."},
    {"tcsetwinsize", setSize, "(fd, winsize, /)",
     "Set the tty winsize for file descriptor fd."},
    {}};

constexpr struct {
  const char *name;
  int64_t value;
} constants[] = {
#define CONSTANT(name) {#name, int64_t(name)},
#include "stdlib/termios/Constants.def"
    {"VSWTCH", VSWTC},
};

bool execute(ThreadState &ts, Value module) {
  for (auto &row : constants)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  TypeObject *error = addExceptionToModule(ts, module, "termios.error",
                                           Value(&types::Exception));
  terminalError = Value(error);
  return error;
}

} // namespace

} // namespace dxpy::terminals

namespace dxpy {
DX_NATIVE_MODULE(termios,
                 "This module provides an interface to the Posix calls for tty "
                 "I/O control.",
                 terminals::functions, terminals::execute)
} // namespace dxpy
