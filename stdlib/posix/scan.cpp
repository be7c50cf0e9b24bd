// scandir: the entries of a folder with what the system told of them.
#include "runtime-support/objects/generic_alias.h"
#include "stdlib/posix/parts.h"
#include "stdlib/posix/path.h"
#include <cstring>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dxpy::posix {

namespace {

struct EntryObject {
  ObjectHeader header;
  Word name, path, stat, linkStat; ///< the stats are None until asked for
  uint64_t inode;
  int folder; ///< AT_FDCWD unless scandir got a descriptor
  uint8_t kind;
};
struct ScanObject {
  ObjectHeader header;
  Word path; ///< of the folder; None: "."
  DIR *stream;
  int folder; ///< the descriptor that was given, or -1
  bool bytes;
};

EntryObject *entryOf(Value v) { return v.as<EntryObject>(); }
ScanObject *scanOf(Value v) { return v.as<ScanObject>(); }

using EntryFields =
    OwnedFields<EntryObject, &EntryObject::name, &EntryObject::path,
                &EntryObject::stat, &EntryObject::linkStat>;
using ScanFields = OwnedFields<ScanObject, &ScanObject::path>;

extern TypeObject entryType, scanType;

// DirEntry
// ------------------------------------------------------------------------

/// The path as C has it, or the name where a descriptor was scanned.
Owned entryText(ThreadState &ts, Value self) {
  EntryObject *entry = entryOf(self);
  Value path(entry->folder == AT_FDCWD ? entry->path : entry->name);
  return isBytes(path) ? copyOf(path) : encodeName(ts, path);
}

Owned fetchStat_py(ThreadState &ts, Value self, bool follow) {
  Owned text = entryText(ts, self);
  return text ? statOf_py(ts, Value(entryOf(self)->path),
                          bytesText(text).data(), entryOf(self)->folder, follow)
              : Owned();
}

/// 1, 0; -1: raised. Entries of unknown kind ask the system.
int isLink_py(ThreadState &ts, Value self);

Owned statOfEntry_py(ThreadState &ts, Value self, bool follow) {
  EntryObject *entry = entryOf(self);
  if (follow) {
    int link = isLink_py(ts, self);
    if (link < 0)
      return {};
    follow = link;
  }
  Word *slot = follow ? &entry->stat : &entry->linkStat;
  if (!Value(*slot).isNone())
    return copyOf(Value(*slot));
  Owned result = fetchStat_py(ts, self, follow);
  if (result)
    *slot = copyOf(result).take();
  return result;
}

/// Does the entry have a kind of S_IFMT? Missing files have none.
int hasMode_py(ThreadState &ts, Value self, bool follow, unsigned mode) {
  uint8_t kind = entryOf(self)->kind;
  bool known = kind != DT_UNKNOWN && !(follow && kind == DT_LNK);
  if (known)
    return unsigned(DTTOIF(kind)) == mode;
  Owned stat = statOfEntry_py(ts, self, follow);
  if (!stat) {
    if (!pendingMatches(ts, types::FileNotFoundError))
      return -1;
    clearException(ts);
    return 0;
  }
  Value found = tupleItem(stat, 0);
  return (unsigned(found.smallInt()) & S_IFMT) == mode;
}
int isLink_py(ThreadState &ts, Value self) {
  if (entryOf(self)->kind != DT_UNKNOWN)
    return entryOf(self)->kind == DT_LNK;
  return hasMode_py(ts, self, false, S_IFLNK);
}

Owned boolOrRaised(int result) {
  return result < 0 ? Owned() : ownedBool(result);
}
Owned isDir(ThreadState &ts, Value self, const Value *args) {
  int follow = flagArgument_py(ts, args[0], true);
  return follow < 0 ? Owned()
                    : boolOrRaised(hasMode_py(ts, self, follow, S_IFDIR));
}
Owned isFile(ThreadState &ts, Value self, const Value *args) {
  int follow = flagArgument_py(ts, args[0], true);
  return follow < 0 ? Owned()
                    : boolOrRaised(hasMode_py(ts, self, follow, S_IFREG));
}
Owned isSymlink(ThreadState &ts, Value self, const Value *) {
  return boolOrRaised(isLink_py(ts, self));
}
Owned stat_(ThreadState &ts, Value self, const Value *args) {
  int follow = flagArgument_py(ts, args[0], true);
  return follow < 0 ? Owned() : statOfEntry_py(ts, self, follow);
}
Owned inode(ThreadState &ts, Value self, const Value *) {
  return makeUnsigned(ts, entryOf(self)->inode);
}
Owned entryFspath(ThreadState &, Value self, const Value *) {
  return copyOf(Value(entryOf(self)->path));
}
Owned entryRepr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("<DirEntry ");
  if (!text.appendRepr_py(Value(entryOf(self)->name)))
    return {};
  text.append(">");
  return text.finish();
}

