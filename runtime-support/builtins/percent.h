// What % formatting of str and of bytes share: conversion specifications, the
// arguments, the layout of fields, and numbers.
#pragma once
#include "runtime-support/builtins/support.h"

namespace dxpy {

struct PercentSpec {
  bool left = false, plus = false, blank = false, alternate = false,
       zero = false;
  bool positiveZero = false; ///< bytes take z: no -0.0
  bool literal = false;      ///< %%
  int64_t width = -1, precision = -1;
  char32_t type = 0;
  size_t index = 0; ///< of the type in the format, for messages
};

/// The right operand: a tuple's items in turn, one object, or a mapping.
class PercentArguments {
public:
  PercentArguments(Value args, bool isMapping)
      : args_(args), mapping_(isMapping ? args : Value()) {
    if (isTuple(args))
      length_ = int64_t(tupleLength(args)), next_ = 0;
  }
  /// The next argument; TypeError if there is none.
  Owned take(ThreadState &ts);
  /// The next argument is the mapping's item \p key.
  bool select_py(ThreadState &ts, Value key);
  bool hasMapping() const { return bool(mapping_); }
  /// Arguments are left over.
  bool isLeft() const { return next_ < length_ && !mapping_; }

private:
  Value args_, mapping_;
  Owned selected_;
  int64_t length_ = -1, next_ = -2; ///< -1, -2: a single object
};

/// Reads a format piece by piece.
class PercentReader {
public:
  /// \p forBytes: keys and messages as bytes have them.
  PercentReader(std::string_view format, bool forBytes)
      : format_(format), bytes_(forBytes) {}
  /// Literal text up to the next %, which is stepped over. False: at the end.
  bool literal(std::string_view &text);
  /// The specification behind %. False: raised.
  bool spec_py(ThreadState &ts, PercentArguments &args, PercentSpec &spec);
  bool atEnd() const { return at_ >= format_.size(); }

private:
  bool key_py(ThreadState &ts, PercentArguments &args);
  bool width_py(ThreadState &ts, PercentArguments &args, PercentSpec &spec);
  bool precision_py(ThreadState &ts, PercentArguments &args, PercentSpec &spec);
  bool digits(ThreadState &ts, int64_t &out, int64_t most, const char *message);
  std::string_view format_;
  size_t at_ = 0;
  bool bytes_;
};

/// A field's text before padding.
struct PercentField {
  char sign = 0;
  std::string_view prefix; ///< "0x"
  size_t zeros = 0;        ///< between prefix and content
  std::string_view content;
  size_t characters = 0; ///< of the content
  bool zeroFill = false;
};
void appendField(StrBuilder &out, const PercentSpec &spec,
                 const PercentField &field);

/// Appends a field of a numeric conversion. False: raised; \p handled tells
/// whether the type was one.
bool appendNumber_py(ThreadState &ts, StrBuilder &out, const PercentSpec &spec,
                     Value value, bool forBytes, bool &handled);

/// A format with a % that no conversion follows, or an unknown one.
Raised raiseUnsupported(ThreadState &ts, const PercentSpec &spec);

} // namespace dxpy
