// The methods of mmap.mmap.
#include "runtime-support/memory/run_lock.h"
#include "stdlib/mmap/map.h"
#include "stdlib/posix/path.h"
#include <cstring>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dxpy::maps {

bool checkOpen(ThreadState &ts, Value self) {
  return mapOf(self)->data ||
         raise(ts, types::ValueError, "mmap closed or invalid");
}
bool checkWritable(ThreadState &ts, Value self) {
  return mapOf(self)->access != Access::Read ||
         raise(ts, types::TypeError,
               "mmap can't modify a readonly memory map.");
}

namespace {

Owned close_(ThreadState &ts, Value self, const Value *) {
  MapObject *map = mapOf(self);
  if (map->exports)
    return raise(ts, types::BufferError,
                 "cannot close exported pointers exist");
  if (map->fd >= 0)
    ::close(std::exchange(map->fd, -1));
  if (map->data)
    munmap(std::exchange(map->data, nullptr), size_t(map->size));
  return ownedNone();
}
Owned enter(ThreadState &ts, Value self, const Value *) {
  return checkOpen(ts, self) ? copyOf(self) : Owned();
}
Owned exit_(ThreadState &ts, Value self, const Arguments &) {
  return close_(ts, self, nullptr);
}

// Reading ---------------------------------------------------------------------

/// From the position on.
std::string_view ahead(Value self) {
  std::string_view all = textOf(self);
  return all.substr(std::min(size_t(mapOf(self)->position), all.size()));
}
Owned take(ThreadState &ts, Value self, std::string_view piece) {
  Owned bytes = makeBytes(ts, piece);
  if (bytes)
    mapOf(self)->position += int64_t(piece.size());
  return bytes;
}

Owned read_(ThreadState &ts, Value self, const Value *args) {
  int64_t size = -1;
  if (args[0] && !args[0].isNone() && !sizeArgument_py(ts, args[0], size))
    return {};
  if (!checkOpen(ts, self))
    return {};
  std::string_view rest = ahead(self);
  return take(ts, self, size < 0 ? rest : rest.substr(0, size_t(size)));
}
Owned readByte(ThreadState &ts, Value self, const Value *) {
  if (!checkOpen(ts, self))
    return {};
  std::string_view rest = ahead(self);
  if (rest.empty())
    return raise(ts, types::ValueError, "read byte out of range");
  ++mapOf(self)->position;
  return Owned::steal(smallIntWord(uint8_t(rest[0])));
}
Owned readLine(ThreadState &ts, Value self, const Value *) {
  if (!checkOpen(ts, self))
    return {};
  std::string_view rest = ahead(self);
  size_t end = rest.find('\n');
  return take(ts, self, end == rest.npos ? rest : rest.substr(0, end + 1));
}

/// Where a search begins or ends: from the end if negative.
int64_t bound(int64_t at, int64_t size) {
  return at < 0 ? std::max(at + size, int64_t(0)) : std::min(at, size);
}
template <bool fromEnd>
Owned find_(ThreadState &ts, Value self, const Value *args) {
  if (!checkOpen(ts, self))
    return {};
  int64_t start = mapOf(self)->position, end = mapOf(self)->size;
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  Owned result;
  if ((!args[1] || sizeArgument_py(ts, args[1], start)) &&
      (!args[2] || sizeArgument_py(ts, args[2], end)) && checkOpen(ts, self)) {
    start = bound(start, mapOf(self)->size);
    end = bound(end, mapOf(self)->size);
    size_t at = std::string_view::npos;
    if (start <= end) {
      std::string_view where = textOf(self).substr(size_t(start),
                                                   size_t(end - start)),
                       what(view.data, size_t(view.length));
      at = fromEnd ? where.rfind(what) : where.find(what);
    }
    result =
        makeInt(ts, at == std::string_view::npos ? -1 : int64_t(at) + start);
  }
  releaseBuffer(ts, view);
  return result;
}

// Writing ---------------------------------------------------------------------

Owned write_(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!checkOpen(ts, self) || !getBuffer(ts, args[0], view))
    return {};
  MapObject *map = mapOf(self);
  Owned result;
  if (checkWritable(ts, self) && checkOpen(ts, self)) {
    if (map->position > map->size || map->size - map->position < view.length) {
      raise(ts, types::ValueError, "data out of range");
    } else {
      memmove(map->data + map->position, view.data, size_t(view.length));
      map->position += view.length;
      result = makeInt(ts, view.length);
    }
  }
  releaseBuffer(ts, view);
  return result;
}
Owned writeByte(ThreadState &ts, Value self, const Value *args) {
  int number;
  if (!checkOpen(ts, self) || !posix::intArgument_py(ts, args[0], number))
    return {};
  if (number < 0)
    return raise(ts, types::OverflowError,
                 "unsigned byte integer is less than minimum");
  if (number > 255)
    return raise(ts, types::OverflowError,
                 "unsigned byte integer is greater than maximum");
  MapObject *map = mapOf(self);
  if (!checkWritable(ts, self) || !checkOpen(ts, self))
    return {};
  if (map->position >= map->size)
    return raise(ts, types::ValueError, "write byte out of range");
  map->data[map->position++] = char(number);
  return ownedNone();
}
Owned move_(ThreadState &ts, Value self, const Value *args) {
  int64_t to, from, count;
  if (!checkOpen(ts, self) || !sizeArgument_py(ts, args[0], to) ||
      !sizeArgument_py(ts, args[1], from) ||
      !sizeArgument_py(ts, args[2], count) || !checkWritable(ts, self) ||
      !checkOpen(ts, self))
    return {};
  MapObject *map = mapOf(self);
  if (to < 0 || from < 0 || count < 0 || map->size - to < count ||
      map->size - from < count)
    return raise(ts, types::ValueError,
                 "source, destination, or count out of range");
  memmove(map->data + to, map->data + from, size_t(count));
  return ownedNone();
}
Owned flush_(ThreadState &ts, Value self, const Value *args) {
  MapObject *map = mapOf(self);
  int64_t offset = 0, size = map->size;
  if (!checkOpen(ts, self) ||
      (args[0] && !sizeArgument_py(ts, args[0], offset)) ||
      (args[1] && !sizeArgument_py(ts, args[1], size)) || !checkOpen(ts, self))
    return {};
  if (size < 0 || offset < 0 || map->size - offset < size)
    return raise(ts, types::ValueError, "flush values out of range");
  if (map->access == Access::Read || map->access == Access::Copy)
    return ownedNone();
  return posix::noneOrError(ts,
                            msync(map->data + offset, size_t(size), MS_SYNC));
}

