// The sort makes the same comparisons in the same order as CPython's.
#include "runtime-support/objects/radix_sort.h"
#include "runtime-support/objects/timsort.h"
#include "test/unit/containers/python_oracle.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <random>

using namespace dxpy;
using timsort::Run;

namespace {

struct CountingLess {
  std::string *log;
  int operator()(Word a, Word b) const {
    *log += std::to_string(a) + "<" + std::to_string(b) + " ";
    return int64_t(a / 1000) < int64_t(b / 1000);
  }
};

/// Items are value * 1000 + position, compared by value: stability shows.
std::vector<Word> makeInput(std::mt19937_64 &random, size_t n) {
  std::vector<Word> input(n);
  uint64_t range = random() % 3 ? 1 + random() % (n + 1) : 1 + random() % 4;
  for (size_t i = 0; i < n; ++i)
    input[i] = random() % range;
  switch (random() % 4) {
  case 0:
    std::sort(input.begin(), input.begin() + ptrdiff_t(random() % (n + 1)));
    break;
  case 1:
    std::sort(input.rbegin(), input.rend());
    break;
  case 2:
    std::sort(input.begin(), input.begin() + ptrdiff_t(n / 2));
    std::sort(input.begin() + ptrdiff_t(n / 2), input.end());
    break;
  default:
    break;
  }
  for (size_t i = 0; i < n; ++i)
    input[i] = input[i] * 1000 + i;
  return input;
}

std::string joined(const std::vector<Word> &words) {
  std::string text;
  for (Word word : words)
    text += std::to_string(word) + " ";
  return text;
}

} // namespace

TEST_CASE("timsort compares as CPython does") {
  std::mt19937_64 random(20);
  std::string program = R"(
class Item:
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        log.append(f'{self.n}<{other.n} ')
        return self.n // 1000 < other.n // 1000
)";
  std::vector<std::string> expected;
  for (int round = 0; round < 120; ++round) {
    std::vector<Word> input = makeInput(random, random() % 700);
    program += "log = []\nitems = [Item(int(x)) for x in '" + joined(input) +
               "'.split()]\nitems.sort()\nprint(''.join(log))\n"
               "print(''.join(f'{x.n} ' for x in items))\n";
    std::string log;
    timsort::Sorter<CountingLess> sorter({input.data(), nullptr},
                                         int64_t(input.size()), {&log});
    CHECK(sorter.sort() == timsort::SortResult::Done);
    expected.push_back(log);
    expected.push_back(joined(input));
  }
  std::vector<std::string> lines = dxpy::test::runPython(program);
  REQUIRE(lines.size() == expected.size());
  for (size_t i = 0; i < lines.size(); ++i)
    CHECK(lines[i] == expected[i]);
}

TEST_CASE("timsort moves values with their keys, and survives failures") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Word> keys = makeInput(random, random() % 500), values = keys;
    int64_t budget = round % 2 ? int64_t(random() % 3000) : INT64_MAX;
    auto less = [&](Word a, Word b) {
      return budget-- <= 0 ? -1 : int(a / 1000 < b / 1000);
    };
    std::vector<Word> before = keys;
    timsort::Sorter<decltype(less)> sorter({keys.data(), values.data()},
                                           int64_t(keys.size()), less);
    bool done = sorter.sort() == timsort::SortResult::Done;
    CHECK(keys == values);
    std::sort(before.begin(), before.end());
    if (done)
      CHECK(keys == before); // by value, then by position: stable
    std::sort(keys.begin(), keys.end());
    CHECK(keys == before); // a permutation in any case
  }
}

TEST_CASE("radix sort of ints and floats") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 50; ++round) {
    size_t n = random() % 3000;
    uint64_t mask = ~uint64_t(0) >> (random() % 60);
    std::vector<Word> items(n);
    for (Word &item : items)
      item = (random() & mask) - (random() % 2 ? mask / 2 : 0);
    std::vector<Word> expected = items;
    std::sort(expected.begin(), expected.end(),
              [](Word a, Word b) { return int64_t(a) < int64_t(b); });
    std::vector<Word> sorted = items;
    REQUIRE(radix::sort<radix::IntKeys>(sorted.data(), int64_t(n)));
    CHECK(sorted == expected);
    for (Word &item : items)
      item = std::bit_cast<Word>(double(int64_t(item)) / 1000);
    expected = items;
    auto less = [](Word a, Word b) {
      return std::bit_cast<double>(a) < std::bit_cast<double>(b);
    };
    std::sort(expected.begin(), expected.end(), less);
    REQUIRE(radix::sort<radix::FloatKeys>(items.data(), int64_t(n)));
    CHECK(items == expected);
  }
}
