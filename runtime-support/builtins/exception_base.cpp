// BaseException: construction, text, chaining, notes, pickling.
#include "runtime-support/builtins/exception_base.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/shape.h"

namespace dxpy {

Owned newException(ThreadState &ts, TypeObject *type, const Arguments &args) {
  Owned result = allocateInstance(ts, type);
  Owned tuple =
      result ? makeTuple(ts, args.values, args.positionalCount) : Owned();
  if (!tuple)
    return {};
  initException(exceptionOf(result), std::move(tuple));
  return result;
}

bool setExceptionArgs(ThreadState &ts, Value self, const Arguments &args) {
  Owned tuple = makeTuple(ts, args.values, args.positionalCount);
  if (!tuple)
    return false;
  storeField(ts, self.header(), &exceptionOf(self)->args, std::move(tuple));
  return true;
}

bool initBaseException(ThreadState &ts, Value self, const Arguments &args) {
  if (keywordCount(args))
    return raise(ts, types::TypeError, "{}() takes no keyword arguments",
                 {typeOf(self)});
  return setExceptionArgs(ts, self, args);
}

Owned strBaseException(ThreadState &ts, Value self) {
  Value args(exceptionOf(self)->args);
  switch (tupleLength(args)) {
  case 0:
    return makeStr(ts, "");
  case 1:
    return str_py(ts, tupleItem(args, 0));
  default:
    return str_py(ts, args);
  }
}

Owned exceptionDict(ThreadState &ts, Value self) {
  const Shape *shape = shapeOf(self.header());
  if (!(shape->flags & kShapeDict) &&
      shape->slotCount == typeOf(self)->slotCount)
    return ownedNone();
  return instanceDict(ts, self);
}

Owned reduceBaseException(ThreadState &ts, Value self, const Value *) {
  Owned dict = exceptionDict(ts, self);
  if (!dict)
    return {};
  Value type(typeOf(self)), args(exceptionOf(self)->args);
  return dict.value().isNone() ? makeTuple(ts, {type, args})
                               : makeTuple(ts, {type, args, dict});
}

bool bindExceptionKeywords(ThreadState &ts, const char *name,
                           const Arguments &args,
                           std::initializer_list<const char *> keywords,
                           Value *bound) {
  for (size_t k = 0; k < keywords.size(); ++k)
    bound[k] = {};
  for (size_t i = 0, n = keywordCount(args); i < n; ++i) {
    Value key = tupleItem(args.names, i);
    size_t k = 0;
    while (k < keywords.size() && strText(key) != keywords.begin()[k])
      ++k;
    if (k == keywords.size())
      return raise(ts, types::TypeError,
                   "'{}' is an invalid keyword argument for {}()", {key, name});
    bound[k] = args.values[args.positionalCount + i];
  }
  return true;
}

namespace {

Owned repr(ThreadState &ts, Value self) {
  Value args(exceptionOf(self)->args);
  StrBuilder text(ts);
  text.append(typeNameOf(self));
  if (tupleLength(args) != 1) {
    if (!text.appendRepr_py(args))
      return {};
    return text.finish();
  }
  text.append("(");
  if (!text.appendRepr_py(tupleItem(args, 0)))
    return {};
  text.append(")");
  return text.finish();
}

Owned setState(ThreadState &ts, Value self, const Value *args) {
  if (args[0].isNone())
    return ownedNone();
  if (!isDict(args[0]))
    return raise(ts, types::TypeError, "state is not a dictionary");
  Owned items = dictItems(ts, args[0]);
  if (!items)
    return {};
  for (uint64_t i = 0; i < listLength(items); ++i) {
    Owned pair = listItem(ts, items, i);
    if (!setAttr_py(ts, self, tupleItem(pair, 0), tupleItem(pair, 1)))
      return {};
  }
  return ownedNone();
}

bool checkTraceback(ThreadState &ts, Value value) {
  return value.isNone() || hasShape(value, BuiltinShape::Traceback) ||
         raise(ts, types::TypeError,
               "__traceback__ must be a traceback or None");
}

bool setTraceback(ThreadState &ts, Value self, Value value) {
  if (!value)
    return raise(ts, types::TypeError, "__traceback__ may not be deleted");
  if (!checkTraceback(ts, value))
    return false;
  storeField(ts, self.header(), &exceptionOf(self)->traceback, copyOf(value));
  return true;
}

Owned withTraceback(ThreadState &ts, Value self, const Value *args) {
  return setTraceback(ts, self, args[0]) ? copyOf(self) : Owned();
}

Owned addNote(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "note must be a str, not '{}'",
                 {typeOf(args[0])});
  Value name(&names::__notes__);
  Owned notes = getAttrOptional_py(ts, self, name);
  if (!notes) {
    if (pendingException(ts))
      return {};
    notes = makeList(ts);
    if (!notes || !setAttr_py(ts, self, name, notes))
      return {};
  } else if (!isList(notes)) {
    return raise(ts, types::TypeError,
                 "Cannot add note: __notes__ is not a list");
  }
  return listAppend(ts, notes, copyOf(args[0])) ? ownedNone() : Owned();
}

Owned getArgs(ThreadState &, Value self) {
  Value args(exceptionOf(self)->args);
  return isTuple(args) ? copyOf(args) : copyOf(emptyTuple());
}

bool setArgs(ThreadState &ts, Value self, Value value) {
  if (!value)
    return raise(ts, types::TypeError, "args may not be deleted");
  Owned tuple = tupleFromIterable_py(ts, value);
  if (!tuple)
    return false;
  storeField(ts, self.header(), &exceptionOf(self)->args, std::move(tuple));
  return true;
}

template <Word ExceptionObject::*field>
Owned getField(ThreadState &, Value self) {
  return copyOf(Value(exceptionOf(self)->*field));
}

/// __context__ and __cause__: an exception or None.
bool setLink(ThreadState &ts, Value self, Word ExceptionObject::*field,
             Value value, const char *name, const char *what) {
  if (!value)
    return raise(ts, types::TypeError, "{} may not be deleted", {name});
  if (!value.isNone() && !isExceptionInstance(value))
    return raise(ts, types::TypeError,
                 "exception {} must be None or derive from BaseException",
                 {what});
  storeField(ts, self.header(), &(exceptionOf(self)->*field), copyOf(value));
  return true;
}

bool setContext(ThreadState &ts, Value self, Value value) {
  return setLink(ts, self, &ExceptionObject::context, value, "__context__",
                 "context");
}

bool setCauseAttribute(ThreadState &ts, Value self, Value value) {
  if (!setLink(ts, self, &ExceptionObject::cause, value, "__cause__", "cause"))
    return false;
  exceptionOf(self)->suppressContext = kTrue;
  return true;
}

bool setSuppressContext(ThreadState &ts, Value self, Value value) {
  if (!value)
    return raise(ts, types::TypeError, "can't delete numeric/char attribute");
  if (!value.isBool())
    return raise(ts, types::TypeError, "attribute value type must be bool");
  exceptionOf(self)->suppressContext = value.word();
  return true;
}

Owned getDict(ThreadState &ts, Value self) {
  return dictAttributeDef.get(ts, self);
}
bool setDict(ThreadState &ts, Value self, Value value) {
  return dictAttributeDef.set(ts, self, value);
}

constexpr MethodDef methods[] = {
    {"__reduce__", reduceBaseException, "()"},
    {"__setstate__", setState, "(state, /)"},
    {"with_traceback", withTraceback, "(tb, /)",
     "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and "
     "return self."},
    {"add_note", addNote, "(note, /)",
     "Exception.add_note(note) --\n    add a note to the exception"},
    {}};
constexpr GetSetDef getSets[] = {
    {"__dict__", getDict, setDict},
    {"args", getArgs, setArgs},
    {"__traceback__", getField<&ExceptionObject::traceback>, setTraceback},
    {"__context__", getField<&ExceptionObject::context>, setContext,
     "exception context"},
    {"__cause__", getField<&ExceptionObject::cause>, setCauseAttribute,
     "exception cause"},
    {"__suppress_context__", getField<&ExceptionObject::suppressContext>,
     setSuppressContext},
    {}};
constexpr TypeSpec spec = {.name = "BaseException",
                           .doc = "Common base class for all exceptions",
                           .methods = methods,
                           .getSets = getSets};
using AllFields = ExceptionFields<ExceptionObject>::All;

} // namespace

