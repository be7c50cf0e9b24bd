// Module pyexpat over libexpat, with its submodules errors and model.
#include "runtime-support/objects/module.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "stdlib/expat/parser.h"
#include "stdlib/posix/path.h"

namespace dxpy::expat {

namespace {

Owned errorString(ThreadState &ts, Value, const Value *args) {
  int code;
  if (!posix::intArgument_py(ts, args[0], code))
    return {};
  const XML_LChar *text = XML_ErrorString(XML_Error(code));
  return text ? makeStr(ts, text) : ownedNone();
}

constexpr MethodDef functions[] = {
    {"ParserCreate", makeParser,
     "(encoding=None, namespace_separator=None, intern=<unrepresentable>)",
     "Return a new XML parser object."},
    {"ErrorString", errorString, "(code, /)",
     "Returns string error for given number."},
    {}};

/// module.name, also as `pyexpat.name` in sys.modules. Null: raised.
Owned addSubmodule(ThreadState &ts, Value module, const char *name,
                   const char *fullName, const char *doc) {
  Owned full = internText(ts, fullName);
  Owned made = full ? makeModule(ts, full) : Owned();
  if (!made || !addToModule(ts, made, "__doc__", makeStr(ts, doc)) ||
      !dictSet_py(ts, modulesTable(), full, made) ||
      !addToModule(ts, module, name, copyOf(made)))
    return {};
  return made;
}

#define CONSTANT(name) {#name, name}
struct Row {
  const char *name;
  int value;
};
constexpr Row errorRows[] = {
    CONSTANT(XML_ERROR_NO_MEMORY),
    CONSTANT(XML_ERROR_SYNTAX),
    CONSTANT(XML_ERROR_NO_ELEMENTS),
    CONSTANT(XML_ERROR_INVALID_TOKEN),
    CONSTANT(XML_ERROR_UNCLOSED_TOKEN),
    CONSTANT(XML_ERROR_PARTIAL_CHAR),
    CONSTANT(XML_ERROR_TAG_MISMATCH),
    CONSTANT(XML_ERROR_DUPLICATE_ATTRIBUTE),
    CONSTANT(XML_ERROR_JUNK_AFTER_DOC_ELEMENT),
    CONSTANT(XML_ERROR_PARAM_ENTITY_REF),
    CONSTANT(XML_ERROR_UNDEFINED_ENTITY),
    CONSTANT(XML_ERROR_RECURSIVE_ENTITY_REF),
    CONSTANT(XML_ERROR_ASYNC_ENTITY),
    CONSTANT(XML_ERROR_BAD_CHAR_REF),
    CONSTANT(XML_ERROR_BINARY_ENTITY_REF),
    CONSTANT(XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF),
    CONSTANT(XML_ERROR_MISPLACED_XML_PI),
    CONSTANT(XML_ERROR_UNKNOWN_ENCODING),
    CONSTANT(XML_ERROR_INCORRECT_ENCODING),
    CONSTANT(XML_ERROR_UNCLOSED_CDATA_SECTION),
    CONSTANT(XML_ERROR_EXTERNAL_ENTITY_HANDLING),
    CONSTANT(XML_ERROR_NOT_STANDALONE),
    CONSTANT(XML_ERROR_UNEXPECTED_STATE),
    CONSTANT(XML_ERROR_ENTITY_DECLARED_IN_PE),
    CONSTANT(XML_ERROR_FEATURE_REQUIRES_XML_DTD),
    CONSTANT(XML_ERROR_CANT_CHANGE_FEATURE_ONCE_PARSING),
    CONSTANT(XML_ERROR_UNBOUND_PREFIX),
    CONSTANT(XML_ERROR_UNDECLARING_PREFIX),
    CONSTANT(XML_ERROR_INCOMPLETE_PE),
    CONSTANT(XML_ERROR_XML_DECL),
    CONSTANT(XML_ERROR_TEXT_DECL),
    CONSTANT(XML_ERROR_PUBLICID),
    CONSTANT(XML_ERROR_SUSPENDED),
    CONSTANT(XML_ERROR_NOT_SUSPENDED),
    CONSTANT(XML_ERROR_ABORTED),
    CONSTANT(XML_ERROR_FINISHED),
    CONSTANT(XML_ERROR_SUSPEND_PE),
    CONSTANT(XML_ERROR_RESERVED_PREFIX_XML),
    CONSTANT(XML_ERROR_RESERVED_PREFIX_XMLNS),
    CONSTANT(XML_ERROR_RESERVED_NAMESPACE_URI),
    CONSTANT(XML_ERROR_INVALID_ARGUMENT),
    CONSTANT(XML_ERROR_NO_BUFFER),
    CONSTANT(XML_ERROR_AMPLIFICATION_LIMIT_BREACH),
};
constexpr Row modelRows[] = {
    CONSTANT(XML_CTYPE_EMPTY),  CONSTANT(XML_CTYPE_ANY),
    CONSTANT(XML_CTYPE_MIXED),  CONSTANT(XML_CTYPE_NAME),
    CONSTANT(XML_CTYPE_CHOICE), CONSTANT(XML_CTYPE_SEQ),
    CONSTANT(XML_CQUANT_NONE),  CONSTANT(XML_CQUANT_OPT),
    CONSTANT(XML_CQUANT_REP),   CONSTANT(XML_CQUANT_PLUS),
};
constexpr Row parsingRows[] = {
    CONSTANT(XML_PARAM_ENTITY_PARSING_NEVER),
    CONSTANT(XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE),
    CONSTANT(XML_PARAM_ENTITY_PARSING_ALWAYS),
};
#undef CONSTANT

/// The texts of errors by name, and both ways by number.
bool addErrorModule(ThreadState &ts, Value module) {
  Owned errors = addSubmodule(ts, module, "errors", "pyexpat.errors",
                              "Constants used to describe error conditions.");
  Owned codes = makeDict(ts), messages = makeDict(ts);
  if (!errors || !codes || !messages)
    return false;
  for (auto &row : errorRows) {
    const XML_LChar *chars = XML_ErrorString(XML_Error(row.value));
    Owned text = makeStr(ts, chars ? chars : ""), code = makeInt(ts, row.value);
    if (!text || !addToModule(ts, errors, row.name, copyOf(text)) ||
        !dictSet_py(ts, codes, text, code) ||
        !dictSet_py(ts, messages, code, text))
      return false;
  }
  return addToModule(ts, errors, "codes", std::move(codes)) &&
         addToModule(ts, errors, "messages", std::move(messages));
}

bool addModel(ThreadState &ts, Value module) {
  Owned model =
      addSubmodule(ts, module, "model", "pyexpat.model",
                   "Constants used to interpret content model information.");
  for (auto &row : modelRows)
    if (!model || !addToModule(ts, model, row.name, makeInt(ts, row.value)))
      return false;
  return bool(model);
}

Owned featureList(ThreadState &ts) {
  Owned list = makeList(ts);
  for (const XML_Feature *each = XML_GetFeatureList();
       list && each->feature != XML_FEATURE_END; ++each) {
    Owned name = makeStr(ts, each->name), value = makeInt(ts, each->value);
    if (!name ||
        !listAppend(ts, list, makeTuple(ts, {name.value(), value.value()})))
      return {};
  }
  return list;
}

bool execute(ThreadState &ts, Value module) {
  TypeObject *error = addExceptionToModule(
      ts, module, "xml.parsers.expat.ExpatError", Value(&types::Exception));
  if (!error || !registerNativeType(ts, &parserType))
    return false;
  expatError = Value(error);
  XML_Expat_Version version = XML_ExpatVersionInfo();
  Value numbers[] = {Value(smallIntWord(version.major)),
                     Value(smallIntWord(version.minor)),
                     Value(smallIntWord(version.micro))};
  for (auto &row : parsingRows)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  return addToModule(ts, module, "error", copyOf(expatError)) &&
         addToModule(ts, module, "XMLParserType", copyOf(Value(&parserType))) &&
         addToModule(ts, module, "EXPAT_VERSION",
                     makeStr(ts, XML_ExpatVersion())) &&
         addToModule(ts, module, "version_info", makeTuple(ts, numbers, 3)) &&
         addToModule(ts, module, "native_encoding", makeStr(ts, "UTF-8")) &&
         addToModule(ts, module, "features", featureList(ts)) &&
         addErrorModule(ts, module) && addModel(ts, module);
}

} // namespace

} // namespace dxpy::expat

namespace dxpy {
DX_NATIVE_MODULE(pyexpat, "Python wrapper for Expat parser.", expat::functions,
                 expat::execute)
} // namespace dxpy
