// Symbols and signatures by which the functions of a module reach each other.
//
//   dx.native.K  generic entry: any callable's caller (GenericEntry)
//   dx.body.K    NativeBody: parameter registers in memory
//   dx.direct.K  word(ts, function, parameters...): callers that know the code
//   dx.cells.K   the same, of code with a closure, with its cells behind the
//                parameters; dx.direct.K takes them from the function
//   dx.generic.K, dx.typed.K: the bodies behind these
//   dx.feed.K    FeedingBody and cells: a generator expression's code where it
//                is consumed at once
//   dx.resume.K  NativeResume: the body of code that suspends; its dx.direct.K
//                makes the generator
#pragma once
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

namespace dxpy::codegen {

/// The first cell among the parameters of dx.feed.K.
inline constexpr unsigned kFeedingCells = 5;

/// The function \p name with the signature of a direct entry; declared if it
/// is not there yet.
llvm::Function *directFunction(llvm::Module &module, const llvm::Twine &name,
                               unsigned parameterCount);
/// dx.direct of code object \p codeId.
llvm::Function *directEntry(llvm::Module &module, uint32_t codeId,
                            unsigned parameterCount);
/// dx.cells of code object \p codeId.
llvm::Function *cellsEntry(llvm::Module &module, uint32_t codeId,
                           unsigned parameterCount, unsigned cellCount);
/// dx.feed of code object \p codeId; declared if it is not there yet.
llvm::Function *feedEntry(llvm::Module &module, uint32_t codeId,
                          unsigned cellCount);
/// Cell \p index of the closure of \p function.
llvm::Value *loadCell(llvm::IRBuilder<> &builder, llvm::Value *function,
                      unsigned index);
/// The address of code object \p codeId as a word.
llvm::Constant *codeWord(llvm::Module &module, uint32_t codeId);

/// The FunctionObject that stands for all functions of code object \p codeId
/// with the globals that its caches speak of; those are 0 before its first
/// call.
llvm::GlobalVariable *standIn(llvm::Module &module, uint32_t codeId);
llvm::Value *loadGlobalsSeen(llvm::IRBuilder<> &builder, llvm::Module &module,
                             uint32_t codeId);

} // namespace dxpy::codegen
