#include "compiler/codegen/Runtime.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace dxpy::codegen {

Expected<Runtime> Runtime::load(LLVMContext &context, StringRef path) {
  auto buffer = MemoryBuffer::getFile(path);
  if (!buffer)
    return createStringError(buffer.getError(),
                             "cannot read '" + path +
                                 "'; is DX-Py installed completely?");
  auto module = parseBitcodeFile(**buffer, context);
  if (!module)
    return module.takeError();
  Runtime runtime;
  runtime.bitcode = std::move(*module);
  return runtime;
}

FunctionCallee Runtime::get(Module &module, StringRef name) const {
  const Function *original = bitcode->getFunction(name);
  assert(original && "not in EntryPoints.def");
  if (Function *known = module.getFunction(name))
    return known;
  Function *function = Function::Create(
      original->getFunctionType(), GlobalValue::ExternalLinkage, name, module);
  function->setAttributes(original->getAttributes());
  function->setCallingConv(original->getCallingConv());
  return function;
}

CallInst *Runtime::call(IRBuilder<> &builder, StringRef name,
                        ArrayRef<Value *> args) const {
  FunctionCallee callee = get(*builder.GetInsertBlock()->getModule(), name);
  CallInst *call = builder.CreateCall(callee, args);
  call->setCallingConv(cast<Function>(callee.getCallee())->getCallingConv());
  return call;
}

CallInst *Runtime::callShared(IRBuilder<> &builder, StringRef name,
                              ArrayRef<Value *> args) const {
  if (bitcode->getFunction(name)->isDeclaration())
    return call(builder, name, args);
  Module &module = *builder.GetInsertBlock()->getModule();
  std::string shared = (name + ".shared").str();
  Function *function = module.getFunction(shared);
  if (!function) {
    FunctionType *type = bitcode->getFunction(name)->getFunctionType();
    function =
        Function::Create(type, GlobalValue::InternalLinkage, shared, module);
    function->setDoesNotThrow();
    function->addFnAttr(Attribute::NoInline);
    function->addFnAttr("frame-pointer", "all");
    IRBuilder<> b(BasicBlock::Create(module.getContext(), "entry", function));
    CallInst *inner = call(
        b, name, SmallVector<Value *, 6>(make_pointer_range(function->args())));
    if (type->getReturnType()->isVoidTy())
      b.CreateRetVoid();
    else
      b.CreateRet(inner);
  }
  return builder.CreateCall(function, args);
}

Error Runtime::linkInto(Module &module) const {
  std::vector<std::string> own;
  for (const Function &function : module)
    if (!function.isDeclaration())
      own.push_back(function.getName().str());
  std::unique_ptr<Module> copy = CloneModule(*bitcode);
  // What keeps every entry point in the bitcode file would keep it in programs.
  for (const char *name : {"llvm.used", "llvm.compiler.used", "dxEntryPoints"})
    if (GlobalVariable *keep = copy->getNamedGlobal(name))
      keep->eraseFromParent();
  copy->setDataLayout(module.getDataLayout());
  copy->setTargetTriple(module.getTargetTriple());
  if (Linker::linkModules(module, std::move(copy), Linker::LinkOnlyNeeded))
    return createStringError(
        "the runtime's bitcode does not fit; is DX-Py installed completely?");
  StringSet<> ours;
  for (const std::string &name : own)
    ours.insert(name);
  for (Function &function : module)
    if (!function.isDeclaration() && !ours.contains(function.getName())) {
      function.setLinkage(GlobalValue::InternalLinkage);
      function.setComdat(nullptr);
    }
  return Error::success();
}

} // namespace dxpy::codegen
