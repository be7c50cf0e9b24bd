// The standard streams: TextIOWrapper over a buffered stream over FileIO, made
// without running anything that could be overridden.
#include "stdlib/io/standard.h"
#include "runtime-support/modules/process.h"
#include "runtime-support/objects/instance.h"
#include "stdlib/io/text.h"
#include <sys/stat.h>
#include <unistd.h>

namespace dxpy::io {

bool isTextWriter(Value object) { return isPlainText(object); }
bool writeText_py(ThreadState &ts, Value file, Value text) {
  return textWrite_py(ts, file, text);
}

static int flushOwn(ThreadState &ts, Value file) {
  if (!isPlainText(file) || !textOf(file)->ready)
    return -1;
  Value buffer(textOf(file)->buffer);
  int closed = isPlainBuffered(buffer) && bufferedOf(buffer)->ready
                   ? bufferedClosed_py(ts, buffer)
                   : -1;
  return closed < 0 ? -1 : closed || textFlush_py(ts, file);
}

/// How bytes that are no UTF-8 pass: CPython is lenient in the C locale and
/// those that stand for it.
static const char *localeErrors() {
  std::string_view locale = characterLocale();
  for (std::string_view lenient : {"C.UTF-8", "C.utf8", "UTF-8"})
    if (locale == lenient)
      return "surrogateescape";
  return inUtf8Mode() ? "surrogateescape" : "strict";
}

/// A stream that reads or writes descriptor \p fd; None if it is closed.
static Owned makeStandard(ThreadState &ts, int fd, const char *shown,
                          const char *errors) {
  struct stat st;
  if (fstat(fd, &st) < 0)
    return ownedNone();
  bool terminal = S_ISCHR(st.st_mode) && isatty(fd), writes = fd != 0;
  bool seekable = lseek(fd, 0, SEEK_CUR) >= 0;
  Owned name = internText(ts, shown);
  Owned raw = name ? makeFile(ts, fd, writes, name) : Owned();
  Owned buffer = allocateInstance(ts, writes ? &writerType : &readerType);
  Owned text = allocateInstance(ts, &textWrapperType);
  Owned mode = internText(ts, writes ? "w" : "r"),
        modeName = internText(ts, "mode");
  if (!raw || !buffer || !text)
    return {};
  fileOf(raw)->blockSize = st.st_blksize > 1 ? int32_t(st.st_blksize) : 8192;
  fileOf(raw)->seekable = seekable;
  bufferedOf(buffer)->raw = kUndef;
  if (!initBuffered(ts, buffer, raw, fileOf(raw)->blockSize, !writes, writes))
    return {};
  bufferedOf(buffer)->ready = true;
  TextObject *stream = textOf(text);
  initText(stream);
  stream->buffer = buffer.take();
  stream->encoding = internText(ts, "utf-8").take();
  stream->errors = internText(ts, errors).take();
  stream->newline = NewlineMode::Lf;
  stream->lineBuffering = terminal || fd == 2;
  stream->seekable = stream->telling = seekable;
  stream->hasRead1 = !writes;
  if (writes) {
    stream->encoder.object = kNone;
    stream->encoder.codec = NativeCodec::Utf8;
  } else {
    stream->decoder.object = kNone;
    stream->decoder.codec = NativeCodec::Utf8;
    stream->decoder.rest = makeBytes(ts, {}).take();
  }
  stream->ready = true;
  return instanceSet(ts, text, modeName, mode) ? std::move(text) : Owned();
}

bool addStandardStreams(ThreadState &ts, Value sys) {
  static constexpr struct {
    const char *name, *twin, *shown;
  } rows[] = {{"stdin", "__stdin__", "<stdin>"},
              {"stdout", "__stdout__", "<stdout>"},
              {"stderr", "__stderr__", "<stderr>"}};
  int saved = errno;
  const char *errors = localeErrors();
  flushOwnStream = flushOwn;
  if (!prepareTypes(ts))
    return false;
  for (int fd = 0; fd < 3; ++fd) {
    Owned stream = makeStandard(ts, fd, rows[fd].shown,
                                fd == 2 ? "backslashreplace" : errors);
    if (!stream || !addToModule(ts, sys, rows[fd].twin, copyOf(stream)) ||
        !addToModule(ts, sys, rows[fd].name, std::move(stream)))
      return false;
  }
  errno = saved;
  return true;
}

} // namespace dxpy::io
