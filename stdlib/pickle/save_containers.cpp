// Tuples, lists, dicts and sets in pickles, in batches.
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/set.h"
#include "stdlib/pickle/saver.h"

namespace dxpy::pickle {

static constexpr int kBatch = 1000;

bool Saver::enterFast(Value object) {
  constexpr int kLimit = 50; // from here on a cycle is looked for
  if (!p->fast || ++fastDepth < kLimit)
    return true;
  if (!fastSeen)
    fastSeen = makeSet(ts);
  Owned id = fastSeen ? makeUnsigned(ts, object.word()) : Owned();
  int seen = id ? setContains_py(ts, fastSeen, id) : -1;
  if (seen <= 0)
    return seen == 0 && setAdd_py(ts, fastSeen, id);
  StrBuilder address(ts);
  appendAddress(address, object);
  return raise(ts, types::ValueError,
               "fast mode: can't pickle cyclic objects including object type "
               "{} at {}",
               {typeOf(object), address.view()});
}
void Saver::leaveFast(Value object) {
  if (!p->fast)
    return;
  --fastDepth;
  if (!fastSeen)
    return;
  Owned id = makeUnsigned(ts, object.word());
  if (!id || setDiscard_py(ts, fastSeen, id) < 0)
    clearException(ts);
}

bool Saver::isRecursive(Value object, uint64_t &number) {
  number = p->memo.find(object.word());
  return number != PicklerMemo::kAbsent;
}

bool Saver::saveTuple_py(Value object) {
  uint64_t length = tupleLength(object), number;
  if (length == 0)
    return p->binary ? out.put(Op::EmptyTuple)
                     : out.put(Op::Mark) && out.put(Op::Tuple);
  bool tiny = length <= 3 && p->protocol >= 2;
  if (!tiny && !out.put(Op::Mark))
    return false;
  for (uint64_t i = 0; i < length; ++i)
    if (!save_py(tupleItem(object, i)))
      return false;
  if (isRecursive(object, number)) {
    // An item has written the tuple: away with what was put on the stack.
    bool good = true;
    if (!tiny && p->binary)
      good = out.put(Op::PopMark);
    else
      for (uint64_t i = tiny ? 1 : 0; good && i <= length; ++i)
        good = out.put(Op::Pop);
    return good && get(number);
  }
  static constexpr Op tinyOps[] = {Op::Tuple1, Op::Tuple2, Op::Tuple3};
  return out.put(tiny ? tinyOps[length - 1] : Op::Tuple) && memoize(object);
}

/// Items of an iterator: one alone, more of them behind a mark.
bool Saver::saveItems_py(Value iterator) {
  if (!p->binary) {
    while (Owned item = next_py(ts, iterator))
      if (!save_py(item) || !out.put(Op::Append))
        return false;
    return !pendingException(ts);
  }
  for (;;) {
    Owned item = next_py(ts, iterator);
    Owned next = item ? next_py(ts, iterator) : Owned();
    if (pendingException(ts))
      return false;
    if (!next)
      return !item || (save_py(item) && out.put(Op::Append));
    if (!out.put(Op::Mark) || !save_py(item))
      return false;
    int count = 1;
    for (; next; next = next_py(ts, iterator)) {
      if (!save_py(next))
        return false;
      if (++count == kBatch)
        break;
    }
    if (pendingException(ts) || !out.put(Op::Appends))
      return false;
    if (count < kBatch)
      return true;
  }
}

bool Saver::saveList_py(Value list) {
  if (!enterFast(list))
    return false;
  bool good = p->binary ? out.put(Op::EmptyList)
                        : out.put(Op::Mark) && out.put(Op::List);
  good = good && memoize(list);
  if (good && listLength(list) && !p->binary) {
    Owned iterator = getIter_py(ts, list);
    good = iterator && saveItems_py(iterator);
  } else if (good && listLength(list) == 1) {
    Owned item = listItem(ts, list, 0);
    good = item && save_py(item) && out.put(Op::Append);
  } else {
    for (uint64_t i = 0; good && i < listLength(list);) {
      good = out.put(Op::Mark);
      for (int n = 0; good && n < kBatch && i < listLength(list); ++n) {
        Owned item = listItem(ts, list, i++);
        good = item && save_py(item);
      }
      good = good && out.put(Op::Appends);
    }
  }
  leaveFast(list);
  return good;
}

bool Saver::savePair_py(Value pair) {
  if (!isTuple(pair) || tupleLength(pair) != 2)
    return raise(ts, types::TypeError,
                 "dict items iterator must return 2-tuples");
  return save_py(tupleItem(pair, 0)) && save_py(tupleItem(pair, 1));
}

bool Saver::savePairs_py(Value iterator) {
  if (!p->binary) {
    while (Owned pair = next_py(ts, iterator))
      if (!savePair_py(pair) || !out.put(Op::SetItem))
        return false;
    return !pendingException(ts);
  }
  for (;;) {
    Owned pair = next_py(ts, iterator);
    if (!pair)
      return !pendingException(ts);
    if (!isTuple(pair) || tupleLength(pair) != 2)
      return savePair_py(pair);
    Owned next = next_py(ts, iterator);
    if (pendingException(ts))
      return false;
    if (!next)
      return savePair_py(pair) && out.put(Op::SetItem);
    if (!out.put(Op::Mark) || !savePair_py(pair))
      return false;
    int count = 1;
    for (; next; next = next_py(ts, iterator)) {
      if (!savePair_py(next))
        return false;
      if (++count == kBatch)
        break;
    }
    if (pendingException(ts) || !out.put(Op::SetItems))
      return false;
    if (count < kBatch)
      return true;
  }
}

bool Saver::saveDict_py(Value dict) {
  if (!enterFast(dict))
    return false;
  bool good = p->binary ? out.put(Op::EmptyDict)
                        : out.put(Op::Mark) && out.put(Op::Dict);
  good = good && memoize(dict);
  const uint64_t length = dictLength(dict);
  if (good && length && !p->binary) {
    Owned items = callMethod_py(ts, dict, &names::items);
    Owned iterator = items ? getIter_py(ts, items) : Owned();
    good = iterator && savePairs_py(iterator);
  } else if (good && length) {
    uint64_t position = 0, done = 0;
    Value key, value;
    while (good && done < length) {
      good = length == 1 || out.put(Op::Mark);
      for (int n = 0; good && n < kBatch && done < length; ++n, ++done) {
        if (dictLength(dict) != length ||
            !dictNext(dict, position, key, value)) {
          good = raise(ts, types::RuntimeError,
                       "dictionary changed size during iteration");
          break;
        }
        Owned keptKey = copyOf(key), keptValue = copyOf(value);
        good = save_py(keptKey) && save_py(keptValue);
      }
      good = good && out.put(length == 1 ? Op::SetItem : Op::SetItems);
    }
  }
  leaveFast(dict);
  return good;
}

bool Saver::saveSet_py(Value set) {
  if (p->protocol < 4) {
    Owned items = listFromIterable_py(ts, set);
    return items && saveCall_py(Value(&types::Set), items, set);
  }
  if (!out.put(Op::EmptySet) || !memoize(set))
    return false;
  const uint64_t length = setLength(set);
  uint64_t position = 0;
  Value item;
  // A batch that is full is followed by one more, if only an empty one.
  for (int n = length ? kBatch : 0; n == kBatch;) {
    if (!out.put(Op::Mark))
      return false;
    for (n = 0; n < kBatch && setNext(set, position, item); ++n) {
      Owned kept = copyOf(item);
      if (!save_py(kept))
        return false;
      if (setLength(set) != length)
        return raise(ts, types::RuntimeError,
                     "set changed size during iteration");
    }
    if (!out.put(Op::AddItems))
      return false;
  }
  return true;
}

bool Saver::saveFrozenSet_py(Value set) {
  if (p->protocol < 4) {
    Owned items = listFromIterable_py(ts, set);
    return items && saveCall_py(Value(&types::FrozenSet), items, set);
  }
  if (!out.put(Op::Mark) ||
      !forEach_py(ts, set, [&](Value item) { return save_py(item); }))
    return false;
  uint64_t number;
  if (isRecursive(set, number))
    return out.put(Op::PopMark) && get(number);
  return out.put(Op::FrozenSet) && memoize(set);
}

} // namespace dxpy::pickle
