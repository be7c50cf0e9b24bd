// Lowers one DXIR function to LLVM IR: frame, blocks, exits, and each
// operation.
#pragma once
#include "compiler/codegen/Codegen.h"
#include "compiler/codegen/DebugInfo.h"
#include "runtime-support/abi/native.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace dxpy::codegen {

/// What all functions of a module are lowered with.
struct ModuleContext {
  const CodegenOptions &options;
  std::optional<DebugInfo> debugInfo; ///< with -g
  bool ofLargeProgram; ///< fallbacks of typed functions inline nothing
  const CodeUnits &codes;

  /// Guards that fail this often switch a function to its generic body; where
  /// they fail without need, all of them are to be reached.
  uint32_t maxExits() const { return options.testing ? 2000 : 20; }
};

class FunctionLowering {
public:
  /// \p exitCounter: counted up by each exit of a failed guard, or null.
  /// \p globalsSeen: of code that is entered at a loop, the dict that its
  /// caches speak of; null for functions. \p inlines: may fast paths be
  /// inlined?
  FunctionLowering(llvm::Module &module, const dxir::Function &function,
                   const Runtime &runtime, llvm::GlobalVariable *exitCounter,
                   llvm::GlobalVariable *globalsSeen, ModuleContext &shared,
                   bool inlines = true)
      : module(module), context(module.getContext()), f(function),
        runtime(runtime), exitCounter(exitCounter), globalsSeen(globalsSeen),
        shared(shared), inlined(shared.options.level > 0 && inlines &&
                                function.instructions.size() < kLarge),
        suspends(function.suspends()),
        framed(globalsSeen || suspends || needsFrame(function)), b(context) {}

  /// Defines \p to: a direct entry (Entries.h), for code that is entered at a
  /// loop a NativeBody, for code that suspends a NativeResume, for code that
  /// feeds a FeedingBody (abi/native.h).
  void run(llvm::Function *to);

private:
  // Frame and the one return.
  void prologue();
  void finishReturn();

  // Fast paths, and the cold halves behind them (FastPaths.cpp).
  enum class Failure { None, Zero, Negative }; ///< how a cold half says: raised
  enum class Found { Owned, Borrowed };        ///< what a fast path gives
  using ColdHalf = llvm::function_ref<llvm::Value *()>;
  static bool needsFrame(const dxir::Function &function);
  llvm::Value *withFrame(uint32_t pc, ColdHalf call);
  llvm::Value *orCold(const dxir::Instruction &inst, llvm::Value *fast,
                      uint64_t miss, Found found, Failure failure,
                      ColdHalf call);
  bool fastPath(const dxir::Instruction &inst);
  llvm::Value *callNumbers(const dxir::Instruction &inst, llvm::StringRef entry,
                           unsigned operation);
  void test(const dxir::Instruction &inst);
  bool arithmetic(const dxir::Instruction &inst);
  llvm::Value *truth(const dxir::Instruction &inst, llvm::Value *value);
  bool mayBeNamespace(dxir::ValueId value) const;
  llvm::Value *loadAttribute(const dxir::Instruction &inst);
  void loadMethod(const dxir::Instruction &inst);
  void storeSubscript(const dxir::Instruction &inst, llvm::Value *object,
                      llvm::Value *key, llvm::Value *value);
  void poll(const dxir::Instruction &inst);
  void checkBound(const dxir::Instruction &inst);
  void drop(const dxir::Instruction &inst);
  void release(llvm::Value *value, uint32_t pc);

  // Unpacking (UnpackLowering.cpp).
  void findPairs();
  llvm::Value *next(const dxir::Instruction &inst);
  void unpack(const dxir::Instruction &inst);
  void unpackInline(const dxir::Instruction &inst);
  void setFromArray(const dxir::Instruction &inst, llvm::Value *array);
  size_t dropTogether(llvm::ArrayRef<dxir::InstId> instructions);

