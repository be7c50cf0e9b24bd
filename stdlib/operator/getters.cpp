// itemgetter, attrgetter and methodcaller.
#include "stdlib/operator/getters.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/repr_guard.h"
#include "runtime-support/objects/special.h"

namespace dxpy::operators {

namespace {

/// itemgetter: `items` are the keys. attrgetter: each is a name, or a tuple of
/// names for a dotted one.
struct GetterObject {
  ObjectHeader header;
  Word items; ///< tuple, not empty
};

struct MethodCallerObject {
  ObjectHeader header;
  Word name;   ///< interned str
  Word values; ///< tuple: positional arguments, then those of keywords
  Word names;  ///< tuple of str or undef
};

GetterObject *asGetter(Value v) { return v.as<GetterObject>(); }
Value itemsOf(Value self) { return Value(asGetter(self)->items); }

bool checkOneOperand(ThreadState &ts, const char *name, const Arguments &args) {
  return checkNoKeywords(ts, name, args) &&
         checkPositional(ts, name, args, 1, 1);
}

Owned makeGetter(ThreadState &ts, TypeObject *type, Owned items) {
  Owned result = items ? allocateInstance(ts, type) : Owned();
  if (result)
    asGetter(result)->items = items.take();
  return result;
}

/// Calls with one operand: `get` of each item, a tuple for several.
template <Owned (*get)(ThreadState &, Value, Value)>
Owned callGetter_py(ThreadState &ts, Value self, Value operand) {
  Value items = itemsOf(self);
  size_t count = tupleLength(items);
  if (count == 1)
    return get(ts, operand, tupleItem(items, 0));
  TupleObject *result = allocateTuple(ts, count);
  if (!result)
    return {};
  Owned tuple = Owned::steal(result);
  for (size_t i = 0; i < count; ++i) {
    Owned item = get(ts, operand, tupleItem(items, i));
    if (!item)
      return {};
    result->items[i] = item.take();
  }
  return tuple;
}

// itemgetter ------------------------------------------------------------------

Owned getOneItem_py(ThreadState &ts, Value operand, Value key) {
  if (key.isSmallInt() && isExactTuple(operand) &&
      uint64_t(key.smallInt()) < tupleLength(operand))
    return copyOf(tupleItem(operand, uint64_t(key.smallInt())));
  return getItem_py(ts, operand, key);
}

Owned itemGetterNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkNoKeywords(ts, "itemgetter", args))
    return {};
  if (args.positionalCount == 0)
    return raise(ts, types::TypeError, "itemgetter expected 1 argument, got 0");
  return makeGetter(ts, type, makeTuple(ts, args.values, args.positionalCount));
}

Word itemGetterCall(ThreadState *ts, Word callee, Word *words,
                    uint64_t countAndFlags, Word kwnames) {
  Arguments args = argumentsOf(words, countAndFlags, kwnames);
  if (!checkOneOperand(*ts, "itemgetter", args))
    return kError;
  return callGetter_py<getOneItem_py>(*ts, Value(callee), args[0]).take();
}

bool appendItems_py(ThreadState &ts, StrBuilder &text, Value tuple) {
  for (size_t i = 0; i < tupleLength(tuple); ++i) {
    if (i)
      text.append(", ");
    if (!text.appendRepr_py(tupleItem(tuple, i)))
      return false;
  }
  return true;
}

/// "operator.name(items)"
Owned reprWith_py(ThreadState &ts, Value self, Value items) {
  StrBuilder text(ts);
  text.append(nativeQualifiedName(typeOf(self)));
  ReprGuard guard(self);
  if (guard.recursive()) {
    text.append("(...)");
    return text.finish();
  }
  text.append("(");
  if (!appendItems_py(ts, text, items))
    return {};
  text.append(")");
  return text.finish();
}

Owned itemGetterRepr(ThreadState &ts, Value self) {
  return reprWith_py(ts, self, itemsOf(self));
}

Owned itemGetterReduce(ThreadState &ts, Value self, const Value *) {
  return makeTuple(ts, {Value(typeOf(self)), itemsOf(self)});
}

// attrgetter ------------------------------------------------------------------

/// An interned name, or the tuple of the parts of a dotted one.
Owned splitName(ThreadState &ts, Value name) {
  std::string_view text = strText(name);
  size_t parts = 1;
  for (char c : text)
    parts += c == '.';
  if (parts == 1)
    return internText(ts, text);
  TupleObject *result = allocateTuple(ts, parts);
  if (!result)
    return {};
  Owned tuple = Owned::steal(result);
  for (size_t i = 0, from = 0; i < parts; ++i) {
    size_t end = text.find('.', from);
    end = end == text.npos ? text.size() : end;
    Owned part = internText(ts, text.substr(from, end - from));
    if (!part)
      return {};
    result->items[i] = part.take();
    from = end + 1;
  }
  return tuple;
}

Owned joinName(ThreadState &ts, Value attribute) {
  if (!isTuple(attribute))
    return copyOf(attribute);
  StrBuilder text(ts);
  for (size_t i = 0; i < tupleLength(attribute); ++i) {
    if (i)
      text.append(".");
    text.append(tupleItem(attribute, i));
  }
  return text.finish();
}

