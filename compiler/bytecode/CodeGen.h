// Compiles one block (module, class, function, comprehension) to a code object.
// Internal to this folder; the parts are in Gen*.cpp.
//
// An expression's value is an operand: the register of a local, read when the
// instruction that uses it runs, or a new temporary on top of the stack. Where
// something evaluated between may rebind the local (only := can), it is copied
// first.
#pragma once

#include "compiler/bytecode/Builder.h"
#include "compiler/bytecode/Compiler.h"
#include "compiler/bytecode/Folder.h"
#include "compiler/bytecode/Unparse.h"

#include <map>

namespace dxpy::bytecode {

namespace ast = syntax::ast;
using base::DiagnosticId;
using scope::Identifier;
using scope::NameScope;
using scope::Scope;

// What all blocks of a module share.
struct ModuleState {
  ModuleState(syntax::Module &module, scope::ScopeTree &tree,
              const CompileOptions &options)
      : module(module), tree(tree), options(options),
        folder(module, options.optimize) {}

  syntax::Module &module;
  scope::ScopeTree &tree;
  const CompileOptions &options;
  Folder folder;
  std::vector<base::Diagnostic> warnings;
  std::unique_ptr<base::Diagnostic>
      error; // the first one; everything after it is ignored
  bool interactive = false;
  /// By the sorted keys of their items: equal ones are one in a module, with
  /// the order of the first.
  std::map<std::string, Constant> frozenSets;
};

enum class UnitKind : uint8_t {
  Module,
  Class,
  Function,
  AsyncFunction,
  Lambda,
  Comprehension,
  Annotation
};

// A statement that break, continue and return must leave in an orderly way.
struct FrameBlock {
  enum Kind : uint8_t {
    WhileLoop,
    ForLoop,
    TryExcept,
    FinallyTry,
    FinallyEnd,
    With,
    AsyncWith,
    HandlerCleanup,
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    AsyncComprehension,
  };
  Kind kind;
  Label start = 0, exit = 0;       // of loops
  Reg reg = {};                    // iterator, __exit__, saved exception, value
  Reg exception = {};              // FinallyEnd
  HandlerId outside = noHandler;   // handler in effect outside of it
  const ast::Node *node = nullptr; // With
  const ast::Seq<ast::StmtNode *> *body = nullptr; // FinallyTry
  Identifier name = {}; // HandlerCleanup: `except E as name`
};

struct PatternContext;

class CodeGen {
public:
  CodeGen(ModuleState &state, CodeGen *parent, Scope &scope, UnitKind kind,
          std::string_view name, uint32_t firstLine);

  // The whole module.
  std::shared_ptr<const CodeUnit> compileModuleBody();

private:
  // -- Locations and errors
  struct LocScope {
    LocScope(CodeGen &gen) : gen(gen), saved(gen.b.loc) {}
    ~LocScope() { gen.b.loc = saved; }
    CodeGen &gen;
    SourceRange saved;
  };
  void setLoc(const ast::Node *node) { b.loc = node->loc; }
  void unsetLoc() { b.loc = {}; }
  void fail(DiagnosticId id,
            std::initializer_list<std::string_view> arguments = {});
  void failAt(const ast::Node *node, DiagnosticId id,
              std::initializer_list<std::string_view> arguments = {});
  void warn(DiagnosticId id,
            std::initializer_list<std::string_view> arguments = {});
  bool failed() const { return state.error != nullptr; }
  std::string_view text(Identifier id) const { return state.module.text(id); }
  Identifier mangled(Identifier name) {
    return scope::mangle(state.module, privateName, name);
  }
  Identifier intern(std::string_view name) {
    return state.module.identifiers.intern(name);
  }

  // -- Units
  std::shared_ptr<const CodeUnit> finishUnit();
  void collectCells();
  void setQualname();
  uint32_t codeFlags() const;
  void returnConstant(const Constant &value);
  void implicitReturn();

  // -- Registers
  Reg target(Reg want) {
    if (!want)
      return b.push();
    if (want.isTemp()) {
      assert(want.index() == b.depth);
      ++b.depth;
    }
    return want;
  }
  Reg top() { return b.temp(b.depth); } // the next temporary
  void drop(Reg reg) { b.emit(Opcode::Drop, reg); }
  // Pops to `depth` and emits an instruction with a destination.
  Reg result(Opcode op, uint32_t depth, Reg want, uint32_t bBits = 0,
             uint32_t cBits = 0, unsigned x = 0) {
    b.depth = depth;
    Reg dst = target(want);
    b.emit(op, x, dst.bits, bBits, cBits);
    return dst;
  }
  // The value in `value` (a temporary at `depth` or a local), moved to `want`
  // if that is another place.
  Reg settle(Reg value, uint32_t depth, Reg want);

