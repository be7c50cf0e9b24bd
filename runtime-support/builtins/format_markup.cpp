// The language of str.format.
#include "runtime-support/builtins/format_markup.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/text/unicode.h"
#include "runtime-support/text/utf8.h"

namespace dxpy {

namespace {

Raised invalid(ThreadState &ts, const char *message) {
  return raise(ts, types::ValueError, message);
}

/// A decimal number; -1 if the text is none. False: too large.
bool readIndex(ThreadState &ts, std::string_view text, int64_t &index) {
  index = -1;
  int64_t value = 0;
  for (size_t at = 0; at < text.size();) {
    int digit = text::decimalValue(text::decodeOne(text, at));
    if (digit < 0)
      return true;
    if (value > (INT64_MAX - digit) / 10)
      return invalid(ts, "Too many decimal digits in format string");
    value = value * 10 + digit;
  }
  if (!text.empty())
    index = value;
  return true;
}

} // namespace

MarkupStep MarkupReader::next(ThreadState &ts, MarkupPiece &piece) {
  piece = {};
  if (rest_.empty())
    return MarkupStep::End;
  size_t brace = rest_.find_first_of("{}");
  if (brace == rest_.npos) {
    piece.literal = rest_;
    rest_ = {};
    return MarkupStep::Piece;
  }
  char c = rest_[brace];
  bool atEnd = brace + 1 == rest_.size();
  bool doubled = !atEnd && rest_[brace + 1] == c;
  if (c == '}' && !doubled)
    return invalid(ts, "Single '}' encountered in format string"),
           MarkupStep::Error;
  if (atEnd)
    return invalid(ts, "Single '{' encountered in format string"),
           MarkupStep::Error;
  piece.literal = rest_.substr(0, doubled ? brace + 1 : brace);
  rest_.remove_prefix(brace + (doubled ? 2 : 1));
  if (doubled)
    return MarkupStep::Piece;
  piece.hasField = true;
  return readField(ts, piece) ? MarkupStep::Piece : MarkupStep::Error;
}

/// From behind the `{` to behind the `}`.
bool MarkupReader::readField(ThreadState &ts, MarkupPiece &piece) {
  size_t at = 0;
  for (;; ++at) {
    if (at >= rest_.size())
      return invalid(ts, "expected '}' before end of string");
    char c = rest_[at];
    if (c == '{')
      return invalid(ts, "unexpected '{' in field name");
    if (c == '}' || c == ':' || c == '!')
      break;
    if (c == '[')
      while (at + 1 < rest_.size() && rest_[at + 1] != ']')
        ++at;
  }
  piece.name = rest_.substr(0, at);
  char end = rest_[at];
  rest_.remove_prefix(at + 1);
  if (end == '}')
    return true;
  bool done = false;
  if (end == '!' && !readConversion(ts, piece, done))
    return false;
  return done || readSpec(ts, piece);
}

bool MarkupReader::readConversion(ThreadState &ts, MarkupPiece &piece,
                                  bool &done) {
  if (rest_.empty())
    return invalid(ts, "end of string while looking for conversion specifier");
  size_t at = 0;
  piece.conversion = text::decodeOne(rest_, at);
  rest_.remove_prefix(at);
  if (rest_.empty())
    return true;
  char c = rest_[0];
  rest_.remove_prefix(1);
  if (c == '}')
    done = true;
  else if (c != ':')
    return invalid(ts, "expected ':' after conversion specifier");
  return true;
}

bool MarkupReader::readSpec(ThreadState &ts, MarkupPiece &piece) {
  int depth = 1;
  for (size_t at = 0; at < rest_.size(); ++at) {
    if (rest_[at] == '{') {
      piece.specHasFields = true;
      ++depth;
    } else if (rest_[at] == '}' && --depth == 0) {
      piece.spec = rest_.substr(0, at);
      rest_.remove_prefix(at + 1);
      return true;
    }
  }
  return invalid(ts, "unmatched '{' in format spec");
}

MarkupStep FieldSteps::next(ThreadState &ts, FieldStep &step) {
  step = {};
  if (rest_.empty())
    return MarkupStep::End;
  char c = rest_[0];
  rest_.remove_prefix(1);
  size_t end;
  if (c == '.') {
    step.isAttribute = true;
    end = rest_.find_first_of(".[");
    if (end == rest_.npos)
      end = rest_.size();
    step.name = rest_.substr(0, end);
    rest_.remove_prefix(end);
  } else if (c == '[') {
    end = rest_.find(']');
    if (end == rest_.npos)
      return invalid(ts, "Missing ']' in format string"), MarkupStep::Error;
    step.name = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    if (!readIndex(ts, step.name, step.index))
      return MarkupStep::Error;
  } else {
    return invalid(ts, "Only '.' or '[' may follow ']' in format field "
                       "specifier"),
           MarkupStep::Error;
  }
  if (step.name.empty())
    return invalid(ts, "Empty attribute in format string"), MarkupStep::Error;
  return MarkupStep::Piece;
}

bool splitFieldName(ThreadState &ts, std::string_view field,
                    std::string_view &first, int64_t &index, FieldSteps &rest) {
  size_t end = field.find_first_of(".[");
  if (end == field.npos)
    end = field.size();
  first = field.substr(0, end);
  rest = FieldSteps(field.substr(end));
  return readIndex(ts, first, index);
}

} // namespace dxpy
