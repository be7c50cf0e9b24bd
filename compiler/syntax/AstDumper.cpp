// ast.dump() over Ast.def, and the repr() of constants.
#include "compiler/syntax/AstDumper.h"

#include "compiler/syntax/CharClass.h"
#include "compiler/syntax/Literals.h"
#include "compiler/syntax/Unicode.h"

#include <charconv>
#include <cmath>

namespace dxpy::syntax {

using namespace ast;

namespace {

constexpr char Hex[] = "0123456789abcdef";

void appendHex(std::string &out, uint32_t c, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out += Hex[(c >> shift) & 15];
}

// The escape of a control character or quote, or 0.
char shortEscape(uint32_t c) {
  return c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\0';
}

char quoteFor(std::string_view text) {
  bool single = text.find('\'') != text.npos,
       twice = text.find('"') != text.npos;
  return single && !twice ? '"' : '\'';
}

} // namespace

void appendStrRepr(std::string &out, std::string_view text) {
  char quote = quoteFor(text);
  out += quote;
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    const char *start = p;
    uint32_t c = decodeUtf8(p);
    if (c == uint32_t(quote) || c == '\\')
      (out += '\\') += char(c);
    else if (char e = shortEscape(c))
      (out += '\\') += e;
    else if (isPrintable(c))
      out.append(start, size_t(p - start));
    else if (c < 0x100)
      appendHex(out += "\\x", c, 2);
    else if (c < 0x10000)
      appendHex(out += "\\u", c, 4);
    else
      appendHex(out += "\\U", c, 8);
  }
  out += quote;
}

void appendBytesRepr(std::string &out, std::string_view bytes) {
  char quote = quoteFor(bytes);
  (out += 'b') += quote;
  for (char ch : bytes) {
    auto c = uint8_t(ch);
    if (ch == quote || c == '\\')
      (out += '\\') += ch;
    else if (char e = shortEscape(c))
      (out += '\\') += e;
    else if (c < 32 || c >= 127)
      appendHex(out += "\\x", c, 2);
    else
      out += ch;
  }
  out += quote;
}

void appendFloatRepr(std::string &out, double value) {
  if (std::isinf(value) || std::isnan(value)) {
    out += std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
    return;
  }
  // Shortest digits "d.ddde[+-]xx", then placed as Python places the point.
  char buffer[40];
  auto result = std::to_chars(buffer, buffer + sizeof(buffer), value,
                              std::chars_format::scientific);
  std::string_view text(buffer, size_t(result.ptr - buffer));
  size_t e = text.find('e');
  int exponent = 0;
  std::from_chars(text.data() + e + 1 + (text[e + 1] == '+'), result.ptr,
                  exponent);
  std::string digits;
  for (char c : text.substr(0, e)) {
    if (c == '-')
      out += c;
    else if (c != '.')
      digits += c;
  }
  int count = int(digits.size());
  if (exponent < -4 || exponent >= 16) {
    out += digits[0];
    if (count > 1)
      out.append(".").append(digits, 1);
    out.append(exponent < 0 ? "e-" : "e+");
    std::string power = std::to_string(std::abs(exponent));
    if (power.size() < 2)
      out += '0';
    out += power;
  } else if (exponent < 0) {
    out.append("0.").append(size_t(-exponent - 1), '0').append(digits);
  } else if (count <= exponent + 1) {
    out.append(digits).append(size_t(exponent + 1 - count), '0').append(".0");
  } else {
    out.append(digits, 0, size_t(exponent + 1))
        .append(".")
        .append(digits, size_t(exponent + 1));
  }
}

namespace {

class Dumper {
public:
  Dumper(const syntax::Module &m, int l, bool a)
      : module(m), level(l), attributes(a) {}

