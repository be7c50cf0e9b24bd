// One dump of a pickler: functions that write an object. False: raised.
#pragma once
#include "stdlib/pickle/output.h"

namespace dxpy::pickle {

class Saver {
public:
  Saver(ThreadState &ts, Value pickler);
  bool dump_py(Value object);
  Owned finish_py() { return out.finish_py(); }

private:
  bool save_py(Value object, bool persistent = true);

  // saver.cpp: what the kind of an object says
  /// What is written whole, and not memoized.
  static bool isAtom(Value v) {
    return !v.isPointer() ? v.isSmallInt() || v.isImmediateFloat() ||
                                v.isNone() || v.isBool()
                          : isExactInt(v) || isExactFloat(v);
  }
  bool saveAtom_py(Value object);
  bool saveKnown_py(Value object, bool &known);
  bool saveByReduction_py(Value object);
  bool registeredReduction_py(Value type, Owned &reduce);
  /// 1: written as a persistent id, 0: it has none, -1: raised.
  int savePersistent_py(Value object);
  bool memoize(Value object);
  bool get(uint64_t number);

  // save_atoms.cpp
  bool saveBool(Value object);
  bool saveInt_py(Value object);
  bool saveFloat(Value object);
  bool saveStr_py(Value object);
  bool saveStrText_py(Value object);
  bool saveBytes_py(Value object);
  bool saveBytesData_py(Value object, std::string_view data);
  bool saveByteArray_py(Value object);
  bool saveByteArrayData_py(Value object, std::string_view data);
  bool saveBuffer_py(Value object);

  // save_containers.cpp
  bool saveTuple_py(Value object);
  bool saveList_py(Value object);
  bool saveDict_py(Value object);
  bool saveSet_py(Value object);
  bool saveFrozenSet_py(Value object);
  bool saveItems_py(Value iterator);
  bool savePairs_py(Value iterator);
  bool savePair_py(Value pair);
  bool isRecursive(Value object, uint64_t &number);
  bool enterFast(Value object);
  void leaveFast(Value object);

  // save_reduce.cpp
  /// The tuple that a reduction gave; \p object may be null.
  bool saveReduced_py(Value tuple, Value object);
  /// callable(argument) or callable() as the reduction of \p object.
  bool saveCall_py(Value callable, Value argument, Value object);
  bool saveConstruction_py(Value callable, Value arguments, Value object);
  bool saveNewObj_py(Value arguments, Value object);
  bool saveNewObjEx_py(Value arguments);

  // save_global.cpp
  bool saveType_py(Value object);
  bool saveGlobal_py(Value object, Value name);
  bool saveFound_py(Value object, Value module, Value moduleName, Value parent,
                    Value name, Value lastName);
  bool saveGlobalLines_py(Value object, Value moduleName, Value name);
  /// 1: written as a registered code, 0: it has none, -1: raised.
  int saveExtension_py(Value moduleName, Value name);

  ThreadState &ts;
  Value pickler;
  PicklerObject *p;
  Output out;
  Owned reducerOverride, dispatchTable;
  int fastDepth = 0;
  Owned fastSeen; ///< set of ids
};

} // namespace dxpy::pickle
