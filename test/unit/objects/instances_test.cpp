// Instances: slots, overflow, dict, and where attribute_lookup says they are.
#include "runtime-support/memory/collector.h"
#include "runtime-support/objects/attribute_lookup.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/weak_references.h"
#include "test/unit/objects/objects_test.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::test;

namespace {

std::string numbered(const char *prefix, int i) {
  return prefix + std::to_string(i);
}

uint32_t shapeIdOf(Value object) { return object.header()->shape; }

} // namespace

TEST_CASE("attributes in the same order give one shape") {
  Owned type = makeType("C", {});
  Owned a = call_py(thread(), type), b = call_py(thread(), type);
  CHECK(shapeIdOf(a) == shapeIdOf(b));
  set(a, "x", integer(1));
  CHECK(shapeIdOf(a) != shapeIdOf(b));
  set(b, "x", integer(2));
  CHECK(shapeIdOf(a) == shapeIdOf(b));
  set(a, "y", integer(3));
  set(a, "x", integer(4));
  set(b, "z", integer(5));
  CHECK(shapeIdOf(a) != shapeIdOf(b));
  CHECK(text(get(a, "x")) == "4");
  CHECK(text(get(a, "__dict__")) == "{'x': 4, 'y': 3}");
}

TEST_CASE("the youngest attribute can go without a dict") {
  Owned type = makeType("C", {});
  Owned a = call_py(thread(), type);
  set(a, "x", integer(1));
  uint32_t before = shapeIdOf(a);
  set(a, "y", integer(2));
  CHECK(text(set(a, "y", {})) == "done");
  CHECK(shapeIdOf(a) == before);
  CHECK(text(get(a, "y")) == "AttributeError: 'C' object has no attribute 'y'");
  CHECK(text(set(a, "y", {})) ==
        "AttributeError: 'C' object has no attribute 'y'");
}

TEST_CASE("an old attribute that goes and comes back is the youngest") {
  Owned type = makeType("C", {});
  Owned a = call_py(thread(), type);
  for (int i = 0; i < 4; ++i)
    set(a, numbered("a", i).c_str(), integer(i));
  set(a, "a1", {});
  set(a, "a1", integer(7));
  CHECK(text(get(a, "__dict__")) == "{'a0': 0, 'a2': 2, 'a3': 3, 'a1': 7}");
}

TEST_CASE("more attributes than fit go to the array, then to a dict") {
  Owned type = makeType("C", {});
  for (int round = 0; round < 2; ++round) {
    Owned a = call_py(thread(), type);
    for (int i = 0; i < 200; ++i)
      CHECK(set(a, numbered("a", i).c_str(), integer(i)));
    for (int i = 0; i < 200; ++i)
      CHECK(text(get(a, numbered("a", i).c_str())) == std::to_string(i));
  }
  // Later instances have room for what the first ones wanted.
  CHECK(type.as<TypeObject>()->inlineSlots == kMaxInlineSlots);
}

TEST_CASE("__slots__") {
  Owned space = slotsNamespace({name("b"), name("a")});
  Owned type = makeType("D", {}, space);
  Owned d = call_py(thread(), type);
  CHECK(text(get(d, "a")) == "AttributeError: 'D' object has no attribute 'a'");
  CHECK(text(set(d, "a", integer(3))) == "done");
  CHECK(text(get(d, "a")) == "3");
  CHECK(text(set(d, "b", {})) == "AttributeError: b");
  CHECK(text(set(d, "c", integer(1))) ==
        "AttributeError: 'D' object has no attribute 'c'");
  CHECK(text(get(d, "__dict__")) ==
        "AttributeError: 'D' object has no attribute '__dict__'");
  CHECK(text(get(type, "a")) == "<member 'a' of 'D' objects>");
  // A subclass without __slots__ has a dict besides.
  Owned derived = makeType("E", {type});
  Owned e = call_py(thread(), derived);
  set(e, "a", integer(1));
  set(e, "q", integer(2));
  CHECK(text(get(e, "__dict__")) == "{'q': 2}");
  CHECK(text(get(e, "a")) == "1");
}

