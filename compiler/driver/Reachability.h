// Which modules the imports of a program reach. Every module of the library
// reaches half of the library by imports inside functions that nobody calls; so
// a library function counts only when some code that counts names it. What this
// misses (a name put together at run time) is an ImportError with a hint at
// --module, never a wrong program: the function itself is always there.
#pragma once
#include "compiler/driver/Encodings.h"
#include "compiler/driver/Modules.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <memory>
#include <string>
#include <vector>

namespace dxpy::driver {

class Reachability {
public:
  /// \p isNative: is there a module of this name in C++?
  explicit Reachability(bool (*isNative)(llvm::StringRef))
      : isNative(isNative) {}

  /// A module that will run. \p whole: all its functions count, as those of the
  /// program's own modules do.
  void addModule(const SourceModule &module, bool whole);

  /// The same of a module from a DPM, which counts as a whole.
  void addCode(const SourceModule &module);

  /// Modules that reached code imports and that were not given before, parents
  /// before children; some may not exist.
  std::vector<std::string> takeImports();
  /// The program sets hooks that see its frames line by line.
  bool usesTraceHooks() const { return traceHooks; }
  /// Constants that may name encodings, since the last call.
  std::vector<std::pair<std::string, EncodingUse>> takeEncodings() {
    return std::exchange(encodings, {});
  }

private:
  struct Function {
    const SourceModule *module;
    llvm::ArrayRef<syntax::ast::StmtNode *> body;
  };

  void scanCode(const bytecode::CodeUnit &unit);
  void scanConstant(const bytecode::Constant &constant);
  void scan(syntax::ast::Node *node);
  void scanBody(llvm::ArrayRef<syntax::ast::StmtNode *> body);
  template <class Def> void function(Def *def);
  void ifStatement(syntax::ast::If *statement);
  void tryStatement(syntax::ast::Try *statement);
  void call(syntax::ast::Call *call);
  void importFrom(const syntax::ast::ImportFrom &from);
  std::optional<std::string> importBase(llvm::StringRef name, int level) const;
  void addImported(llvm::StringRef base, llvm::StringRef name);
  void addImport(llvm::StringRef name);
  void addName(llvm::StringRef name);
  void addNamedImport(const syntax::ast::Call &call);
  void addText(syntax::ast::Node *node);
  void addEncoding(syntax::ast::Node *node, EncodingUse use);
  void addEncodingName(llvm::StringRef name, EncodingUse use);
  void addConstantText(llvm::StringRef text);
  void addMention(llvm::StringRef name, bool attribute = false);
  void collectText(const syntax::ast::Constant &constant);
  void addTextsOfDynamicImports();
  void addImportsOfProgramText(llvm::StringRef text);
  void addAll(llvm::ArrayRef<syntax::ast::ExprNode *> targets,
              syntax::ast::ExprNode *value);
  void addStar(llvm::StringRef package);
  std::optional<std::string> packageAt(int level) const;
  llvm::StringRef text(syntax::Identifier id) const;

  bool (*isNative)(llvm::StringRef);
  llvm::StringSet<> names;
  llvm::StringMap<std::vector<Function>> waiting; ///< by name
  std::vector<Function> reached;                  ///< not scanned yet
  llvm::StringSet<> given;
  std::vector<std::string> imports;
  std::vector<std::pair<std::string, EncodingUse>> encodings;
  llvm::StringSet<> encodingsSeen;
  /// `__all__` of packages: an import of * imports submodules of these names.
  llvm::StringMap<std::vector<std::string>> allOf;
  llvm::StringSet<> starred;
  /// Constants of the program's own modules, which may be names of modules or
  /// text with imports where modules are imported by computed names and text
  /// is run.
  std::vector<std::string> texts;
  size_t textsSeen = 0;
  unsigned importMentions = 0, constantImports = 0;
  bool runsText = false, traceHooks = false;
  /// What texts were parsed to.
  std::vector<std::unique_ptr<SourceModule>> textModules;
  const SourceModule *module = nullptr; ///< being scanned
  bool whole = false;
  unsigned depth = 0;
};

} // namespace dxpy::driver
