// range and slice against CPython, with ints of any size.
#include "runtime-support/objects/errors.h"
#include "test/unit/containers/differential.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::test;

namespace {

Spelled bound(Values &v) {
  static const char *const big[] = {
      "2305843009213693951",      "2305843009213693952",
      "9223372036854775807",      "9223372036854775808",
      "-9223372036854775808",     "-2305843009213693953",
      "1000000000000000000000000"};
  if (v.below(4) == 0)
    return spellBigInt(big[v.below(7)]);
  return v.below(20) ? spellInt(int64_t(v.below(40)) - 20) : v.index();
}

/// As bound, but always a number: a search for another object goes through the
/// whole range.
Spelled number(Values &v) {
  for (;;) {
    Spelled result = bound(v);
    if (result.text[0] == '-' || isdigit(result.text[0]))
      return result;
  }
}

Spelled makeRangeOf(Values &v) {
  SpelledList args;
  for (uint64_t n = 1 + v.below(3); n; --n)
    args.push_back(bound(v));
  std::string text = "range(";
  std::vector<Value> values;
  for (Spelled &arg : args) {
    text += (values.empty() ? "" : ", ") + arg.text;
    values.push_back(arg.value);
  }
  ThreadState &ts = startedRuntime();
  return {text + ")", call_py(ts, Value(&types::Range),
                              Arguments{values.data(), values.size(), {}})};
}

/// A range that exists.
Spelled someRange(Values &v) {
  for (;;) {
    Spelled range = makeRangeOf(v);
    if (range.value)
      return range;
    clearException(startedRuntime());
  }
}

} // namespace

TEST_CASE("ranges equal CPython's") {
  Values v(11);
  Differential d;
  ThreadState &ts = startedRuntime();
  for (int i = 0; i < 4000; ++i) {
    Spelled r = makeRangeOf(v);
    d.show(r.copy()); // the range, or why there is none
    if (!r.value)
      continue;
    SpelledList args;
    switch (v.below(9)) {
    case 0:
      d.item(r, bound(v));
      break;
    case 1:
      d.item(r, spellSlice(bound(v), bound(v),
                           v.below(2) ? spellNone() : bound(v)));
      break;
    case 2:
      d.contains(r, number(v));
      break;
    case 3:
      args.push_back(number(v));
      d.call(r, "index", std::move(args));
      break;
    case 4:
      args.push_back(number(v));
      d.call(r, "count", std::move(args));
      break;
    case 5:
      d.length(r);
      break;
    case 6:
      d.compare(v.below(2) ? "==" : "<", r, someRange(v));
      break;
    case 7: {
      int64_t length = length_py(ts, r.value);
      if (length < 0 || length > 1000) {
        clearException(ts);
        break;
      }
      d.listOf(r);
      break;
    }
    default:
      args.push_back(bound(v));
      d.call(spellSlice(bound(v), bound(v), bound(v)), "indices",
             std::move(args));
      break;
    }
  }
  d.check();
}