/// A tuple of what \p convert makes of each value.
template <typename Convert>
Owned convertAll(ThreadState &ts, const Value *values, size_t count,
                 Convert convert) {
  TupleObject *result = allocateTuple(ts, count);
  if (!result)
    return {};
  Owned tuple = Owned::steal(result);
  for (size_t i = 0; i < count; ++i) {
    Owned item = convert(values[i]);
    if (!item)
      return {};
    result->items[i] = item.take();
  }
  return tuple;
}

Owned attrGetterNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkNoKeywords(ts, "attrgetter", args))
    return {};
  if (args.positionalCount == 0)
    return raise(ts, types::TypeError, "attrgetter expected 1 argument, got 0");
  for (size_t i = 0; i < args.positionalCount; ++i)
    if (!isStr(args[i]))
      return raise(ts, types::TypeError, "attribute name must be a string");
  return makeGetter(ts, type,
                    convertAll(ts, args.values, args.positionalCount,
                               [&](Value v) { return splitName(ts, v); }));
}

Owned getOneAttribute_py(ThreadState &ts, Value operand, Value attribute) {
  if (!isTuple(attribute))
    return getAttr_py(ts, operand, attribute);
  Owned result = copyOf(operand);
  for (size_t i = 0; result && i < tupleLength(attribute); ++i)
    result = getAttr_py(ts, result, tupleItem(attribute, i));
  return result;
}

Word attrGetterCall(ThreadState *ts, Word callee, Word *words,
                    uint64_t countAndFlags, Word kwnames) {
  Arguments args = argumentsOf(words, countAndFlags, kwnames);
  if (!checkOneOperand(*ts, "attrgetter", args))
    return kError;
  return callGetter_py<getOneAttribute_py>(*ts, Value(callee), args[0]).take();
}

Owned attributeNames(ThreadState &ts, Value self) {
  Value items = itemsOf(self);
  return convertAll(
      ts, reinterpret_cast<const Value *>(items.as<TupleObject>()->items),
      tupleLength(items), [&](Value v) { return joinName(ts, v); });
}

Owned attrGetterRepr(ThreadState &ts, Value self) {
  Owned names = attributeNames(ts, self);
  return names ? reprWith_py(ts, self, names) : Owned();
}

Owned attrGetterReduce(ThreadState &ts, Value self, const Value *) {
  Owned names = attributeNames(ts, self);
  return names ? makeTuple(ts, {Value(typeOf(self)), names.value()}) : Owned();
}

// methodcaller ----------------------------------------------------------------

MethodCallerObject *asCaller(Value v) { return v.as<MethodCallerObject>(); }

size_t keywordCountOf(Value self) {
  Value names(asCaller(self)->names);
  return names.isUndef() ? 0 : tupleLength(names);
}
size_t positionalCountOf(Value self) {
  return tupleLength(Value(asCaller(self)->values)) - keywordCountOf(self);
}

Owned methodCallerNew(ThreadState &ts, TypeObject *type,
                      const Arguments &args) {
  if (args.positionalCount == 0)
    return raise(ts, types::TypeError,
                 "methodcaller needs at least one argument, the method name");
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "method name must be a string");
  Owned name = internText(ts, strText(args[0]));
  Owned values = name ? makeTuple(ts, args.values + 1,
                                  args.positionalCount - 1 + keywordCount(args))
                      : Owned();
  Owned result = values ? allocateInstance(ts, type) : Owned();
  if (!result)
    return {};
  asCaller(result)->name = name.take();
  asCaller(result)->values = values.take();
  asCaller(result)->names =
      keywordCount(args) ? copyOf(args.names).take() : kUndef;
  return result;
}

Word methodCallerCall(ThreadState *ts, Word callee, Word *words,
                      uint64_t countAndFlags, Word kwnames) {
  Arguments args = argumentsOf(words, countAndFlags, kwnames);
  if (!checkOneOperand(*ts, "methodcaller", args))
    return kError;
  Value self(callee), names(asCaller(self)->names);
  Value stored(asCaller(self)->values);
  FoundMethod method = findMethod_py(*ts, args[0], Value(asCaller(self)->name));
  if (!method) {
    if (!pendingException(*ts))
      raiseAttributeError(*ts, args[0], Value(asCaller(self)->name));
    return kError;
  }
  Arguments passed = {
      reinterpret_cast<const Value *>(stored.as<TupleObject>()->items),
      positionalCountOf(self), names.isUndef() ? Value() : names};
  return callFound_py(*ts, method, args[0], passed).take();
}

Owned methodCallerRepr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append(nativeQualifiedName(typeOf(self)));
  ReprGuard guard(self);
  if (guard.recursive()) {
    text.append("(...)");
    return text.finish();
  }
  text.append("(");
  if (!text.appendRepr_py(Value(asCaller(self)->name)))
    return {};
  size_t positional = positionalCountOf(self);
  Value values(asCaller(self)->values), names(asCaller(self)->names);
  for (size_t i = 0; i < tupleLength(values); ++i) {
    text.append(", ");
    if (i >= positional) {
      text.append(tupleItem(names, i - positional));
      text.append("=");
    }
    if (!text.appendRepr_py(tupleItem(values, i)))
      return {};
  }
  text.append(")");
  return text.finish();
}

