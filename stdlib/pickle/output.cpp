// The output of a pickler.
#include "stdlib/pickle/output.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"
#include <cstring>

namespace dxpy::pickle {

Output::~Output() { rawFree(data); }

bool Output::reserve(size_t extra) {
  if (extra <= capacity - size)
    return true;
  size_t wanted = size + extra;
  size_t larger = capacity * 2 > wanted ? capacity * 2 : wanted + 128;
  auto *grown = static_cast<char *>(rawReallocate(data, larger));
  if (!grown)
    return raiseMemoryError(ts);
  data = grown;
  capacity = larger;
  return true;
}

bool Output::put(std::string_view bytes) {
  bool begins = framing && !inFrame;
  if (!reserve(bytes.size() + (begins ? kHeader : 0)))
    return false;
  if (begins) {
    inFrame = true;
    frameStart = size;
    size += kHeader;
  }
  std::memcpy(data + size, bytes.data(), bytes.size());
  size += bytes.size();
  return true;
}

bool Output::putSlow(Op op, uint64_t number, unsigned bytes) {
  char text[kHeader] = {char(op)};
  for (unsigned i = 0; i < bytes; ++i)
    text[1 + i] = char(number >> (8 * i));
  return put({text, 1 + bytes});
}

void Output::closeFrame() {
  if (!inFrame)
    return;
  inFrame = false;
  char *start = data + frameStart;
  uint64_t length = size - frameStart - kHeader;
  if (length < kLeastFrame) { // not worth a header
    std::memmove(start, start + kHeader, length);
    size -= kHeader;
    return;
  }
  *start = char(Op::Frame);
  for (unsigned i = 0; i < 8; ++i)
    start[1 + i] = char(length >> (8 * i));
}

bool Output::flush_py() {
  Owned bytes = makeBytes(ts, {data, size});
  size = 0;
  return bytes && call_py(ts, write, {bytes.value()});
}

bool Output::endFrame_py() {
  closeFrame();
  return !write || flush_py();
}

bool Output::putData_py(Op op, unsigned sizeBytes, std::string_view bytes,
                        Value payload) {
  bool apart = bytes.size() >= kFrame;
  bool wasFraming = framing;
  if (apart) {
    closeFrame();
    framing = false;
  }
  bool good = put(op, bytes.size(), sizeBytes);
  if (good && apart && write) {
    Owned made = payload ? copyOf(payload) : makeBytes(ts, bytes);
    good = flush_py() && made && call_py(ts, write, {made.value()});
  } else {
    good = good && put(bytes);
  }
  framing = wasFraming;
  return good;
}

Owned Output::finish_py() {
  if (!write)
    return makeBytes(ts, {data, size});
  return flush_py() ? ownedNone() : Owned();
}

} // namespace dxpy::pickle
