// Modules pwd and grp: the accounts of the system.
#include "runtime-support/builtins/support.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/modules/process.h"
#include "runtime-support/modules/struct_sequence.h"
#include "runtime-support/objects/list.h"
#include "stdlib/posix/path.h"
#include <grp.h>
#include <pwd.h>

namespace dxpy::accounts {

namespace {

/// The classes of the entries; their modules keep them.
constinit Word userType = 0, groupType = 0;

Owned text(ThreadState &ts, const char *value) {
  return value ? decodeOsText(ts, value) : ownedNone();
}
Owned userEntry(ThreadState &ts, const passwd &user) {
  Owned fields[] = {text(ts, user.pw_name),   text(ts, user.pw_passwd),
                    makeInt(ts, user.pw_uid), makeInt(ts, user.pw_gid),
                    text(ts, user.pw_gecos),  text(ts, user.pw_dir),
                    text(ts, user.pw_shell)};
  return makeStructSequence(ts, Value(userType), fields, 7);
}
Owned groupEntry(ThreadState &ts, const group &found) {
  Owned members = makeList(ts);
  for (char **name = found.gr_mem; members && *name; ++name)
    if (!listAppend(ts, members, text(ts, *name)))
      return {};
  Owned fields[] = {text(ts, found.gr_name), text(ts, found.gr_passwd),
                    makeInt(ts, found.gr_gid), std::move(members)};
  return makeStructSequence(ts, Value(groupType), fields, 4);
}

/// Calls a getpwnam_r and the like with a buffer that is large enough.
template <typename Entry, typename Ask>
bool lookUp(Entry &out, bool &found, char *&buffer, Ask ask) {
  size_t size = 1024;
  for (;; size *= 2) {
    rawFree(buffer);
    buffer = static_cast<char *>(rawAllocate(size));
    if (!buffer)
      return false;
    Entry *result = nullptr;
    int error = ask(&out, buffer, size, &result);
    if (error == ERANGE && size < (1 << 24))
      continue;
    found = result != nullptr;
    return true;
  }
}

/// A user's or group's number; false: raised. Out of range: -1 is not one.
bool idOf_py(ThreadState &ts, Value value, const char *kind, int64_t &id,
             bool &fits) {
  if (!isInt(value) && !typeOf(value)->slots.index)
    return raise(ts, types::TypeError, "{} should be integer, not {}",
                 {kind, typeOf(value)});
  Owned index = toIndex_py(ts, value);
  if (!index)
    return false;
  fits = intFitsInt64(index, id) && id >= -1 && id <= int64_t(UINT32_MAX);
  return true;
}
Owned nameBytes(ThreadState &ts, Value name, const char *function) {
  if (!isStr(name))
    return raise(ts, types::TypeError, "{} must be str, not {}",
                 {function, argumentType(name)});
  Owned bytes = posix::encodeName(ts, name);
  if (bytes && bytesText(bytes).find('\0') != std::string_view::npos)
    return raise(ts, types::ValueError, "embedded null byte");
  return bytes;
}

template <typename Entry> struct Functions;
template <> struct Functions<passwd> {
  static constexpr const char *kNumber = "getpwuid(): uid not found";
  static constexpr const char *kName = "getpwnam(): name not found";
  static constexpr const char *kFunction = "getpwnam() argument";
  static constexpr const char *kId = "uid";
  static constexpr auto byNumber = getpwuid_r;
  static constexpr auto byName = getpwnam_r;
  static constexpr auto make = userEntry;
};
template <> struct Functions<group> {
  static constexpr const char *kNumber = "getgrgid(): gid not found";
  static constexpr const char *kName = "getgrnam(): name not found";
  static constexpr const char *kFunction = "getgrnam() argument 'name'";
  static constexpr const char *kId = "gid";
  static constexpr auto byNumber = getgrgid_r;
  static constexpr auto byName = getgrnam_r;
  static constexpr auto make = groupEntry;
};

/// KeyError; null \p shown: a number that no account can have.
Owned notFound(ThreadState &ts, const char *what, Value shown) {
  StrBuilder message(ts);
  message.append(what);
  if (shown)
    message.append(": ");
  if (shown && !message.appendRepr_py(shown))
    return {};
  Owned whole = message.finish();
  return whole ? Owned(raiseValue(ts, types::KeyError, whole)) : Owned();
}

template <typename Entry>
Owned byNumber(ThreadState &ts, Value, const Value *args) {
  using F = Functions<Entry>;
  int64_t id = 0;
  bool fits = false, found = false;
  if (!idOf_py(ts, args[0], F::kId, id, fits))
    return {};
  Entry out;
  char *buffer = nullptr;
  if (fits && !lookUp(out, found, buffer, [&](auto... rest) {
        return F::byNumber(uid_t(id), rest...);
      }))
    return raiseMemoryError(ts);
  Owned result = found ? F::make(ts, out)
                       : notFound(ts, F::kNumber, fits ? args[0] : Value());
  rawFree(buffer);
  return result;
}
template <typename Entry>
Owned byName(ThreadState &ts, Value, const Value *args) {
  using F = Functions<Entry>;
  Owned name = nameBytes(ts, args[0], F::kFunction);
  if (!name)
    return {};
  Entry out;
  bool found = false;
  char *buffer = nullptr;
  if (!lookUp(out, found, buffer, [&](auto... rest) {
        return F::byName(bytesText(name).data(), rest...);
      }))
    return raiseMemoryError(ts);
  Owned result = found ? F::make(ts, out) : notFound(ts, F::kName, args[0]);
  rawFree(buffer);
  return result;
}

Owned allUsers(ThreadState &ts, Value, const Value *) {
  Owned list = makeList(ts);
  setpwent();
  while (passwd *user = list ? getpwent() : nullptr)
    if (!listAppend(ts, list, userEntry(ts, *user)))
      list.reset();
  endpwent();
  return list;
}
Owned allGroups(ThreadState &ts, Value, const Value *) {
  Owned list = makeList(ts);
  setgrent();
  while (group *found = list ? getgrent() : nullptr)
    if (!listAppend(ts, list, groupEntry(ts, *found)))
      list.reset();
  endgrent();
  return list;
}

constexpr MethodDef userFunctions[] = {
    {"getpwuid", byNumber<passwd>, "(uidobj, /)",
     "Return the password database entry for the given numeric user "
     "ID.\n\nSee `help(pwd)` for more on password database entries."},
    {"getpwnam", byName<passwd>, "(name, /)",
     "Return the password database entry for the given user name.\n\nSee "
     "`help(pwd)` for more on password database entries."},
    {"getpwall", allUsers, "()",
     "Return a list of all available password database entries, in arbitrary "
     "order.\n\nSee help(pwd) for more on password database entries."},
    {}};
constexpr MethodDef groupFunctions[] = {
    {"getgrgid", byNumber<group>, "(id)",
     "Return the group database entry for the given numeric group ID.\n\nIf "
     "id is not valid, raise KeyError."},
    {"getgrnam", byName<group>, "(name)",
     "Return the group database entry for the given group name.\n\nIf name is "
     "not valid, raise KeyError."},
    {"getgrall", allGroups, "()",
     "Return a list of all available group entries, in arbitrary order.\n\nAn "
     "entry whose name starts with '+' or '-' represents an instruction\nto "
     "use YP/NIS and may not be accessible via getgrnam or getgrgid."},
    {}};

bool addType(ThreadState &ts, Value module, const StructSequenceSpec &spec,
             const char *name, Word &keep) {
  Owned type = makeStructSequenceType(ts, spec);
  if (!type)
    return false;
  keep = copyOf(type).take(); // for the life of the process
  return addToModule(ts, module, name, std::move(type));
}
bool addUsers(ThreadState &ts, Value module) {
  return addType(ts, module,
                 {"pwd.struct_passwd",
                  "pwd.struct_passwd: Results from getpw*() routines.\n\nThis "
                  "object may be accessed either as a tuple of\n  "
                  "(pw_name,pw_passwd,pw_uid,pw_gid,pw_gecos,pw_dir,pw_shell)\n"
                  "or via the object attributes as named in the above tuple.",
                  {"pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos",
                   "pw_dir", "pw_shell"},
                  7,
                  true},
                 "struct_passwd", userType);
}
bool addGroups(ThreadState &ts, Value module) {
  return addType(ts, module,
                 {"grp.struct_group",
                  "grp.struct_group: Results from getgr*() routines.\n\nThis "
                  "object may be accessed either as a tuple of\n  "
                  "(gr_name,gr_passwd,gr_gid,gr_mem)\nor via the object "
                  "attributes as named in the above tuple.\n",
                  {"gr_name", "gr_passwd", "gr_gid", "gr_mem"},
                  4,
                  true},
                 "struct_group", groupType);
}

} // namespace

} // namespace dxpy::accounts

