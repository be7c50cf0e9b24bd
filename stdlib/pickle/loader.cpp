// The load of an unpickler: its opcodes, and those for stack and memo.
#include "stdlib/pickle/loader.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/set.h"

namespace dxpy::pickle {

Owned Loader::load_py() {
  u->protocol = 0;
  for (;;) {
    uint64_t code;
    if (!in.number_py(1, code)) {
      if (pendingMatches(ts, unpicklingError())) {
        clearException(ts);
        raise(ts, types::EOFError, "Ran out of input");
      }
      return {};
    }
    if (Op(code) == Op::Stop)
      break;
    if (!step_py(Op(code)))
      return {};
  }
  Owned result = stack.pop();
  return result && in.finish_py() ? std::move(result) : Owned();
}

static Raised invalidKey(ThreadState &ts, uint8_t code) {
  static constexpr char digits[] = "0123456789abcdef";
  char text[] = {char(code), 0, 0, 0, 0};
  if (code < 0x20 || code > 0x7E || code == '\'' || code == '\\') {
    text[0] = '\\';
    text[1] = 'x';
    text[2] = digits[code >> 4];
    text[3] = digits[code & 15];
  }
  return raise(ts, unpicklingError(), "invalid load key, '{}'.", {text});
}

bool Loader::step_py(Op op) {
  switch (op) {
  case Op::None:
    return push(ownedNone());
  case Op::NewTrue:
    return push(ownedBool(true));
  case Op::NewFalse:
    return push(ownedBool(false));
  case Op::Int:
    return int_py();
  case Op::BinInt:
    return binInt_py(4);
  case Op::BinInt1:
    return binInt_py(1);
  case Op::BinInt2:
    return binInt_py(2);
  case Op::Long:
    return long_py();
  case Op::Long1:
    return countedLong_py(1);
  case Op::Long4:
    return countedLong_py(4);
  case Op::Float:
    return float_py();
  case Op::BinFloat:
    return binFloat_py();
  case Op::String:
    return string_py();
  case Op::BinString:
    return countedString_py(4);
  case Op::ShortBinString:
    return countedString_py(1);
  case Op::Unicode:
    return unicode_py();
  case Op::ShortBinUnicode:
    return countedUnicode_py(1);
  case Op::BinUnicode:
    return countedUnicode_py(4);
  case Op::BinUnicode8:
    return countedUnicode_py(8);
  case Op::ShortBinBytes:
    return countedBytes_py(1);
  case Op::BinBytes:
    return countedBytes_py(4);
  case Op::BinBytes8:
    return countedBytes_py(8);
  case Op::ByteArray8:
    return byteArray_py();
  case Op::NextBuffer:
    return nextBuffer_py();
  case Op::ReadOnlyBuffer:
    return readOnlyBuffer_py();
  case Op::EmptyTuple:
    return push(copyOf(emptyTuple()));
  case Op::Tuple1:
    return tuple(1);
  case Op::Tuple2:
    return tuple(2);
  case Op::Tuple3:
    return tuple(3);
  case Op::Tuple:
    return markedTuple();
  case Op::EmptyList:
    return push(makeList(ts));
  case Op::List:
    return list();
  case Op::EmptyDict:
    return push(makeDict(ts));
  case Op::Dict:
    return dict_py();
  case Op::EmptySet:
    return push(makeSet(ts));
  case Op::FrozenSet:
    return frozenSet_py();
  case Op::Append:
    return append_py(stack.size() - 1);
  case Op::Appends: {
    size_t start;
    return stack.popMark(start) && append_py(start);
  }
  case Op::SetItem:
    return setItems_py(stack.size() - 2);
  case Op::SetItems: {
    size_t start;
    return stack.popMark(start) && setItems_py(start);
  }
  case Op::AddItems:
    return addItems_py();
  case Op::Global:
    return global_py();
  case Op::StackGlobal:
    return stackGlobal_py();
  case Op::Ext1:
    return extension_py(1);
  case Op::Ext2:
    return extension_py(2);
  case Op::Ext4:
    return extension_py(4);
  case Op::PersId:
    return persistentLine_py();
  case Op::BinPersId:
    return persistent_py();
  case Op::Inst:
    return instance_py();
  case Op::Obj:
    return object_py();
  case Op::NewObj:
    return newObject_py(false);
  case Op::NewObjEx:
    return newObject_py(true);
  case Op::Reduce:
    return reduce_py();
  case Op::Build:
    return build_py();
  case Op::Mark:
    return stack.mark();
  case Op::Pop:
    return pop();
  case Op::PopMark: {
    size_t start;
    if (!stack.popMark(start))
      return false;
    stack.truncate(start);
    return true;
  }
  case Op::Dup:
    return dup();
  case Op::Get:
    return get(lineNumber_py(false));
  case Op::Put:
    return put(lineNumber_py(true));
  case Op::BinGet:
  case Op::LongBinGet: {
    uint64_t number;
    return in.number_py(op == Op::BinGet ? 1 : 4, number) && getAt(number);
  }
  case Op::BinPut:
  case Op::LongBinPut: {
    uint64_t number;
    return in.number_py(op == Op::BinPut ? 1 : 4, number) && putAt(number);
  }
  case Op::Memoize:
    return putAt(u->memoCount);
  case Op::Proto:
    return protocol_py();
  case Op::Frame: {
    uint64_t size;
    if (!in.number_py(8, size))
      return false;
    if (size > uint64_t(INT64_MAX))
      return raise(ts, types::OverflowError,
                   "FRAME length exceeds system's maximum of {} bytes",
                   {INT64_MAX});
    return in.frame_py(size);
  }
  case Op::Stop:
    break;
  }
  return invalidKey(ts, uint8_t(op));
}

bool Loader::protocol_py() {
  uint64_t protocol;
  if (!in.number_py(1, protocol))
    return false;
  if (protocol > kHighestProtocol)
    return raise(ts, types::ValueError, "unsupported pickle protocol: {}",
                 {protocol});
  u->protocol = int32_t(protocol);
  return true;
}

bool Loader::getAt(uint64_t number) {
  if (number < u->memoCapacity && u->memo[number])
    return push(copyOf(Value(u->memo[number])));
  return raise(ts, unpicklingError(), "Memo value not found at index {}",
               {int64_t(number)});
}
bool Loader::get(Owned number) {
  int64_t index;
  return number && intToInt64(ts, number, index) && getAt(uint64_t(index));
}
bool Loader::putAt(uint64_t number) {
  Value value = stack.top();
  return value && setMemo(ts, u, number, value);
}
bool Loader::put(Owned number) {
  int64_t index;
  if (!number || !intToInt64(ts, number, index))
    return false;
  if (index < 0)
    return raise(ts, types::ValueError, "negative PUT argument");
  return putAt(uint64_t(index));
}

bool Loader::pop() {
  size_t start;
  if (stack.markIsTop())
    return stack.popMark(start);
  return bool(stack.pop());
}
bool Loader::dup() {
  Value value = stack.top();
  return value && push(copyOf(value));
}

Owned load_py(ThreadState &ts, Value unpickler, std::string_view bytes) {
  return Loader(ts, unpickler, bytes).load_py();
}

} // namespace dxpy::pickle
