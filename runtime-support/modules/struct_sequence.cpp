// Struct sequence types as heap classes over tuple. Items beyond the visible
// ones live behind the tuple's own, where its length does not reach.
#include "runtime-support/modules/struct_sequence.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

/// Attributes are member descriptors of item i; one table serves every type.
inline constexpr size_t kMaxFields = 24;

static Owned classAttribute(ThreadState &ts, Value type, const char *name) {
  Owned key = internText(ts, name);
  Value found = key ? lookupInType(ts, type.as<TypeObject>(), key) : Value();
  return found ? copyOf(found) : Owned();
}

static int64_t classCount(ThreadState &ts, Value type, const char *name) {
  Owned count = classAttribute(ts, type, name);
  return count && count.value().isSmallInt() ? count.value().smallInt() : 0;
}

static Owned repr(ThreadState &ts, Value self) {
  Value type(typeOf(self));
  Owned fields = classAttribute(ts, type, "__match_args__");
  Owned module = classAttribute(ts, type, "__module__");
  StrBuilder text(ts);
  if (module && isStr(module) && strText(module) != "builtins") {
    text.append(module);
    text.append(".");
  }
  text.append(typeName(typeOf(self)));
  text.append("(");
  for (uint64_t i = 0; i < tupleLength(self); ++i) {
    if (i)
      text.append(", ");
    if (fields && i < tupleLength(fields)) {
      text.append(tupleItem(fields, i));
      text.append("=");
    }
    if (!text.appendRepr_py(tupleItem(self, i)))
      return {};
  }
  text.append(")");
  return text.finish();
}

static Owned getField(ThreadState &ts, Value self, size_t index) {
  Value type(typeOf(self));
  auto visible = size_t(classCount(ts, type, "n_sequence_fields"));
  if (index < visible)
    return copyOf(tupleItem(self, index));
  Owned dict = getAttr_py(ts, self, &names::__dict__);
  if (!dict)
    return {};
  Value found = dictGet_py(ts, dict, Value(smallIntWord(int64_t(index))));
  return found ? copyOf(found) : ownedNone();
}
template <size_t index> static Owned getAt(ThreadState &ts, Value self) {
  return getField(ts, self, index);
}
template <size_t... I>
static constexpr auto makeGetters(std::index_sequence<I...>) {
  struct {
    Getter rows[sizeof...(I)];
  } table = {{getAt<I>...}};
  return table;
}
static constexpr auto getters =
    makeGetters(std::make_index_sequence<kMaxFields>{});

/// The name of the field \p index, from its descriptor; null: it has none.
static Value fieldName(TypeObject *type, size_t index) {
  uint64_t position = 0;
  Value name, value;
  while (dictNext(Value(type->dict), position, name, value))
    if (hasShape(value, BuiltinShape::GetSetDescriptor) &&
        value.as<GetSetDescriptorObject>()->def->get == getters.rows[index])
      return name;
  return {};
}

static Owned new_(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature = "(sequence, dict={})";
  Value bound[2];
  if (!bindArguments(ts, typeName(type).data(), signature, args, bound))
    return {};
  Owned tuple = tupleFromIterable_py(ts, bound[0]);
  if (!tuple)
    return {};
  auto visible = uint64_t(classCount(ts, Value(type), "n_sequence_fields"));
  auto total = uint64_t(classCount(ts, Value(type), "n_fields"));
  uint64_t given = tupleLength(tuple);
  if (given < visible || given > total) {
    Owned module = getAttr_py(ts, Value(type), &names::__module__);
    if (!module)
      return {};
    return raise(
        ts, types::TypeError,
        visible == total ? "{}.{}() takes a {}-sequence ({}-sequence given)"
        : given < visible
            ? "{}.{}() takes an at least {}-sequence ({}-sequence given)"
            : "{}.{}() takes an at most {}-sequence ({}-sequence given)",
        {module.value(), type, given < visible ? visible : total, given});
  }
  Owned values[kMaxFields];
  for (uint64_t i = 0; i < given; ++i)
    values[i] = copyOf(tupleItem(tuple, i));
  if (!bound[1])
    return makeStructSequence(ts, Value(type), values, given);
  if (!isDict(bound[1])) {
    Owned module = getAttr_py(ts, Value(type), &names::__module__);
    if (!module)
      return {};
    return raise(ts, types::TypeError,
                 "{}.{}() takes a dict as second arg, if any",
                 {module.value(), type});
  }
  for (uint64_t i = given; i < total; ++i) {
    Value name = fieldName(type, i);
    Value found = name ? dictGet_py(ts, bound[1], name) : Value();
    if (pendingException(ts))
      return {};
    values[i] = copyOf(found ? found : none);
  }
  return makeStructSequence(ts, Value(type), values, total);
}