  void node(const Node *n);
  std::string take() { return std::move(out); }

private:
  void field(const char *name) {
    if (out.back() != '(')
      out += ", ";
    out.append(name).append("=");
  }
  template <class T> void sequence(const char *name, const Seq<T> &s) {
    if (level >= 13 && s.empty())
      return;
    field(name);
    out += '[';
    bool first = true;
    for (const T &item : s) {
      if (!first)
        out += ", ";
      first = false;
      element(item);
    }
    out += ']';
  }
  void element(const Node *n) { n ? node(n) : void(out += "None"); }
  void element(Identifier id) { appendStrRepr(out, module.text(id)); }
  template <class E>
    requires std::is_enum_v<E>
  void element(E e) {
    out.append(enumName(e)).append("()");
  }
  void optional(const char *name, const Node *n) {
    if (!n)
      return;
    field(name);
    node(n);
  }
  void optionalId(const char *name, Identifier id) {
    if (!id)
      return;
    field(name);
    element(id);
  }
  void optionalText(const char *name, OptionalString s) {
    if (!s.data())
      return;
    field(name);
    appendStrRepr(out, s);
  }
  void integer(const char *name, int32_t v) {
    field(name);
    out += std::to_string(v);
  }
  void constant(const char *name, const ConstantValue &v) {
    field(name);
    constantValue(v);
  }
  void constantValue(const ConstantValue &v);
  void enumeration(const char *name, ExprContext v) {
    if (level >= 14 && v == ExprContext::Load)
      return;
    field(name);
    element(v);
  }
  template <class E> void enumeration(const char *name, E v) {
    field(name);
    element(v);
  }
  void places(const SourceRange &r) {
    integer("lineno", int32_t(r.lineno));
    integer("col_offset", int32_t(r.col_offset));
    integer("end_lineno", int32_t(r.end_lineno));
    integer("end_col_offset", int32_t(r.end_col_offset));
  }

  const syntax::Module &module;
  int level;
  bool attributes;
  std::string out;
};

void Dumper::constantValue(const ConstantValue &v) {
  switch (v.kind) {
  case ConstantKind::None:
    out += "None";
    break;
  case ConstantKind::True:
    out += "True";
    break;
  case ConstantKind::False:
    out += "False";
    break;
  case ConstantKind::Ellipsis:
    out += "Ellipsis";
    break;
  case ConstantKind::Int:
  case ConstantKind::BigInt:
    out += intToDecimal(v);
    break;
  case ConstantKind::Float:
    appendFloatRepr(out, v.real);
    break;
  case ConstantKind::Complex:
    appendFloatRepr(out, v.real);
    if (out.ends_with(".0"))
      out.resize(out.size() - 2);
    out += 'j';
    break;
  case ConstantKind::Str:
    appendStrRepr(out, v.text());
    break;
  case ConstantKind::Bytes:
    appendBytesRepr(out, v.text());
    break;
  }
}

// Whether nodes of a category have places, from the category's row.
#define AST_SUM(Category, Asdl, HasAttributes)                                 \
  constexpr bool Category##HasPlace = HasAttributes;
#define AST_PRODUCT(Category, Asdl, HasAttributes)                             \
  constexpr bool Category##HasPlace = HasAttributes;
#include "compiler/syntax/Ast.def"
constexpr bool HasPlace[] = {
#define AST_NODE(Category, Name, Fields) Category##HasPlace,
#include "compiler/syntax/Ast.def"
};

void Dumper::node(const Node *base) {
  out.append(nodeName(base->nodeKind)).append("(");
  switch (base->nodeKind) {
#define F_CHILD(Type, name)                                                    \
  field(#name);                                                                \
  node(n->name);
#define F_OPT(Type, name) optional(#name, n->name);
#define F_SEQ(Type, name) sequence(#name, n->name);
#define F_OPTSEQ(Type, name) sequence(#name, n->name);
#define F_ID(name) optionalId(#name, n->name);
#define F_OPTID(name) optionalId(#name, n->name);
#define F_IDSEQ(name) sequence(#name, n->name);
#define F_STR(name) optionalText(#name, n->name);
#define F_INT(name) integer(#name, n->name);
#define F_CONST(name) constant(#name, n->name);
#define F_ENUM(Type, name) enumeration(#name, n->name);
#define F_ENUMSEQ(Type, name) sequence(#name, n->name);
#define F_SEQ_SINCE(Minor, Type, name)                                         \
  if (level >= Minor)                                                          \
    sequence(#name, n->name);
#define F_OPT_SINCE(Minor, Type, name)                                         \
  if (level >= Minor)                                                          \
    optional(#name, n->name);
#define AST_NODE(Category, Name, Fields)                                       \
  case NodeKind::Name: {                                                       \
    [[maybe_unused]] auto *n = static_cast<const ast::Name *>(base);           \
    Fields                                                                     \
  } break;
#include "compiler/syntax/Ast.def"
  }
  if (attributes && HasPlace[size_t(base->nodeKind)])
    places(base->loc);
  out += ')';
}

} // namespace

std::string dumpAst(const syntax::Module &module, int level,
                    bool includeAttributes) {
  Dumper d(module, level, includeAttributes);
  d.node(module.root);
  return d.take();
}

} // namespace dxpy::syntax
