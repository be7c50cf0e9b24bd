// dict against CPython, and its modes.
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/dict_internal.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "test/unit/containers/differential.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::test;

namespace {

Spelled key(Values &v, bool strOnly) {
  if (!strOnly)
    return v.below(25) ? v.any() : spellSequence(types::List, {});
  return spellStr("k" + std::to_string(v.below(40)));
}

Spelled someDict(Values &v, bool strOnly, uint64_t maximum) {
  SpelledList items;
  for (uint64_t n = v.below(maximum + 1); n; --n) {
    Spelled k = key(v, strOnly);
    if (k.text == "[]")
      continue;
    items.push_back(std::move(k));
    items.push_back(v.any());
  }
  return spellDict(std::move(items));
}

void step(Differential &d, Values &v, Spelled &dict, bool strOnly) {
  SpelledList args;
  switch (v.below(18)) {
  case 0:
  case 1:
  case 2:
  case 3:
    return d.setItem(dict, key(v, strOnly), v.any());
  case 4:
  case 5:
    return d.deleteItem(dict, key(v, strOnly));
  case 6:
    return d.item(dict, key(v, strOnly));
  case 7:
    args.push_back(key(v, strOnly));
    if (v.below(2))
      args.push_back(v.any());
    return d.call(dict, v.below(2) ? "get" : "setdefault", std::move(args));
  case 8:
    args.push_back(key(v, strOnly));
    if (v.below(2))
      args.push_back(v.any());
    return d.call(dict, "pop", std::move(args));
  case 9:
    return d.call(dict, "popitem");
  case 10:
    args.push_back(v.below(6) ? someDict(v, strOnly, 6)
                              : v.sequence(types::List, 2));
    return d.call(dict, "update", std::move(args));
  case 11:
    return d.contains(dict, key(v, strOnly));
  case 12:
    return d.binary("|", dict, someDict(v, strOnly, 5));
  case 13:
    return d.inplace("|", "x", dict, someDict(v, strOnly, 5));
  case 14:
    return d.compare("==", dict, someDict(v, strOnly, 3));
  case 15: {
    static const char *const views[] = {"keys", "values", "items"};
    return d.call(dict, views[v.below(3)]);
  }
  case 16:
    return v.below(6) ? d.call(dict, "copy") : d.call(dict, "clear");
  default:
    return d.length(dict);
  }
}

} // namespace

TEST_CASE("dict operations equal CPython's") {
  for (bool strOnly : {false, true}) {
    Values v(strOnly + 4);
    Differential d;
    for (int round = 0; round < 40; ++round) {
      Spelled dict = d.bind("x", someDict(v, strOnly, 8));
      for (int i = 0; i < 60; ++i) {
        step(d, v, dict, strOnly);
        d.show(dict);
      }
    }
    d.check();
  }
}

TEST_CASE("a large dict against a model") {
  ThreadState &ts = startedRuntime();
  std::mt19937_64 random(1);
  Owned dict = makeDict(ts);
  std::vector<int64_t> model(5000, -1);
  for (int i = 0; i < 200000; ++i) {
    auto k = int64_t(random() % model.size());
    Owned key = makeInt(ts, k * 1000003);
    if (random() % 3) {
      Owned value = makeInt(ts, i);
      REQUIRE(dictSet_py(ts, dict, key, value));
      model[size_t(k)] = i;
    } else {
      REQUIRE(dictDelete_py(ts, dict, key) == (model[size_t(k)] >= 0));
      model[size_t(k)] = -1;
    }
  }
  uint64_t count = 0;
  for (size_t k = 0; k < model.size(); ++k) {
    Owned key = makeInt(ts, int64_t(k) * 1000003);
    Value value = dictGet_py(ts, dict, key);
    REQUIRE(bool(value) == (model[k] >= 0));
    if (value)
      CHECK(value.smallInt() == model[k]);
    count += bool(value);
  }
  CHECK(dictLength(dict) == count);
  uint64_t position = 0;
  int64_t seen = 0;
  Value k, value;
  while (dictNext(dict, position, k, value))
    ++seen;
  CHECK(uint64_t(seen) == count);
}

TEST_CASE("popitem and insertion in turn keep a full table small") {
  ThreadState &ts = startedRuntime();
  Owned dict = makeDict(ts);
  for (int i = 0; i < 1000; ++i)
    REQUIRE(dictSet_py(ts, dict, spellInt(i).value.value(), none));
  uint64_t bytes = dict_internal::tableBytes(dict.as<DictObject>()->table);
  for (int i = 0; i < 100000; ++i) {
    Owned key, value;
    dict_internal::takeEntry(ts, dict.as<DictObject>(),
                             dict.as<DictObject>()->table->entryCount - 1, key,
                             value);
    REQUIRE(dictSet_py(ts, dict, spellInt(2000 + i).value.value(), none));
  }
  CHECK(dictLength(dict) == 1000);
  CHECK(dict_internal::tableBytes(dict.as<DictObject>()->table) <= 3 * bytes);
}

