// The dump of a pickler: which way an object is written.
#include "stdlib/pickle/saver.h"
#include "runtime-support/objects/dict.h"

namespace dxpy::pickle {

Saver::Saver(ThreadState &ts, Value pickler)
    : ts(ts), pickler(pickler), p(asPickler(pickler)),
      out(ts, p->write == kUndef ? Value() : Value(p->write)) {}

bool Saver::dump_py(Value object) {
  Owned name = internText(ts, "reducer_override");
  if (!name)
    return false;
  reducerOverride = getAttrOptional_py(ts, pickler, name);
  if (pendingException(ts))
    return false;
  dispatchTable = p->dispatchTable == kUndef
                      ? importName_py(ts, "copyreg", "dispatch_table")
                      : copyOf(Value(p->dispatchTable));
  if (!dispatchTable ||
      (p->protocol >= 2 && !out.put(Op::Proto, uint64_t(p->protocol), 1)))
    return false;
  if (p->protocol >= 4)
    out.startFraming();
  if (!save_py(object) || !out.put(Op::Stop))
    return false;
  out.endFraming();
  return true;
}

bool Saver::get(uint64_t number) {
  if (p->binary)
    return number < 256 ? out.put(Op::BinGet, number, 1)
                        : out.put(Op::LongBinGet, number, 4);
  Owned text = makeUnsigned(ts, number);
  text = text ? intToText(ts, text, 10) : Owned();
  return text && out.putLine(Op::Get, strText(text));
}

bool Saver::memoize(Value object) {
  if (p->fast)
    return true;
  uint64_t number = p->memo.size();
  if (!p->memo.add(object.word(), number))
    return raiseMemoryError(ts);
  if (p->protocol >= 4)
    return out.put(Op::Memoize);
  if (p->binary)
    return number < 256 ? out.put(Op::BinPut, number, 1)
                        : out.put(Op::LongBinPut, number, 4);
  Owned text = makeUnsigned(ts, number);
  text = text ? intToText(ts, text, 10) : Owned();
  return text && out.putLine(Op::Put, strText(text));
}

int Saver::savePersistent_py(Value object) {
  Owned id = p->persistentId.call_py(ts, pickler, object);
  if (!id)
    return -1;
  if (id.value().isNone())
    return 0;
  if (p->binary)
    return save_py(id, false) && out.put(Op::BinPersId) ? 1 : -1;
  Owned text = str_py(ts, id);
  if (!text)
    return -1;
  if (!isAscii(text))
    return raise(ts, picklingError(),
                 "persistent IDs in protocol 0 must be ASCII strings");
  return out.putLine(Op::PersId, strText(text)) ? 1 : -1;
}

bool Saver::save_py(Value object, bool persistent) {
  bool asks = persistent && p->persistentId.isSet();
  if (isAtom(object) && !asks)
    return out.boundary_py() && saveAtom_py(object);
  RecursionLevel level(ts, " while pickling an object");
  if (!level || !out.boundary_py())
    return false;
  if (asks) {
    int done = savePersistent_py(object);
    if (done)
      return done > 0;
    if (isAtom(object))
      return saveAtom_py(object);
  }
  bool known = true;
  bool good = saveKnown_py(object, known);
  return known ? good : saveByReduction_py(object);
}

bool Saver::saveAtom_py(Value object) {
  if (object.isNone())
    return out.put(Op::None);
  if (object.isBool())
    return saveBool(object);
  return isExactInt(object) ? saveInt_py(object) : saveFloat(object);
}

bool Saver::saveKnown_py(Value object, bool &known) {
  uint64_t number = p->memo.find(object.word());
  if (number != PicklerMemo::kAbsent)
    return get(number);
  TypeObject *type = typeOf(object);
  if (type == &types::Str)
    return saveStr_py(object);
  if (type == &types::Bytes)
    return saveBytes_py(object);
  if (type == &types::Dict)
    return saveDict_py(object);
  if (type == &types::List)
    return saveList_py(object);
  if (type == &types::Tuple)
    return saveTuple_py(object);
  if (type == &types::Set)
    return saveSet_py(object);
  if (type == &types::FrozenSet)
    return saveFrozenSet_py(object);
  if (type == &types::ByteArray)
    return saveByteArray_py(object);
  if (type == &pickleBufferType)
    return saveBuffer_py(object);
  known = false;
  return false;
}

/// What the dispatch table has for a class, if it has something.
bool Saver::registeredReduction_py(Value type, Owned &reduce) {
  if (isExactDict(dispatchTable)) {
    reduce = copyOf(dictGet_py(ts, dispatchTable, type));
    return !pendingException(ts);
  }
  reduce = getItem_py(ts, dispatchTable, type);
  if (!reduce && !pendingMatches(ts, types::KeyError))
    return false;
  clearException(ts);
  return true;
}

bool Saver::saveByReduction_py(Value object) {
  TypeObject *type = typeOf(object);
  Owned kept = copyOf(object), reduced = ownedNotImplemented();
  if (reducerOverride) {
    reduced = call_py(ts, reducerOverride, {object});
    if (!reduced)
      return false;
  }
  if (reduced.value().isNotImplemented()) {
    if (type == &types::Type)
      return saveType_py(object);
    if (type == &types::Function)
      return saveGlobal_py(object, {});
    Owned reduce;
    if (!registeredReduction_py(Value(type), reduce))
      return false;
    if (reduce) {
      reduced = call_py(ts, reduce, {object});
    } else if (isSubtype(type, &types::Type)) {
      return saveGlobal_py(object, {});
    } else {
      reduce = getAttrOptional_py(ts, object, &names::__reduce_ex__);
      if (pendingException(ts))
        return false;
      if (reduce) {
        reduced = call_py(ts, reduce, {Value(smallIntWord(p->protocol))});
      } else {
        reduce = getAttrOptional_py(ts, object, &names::__reduce__);
        if (pendingException(ts))
          return false;
        if (!reduce)
          return raise(ts, picklingError(), "can't pickle '{}' object: {}",
                       {type, MessageArg::repr(object)});
        reduced = call_py(ts, reduce);
      }
    }
  }
  if (!reduced)
    return false;
  if (isStr(reduced))
    return saveGlobal_py(object, reduced);
  if (!isTuple(reduced))
    return raise(ts, picklingError(),
                 "__reduce__ must return a string or tuple");
  return saveReduced_py(reduced, object);
}

Owned dump_py(ThreadState &ts, Value pickler, Value object) {
  Saver saver(ts, pickler);
  return saver.dump_py(object) ? saver.finish_py() : Owned();
}

} // namespace dxpy::pickle
