// Sets print in CPython's order: the same operations leave the same table.
#include "test/unit/containers/differential.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::test;

namespace {

Spelled someInt(Values &v) {
  switch (v.below(5)) {
  case 0:
    return spellInt(int64_t(v.below(1000000)));
  case 1:
    return spellInt(-int64_t(v.below(50)));
  case 2:
    return spellInt(int64_t(v.below(64)) << v.below(40));
  default:
    return spellInt(int64_t(v.below(40)));
  }
}

Spelled item(Values &v) { return v.below(6) ? someInt(v) : v.number(); }

Spelled ints(Values &v, TypeObject &type, uint64_t maximum) {
  SpelledList items;
  for (uint64_t n = v.below(maximum + 1); n; --n)
    items.push_back(item(v));
  return spellSequence(type, std::move(items));
}

TypeObject &someIterable(Values &v) {
  TypeObject *choices[] = {&types::Set, &types::FrozenSet, &types::List,
                           &types::Tuple, &types::Set};
  return *choices[v.below(5)];
}

void step(Differential &d, Values &v, Spelled &set) {
  static const char *const updates[] = {"update", "difference_update",
                                        "intersection_update",
                                        "symmetric_difference_update"};
  static const char *const pure[] = {
      "union",    "difference", "intersection", "symmetric_difference",
      "issubset", "issuperset", "isdisjoint"};
  static const char *const operators[] = {"&", "|", "-", "^"};
  static const char *const comparisons[] = {"<", "<=", "==", "!=", ">", ">="};
  SpelledList args;
  switch (v.below(12)) {
  case 0:
  case 1:
  case 2:
    for (uint64_t n = v.below(5); n; --n) {
      SpelledList one;
      one.push_back(item(v));
      d.call(set, "add", std::move(one));
    }
    return;
  case 3:
    args.push_back(item(v));
    return d.call(set, v.below(2) ? "discard" : "remove", std::move(args));
  case 4:
    return v.below(4) ? d.call(set, "pop") : d.call(set, "copy");
  case 5:
    args.push_back(ints(v, someIterable(v), 30));
    return d.call(set, updates[v.below(4)], std::move(args));
  case 6:
    args.push_back(ints(v, someIterable(v), 30));
    return d.call(set, pure[v.below(7)], std::move(args));
  case 7:
    return d.binary(operators[v.below(4)], set, ints(v, someIterable(v), 20));
  case 8:
    return d.inplace(operators[v.below(4)], "x", set,
                     ints(v, someIterable(v), 20));
  case 9:
    return d.compare(comparisons[v.below(6)], set, ints(v, someIterable(v), 8));
  case 10:
    return d.contains(set, v.below(8) ? item(v) : ints(v, types::Set, 2));
  default:
    return v.below(15) ? d.length(set) : d.call(set, "clear");
  }
}

} // namespace

TEST_CASE("sets are iterated in CPython's order") {
  for (uint64_t seed = 0; seed < 6; ++seed) {
    Values v(seed);
    Differential d;
    for (int round = 0; round < 12; ++round) {
      Spelled set = d.bind("x", ints(v, types::Set, round % 4 ? 10 : 300));
      for (int i = 0; i < 60; ++i) {
        step(d, v, set);
        d.show(set);
      }
    }
    d.check();
  }
}

TEST_CASE("frozenset hashes equal CPython's") {
  Values v(9);
  Differential d;
  for (int i = 0; i < 300; ++i) {
    Spelled set = ints(v, types::FrozenSet, 12);
    d.hash(set);
    d.show(set);
  }
  d.check();
}