constinit TypeObject types::BaseException = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kExceptionFlags,
    DXPY_EXCEPTION_LAYOUT(ExceptionObject),
    .slots = {.deallocate = AllFields::deallocate,
              .visit = AllFields::visit,
              .clear = AllFields::clear,
              .repr = repr,
              .str = strBaseException,
              .init = initBaseException,
              .new_ = newException}};

/// Classes without anything of their own; base and layout are in
/// BuiltinTypes.def.
#define SIMPLE(id, text)                                                       \
  static constexpr TypeSpec spec##id = {.name = #id, .doc = text};             \
  constinit TypeObject types::id = {                                           \
      .header = typeHeader(),                                                  \
      .spec = &spec##id,                                                       \
      .flags = kExceptionFlags,                                                \
      .slots = {.init = initBaseException, .new_ = newException}};
SIMPLE(Exception, "Common base class for all non-exit exceptions.")
SIMPLE(KeyboardInterrupt, "Program interrupted by user.")
SIMPLE(GeneratorExit, "Request that a generator exit.")
SIMPLE(StopAsyncIteration, "Signal the end from iterator.__anext__().")
SIMPLE(ArithmeticError, "Base class for arithmetic errors.")
SIMPLE(FloatingPointError, "Floating point operation failed.")
SIMPLE(OverflowError, "Result too large to be represented.")
SIMPLE(ZeroDivisionError,
       "Second argument to a division or modulo operation was zero.")
