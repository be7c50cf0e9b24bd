// Classes: bases, mro, slots, the texts of what goes wrong. Expected texts are
// CPython 3.11's.
#include "runtime-support/objects/exceptions.h"
#include "test/unit/objects/objects_test.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::test;

namespace {

Owned echo(ThreadState &ts, Value, const Value *args) {
  return makeTuple(ts, {args[0] ? args[0] : none, args[1] ? args[1] : none});
}
constexpr MethodDef noParameters = {"f", echo, "()"};
constexpr MethodDef oneParameter = {"f", echo, "(x, /)"};
constexpr MethodDef positional = {"f", echo, "(x, y=None, /)"};
constexpr MethodDef keywords = {"f", echo, "(x, y=None)"};
constexpr MethodDef keywordOnly = {"f", echo, "(x, /, *, y)"};

std::string call(const MethodDef &def, std::initializer_list<Value> values,
                 std::initializer_list<Value> named = {}) {
  ThreadState &ts = thread();
  Owned function = makeBuiltinFunction(ts, &def, {}, {});
  Owned tuple = makeTuple(ts, named);
  return text(
      call_py(ts, function,
              Arguments{values.begin(), values.size() - named.size(), tuple}));
}

} // namespace

TEST_CASE("arguments of native functions") {
  Value i = integer(1);
  CHECK(call(noParameters, {i}) ==
        "TypeError: f() takes no arguments (1 given)");
  CHECK(call(oneParameter, {}) ==
        "TypeError: f() takes exactly one argument (0 given)");
  CHECK(call(oneParameter, {i}, {name("x")}) ==
        "TypeError: f() takes no keyword arguments");
  CHECK(call(positional, {}) ==
        "TypeError: f expected at least 1 argument, got 0");
  CHECK(call(positional, {i, i, i}) ==
        "TypeError: f expected at most 2 arguments, got 3");
  CHECK(call(positional, {i}) == "(1, None)");
  CHECK(call(keywords, {}) ==
        "TypeError: f() missing required argument 'x' (pos 1)");
  CHECK(call(keywords, {i, i}, {name("y")}) == "(1, 1)");
  CHECK(call(keywords, {i, i}, {name("x")}) ==
        "TypeError: argument for f() given by name ('x') and position (1)");
  CHECK(call(keywords, {i, i}, {name("z")}) ==
        "TypeError: 'z' is an invalid keyword argument for f()");
  CHECK(call(keywords, {i, i, i}) ==
        "TypeError: f() takes at most 2 arguments (3 given)");
  CHECK(call(keywordOnly, {i}) ==
        "TypeError: f() missing required argument 'y' (pos 2)");
  CHECK(call(keywordOnly, {i, i}) ==
        "TypeError: f() takes exactly 1 positional argument (2 given)");
}

TEST_CASE("bases and mro") {
  Owned a = makeType("A", {}), b = makeType("B", {a}), c = makeType("C", {a});
  Owned d = makeType("D", {b, c});
  CHECK(text(get(d, "__mro__")) ==
        "(<class 'D'>, <class 'B'>, <class 'C'>, <class 'A'>, <class "
        "'object'>)");
  CHECK(text(makeType("X", {a, b})) ==
        "TypeError: Cannot create a consistent method resolution\norder (MRO) "
        "for bases A, B");
  CHECK(text(makeType("X", {a, a})) == "TypeError: duplicate base class A");
  CHECK(text(makeType("X", {Value(&types::NoneType)})) ==
        "TypeError: type 'NoneType' is not an acceptable base type");
  CHECK(text(makeType("X", {integer(1)})) ==
        "TypeError: metaclass conflict: the metaclass of a derived class must "
        "be a (non-strict) subclass of the metaclasses of all its bases");
  CHECK(text(makeType("X", {Value(&types::List), Value(&types::Dict)})) ==
        "TypeError: multiple bases have instance lay-out conflict");
  CHECK(text(callMethod_py(thread(), a, name("__subclasses__"))) ==
        "[<class 'B'>, <class 'C'>]");
}