constexpr MethodDef entryMethods[] = {
    {"is_dir", isDir, "(*, follow_symlinks=True)",
     "Return True if the entry is a directory; cached per entry."},
    {"is_file", isFile, "(*, follow_symlinks=True)",
     "Return True if the entry is a file; cached per entry."},
    {"is_symlink", isSymlink, "()",
     "Return True if the entry is a symbolic link; cached per entry."},
    {"stat", stat_, "(*, follow_symlinks=True)",
     "Return stat_result object for the entry; cached per entry."},
    {"inode", inode, "()", "Return inode of the entry; cached per entry."},
    {"__fspath__", entryFspath, "()", "Returns the path for the entry."},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr MemberDef entryMembers[] = {
    {"name", MemberKind::Value, offsetof(EntryObject, name), true,
     "the entry's base filename, relative to scandir() \"path\" argument"},
    {"path", MemberKind::Value, offsetof(EntryObject, path), true,
     "the entry's full path name; equivalent to os.path.join(scandir_path, "
     "entry.name)"},
    {}};
constexpr TypeSpec entrySpec = {
    .name = "posix.DirEntry", .methods = entryMethods, .members = entryMembers};

constinit TypeObject entryType = {
    .header = typeHeader(),
    .spec = &entrySpec,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(EntryObject),
    .slots = {.deallocate = EntryFields::deallocate,
              .visit = EntryFields::visit,
              .repr = entryRepr}};

// The iterator
// --------------------------------------------------------------------

void closeScan(ScanObject *scan) {
  DIR *stream = std::exchange(scan->stream, nullptr);
  if (!stream)
    return;
  int saved = errno;
  if (scan->folder >= 0)
    rewinddir(stream);
  closedir(stream);
  errno = saved;
}

/// folder/name, as a str or bytes.
Owned joinPath(ThreadState &ts, ScanObject *scan, const char *name) {
  Value folder(scan->path);
  std::string_view text = folder.isNone() ? std::string_view(".")
                          : isStr(folder) ? strText(folder)
                                          : bytesText(folder);
  StrBuilder joined(ts);
  joined.append(text);
  if (!text.empty() && !text.ends_with('/'))
    joined.append("/");
  if (scan->bytes) {
    joined.append(name);
    return joined.failed() ? Owned(raiseMemoryError(ts))
                           : makeBytes(ts, joined.view());
  }
  Owned decoded = decodeName(ts, name);
  if (!decoded)
    return {};
  joined.append(decoded);
  return joined.finish();
}

Owned makeEntry(ThreadState &ts, ScanObject *scan, const dirent *found) {
  Owned result = allocateInstance(ts, &entryType);
  if (!result)
    return {};
  EntryObject *entry = entryOf(result);
  entry->name = entry->path = entry->stat = entry->linkStat = kNone;
  entry->inode = found->d_ino;
  entry->kind = found->d_type;
  entry->folder = scan->folder >= 0 ? scan->folder : AT_FDCWD;
  Owned name = scan->bytes ? makeBytes(ts, found->d_name)
                           : decodeName(ts, found->d_name);
  Owned path =
      scan->folder >= 0 ? copyOf(name) : joinPath(ts, scan, found->d_name);
  if (!name || !path)
    return {};
  entry->name = name.take();
  entry->path = path.take();
  return result;
}

Owned scanNext(ThreadState &ts, Value self) {
  ScanObject *scan = scanOf(self);
  while (scan->stream) {
    errno = 0;
    dirent *found = readdir(scan->stream);
    if (!found) {
      if (errno)
        raiseOSError(ts, errno, Value(scan->path));
      closeScan(scan);
      return {};
    }
    std::string_view name(found->d_name);
    if (name == "." || name == "..")
      continue;
    Owned entry = makeEntry(ts, scan, found);
    if (!entry)
      closeScan(scan);
    return entry;
  }
  return {};
}

Owned scanClose(ThreadState &, Value self, const Value *) {
  closeScan(scanOf(self));
  return ownedNone();
}
Owned scanEnter(ThreadState &, Value self, const Value *) {
  return copyOf(self);
}
Owned scanExit(ThreadState &, Value self, const Arguments &) {
  closeScan(scanOf(self));
  return ownedNone();
}
void scanDeallocate(ThreadState &ts, ObjectHeader *self) {
  closeScan(reinterpret_cast<ScanObject *>(self));
  ScanFields::deallocate(ts, self);
}

constexpr MethodDef scanMethods[] = {{"__enter__", scanEnter, "()"},
                                     {"__exit__", scanExit},
                                     {"close", scanClose, "()"},
                                     {}};
constexpr TypeSpec scanSpec = {.name = "posix.ScandirIterator",
                               .methods = scanMethods};
constinit TypeObject scanType = {.header = typeHeader(),
                                 .spec = &scanSpec,
                                 .flags = kTypeContainer | kTypeDisallowNew,
                                 .basicSize = sizeof(ScanObject),
                                 .slots = {.deallocate = scanDeallocate,
                                           .visit = ScanFields::visit,
                                           .iter = iterateSelf,
                                           .next = scanNext}};

Owned scandir_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("scandir", "path",
                    PathArgument::kNone | PathArgument::kDescriptor);
  if (!path.convert_py(ts, args[0]))
    return {};
  Owned result = allocateInstance(ts, &scanType);
  if (!result)
    return {};
  ScanObject *scan = scanOf(result);
  scan->path = kNone;
  scan->stream = nullptr;
  scan->folder = path.descriptor();
  scan->bytes = path.isBytes();
  if (path.object() && !path.object().isNone()) {
    Owned shown =
        path.text() ? pathOf_py(ts, path.object()) : copyOf(path.object());
    if (!shown)
      return {};
    scan->path = shown.take();
  }
  int copy = -1;
  if (!path.text() && (copy = fcntl(path.descriptor(), F_DUPFD_CLOEXEC, 0)) < 0)
    return path.raiseError(ts);
  scan->stream = path.text() ? opendir(path.text()) : fdopendir(copy);
  if (!scan->stream) {
    int saved = errno;
    if (copy >= 0)
      close(copy);
    errno = saved;
    return path.raiseError(ts);
  }
  return result;
}

constexpr MethodDef functions[] = {
    {"scandir", scandir_, "(path=None)",
     "Return an iterator of DirEntry objects for given path."},
    {}};

} // namespace

bool addScan(ThreadState &ts, Value module) {
  return initNativeType(ts, &entryType) && initNativeType(ts, &scanType) &&
         readyType(ts, &scanType) && addTypeToModule(ts, module, &entryType) &&
         addFunctions(ts, module, functions);
}

} // namespace dxpy::posix
