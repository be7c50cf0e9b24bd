// The input of an unpickler.
#include "stdlib/pickle/input.h"
#include "runtime-support/objects/bytes.h"
#include <climits>
#include <cstring>

namespace dxpy::pickle {

bool Input::finish_py() {
  if (!peeked)
    return true;
  peeked = false;
  size_t used = std::exchange(at, 0);
  view = {};
  return !used ||
         call_py(ts, Value(u->read), {Value(smallIntWord(int64_t(used)))});
}

bool Input::refill(Owned more) {
  if (!more)
    return false;
  if (!isBytes(more)) {
    BufferView buffer;
    if (!getBuffer(ts, more, buffer))
      return false;
    Owned copy = makeBytes(ts, {buffer.data, size_t(buffer.length)});
    releaseBuffer(ts, buffer);
    if (!copy)
      return false;
    more = std::move(copy);
  }
  std::string_view rest = view.substr(at), added = bytesText(more);
  if (!rest.empty()) {
    BytesObject *all = allocateBytes(ts, rest.size() + added.size());
    if (!all)
      return false;
    std::memcpy(all->bytes, rest.data(), rest.size());
    std::memcpy(all->bytes + rest.size(), added.data(), added.size());
    more = Owned::steal(all);
  }
  held = std::move(more);
  view = bytesText(held);
  at = 0;
  return true;
}

bool Input::peek_py(uint64_t count, bool &enough) {
  constexpr int64_t kPeek = 128 * 1024;
  enough = false;
  if (u->peek == kUndef || at < view.size() || count >= kPeek)
    return true;
  Owned bytes = call_py(ts, Value(u->peek), {Value(smallIntWord(kPeek))});
  if (!bytes) {
    if (!pendingMatches(ts, types::NotImplementedError))
      return false;
    clearException(ts); // it only seems to peek
    clearField(ts, &u->header, &u->peek);
    return true;
  }
  if (!refill(std::move(bytes)))
    return false;
  enough = view.size() >= count;
  if (enough)
    peeked = true;
  else
    view = {};
  return true;
}

bool Input::readMore_py(uint64_t count, std::string_view &bytes) {
  if (!hasFile())
    return truncated();
  if (count > uint64_t(INT64_MAX) - at)
    return raise(ts, unpicklingError(),
                 "read would overflow (invalid bytecode)");
  bool enough;
  if (!finish_py() || !peek_py(count, enough))
    return false;
  if (!enough) {
    Owned wanted = makeInt(ts, int64_t(count - (view.size() - at)));
    if (!wanted || !refill(call_py(ts, Value(u->read), {wanted.value()})))
      return false;
    if (view.size() < count) {
      at = view.size();
      return truncated();
    }
  }
  bytes = view.substr(at, count);
  at += count;
  return true;
}

bool Input::line_py(std::string_view &line) {
  size_t end = view.find('\n', at);
  if (end == view.npos) {
    if (!hasFile())
      return truncated();
    if (!finish_py() || !refill(call_py(ts, Value(u->readLine))))
      return false;
    end = view.find('\n', at);
    if (end == view.npos)
      return truncated();
  }
  line = view.substr(at, end + 1 - at);
  at = end + 1;
  return true;
}

} // namespace dxpy::pickle