TEST_CASE("names mode: cells stay where they are, order is that of binding") {
  ThreadState &ts = startedRuntime();
  Owned dict = makeNamesDict(ts);
  Owned a = internText(ts, "alpha"), b = internText(ts, "beta");
  REQUIRE(dictSetName(ts, dict, a, none));
  NameCell *cell = dictCell(dict, a);
  REQUIRE(cell);
  CHECK(Value(cell->value).isNone());
  uint64_t version = dictKeysVersion(dict);
  REQUIRE(dictSetName(ts, dict, a, Value(kTrue)));
  CHECK(dictKeysVersion(dict) == version);
  CHECK(Value(cell->value).isTrue());
  REQUIRE(dictSetName(ts, dict, b, none));
  CHECK(dictKeysVersion(dict) != version);
  version = dictKeysVersion(dict);
  CHECK(dictDelete_py(ts, dict, a) == 1);
  CHECK(dictKeysVersion(dict) != version);
  CHECK(cell->value == kUndef);
  CHECK(dictDelete_py(ts, dict, a) == 0);
  CHECK(!dictGetName(ts, dict, a));
  CHECK(dictLength(dict) == 1);
  for (int i = 0; i < 100; ++i)
    REQUIRE(dictSetName(ts, dict,
                        spellStr("n" + std::to_string(i)).value.value(), none));
  REQUIRE(dictSetName(ts, dict, a, Value(kFalse)));
  CHECK(dictCell(dict, a) == cell);
  CHECK(Value(cell->value).isFalse());
  uint64_t position = 0;
  Value key, value, last;
  while (dictNext(dict, position, key, value))
    last = key;
  CHECK(last == a.value());
  // Other keys than str turn the table general; cells stay.
  REQUIRE(dictSet_py(ts, dict, spellInt(5).value.value(), none));
  CHECK(Value(cell->value).isFalse());
  CHECK(dictGetName(ts, dict, a).isFalse());
  dictClear(ts, dict);
  CHECK(dictLength(dict) == 0);
  CHECK(cell->value == kUndef);
}

TEST_CASE("a plain dict enters names mode") {
  ThreadState &ts = startedRuntime();
  Owned dict = makeDict(ts);
  for (int i = 0; i < 20; ++i)
    REQUIRE(dictSetName(ts, dict,
                        spellStr("n" + std::to_string(i)).value.value(),
                        spellInt(i).value.value()));
  CHECK(dictDelete_py(ts, dict, spellStr("n3").value.value()) == 1);
  REQUIRE(dictEnterNames(ts, dict));
  CHECK(dictLength(dict) == 19);
  CHECK(!dictGetName(ts, dict, spellStr("n3").value.value()));
  for (int i = 4; i < 20; ++i) {
    Spelled name = spellStr("n" + std::to_string(i));
    CHECK(dictGetName(ts, dict, name.value).smallInt() == i);
    CHECK(dictCell(dict, name.value)->value == smallIntWord(i));
  }
}

namespace {

/// Groups that a search for \p hash looks at before it ends.
uint32_t probeLength(const DictTable *table, uint64_t hash, Word key) {
  DictProbe probe(table, hash, true);
  for (;; probe.next()) {
    for (uint32_t match = probe.matches(); match; match &= match - 1)
      if (dictEntries(table)[dictEntryNumber(table, probe.slot(match))].key ==
          key)
        return probe.length;
    if (probe.empties())
      return probe.length;
  }
}

/// Mean probe lengths of present and absent keys stay short.
void checkSpread(const std::vector<Owned> &keys,
                 const std::vector<Owned> &others) {
  ThreadState &ts = startedRuntime();
  Owned dict = makeDict(ts);
  for (const Owned &key : keys)
    REQUIRE(dictSet_py(ts, dict, key, none));
  const DictTable *table = dict.as<DictObject>()->table;
  uint64_t present = 0, absent = 0;
  for (const Owned &key : keys)
    present += probeLength(table, uint64_t(hash_py(ts, key)), key.word());
  for (const Owned &key : others)
    absent += probeLength(table, uint64_t(hash_py(ts, key)), key.word());
  CHECK(present <= keys.size());
  CHECK(absent <= 8 * others.size());
}

} // namespace

TEST_CASE("no stride of ints or floats piles up") {
  ThreadState &ts = startedRuntime();
  for (int64_t count : {14, 100, 900, 1790, 20000})
    for (int bits = 0; bits < 45; bits += 1)
      for (int64_t odd : {0, 1}) {
        int64_t stride = (int64_t(1) << bits) + odd;
        INFO("count ", count, " stride ", stride);
        std::vector<Owned> keys, others, floats, otherFloats;
        for (int64_t i = 0; i < count; ++i) {
          keys.push_back(makeInt(ts, i * stride));
          others.push_back(makeInt(ts, (i + count) * stride));
          floats.push_back(makeFloat(ts, (double(i) + 0.25) / double(stride)));
          otherFloats.push_back(
              makeFloat(ts, -(double(i) + 0.5) / double(stride)));
        }
        checkSpread(keys, others);
        checkSpread(floats, otherFloats);
      }
}
