// Parameter lists of native functions, parsed at compile time from the text
// that
// `__text_signature__` shows, and the arguments as callers pass them.
#pragma once
#include "runtime-support/inline/value.h"
#include <cstddef>
#include <string_view>

namespace dxpy {

/// Arguments of a call as they come: positional ones first, then the values of
/// the keyword arguments whose names are `names`.
struct Arguments {
  const Value *values = nullptr;
  size_t positionalCount = 0;
  Value names; ///< tuple of str, or null
  Value operator[](size_t i) const { return values[i]; }
};

/// A parsed "(a, b=1, /, c=None, *, d=2)". The receiver is not listed. A
/// function gets one Value a parameter, null for one that was left out.
struct Signature {
  static constexpr size_t kMaxParameters = 24;
  const char *text = "()";
  uint8_t count = 0, positionalOnly = 0, positional = 0,
          required = 0; ///< `required`: leading ones without default
  uint16_t nameOffset[kMaxParameters] = {};
  uint8_t nameLength[kMaxParameters] = {};
  bool keywordRequired[kMaxParameters] = {}; ///< keyword-only without default
  bool raw = false; ///< takes Arguments as they come: "(...)"

  constexpr std::string_view name(size_t i) const {
    return {text + nameOffset[i], nameLength[i]};
  }
  /// A malformed text does not compile.
  consteval Signature(const char *source) : text(source) { parse(); }

private:
  static void
  malformedSignature(); ///< not constexpr: reaching it does not compile
  consteval void parse() {
    std::string_view s(text);
    if (s == "(...)") {
      raw = true;
      return;
    }
    if (s.size() < 2 || s.front() != '(' || s.back() != ')')
      malformedSignature();
    size_t i = 1, end = s.size() - 1;
    bool keywordOnly = false, sawDefault = false;
    while (i < end) {
      if (s[i] == ' ' || s[i] == ',') {
        ++i;
        continue;
      }
      if (s[i] == '/') {
        positionalOnly = count;
        ++i;
        continue;
      }
      if (s[i] == '*') {
        keywordOnly = true;
        ++i;
        continue;
      }
      size_t start = i;
      while (i < end && s[i] != ',' && s[i] != '=')
        ++i;
      if (count == kMaxParameters || i == start)
        malformedSignature();
      nameOffset[count] = uint16_t(start);
      nameLength[count] = uint8_t(i - start);
      bool hasDefault = i < end && s[i] == '=';
      while (i < end && s[i] != ',')
        ++i;
      sawDefault |= hasDefault;
      if (keywordOnly)
        keywordRequired[count] = !hasDefault;
      else if (!sawDefault)
        required = uint8_t(count + 1);
      ++count;
      if (!keywordOnly)
        positional = count;
    }
  }
};

using NativeFunction = Owned (*)(ThreadState &ts, Value self,
                                 const Value *args);
using RawNativeFunction = Owned (*)(ThreadState &ts, Value self,
                                    const Arguments &args);

enum class MethodKind : uint8_t { Instance, Class, Static };

/// One row of a type's or a module's function table. Instance methods get the
/// receiver as `self` (already checked), class methods the class, static ones
/// and module functions the type or module.
struct MethodDef {
  const char *name = nullptr;
  union {
    NativeFunction function = nullptr;
    RawNativeFunction rawFunction;
  };
  Signature signature = "()";
  MethodKind kind = MethodKind::Instance;
  const char *doc = nullptr;

  constexpr MethodDef() = default;
  consteval MethodDef(const char *name, NativeFunction function,
                      Signature signature, const char *doc = nullptr,
                      MethodKind kind = MethodKind::Instance)
      : name(name), function(function), signature(signature), kind(kind),
        doc(doc) {}
  consteval MethodDef(const char *name, RawNativeFunction function,
                      const char *doc = nullptr,
                      MethodKind kind = MethodKind::Instance)
      : name(name), rawFunction(function), signature("(...)"), kind(kind),
        doc(doc) {}
};

/// Binds \p args to \p signature: fills `bound[0 .. count)`, null for what was
/// left out. False: TypeError is pending, with CPython's text for a function
/// called \p name.
bool bindArguments(ThreadState &ts, const char *name,
                   const Signature &signature, const Arguments &args,
                   Value *bound);

} // namespace dxpy
