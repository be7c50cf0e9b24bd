// except* (PEP 654): splitting exception groups and putting together what is
// raised after the clauses.
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/builtins_namespace.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

/// builtins.ExceptionGroup
static Value exceptionGroupClass(ThreadState &ts) {
  Owned name = internText(ts, "ExceptionGroup");
  return dictGetName(ts, builtinsNamespace, name);
}

static bool isGroup(Value v) {
  return v.isPointer() && isSubtype(typeOf(v), &types::BaseExceptionGroup);
}

/// except* may not name group classes.
static bool checkStarClass(ThreadState &ts, Value handler) {
  auto check = [&](Value cls) {
    if (!isExceptionClass(cls))
      return bool(raise(ts, types::TypeError,
                        "catching classes that do not inherit from "
                        "BaseException is not allowed"));
    if (isSubtype(cls.as<TypeObject>(), &types::BaseExceptionGroup))
      return bool(raise(ts, types::TypeError,
                        "catching ExceptionGroup with except* is not allowed. "
                        "Use except instead."));
    return true;
  };
  if (!isTuple(handler))
    return check(handler);
  for (uint64_t i = 0; i < tupleLength(handler); ++i)
    if (!check(tupleItem(handler, i)))
      return false;
  return true;
}

/// ExceptionGroup("", [exception]) with the exception's traceback.
static Owned wrapNaked_py(ThreadState &ts, Value exception) {
  Owned list = makeListFrom(ts, &exception, 1);
  TypeObject *cls = nullptr;
  Owned holder;
  if (isSubtype(typeOf(exception), &types::Exception)) {
    holder = copyOf(exceptionGroupClass(ts));
    if (!holder)
      return {};
    cls = holder.as<TypeObject>();
  } else {
    cls = &types::BaseExceptionGroup;
  }
  Owned group = list ? call_py(ts, Value(cls), {&names::empty, list}) : Owned();
  if (group) {
    auto *object = group.as<ExceptionObject>();
    storeField(ts, &object->header, &object->traceback,
               copyOf(Value(exception.as<ExceptionObject>()->traceback)));
  }
  return group;
}

/// match and rest of \p exception for \p handler.
static bool splitMatch_py(ThreadState &ts, Value exception, Value handler,
                          Owned &match, Owned &rest) {
  match = ownedNone();
  rest = ownedNone();
  if (exception.isNone())
    return true;
  int matches = exceptionMatches_py(ts, exception, handler);
  if (matches < 0)
    return false;
  if (matches) {
    match =
        isGroup(exception) ? copyOf(exception) : wrapNaked_py(ts, exception);
    return bool(match);
  }
  if (!isGroup(exception)) {
    rest = copyOf(exception);
    return true;
  }
  Owned splitName = internText(ts, "split");
  Owned pair = callMethod_py(ts, exception, splitName, {handler});
  if (!pair)
    return false;
  if (!isExactTuple(pair) || tupleLength(pair) < 2)
    return raise(ts, types::TypeError, "{}.split must return a tuple, not {}",
                 {typeOf(exception), typeOf(pair)});
  match = copyOf(tupleItem(pair, 0));
  rest = copyOf(tupleItem(pair, 1));
  return true;
}

Flow opMatchExcGroup(Op &op) {
  ThreadState &ts = op.ts;
  Owned match, rest;
  {
    Use exception(op, op.b);
    Use handler(op, op.c);
    if (!checkStarClass(ts, handler) ||
        !splitMatch_py(ts, exception, handler, match, rest))
      return Flow::Error;
    if (!match.value().isNone())
      release(&ts, std::exchange(ts.handled, copyOf(match).take()));
  }
  op.r[op.a] = rest.take();
  op.r[op.a + 1] = match.take();
  return Flow::Next;
}

// What is raised after the clauses
// ----------------------------------------------

/// Same notes, traceback, context and cause: a part of \p original that a
/// clause left or reraised.
static bool sameMetadata_py(ThreadState &ts, Value a, Value b) {
  Owned aNotes = getAttrOptional_py(ts, a, &names::__notes__);
  Owned bNotes = getAttrOptional_py(ts, b, &names::__notes__);
  auto *x = a.as<ExceptionObject>(), *y = b.as<ExceptionObject>();
  return aNotes.word() == bNotes.word() && x->traceback == y->traceback &&
         x->context == y->context && x->cause == y->cause;
}

