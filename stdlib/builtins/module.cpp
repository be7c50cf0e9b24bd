// Module builtins: its table of functions, types and constants.
#include "runtime-support/interpreter/import.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/builtins/functions.h"
#include "stdlib/io/io.h"

namespace dxpy {

using namespace builtins;

static constexpr MethodDef functions[] = {
    {"__import__", import_,
     "(name, globals=None, locals=None, fromlist=(), level=0)",
     "Import a module."},
    {"abs", abs_, "(x, /)", "Return the absolute value of the argument."},
    {"aiter", aiter_, "(async_iterable, /)",
     "Return an AsyncIterator for an AsyncIterable object."},
    {"all", all_, "(iterable, /)",
     "Return True if bool(x) is True for all values x in the iterable.\n\nIf "
     "the iterable is empty, return True."},
    {"anext", anext_, "(aiterator, default=None, /)",
     "Return the next item from the async iterator."},
    {"any", any_, "(iterable, /)",
     "Return True if bool(x) is True for any x in the iterable.\n\nIf the "
     "iterable is empty, return False."},
    {"ascii", ascii_, "(obj, /)",
     "Return an ASCII-only representation of an object."},
    {"bin", bin_, "(number, /)",
     "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n"
     "   '0b1010101010101010101010'"},
    {"breakpoint", breakpoint_, "breakpoint(*args, **kws)"},
    {"callable", callable_, "(obj, /)",
     "Return whether the object is callable (i.e., some kind of function)."},
    {"chr", chr_, "(i, /)",
     "Return a Unicode string of one character with ordinal i; 0 <= i <= "
     "0x10ffff."},
    {"compile", compile_,
     "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, "
     "_feature_version=-1)",
     "Compile source into a code object that can be executed by exec() or "
     "eval()."},
    {"delattr", delattr_, "(obj, name, /)",
     "Deletes the named attribute from the given object."},
    {"dir", dir_, "Show attributes of an object."},
    {"divmod", divmod_, "(x, y, /)", "Return the tuple (x//y, x%y)."},
    {"eval", eval_, "(source, globals=None, locals=None, /)",
     "Evaluate the given source in the context of globals and locals."},
    {"exec", exec_, "(source, globals=None, locals=None, /, *, closure=None)",
     "Execute the given source in the context of globals and locals."},
    {"format", format_, "(value, format_spec='', /)",
     "Return value.__format__(format_spec)."},
    {"getattr", getattr_, "Get a named attribute from an object."},
    {"globals", globals_, "()",
     "Return the dictionary containing the current scope's global variables."},
    {"hasattr", hasattr_, "(obj, name, /)",
     "Return whether the object has an attribute with the given name."},
    {"hash", hash_, "(obj, /)", "Return the hash value for the given object."},
    {"hex", hex_, "(number, /)",
     "Return the hexadecimal representation of an integer.\n\n   >>> "
     "hex(12648430)\n   '0xc0ffee'"},
    {"id", id_, "(obj, /)", "Return the identity of an object."},
    {"input", input_, "(prompt='', /)",
     "Read a string from standard input.  The trailing newline is stripped."},
    {"isinstance", isinstance_, "(obj, class_or_tuple, /)",
     "Return whether an object is an instance of a class or of a subclass "
     "thereof."},
    {"issubclass", issubclass_, "(cls, class_or_tuple, /)",
     "Return whether 'cls' is derived from another class or is the same "
     "class."},
    {"iter", iter_, "(iterable, sentinel=None, /)",
     "Get an iterator from an object."},
    {"len", len_, "(obj, /)", "Return the number of items in a container."},
    {"locals", locals_, "()",
     "Return a dictionary containing the current scope's local variables."},
    {"max", max_,
     "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, "
     "*args, *[, key=func]) -> value\n\nWith a single iterable argument, "
     "return "
     "its biggest item. The\ndefault keyword-only argument specifies an object "
     "to return if\nthe provided iterable is empty.\nWith two or more "
     "arguments, "
     "return the largest argument."},
    {"min", min_,
     "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, "
     "*args, *[, key=func]) -> value\n\nWith a single iterable argument, "
     "return "
     "its smallest item. The\ndefault keyword-only argument specifies an "
     "object "
     "to return if\nthe provided iterable is empty.\nWith two or more "
     "arguments, "
     "return the smallest argument."},
    {"next", next_, "(iterator, default=None, /)",
     "Return the next item from the iterator."},
    {"oct", oct_, "(number, /)",
     "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   "
     "'0o1234567'"},
    {"ord", ord_, "(c, /)",
     "Return the Unicode code point for a one-character string."},
    {"pow", pow_, "(base, exp, mod=None)",
     "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 "
     "arguments."},
    {"print", print_,
     "print($module, /, *args, sep=' ', end='\\n', file=None, flush=False)"
     "\n--\n\nPrints the values to a stream, or to sys.stdout by default."},
    {"repr", repr_, "(obj, /)",
     "Return the canonical string representation of the object."},
    {"round", round_, "(number, ndigits=None)",
     "Round a number to a given precision in decimal digits."},
    {"setattr", setattr_, "(obj, name, value, /)",
     "Sets the named attribute on the given object to the specified value."},
    {"sorted", sorted_,
     "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\n"
     "Return a new list containing all items from the iterable in ascending "
     "order."},
    {"sum", sum_, "(iterable, /, start=0)",
     "Return the sum of a 'start' value (default: 0) plus an iterable of "
     "numbers"},
    {"vars", vars_, "(object=None, /)",
     "Without arguments, equivalent to locals().\nWith an argument, equivalent "
     "to object.__dict__."},
    {},
};

/// Types that programs see as names; the other builtin types are reached
/// through their objects.
static constexpr TypeObject *const namedTypes[] = {
    &types::Object,       &types::Type,        &types::Bool,
    &types::Int,          &types::Float,       &types::Complex,
    &types::Str,          &types::Bytes,       &types::ByteArray,
    &types::MemoryView,   &types::Tuple,       &types::List,
    &types::Dict,         &types::Set,         &types::FrozenSet,
    &types::Range,        &types::Slice,       &types::Property,
    &types::StaticMethod, &types::ClassMethod, &types::Super,
    &types::Enumerate,    &types::Reversed,    &types::Zip,
    &types::Map,          &types::Filter,
};

/// The one builtin class with two bases.
static bool addExceptionGroup(ThreadState &ts, Value module) {
  TypeObject *type = exceptionGroupType(ts);
  return type && addToModule(ts, module, "ExceptionGroup", copyOf(Value(type)));
}

/// Its __module__ is io.
static constexpr MethodDef openDef = {
    "open", io::open,
    "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, "
    "closefd=True, opener=None)",
    "Open file and return a stream.  Raise OSError upon failure."};

static bool execute(ThreadState &ts, Value module) {
  importMethod = &functions[0];
  for (TypeObject *type : namedTypes)
    if (!addTypeToModule(ts, module, type))
      return false;
#define BUILTIN_TYPE(id, name, module, base)
#define BUILTIN_EXCEPTION(id, base, layout)                                    \
  if (!addTypeToModule(ts, module, &types::id))                                \
    return false;
#include "runtime-support/abi/BuiltinTypes.def"
  Owned io = internText(ts, "io");
  return io && addExceptionGroup(ts, module) &&
         addToModule(ts, module, "open",
                     makeBuiltinFunction(ts, &openDef, module, io)) &&
         addToModule(ts, module, "EnvironmentError",
                     copyOf(Value(&types::OSError))) &&
         addToModule(ts, module, "IOError", copyOf(Value(&types::OSError))) &&
         addToModule(ts, module, "None", ownedNone()) &&
         addToModule(ts, module, "True", ownedBool(true)) &&
         addToModule(ts, module, "False", ownedBool(false)) &&
         addToModule(ts, module, "Ellipsis", Owned::steal(kEllipsis)) &&
         addToModule(ts, module, "NotImplemented", ownedNotImplemented()) &&
         addToModule(ts, module, "__debug__", ownedBool(true)) &&
         addToModule(
             ts, module, "__build_class__",
             makeBuiltinFunction(ts, &buildClassDef, module, &names::builtins));
}

DX_NATIVE_MODULE(
    builtins,
    "Built-in functions, exceptions, and other objects.\n\nNoteworthy: None is "
    "the `nil' object; Ellipsis represents `...' in slices.",
    functions, execute)

} // namespace dxpy
