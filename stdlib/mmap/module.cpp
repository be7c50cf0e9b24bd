// Module mmap: the type's life, and the constants.
#include "runtime-support/modules/native_module.h"
#include "stdlib/mmap/map.h"
#include "stdlib/posix/path.h"
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dxpy::maps {

namespace {

struct Wanted {
  int fd, flags = MAP_SHARED, protection = PROT_READ | PROT_WRITE, access = 0;
  int64_t size, offset = 0;
};

/// flags and prot from access, or the other way. False: raised.
bool chooseAccess(ThreadState &ts, Wanted &wanted) {
  constexpr int kBoth = PROT_READ | PROT_WRITE;
  if (wanted.access &&
      (wanted.flags != MAP_SHARED || wanted.protection != kBoth))
    return raise(ts, types::ValueError,
                 "mmap can't specify both access and flags, prot.");
  switch (Access(wanted.access)) {
  case Access::Read:
    wanted.protection = PROT_READ;
    return true;
  case Access::Write:
    return true;
  case Access::Copy:
    wanted.flags = MAP_PRIVATE;
    return true;
  case Access::Default:
    if ((wanted.protection & kBoth) != kBoth)
      wanted.access =
          int(wanted.protection & PROT_WRITE ? Access::Write : Access::Read);
    return true;
  }
  return raise(ts, types::ValueError, "mmap invalid access parameter.");
}

/// The size against that of the file. False: raised.
bool chooseSize(ThreadState &ts, Wanted &wanted) {
  struct stat status;
  if (wanted.fd < 0 || fstat(wanted.fd, &status) != 0 ||
      !S_ISREG(status.st_mode))
    return true;
  if (wanted.size == 0) {
    if (status.st_size == 0)
      return raise(ts, types::ValueError, "cannot mmap an empty file");
    if (wanted.offset >= status.st_size)
      return raise(ts, types::ValueError,
                   "mmap offset is greater than file size");
    wanted.size = status.st_size - wanted.offset;
    return true;
  }
  return (wanted.offset <= status.st_size &&
          status.st_size - wanted.offset >= wanted.size) ||
         raise(ts, types::ValueError, "mmap length is greater than file size");
}

bool arguments_py(ThreadState &ts, const Arguments &args, Wanted &wanted) {
  static constexpr Signature signature =
      "(fileno, length, flags=1, prot=3, access=0, offset=0)";
  Value bound[6];
  if (!bindArguments(ts, "mmap", signature, args, bound) ||
      !posix::intArgument_py(ts, bound[0], wanted.fd) ||
      !sizeArgument_py(ts, bound[1], wanted.size) ||
      (bound[2] && !posix::intArgument_py(ts, bound[2], wanted.flags)) ||
      (bound[3] && !posix::intArgument_py(ts, bound[3], wanted.protection)) ||
      (bound[4] && !posix::intArgument_py(ts, bound[4], wanted.access)) ||
      (bound[5] && !sizeArgument_py(ts, bound[5], wanted.offset)))
    return false;
  if (wanted.size < 0)
    return raise(ts, types::OverflowError,
                 "memory mapped length must be positive");
  if (wanted.offset < 0)
    return raise(ts, types::OverflowError,
                 "memory mapped offset must be positive");
  return chooseAccess(ts, wanted) && chooseSize(ts, wanted);
}

Owned newMap(ThreadState &ts, TypeObject *type, const Arguments &args) {
  Wanted wanted;
  if (!arguments_py(ts, args, wanted))
    return {};
  Owned self = allocateInstance(ts, type);
  if (!self)
    return {};
  MapObject *map = mapOf(self);
  map->size = wanted.size;
  map->offset = wanted.offset;
  map->access = Access(wanted.access);
  map->fd = -1;
  if (wanted.fd == -1) {
    wanted.flags |= MAP_ANONYMOUS;
  } else {
    map->fd = fcntl(wanted.fd, F_DUPFD_CLOEXEC, 0);
    if (map->fd < 0)
      return raiseOSError(ts, errno);
  }
  void *memory = mmap(nullptr, size_t(wanted.size), wanted.protection,
                      wanted.flags, wanted.fd, wanted.offset);
  if (memory == MAP_FAILED)
    return raiseOSError(ts, errno);
  map->data = static_cast<char *>(memory);
  return self;
}

void deallocate(ThreadState &ts, ObjectHeader *self) {
  auto *map = reinterpret_cast<MapObject *>(self);
  if (map->fd >= 0)
    ::close(map->fd);
  if (map->data)
    munmap(map->data, size_t(map->size));
  freeObject(ts, self, sizeof(MapObject));
}

Owned repr(ThreadState &ts, Value self) {
  MapObject *map = mapOf(self);
  static constexpr const char *names[] = {"ACCESS_DEFAULT", "ACCESS_READ",
                                          "ACCESS_WRITE", "ACCESS_COPY"};
  StrBuilder text(ts);
  text.append("<");
  text.append(nativeQualifiedName(typeOf(self)));
  if (!map->data) {
    text.append(" closed=True>");
    return text.finish();
  }
  text.append(" closed=False, access=");
  text.append(names[int(map->access)]);
  text.append(", length=");
  text.appendInt(map->size);
  text.append(", pos=");
  text.appendInt(map->position);
  text.append(", offset=");
  text.appendInt(map->offset);
  text.append(">");
  return text.finish();
}

int64_t length(ThreadState &ts, Value self) {
  return checkOpen(ts, self) ? mapOf(self)->size : -1;
}
bool getBufferSlot(ThreadState &ts, Value self, BufferView &view,
                   unsigned flags) {
  if (!checkOpen(ts, self) ||
      !fillBuffer(ts, view, textOf(self), mapOf(self)->access == Access::Read,
                  flags))
    return false;
  ++mapOf(self)->exports;
  return true;
}
void releaseBufferSlot(ThreadState &, Value self, BufferView &) {
  --mapOf(self)->exports;
}
Owned isClosed(ThreadState &, Value self) {
  return ownedBool(!mapOf(self)->data);
}

constexpr GetSetDef getSets[] = {{"closed", isClosed}, {}};
constexpr TypeSpec spec = {
    "mmap.mmap",
    "Maps length bytes from the file specified by the "
    "file descriptor fileno,\nand returns a mmap object.",
    mapMethods, getSets};

constexpr struct {
  const char *name;
  int64_t value;
} constants[] = {
#define CONSTANT(name) {#name, name}
    CONSTANT(PROT_EXEC),
    CONSTANT(PROT_READ),
    CONSTANT(PROT_WRITE),
    CONSTANT(MAP_SHARED),
    CONSTANT(MAP_PRIVATE),
    CONSTANT(MAP_DENYWRITE),
    CONSTANT(MAP_EXECUTABLE),
    CONSTANT(MAP_ANON),
    CONSTANT(MAP_ANONYMOUS),
    CONSTANT(MAP_POPULATE),
    CONSTANT(MAP_STACK),
    CONSTANT(MADV_NORMAL),
    CONSTANT(MADV_RANDOM),
    CONSTANT(MADV_SEQUENTIAL),
    CONSTANT(MADV_WILLNEED),
    CONSTANT(MADV_DONTNEED),
    CONSTANT(MADV_REMOVE),
    CONSTANT(MADV_DONTFORK),
    CONSTANT(MADV_DOFORK),
    CONSTANT(MADV_HWPOISON),
    CONSTANT(MADV_MERGEABLE),
    CONSTANT(MADV_UNMERGEABLE),
    CONSTANT(MADV_HUGEPAGE),
    CONSTANT(MADV_NOHUGEPAGE),
    CONSTANT(MADV_DONTDUMP),
    CONSTANT(MADV_DODUMP),
    CONSTANT(MADV_FREE),
#undef CONSTANT
    {"ACCESS_DEFAULT", int(Access::Default)},
    {"ACCESS_READ", int(Access::Read)},
    {"ACCESS_WRITE", int(Access::Write)},
    {"ACCESS_COPY", int(Access::Copy)},
};

bool execute(ThreadState &ts, Value module) {
  for (auto &row : constants)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  for (const char *name : {"PAGESIZE", "ALLOCATIONGRANULARITY"})
    if (!addToModule(ts, module, name, makeInt(ts, sysconf(_SC_PAGESIZE))))
      return false;
  return initNativeType(ts, &mapType) &&
         addTypeToModule(ts, module, &mapType) &&
         addToModule(ts, module, "error", copyOf(Value(&types::OSError)));
}

} // namespace

constinit TypeObject mapType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeBase | kTypeHasWeakrefs,
    .basicSize = sizeof(MapObject),
    .slots = {.deallocate = deallocate,
              .getBuffer = getBufferSlot,
              .releaseBuffer = releaseBufferSlot,
              .repr = repr,
              .new_ = newMap,
              .length = length,
              .subscript = subscript,
              .setSubscript = setSubscript,
              .item = itemAt},
};

} // namespace dxpy::maps

namespace dxpy {
DX_NATIVE_MODULE(mmap, nullptr, nullptr, maps::execute)
} // namespace dxpy
