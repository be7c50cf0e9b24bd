// The functions of a module: bodies, and the generic entry that chooses between
// them.
#include "compiler/codegen/Entries.h"
#include "compiler/codegen/FunctionLowering.h"
#include "compiler/codegen/Units.h"
#include "compiler/dxir/Bytecode.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace dxpy::codegen {

namespace {

constexpr StringLiteral kStandInPrefix = "dx.function.";
std::string directSymbol(uint32_t codeId) {
  return formatv("dx.direct.{0}", codeId).str();
}
std::string cellsSymbol(uint32_t codeId) {
  return formatv("dx.cells.{0}", codeId).str();
}
std::string feedSymbol(uint32_t codeId) {
  return formatv("dx.feed.{0}", codeId).str();
}

class EntryBuilder {
public:
  EntryBuilder(Module &module, const Runtime &runtime,
               const dxir::Function &function, ModuleContext &shared)
      : module(module), runtime(runtime), f(function), shared(shared),
        b(module.getContext()) {}

  GlobalVariable *variable(StringRef name, Type *type) {
    return new GlobalVariable(module, type, false, GlobalValue::InternalLinkage,
                              Constant::getNullValue(type),
                              formatv("dx.{0}.{1}", name, f.codeId).str());
  }

  /// The common case goes straight to the direct entry, the others through the
  /// runtime's binder.
  void build() {
    Type *word = b.getInt64Ty();
    auto *type = FunctionType::get(
        word, {b.getPtrTy(), word, b.getPtrTy(), word, word}, false);
    entry = Function::Create(type, GlobalValue::ExternalLinkage,
                             nativeSymbol(f.codeId), module);
    entry->addFnAttr("frame-pointer", "all");
    entry->setDoesNotThrow();
    b.SetInsertPoint(newBlock("entry"));
    BasicBlock *direct = newBlock("direct"), *bind = newBlock("bind");
    if (shared.debugInfo)
      shared.debugInfo->describeEntry(b, *entry, *f.unit);
    b.CreateCondBr(bindsDirectly(), direct, bind,
                   MDBuilder(module.getContext()).createBranchWeights(2000, 1));
    b.SetInsertPoint(direct);
    callDirect(entry);
    b.SetInsertPoint(bind);
    SmallVector<Value *, 7> args(make_pointer_range(entry->args()));
    args.push_back(body());
    args.push_back(standIn(module, f.codeId));
    b.CreateRet(runtime.call(b, "dxBindAndCall", args));
  }

  /// \p chosen: the typed version while its guards hold.
  void choose(Function *chosen, Function *generic, Function *typed,
              GlobalVariable *exits) {
    auto block = [&](const char *name) {
      return BasicBlock::Create(module.getContext(), name, chosen);
    };
    BasicBlock *start = block("entry"), *onTyped = block("typed"),
               *onGeneric = block("generic");
    if (shared.debugInfo)
      shared.debugInfo->describeEntry(b, *chosen, *f.unit);
    SmallVector<Value *, 8> args(make_pointer_range(chosen->args()));
    b.SetInsertPoint(start);
    Value *enabled = b.CreateICmpULT(b.CreateLoad(b.getInt32Ty(), exits),
                                     b.getInt32(shared.maxExits()));
    b.CreateCondBr(enabled, onTyped, onGeneric,
                   MDBuilder(module.getContext()).createBranchWeights(2000, 1));
    b.SetInsertPoint(onTyped);
    b.CreateRet(tailCall(typed, args));
    b.SetInsertPoint(onGeneric);
    b.CreateRet(tailCall(generic, args));
  }

  /// dx.direct of code with a closure: takes the cells from the function.
  void takeCells(Function *body) {
    Function *direct = directEntry(module, f.codeId, parameters());
    b.SetInsertPoint(BasicBlock::Create(module.getContext(), "entry", direct));
    if (shared.debugInfo)
      shared.debugInfo->describeEntry(b, *direct, *f.unit);
    SmallVector<Value *, 8> args(make_pointer_range(direct->args()));
    for (unsigned i = 0; i < cells(); ++i)
      args.push_back(loadCell(b, direct->getArg(1), i));
    b.CreateRet(tailCall(body, args));
  }

  /// dx.direct of code that suspends: makes the object that \p resume runs.
  void makeGenerator(Function *resume) {
    Function *maker = directEntry(module, f.codeId, parameters());
    b.SetInsertPoint(BasicBlock::Create(module.getContext(), "entry", maker));
    if (shared.debugInfo)
      shared.debugInfo->describeEntry(b, *maker, *f.unit);
    Value *passed = b.CreateAlloca(b.getInt64Ty(), b.getInt32(parameters()));
    for (unsigned i = 0; i < parameters(); ++i)
      b.CreateStore(maker->getArg(2 + i),
                    b.CreateConstInBoundsGEP1_64(b.getInt64Ty(), passed, i));
    b.CreateRet(runtime.call(b, "dxMakeGenerator",
                             {maker->getArg(0), maker->getArg(1), passed,
                              b.getInt64(parameters()), resume}));
  }