namespace dxpy {
DX_NATIVE_MODULE(
    pwd,
    "This module provides access to the Unix password database.\nIt is "
    "available on all Unix versions.\n\nPassword database entries are reported "
    "as 7-tuples containing the following\nitems from the password database "
    "(see `<pwd.h>'), in order:\npw_name, pw_passwd, pw_uid, pw_gid, pw_gecos, "
    "pw_dir, pw_shell.\nThe uid and gid items are integers, all others are "
    "strings. An\nexception is raised if the entry asked for cannot be found.",
    accounts::userFunctions, accounts::addUsers)
DX_NATIVE_MODULE(grp,
                 "Access to the Unix group database.\n\nGroup entries are "
                 "reported as 4-tuples containing the following fields\nfrom "
                 "the group database, in order:\n\n  name   - name of the "
                 "group\n  passwd - group password (encrypted); often empty\n  "
                 "gid    - numeric ID of the group\n  mem    - list of "
                 "members\n\nThe gid is an integer, name and password are "
                 "strings.  (Note that most\nusers are not explicitly listed "
                 "as members of the groups they are in\naccording to the "
                 "password database.  Check both databases to get\ncomplete "
                 "membership information.)",
                 accounts::groupFunctions, accounts::addGroups)
} // namespace dxpy