SIMPLE(AssertionError, "Assertion failed.")
SIMPLE(BufferError, "Buffer error.")
SIMPLE(EOFError, "Read beyond end of file.")
SIMPLE(LookupError, "Base class for lookup errors.")
SIMPLE(IndexError, "Sequence index out of range.")
SIMPLE(MemoryError, "Out of memory.")
SIMPLE(ReferenceError, "Weak ref proxy used after referent went away.")
SIMPLE(RuntimeError, "Unspecified run-time error.")
SIMPLE(NotImplementedError, "Method or function hasn't been implemented yet.")
SIMPLE(RecursionError, "Recursion limit exceeded.")
SIMPLE(SystemError,
       "Internal error in the Python interpreter.\n\nPlease report this to the "
       "Python maintainer, along with the traceback,\nthe Python version, and "
       "the hardware/OS platform and version.")
SIMPLE(TypeError, "Inappropriate argument type.")
SIMPLE(ValueError, "Inappropriate argument value (of correct type).")
SIMPLE(UnicodeError, "Unicode related error.")
SIMPLE(Warning, "Base class for warning categories.")
SIMPLE(BytesWarning,
       "Base class for warnings about bytes and buffer related problems, "
       "mostly\nrelated to conversion from str or comparing to str.")
SIMPLE(DeprecationWarning, "Base class for warnings about deprecated features.")
SIMPLE(EncodingWarning, "Base class for warnings about encodings.")
SIMPLE(FutureWarning,
       "Base class for warnings about constructs that will change "
       "semantically\nin the future.")
SIMPLE(ImportWarning,
       "Base class for warnings about probable mistakes in module imports")
SIMPLE(PendingDeprecationWarning,
       "Base class for warnings about features which will be deprecated\nin "
       "the future.")
SIMPLE(ResourceWarning, "Base class for warnings about resource usage.")
SIMPLE(RuntimeWarning,
       "Base class for warnings about dubious runtime behavior.")
SIMPLE(SyntaxWarning, "Base class for warnings about dubious syntax.")
SIMPLE(UnicodeWarning,
       "Base class for warnings about Unicode related problems, "
       "mostly\nrelated to conversion problems.")
SIMPLE(UserWarning, "Base class for warnings generated by user code.")
#undef SIMPLE

} // namespace dxpy
