#include "compiler/driver/Reachability.h"
#include "compiler/syntax/AstVisitor.h"
#include "runtime-support/abi/helper_modules.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace llvm;

namespace dxpy::driver {

using namespace syntax::ast;

namespace {

bool isDunder(StringRef name) {
  return name.size() > 4 && name.starts_with("__") && name.ends_with("__");
}

/// Decorators that leave a function to be called by its name only.
bool keepsName(StringRef decorator) {
  return StringSwitch<bool>(decorator)
      .Cases({"property", "staticmethod", "classmethod", "setter", "getter"},
             true)
      .Cases({"deleter", "abstractmethod", "cached_property", "wraps"}, true)
      .Cases({"contextmanager", "asynccontextmanager", "lru_cache"}, true)
      .Cases({"cache", "overload", "final", "recursive_repr", "coroutine"},
             true)
      .Default(false);
}

bool looksUpByText(StringRef function) {
  return StringSwitch<bool>(function)
      .Cases({"getattr", "hasattr", "methodcaller", "attrgetter"}, true)
      .Default(false);
}

bool isIdentifier(StringRef text) {
  return !text.empty() && text.size() < 80 && !isDigit(text.front()) &&
         all_of(
             text,
             [](char c) { return isAlnum(c) || c == '_' || (c & 0x80) != 0; });
}

/// The module that makes what the syntax stands for.
const char *helperModuleOf(Node *node) {
  if (isA<TemplateStr>(node))
    return kTemplatesModule;
  if (isA<TypeAlias>(node) || isA<TypeVar>(node) || isA<ParamSpec>(node) ||
      isA<TypeVarTuple>(node))
    return kTypeParametersModule;
  return nullptr;
}

template <class T> ArrayRef<T *> arrayOf(Seq<T *> seq) {
  return ArrayRef<T *>(seq.items, seq.count);
}

} // namespace

StringRef Reachability::text(syntax::Identifier id) const {
  return id ? StringRef(module->tree.text(id)) : StringRef();
}

void Reachability::addModule(const SourceModule &added, bool isWhole) {
  module = &added;
  whole = isWhole;
  scan(added.tree.root);
}

std::vector<std::string> Reachability::takeImports() {
  addTextsOfDynamicImports();
  // Functions of library modules only wait: what is scanned here is not whole.
  whole = false;
  while (!reached.empty()) {
    Function next = reached.back();
    reached.pop_back();
    module = next.module;
    scanBody(next.body);
  }
  return std::exchange(imports, {});
}

/// The program's own code names something that imports or runs text.
void Reachability::addMention(StringRef name, bool attribute) {
  if (name == "__import__" || name == "import_module")
    ++importMentions;
  else if (name == "exec" || name == "eval" || name == "compile")
    runsText = runsText || !attribute; // not re.compile
  else if (name == "meta_path" || name == "path_hooks")
    addImport("_frozen_importlib_external");
  else if (name == "settrace" || name == "setprofile")
    traceHooks = true;
  else if (name == "__reduce__" || name == "__reduce_ex__")
    addImport("copyreg");
}

void Reachability::collectText(const Constant &constant) {
  if (constant.value.kind == ConstantKind::Str && constant.value.size)
    texts.push_back(std::string(constant.value.text()));
}

/// Where names of modules are computed, every constant may be one; where text
/// is run, it may import.
void Reachability::addTextsOfDynamicImports() {
  bool computed = importMentions > constantImports;
  if (!computed && !runsText)
    return;
  addImport("_frozen_importlib_external");
  for (; textsSeen < texts.size(); ++textsSeen) {
    std::string text = texts[textsSeen];
    SmallVector<StringRef, 4> parts;
    StringRef(text).split(parts, '.');
    if (computed && text.size() < 200 && all_of(parts, isIdentifier))
      addImport(text);
    else if (runsText && StringRef(text).contains("import"))
      addImportsOfProgramText(text);
  }
}

void Reachability::addImportsOfProgramText(StringRef text) {
  auto buffer = base::SourceBuffer::fromText(text, "<string>");
  if (!buffer)
    return;
  auto parsed = syntax::parseModule(std::move(*buffer), syntax::ParseOptions());
  if (!parsed)
    return;
  textModules.push_back(std::make_unique<SourceModule>());
  SourceModule &added = *textModules.back();
  added.name = "__main__";
  added.tree = std::move(*parsed);
  addModule(added, true);
}

/// `__all__ = [...]` of a package.
void Reachability::addAll(ArrayRef<ExprNode *> targets, ExprNode *value) {
  auto *name = dynCast<Name>(targets.front());
  if (!module->isPackage || !name || text(name->id) != "__all__")
    return;
  std::vector<std::string> &names = allOf[module->name];
  forEachChild(value, [&](Node *child) {
    auto *constant = dynCast<Constant>(child);
    if (constant && constant->value.kind == ConstantKind::Str)
      names.push_back(std::string(constant->value.text()));
  });
  if (starred.contains(module->name))
    addStar(module->name);
}

void Reachability::addStar(StringRef package) {
  starred.insert(package);
  for (const std::string &name : allOf.lookup(package))
    addImport((package + "." + name).str());
}

void Reachability::addName(StringRef name) {
  if (!names.insert(name).second)
    return;
  if (name == "strptime") // time.strptime is in C++ and imports it
    addImport("_strptime");
  auto found = waiting.find(name);
  if (found == waiting.end())
    return;
  append_range(reached, found->second);
  waiting.erase(found);
}

void Reachability::addImport(StringRef name) {
  for (size_t at = 0; at != StringRef::npos;) {
    at = name.find('.', at + 1);
    StringRef prefix = name.take_front(at);
    if (!given.insert(prefix).second)
      continue;
    imports.push_back(prefix.str());
    // What modules in C++ import when they are used.
    StringRef needed = StringSwitch<StringRef>(prefix)
                           .Case("_datetime", "time")
                           .Case("_json", "json.decoder")
                           .Case("_pickle", "pickle")
                           .Default("");
    if (!needed.empty())
      addImport(needed);
  }
}

void Reachability::scanBody(ArrayRef<StmtNode *> body) {
  for (StmtNode *statement : body)
    scan(statement);
}

void Reachability::scan(Node *node) {
  // Trees that are deeper are errors, which the next stage reports.
  constexpr unsigned maxDepth = 5000;
  if (depth == maxDepth)
    return;
  SaveAndRestore deeper(depth, depth + 1);
  if (auto *def = dynCast<FunctionDef>(node))
    return function(def);
  if (auto *def = dynCast<AsyncFunctionDef>(node))
    return function(def);
  if (auto *statement = dynCast<If>(node))
    return ifStatement(statement);
  if (auto *statement = dynCast<Try>(node))
    return tryStatement(statement);
  if (auto *import = dynCast<Import>(node)) {
    for (Alias *alias : import->names)
      addImport(text(alias->name));
    return;
  }
  if (auto *from = dynCast<ImportFrom>(node))
    return importFrom(*from);
  if (const char *helper = helperModuleOf(node))
    addImport(helper);
  if (auto *assign = dynCast<Assign>(node))
    addAll(arrayOf(assign->targets), assign->value);
  if (whole)
    if (auto *constant = dynCast<Constant>(node))
      collectText(*constant);
  if (auto *name = dynCast<Name>(node)) {
    addName(text(name->id));
    if (whole)
      addMention(text(name->id));
  } else if (auto *attribute = dynCast<Attribute>(node)) {
    addName(text(attribute->attr));
    if (whole)
      addMention(text(attribute->attr), /*attribute=*/true);
  } else if (auto *expression = dynCast<Call>(node))
    call(expression);
  else if (whole) {
    addText(node);
    addEncoding(node, EncodingUse::Constant);
  }
  forEachChild(node, [this](Node *child) { scan(child); });
}

template <class Def> void Reachability::function(Def *def) {
  bool waits = !whole && !isDunder(text(def->name));
  for (ExprNode *decorator : def->decorator_list) {
    Node *named = decorator;
    if (auto *applied = dynCast<Call>(named))
      named = applied->func;
    StringRef name;
    if (auto *plain = dynCast<Name>(named))
      name = text(plain->id);
    else if (auto *attribute = dynCast<Attribute>(named))
      name = text(attribute->attr);
    waits = waits && keepsName(name);
    scan(decorator);
  }
  for (TypeParamNode *parameter : def->type_params)
    scan(parameter);
  scan(def->args);
  if (def->returns)
    scan(def->returns);
  if (!waits || names.contains(text(def->name)))
    return scanBody(arrayOf(def->body));
  waiting[text(def->name)].push_back({module, arrayOf(def->body)});
}

/// A library module is never run as a program, nor by a type checker.
void Reachability::ifStatement(If *statement) {
  bool never = false;
  if (module->isLibrary) {
    if (auto *compare = dynCast<Compare>(statement->test)) {
      auto *left = dynCast<Name>(compare->left);
      auto *right = dynCast<Constant>(compare->comparators.front());
      never = left && text(left->id) == "__name__" && right &&
              right->value.kind == ConstantKind::Str &&
              right->value.text() == "__main__";
    } else if (auto *name = dynCast<Name>(statement->test)) {
      never = text(name->id) == "TYPE_CHECKING";
    }
  }
  scan(statement->test);
  if (!never)
    scanBody(arrayOf(statement->body));
  scanBody(arrayOf(statement->orelse));
}

static bool catchesImportError(Try *statement,
                               function_ref<StringRef(Name *)> text) {
  for (ExceptHandler *handler : arrayOf(statement->handlers)) {
    auto *name = handler->type ? dynCast<Name>(handler->type) : nullptr;
    if (!name || !StringSwitch<bool>(text(name))
                      .Cases({"ImportError", "ModuleNotFoundError"}, true)
                      .Default(false))
      return false;
  }
  return statement->handlers.count != 0;
}

/// What the library does for want of a native module that is there is never
/// done.
void Reachability::tryStatement(Try *statement) {
  auto isThere = [&](StmtNode *node) {
    if (auto *import = dynCast<Import>(node))
      return all_of(import->names,
                    [&](Alias *alias) { return isNative(text(alias->name)); });
    auto *from = dynCast<ImportFrom>(node);
    return from && from->level == 0 && isNative(text(from->module));
  };
  bool never = module->isLibrary &&
               catchesImportError(statement,
                                  [&](Name *name) { return text(name->id); }) &&
               all_of(arrayOf(statement->body), isThere);
  scanBody(arrayOf(statement->body));
  if (!never)
    for (ExceptHandler *handler : arrayOf(statement->handlers))
      scan(handler);
  scanBody(arrayOf(statement->orelse));
  scanBody(arrayOf(statement->finalbody));
}

void Reachability::call(Call *call) {
  StringRef name;
  if (auto *plain = dynCast<Name>(call->func))
    name = text(plain->id);
  else if (auto *attribute = dynCast<Attribute>(call->func))
    name = text(attribute->attr);
  if (name == "__import__" || name == "import_module")
    addNamedImport(*call);
  EncodingUse use;
  if (takesEncoding(name, use))
    for (ExprNode *argument : call->args)
      addEncoding(argument, use);
  for (Keyword *keyword : call->keywords)
    if (text(keyword->arg) == "encoding")
      addEncoding(keyword->value, use);
  if (looksUpByText(name))
    for (ExprNode *argument : call->args)
      addText(argument);
}

/// The module that a call imports by a constant name, absolute or relative to a
/// constant package.
void Reachability::addNamedImport(const Call &call) {
  auto textOf = [&](uint32_t i) {
    auto *constant =
        i < call.args.size() ? dynCast<Constant>(call.args[i]) : nullptr;
    return constant && constant->value.kind == ConstantKind::Str
               ? StringRef(constant->value.text())
               : StringRef();
  };
  StringRef name = textOf(0);
  if (name.empty())
    return;
  if (whole)
    ++constantImports;
  if (!name.starts_with("."))
    return addImport(name);
  StringRef package = textOf(1);
  while (name.consume_front(".") && name.starts_with("."))
    package = package.contains('.') ? package.rsplit('.').first : "";
  if (!package.empty())
    addImport((package + "." + name).str());
}

void Reachability::addText(Node *node) {
  auto *constant = dynCast<Constant>(node);
  if (constant && constant->value.kind == ConstantKind::Str &&
      isIdentifier(constant->value.text()))
    addName(constant->value.text());
}

void Reachability::addEncoding(Node *node, EncodingUse use) {
  auto *constant = dynCast<Constant>(node);
  if (constant && constant->value.kind == ConstantKind::Str)
    addEncodingName(constant->value.text(), use);
}

void Reachability::addEncodingName(StringRef name, EncodingUse use) {
  std::string key = (name + "/" + Twine(int(use))).str();
  if (name.size() <= 24 && encodingsSeen.insert(key).second)
    encodings.push_back({name.str(), use});
}

/// A constant of which only the text is known.
void Reachability::addConstantText(StringRef text) {
  if (text.empty())
    return;
  texts.push_back(text.str());
  if (isIdentifier(text))
    addName(text);
  addEncodingName(text, EncodingUse::Constant);
}

void Reachability::importFrom(const ImportFrom &from) {
  std::optional<std::string> found = importBase(text(from.module), from.level);
  if (!found)
    return;
  const std::string &base = *found;
  addImport(base);
  for (Alias *alias : from.names) {
    StringRef name = text(alias->name);
    addName(name);
    // Without a new name, what it is used for is seen there.
    if (whole && (alias->asname || base == "sys"))
      addMention(name);
    addImported(base, name);
  }
}

/// The absolute name of what a statement with \p level dots imports from.
std::optional<std::string> Reachability::importBase(StringRef name,
                                                    int level) const {
  if (level <= 0)
    return name.str();
  std::optional<std::string> package = packageAt(level);
  if (!package || name.empty())
    return package;
  return *package + "." + name.str();
}

/// What is imported from a module may be a submodule.
void Reachability::addImported(StringRef base, StringRef name) {
  if (name == "*")
    addStar(base);
  else
    addImport((base + "." + name).str());
}

/// The package that `level` dots name, seen from this module.
std::optional<std::string> Reachability::packageAt(int level) const {
  StringRef package = module->name;
  if (package == "__main__")
    return std::nullopt;
  for (int up = module->isPackage ? 1 : 0; up < level; ++up) {
    if (package.empty())
      return std::nullopt;
    package = package.contains('.') ? package.rsplit('.').first : "";
  }
  if (package.empty())
    return std::nullopt;
  return package.str();
}

} // namespace dxpy::driver