  unsigned parameters() const { return dxir::parameterRegisters(*f.unit); }
  unsigned cells() const { return f.unit->layout.freeCount; }

private:
  BasicBlock *newBlock(const char *name) {
    return BasicBlock::Create(module.getContext(), name, entry);
  }

  CallInst *tailCall(Function *callee, ArrayRef<Value *> args) {
    CallInst *call = b.CreateCall(callee, args);
    call->setCallingConv(callee->getCallingConv());
    call->setTailCall();
    return call;
  }

  /// As many positional arguments as parameters, and the globals that the
  /// code's caches speak of.
  Value *bindsDirectly() {
    const CodeLayout &layout = f.unit->layout;
    if ((f.unit->flags & (kCodeVarArgs | kCodeVarKeywords)) ||
        layout.keywordOnlyCount)
      return b.getFalse();
    Value *function = entry->getArg(1), *count = entry->getArg(3),
          *names = entry->getArg(4);
    Value *place = b.CreateIntToPtr(
        b.CreateAdd(function, b.getInt64(offsetof(FunctionObject, globals))),
        b.getPtrTy());
    Value *counted =
        b.CreateICmpEQ(b.CreateAnd(count, b.getInt64(~kArgsMovable)),
                       b.getInt64(layout.argCount));
    Value *unnamed = b.CreateICmpEQ(names, b.getInt64(0));
    Value *known = b.CreateICmpEQ(b.CreateLoad(b.getInt64Ty(), place),
                                  loadGlobalsSeen(b, module, f.codeId));
    return b.CreateAnd(b.CreateAnd(counted, unnamed), known);
  }

  /// Returns what the direct entry gives for the parameters in memory.
  void callDirect(Function *from) {
    SmallVector<Value *, 8> args{from->getArg(0), from->getArg(1)};
    for (unsigned i = 0; i < parameters(); ++i)
      args.push_back(b.CreateLoad(
          b.getInt64Ty(),
          b.CreateConstInBoundsGEP1_64(b.getInt64Ty(), from->getArg(2), i)));
    b.CreateRet(tailCall(directEntry(module, f.codeId, parameters()), args));
  }

  Function *body() {
    IRBuilderBase::InsertPointGuard guard(b);
    Type *word = b.getInt64Ty();
    Function *result = Function::Create(
        FunctionType::get(word, {b.getPtrTy(), word, b.getPtrTy()}, false),
        GlobalValue::InternalLinkage, formatv("dx.body.{0}", f.codeId).str(),
        module);
    result->setDoesNotThrow();
    b.SetInsertPoint(BasicBlock::Create(module.getContext(), "entry", result));
    if (shared.debugInfo)
      shared.debugInfo->describeEntry(b, *result, *f.unit);
    callDirect(result);
    return result;
  }