  // -- Expressions
  Reg expr(const ast::ExprNode *node, Reg want = {});
  Reg exprTemp(const ast::ExprNode *node) { return expr(node, top()); }
  // On top: the only item of what a starred expression unpacks.
  Reg onlyItem(const ast::Starred *starred);
  Reg dispatchExpr(const ast::ExprNode *node, Reg want);
  // An operand that stays as it is while the `later` ones are evaluated.
  Reg operand(const ast::ExprNode *node,
              std::initializer_list<const ast::Node *> later);
  bool mayRebind(Reg local, const ast::Node *tree);
  void exprDiscard(const ast::ExprNode *node);
  Reg loadConst(const Constant &value, Reg want = {});
  const Constant *constantOf(const ast::ExprNode *node) {
    return state.folder.constantOf(node);
  }
  Reg genBoolOp(const ast::BoolOp *node, Reg want);
  Reg genNamed(const ast::NamedExpr *node, Reg want);
  Reg genBinOp(const ast::BinOp *node, Reg want);
  bool genFormat(const ast::BinOp *node, Reg want, Reg &out);
  Reg genUnary(const ast::UnaryOp *node, Reg want);
  Reg genIfExp(const ast::IfExp *node, Reg want);
  Reg genCompare(const ast::Compare *node, Reg want);
  Reg compareOperand(const ast::Compare *node, uint32_t index);
  Reg genChain(const ast::Compare *node, Reg want, Label *jumpTo, bool jumpIf);
  void checkCompare(const ast::Compare *node);
  static Opcode compareOpcode(ast::CmpOperator op);
  Reg genAttribute(const ast::Attribute *node, Reg want);
  Reg genSubscript(const ast::Subscript *node, Reg want);
  Reg genSlice(const ast::Slice *node, Reg want);
  Reg genYield(const ast::Yield *node, Reg want);
  Reg genYieldFrom(const ast::YieldFrom *node, Reg want);
  Reg genAwait(const ast::Await *node, Reg want);
  Reg yieldValue(Reg value, uint32_t depth, Reg want);
  Reg delegate(Reg want);               // the iterator is the top temporary
  Reg awaitTop(unsigned how, Reg want); // the awaitable is the top temporary
  Reg genJoinedStr(const ast::JoinedStr *node, Reg want);
  Reg genFormatted(const ast::FormattedValue *node, Reg want);
  Reg joinParts(const ast::Seq<ast::ExprNode *> &parts, Reg want);
  Reg genTemplate(const ast::TemplateStr *node, Reg want);
  Reg genInterpolation(const ast::Interpolation *node, Reg want);
  enum class Display : uint8_t { List, Set, Tuple };
  Reg genDisplay(const ast::Seq<ast::ExprNode *> &elements, unsigned pushed,
                 Display kind, Reg want);
  Reg genDict(const ast::Dict *node, Reg want);
  void genSubDict(const ast::Dict *node, uint32_t begin, uint32_t end);
  bool allConstant(const ast::Seq<ast::ExprNode *> &nodes, uint32_t begin,
                   uint32_t end);
  void moveToAttribute(const ast::Attribute *node);
  void jumpIf(const ast::ExprNode *node, Label target, bool condition);
  void jumpIfBool(const ast::BoolOp *node, Label target, bool condition);
  Reg iterable(const ast::ExprNode *node, Reg want);

  // -- Calls
  Reg genCall(const ast::Call *node, Reg want, bool discard);
  bool genMethodCall(const ast::Call *node, Reg want, bool discard, Reg &out);
  bool genSuper(const ast::Attribute *node, bool method, Reg &base);
  Reg finishCall(const ast::Seq<ast::ExprNode *> &args,
                 const ast::Seq<ast::Keyword *> &keywords, uint32_t base,
                 unsigned pushed, unsigned flags, Reg want);
  Reg callEx(const ast::Seq<ast::ExprNode *> &args,
             const ast::Seq<ast::Keyword *> &keywords, uint32_t base,
             unsigned pushed, unsigned flags, Reg want);
  void keywordDict(const ast::Seq<ast::Keyword *> &keywords, Reg callable);
  void subKeywords(const ast::Seq<ast::Keyword *> &keywords, uint32_t begin,
                   uint32_t end);
  Reg emitCall(uint32_t base, uint32_t count, unsigned flags, Reg want,
               Opcode op = Opcode::Call);
  void checkKeywords(const ast::Seq<ast::Keyword *> &keywords);
  void checkCaller(const ast::ExprNode *node);
  void checkSubscript(const ast::Subscript *node);
  std::string_view inferType(const ast::ExprNode *node);
  bool isImported(const ast::ExprNode *node);

