// Merging keys, truth and printed form of constants.
#include "compiler/bytecode/CodeUnit.h"

#include "compiler/syntax/AstDumper.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace dxpy::bytecode {

Constant Constant::big(bool negative, std::vector<uint64_t> limbs) {
  while (!limbs.empty() && limbs.back() == 0)
    limbs.pop_back();
  if (limbs.empty())
    return integer(0);
  if (limbs.size() == 1) {
    if (!negative && limbs[0] <= uint64_t(INT64_MAX))
      return integer(int64_t(limbs[0]));
    if (negative && limbs[0] <= uint64_t(INT64_MAX) + 1)
      return integer(int64_t(0 - limbs[0]));
  }
  return Value(BigInt{negative, std::move(limbs)});
}

bool Constant::truth() const {
  switch (kind()) {
  case ConstantKind::None:
    return false;
  case ConstantKind::Bool:
    return asBool();
  case ConstantKind::Int:
    return asInt() != 0;
  case ConstantKind::Float:
    return asFloat() != 0;
  case ConstantKind::Complex:
    return asComplex().real != 0 || asComplex().imag != 0;
  case ConstantKind::Str:
    return !asStr().empty();
  case ConstantKind::Bytes:
    return !asBytes().empty();
  case ConstantKind::Tuple:
  case ConstantKind::FrozenSet:
    return !items().empty();
  case ConstantKind::Ellipsis:
  case ConstantKind::BigInt:
  case ConstantKind::Code:
    return true;
  }
  return true;
}

namespace {

void appendRaw(std::string &out, const void *data, size_t size) {
  out.append(static_cast<const char *>(data), size);
}

void appendKey(std::string &out, const Constant &c) {
  out += char('A' + int(c.kind()));
  auto sized = [&](const std::string &text) {
    uint64_t size = text.size();
    appendRaw(out, &size, sizeof size);
    out += text;
  };
  switch (c.kind()) {
  case ConstantKind::None:
  case ConstantKind::Ellipsis:
    return;
  case ConstantKind::Bool:
    out += c.asBool() ? '1' : '0';
    return;
  case ConstantKind::Int: {
    int64_t i = c.asInt();
    appendRaw(out, &i, sizeof i);
    return;
  }
  case ConstantKind::BigInt: {
    const BigInt &big = c.asBigInt();
    uint64_t size = big.limbs.size();
    out += big.negative ? '-' : '+';
    appendRaw(out, &size, sizeof size);
    appendRaw(out, big.limbs.data(), size * sizeof(uint64_t));
    return;
  }
  case ConstantKind::Float: {
    double d = c.asFloat();
    appendRaw(out, &d, sizeof d);
    return;
  }
  case ConstantKind::Complex: {
    Complex z = c.asComplex();
    appendRaw(out, &z.real, sizeof z.real);
    appendRaw(out, &z.imag, sizeof z.imag);
    return;
  }
  case ConstantKind::Str:
    return sized(c.asStr());
  case ConstantKind::Bytes:
    return sized(c.asBytes());
  case ConstantKind::Tuple:
  case ConstantKind::FrozenSet: {
    uint64_t size = c.items().size();
    appendRaw(out, &size, sizeof size);
    for (const Constant &item : c.items())
      appendKey(out, item);
    return;
  }
  case ConstantKind::Code: {
    const void *unit = c.asCode().get();
    appendRaw(out, &unit, sizeof unit);
    return;
  }
  }
}

std::string decimal(const BigInt &big) {
  std::vector<uint64_t> limbs = big.limbs;
  std::string digits;
  constexpr uint64_t base = 1'000'000'000'000'000'000;
  while (!limbs.empty()) {
    unsigned __int128 rest = 0;
    for (size_t i = limbs.size(); i-- > 0;) {
      rest = (rest << 64) | limbs[i];
      limbs[i] = uint64_t(rest / base);
      rest %= base;
    }
    while (!limbs.empty() && limbs.back() == 0)
      limbs.pop_back();
    uint64_t chunk = uint64_t(rest);
    for (int i = 0; i < 18 && (chunk || !limbs.empty()); ++i, chunk /= 10)
      digits += char('0' + chunk % 10);
  }
  if (big.negative)
    digits += '-';
  return {digits.rbegin(), digits.rend()};
}

// A part of a complex number: like a float, but without a trailing ".0".
void appendPart(std::string &out, double d, bool sign) {
  if (sign && !std::signbit(d) && !std::isnan(d))
    out += '+';
  else if (sign && std::isnan(d))
    out += '+';
  std::string text;
  syntax::appendFloatRepr(text, d);
  if (text.ends_with(".0"))
    text.resize(text.size() - 2);
  out += text;
}

void appendRepr(std::string &out, const Constant &c) {
  switch (c.kind()) {
  case ConstantKind::None:
    out += "None";
    return;
  case ConstantKind::Bool:
    out += c.asBool() ? "True" : "False";
    return;
  case ConstantKind::Ellipsis:
    out += "Ellipsis";
    return;
  case ConstantKind::Int:
    out += std::to_string(c.asInt());
    return;
  case ConstantKind::BigInt:
    out += decimal(c.asBigInt());
    return;
  case ConstantKind::Float:
    syntax::appendFloatRepr(out, c.asFloat());
    return;
  case ConstantKind::Complex: {
    Complex z = c.asComplex();
    bool imaginaryOnly = z.real == 0 && !std::signbit(z.real);
    if (!imaginaryOnly) {
      out += '(';
      appendPart(out, z.real, false);
    }
    appendPart(out, z.imag, !imaginaryOnly);
    out += imaginaryOnly ? "j" : "j)";
    return;
  }
  case ConstantKind::Str:
    syntax::appendStrRepr(out, c.asStr());
    return;
  case ConstantKind::Bytes:
    syntax::appendBytesRepr(out, c.asBytes());
    return;
  case ConstantKind::Tuple: {
    out += '(';
    for (size_t i = 0; i < c.items().size(); ++i) {
      if (i)
        out += ", ";
      appendRepr(out, c.items()[i]);
    }
    out += c.items().size() == 1 ? ",)" : ")";
    return;
  }
  case ConstantKind::FrozenSet: {
    out += "frozenset({";
    for (size_t i = 0; i < c.items().size(); ++i) {
      if (i)
        out += ", ";
      appendRepr(out, c.items()[i]);
    }
    out += "})";
    return;
  }
  case ConstantKind::Code:
    out.append("<code ").append(c.asCode()->name).append(">");
    return;
  }
}

} // namespace

std::string constantKey(const Constant &constant) {
  std::string key;
  appendKey(key, constant);
  return key;
}

std::string equalityKey(const Constant &c) {
  auto number = [](double d) -> std::string {
    if (d == double(int64_t(d)) && d > -9e18 && d < 9e18)
      return constantKey(Constant::integer(int64_t(d)));
    return constantKey(Constant::real(d));
  };
  switch (c.kind()) {
  case ConstantKind::Bool:
    return constantKey(Constant::integer(c.asBool()));
  case ConstantKind::Float:
    return number(c.asFloat());
  case ConstantKind::Complex:
    return c.asComplex().imag == 0 ? number(c.asComplex().real)
                                   : constantKey(c);
  case ConstantKind::Tuple: {
    std::string key = "(";
    for (const Constant &item : c.items())
      key += equalityKey(item) + ",";
    return key;
  }
  default:
    return constantKey(c);
  }
}

std::string constantRepr(const Constant &constant) {
  std::string text;
  appendRepr(text, constant);
  return text;
}

} // namespace dxpy::bytecode
