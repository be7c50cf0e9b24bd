// Random operations on the runtime's containers, written down as a Python
// program at the same time: CPython must print the same.
#pragma once
#include "runtime-support/objects/object.h"
#include <random>
#include <string>
#include <vector>

namespace dxpy::test {

/// The thread state of a runtime that has just types and objects.
ThreadState &startedRuntime();

/// A value and its spelling in Python.
struct Spelled {
  std::string text;
  Owned value;
  Spelled copy() const { return {text, copyOf(value)}; }
};
using SpelledList = std::vector<Spelled>;

Spelled spellInt(int64_t number);
Spelled spellBigInt(const std::string &decimal);
Spelled spellFloat(double number, const std::string &text);
Spelled spellStr(const std::string &text);
Spelled spellNone();
Spelled spellBool(bool b);
Spelled spellType(TypeObject &type); ///< by its name
/// constructor([items]), for tuple, list, set, frozenset
Spelled spellSequence(TypeObject &type, SpelledList items);
Spelled spellDict(SpelledList keysAndValues);
Spelled spellSlice(Spelled start, Spelled stop, Spelled step);

class Differential {
public:
  Differential();
  /// name = value
  Spelled bind(const std::string &name, Spelled value);
  // Each prints repr of the result or the exception.
  void call(const Spelled &receiver, const std::string &method,
            SpelledList args = {});
  void callFunction(const Spelled &callable, SpelledList args = {});
  void binary(const std::string &op, const Spelled &a, const Spelled &b);
  void compare(const std::string &op, const Spelled &a, const Spelled &b);
  void item(const Spelled &receiver, const Spelled &key);
  void setItem(const Spelled &receiver, const Spelled &key,
               const Spelled &value);
  void deleteItem(const Spelled &receiver, const Spelled &key);
  void contains(const Spelled &receiver, const Spelled &item);
  void length(const Spelled &receiver);
  void hash(const Spelled &receiver);
  void show(const Spelled &receiver);
  /// name = name op value
  void inplace(const std::string &op, const std::string &name, Spelled &target,
               const Spelled &value);
  /// list(iterable)
  void listOf(const Spelled &iterable);

  /// Runs CPython and compares all lines.
  void check();

private:
  void expect(const std::string &expression, Owned result);
  void expectStatement(const std::string &statement, bool ok);
  std::string describe(Owned result);
  ThreadState &ts_;
  std::string program_;
  std::vector<std::string> sources_, results_;
};

/// Random values of the kinds that containers treat apart.
class Values {
public:
  explicit Values(uint64_t seed) : random(seed) {}
  uint64_t below(uint64_t n) { return random() % n; }
  Spelled smallInt() { return spellInt(int64_t(below(12)) - 3); }
  Spelled any();    ///< hashable, and prints the same everywhere
  Spelled number(); ///< int, bool or float
  Spelled index();  ///< around the ends of short sequences; sometimes no index
  Spelled slice();
  Spelled sequence(TypeObject &type, uint64_t maximum,
                   bool numbersOnly = false);
  std::mt19937_64 random;
};

} // namespace dxpy::test
