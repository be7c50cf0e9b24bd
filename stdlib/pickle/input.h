// The bytes that an unpickler reads: in memory, or from a file, of which no
// more is read than the pickle has, unless it can peek().
#pragma once
#include "stdlib/pickle/pickle.h"
#include <bit>

namespace dxpy::pickle {

static_assert(std::endian::native == std::endian::little);

class Input {
public:
  Input(ThreadState &ts, Value unpickler, std::string_view memory)
      : ts(ts), u(asUnpickler(unpickler)), view(memory) {}
  Input(const Input &) = delete;

  /// The next \p count bytes, valid until the next call. False: raised.
  bool read_py(uint64_t count, std::string_view &bytes) {
    if (count <= view.size() - at) [[likely]] {
      bytes = view.substr(at, count);
      at += count;
      return true;
    }
    return readMore_py(count, bytes);
  }
  /// A number of 1, 2, 4 or 8 bytes, little endian.
  bool number_py(unsigned size, uint64_t &number) {
    std::string_view bytes;
    if (!read_py(size, bytes)) [[unlikely]]
      return false;
    number = 0;
    switch (size) {
    case 1:
      number = uint8_t(bytes[0]);
      break;
    case 2:
      __builtin_memcpy(&number, bytes.data(), 2);
      break;
    case 4:
      __builtin_memcpy(&number, bytes.data(), 4);
      break;
    default:
      __builtin_memcpy(&number, bytes.data(), 8);
    }
    return true;
  }
  /// A line, with its end.
  bool line_py(std::string_view &line);
  /// The bytes of a frame, to be read one by one.
  bool frame_py(uint64_t size) {
    std::string_view bytes;
    if (!read_py(size, bytes))
      return false;
    at -= size;
    return true;
  }
  /// What was peeked at and used is read.
  bool finish_py();

private:
  bool hasFile() const { return u->read != kUndef; }
  bool truncated() {
    return raise(ts, unpicklingError(), "pickle data was truncated");
  }
  bool readMore_py(uint64_t count, std::string_view &bytes);
  bool peek_py(uint64_t count, bool &enough);
  /// The rest that was read before, and \p more, become what is in memory.
  bool refill(Owned more);

  ThreadState &ts;
  UnpicklerObject *u;
  std::string_view view;
  size_t at = 0;
  bool peeked = false; ///< what is in memory is still to be read from the file
  Owned held;          ///< bytes: what is in memory
};

} // namespace dxpy::pickle
