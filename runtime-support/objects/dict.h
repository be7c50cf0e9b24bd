// dict objects: insertion-ordered dense entries, Swiss-table index; str mode,
// general mode, names mode (modules and classes: a stable cell a name). Only
// objects/dict*.cpp look inside.
#pragma once
#include "runtime-support/inline/dict_table.h"
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

inline bool isDict(Value v) { return v && hasFlag(v, kSubclassDict); }
inline bool isExactDict(Value v) { return hasShape(v, BuiltinShape::Dict); }

Owned makeDict(ThreadState &ts, size_t capacity = 0);
Owned makeNamesDict(ThreadState &ts);
/// Puts any dict into names mode (globals of exec, of FunctionType). It stays
/// there.
bool dictEnterNames(ThreadState &ts, Value dict);
uint64_t dictLength(Value dict);
/// Changes whenever a name is bound first or removed (names mode); caches of
/// absent names compare it. Never 0.
uint64_t dictKeysVersion(Value dict);
/// The cell of \p name in a names-mode dict, null if the dict is not in names
/// mode or the name has no cell.
NameCell *dictCell(Value dict, Value name);
/// The same, made if there is none yet: then it is unbound. Null: MemoryError,
/// or not in names mode.
NameCell *dictReserveCell(ThreadState &ts, Value dict, Value name);
/// Lookups give borrowed values: null without an exception if absent, null with
/// one if hash or eq raised.
Value dictGet_py(ThreadState &ts, Value dict, Value key);
/// \p name is an exact str: cannot raise or run Python code in str and names
/// mode with exact str keys.
Value dictGetName(ThreadState &ts, Value dict, Value name);
bool dictSet_py(ThreadState &ts, Value dict, Value key, Value value);
bool dictSetName(ThreadState &ts, Value dict, Value name, Value value);
/// dict.setdefault: the value now in the dict, borrowed.
Value dictSetDefault_py(ThreadState &ts, Value dict, Value key, Value fallback);
/// 1 removed, 0 absent, -1 raised.
int dictDelete_py(ThreadState &ts, Value dict, Value key);
/// Removes and gives the value; null without an exception if absent.
Owned dictPop_py(ThreadState &ts, Value dict, Value key);
int dictContains_py(ThreadState &ts, Value dict, Value key);
void dictClear(ThreadState &ts, Value dict);
Owned dictCopy(ThreadState &ts, Value dict);
/// dict.update(other): mapping or pairs. \p override false keeps old values.
bool dictUpdate_py(ThreadState &ts, Value dict, Value other,
                   bool override = true);
/// Iterates in insertion order: start with position 0. Borrowed key and value;
/// the dict must not change size.
bool dictNext(Value dict, uint64_t &position, Value &key, Value &value);
Owned dictKeys(ThreadState &ts, Value dict);   ///< list
Owned dictValues(ThreadState &ts, Value dict); ///< list
Owned dictItems(ThreadState &ts, Value dict);  ///< list of pairs

} // namespace dxpy
