#include "compiler/bytecode/ConstantText.h"

#include <bit>
#include <cmath>

namespace dxpy::bytecode {

namespace {
constexpr unsigned maxNesting = 3000;
} // namespace

void appendHex(std::string &out, uint64_t value) {
  char buffer[20];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, 16).ptr;
  out.append("0x").append(buffer, end);
}

void appendQuoted(std::string &out, std::string_view text, bool asciiOnly) {
  out += '"';
  for (char c : text) {
    auto byte = uint8_t(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F || (asciiOnly && byte >= 0x80)) {
      constexpr char digits[] = "0123456789abcdef";
      out += "\\x";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void appendFloat(std::string &out, double value) {
  if (!std::isfinite(value)) {
    out += "bits ";
    return appendHex(out, std::bit_cast<uint64_t>(value));
  }
  char buffer[40];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out.append(buffer, end);
}

void ConstantPrinter::items(std::string_view open, const Constant &c) {
  out += open;
  bool first = true;
  for (const Constant &item : c.items()) {
    if (!first)
      out += ", ";
    first = false;
    print(item);
  }
  out += ')';
}

void ConstantPrinter::print(const Constant &c) {
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
    out.append("int ").append(std::to_string(c.asInt()));
    return;
  case ConstantKind::BigInt:
    out += c.asBigInt().negative ? "big -" : "big +";
    for (size_t i = 0; i < c.asBigInt().limbs.size(); ++i) {
      out += i ? ":" : "";
      appendHex(out, c.asBigInt().limbs[i]);
    }
    return;
  case ConstantKind::Float:
    out += "float ";
    return appendFloat(out, c.asFloat());
  case ConstantKind::Complex:
    out += "complex ";
    appendFloat(out, c.asComplex().real);
    out += ' ';
    return appendFloat(out, c.asComplex().imag);
  case ConstantKind::Str:
    return appendQuoted(out, c.asStr());
  case ConstantKind::Bytes:
    out += 'b';
    return appendQuoted(out, c.asBytes(), true);
  case ConstantKind::Tuple:
    return items("tuple(", c);
  case ConstantKind::FrozenSet:
    return items("frozenset(", c);
  case ConstantKind::Code:
    out += "code";
    return code(*c.asCode());
  }
}

bool ConstantReader::items(std::vector<Constant> &values, unsigned nesting) {
  if (nesting > maxNesting)
    return in.fail("constants nested too deep");
  while (!in.accept(")")) {
    Constant item;
    if ((!values.empty() && !in.expect(",")) || !read(item, nesting + 1))
      return false;
    values.push_back(std::move(item));
  }
  return true;
}

bool ConstantReader::read(Constant &value, unsigned nesting) {
  if (in.peek() == '"') {
    std::string text;
    if (!in.quoted(text))
      return false;
    value = Constant::str(std::move(text));
    return true;
  }
  if (in.accept("b\""))
    return bytesRest(value);
  std::string_view word = in.word();
  if (word == "None")
    value = Constant::none();
  else if (word == "True" || word == "False")
    value = Constant::boolean(word == "True");
  else if (word == "Ellipsis")
    value = Constant::ellipsis();
  else if (word == "int") {
    int64_t number = 0;
    if (!in.integer(number))
      return false;
    value = Constant::integer(number);
  } else if (word == "big") {
    return bigInt(value);
  } else if (word == "float") {
    double number = 0;
    if (!in.floating(number))
      return false;
    value = Constant::real(number);
  } else if (word == "complex") {
    double re = 0, im = 0;
    if (!in.floating(re) || !in.floating(im))
      return false;
    value = Constant::complex(re, im);
  } else if (word == "tuple" || word == "frozenset") {
    std::vector<Constant> values;
    if (!in.expect("(") || !items(values, nesting))
      return false;
    value = word == "tuple" ? Constant::tuple(std::move(values))
                            : Constant::frozenSet(std::move(values));
  } else if (word == "code") {
    auto unit = code();
    if (!unit)
      return false;
    value = Constant::code(std::move(unit));
  } else {
    return in.fail("unknown constant");
  }
  return true;
}

bool ConstantReader::bytesRest(Constant &value) {
  std::string data;
  if (!in.quotedRest(data))
    return false;
  value = Constant::bytes(std::move(data));
  return true;
}

bool ConstantReader::bigInt(Constant &value) {
  bool negative = in.accept("-");
  if (!negative && !in.expect("+"))
    return false;
  std::vector<uint64_t> limbs;
  do {
    uint64_t limb = 0;
    if (!in.integer(limb, 16))
      return false;
    limbs.push_back(limb);
  } while (in.accept(":"));
  value = Constant::big(negative, std::move(limbs));
  return value.kind() == ConstantKind::BigInt || in.fail("not a big int");
}

} // namespace dxpy::bytecode
