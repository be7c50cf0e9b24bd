// The language of str.format: literal text and fields, and the names in fields.
// Shared with module _string, on which string.Formatter is built.
#pragma once
#include "runtime-support/inline/value.h"
#include <string_view>

namespace dxpy {

enum class MarkupStep { Error, End, Piece };

/// Literal text and the field behind it, if there is one. Views into the
/// format.
struct MarkupPiece {
  std::string_view literal;
  bool hasField = false;
  std::string_view name, spec;
  uint32_t conversion = 0; ///< 0: none
  bool specHasFields = false;
};

class MarkupReader {
public:
  explicit MarkupReader(std::string_view format) : rest_(format) {}
  /// ValueError for what is no format.
  MarkupStep next(ThreadState &ts, MarkupPiece &piece);
  std::string_view rest() const { return rest_; }

private:
  bool readField(ThreadState &ts, MarkupPiece &piece);
  bool readConversion(ThreadState &ts, MarkupPiece &piece, bool &done);
  bool readSpec(ThreadState &ts, MarkupPiece &piece);
  std::string_view rest_;
};

/// One step of a field name: `.name`, `[name]` or `[index]`.
struct FieldStep {
  bool isAttribute = false;
  std::string_view name;
  int64_t index = -1; ///< -1: a name
};

class FieldSteps {
public:
  FieldSteps() = default;
  explicit FieldSteps(std::string_view text) : rest_(text) {}
  MarkupStep next(ThreadState &ts, FieldStep &step);
  std::string_view rest() const { return rest_; }

private:
  std::string_view rest_;
};

/// The part of a field name in front of the first `.` or `[`, as text and as
/// number (-1: none). False: raised.
bool splitFieldName(ThreadState &ts, std::string_view field,
                    std::string_view &first, int64_t &index, FieldSteps &rest);

} // namespace dxpy
