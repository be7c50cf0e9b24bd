// Setting up and finishing a code object; errors; the way in.
#include "compiler/bytecode/CodeGen.h"

#include "runtime-support/dpb/verifier.h"

#include <algorithm>

namespace dxpy::bytecode {

CodeGen::CodeGen(ModuleState &state, CodeGen *parent, Scope &scope,
                 UnitKind kind, std::string_view name, uint32_t firstLine)
    : state(state), parent(parent), scope(scope), kind(kind),
      unit(std::make_shared<CodeUnit>()) {
  unit->name = name;
  unit->fileName = state.options.fileName;
  unit->firstLine = firstLine;
  unit->flags = codeFlags();
  if (parent) {
    privateName = parent->privateName;
    nesting = parent->nesting + 1;
  }
  if (!isFunction())
    unit->traits |= kTraitUsesNamespace;
  if (scope.kind == scope::BlockKind::Module)
    unit->traits |= kTraitModule;
  if (scope.kind == scope::BlockKind::Class)
    unit->traits |= kTraitClassBody;
  setQualname();
  b.loc = {firstLine, 0, firstLine, 0};
  for (Identifier parameter : scope.parameters)
    b.local(text(parameter));
  b.parameterCount = uint32_t(scope.parameters.size());
  collectCells();
}

// Cells and free variables, each sorted by name.
void CodeGen::collectCells() {
  std::vector<std::string> cells;
  for (const scope::Symbol &symbol : scope.symbols) {
    std::string name(text(symbol.name));
    if (symbol.scope == NameScope::Cell)
      cells.push_back(name);
    if (symbol.scope == NameScope::Free || (symbol.flags & scope::DefFreeClass))
      b.freeNames.push_back(name);
  }
  if (scope.needsClassClosure)
    cells.push_back("__class__");
  if (scope.needsClassNamespace)
    cells.push_back("__classdict__");
  std::sort(cells.begin(), cells.end());
  std::sort(b.freeNames.begin(), b.freeNames.end());
  for (const std::string &name : cells) {
    Reg reg;
    for (uint32_t i = 0; i < b.parameterCount; ++i)
      if (b.localNames[i] == name)
        reg = Reg(Reg::Local, i);
    if (!reg) {
      reg = Reg(Reg::Cell, uint32_t(b.cellNames.size()));
      b.cellNames.push_back(name);
    }
    b.cells.emplace(name, reg);
    b.emit(Opcode::MakeCell, reg);
  }
}

void CodeGen::setQualname() {
  unit->qualname = unit->name;
  if (!parent || parent->kind == UnitKind::Module)
    return;
  const CodeGen *outer = parent;
  // the hidden blocks of type parameters do not show
  while (outer->kind == UnitKind::Annotation && outer->parent)
    outer = outer->parent;
  if (outer->kind == UnitKind::Module)
    return;
  if (kind == UnitKind::Function || kind == UnitKind::AsyncFunction ||
      kind == UnitKind::Class) {
    Identifier name =
        scope::mangle(state.module, outer->privateName, intern(unit->name));
    if (outer->scope.scopeOf(name) == NameScope::GlobalExplicit)
      return;
  }
  std::string prefix = outer->unit->qualname;
  bool isFunction = outer->kind == UnitKind::Function ||
                    outer->kind == UnitKind::AsyncFunction ||
                    outer->kind == UnitKind::Lambda;
  if (isFunction)
    prefix += ".<locals>";
  unit->qualname = prefix + "." + unit->name;
}

uint32_t CodeGen::codeFlags() const {
  uint32_t flags = 0;
  if (scope.isFunctionLike()) {
    flags |= kCodeOptimized | kCodeNewLocals;
    if (scope.nested)
      flags |= kCodeNested;
    if (scope.isGenerator && scope.isCoroutine)
      flags |= kCodeAsyncGenerator;
    else if (scope.isGenerator)
      flags |= kCodeGenerator;
    else if (scope.isCoroutine)
      flags |= kCodeCoroutine;
    if (scope.hasVarArgs)
      flags |= kCodeVarArgs;
    if (scope.hasVarKeywords)
      flags |= kCodeVarKeywords;
  }
  if (state.tree.future.annotations)
    flags |= kCodeFutureAnnotations;
  if (state.tree.future.barryAsFlufl)
    flags |= kCodeFutureBarryAsBdfl;
  if (state.options.topLevelAwait && kind == UnitKind::Module &&
      scope.isCoroutine)
    flags |= kCodeCoroutine;
  return flags;
}

// -- Errors

void CodeGen::fail(DiagnosticId id,
                   std::initializer_list<std::string_view> arguments) {
  if (failed())
    return;
  state.error = std::make_unique<base::Diagnostic>(
      scope::diagnosticAt(state.module, id, arguments, b.loc));
  state.error->origin = base::DiagnosticOrigin::CodeGenerator;
}

void CodeGen::failAt(const ast::Node *node, DiagnosticId id,
                     std::initializer_list<std::string_view> arguments) {
  LocScope here(*this);
  setLoc(node);
  fail(id, arguments);
}

void CodeGen::warn(DiagnosticId id,
                   std::initializer_list<std::string_view> arguments) {
  if (!failed())
    state.warnings.push_back(
        scope::diagnosticAt(state.module, id, arguments, b.loc));
}

// -- Ends

void CodeGen::returnConstant(const Constant &value) {
  uint32_t depth = b.depth;
  b.emit(Opcode::Return, loadConst(value));
  b.depth = depth;
}

void CodeGen::implicitReturn() {
  unsetLoc();
  returnConstant(Constant::none());
}

std::shared_ptr<const CodeUnit> CodeGen::finishUnit() {
  if (failed())
    return unit;
  if (!b.finish(*unit)) {
    failAt(scope.node, DiagnosticId::TooManyRegisters, {unit->name});
    return unit;
  }
#ifndef NDEBUG
  dpb::CodeView view = viewOf(*unit);
  if (dpb::Problem problem = dpb::verify(view)) {
    b.loc = scope.range;
    fail(DiagnosticId::InternalBadCode,
         {unit->qualname, problem.text(), std::to_string(problem.pc)});
  }
#endif
  return unit;
}

dpb::CodeView viewOf(const CodeUnit &unit) {
  dpb::CodeView view{};
  view.code = unit.code.data();
  view.codeLength = uint32_t(unit.code.size());
  view.exceptions = unit.exceptions.data();
  view.exceptionCount = uint32_t(unit.exceptions.size());
  view.lines = unit.lines.data();
  view.lineCount = uint32_t(unit.lines.size());
  view.constantCount = uint32_t(unit.constants.size());
  view.nameCount = uint32_t(unit.names.size());
  view.layout = unit.layout;
  view.flags = unit.flags;
  view.localKinds = unit.localKinds.data();
  return view;
}

// -- The module

bool CodeGen::docstring(const ast::Seq<ast::StmtNode *> &nodes,
                        std::string &doc) {
  if (nodes.empty() || state.options.optimize >= 2)
    return false;
  auto *first = ast::dynCast<ast::Expr>(nodes[0]);
  auto *constant = first ? ast::dynCast<ast::Constant>(first->value) : nullptr;
  if (!constant || constant->value.kind != ast::ConstantKind::Str)
    return false;
  doc = constant->value.text();
  return true;
}

std::shared_ptr<const CodeUnit> CodeGen::compileModuleBody() {
  if (auto *module = ast::dynCast<ast::Module>(state.module.root)) {
    body(module->body);
    implicitReturn();
  } else if (auto *interactive =
                 ast::dynCast<ast::Interactive>(state.module.root)) {
    state.interactive = true;
    if (hasAnnotations(interactive->body))
      b.emit(Opcode::SetupAnnotations, Reg());
    statements(interactive->body);
    implicitReturn();
  } else if (auto *expression =
                 ast::dynCast<ast::Expression>(state.module.root)) {
    b.emit(Opcode::Return, expr(expression->body));
  }
  return finishUnit();
}

base::Result<CompileResult> compileModule(syntax::Module &module,
                                          const CompileOptions &options) {
  scope::ScopeOptions scopeOptions;
  scopeOptions.topLevelAwait = options.topLevelAwait;
  scopeOptions.futureAnnotations = options.futureAnnotations;
  scopeOptions.futureBarryAsFlufl = options.futureBarryAsFlufl;
  auto tree = scope::buildScopes(module, scopeOptions);
  if (!tree)
    return tree.takeError();
  ModuleState state(module, **tree, options);
  CodeGen gen(state, nullptr, (*tree)->top(), UnitKind::Module, "<module>", 1);
  CompileResult result;
  result.code = gen.compileModuleBody();
  if (state.error)
    return std::move(*state.error);
  result.warnings = std::move(state.warnings);
  return result;
}

} // namespace dxpy::bytecode
