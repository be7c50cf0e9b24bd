// list and tuple against CPython: random operations through the same entry
// points that programs use.
#include "runtime-support/objects/list.h"
#include "test/unit/containers/differential.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::test;

namespace {

const char *const kComparisons[] = {"<", "<=", "==", "!=", ">", ">="};

void mutate(Differential &d, Values &v, Spelled &list) {
  switch (v.below(22)) {
  case 0:
  case 1:
    return d.call(list, "append", {}), d.show(list);
  case 2:
  case 3:
  case 4: {
    SpelledList args;
    args.push_back(v.any());
    return d.call(list, "append", std::move(args));
  }
  case 5: {
    SpelledList args;
    args.push_back(v.sequence(v.below(2) ? types::List : types::Tuple, 5));
    return d.call(list, "extend", std::move(args));
  }
  case 6: {
    SpelledList args;
    args.push_back(v.index());
    args.push_back(v.any());
    return d.call(list, "insert", std::move(args));
  }
  case 7: {
    SpelledList args;
    if (v.below(2))
      args.push_back(v.index());
    return d.call(list, "pop", std::move(args));
  }
  case 8: {
    SpelledList args;
    args.push_back(v.any());
    return d.call(list, "remove", std::move(args));
  }
  case 9: {
    SpelledList args;
    args.push_back(v.any());
    for (uint64_t n = v.below(3); n; --n)
      args.push_back(v.index());
    return d.call(list, v.below(2) ? "index" : "count", std::move(args));
  }
  case 10:
    return d.call(list, "reverse");
  case 11:
    return v.below(6) ? d.call(list, "copy") : d.call(list, "clear");
  case 12:
    return d.setItem(list, v.index(), v.any());
  case 13:
  case 14:
    return d.setItem(
        list, v.slice(),
        v.below(8) == 0
            ? spellInt(3)
            : v.sequence(v.below(2) ? types::List : types::Tuple, 5));
  case 15:
    return d.deleteItem(list, v.below(2) ? v.index() : v.slice());
  case 16:
    return d.item(list, v.index());
  case 17:
    return d.item(list, v.slice());
  case 18:
    return d.contains(list, v.any());
  case 19:
    return d.inplace("*", "x", list,
                     v.below(4) ? spellInt(int64_t(v.below(4)) - 1)
                                : spellStr("q"));
  case 20:
    return d.inplace("+", "x", list, v.sequence(types::Tuple, 4));
  default:
    return d.length(list);
  }
}

} // namespace

TEST_CASE("list operations equal CPython's") {
  Values v(1);
  Differential d;
  for (int round = 0; round < 60; ++round) {
    Spelled list = d.bind("x", v.sequence(types::List, 8));
    for (int step = 0; step < 40; ++step) {
      mutate(d, v, list);
      d.show(list);
    }
  }
  d.check();
}

TEST_CASE("list and tuple operators equal CPython's") {
  Values v(2);
  Differential d;
  for (int round = 0; round < 1500; ++round) {
    TypeObject &type = v.below(2) ? types::List : types::Tuple;
    Spelled a = v.sequence(type, 4);
    Spelled b = v.sequence(v.below(8) ? type : types::Tuple, 4);
    switch (v.below(6)) {
    case 0:
      d.binary("+", a, b);
      break;
    case 1:
      d.binary("*", a,
               v.below(5) ? spellInt(int64_t(v.below(5)) - 1) : a.copy());
      break;
    case 2:
      d.item(a, v.below(2) ? v.index() : v.slice());
      break;
    case 3:
      d.contains(a, v.any());
      break;
    case 4:
      d.hash(spellSequence(types::Tuple, [&] {
        SpelledList numbers;
        for (uint64_t n = v.below(5); n; --n)
          numbers.push_back(v.number());
        return numbers;
      }()));
      break;
    default:
      d.compare(kComparisons[v.below(6)], a, b);
      break;
    }
  }
  d.check();
}

TEST_CASE("sorting equals CPython's") {
  Values v(3);
  Differential d;
  for (int round = 0; round < 150; ++round) {
    Spelled list = d.bind("x", v.sequence(types::List, 200, round % 3 != 0));
    d.call(list, "sort");
    d.show(list);
    Spelled other = d.bind("x", v.sequence(types::List, 150, true));
    d.call(other, "sort");
    d.call(other, "reverse");
    d.show(other);
  }
  d.check();
}

TEST_CASE("storage stays raw while items fit") {
  ThreadState &ts = startedRuntime();
  auto kindOf = [](Value list) { return list.as<ListObject>()->storage & 3; };
  Owned list = makeList(ts);
  CHECK(kindOf(list) == kListEmpty);
  for (int i = 0; i < 100; ++i)
    REQUIRE(listAppend(ts, list, spellInt(i).value));
  CHECK(kindOf(list) == kListInts);
  SUBCASE("a bool is no int") {
    REQUIRE(listAppend(ts, list, ownedBool(true)));
    CHECK(kindOf(list) == kListWords);
    CHECK(listItem(ts, list, 100).value().isTrue());
  }
  SUBCASE("an int over 62 bits") {
    REQUIRE(listAppend(ts, list, spellBigInt("2305843009213693952").value));
    CHECK(kindOf(list) == kListWords);
  }
  SUBCASE("floats, boxed ones too") {
    listClear(ts, list);
    REQUIRE(listAppend(ts, list, spellFloat(1e150, "").value));
    REQUIRE(listAppend(ts, list, spellFloat(-0.0, "").value));
    CHECK(kindOf(list) == kListFloats);
    REQUIRE(listAppend(ts, list, ownedNone()));
    CHECK(kindOf(list) == kListWords);
    CHECK(listItem(ts, list, 0).as<FloatObject>()->value == 1e150);
  }
  CHECK(listItem(ts, list, 0));
}