TEST_CASE("assignment to __bases__ moves subclasses and methods") {
  Owned a = makeType("A", {}), b = makeType("B", {});
  Owned c = makeType("C", {a}), d = makeType("D", {c});
  set(a, "k", integer(1));
  set(b, "k", integer(2));
  CHECK(text(get(d, "k")) == "1");
  Owned bases = makeTuple(thread(), {b});
  CHECK(text(set(c, "__bases__", bases)) == "done");
  CHECK(text(get(d, "k")) == "2");
  CHECK(text(get(d, "__mro__")) ==
        "(<class 'D'>, <class 'C'>, <class 'B'>, <class 'object'>)");
  Owned cycle = makeTuple(thread(), {d});
  CHECK(text(set(c, "__bases__", cycle)) ==
        "TypeError: a __bases__ item causes an inheritance cycle");
  CHECK(text(set(Value(&types::Int), "__bases__", bases)) ==
        "TypeError: cannot set '__bases__' attribute of immutable type 'int'");
}

TEST_CASE("a class's special methods are its slots, as they change") {
  ThreadState &ts = thread();
  Owned type = makeType("C", {});
  Owned derived = makeType("D", {type});
  Owned object = call_py(ts, derived);
  CHECK(text(getItem_py(ts, object, integer(3))) ==
        "TypeError: 'D' object is not subscriptable");
  Owned item = makeBuiltinFunction(ts, &positional, {}, {});
  set(type, "__getitem__", item);
  CHECK(text(getItem_py(ts, object, integer(3))) == "(3, None)");
  set(type, "__getitem__", {});
  CHECK(text(getItem_py(ts, object, integer(3))) ==
        "TypeError: 'D' object is not subscriptable");
  set(type, "__hash__", none);
  CHECK(hash_py(ts, object) == -1);
  CHECK(text(Owned()) == "TypeError: unhashable type: 'D'");
}

TEST_CASE("operators name their operands") {
  ThreadState &ts = thread();
  Owned list = makeList(ts);
  CHECK(text(binary_py(ts, BinaryOp::Sub, integer(1), list)) ==
        "TypeError: unsupported operand type(s) for -: 'int' and 'list'");
  CHECK(text(inplace_py(ts, BinaryOp::Sub, list, integer(1))) ==
        "TypeError: unsupported operand type(s) for -=: 'list' and 'int'");
  CHECK(text(power_py(ts, list, integer(1), none)) ==
        "TypeError: unsupported operand type(s) for ** or pow(): 'list' and "
        "'int'");
  CHECK(text(binary_py(ts, BinaryOp::Mul, list, list)) ==
        "TypeError: can't multiply sequence by non-int of type 'list'");
  CHECK(text(unary_py(ts, UnaryOp::Negative, list)) ==
        "TypeError: bad operand type for unary -: 'list'");
  CHECK(text(compare_py(ts, list, none, CompareOp::Lt)) ==
        "TypeError: '<' not supported between instances of 'list' and "
        "'NoneType'");
  CHECK(text(getItem_py(ts, Value(&types::List), Value(&types::Int))) ==
        "list[int]");
  CHECK(text(binary_py(ts, BinaryOp::Or, Value(&types::Int), none)) ==
        "int | None");
}

TEST_CASE("exceptions") {
  ThreadState &ts = thread();
  Owned error = call_py(ts, Value(&types::OSError),
                        {integer(2), name("No such file"), name("f")});
  CHECK(typeOf(error) == &types::FileNotFoundError);
  Owned shown = str_py(ts, error);
  CHECK(strText(shown) == "[Errno 2] No such file: 'f'");
  raiseKeyError(ts, name("k"));
  CHECK(text(Owned()) == "KeyError: 'k'");
  // The handled exception becomes the context; a chain never gets a cycle.
  ts.handled = error.word();
  raise(ts, types::ValueError, "{} of {}", {1, "two"});
  Owned second = takeException(ts);
  ts.handled = second.word();
  CHECK(second.as<ExceptionObject>()->context == error.word());
  raiseObject(ts, error);
  CHECK(takeException(ts).as<ExceptionObject>()->context == second.word());
  CHECK(second.as<ExceptionObject>()->context == kNone);
  ts.handled = kNone;
  Owned members = makeList(ts);
  listAppend(ts, members, copyOf(error));
  listAppend(ts, members, copyOf(second));
  Owned group =
      call_py(ts, Value(&types::BaseExceptionGroup), {name("both"), members});
  CHECK(text(copyOf(group)) ==
        "ExceptionGroup('both', [FileNotFoundError(2, 'No such file'), "
        "ValueError('1 of two')])");
  CHECK(text(callMethod_py(ts, group, name("split"),
                           {Value(&types::ValueError)})) ==
        "(ExceptionGroup('both', [ValueError('1 of two')]), "
        "ExceptionGroup('both', [FileNotFoundError(2, 'No such file')]))");
}
