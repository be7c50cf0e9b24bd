// str.format and format_map, and what format() does with a str.
#include "runtime-support/builtins/format_markup.h"
#include "runtime-support/builtins/str_builtin.h"
#include "runtime-support/text/format_spec.h"

namespace dxpy {

namespace {

/// Where fields find their objects: arguments of a call, or a mapping.
struct FieldSource {
  const Arguments *args = nullptr;
  Value mapping; ///< of format_map
};

/// Fields are numbered either by hand or automatically, all over the format.
struct Numbering {
  enum { Unknown, Automatic, Manual } state = Unknown;
  int64_t next = 0;

  bool check(ThreadState &ts, bool isEmpty) {
    if (state == Unknown)
      state = isEmpty ? Automatic : Manual;
    if (state == Manual && isEmpty)
      return raise(ts, types::ValueError,
                   "cannot switch from manual field specification to "
                   "automatic field numbering");
    if (state == Automatic && !isEmpty)
      return raise(ts, types::ValueError,
                   "cannot switch from automatic field numbering to manual "
                   "field specification");
    return true;
  }
};

class Formatter {
public:
  Formatter(ThreadState &ts, FieldSource source) : ts_(ts), source_(source) {}

  Owned run_py(std::string_view format, int depth) {
    if (depth <= 0)
      return raise(ts_, types::ValueError, "Max string recursion exceeded");
    StrBuilder out(ts_);
    MarkupReader reader(format);
    MarkupPiece piece;
    for (;;) {
      MarkupStep step = reader.next(ts_, piece);
      if (step == MarkupStep::Error)
        return {};
      if (step == MarkupStep::End)
        return out.finish();
      out.append(piece.literal);
      if (piece.hasField && !appendField_py(out, piece, depth))
        return {};
    }
  }

private:
  bool appendField_py(StrBuilder &out, const MarkupPiece &piece, int depth) {
    Owned object = fieldObject_py(piece.name);
    if (object && piece.conversion)
      object = converted_py(object, piece.conversion);
    if (!object)
      return false;
    Owned spec;
    if (piece.specHasFields)
      spec = run_py(piece.spec, depth - 1);
    else if (!piece.spec.empty())
      spec = makeStr(ts_, piece.spec);
    else if (isExactStr(object))
      return out.append(object.value()), true;
    else
      spec = emptyStr();
    Owned text = spec ? format_py(ts_, object, spec) : Owned();
    if (text)
      out.append(text.value());
    return bool(text);
  }

  Owned converted_py(Value object, uint32_t conversion) {
    if (conversion == 'r')
      return repr_py(ts_, object);
    if (conversion == 's')
      return str_py(ts_, object);
    if (conversion == 'a')
      return ascii_py(ts_, object);
    if (conversion > 32 && conversion < 127)
      return raise(ts_, types::ValueError, "Unknown conversion specifier {}",
                   {char(conversion)});
    char digits[8];
    int count = 0;
    for (int shift = 20; shift >= 0; shift -= 4)
      if (count || conversion >> shift & 15 || !shift)
        digits[count++] = "0123456789abcdef"[conversion >> shift & 15];
    return raise(ts_, types::ValueError, "Unknown conversion specifier \\x{}",
                 {std::string_view(digits, size_t(count))});
  }

  Owned fieldObject_py(std::string_view name) {
    std::string_view first;
    int64_t index;
    FieldSteps rest;
    if (!splitFieldName(ts_, name, first, index, rest))
      return {};
    if (first.empty() || index != -1) {
      if (!numbering_.check(ts_, first.empty()))
        return {};
      if (first.empty())
        index = numbering_.next++;
    }
    Owned object = index == -1 ? named_py(first) : positional(index);
    FieldStep step;
    while (object) {
      switch (rest.next(ts_, step)) {
      case MarkupStep::Error:
        return {};
      case MarkupStep::End:
        return object;
      case MarkupStep::Piece:
        object = step_py(object, step);
      }
    }
    return {};
  }