static void collectLeaves(Value exception, Owned &leaves, ThreadState &ts) {
  if (!isGroup(exception)) {
    Owned id = Owned::steal(smallIntWord(int64_t(exception.word() >> 4)));
    listAppend(ts, leaves, std::move(id));
    return;
  }
  Value parts(exception.as<ExceptionGroupObject>()->exceptions);
  for (uint64_t i = 0; i < tupleLength(parts); ++i)
    collectLeaves(tupleItem(parts, i), leaves, ts);
}

static bool isLeaf(ThreadState &ts, Value leaves, Value exception) {
  for (uint64_t i = 0; i < listLength(leaves); ++i)
    if (listItem(ts, leaves, i).value().smallInt() ==
        int64_t(exception.word() >> 4))
      return true;
  return false;
}

/// The part of \p group whose leaves are in \p leaves, with its structure;
/// None if empty, null raised.
static Owned project_py(ThreadState &ts, Value group, Value leaves) {
  if (!isGroup(group))
    return isLeaf(ts, leaves, group) ? copyOf(group) : ownedNone();
  Value parts(group.as<ExceptionGroupObject>()->exceptions);
  Owned kept = makeList(ts);
  for (uint64_t i = 0; kept && i < tupleLength(parts); ++i) {
    Owned part = project_py(ts, tupleItem(parts, i), leaves);
    if (!part)
      return {};
    if (!part.value().isNone() && !listAppend(ts, kept, std::move(part)))
      return {};
  }
  if (!kept || !listLength(kept))
    return kept ? ownedNone() : Owned();
  Owned deriveName = internText(ts, "derive");
  Owned derived = callMethod_py(ts, group, deriveName, {kept});
  if (!derived || !isGroup(derived))
    return derived;
  auto *from = group.as<ExceptionObject>();
  auto *to = derived.as<ExceptionObject>();
  storeField(ts, &to->header, &to->traceback, copyOf(Value(from->traceback)));
  storeField(ts, &to->header, &to->context, copyOf(Value(from->context)));
  storeField(ts, &to->header, &to->cause, copyOf(Value(from->cause)));
  to->suppressContext = from->suppressContext;
  Owned notes = getAttrOptional_py(ts, group, &names::__notes__);
  if (notes && isList(notes)) {
    Owned copy = listSlice(ts, notes, 0, listLength(notes));
    if (!copy || !setAttr_py(ts, derived, &names::__notes__, copy))
      return {};
  }
  return derived;
}

Flow opPrepReraiseStar(Op &op) {
  ThreadState &ts = op.ts;
  Owned result;
  {
    Use original(op, op.b);
    Use list(op, op.c);
    uint64_t count = listLength(list);
    if (count == 0 || (count == 1 && listItem(ts, list, 0).value().isNone())) {
      result = ownedNone();
    } else if (!isGroup(original)) {
      // A naked exception was caught: at most one clause ran.
      result = listItem(ts, list, 0);
    } else {
      Owned raised = makeList(ts), reraised = makeList(ts);
      for (uint64_t i = 0; raised && reraised && i < count; ++i) {
        Owned item = listItem(ts, list, i);
        if (item.value().isNone())
          continue;
        if (sameMetadata_py(ts, item, original))
          collectLeaves(item, reraised, ts);
        else
          listAppend(ts, raised, std::move(item));
      }
      if (!raised || !reraised)
        return Flow::Error;
      Owned rest = project_py(ts, original, reraised);
      if (!rest)
        return Flow::Error;
      if (!listLength(raised)) {
        result = std::move(rest);
      } else {
        if (!rest.value().isNone() && !listAppend(ts, raised, std::move(rest)))
          return Flow::Error;
        result =
            call_py(ts, &types::BaseExceptionGroup, {&names::empty, raised});
      }
    }
  }
  return op.finish(std::move(result));
}

} // namespace dxpy