  // -- Names and targets
  enum class NameUse : uint8_t { Load, Store, Delete };
  Reg loadName(Identifier name, Reg want);
  void noteFrameUse(std::string_view name);
  void storeName(Identifier name, Reg value);
  void deleteName(Identifier name);
  // The register of a name that is a plain local here, else nowhere.
  Reg plainLocal(Identifier name);
  // The register of a target that is a plain local, else nowhere.
  Reg directTarget(const ast::ExprNode *node);
  // The same for the target of a loop, which takes its items at once.
  Reg loopTarget(const ast::ExprNode *node);
  Reg cellRegister(std::string_view name);
  bool forbidden(Identifier name, NameUse use);
  void store(const ast::ExprNode *target, Reg value);
  void unpackTo(const ast::Seq<ast::ExprNode *> &elements, Reg value);
  void assignTo(const ast::ExprNode *target, const ast::ExprNode *value);
  void deleteTarget(const ast::ExprNode *target);
  bool storesTo(const ast::ExprNode *target, Reg local);
  NameScope nameScope(Identifier name) { return scope.scopeOf(name); }
  bool isFunction() const { return scope.isFunctionLike(); }

  // -- Statements
  void statements(const ast::Seq<ast::StmtNode *> &body);
  void statement(const ast::StmtNode *node);
  void dispatchStatement(const ast::StmtNode *node);
  void body(const ast::Seq<ast::StmtNode *> &nodes);
  bool hasAnnotations(const ast::Seq<ast::StmtNode *> &nodes);
  bool docstring(const ast::Seq<ast::StmtNode *> &nodes, std::string &doc);
  void genExprStatement(const ast::ExprNode *node);
  void genAssign(const ast::Assign *node);
  void genAugAssign(const ast::AugAssign *node);
  void genAnnAssign(const ast::AnnAssign *node);
  void checkAnnotationTarget(const ast::ExprNode *node);
  void genReturn(const ast::Return *node);
  void returnChoice(const ast::ExprNode *value, const ast::Return *node);
  void genIf(const ast::If *node);
  void genFor(const ast::For *node);
  void genAsyncFor(const ast::AsyncFor *node);
  void genWhile(const ast::While *node);
  void genBreak(bool isContinue);
  void genRaise(const ast::Raise *node);
  void genAssert(const ast::Assert *node);
  void genImport(const ast::Import *node);
  void genImportFrom(const ast::ImportFrom *node);
  Reg importName(int level, const Constant &fromList, std::string_view name,
                 Reg want);

  // -- Blocks that must be left in order
  void pushBlock(FrameBlock block);
  void popBlock() { blocks.pop_back(); }
  void unwind(const FrameBlock &block, bool keepsValue);
  // Unwinds all blocks, or those inside the innermost loop, which it returns
  // the index of; -1: none.
  int unwindAll(bool keepsValue, bool toLoop);
  bool returnNeedsCopy() const;
  template <class T> void genTry(const T *node, bool star);
  template <class T> void genTryFinally(const T *node, bool star);
  void genTryExcept(const ast::Seq<ast::StmtNode *> &body,
                    const ast::Seq<ast::ExceptHandler *> &handlers,
                    const ast::Seq<ast::StmtNode *> &orelse);
  void genHandler(const ast::ExceptHandler *handler, uint32_t depth,
                  HandlerId outside, Label end);
  void genTryStar(const ast::Seq<ast::StmtNode *> &body,
                  const ast::Seq<ast::ExceptHandler *> &handlers,
                  const ast::Seq<ast::StmtNode *> &orelse);
  void genStarHandler(const ast::ExceptHandler *handler, uint32_t depth,
                      HandlerId cleanup);
  void cleanupHandler(Label cleanup, uint32_t depth, HandlerId outside);
  void clearName(Identifier name);
  template <class T> void genWith(const T *node, uint32_t index, bool isAsync);
  void callExit(Reg exitFunction, bool isAsync);

