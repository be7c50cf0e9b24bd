// SyntaxError, IndentationError, TabError.
#include "runtime-support/builtins/exception_base.h"

namespace dxpy {

namespace {

SyntaxErrorObject *errorOf(Value self) { return self.as<SyntaxErrorObject>(); }

constexpr Word SyntaxErrorObject::*ownFields[] = {
    &SyntaxErrorObject::message, &SyntaxErrorObject::filename,
    &SyntaxErrorObject::line,    &SyntaxErrorObject::offset,
    &SyntaxErrorObject::endLine, &SyntaxErrorObject::endOffset,
    &SyntaxErrorObject::text,    &SyntaxErrorObject::printFileAndLine};

Owned newSyntaxError(ThreadState &ts, TypeObject *type, const Arguments &args) {
  Owned result = newException(ts, type, args);
  if (result)
    for (auto field : ownFields)
      errorOf(result)->*field = kNone;
  return result;
}

/// (filename, lineno, offset, text[, end_lineno, end_offset])
bool takeLocation(ThreadState &ts, Value self, Value info) {
  Owned items = tupleFromIterable_py(ts, info);
  if (!items)
    return false;
  uint64_t count = tupleLength(items);
  if (count < 4 || count > 6)
    return raise(ts, types::TypeError,
                 "function takes at {} arguments ({} given)",
                 {count < 4 ? "least 4" : "most 6", count});
  constexpr Word SyntaxErrorObject::*fields[] = {
      &SyntaxErrorObject::filename, &SyntaxErrorObject::line,
      &SyntaxErrorObject::offset,   &SyntaxErrorObject::text,
      &SyntaxErrorObject::endLine,  &SyntaxErrorObject::endOffset};
  for (uint64_t i = 0; i < 6; ++i)
    storeField(ts, self.header(), &(errorOf(self)->*fields[i]),
               i < count ? copyOf(tupleItem(items, i)) : ownedNone());
  if (count == 5)
    return raise(ts, types::TypeError,
                 "end_offset must be provided when end_lineno is provided");
  return true;
}

bool initSyntaxError(ThreadState &ts, Value self, const Arguments &args) {
  if (!initBaseException(ts, self, args))
    return false;
  if (args.positionalCount >= 1)
    storeField(ts, self.header(), &errorOf(self)->message, copyOf(args[0]));
  return args.positionalCount != 2 || takeLocation(ts, self, args[1]);
}

std::string_view baseName(std::string_view path) {
  size_t slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

Owned strSyntaxError(ThreadState &ts, Value self) {
  SyntaxErrorObject *error = errorOf(self);
  Value file(error->filename), line(error->line);
  bool hasFile = isStr(file), hasLine = isExactInt(line);
  if (!hasFile && !hasLine)
    return str_py(ts, Value(error->message));
  StrBuilder text(ts);
  if (!text.appendStr_py(Value(error->message)))
    return {};
  text.append(" (");
  if (hasFile)
    text.append(baseName(strText(file)));
  if (hasLine) {
    text.append(hasFile ? ", line " : "line ");
    if (!text.appendStr_py(line))
      return {};
  }
  text.append(")");
  return text.finish();
}

#define FIELD(name, field, doc)                                                \
  {name, MemberKind::ValueOrNone, offsetof(SyntaxErrorObject, field), false,   \
   doc}
constexpr MemberDef members[] = {
    FIELD("msg", message, "exception msg"),
    FIELD("filename", filename, "exception filename"),
    FIELD("lineno", line, "exception lineno"),
    FIELD("offset", offset, "exception offset"),
    FIELD("text", text, "exception text"),
    FIELD("end_lineno", endLine, "exception end lineno"),
    FIELD("end_offset", endOffset, "exception end offset"),
    FIELD("print_file_and_line", printFileAndLine,
          "exception print_file_and_line"),
    {}};
#undef FIELD
constexpr TypeSpec spec = {
    .name = "SyntaxError", .doc = "Invalid syntax.", .members = members};
constexpr TypeSpec indentationSpec = {.name = "IndentationError",
                                      .doc = "Improper indentation."};
constexpr TypeSpec tabSpec = {.name = "TabError",
                              .doc = "Improper mixture of spaces and tabs."};
using SyntaxErrorFields =
    ExceptionFields<SyntaxErrorObject, &SyntaxErrorObject::message,
                    &SyntaxErrorObject::filename, &SyntaxErrorObject::line,
                    &SyntaxErrorObject::offset, &SyntaxErrorObject::endLine,
                    &SyntaxErrorObject::endOffset, &SyntaxErrorObject::text,
                    &SyntaxErrorObject::printFileAndLine>::All;

} // namespace

constinit TypeObject types::SyntaxError = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kExceptionFlags,
    DXPY_EXCEPTION_LAYOUT(SyntaxErrorObject),
    .slots = {.deallocate = SyntaxErrorFields::deallocate,
              .visit = SyntaxErrorFields::visit,
              .clear = SyntaxErrorFields::clear,
              .str = strSyntaxError,
              .init = initSyntaxError,
              .new_ = newSyntaxError}};
constinit TypeObject types::IndentationError = {
    .header = typeHeader(),
    .spec = &indentationSpec,
    .flags = kExceptionFlags,
    .slots = {.init = initSyntaxError, .new_ = newSyntaxError}};
constinit TypeObject types::TabError = {
    .header = typeHeader(),
    .spec = &tabSpec,
    .flags = kExceptionFlags,
    .slots = {.init = initSyntaxError, .new_ = newSyntaxError}};

} // namespace dxpy