/// (class, (visible fields, {name: value} of the hidden ones))
static Owned reduce(ThreadState &ts, Value self, const Value *) {
  TypeObject *type = typeOf(self);
  Owned plain = tupleSlice(ts, self, 0, tupleLength(self));
  Owned dict = makeDict(ts);
  auto total = uint64_t(classCount(ts, Value(type), "n_fields"));
  for (uint64_t i = tupleLength(self); plain && dict && i < total; ++i) {
    Value name = fieldName(type, i);
    Owned value = name ? getField(ts, self, i) : Owned();
    if (name && (!value || !dictSet_py(ts, dict, name, value)))
      return {};
  }
  Owned args =
      plain && dict ? makeTuple(ts, {plain.value(), dict.value()}) : Owned();
  return args ? makeTuple(ts, {Value(typeOf(self)), args.value()}) : Owned();
}
static constexpr MethodDef reduceDef = {"__reduce__", reduce, "()"};

static bool setCount(ThreadState &ts, Value dict, const char *name,
                     size_t count) {
  Owned key = internText(ts, name);
  return key && dictSetName(ts, dict, key, Value(smallIntWord(int64_t(count))));
}

namespace {

/// Definitions of fields live as long as the process, as the specs do: each one
/// is made once.
struct FieldDefinition {
  GetSetDef def;
  FieldDefinition *next;
};
constinit FieldDefinition *fieldDefinitions = nullptr;

/// Null: out of memory.
const GetSetDef *fieldDefinition(const char *name, Getter get) {
  for (FieldDefinition *d = fieldDefinitions; d; d = d->next)
    if (d->def.name == name && d->def.get == get)
      return &d->def;
  auto *made =
      static_cast<FieldDefinition *>(rawAllocate(sizeof(FieldDefinition)));
  if (!made)
    return nullptr;
  *made = {{name, get}, fieldDefinitions};
  fieldDefinitions = made;
  return &made->def;
}

} // namespace

Owned makeStructSequenceType(ThreadState &ts, const StructSequenceSpec &spec) {
  std::string_view full(spec.name);
  size_t dot = full.rfind('.');
  Owned name = internText(ts, full.substr(dot + 1));
  Owned module = internText(
      ts, dot == std::string_view::npos ? "builtins" : full.substr(0, dot));
  Owned doc = makeStr(ts, spec.doc);
  Owned space = makeDict(ts);
  Owned bases = makeTuple(ts, {Value(&types::Tuple)});
  if (!name || !module || !doc || !space || !bases ||
      !dictSetName(ts, space, &names::__module__, module) ||
      !dictSetName(ts, space, &names::__doc__, doc))
    return {};
  bool hidden = spec.visible < spec.fields.size();
  if (!hidden && !dictSetName(ts, space, &names::__slots__, emptyTuple()))
    return {};
  size_t named = 0;
  for (size_t i = 0; i < spec.visible; ++i)
    named += spec.fields.begin()[i] != nullptr;
  TupleObject *matchArgs = allocateTuple(ts, named);
  if (!matchArgs)
    return {};
  Owned match = Owned::steal(matchArgs);
  size_t at = 0;
  for (size_t i = 0; i < spec.visible; ++i)
    if (const char *field = spec.fields.begin()[i])
      matchArgs->items[at++] = internText(ts, field).take();
  if (!dictSetName(ts, space, &names::__match_args__, match) ||
      !setCount(ts, space, "n_sequence_fields", spec.visible) ||
      !setCount(ts, space, "n_fields", spec.fields.size()) ||
      !setCount(ts, space, "n_unnamed_fields", spec.visible - named))
    return {};
  Owned type = makeClass(ts, &types::Type, name, bases, space, {});
  if (!type)
    return {};
  auto *object = type.as<TypeObject>();
  object->slots.repr = repr;
  object->slots.new_ = new_;
  object->flags &= ~uint64_t(kTypeBase);
  Owned method = makeMethodDescriptor(ts, &reduceDef, object);
  if (!method ||
      !dictSetName(ts, Value(object->dict), &names::__reduce__, method))
    return {};
  size_t i = 0;
  for (const char *field : spec.fields) {
    size_t index = i++;
    if (!field)
      continue;
    const GetSetDef *def = fieldDefinition(field, getters.rows[index]);
    Owned key = internText(ts, field);
    Owned descriptor =
        def && key ? makeGetSetDescriptor(ts, def, object) : Owned();
    if (!descriptor || !dictSetName(ts, Value(object->dict), key, descriptor))
      return {};
  }
  typeModified(object);
  if (!spec.callable)
    object->flags |= kTypeDisallowNew;
  return type;
}

Owned makeStructSequence(ThreadState &ts, Value type, Owned *values,
                         size_t count) {
  auto visible = size_t(classCount(ts, type, "n_sequence_fields"));
  Owned result = allocateInstance(ts, type.as<TypeObject>(), visible);
  if (!result)
    return {};
  auto *tuple = result.as<TupleObject>();
  tuple->length = visible;
  for (size_t i = 0; i < visible; ++i)
    tuple->items[i] = i < count ? values[i].take() : kNone;
  if (count <= visible)
    return result;
  Owned dict = getAttr_py(ts, result, &names::__dict__);
  if (!dict)
    return {};
  for (size_t i = visible; i < count; ++i)
    if (!dictSet_py(ts, dict, Value(smallIntWord(int64_t(i))), values[i]))
      return {};
  return result;
}

} // namespace dxpy
