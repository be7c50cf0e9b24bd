// The parts of making a class: metaclass, bases, layout, mro. Used by
// type_make.cpp and by assignment to __bases__ and __class__.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

/// The most derived metaclass of \p metaclass and those of \p bases; null:
/// TypeError "metaclass conflict".
TypeObject *resolveMetaclass(ThreadState &ts, TypeObject *metaclass,
                             Value bases);
/// The base whose layout the new class extends; null: TypeError.
TypeObject *findBestBase(ThreadState &ts, Value bases);
/// The class of the mro of \p type that last added to the instance's layout.
TypeObject *solidBase(TypeObject *type);
/// May \p to take the place of \p from in an assignment to \p attribute
/// (__class__ or __bases__)? False: TypeError.
bool checkAssignable(ThreadState &ts, TypeObject *to, TypeObject *from,
                     const char *attribute);

/// A fresh mro for \p type from its bases, asking a metaclass's mro() if it has
/// its own: a tuple.
Owned computeMro_py(ThreadState &ts, TypeObject *type);
/// Overtaken: the metaclass's mro() has assigned __bases__, which gave the
/// class a newer mro.
enum class MroUpdate : uint8_t { Error, Done, Overtaken };
/// Gives \p type a fresh mro; \p old gets the one it had.
MroUpdate updateMro_py(ThreadState &ts, TypeObject *type, Owned &old);
/// type.mro(): always the C3 linearisation. A list.
Owned linearise(ThreadState &ts, TypeObject *type);
/// The C3 linearisation as a tuple.
Owned lineariseToTuple(ThreadState &ts, TypeObject *type);

/// What `__slots__` of a class says.
struct SlotsDeclaration {
  bool given = false;
  bool addDict = false, addWeakref = false;
  Owned names; ///< tuple of mangled, sorted, interned names
};
/// Reads and checks `__slots__` in \p dict for a class \p className with the
/// best base \p base.
bool readSlots(ThreadState &ts, TypeObject *base, Value bases, Value className,
               Value dict, SlotsDeclaration &result);
bool mayAddDict(const TypeObject *base);
bool mayAddWeakref(const TypeObject *base);

/// Is \p name, a str, a name that a class may have? False: raised.
bool checkTypeName(ThreadState &ts, Value name);
bool addSubclass(ThreadState &ts, TypeObject *base, TypeObject *subclass);
void removeSubclass(TypeObject *base, TypeObject *subclass);
/// type.__bases__ = bases
bool setBases_py(ThreadState &ts, TypeObject *type, Value bases);
/// `__name` in class `C`: `_C__name`.
Owned mangleName(ThreadState &ts, Value className, Value name);

} // namespace dxpy