  Module &module;
  const Runtime &runtime;
  const dxir::Function &f;
  ModuleContext &shared;
  IRBuilder<> b;
  Function *entry = nullptr;
};

/// A generator's body, and what makes the generator.
void lowerSuspending(Module &module, const Runtime &runtime,
                     const NativeFunction &function, ModuleContext &shared,
                     EntryBuilder &entry) {
  LLVMContext &context = module.getContext();
  Type *word = Type::getInt64Ty(context);
  Type *pointer = PointerType::get(context, 0);
  Function *resume = Function::Create(
      FunctionType::get(word, {pointer, pointer}, false),
      GlobalValue::InternalLinkage,
      formatv("dx.resume.{0}", function.generic.codeId).str(), module);
  resume->addFnAttr("frame-pointer", "all");
  resume->setDoesNotThrow();
  FunctionLowering(module, function.generic, runtime, nullptr, nullptr, shared)
      .run(resume);
  entry.makeGenerator(resume);
  if (function.feeding)
    FunctionLowering(
        module, *function.feeding, runtime,
        entry.variable("exits", Type::getInt32Ty(module.getContext())), nullptr,
        shared)
        .run(feedEntry(module, function.generic.codeId, entry.cells()));
}

/// Is it worth a copy at each call? LLVM counts the cold halves in, which would
/// keep it from all of them. Not for constructors: the places that make objects
/// are many, large and rarely hot.
bool isSmallLeaf(const dxir::Function &function, bool typed) {
  size_t most = typed ? 40 : 24;
  return function.instructions.size() <= most &&
         (typed ||
          !StringRef(function.unit->qualname).ends_with(".__init__")) &&
         none_of(function.instructions, [](const dxir::Instruction &inst) {
           return !inst.callees.empty();
         });
}

/// \p entered: with the generic entry; copies of other units' functions have
/// none.
void lowerFunction(Module &module, const Runtime &runtime,
                   const NativeFunction &function, ModuleContext &shared,
                   bool entered) {
  EntryBuilder entry(module, runtime, function.generic, shared);
  if (function.generic.suspends()) {
    lowerSuspending(module, runtime, function, shared, entry);
    return entry.build(); // never copied
  }
  uint32_t id = function.generic.codeId;
  unsigned parameters = entry.parameters(), cells = entry.cells(),
           words = parameters + cells;
  Function *body = cells ? cellsEntry(module, id, parameters, cells)
                         : directEntry(module, id, parameters);
  Function *generic =
      function.typed
          ? directFunction(module, formatv("dx.generic.{0}", id).str(), words)
          : body;
  bool inlines = !function.typed || !shared.ofLargeProgram;
  FunctionLowering(module, function.generic, runtime, nullptr, nullptr, shared,
                   inlines)
      .run(generic);
  if (function.typed) {
    GlobalVariable *exits =
        entry.variable("exits", Type::getInt32Ty(module.getContext()));
    Function *typed =
        directFunction(module, formatv("dx.typed.{0}", id).str(), words);
    FunctionLowering(module, *function.typed, runtime, exits, nullptr, shared)
        .run(typed);
    if (isSmallLeaf(*function.typed, true))
      for (Function *inlined : {body, typed})
        inlined->addFnAttr(Attribute::AlwaysInline);
    entry.choose(body, generic, typed, exits);
  } else if (shared.options.level > 0 && isSmallLeaf(function.generic, false)) {
    body->addFnAttr(Attribute::AlwaysInline);
  }
  if (cells)
    entry.takeCells(body);
  if (entered)
    entry.build();
}

/// The loops' functions and the table by which the interpreter finds them.
void lowerLoops(Module &module, const Runtime &runtime,
                const NativeFunction &function, ModuleContext &shared) {
  if (function.loops.empty())
    return;
  IRBuilder<> b(module.getContext());
  uint32_t id = function.generic.codeId;
  auto *seen = new GlobalVariable(module, b.getInt64Ty(), false,
                                  GlobalValue::InternalLinkage, b.getInt64(0),
                                  formatv("dx.loop_globals.{0}", id).str());
  SmallVector<Constant *, 8> rows;
  for (const dxir::Function &loop : function.loops) {
    uint32_t pc = loop.blocks[0].pc;
    Function *body = Function::Create(
        FunctionType::get(b.getInt64Ty(),
                          {b.getPtrTy(), b.getInt64Ty(), b.getPtrTy()}, false),
        GlobalValue::InternalLinkage, formatv("dx.loop.{0}.{1}", id, pc).str(),
        module);
    body->addFnAttr("frame-pointer", "all");
    body->setDoesNotThrow();
    FunctionLowering(module, loop, runtime, nullptr, seen, shared).run(body);
    rows.push_back(ConstantStruct::getAnon({b.getInt64(pc), body}));
  }
  rows.push_back(ConstantStruct::getAnon(
      {b.getInt64(0), ConstantPointerNull::get(b.getPtrTy())}));
  auto *type = ArrayType::get(rows[0]->getType(), rows.size());
  new GlobalVariable(module, type, true, GlobalValue::ExternalLinkage,
                     ConstantArray::get(type, rows), loopsSymbol(id));
}

/// What units share: hidden symbols where they are called, bodies of copies
/// only for the inliner.
void connect(Module &module, const Unit &unit) {
  auto share = [](GlobalValue &value) {
    value.setLinkage(GlobalValue::ExternalLinkage);
    value.setVisibility(GlobalValue::HiddenVisibility);
  };
  for (uint32_t id : unit.exported) {
    share(*module.getFunction(directSymbol(id)));
    share(*standIn(module, id));
    for (const std::string &name : {cellsSymbol(id), feedSymbol(id)})
      if (Function *other = module.getFunction(name))
        share(*other);
  }
  SmallDenseSet<uint32_t> own;
  for (const NativeFunction *function : unit.functions)
    if (function->callable)
      own.insert(function->generic.codeId);
  for (const NativeFunction *function : unit.copies) {
    uint32_t id = function->generic.codeId;
    for (const std::string &name : {directSymbol(id), cellsSymbol(id)})
      if (Function *copy = module.getFunction(name)) {
        share(*copy);
        copy->setLinkage(GlobalValue::AvailableExternallyLinkage);
      }
  }
  for (Function &function : module)
    if (function.isDeclaration() && function.hasInternalLinkage())
      share(function);
  for (GlobalVariable &variable : module.globals()) {
    StringRef name = variable.getName();
    uint32_t id = 0;
    if (!name.consume_front(kStandInPrefix) || name.getAsInteger(10, id) ||
        own.contains(id))
      continue;
    variable.setInitializer(nullptr);
    share(variable);
  }
}

} // namespace