/// functools.partial(type, name, **keywords), which takes the rest.
Owned partialCaller_py(ThreadState &ts, Value self) {
  Owned module = importModule_py(ts, "functools");
  Owned name = module ? internText(ts, "partial") : Owned();
  Owned partial = name ? getAttr_py(ts, module, name) : Owned();
  if (!partial)
    return {};
  Value values(asCaller(self)->values), names(asCaller(self)->names);
  size_t keywords = tupleLength(names), positional = positionalCountOf(self);
  ArgumentBuffer buffer(keywords + 2);
  if (!buffer.ok(ts))
    return {};
  buffer[0] = Value(typeOf(self));
  buffer[1] = Value(asCaller(self)->name);
  for (size_t i = 0; i < keywords; ++i)
    buffer[i + 2] = tupleItem(values, positional + i);
  return call_py(ts, partial, Arguments{buffer.data(), 2, names});
}

Owned methodCallerReduce(ThreadState &ts, Value self, const Value *) {
  Value values(asCaller(self)->values);
  if (keywordCountOf(self)) {
    Owned partial = partialCaller_py(ts, self);
    Owned rest =
        partial ? tupleSlice(ts, values, 0, positionalCountOf(self)) : Owned();
    return rest ? makeTuple(ts, {partial.value(), rest.value()}) : Owned();
  }
  size_t count = tupleLength(values);
  TupleObject *args = allocateTuple(ts, count + 1);
  if (!args)
    return {};
  Owned tuple = Owned::steal(args);
  args->items[0] = copyOf(Value(asCaller(self)->name)).take();
  for (size_t i = 0; i < count; ++i)
    args->items[i + 1] = copyOf(tupleItem(values, i)).take();
  return makeTuple(ts, {Value(typeOf(self)), tuple.value()});
}

constexpr MethodDef itemGetterMethods[] = {
    {"__reduce__", itemGetterReduce, "()",
     "Return state information for pickling"},
    {}};
constexpr MethodDef attrGetterMethods[] = {
    {"__reduce__", attrGetterReduce, "()",
     "Return state information for pickling"},
    {}};
constexpr MethodDef methodCallerMethods[] = {
    {"__reduce__", methodCallerReduce, "()",
     "Return state information for pickling"},
    {}};

constexpr TypeSpec itemGetterSpec = {
    "operator.itemgetter",
    "itemgetter(item, ...) --> itemgetter object\n\nReturn a callable object "
    "that fetches the given item(s) from its operand.\nAfter f = "
    "itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, "
    "3), the call g(r) returns (r[2], r[5], r[3])",
    itemGetterMethods};
constexpr TypeSpec attrGetterSpec = {
    "operator.attrgetter",
    "attrgetter(attr, ...) --> attrgetter object\n\nReturn a callable object "
    "that fetches the given attribute(s) from its operand.\nAfter f = "
    "attrgetter('name'), the call f(r) returns r.name.\nAfter g = "
    "attrgetter('name', 'date'), the call g(r) returns (r.name, "
    "r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) "
    "returns\n(r.name.first, r.name.last).",
    attrGetterMethods};
constexpr TypeSpec methodCallerSpec = {
    "operator.methodcaller",
    "methodcaller(name, ...) --> methodcaller object\n\nReturn a callable "
    "object that calls the given method on its operand.\nAfter f = "
    "methodcaller('name'), the call f(r) returns r.name().\nAfter g = "
    "methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date',"
    " foo=1).",
    methodCallerMethods};

using GetterFields = OwnedFields<GetterObject, &GetterObject::items>;
using CallerFields =
    OwnedFields<MethodCallerObject, &MethodCallerObject::name,
                &MethodCallerObject::values, &MethodCallerObject::names>;

} // namespace

constinit TypeObject itemGetterType = {
    .header = typeHeader(),
    .spec = &itemGetterSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(GetterObject),
    .slots = {.deallocate = GetterFields::deallocate,
              .visit = GetterFields::visit,
              .repr = itemGetterRepr,
              .call = itemGetterCall,
              .new_ = itemGetterNew}};

constinit TypeObject attrGetterType = {
    .header = typeHeader(),
    .spec = &attrGetterSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(GetterObject),
    .slots = {.deallocate = GetterFields::deallocate,
              .visit = GetterFields::visit,
              .repr = attrGetterRepr,
              .call = attrGetterCall,
              .new_ = attrGetterNew}};

constinit TypeObject methodCallerType = {
    .header = typeHeader(),
    .spec = &methodCallerSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(MethodCallerObject),
    .slots = {.deallocate = CallerFields::deallocate,
              .visit = CallerFields::visit,
              .repr = methodCallerRepr,
              .call = methodCallerCall,
              .new_ = methodCallerNew}};

} // namespace dxpy::operators
