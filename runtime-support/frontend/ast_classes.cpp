// Module _ast: the classes of the nodes of syntax trees, and their base AST.
#include "runtime-support/frontend/ast_classes.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/str.h"
#include <cstring>

namespace dxpy {

constinit AstClasses astClasses = {};

const AstCategoryRow astCategories[kAstCategoryCount] = {
#define AST_SUM(Category, Asdl, HasAttributes) {Asdl, bool(HasAttributes)},
#define AST_PRODUCT(Category, Asdl, HasAttributes) {Asdl, bool(HasAttributes)},
#include "compiler/syntax/Ast.def"
};
const AstCategory astCategoryOf[kAstNodeCount] = {
#define AST_NODE(Category, Name, Fields) AstCategory::Category,
#include "compiler/syntax/Ast.def"
};

namespace {

using syntax::ast::NodeKind;

struct FieldRow {
  const char *type; ///< as the docstring has it, without name
  const char *name;
  bool optional; ///< the class gives it None
};

#define AST_SUM(Category, Asdl, HasAttributes)                                 \
  [[maybe_unused]] constexpr char asdl##Category[] = Asdl;
#define AST_PRODUCT(Category, Asdl, HasAttributes)                             \
  [[maybe_unused]] constexpr char asdl##Category[] = Asdl;
#include "compiler/syntax/Ast.def"
[[maybe_unused]] constexpr char asdlExprContext[] = "expr_context";
[[maybe_unused]] constexpr char asdlBoolOperator[] = "boolop";
[[maybe_unused]] constexpr char asdlOperator[] = "operator";
[[maybe_unused]] constexpr char asdlUnaryOperator[] = "unaryop";
[[maybe_unused]] constexpr char asdlCmpOperator[] = "cmpop";

/// Text with "?" or "*" behind it, made at compile time.
template <size_t size> struct Suffixed {
  char text[size + 1] = {};
  consteval Suffixed(const char (&name)[size], char suffix) {
    for (size_t i = 0; i + 1 < size; ++i)
      text[i] = name[i];
    text[size - 1] = suffix;
  }
};
template <const auto &name, char suffix>
constexpr Suffixed suffixed{name, suffix};

/// The level of the library knows two fields better than the tree's layout.
consteval bool isOptionalInt(std::string_view name) { return name == "level"; }
consteval bool isRequiredText(std::string_view name) { return name == "tag"; }

#define F_CHILD(Type, name) {asdl##Type, #name, false},
#define F_OPT(Type, name) {suffixed<asdl##Type, '?'>.text, #name, true},
#define F_SEQ(Type, name) {suffixed<asdl##Type, '*'>.text, #name, false},
#define F_OPTSEQ(Type, name) F_SEQ(Type, name)
#define F_ID(name) {"identifier", #name, false},
#define F_OPTID(name) {"identifier?", #name, true},
#define F_IDSEQ(name) {"identifier*", #name, false},
#define F_STR(name)                                                            \
  {isRequiredText(#name) ? "string" : "string?", #name, !isRequiredText(#name)},
#define F_INT(name)                                                            \
  {isOptionalInt(#name) ? "int?" : "int", #name, isOptionalInt(#name)},
#define F_CONST(name) {"constant", #name, false},
#define F_ENUM(Type, name) {asdl##Type, #name, false},
#define F_ENUMSEQ(Type, name) {suffixed<asdl##Type, '*'>.text, #name, false},
#define F_SEQ_SINCE(Minor, Type, name)
#define F_OPT_SINCE(Minor, Type, name)
#define AST_NODE_SINCE(Minor, Category, Name, Fields)
#define AST_NODE(Category, Name, Fields)                                       \
  constexpr FieldRow fieldsOf##Name[] = {Fields{nullptr, nullptr, false}};
#include "compiler/syntax/Ast.def"
#undef F_CHILD
#undef F_OPT
#undef F_SEQ
#undef F_OPTSEQ
#undef F_ID
#undef F_OPTID
#undef F_IDSEQ
#undef F_STR
#undef F_INT
#undef F_CONST
#undef F_ENUM
#undef F_ENUMSEQ
#undef F_SEQ_SINCE
#undef F_OPT_SINCE

struct NodeRow {
  NodeKind kind;
  AstCategory category;
  const FieldRow *fields;
};
constexpr NodeRow nodeRows[] = {
#define AST_NODE_SINCE(Minor, Category, Name, Fields)
#define AST_NODE(Category, Name, Fields)                                       \
  {NodeKind::Name, AstCategory::Category, fieldsOf##Name},
#include "compiler/syntax/Ast.def"
};

struct EnumRow {
  AstEnum type;
  uint8_t value;
  const char *name;
};
constexpr EnumRow enumRows[] = {
#define AST_ENUM(Type, Name, Spelling)                                         \
  {AstEnum::Type, uint8_t(syntax::ast::Type::Name), #Name},
#include "compiler/syntax/Ast.def"
};
constexpr const char *enumNames[kAstEnumCount] = {
    asdlExprContext, asdlBoolOperator, asdlOperator, asdlUnaryOperator,
    asdlCmpOperator};

constexpr const char *attributes[] = {"lineno", "col_offset", "end_lineno",
                                      "end_col_offset"};

/// A product is a class of its own, without a category above it.
bool isProduct(const NodeRow &row) {
  return nodeName(row.kind) == astCategories[size_t(row.category)].asdl;
}

// AST
// -----------------------------------------------------------------------

Owned fieldNames_py(ThreadState &ts, Value self) {
  Owned name = internText(ts, "_fields");
  Owned fields = getAttrOptional_py(ts, Value(typeOf(self)), name);
  if (!fields)
    return pendingException(ts) ? Owned() : copyOf(emptyTuple());
  return tupleFromIterable_py(ts, fields);
}

bool initNode(ThreadState &ts, Value self, const Arguments &args) {
  Owned fields = fieldNames_py(ts, self);
  if (!fields)
    return false;
  size_t count = tupleLength(fields);
  if (args.positionalCount > count)
    return raise(
        ts, types::TypeError,
        "{} constructor takes at most {} positional argument{}",
        {nativeQualifiedName(typeOf(self)), count, count == 1 ? "" : "s"});
  for (size_t i = 0; i < args.positionalCount; ++i)
    if (!setAttr_py(ts, self, tupleItem(fields, i), args[i]))
      return false;
  for (size_t i = 0; i < keywordCount(args); ++i) {
    Value key = tupleItem(args.names, i);
    for (size_t at = 0; at < args.positionalCount; ++at) {
      int same = equal_py(ts, tupleItem(fields, at), key);
      if (same < 0)
        return false;
      if (same)
        return raise(ts, types::TypeError,
                     "{} got multiple values for argument '{}'",
                     {nativeQualifiedName(typeOf(self)), key});
    }
    if (!setAttr_py(ts, self, key, args[args.positionalCount + i]))
      return false;
  }
  return true;
}

Owned reduceNode(ThreadState &ts, Value self, const Value *) {
  Owned dict = instanceDict(ts, self);
  if (!dict)
    return {};
  return makeTuple(ts, {Value(typeOf(self)), emptyTuple(), dict.value()});
}

Owned getAttributes(ThreadState &ts, Value self) {
  return instanceDict(ts, self);
}

void deallocateNode(ThreadState &ts, ObjectHeader *object) {
  freeObject(ts, object, sizeof(ObjectHeader));
}

constexpr MethodDef baseMethods[] = {{"__reduce__", reduceNode, "()"}, {}};
constexpr GetSetDef baseGetSets[] = {{"__dict__", getAttributes}, {}};
constexpr TypeSpec baseSpec = {"ast.AST", nullptr, baseMethods, baseGetSets};
constinit TypeObject baseType = {
    .header = typeHeader(),
    .spec = &baseSpec,
    .base = &types::Object,
    .flags = kTypeBase | kTypeContainer | kTypeHasDict | kTypeHasWeakrefs,
    .basicSize = sizeof(ObjectHeader),
    .slots = {.deallocate = deallocateNode,
              .visit = [](ObjectHeader *, Visitor &) {},
              .clear = [](ThreadState &, ObjectHeader *) {},
              .init = initNode,
              .new_ = objectNew},
};

// Classes
// -------------------------------------------------------------------

void appendFields(StrBuilder &doc, const FieldRow *fields) {
  if (!fields->name)
    return;
  doc.append("(");
  for (const FieldRow *field = fields; field->name; ++field) {
    if (field != fields)
      doc.append(", ");
    doc.append(field->type);
    doc.append(" ");
    doc.append(field->name);
  }
  doc.append(")");
}

Owned nameTuple(ThreadState &ts, const FieldRow *fields) {
  size_t count = 0;
  while (fields && fields[count].name)
    ++count;
  if (!count)
    return copyOf(emptyTuple());
  TupleObject *tuple = allocateTuple(ts, count);
  if (!tuple)
    return {};
  Owned result = Owned::steal(tuple);
  for (size_t i = 0; i < count; ++i) {
    tuple->items[i] = internText(ts, fields[i].name).take();
    if (!tuple->items[i])
      return {};
  }
  return result;
}

bool setNamed(ThreadState &ts, Value cls, const char *name, Value value) {
  Owned key = internText(ts, name);
  return key && setAttr_py(ts, cls, key, value);
}

/// type(name, (base,), {...})
Word makeNodeClass(ThreadState &ts, std::string_view name, Value base,
                   const FieldRow *fields, std::string_view doc) {
  Owned dict = makeDict(ts), fieldNames = nameTuple(ts, fields);
  if (!dict || !fieldNames)
    return 0;
  auto add = [&](const char *key, Value value) {
    Owned keyName = internText(ts, key);
    return keyName && dictSet_py(ts, dict, keyName, value);
  };
  Owned module = internText(ts, "ast"), className = internText(ts, name);
  Owned text = makeStr(ts, doc), bases = makeTuple(ts, {base});
  if (!module || !className || !text || !bases || !add("_fields", fieldNames) ||
      !add("__module__", module) || !add("__match_args__", fieldNames) ||
      !add("__doc__", text))
    return 0;
  Owned cls = call_py(ts, Value(&types::Type),
                      {className.value(), bases.value(), dict.value()});
  for (const FieldRow *field = fields; cls && field && field->name; ++field)
    if (field->optional && !setNamed(ts, cls, field->name, none))
      return 0;
  return cls.take();
}

/// `_attributes` of a category, and None for those that may be left out.
bool setAttributes(ThreadState &ts, Value cls, AstCategory category) {
  bool has = astCategories[size_t(category)].hasAttributes;
  TupleObject *tuple = has ? allocateTuple(ts, 4) : nullptr;
  Owned names = has ? Owned::steal(tuple) : copyOf(emptyTuple());
  for (size_t i = 0; has && i < 4; ++i)
    if (!(tuple->items[i] = internText(ts, attributes[i]).take()))
      return false;
  if (!names || !setNamed(ts, cls, "_attributes", names))
    return false;
  return !has || category == AstCategory::Pattern ||
         (setNamed(ts, cls, "end_lineno", none) &&
          setNamed(ts, cls, "end_col_offset", none));
}

void sumDoc(StrBuilder &doc, AstCategory category) {
  std::string_view asdl = astCategories[size_t(category)].asdl;
  doc.append(asdl);
  doc.append(" = ");
  bool first = true;
  for (const NodeRow &row : nodeRows) {
    if (row.category != category)
      continue;
    if (!first) {
      doc.append("\n");
      for (size_t i = 0; i <= asdl.size(); ++i)
        doc.append(" ");
      doc.append("| ");
    }
    first = false;
    doc.append(nodeName(row.kind));
    appendFields(doc, row.fields);
  }
}

bool makeCategory(ThreadState &ts, AstCategory category) {
  bool any = false, product = false;
  for (const NodeRow &row : nodeRows)
    if (row.category == category) {
      any = true;
      product = isProduct(row);
    }
  if (!any || product)
    return true;
  StrBuilder doc(ts);
  sumDoc(doc, category);
  Word cls = makeNodeClass(ts, astCategories[size_t(category)].asdl,
                           Value(&baseType), nullptr, doc.view());
  astClasses.categories[size_t(category)] = cls;
  return cls && setAttributes(ts, Value(cls), category);
}

bool makeNode(ThreadState &ts, const NodeRow &row) {
  StrBuilder doc(ts);
  doc.append(nodeName(row.kind));
  appendFields(doc, row.fields);
  Word &category = astClasses.categories[size_t(row.category)];
  bool product = isProduct(row);
  Word cls = makeNodeClass(ts, nodeName(row.kind),
                           product ? Value(&baseType) : Value(category),
                           row.fields, doc.view());
  astClasses.nodes[size_t(row.kind)] = cls;
  if (!cls || !product)
    return cls != 0;
  category = copyOf(Value(cls)).take();
  return setAttributes(ts, Value(cls), row.category);
}

bool makeEnum(ThreadState &ts, AstEnum type) {
  StrBuilder doc(ts);
  doc.append(enumNames[size_t(type)]);
  bool first = true;
  for (const EnumRow &row : enumRows)
    if (row.type == type) {
      doc.append(first ? " = " : " | ");
      doc.append(row.name);
      first = false;
    }
  Word cls = makeNodeClass(ts, enumNames[size_t(type)], Value(&baseType),
                           nullptr, doc.view());
  astClasses.enums[size_t(type)] = cls;
  if (!cls || !setNamed(ts, Value(cls), "_attributes", emptyTuple()))
    return false;
  for (const EnumRow &row : enumRows) {
    if (row.type != type)
      continue;
    Word member = makeNodeClass(ts, row.name, Value(cls), nullptr, row.name);
    astClasses.enumClasses[size_t(type)][row.value] = member;
    Word instance = member ? call_py(ts, Value(member)).take() : 0;
    astClasses.enumInstances[size_t(type)][row.value] = instance;
    if (!instance)
      return false;
  }
  return true;
}

bool makeClasses(ThreadState &ts) {
  if (astClasses.base)
    return true;
  if (!initNativeType(ts, &baseType) || !readyType(ts, &baseType))
    return false;
  for (const char *name : {"_fields", "__match_args__", "_attributes"}) {
    Owned key = internText(ts, name);
    if (!key || !dictSetName(ts, Value(baseType.dict), key, emptyTuple()))
      return false;
  }
  typeModified(&baseType);
  for (size_t i = 0; i < kAstCategoryCount; ++i)
    if (!makeCategory(ts, AstCategory(i)))
      return false;
  for (const NodeRow &row : nodeRows)
    if (!makeNode(ts, row))
      return false;
  for (size_t i = 0; i < kAstEnumCount; ++i)
    if (!makeEnum(ts, AstEnum(i)))
      return false;
  astClasses.base = &baseType;
  return true;
}

bool addClass(ThreadState &ts, Value module, Word cls) {
  if (!cls)
    return true;
  Owned name = getAttr_py(ts, Value(cls), &names::__name__);
  return name && dictSetName(ts, moduleDict(module), name, Value(cls));
}

constexpr AstHooks hooks = {
    [](Value object) { return isSubtype(typeOf(object), &baseType); },
    astToObject, astFromObject_py};

bool execute(ThreadState &ts, Value module) {
  if (!makeClasses(ts) || !addTypeToModule(ts, module, &baseType))
    return false;
  for (Word cls : astClasses.categories)
    if (!addClass(ts, module, cls))
      return false;
  for (Word cls : astClasses.nodes)
    if (!addClass(ts, module, cls))
      return false;
  for (size_t i = 0; i < kAstEnumCount; ++i) {
    if (!addClass(ts, module, astClasses.enums[i]))
      return false;
    for (Word cls : astClasses.enumClasses[i])
      if (!addClass(ts, module, cls))
        return false;
  }
  astHooks = &hooks;
  auto flag = [&](const char *name, int64_t value) {
    return addToModule(ts, module, name, Owned::steal(smallIntWord(value)));
  };
  return flag("PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000) &&
         flag("PyCF_ONLY_AST", 0x400) && flag("PyCF_TYPE_COMMENTS", 0x1000);
}

} // namespace

DX_NATIVE_MODULE(_ast, nullptr, nullptr, execute)

} // namespace dxpy
