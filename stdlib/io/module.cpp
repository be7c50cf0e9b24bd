// Module _io.
#include "runtime-support/modules/process.h"
#include "stdlib/io/file.h"

namespace dxpy {

static Owned openCode(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "open_code() argument 'path' must be str, not {}",
                 {argumentType(args[0])});
  Owned mode = makeStr(ts, "rb");
  Value bound[8] = {args[0], mode};
  return mode ? io::open(ts, {}, bound) : Owned();
}

static Owned textEncoding(ThreadState &ts, Value, const Value *args) {
  int64_t level;
  if (args[1] && !sizeArgument_py(ts, args[1], level))
    return {};
  return args[0].isNone() ? internText(ts, inUtf8Mode() ? "utf-8" : "locale")
                          : copyOf(args[0]);
}

/// Their __module__ is io.
static constexpr MethodDef functions[] = {
    {"text_encoding", textEncoding, "(encoding, stacklevel=2, /)",
     "A helper function to choose the text encoding.\n\nWhen encoding is not "
     "None, this function returns it.\nOtherwise, this function returns the "
     "default text encoding\n(i.e. \"locale\" or \"utf-8\" depends on UTF-8 "
     "mode).\n\nThis function emits an EncodingWarning if encoding is None "
     "and\nsys.flags.warn_default_encoding is true.\n\nThis can be used in "
     "APIs with an encoding=None parameter.\nHowever, please consider using "
     "encoding=\"utf-8\" for new APIs."},
    {"open_code", openCode, "(path)",
     "Opens the provided file with the intent to import the contents.\n\nThis "
     "may perform extra validation beyond open(), but is otherwise\n"
     "interchangeable with calling open(path, 'rb')."},
    {}};

static bool execute(ThreadState &ts, Value module) {
  using namespace io;
  if (!prepareTypes(ts))
    return false;
  for (TypeObject *type :
       {&baseType, &rawType, &bufferedType, &textType, &fileType, &bytesIOType,
        &stringIOType, &readerType, &writerType, &randomType, &pairType,
        &textWrapperType, &newlineDecoderType})
    if (!registerNativeType(ts, type) || !addTypeToModule(ts, module, type))
      return false;
  Owned shown = internText(ts, "io");
  for (const MethodDef *def = functions; def->name; ++def)
    if (!addToModule(ts, module, def->name,
                     makeBuiltinFunction(ts, def, module, shown)))
      return false;
  TypeObject *unsupported = unsupportedOperation(ts);
  return unsupported && addToModule(ts, module, "__name__", copyOf(shown)) &&
         addToModule(ts, module, "UnsupportedOperation",
                     copyOf(Value(unsupported))) &&
         addToModule(ts, module, "BlockingIOError",
                     copyOf(Value(&types::BlockingIOError))) &&
         addToModule(ts, module, "DEFAULT_BUFFER_SIZE",
                     makeInt(ts, kDefaultBufferSize)) &&
         addToModule(ts, module, "open", builtinNamed_py(ts, "open"));
}

DX_NATIVE_MODULE(
    _io,
    "The io module provides the Python interfaces to stream handling. The\n"
    "builtin open function is defined in this module.\n\nAt the top of the I/O "
    "hierarchy is the abstract base class IOBase. It\ndefines the basic "
    "interface to a stream. Note, however, that there is no\nseparation "
    "between reading and writing to streams; implementations are\nallowed to "
    "raise an OSError if they do not support a given operation.\n\nExtending "
    "IOBase is RawIOBase which deals simply with the reading and\nwriting of "
    "raw bytes to a stream. FileIO subclasses RawIOBase to provide\nan "
    "interface to OS files.\n\nBufferedIOBase deals with buffering on a raw "
    "byte stream (RawIOBase). Its\nsubclasses, BufferedWriter, BufferedReader, "
    "and BufferedRWPair buffer\nstreams that are readable, writable, and both "
    "respectively.\nBufferedRandom provides a buffered interface to random "
    "access\nstreams. BytesIO is a simple stream of in-memory bytes.\n\n"
    "Another IOBase subclass, TextIOBase, deals with the encoding and "
    "decoding\nof streams into text. TextIOWrapper, which extends it, is a "
    "buffered text\ninterface to a buffered raw stream (`BufferedIOBase`). "
    "Finally, StringIO\nis an in-memory stream for text.\n\nArgument names are "
    "not part of the specification, and only the arguments\nof open() are "
    "intended to be used as keyword arguments.\n\ndata:\n\n"
    "DEFAULT_BUFFER_SIZE\n   An int containing the default buffer size used by "
    "the module's buffered\n   I/O classes. open() uses the file's blksize (as "
    "obtained by os.stat) if\n   possible.\n",
    nullptr, execute)

} // namespace dxpy