Function *directFunction(Module &module, const Twine &name,
                         unsigned parameterCount) {
  if (Function *known = module.getFunction(name.str()))
    return known;
  Type *word = Type::getInt64Ty(module.getContext());
  SmallVector<Type *, 8> types{PointerType::get(module.getContext(), 0), word};
  types.append(parameterCount, word);
  Function *function =
      Function::Create(FunctionType::get(word, types, false),
                       GlobalValue::InternalLinkage, name, module);
  function->setCallingConv(CallingConv::Fast);
  function->addFnAttr("frame-pointer", "all");
  function->setDoesNotThrow();
  return function;
}

Function *directEntry(Module &module, uint32_t codeId,
                      unsigned parameterCount) {
  return directFunction(module, directSymbol(codeId), parameterCount);
}

Function *cellsEntry(Module &module, uint32_t codeId, unsigned parameterCount,
                     unsigned cellCount) {
  return directFunction(module, cellsSymbol(codeId),
                        parameterCount + cellCount);
}

Function *feedEntry(Module &module, uint32_t codeId, unsigned cellCount) {
  std::string name = feedSymbol(codeId);
  if (Function *known = module.getFunction(name))
    return known;
  LLVMContext &context = module.getContext();
  Type *word = Type::getInt64Ty(context);
  Type *pointer = PointerType::get(context, 0);
  SmallVector<Type *, 8> types{pointer, word, word, Type::getInt32Ty(context),
                               pointer};
  types.append(cellCount, word);
  Function *function =
      Function::Create(FunctionType::get(word, types, false),
                       GlobalValue::InternalLinkage, name, module);
  function->setCallingConv(CallingConv::Fast);
  function->addFnAttr("frame-pointer", "all");
  function->setDoesNotThrow();
  return function;
}

Value *loadCell(IRBuilder<> &b, Value *function, unsigned index) {
  auto load = [&](Value *object, uint64_t offset) {
    return b.CreateLoad(
        b.getInt64Ty(),
        b.CreateIntToPtr(b.CreateAdd(object, b.getInt64(offset)),
                         b.getPtrTy()));
  };
  return load(load(function, offsetof(FunctionObject, closure)),
              offsetof(TupleObject, items) + 8 * index);
}

Constant *codeWord(Module &module, uint32_t codeId) {
  LLVMContext &context = module.getContext();
  Constant *code = module.getOrInsertGlobal(
      formatv("dx.code.{0}", codeId).str(), Type::getInt8Ty(context));
  return ConstantExpr::getPtrToInt(code, Type::getInt64Ty(context));
}

GlobalVariable *standIn(Module &module, uint32_t codeId) {
  std::string name = (kStandInPrefix + Twine(codeId)).str();
  if (GlobalVariable *known = module.getNamedGlobal(name))
    return known;
  Type *type = ArrayType::get(Type::getInt64Ty(module.getContext()),
                              sizeof(FunctionObject) / sizeof(Word));
  auto *object =
      new GlobalVariable(module, type, false, GlobalValue::InternalLinkage,
                         Constant::getNullValue(type), name);
  object->setAlignment(Align(16));
  return object;
}

Value *loadGlobalsSeen(IRBuilder<> &builder, Module &module, uint32_t codeId) {
  return builder.CreateLoad(builder.getInt64Ty(),
                            builder.CreateConstInBoundsGEP1_64(
                                builder.getInt8Ty(), standIn(module, codeId),
                                offsetof(FunctionObject, globals)));
}

std::string loopsSymbol(uint32_t codeId) {
  return formatv("dx.loops.{0}", codeId).str();
}

std::string nativeSymbol(uint32_t codeId) {
  return formatv("dx.native.{0}", codeId).str();
}

Expected<std::unique_ptr<Module>>
lower(const Unit &unit, const Runtime &runtime, TargetMachine &target,
      LLVMContext &context, const CodegenOptions &options) {
  auto module = std::make_unique<Module>("dxpy", context);
  module->setDataLayout(target.createDataLayout());
  module->setTargetTriple(target.getTargetTriple());
  ModuleContext shared{options, {}, unit.ofLargeProgram, *unit.codes};
  if (options.debugInfo)
    shared.debugInfo.emplace(*module);
  for (const NativeFunction *function : unit.functions) {
    if (function->callable)
      lowerFunction(*module, runtime, *function, shared, true);
    lowerLoops(*module, runtime, *function, shared);
  }
  for (const NativeFunction *function : unit.copies)
    lowerFunction(*module, runtime, *function, shared, false);
  connect(*module, unit);
  if (shared.debugInfo)
    shared.debugInfo->finish();
  return module;
}

} // namespace dxpy::codegen
