// The bytes of a pickle under way, in frames from protocol 4 on: a frame is
// begun by what is written first and closed once it is long enough.
#pragma once
#include "stdlib/pickle/pickle.h"
#include <bit>

namespace dxpy::pickle {

static_assert(std::endian::native == std::endian::little);

class Output {
public:
  /// \p write is file.write, or null for a pickle that stays in memory.
  Output(ThreadState &ts, Value write) : ts(ts), write(copyOf(write)) {}
  Output(const Output &) = delete;
  ~Output();

  void startFraming() { framing = true; }
  void endFraming() {
    closeFrame();
    framing = false;
  }
  /// False: raised.
  bool put(std::string_view bytes);
  bool put(Op op) { return put(op, 0, 0); }
  /// An opcode and a number of \p bytes bytes, little endian.
  bool put(Op op, uint64_t number, unsigned bytes) {
    if (capacity - size < kHeader || inFrame != framing) [[unlikely]]
      return putSlow(op, number, bytes);
    data[size] = char(op);
    __builtin_memcpy(data + size + 1, &number, sizeof number);
    size += 1 + bytes;
    return true;
  }
  /// An opcode and a line.
  bool putLine(Op op, std::string_view text) {
    return put(op) && put(text) && put("\n");
  }
  /// Large data stands outside frames, and goes to the file as it is: \p
  /// payload if it is not null.
  bool putData_py(Op op, unsigned sizeBytes, std::string_view data,
                  Value payload);
  /// Between two objects: a long frame ends here.
  bool boundary_py() {
    return !inFrame || size - frameStart < kFrame + kHeader || endFrame_py();
  }
  /// To the file, or as bytes.
  Owned finish_py();

private:
  static constexpr size_t kHeader = 9, kLeastFrame = 4, kFrame = 64 * 1024;
  bool putSlow(Op op, uint64_t number, unsigned bytes);
  void closeFrame();
  bool endFrame_py();
  bool flush_py();
  bool reserve(size_t extra);

  ThreadState &ts;
  Owned write;
  char *data = nullptr;
  size_t size = 0, capacity = 0;
  bool framing = false, inFrame = false;
  size_t frameStart = 0;
};

} // namespace dxpy::pickle
