// Constants in text forms: int 5, float 0.5, "text", b"bytes", tuple(None,
// True), ... A code object is `code` and what the text form around it makes of
// one.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "compiler/bytecode/TextScanner.h"

namespace dxpy::bytecode {

void appendHex(std::string &out, uint64_t value);
// Between double quotes, with escapes; bytes from 0x80 too if `asciiOnly`.
void appendQuoted(std::string &out, std::string_view text,
                  bool asciiOnly = false);
void appendFloat(std::string &out, double value);

class ConstantPrinter {
public:
  explicit ConstantPrinter(std::string &out) : out(out) {}
  virtual ~ConstantPrinter() = default;
  void print(const Constant &constant);

protected:
  // After the word "code".
  virtual void code(const CodeUnit &unit) = 0;
  std::string &out;

private:
  void items(std::string_view open, const Constant &constant);
};

class ConstantReader {
public:
  explicit ConstantReader(TextScanner &in) : in(in) {}
  virtual ~ConstantReader() = default;
  // False: the scanner says why.
  bool read(Constant &value, unsigned nesting = 0);

protected:
  // After the word "code"; null: the scanner says why.
  virtual std::shared_ptr<const CodeUnit> code() = 0;
  TextScanner &in;

private:
  bool items(std::vector<Constant> &values, unsigned nesting);
  bool bytesRest(Constant &value);
  bool bigInt(Constant &value);
};

} // namespace dxpy::bytecode