  // Operations.
  void block(dxir::BlockId id);
  void instruction(const dxir::Instruction &inst);
  void generic(const dxir::Instruction &inst);
  bool direct(const dxir::Instruction &inst);
  void window(const dxir::Instruction &inst);
  void getIterator(const dxir::Instruction &inst);
  llvm::StringRef builtinCalled(const dxir::Instruction &inst) const;
  llvm::Value *callBuiltin(const dxir::Instruction &inst,
                           llvm::ArrayRef<llvm::Value *> operands,
                           llvm::StringRef fast);
  llvm::Value *orGeneral(llvm::Value *answer, ColdHalf general);
  llvm::Value *callIterated(const dxir::Instruction &inst,
                            llvm::ArrayRef<llvm::Value *> operands);
  void loadSuper(const dxir::Instruction &inst);
  void call(const dxir::Instruction &inst);
  using Arguments = llvm::SmallVector<llvm::Value *, 8>;
  Arguments arrange(const dxir::Instruction &inst, uint32_t code,
                    llvm::ArrayRef<llvm::Value *> passed);
  llvm::Value *callExpected(const dxir::Instruction &inst,
                            llvm::ArrayRef<llvm::Value *> operands);
  llvm::Value *callClass(const dxir::Instruction &inst,
                         llvm::ArrayRef<llvm::Value *> operands);
  llvm::Value *callDirect(const dxir::Instruction &inst, uint32_t code,
                          llvm::Value *callee,
                          llvm::ArrayRef<llvm::Value *> arguments,
                          llvm::Value *defaults);
  llvm::Value *defaultsFor(uint32_t code, llvm::Value *callee,
                           llvm::ArrayRef<llvm::Value *> arguments,
                           llvm::BasicBlock *other);
  llvm::Value *callAny(const dxir::Instruction &inst,
                       llvm::ArrayRef<llvm::Value *> operands,
                       llvm::Value *site);
  void send(const dxir::Instruction &inst);

  // Generator expressions where they are consumed (FeedLowering.cpp).
  void refuseAfterExits();
  void feed(const dxir::Instruction &inst);
  void consume(const dxir::Instruction &inst);
  llvm::Value *feedConsumer(const dxir::Instruction &inst,
                            llvm::BasicBlock *refused);
  llvm::CallInst *exitFeeding(llvm::Constant *place, llvm::Value *array);

  // Functions that only calls see (LocalFunctions.cpp).
  const dxir::Instruction *localFunction(dxir::ValueId value) const;
  llvm::Value *standInWord(uint32_t code);
  llvm::Value *freeCell(unsigned index);
  llvm::Value *makeFunction(uint32_t code, llvm::Value *closure);
  llvm::Value *isRunnable(uint32_t code);
  llvm::Value *remakeFunction(const dxir::Instruction &local);
  llvm::Value *callLocalOrAny(const dxir::Instruction &inst,
                              dxir::ValueId callee,
                              llvm::ArrayRef<llvm::Value *> operands);
  llvm::Value *callLocal(const dxir::Instruction &inst,
                         llvm::ArrayRef<llvm::Value *> operands);
  void terminator(const dxir::Instruction &inst);
  void resume(const dxir::Instruction &inst);
  void suspend(const dxir::Instruction &inst);
  void typed(const dxir::Instruction &inst);
  void intArithmetic(const dxir::Instruction &inst);
  void intDivision(const dxir::Instruction &inst);
  void floatArithmetic(const dxir::Instruction &inst);
  void floatModulo(const dxir::Instruction &inst);
  void floatPower(const dxir::Instruction &inst);
  void guard(const dxir::Instruction &inst);
  void loadItem(const dxir::Instruction &inst);
  void storeItem(const dxir::Instruction &inst);

  // Lent values (passes/Lend.h): what has to be released in their place.
  using Keepers = llvm::SmallVector<std::pair<dxir::ValueId, llvm::Value *>, 4>;
  /// A way into a join, with what keeps the lent values on it.
  struct Way {
    llvm::BasicBlock *from;
    Keepers keepers;
  };
  Keepers lentKeepers() const;
  void setKeepers(const Keepers &saved);
  void promoteLent();
  void mergeLent(llvm::ArrayRef<Way> ways);
  void lendResult(dxir::ValueId value, llvm::BasicBlock *fast,
                  llvm::Value *owned, llvm::BasicBlock *cold);

