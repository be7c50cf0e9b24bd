// Operators on constants. Only cheap exact cases are folded; what Python would
// raise, and what would make large objects, stays an instruction.
#include "compiler/bytecode/Folder.h"

#include <cmath>

namespace dxpy::bytecode {

namespace {

using syntax::ast::Operator;
using syntax::ast::UnaryOperator;

// Wide enough for every operand that is folded (192 bits) and every result.
using Wide = _BitInt(512);
constexpr size_t maxOperandLimbs = 3;
constexpr unsigned maxResultBits = 128; // of *, **, <<
constexpr size_t maxCollection = 256;
constexpr size_t maxText = 4096;
constexpr size_t maxTotalItems = 1024;

bool isInteger(const Constant &c) {
  return c.kind() == ConstantKind::Int || c.kind() == ConstantKind::Bool ||
         c.kind() == ConstantKind::BigInt;
}

std::optional<Wide> wide(const Constant &c) {
  switch (c.kind()) {
  case ConstantKind::Int:
    return Wide(c.asInt());
  case ConstantKind::Bool:
    return Wide(c.asBool() ? 1 : 0);
  case ConstantKind::BigInt: {
    const BigInt &big = c.asBigInt();
    if (big.limbs.size() > maxOperandLimbs)
      return std::nullopt;
    Wide value = 0;
    for (size_t i = big.limbs.size(); i-- > 0;)
      value = (value << 64) | Wide(big.limbs[i]);
    return big.negative ? -value : value;
  }
  default:
    return std::nullopt;
  }
}

Constant fromWide(Wide value) {
  bool negative = value < 0;
  unsigned _BitInt(512) magnitude =
      negative ? -(unsigned _BitInt(512))value : (unsigned _BitInt(512))value;
  std::vector<uint64_t> limbs;
  for (; magnitude != 0; magnitude >>= 64)
    limbs.push_back(uint64_t(magnitude));
  return Constant::big(negative, std::move(limbs));
}

unsigned bitLength(Wide value) {
  unsigned _BitInt(512) magnitude =
      value < 0 ? -(unsigned _BitInt(512))value : (unsigned _BitInt(512))value;
  unsigned bits = 0;
  for (; magnitude != 0; magnitude >>= 1)
    ++bits;
  return bits;
}

Wide floorDivide(Wide a, Wide b) {
  Wide quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

std::optional<double> asDouble(const Constant &c) {
  if (c.kind() == ConstantKind::Float)
    return c.asFloat();
  if (c.kind() == ConstantKind::Int)
    return double(c.asInt());
  if (c.kind() == ConstantKind::Bool)
    return c.asBool() ? 1.0 : 0.0;
  // the conversion of 128 bits rounds as Python's does
  if (auto value = wide(c); value && bitLength(*value) < 128)
    return double(static_cast<__int128>(*value));
  return std::nullopt;
}

std::optional<Complex> asComplexNumber(const Constant &c) {
  if (c.kind() == ConstantKind::Complex)
    return c.asComplex();
  if (auto d = asDouble(c))
    return Complex{*d, 0};
  return std::nullopt;
}

std::optional<Constant> integerPower(Wide base, Wide exponent) {
  if (exponent < 0) {
    if (base == 0 || bitLength(base) > 53 || bitLength(exponent) > 53)
      return std::nullopt;
    return Constant::real(
        std::pow(double(int64_t(base)), double(int64_t(exponent))));
  }
  if (base != 0 && exponent != 0 &&
      Wide(bitLength(base)) > Wide(maxResultBits) / exponent)
    return std::nullopt;
  Wide result = 1;
  if (base == 0 || base == 1)
    return fromWide(exponent == 0 ? Wide(1) : base);
  for (Wide i = 0; i < exponent; ++i)
    result *= base;
  return fromWide(result);
}

std::optional<Constant> integerBinary(Operator op, Wide a, Wide b, bool bools) {
  switch (op) {
  case Operator::Add:
    return fromWide(a + b);
  case Operator::Sub:
    return fromWide(a - b);
  case Operator::Mult:
    if (a != 0 && b != 0 && bitLength(a) + bitLength(b) > maxResultBits)
      return std::nullopt;
    return fromWide(a * b);
  case Operator::Div:
    if (b == 0 || bitLength(a) > 53 || bitLength(b) > 53)
      return std::nullopt;
    return Constant::real(double(int64_t(a)) / double(int64_t(b)));
  case Operator::FloorDiv:
    return b == 0 ? std::nullopt : std::optional(fromWide(floorDivide(a, b)));
  case Operator::Mod:
    return b == 0 ? std::nullopt
                  : std::optional(fromWide(a - floorDivide(a, b) * b));
  case Operator::Pow:
    return integerPower(a, b);
  case Operator::LShift:
    if (a == 0 && b >= 0)
      return fromWide(0);
    if (b < 0 || b > Wide(maxResultBits) ||
        (a != 0 && b != 0 && Wide(bitLength(a)) + b > Wide(maxResultBits)))
      return std::nullopt;
    return fromWide(a << int(b));
  case Operator::RShift:
    if (b < 0)
      return std::nullopt;
    return fromWide(b > 400 ? (a < 0 ? Wide(-1) : Wide(0)) : a >> int(b));
  case Operator::BitOr:
    return bools ? Constant::boolean((a | b) != 0) : fromWide(a | b);
  case Operator::BitXor:
    return bools ? Constant::boolean((a ^ b) != 0) : fromWide(a ^ b);
  case Operator::BitAnd:
    return bools ? Constant::boolean((a & b) != 0) : fromWide(a & b);
  case Operator::MatMult:
    return std::nullopt;
  }
  return std::nullopt;
}

// Python's float floor division and modulo: the quotient is a whole number, the
// rest has b's sign.
void floatDivMod(double a, double b, double &quotient, double &rest) {
  rest = std::fmod(a, b);
  double div = (a - rest) / b;
  if (rest != 0) {
    if ((b < 0) != (rest < 0)) {
      rest += b;
      div -= 1;
    }
  } else {
    rest = std::copysign(0.0, b);
  }
  if (div != 0) {
    quotient = std::floor(div);
    if (div - quotient > 0.5)
      quotient += 1;
  } else {
    quotient = std::copysign(0.0, a / b);
  }
}

std::optional<Constant> floatBinary(Operator op, double a, double b) {
  double quotient, rest;
  switch (op) {
  case Operator::Add:
    return Constant::real(a + b);
  case Operator::Sub:
    return Constant::real(a - b);
  case Operator::Mult:
    return Constant::real(a * b);
  case Operator::Div:
    return b == 0 ? std::nullopt : std::optional(Constant::real(a / b));
  case Operator::FloorDiv:
  case Operator::Mod:
    if (b == 0)
      return std::nullopt;
    floatDivMod(a, b, quotient, rest);
    return Constant::real(op == Operator::Mod ? rest : quotient);
  case Operator::Pow: {
    if (!std::isfinite(a) || !std::isfinite(b) || (a == 0 && b < 0) ||
        (a < 0 && b != std::floor(b)))
      return std::nullopt;
    double power = std::pow(a, b);
    return std::isfinite(power) ? std::optional(Constant::real(power))
                                : std::nullopt;
  }
  default:
    return std::nullopt;
  }
}

std::optional<Constant> complexBinary(Operator op, Complex a, Complex b) {
  switch (op) {
  case Operator::Add:
    return Constant::complex(a.real + b.real, a.imag + b.imag);
  case Operator::Sub:
    return Constant::complex(a.real - b.real, a.imag - b.imag);
  case Operator::Mult:
    return Constant::complex(a.real * b.real - a.imag * b.imag,
                             a.real * b.imag + a.imag * b.real);
  default:
    return std::nullopt;
  }
}

size_t totalItems(const Constant &c) {
  if (c.kind() != ConstantKind::Tuple && c.kind() != ConstantKind::FrozenSet)
    return 1;
  size_t total = 1;
  for (const Constant &item : c.items())
    total += totalItems(item);
  return total;
}

std::optional<Constant> repeat(const Constant &sequence,
                               const Constant &count) {
  if (count.kind() != ConstantKind::Int && count.kind() != ConstantKind::Bool)
    return std::nullopt;
  int64_t n =
      count.kind() == ConstantKind::Int ? count.asInt() : count.asBool();
  if (sequence.kind() == ConstantKind::Tuple) {
    size_t size = sequence.items().size();
    if (size && (n < 0 || size_t(n) > maxCollection / size ||
                 size_t(n) * totalItems(sequence) > maxTotalItems))
      return std::nullopt;
    std::vector<Constant> items;
    for (int64_t i = 0; size && i < n; ++i)
      items.insert(items.end(), sequence.items().begin(),
                   sequence.items().end());
    return Constant::tuple(std::move(items));
  }
  bool isStr = sequence.kind() == ConstantKind::Str;
  const std::string &text = isStr ? sequence.asStr() : sequence.asBytes();
  if (!text.empty() && (n < 0 || size_t(n) > maxText / text.size()))
    return std::nullopt;
  std::string repeated;
  for (int64_t i = 0; !text.empty() && i < n; ++i)
    repeated += text;
  return isStr ? Constant::str(std::move(repeated))
               : Constant::bytes(std::move(repeated));
}

bool isSequence(const Constant &c) {
  return c.kind() == ConstantKind::Str || c.kind() == ConstantKind::Bytes ||
         c.kind() == ConstantKind::Tuple;
}

std::optional<Constant> concatenate(const Constant &a, const Constant &b) {
  if (a.kind() != b.kind())
    return std::nullopt;
  if (a.kind() == ConstantKind::Tuple) {
    std::vector<Constant> items = a.items();
    items.insert(items.end(), b.items().begin(), b.items().end());
    return Constant::tuple(std::move(items));
  }
  if (a.kind() == ConstantKind::Bytes)
    return Constant::bytes(a.asBytes() + b.asBytes());
  // two halves of a surrogate pair would have to stay two characters: leave
  // that to run time
  if (!a.asStr().empty() && a.asStr().find('\xED') != std::string::npos)
    return std::nullopt;
  return Constant::str(a.asStr() + b.asStr());
}

} // namespace

std::optional<Constant> foldUnary(UnaryOperator op, const Constant &operand) {
  if (op == UnaryOperator::Not)
    return Constant::boolean(!operand.truth());
  if (isInteger(operand)) {
    auto value = wide(operand);
    if (!value)
      return std::nullopt;
    if (op == UnaryOperator::Invert)
      return fromWide(~*value);
    return fromWide(op == UnaryOperator::USub ? -*value : *value);
  }
  if (op == UnaryOperator::Invert)
    return std::nullopt;
  bool negate = op == UnaryOperator::USub;
  if (operand.kind() == ConstantKind::Float)
    return Constant::real(negate ? -operand.asFloat() : operand.asFloat());
  if (operand.kind() == ConstantKind::Complex) {
    Complex z = operand.asComplex();
    return negate ? Constant::complex(-z.real, -z.imag)
                  : Constant::complex(z.real, z.imag);
  }
  return std::nullopt;
}

std::optional<Constant> foldBinary(Operator op, const Constant &left,
                                   const Constant &right) {
  if (isInteger(left) && isInteger(right)) {
    auto a = wide(left), b = wide(right);
    bool bools =
        left.kind() == ConstantKind::Bool && right.kind() == ConstantKind::Bool;
    return a && b ? integerBinary(op, *a, *b, bools) : std::nullopt;
  }
  if (left.kind() == ConstantKind::Complex ||
      right.kind() == ConstantKind::Complex) {
    auto a = asComplexNumber(left), b = asComplexNumber(right);
    return a && b ? complexBinary(op, *a, *b) : std::nullopt;
  }
  if (auto a = asDouble(left), b = asDouble(right); a && b)
    return floatBinary(op, *a, *b);
  if (op == Operator::Add && isSequence(left))
    return concatenate(left, right);
  if (op == Operator::Mult && isSequence(left))
    return repeat(left, right);
  if (op == Operator::Mult && isSequence(right))
    return repeat(right, left);
  return std::nullopt;
}

std::optional<Constant> foldSubscript(const Constant &value,
                                      const Constant &index) {
  if (index.kind() != ConstantKind::Int && index.kind() != ConstantKind::Bool)
    return std::nullopt;
  int64_t i =
      index.kind() == ConstantKind::Int ? index.asInt() : index.asBool();
  auto at = [&](size_t size) -> std::optional<size_t> {
    int64_t k = i < 0 ? i + int64_t(size) : i;
    return k >= 0 && k < int64_t(size) ? std::optional(size_t(k))
                                       : std::nullopt;
  };
  if (value.kind() == ConstantKind::Tuple) {
    auto k = at(value.items().size());
    return k ? std::optional(value.items()[*k]) : std::nullopt;
  }
  if (value.kind() == ConstantKind::Bytes) {
    auto k = at(value.asBytes().size());
    return k ? std::optional(Constant::integer(uint8_t(value.asBytes()[*k])))
             : std::nullopt;
  }
  if (value.kind() != ConstantKind::Str)
    return std::nullopt;
  const std::string &text = value.asStr();
  std::vector<size_t> starts;
  for (size_t b = 0; b < text.size(); ++b)
    if ((uint8_t(text[b]) & 0xC0) != 0x80)
      starts.push_back(b);
  auto k = at(starts.size());
  if (!k)
    return std::nullopt;
  size_t end = *k + 1 < starts.size() ? starts[*k + 1] : text.size();
  return Constant::str(text.substr(starts[*k], end - starts[*k]));
}

} // namespace dxpy::bytecode
