// Reads the tokens of a text form: the assembler's and that of DXIR. A ';'
// begins a comment; the first failure stays, with its place.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace dxpy::bytecode {

class TextScanner {
public:
  explicit TextScanner(std::string_view text) : text(text) {}

  struct Place {
    unsigned line = 1, column = 1; // column: in bytes, from 1
  };
  struct Failure {
    Place place;
    std::string message; // empty: none
  };
  bool failed() const { return !failure.message.empty(); }
  const Failure &error() const { return failure; }
  // Always false. The first form speaks of the last token.
  bool fail(std::string_view what) { return failAt(place(), what); }
  bool failAt(Place where, std::string_view what);

  // Where the last token begins, or the next one after peek().
  Place place() const { return {line, unsigned(token - lineStart) + 1}; }

  // Skips blanks and comments, not line ends.
  void blanks();
  bool endOfLine();
  // To the next line that says something.
  bool newline();
  bool atEnd() const { return at >= text.size(); }
  char peek();
  bool accept(std::string_view token);
  // A word of letters, digits and `others`, or nothing.
  std::string_view word(std::string_view others = "_-");
  bool keyword(std::string_view expected);
  bool expect(std::string_view token);
  template <class T> bool integer(T &value, int base = 10) {
    blanks();
    if (base == 16 && !accept("0x"))
      return fail("expected a hexadecimal number");
    auto [end, problem] = std::from_chars(
        text.data() + at, text.data() + text.size(), value, base);
    if (problem == std::errc::result_out_of_range)
      return fail("the number is too large");
    if (problem != std::errc())
      return fail("expected a number");
    at = size_t(end - text.data());
    return true;
  }
  bool floating(double &value);
  bool quoted(std::string &value);
  // After the opening quote.
  bool quotedRest(std::string &value);

private:
  bool escape(char &c);

  std::string_view text;
  size_t at = 0, token = 0, lineStart = 0;
  unsigned line = 1;
  Failure failure;
};

} // namespace dxpy::bytecode