  // -- Patterns
  void genMatch(const ast::Match *node);
  void genCase(const ast::MatchCase *node, Reg subject, bool mayBeIrrefutable,
               Label end);
  void pattern(const ast::PatternNode *node, Reg subject, bool owned,
               PatternContext &context);
  void subpattern(const ast::PatternNode *node, Reg subject, bool owned,
                  PatternContext &context);
  void patternValue(const ast::MatchValue *node, Reg subject, bool owned,
                    PatternContext &context);
  void patternSingleton(const ast::MatchSingleton *node, Reg subject,
                        bool owned, PatternContext &context);
  void patternSequence(const ast::MatchSequence *node, Reg subject, bool owned,
                       PatternContext &context);
  void sequenceUnpack(const ast::MatchSequence *node, int star, Reg subject,
                      bool owned, PatternContext &context);
  void sequenceSubscript(const ast::MatchSequence *node, int star, Reg subject,
                         bool owned, PatternContext &context);
  void patternMapping(const ast::MatchMapping *node, Reg subject, bool owned,
                      PatternContext &context);
  void mappingKeys(const ast::MatchMapping *node);
  void mappingRest(const ast::MatchMapping *node, Reg keys, Reg subject,
                   PatternContext &context);
  void patternClass(const ast::MatchClass *node, Reg subject, bool owned,
                    PatternContext &context);
  void patternAs(const ast::MatchAs *node, Reg subject, bool owned,
                 PatternContext &context);
  void patternOr(const ast::MatchOr *node, Reg subject, bool owned,
                 PatternContext &context);
  void capture(Identifier name, Reg subject, bool owned,
               PatternContext &context);
  void consume(Reg subject, bool owned, PatternContext &context);
  void unpackValues(uint32_t count, Reg values, PatternContext &context);
  void compareLength(Reg subject, Opcode comparison, size_t length,
                     PatternContext &context);
  void failIf(Opcode op, Reg condition, PatternContext &context);
  void emitFails(PatternContext &context);
  Reg subjectCopy(Reg subject, bool owned, PatternContext &context);

  // -- Functions, classes, comprehensions
  template <class T> void genFunction(const T *node, bool isAsync);
  template <class T>
  std::shared_ptr<const CodeUnit> functionUnit(const T *node, bool isAsync);
  Reg genLambda(const ast::Lambda *node, Reg want);
  void declareParameters(const ast::Arguments *arguments);
  unsigned defaultArguments(const ast::Arguments *arguments);
  unsigned annotations(const ast::Arguments *arguments,
                       const ast::ExprNode *returns);
  void annotation(Identifier name, const ast::ExprNode *node, unsigned &count);
  void checkDebugArguments(const ast::Arguments *arguments);
  Reg makeFunction(const std::shared_ptr<const CodeUnit> &unit, unsigned flags,
                   uint32_t depth, Reg want);
  void genClass(const ast::ClassDef *node);
  std::shared_ptr<const CodeUnit> classUnit(const ast::ClassDef *node);
  std::vector<uint32_t> decorators(const ast::Seq<ast::ExprNode *> &nodes);
  void applyDecorators(const ast::Seq<ast::ExprNode *> &nodes,
                       const std::vector<uint32_t> &bases);
  enum class Comp : uint8_t { Generator, List, Set, Dict };
  Reg genComprehension(const ast::ExprNode *node, Comp kind,
                       std::string_view name,
                       const ast::Seq<ast::Comprehension *> &generators,
                       const ast::ExprNode *element, const ast::ExprNode *value,
                       Reg want);
  void compGenerators(const ast::Seq<ast::Comprehension *> &generators,
                      uint32_t index, Comp kind, const ast::ExprNode *element,
                      const ast::ExprNode *value, Reg container);
  void compSync(const ast::Seq<ast::Comprehension *> &generators,
                uint32_t index, Comp kind, const ast::ExprNode *element,
                const ast::ExprNode *value, Reg container);
  void compAsync(const ast::Seq<ast::Comprehension *> &generators,
                 uint32_t index, Comp kind, const ast::ExprNode *element,
                 const ast::ExprNode *value, Reg container);
  void compElement(Comp kind, const ast::ExprNode *element,
                   const ast::ExprNode *value, Reg container);

  // -- Type parameters (3.12 and newer)
  Reg genTypeParams(const ast::Seq<ast::TypeParamNode *> &params);
  void genTypeParam(const ast::TypeParamNode *node);
  std::shared_ptr<const CodeUnit> evaluatorUnit(Scope &inner, Identifier name,
                                                const ast::ExprNode *value);
  void genTypeAlias(const ast::TypeAlias *node);
  template <class T>
  Reg genGenericFunction(const T *node, bool isAsync, unsigned flags,
                         uint32_t depth, Reg want);
  Reg genGenericClass(const ast::ClassDef *node, Reg want);
  Reg buildClass(const ast::ClassDef *node, bool generic, Reg want);
  Reg intrinsic(unsigned number, uint32_t depth, unsigned count, Reg want = {});

  ModuleState &state;
  CodeGen *parent;
  Scope &scope;
  UnitKind kind;
  Builder b;
  Identifier privateName;
  std::shared_ptr<CodeUnit> unit;
  std::vector<FrameBlock> blocks;
  unsigned nesting = 0; // blocks around this one
};

} // namespace dxpy::bytecode