// Position and size -----------------------------------------------------------

Owned seek_(ThreadState &ts, Value self, const Value *args) {
  int64_t distance;
  int whence = 0;
  if (!checkOpen(ts, self) || !sizeArgument_py(ts, args[0], distance) ||
      (args[1] && !posix::intArgument_py(ts, args[1], whence)))
    return {};
  MapObject *map = mapOf(self);
  int64_t base = whence == 1 ? map->position : whence == 2 ? map->size : 0, at;
  if (whence < 0 || whence > 2)
    return raise(ts, types::ValueError, "unknown seek type");
  if (__builtin_add_overflow(base, distance, &at) || at < 0 || at > map->size)
    return raise(ts, types::ValueError, "seek out of range");
  map->position = at;
  return ownedNone();
}
Owned tell_(ThreadState &ts, Value self, const Value *) {
  return checkOpen(ts, self) ? makeInt(ts, mapOf(self)->position) : Owned();
}
Owned size_(ThreadState &ts, Value self, const Value *) {
  struct stat status;
  if (!checkOpen(ts, self))
    return {};
  return fstat(mapOf(self)->fd, &status) < 0 ? Owned(raiseOSError(ts, errno))
                                             : makeInt(ts, status.st_size);
}

Owned resize_(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  MapObject *map = mapOf(self);
  if (!checkOpen(ts, self) || !sizeArgument_py(ts, args[0], size))
    return {};
  if (map->exports)
    return raise(ts, types::BufferError,
                 "mmap can't resize with extant buffers exported.");
  if (map->access != Access::Write && map->access != Access::Default)
    return raise(ts, types::TypeError,
                 "mmap can't resize a readonly or copy-on-write memory map.");
  if (size < 0 || INT64_MAX - size < map->offset)
    return raise(ts, types::ValueError, "new size out of range");
  if (map->fd >= 0 && ftruncate(map->fd, map->offset + size) < 0)
    return raiseOSError(ts, errno);
  void *moved =
      mremap(map->data, size_t(map->size), size_t(size), MREMAP_MAYMOVE);
  if (moved == MAP_FAILED)
    return raiseOSError(ts, errno);
  map->data = static_cast<char *>(moved);
  map->size = size;
  return ownedNone();
}

Owned advise(ThreadState &ts, Value self, const Value *args) {
  int option;
  MapObject *map = mapOf(self);
  int64_t start = 0, length = map->size;
  if (!checkOpen(ts, self) || !posix::intArgument_py(ts, args[0], option) ||
      (args[1] && !sizeArgument_py(ts, args[1], start)) ||
      (args[2] && !sizeArgument_py(ts, args[2], length)) ||
      !checkOpen(ts, self))
    return {};
  if (start < 0 || start >= map->size)
    return raise(ts, types::ValueError, "madvise start out of bounds");
  if (length < 0)
    return raise(ts, types::ValueError, "madvise length invalid");
  if (INT64_MAX - start < length)
    return raise(ts, types::OverflowError, "madvise length too large");
  length = std::min(length, map->size - start);
  return posix::noneOrError(ts,
                            madvise(map->data + start, size_t(length), option));
}

} // namespace

constexpr MethodDef mapMethods[] = {
    {"close", close_, "()"},
    {"find", find_<false>, "(sub, start=0, end=0, /)"},
    {"rfind", find_<true>, "(sub, start=0, end=0, /)"},
    {"flush", flush_, "(offset=0, size=0, /)"},
    {"madvise", advise, "(option, start=0, length=0, /)"},
    {"move", move_, "(dest, src, count, /)"},
    {"read", read_, "(n=None, /)"},
    {"read_byte", readByte, "()"},
    {"readline", readLine, "()"},
    {"resize", resize_, "(newsize, /)"},
    {"seek", seek_, "(pos, whence=0, /)"},
    {"size", size_, "()"},
    {"tell", tell_, "()"},
    {"write", write_, "(bytes, /)"},
    {"write_byte", writeByte, "(byte, /)"},
    {"__enter__", enter, "()"},
    {"__exit__", exit_},
    {}};

} // namespace dxpy::maps
