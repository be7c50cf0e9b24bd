#include "test/unit/containers/differential.h"
#include "runtime-support/memory/threads.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/slice.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "test/unit/containers/python_oracle.h"
#include <doctest/doctest.h>

// There is no program: the only interned names are those of the runtime.
extern "C" const dxpy::InternImage dxInternImage = {};

namespace dxpy::test {

ThreadState &startedRuntime() {
  static bool started = [] {
    registerThread(&currentThread);
    currentThread.depth = currentThread.recursionLimit = 1000;
    currentThread.handled = currentThread.context = kNone;
    initTypes();
    return true;
  }();
  (void)started;
  return currentThread;
}

static ThreadState &ts() { return startedRuntime(); }

Spelled spellInt(int64_t number) {
  return {std::to_string(number), makeInt(ts(), number)};
}
Spelled spellBigInt(const std::string &decimal) {
  Owned text = makeStr(ts(), decimal);
  return {decimal, intFromText(ts(), text, 10)};
}
Spelled spellFloat(double number, const std::string &text) {
  return {text, makeFloat(ts(), number)};
}
Spelled spellStr(const std::string &text) {
  return {"'" + text + "'", makeStr(ts(), text)};
}
Spelled spellNone() { return {"None", ownedNone()}; }
Spelled spellBool(bool b) { return {b ? "True" : "False", ownedBool(b)}; }
Spelled spellType(TypeObject &type) {
  return {std::string(typeName(&type)), copyOf(Value(&type))};
}

static Owned listOfValues(const SpelledList &items) {
  std::vector<Value> values;
  for (const Spelled &item : items)
    values.push_back(item.value);
  return makeListFrom(ts(), values.data(), values.size());
}

static std::string joined(const SpelledList &items) {
  std::string text;
  for (const Spelled &item : items)
    text += (text.empty() ? "" : ", ") + item.text;
  return text;
}

Spelled spellSequence(TypeObject &type, SpelledList items) {
  Owned list = listOfValues(items);
  std::string text = "[" + joined(items) + "]";
  if (&type == &types::List)
    return {text, std::move(list)};
  return {std::string(typeName(&type)) + "(" + text + ")",
          call_py(ts(), Value(&type), {list.value()})};
}

Spelled spellDict(SpelledList items) {
  Owned dict = makeDict(ts());
  std::string text = "{";
  for (size_t i = 0; i + 1 < items.size(); i += 2) {
    dictSet_py(ts(), dict, items[i].value, items[i + 1].value);
    text += (i ? ", " : "") + items[i].text + ": " + items[i + 1].text;
  }
  return {text + "}", std::move(dict)};
}

Spelled spellSlice(Spelled start, Spelled stop, Spelled step) {
  return {"slice(" + start.text + ", " + stop.text + ", " + step.text + ")",
          makeSlice(ts(), start.value, stop.value, step.value)};
}

Differential::Differential() : ts_(startedRuntime()) {
  program_ = R"(
def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ': ' + str(e))
)";
}

std::string Differential::describe(Owned result) {
  if (result) {
    Owned text = repr_py(ts_, result);
    if (text)
      return std::string(strText(text));
  }
  Owned exception = takeException(ts_);
  if (!exception)
    return "no result and no exception";
  Owned text = str_py(ts_, exception);
  return std::string(typeNameOf(exception)) + ": " + std::string(strText(text));
}

void Differential::expect(const std::string &expression, Owned result) {
  program_ += "show(lambda: " + expression + ")\n";
  sources_.push_back(expression);
  results_.push_back(describe(std::move(result)));
}

void Differential::expectStatement(const std::string &statement, bool ok) {
  program_ += "def f():\n    " + statement + "\nshow(f)\n";
  sources_.push_back(statement);
  results_.push_back(describe(ok ? ownedNone() : Owned()));
}

Spelled Differential::bind(const std::string &name, Spelled value) {
  program_ += name + " = " + value.text + "\n";
  return {name, std::move(value.value)};
}

void Differential::call(const Spelled &receiver, const std::string &method,
                        SpelledList args) {
  std::vector<Value> values;
  for (const Spelled &arg : args)
    values.push_back(arg.value);
  Owned name = internText(ts_, method);
  Owned bound = getAttr_py(ts_, receiver.value, name);
  Owned result =
      bound ? call_py(ts_, bound, Arguments{values.data(), values.size(), {}})
            : Owned();
  expect(receiver.text + "." + method + "(" + joined(args) + ")",
         std::move(result));
}

void Differential::callFunction(const Spelled &callable, SpelledList args) {
  std::vector<Value> values;
  for (const Spelled &arg : args)
    values.push_back(arg.value);
  expect(callable.text + "(" + joined(args) + ")",
         call_py(ts_, callable.value,
                 Arguments{values.data(), values.size(), {}}));
}

static BinaryOp binaryOp(const std::string &op) {
  return op == "+"   ? BinaryOp::Add
         : op == "-" ? BinaryOp::Sub
         : op == "*" ? BinaryOp::Mul
         : op == "&" ? BinaryOp::And
         : op == "|" ? BinaryOp::Or
                     : BinaryOp::Xor;
}

static CompareOp compareOp(const std::string &op) {
  return op == "<"    ? CompareOp::Lt
         : op == "<=" ? CompareOp::Le
         : op == "==" ? CompareOp::Eq
         : op == "!=" ? CompareOp::Ne
         : op == ">"  ? CompareOp::Gt
                      : CompareOp::Ge;
}

