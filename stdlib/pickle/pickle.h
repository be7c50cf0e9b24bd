// What the parts of module _pickle share.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"

namespace dxpy::pickle {

enum class Op : uint8_t {
#define OPCODE(id, code) id = uint8_t(code),
#include "stdlib/pickle/Opcodes.def"
};

inline constexpr int kHighestProtocol = 5, kDefaultProtocol = 4;

TypeObject &picklingError();
TypeObject &unpicklingError();
extern TypeObject picklerType, unpicklerType, pickleBufferType, picklerMemoType,
    unpicklerMemoType;

/// module.name
Owned importName_py(ThreadState &ts, const char *module, const char *name);
/// A callable that an object has been given or its class defines. Bound to the
/// object itself, it is kept unbound: no cycle.
struct Hook {
  Word function; ///< undef: none
  bool takesSelf;

  bool isSet() const { return function != kUndef; }
  Owned call_py(ThreadState &ts, Value self, Value argument) const;
};
/// The attribute \p name of \p self; absent: the hook is not set. False:
/// raised.
bool findHook_py(ThreadState &ts, Value self, const char *name, Hook &hook);
Owned hookValue(ThreadState &ts, Value self, const Hook &hook,
                const char *name);
bool setHook(ThreadState &ts, Value self, Hook &hook, const char *name,
             Value value);

// Buffers --------------------------------------------------------------------

bool isPickleBuffer(Value v);
/// The object of a PickleBuffer; ValueError once it is released.
Value bufferOwner(ThreadState &ts, Value buffer);

// Pickler --------------------------------------------------------------------

/// Objects and their numbers, by identity; holds references.
class PicklerMemo {
public:
  struct Entry {
    Word object; ///< 0: free
    uint64_t number;
  };
  static constexpr uint64_t kAbsent = ~uint64_t(0);

  uint64_t find(Word object) const;
  /// Of an object that is not there. False: no memory.
  bool add(Word object, uint64_t number);
  void clear(ThreadState &ts);
  uint64_t size() const { return count_; }
  uint64_t capacity() const { return capacity_; }
  const Entry &entry(uint64_t i) const { return entries_[i]; }

private:
  Entry *place(Word object) const;
  bool grow();
  Entry *entries_;
  uint64_t capacity_, count_;
};

struct PicklerObject {
  ObjectHeader header;
  Word write;          ///< file.write; undef: not initialised, or dumps()
  Word bufferCallback; ///< or undef
  Word dispatchTable;  ///< or undef
  Hook persistentId;
  PicklerMemo memo; ///< zeroed is empty
  int32_t protocol, binary, fast;
  bool fixImports, ready;
};
inline PicklerObject *asPickler(Value v) { return v.as<PicklerObject>(); }
/// The options of Pickler() and dumps(); \p file may be null.
bool initPickler_py(ThreadState &ts, Value pickler, Value file, Value protocol,
                    Value fixImports, Value bufferCallback);
/// The bytes of a pickle for a pickler without a file, else None.
Owned dump_py(ThreadState &ts, Value pickler, Value object);

// Unpickler ------------------------------------------------------------------

struct UnpicklerObject {
  ObjectHeader header;
  Word read, readLine, peek; ///< of a file; undef: absent
  Word buffers;              ///< iterator or undef
  Word encoding, errors;     ///< str
  Hook persistentLoad;
  Word *memo; ///< by number; 0: absent
  uint64_t memoCapacity, memoCount;
  int32_t protocol;
  bool fixImports, ready;
};
inline UnpicklerObject *asUnpickler(Value v) { return v.as<UnpicklerObject>(); }
/// The options of Unpickler() and loads(); \p file may be null.
bool initUnpickler_py(ThreadState &ts, Value unpickler, const char *function,
                      Value file, const Value *options);
/// From the file, or from \p bytes where there is none.
Owned load_py(ThreadState &ts, Value unpickler, std::string_view bytes);
bool setMemo(ThreadState &ts, UnpicklerObject *unpickler, uint64_t number,
             Value value);
void clearMemo(ThreadState &ts, UnpicklerObject *unpickler);
/// find_class of the class Unpickler itself.
Owned findClass_py(ThreadState &ts, Value unpickler, Value module, Value name);
/// object.a.b if \p dotted, else the one attribute; AttributeError.
Owned deepAttribute_py(ThreadState &ts, Value object, Value name, bool dotted);

/// Names of Python 2 for those of Python 3 or the other way, by two tables of
/// _compat_pickle. False: raised.
bool mapNames_py(ThreadState &ts, const char *nameTable,
                 const char *moduleTable, Owned &module, Owned &name);

// Memo proxies ---------------------------------------------------------------

Owned makeMemoProxy(ThreadState &ts, TypeObject *type, Value owner);
bool setPicklerMemo_py(ThreadState &ts, Value self, Value value);
bool setUnpicklerMemo_py(ThreadState &ts, Value self, Value value);

} // namespace dxpy::pickle
