// The finished result of compiling a module: a tree of code objects as plain
// values. The image writer makes linker data of it, the runtime's exec and eval
// make heap objects, Writer.h makes files. Strings are UTF-8 in which lone
// surrogates take three bytes each.
#pragma once

#include "runtime-support/abi/dpb_format.h"
#include "runtime-support/dpb/verifier.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dxpy::bytecode {

struct CodeUnit;
class Constant;

// An int outside int64_t: sign and magnitude, limbs least significant first,
// the last one not zero.
struct BigInt {
  bool negative = false;
  std::vector<uint64_t> limbs;
  bool operator==(const BigInt &) const = default;
};
struct Complex {
  double real = 0, imag = 0;
};
struct Str {
  std::string text;
  bool operator==(const Str &) const = default;
};
struct Bytes {
  std::string data;
  bool operator==(const Bytes &) const = default;
};
struct Tuple {
  std::vector<Constant> items;
};
struct FrozenSet { // distinct items, in the order of the source
  std::vector<Constant> items;
};

// The order is that of Constant::Value.
enum class ConstantKind : uint8_t {
  None,
  Bool,
  Ellipsis,
  Int,
  BigInt,
  Float,
  Complex,
  Str,
  Bytes,
  Tuple,
  FrozenSet,
  Code
};

class Constant {
public:
  struct NoneTag {};
  struct EllipsisTag {};
  using Value = std::variant<NoneTag, bool, EllipsisTag, int64_t, BigInt,
                             double, Complex, Str, Bytes, Tuple, FrozenSet,
                             std::shared_ptr<const CodeUnit>>;

  Constant() = default;
  Constant(Value v) : value(std::move(v)) {}
  static Constant none() { return {}; }
  static Constant boolean(bool b) { return Value(b); }
  static Constant ellipsis() { return Value(EllipsisTag{}); }
  static Constant integer(int64_t i) { return Value(i); }
  // Takes any magnitude; the smallest kind that holds it is chosen.
  static Constant big(bool negative, std::vector<uint64_t> limbs);
  static Constant real(double d) { return Value(d); }
  static Constant complex(double re, double im) {
    return Value(Complex{re, im});
  }
  static Constant str(std::string text) { return Value(Str{std::move(text)}); }
  static Constant bytes(std::string data) {
    return Value(Bytes{std::move(data)});
  }
  static Constant tuple(std::vector<Constant> items) {
    return Value(Tuple{std::move(items)});
  }
  static Constant frozenSet(std::vector<Constant> items) {
    return Value(FrozenSet{std::move(items)});
  }
  static Constant code(std::shared_ptr<const CodeUnit> unit) {
    return Value(std::move(unit));
  }

  ConstantKind kind() const { return ConstantKind(value.index()); }
  bool isNone() const { return kind() == ConstantKind::None; }
  bool asBool() const { return *std::get_if<bool>(&value); }
  int64_t asInt() const { return *std::get_if<int64_t>(&value); }
  const BigInt &asBigInt() const { return *std::get_if<BigInt>(&value); }
  double asFloat() const { return *std::get_if<double>(&value); }
  Complex asComplex() const { return *std::get_if<Complex>(&value); }
  const std::string &asStr() const { return std::get_if<Str>(&value)->text; }
  const std::string &asBytes() const {
    return std::get_if<Bytes>(&value)->data;
  }
  // Of a tuple or frozenset.
  const std::vector<Constant> &items() const {
    if (auto *tuple = std::get_if<Tuple>(&value))
      return tuple->items;
    return std::get_if<FrozenSet>(&value)->items;
  }
  const std::shared_ptr<const CodeUnit> &asCode() const {
    return *std::get_if<std::shared_ptr<const CodeUnit>>(&value);
  }

  // The truth value that bool() would give; code objects are true.
  bool truth() const;

private:
  Value value;
};

// What merges constants: equal keys if and only if type and value are the same,
// parts included (0.0 and -0.0, 1 and True and 1.0 differ). Code objects are
// merged by identity only.
std::string constantKey(const Constant &constant);
// Equal keys if the constants are equal as keys of a dict: 1, 1.0 and True are
// one key.
std::string equalityKey(const Constant &constant);
// Python's repr(); code objects print as <code NAME>.
std::string constantRepr(const Constant &constant);

struct CodeUnit {
  std::string name, qualname, fileName;
  uint32_t firstLine = 1;
  uint32_t flags = 0;  // CodeFlags
  uint32_t traits = 0; // CodeTraits
  CodeLayout layout{};
  std::vector<Instruction> code;
  std::vector<ExceptionRow> exceptions;
  std::vector<LineRow> lines; // by ascending pc; a row holds until the next one
  std::vector<Constant> constants;
  std::vector<std::string> names;      // of globals, attributes, modules
  std::vector<std::string> localNames; // one a register below firstTemp
  std::vector<uint8_t> localKinds;     // LocalKind bits, likewise
  bool hasDoc = false;                 // of functions, classes and modules
  std::string doc;
};

// What the verifier reads of a unit; valid as long as the unit stays.
dpb::CodeView viewOf(const CodeUnit &unit);

} // namespace dxpy::bytecode
