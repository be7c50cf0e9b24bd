// What the files of module _io share: the abstract bases, the attribute and
// method calls that any stream answers, and opening.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include <cerrno>
#include <cstring>

namespace dxpy::io {

inline constexpr int64_t kDefaultBufferSize = 8192;
inline constexpr uint64_t kStreamFlags =
    kTypeBase | kTypeContainer | kTypeHasDict | kTypeHasWeakrefs;

extern TypeObject baseType, rawType, bufferedType, textType;
extern TypeObject fileType, bytesIOType, stringIOType;
extern TypeObject readerType, writerType, randomType, pairType;
extern TypeObject textWrapperType, newlineDecoderType;

/// What open() and the standard streams are made of. False: raised.
bool prepareTypes(ThreadState &ts);
/// io.UnsupportedOperation, made on first use; null: raised.
TypeObject *unsupportedOperation(ThreadState &ts);
[[gnu::cold]] Raised raiseUnsupported(ThreadState &ts, std::string_view what);

inline Raised raiseClosed(ThreadState &ts) {
  return raise(ts, types::ValueError, "I/O operation on closed file.");
}
inline Raised raiseUninitialised(ThreadState &ts) {
  return raise(ts, types::ValueError, "I/O operation on uninitialized object");
}

Owned callNamed_py(ThreadState &ts, Value object, const char *name,
                   std::initializer_list<Value> args = {});
Owned attribute_py(ThreadState &ts, Value object, const char *name);
/// The attribute, or null without an exception: it is absent, or \p quiet and
/// asking for it raised ValueError (a closed or detached stream).
Owned optionalAttribute_py(ThreadState &ts, Value object, const char *name,
                           bool quiet = false);
/// The truth of object.name(). -1: raised.
int asks_py(ThreadState &ts, Value object, const char *name);
/// object.closed. -1: raised.
int isClosed_py(ThreadState &ts, Value object);
/// Raises UnsupportedOperation unless object.readable() and so on.
enum class Ability : uint8_t { Seekable, Readable, Writable };
bool checkAbility_py(ThreadState &ts, Value object, Ability which);
/// A size argument: null and None mean -1. False: raised.
bool sizeOrAll_py(ThreadState &ts, Value value, int64_t &out);
/// The buffer that a readinto fills. False: raised.
bool writableArgument(ThreadState &ts, Value value, const char *function,
                      BufferView &view);
/// A file position. False: raised.
bool positionArgument_py(ThreadState &ts, Value value, int64_t &out);
/// An error of flushing that is followed by closing: it becomes the context of
/// what closing raised, or is raised itself. \p first may be null.
void chainExceptions(ThreadState &ts, Owned first);
/// "<type name='x'>", for streams that ask another one for their name.
Owned reprWithName_py(ThreadState &ts, Value self);
/// `finalise` of all streams: closes those that are open.
void closeAtEnd(ThreadState &ts, Value self);
/// io.open with bound arguments; null where left out.
Owned open(ThreadState &ts, Value, const Value *args);

/// Who is in the middle of something with a buffered stream. Other threads wait
/// for their turn; a raw stream in Python must not come back to it.
struct StreamUse {
  WaitLock lock;
  const ThreadState *thread;
};
class Entered {
public:
  Entered(ThreadState &ts, Value stream, StreamUse &use);
  ~Entered() {
    if (!good_)
      return;
    use_.thread = nullptr;
    use_.lock.release();
  }
  Entered(const Entered &) = delete;
  explicit operator bool() const { return good_; }

private:
  StreamUse &use_;
  bool good_;
};

} // namespace dxpy::io