void Differential::binary(const std::string &op, const Spelled &a,
                          const Spelled &b) {
  expect(a.text + " " + op + " " + b.text,
         binary_py(ts_, binaryOp(op), a.value, b.value));
}

void Differential::compare(const std::string &op, const Spelled &a,
                           const Spelled &b) {
  expect(a.text + " " + op + " " + b.text,
         compare_py(ts_, a.value, b.value, compareOp(op)));
}

void Differential::inplace(const std::string &op, const std::string &name,
                           Spelled &target, const Spelled &value) {
  Owned result = inplace_py(ts_, binaryOp(op), target.value, value.value);
  bool ok = bool(result);
  if (ok)
    target.value = std::move(result);
  expectStatement("global " + name + "; " + name + " " + op + "= " + value.text,
                  ok);
}

void Differential::item(const Spelled &receiver, const Spelled &key) {
  expect(receiver.text + "[" + key.text + "]",
         getItem_py(ts_, receiver.value, key.value));
}

void Differential::setItem(const Spelled &receiver, const Spelled &key,
                           const Spelled &value) {
  expectStatement(receiver.text + "[" + key.text + "] = " + value.text,
                  setItem_py(ts_, receiver.value, key.value, value.value));
}

void Differential::deleteItem(const Spelled &receiver, const Spelled &key) {
  expectStatement("del " + receiver.text + "[" + key.text + "]",
                  setItem_py(ts_, receiver.value, key.value, {}));
}

void Differential::contains(const Spelled &receiver, const Spelled &item) {
  int result = contains_py(ts_, receiver.value, item.value);
  expect(item.text + " in " + receiver.text,
         result < 0 ? Owned() : ownedBool(result != 0));
}

void Differential::length(const Spelled &receiver) {
  int64_t result = length_py(ts_, receiver.value);
  expect("len(" + receiver.text + ")",
         result < 0 ? Owned() : makeInt(ts_, result));
}

void Differential::hash(const Spelled &receiver) {
  int64_t result = hash_py(ts_, receiver.value);
  expect("hash(" + receiver.text + ")",
         result == -1 ? Owned() : makeInt(ts_, result));
}

void Differential::show(const Spelled &receiver) {
  expect(receiver.text, copyOf(receiver.value));
}

void Differential::listOf(const Spelled &iterable) {
  expect("list(" + iterable.text + ")",
         listFromIterable_py(ts_, iterable.value));
}

void Differential::check() {
  std::vector<std::string> lines = runPython(program_);
  REQUIRE(lines.size() == results_.size());
  int reported = 0;
  for (size_t i = 0; i < lines.size() && reported < 5; ++i) {
    if (lines[i] == results_[i])
      continue;
    ++reported;
    std::string before;
    for (size_t k = i < 4 ? 0 : i - 4; k <= i; ++k)
      before += "\n  " + sources_[k] + "  ->  " + results_[k];
    INFO(before);
    CHECK(results_[i] == lines[i]);
  }
  CHECK(reported == 0);
}

Spelled Values::number() {
  switch (below(10)) {
  case 0:
    return spellBool(below(2));
  case 1: {
    uint64_t whole = below(6);
    return spellFloat(double(whole) + 0.25, std::to_string(whole) + ".25");
  }
  case 2:
    return spellBigInt(std::to_string(1 + below(3)) + "00000000000000000000");
  case 3:
    return spellInt(int64_t(1) << (40 + below(22)));
  default:
    return smallInt();
  }
}

Spelled Values::any() {
  switch (below(12)) {
  case 0:
    return spellNone();
  case 1:
    return spellFloat(1e150, "1e150"); // boxed
  case 2:
    return spellFloat(-0.0, "-0.0");
  case 3:
  case 4:
  case 5: {
    std::string text(1, char('a' + below(5)));
    return spellStr(below(3) ? text : text + text);
  }
  case 6: {
    SpelledList pair;
    pair.push_back(smallInt());
    pair.push_back(smallInt());
    return spellSequence(types::Tuple, std::move(pair));
  }
  default:
    return number();
  }
}

Spelled Values::index() {
  switch (below(12)) {
  case 0:
    return spellStr("x");
  case 1:
    return spellNone();
  case 2:
    return spellBigInt("100000000000000000000");
  case 3:
    return spellBool(below(2));
  default:
    return spellInt(int64_t(below(14)) - 7);
  }
}

Spelled Values::slice() {
  auto bound = [&] {
    return below(3) == 0    ? spellNone()
           : below(20) == 0 ? spellStr("y")
                            : spellInt(int64_t(below(16)) - 8);
  };
  Spelled step = below(2) ? spellNone() : spellInt(int64_t(below(7)) - 3);
  Spelled start = bound(), stop = bound();
  return spellSlice(std::move(start), std::move(stop), std::move(step));
}

Spelled Values::sequence(TypeObject &type, uint64_t maximum, bool numbersOnly) {
  SpelledList items;
  uint64_t kind = below(4);
  for (uint64_t n = below(maximum + 1); n > 0; --n)
    items.push_back(kind == 0 ? smallInt()
                    : kind == 1
                        ? spellFloat(double(n) + 0.5, std::to_string(n) + ".5")
                    : numbersOnly ? number()
                                  : any());
  return spellSequence(type, std::move(items));
}

} // namespace dxpy::test