  // Exits.
  llvm::BasicBlock *exitBlock(dxir::StateId state, bool raises);
  struct ExitValue {
    uint32_t reg;
    ExitWord kind;
    llvm::Value *value;
  };
  llvm::SmallVector<ExitValue, 16> exitValues(const dxir::State &state,
                                              bool raises);
  llvm::Constant *descriptor(uint32_t pc, bool raises,
                             llvm::ArrayRef<ExitValue> values);
  /// Goes to the exit of \p inst if \p condition, which is rare.
  void exitIf(llvm::Value *condition, const dxir::Instruction &inst,
              bool raises);
  /// Is the program to leave here because a failing mode says so?
  llvm::Value *testedExit(TestedExit kind);
  void leaveIfTested(const dxir::Instruction &inst);
  void raiseIfZero(llvm::Value *word, const dxir::Instruction &inst);
  void raiseIfNegative(llvm::Value *status, const dxir::Instruction &inst);

  // Values.
  llvm::Value *get(dxir::ValueId id) { return values[id.index]; }
  void set(dxir::ValueId id, llvm::Value *value) { values[id.index] = value; }
  void setResult(const dxir::Instruction &inst, llvm::Value *value) {
    set(inst.result(), value);
  }
  llvm::Value *word(dxir::ValueId id); ///< boxed if it is a machine value
  llvm::Value *constant(uint32_t index);
  llvm::Value *name(uint32_t index);
  llvm::Value *cache(size_t size);
  /// \p words in the buffer, behind \p free words.
  llvm::Value *wordArray(llvm::ArrayRef<llvm::Value *> words,
                         unsigned free = 0);
  llvm::Value *scratch(unsigned words);
  llvm::Value *truthWord(llvm::Value *truth) {
    return b.CreateSelect(truth, i64(kTrue), i64(kFalse));
  }
  llvm::ConstantInt *i64(uint64_t value) { return b.getInt64(value); }
  llvm::ConstantInt *i32(uint32_t value) { return b.getInt32(value); }
  llvm::Type *typeOf(dxir::Type type);
  void storePc(uint32_t pc);
  llvm::CallInst *callRuntime(llvm::StringRef name,
                              llvm::ArrayRef<llvm::Value *> args) {
    return inlined ? runtime.call(b, name, args)
                   : runtime.callShared(b, name, args);
  }
  llvm::BasicBlock *newBlock(const char *name) {
    return llvm::BasicBlock::Create(context, name, body);
  }
  llvm::MDNode *unlikely();

  llvm::Module &module;
  llvm::LLVMContext &context;
  const dxir::Function &f;
  const Runtime &runtime;
  llvm::GlobalVariable *exitCounter, *globalsSeen;
  ModuleContext &shared;
  /// Are the runtime's fast paths inlined? In large functions that costs more
  /// time in LLVM than it gains.
  const bool inlined;
  static constexpr size_t kLarge = 600;
  const bool suspends; ///< does it run from one suspension to the next?
  /// Has the function a frame? One that calls nothing but cold halves makes it
  /// around them.
  const bool framed;
  llvm::IRBuilder<> b;
  llvm::Function *body = nullptr;
  llvm::Value *ts = nullptr, *function = nullptr, *frame = nullptr;
  llvm::Value *generator = nullptr; ///< of code that suspends
  llvm::Value *waitsAt = nullptr;   ///< the Yield that it waited at
  llvm::Value *taken = nullptr;     ///< the registers that it is entered with
  llvm::AllocaInst *buffer =
      nullptr; ///< for call arguments, windows, exits; grown as needed
  unsigned bufferWords = 1;
  llvm::BasicBlock *leaveBlock = nullptr, *returnBlock = nullptr;
  llvm::PHINode *leftValue = nullptr, *returnValue = nullptr;
  std::vector<llvm::Value *> values;
  std::vector<llvm::Value *> keepers; ///< of lent values and their receivers:
                                      ///< what to release, undef if nothing
  llvm::SmallVector<dxir::ValueId, 4> lent; ///< those that cold halves count
  /// Of items of iterators that are unpacked into two values and not used
  /// else: those values, where the item is kPaired. Null until known.
  struct Pair {
    bool possible = false;
    llvm::Value *first = nullptr, *second = nullptr;
  };
  std::vector<Pair> pairs;
  /// Of values that were unpacked together: an i1, false if none of them is
  /// counted.
  std::vector<llvm::Value *> counted;
  std::vector<llvm::BasicBlock *> blocks;
  std::vector<std::array<llvm::BasicBlock *, 2>>
      exits; ///< by state; [1] raises
  unsigned cacheCount = 0;
};

} // namespace dxpy::codegen