TEST_CASE("named slots of a variable-size class lie beside the object") {
  Owned space = slotsNamespace({name("extra")});
  Owned type = makeType("S", {Value(&types::Str)}, space);
  Owned s = call_py(thread(), type, {name("text")});
  CHECK(text(set(s, "extra", integer(1))) == "done");
  Owned derived = makeType("T", {type});
  Owned t = call_py(thread(), derived, {name("text")});
  set(t, "extra", integer(1));
  set(t, "more", integer(2));
  CHECK(text(get(t, "__dict__")) == "{'more': 2}");
  CHECK(text(get(t, "extra")) == "1");
  CHECK(text(get(t, "more")) == "2");
  CHECK(text(std::move(t)) == "'text'");
}

TEST_CASE("__class__ may change between equal layouts") {
  Owned first = makeType("A", {}), second = makeType("B", {});
  Owned space = slotsNamespace({name("s")});
  Owned third = makeType("C", {}, space);
  Owned a = call_py(thread(), first);
  set(a, "u", integer(9));
  CHECK(text(set(a, "__class__", third)) ==
        "TypeError: __class__ assignment: 'C' object layout differs from 'A'");
  CHECK(text(set(a, "__class__", second)) == "done");
  CHECK(typeOf(a) == second.as<TypeObject>());
  CHECK(text(get(a, "u")) == "9");
  CHECK(text(set(a, "__class__", integer(1))) ==
        "TypeError: __class__ must be set to a class, not 'int' object");
}

TEST_CASE("locations of attributes") {
  ThreadState &ts = thread();
  Owned type = makeType("C", {});
  Owned a = call_py(ts, type);
  set(type, "k", integer(5));
  AttributeLocation store = locateStore(ts, a, name("x"));
  CHECK(store.kind == AttributeKind::AddSlot);
  set(a, "x", integer(1));
  CHECK(shapeIdOf(a) == store.newShape->id);
  AttributeLocation at = locateAttribute(ts, a, name("x"));
  CHECK(at.kind == AttributeKind::Slot);
  CHECK(at.shape == shapeIdOf(a));
  CHECK(*reinterpret_cast<Word *>(a.as<char>() + at.offset) == smallIntWord(1));
  CHECK(locateAttribute(ts, a, name("k")).kind == AttributeKind::ClassValue);
  CHECK(locateAttribute(ts, a, name("absent")).kind == AttributeKind::Absent);
  CHECK(locateAttribute(ts, a, name("__reduce__")).kind ==
        AttributeKind::Method);
  uint32_t epoch = attributeEpoch;
  set(type, "k", integer(6));
  CHECK(attributeEpoch != epoch);
  CHECK(typeVersion(type.as<TypeObject>()) != at.version);
  Owned dict = instanceDict(ts, a);
  CHECK(locateAttribute(ts, a, name("absent")).kind ==
        AttributeKind::DictValue);
}

TEST_CASE("weak references die with their object") {
  ThreadState &ts = thread();
  Owned type = makeType("C", {});
  Owned a = call_py(ts, type);
  Owned first = call_py(ts, Value(&types::WeakReference), {a});
  Owned second = call_py(ts, Value(&types::WeakReference), {a});
  CHECK(first.value() == second.value());
  CHECK(call_py(ts, first).value() == a.value());
  CHECK(weakReferenceCount(a) == 1);
  a.reset();
  CHECK(call_py(ts, first).value().isNone());
  CHECK(text(call_py(ts, Value(&types::WeakReference), {integer(1)})) ==
        "TypeError: cannot create weak reference to 'int' object");
}

TEST_CASE("a class lives as long as its instances and is collected after") {
  ThreadState &ts = thread();
  Owned base = makeType("A", {});
  Owned type = makeType("B", {base});
  Owned object = call_py(ts, type);
  Owned reference = call_py(ts, Value(&types::WeakReference), {type});
  type.reset();
  collectCycles(ts);
  CHECK_FALSE(call_py(ts, reference).value().isNone());
  set(object, "me", object);
  object.reset();
  CHECK(text(callMethod_py(ts, base, name("__subclasses__"))) ==
        "[<class 'B'>]");
  CHECK(collectCycles(ts) > 0);
  CHECK(call_py(ts, reference).value().isNone());
  CHECK(text(callMethod_py(ts, base, name("__subclasses__"))) == "[]");
  CHECK(collectCycles(ts) == 0);
}