  Owned step_py(Value object, const FieldStep &step) {
    if (step.isAttribute) {
      Owned name = internText(ts_, step.name);
      return name ? getAttr_py(ts_, object, name) : Owned();
    }
    Owned key =
        step.index == -1 ? makeStr(ts_, step.name) : makeInt(ts_, step.index);
    return key ? getItem_py(ts_, object, key) : Owned();
  }

  Owned positional(int64_t index) {
    if (!source_.args)
      return raise(ts_, types::ValueError,
                   "Format string contains positional fields");
    if (uint64_t(index) >= source_.args->positionalCount)
      return raise(ts_, types::IndexError,
                   "Replacement index {} out of range for positional args "
                   "tuple",
                   {index});
    return copyOf((*source_.args)[size_t(index)]);
  }

  Owned named_py(std::string_view name) {
    if (source_.args) {
      const Arguments &args = *source_.args;
      for (size_t i = 0, n = keywordCount(args); i < n; ++i)
        if (strText(tupleItem(args.names, i)) == name)
          return copyOf(args.values[args.positionalCount + i]);
    }
    Owned key = makeStr(ts_, name);
    if (!key)
      return {};
    if (source_.args)
      return raiseKeyError(ts_, key);
    return getItem_py(ts_, source_.mapping, key);
  }

  ThreadState &ts_;
  FieldSource source_;
  Numbering numbering_;
};

/// PEP 3101 has two levels: fields, and fields in their specifications.
constexpr int kLevels = 2;

Owned specError(ThreadState &ts, text::SpecError error,
                const text::FormatSpec &spec, std::string_view text,
                Value self) {
  std::string_view type = nativeQualifiedName(typeOf(self));
  StrBuilder message(ts);
  char *out = message.extend(text::specErrorSize(text, type));
  if (!out)
    return raiseMemoryError(ts);
  size_t size = text::specErrorText(out, error, spec, text, type);
  return raise(ts, types::ValueError, "{}", {message.view().substr(0, size)});
}

} // namespace

/// format(str, spec)
static Owned formatStr(ThreadState &ts, Value self, std::string_view specText) {
  text::FormatSpec spec;
  auto error = text::parseFormatSpec(spec, specText, 's', '<');
  if (error == text::SpecError::none)
    error = text::checkStringSpec(spec);
  if (error != text::SpecError::none)
    return specError(ts, error, spec, specText, self);
  std::string_view content = strText(self);
  text::TextSize size{content.size(), strLength(self)};
  if (spec.precision >= 0 && uint64_t(spec.precision) < size.characters) {
    size.characters = uint64_t(spec.precision);
    size.bytes = strByteOffset(self, size.characters);
  }
  text::TextSize whole = text::paddedSize(spec, size);
  if (whole.characters == size.characters)
    return strPiece(ts, self, content.substr(0, size.bytes));
  if (whole.bytes > INT64_MAX)
    return raiseMemoryError(ts);
  StrObject *result = allocateStr(ts, whole.bytes, whole.characters);
  if (!result)
    return {};
  char *place = text::writePadding(result->bytes, spec, size);
  std::memcpy(place, content.data(), size.bytes);
  if (whole.characters == 1) {
    Owned hold = Owned::steal(result);
    return makeStr(ts, {result->bytes, whole.bytes}, 1);
  }
  return Owned::steal(result);
}

namespace str_methods {

Owned format(ThreadState &ts, Value self, const Arguments &args) {
  return Formatter(ts, {&args, {}}).run_py(strText(self), kLevels);
}

Owned formatMap(ThreadState &ts, Value self, const Value *args) {
  return Formatter(ts, {nullptr, args[0]}).run_py(strText(self), kLevels);
}

Owned formatSpec(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "__format__() argument must be str, not {}",
                 {argumentType(args[0])});
  if (strLength(args[0]) == 0)
    return str_py(ts, self);
  return formatStr(ts, self, strText(args[0]));
}

} // namespace str_methods

} // namespace dxpy
