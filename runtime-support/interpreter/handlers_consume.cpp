// Handlers: builtins that consume a generator. Their loops are bytecode here,
// so that the generator is resumed by ForIter and not through C++: hidden
// frames of constant code objects, as sum(iterator) would be written in Python.
//
// Register 0 is the result so far, 1 the argument; then temporaries.
#include "runtime-support/builtins/generator.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

constexpr Word constants[] = {kFalse, kTrue};
enum : uint16_t { kFalseConstant, kTrueConstant };
enum : uint16_t { kResult, kArgument, kIterator, kItem, kRegisters };

constexpr Instruction jump(int16_t distance) {
  return {Opcode::Jump, 0, 0, 0, uint16_t(distance)};
}
constexpr Instruction nextItem(int16_t distance) {
  return {Opcode::ForIter, 0, kItem, kIterator, uint16_t(distance)};
}
constexpr Instruction start = {Opcode::GetIter, 0, kIterator, kArgument, 0};
constexpr Instruction finish = {Opcode::Return, 0, kResult, 0, 0};

constexpr Instruction setCode[] = {start,
                                   jump(1),
                                   {Opcode::SetAdd, 0, kItem, kResult, 0},
                                   nextItem(-2),
                                   finish};
constexpr Instruction listCode[] = {start,
                                    jump(1),
                                    {Opcode::ListAppend, 0, kItem, kResult, 0},
                                    nextItem(-2),
                                    finish};
constexpr Instruction tupleCode[] = {
    start,
    jump(1),
    {Opcode::ListAppend, 0, kItem, kResult, 0},
    nextItem(-2),
    {Opcode::ListToTuple, 0, kResult, kResult, 0},
    finish};
constexpr Instruction sumCode[] = {
    start,
    jump(1),
    {Opcode::BinaryAdd, 0, kResult, kResult, kItem},
    nextItem(-2),
    finish};
/// any() looks for what is true, all() for what is not.
constexpr Instruction anyCode[] = {
    start,
    jump(1),
    {Opcode::JumpIfTrue, 0, kItem, 0, 3},
    nextItem(-2),
    {Opcode::LoadConst, 0, kResult, kFalseConstant, 0},
    finish,
    {Opcode::Drop, 0, kIterator, 0, 0},
    {Opcode::LoadConst, 0, kResult, kTrueConstant, 0},
    finish};
constexpr Instruction allCode[] = {
    start,
    jump(1),
    {Opcode::JumpIfFalse, 0, kItem, 0, 3},
    nextItem(-2),
    {Opcode::LoadConst, 0, kResult, kTrueConstant, 0},
    finish,
    {Opcode::Drop, 0, kIterator, 0, 0},
    {Opcode::LoadConst, 0, kResult, kFalseConstant, 0},
    finish};

template <uint32_t length>
constexpr CodeObject bodyOf(const Instruction (&instructions)[length],
                            uint32_t traits = kTraitHidden) {
  CodeObject code = {};
  code.header = imageHeader(shapeId(BuiltinShape::Code));
  code.code = instructions;
  code.codeLength = length;
  code.constants = constants;
  code.constantCount = 2;
  code.layout = {kRegisters, kIterator, 2, 2, 2, 0, 0, 0};
  code.traits = traits;
  return code;
}
// Calls of functions count as calls, those of types do not, as in CPython.
constexpr uint32_t kUncounted = kTraitHidden | kTraitUncounted;
constinit CodeObject setBody = bodyOf(setCode, kUncounted),
                     listBody = bodyOf(listCode, kUncounted),
                     tupleBody = bodyOf(tupleCode, kUncounted),
                     sumBody = bodyOf(sumCode), anyBody = bodyOf(anyCode),
                     allBody = bodyOf(allCode);

CodeObject *bodyFor(Value callable) {
  return callable == Value(&types::Set)     ? &setBody
         : callable == Value(&types::List)  ? &listBody
         : callable == Value(&types::Tuple) ? &tupleBody
         : isBuiltinNamed(callable, "any")  ? &anyBody
         : isBuiltinNamed(callable, "all")  ? &allBody
         : isBuiltinNamed(callable, "sum")  ? &sumBody
                                            : nullptr;
}

/// What a site knows its callable by.
Word identityOf(Word callable) {
  return hasShape(Value(callable), BuiltinShape::BuiltinFunction)
             ? reinterpret_cast<Word>(
                   reinterpret_cast<BuiltinFunctionObject *>(callable)->def)
             : callable;
}

/// The result before the first item; 0: MemoryError.
Word firstResult(ThreadState &ts, const CodeObject *body) {
  if (body == &setBody)
    return makeSet(ts).take();
  if (body == &listBody || body == &tupleBody)
    return makeList(ts).take();
  return body == &sumBody ? smallIntWord(0) : kNone;
}

} // namespace

CodeObject *consumerBody(Consumer what) {
  CodeObject *body = what == Consumer::List  ? &listBody
                     : what == Consumer::Any ? &anyBody
                                             : &allBody;
  return body->quick || quickenBody(body) ? body : nullptr;
}

bool fillConsumer(Slot *slot, Value callable, Value argument) {
  if (!isInterpretedGenerator(argument))
    return false;
  CodeObject *body = bodyFor(callable);
  if (!body || (!body->quick && !quickenBody(body)))
    return false;
  slot[1].word = identityOf(callable.word());
  slot[2].word = reinterpret_cast<Word>(body);
  return true;
}

template <unsigned X> DX_HANDLER handleCallConsumer(DX_PARAMS) {
  Word *nr = r + pc->b + kCallSelf;
  Word callable = r[pc->b + kCallCallable];
  if (identityOf(callable) != pc[1].word ||
      !isInterpretedGenerator(Value(nr[kArgument]))) [[unlikely]]
    [[clang::musttail]] return handleCallEmpty<X>(DX_ARGS);
  if constexpr (X)
    if (nr[0] != kUndef) [[unlikely]]
      [[clang::musttail]] return handleCallEmpty<X>(DX_ARGS);
  auto *body = reinterpret_cast<CodeObject *>(pc[2].word);
  saveFrame(ts, pc, r);
  Word result = nr + kRegisters < ts->stackLimit && ts->depth > 0
                    ? firstResult(*ts, body)
                    : 0;
  if (!result) [[unlikely]] {
    clearException(*ts);
    DX_SLOW();
  }
  ts->depth -= !(body->traits & kTraitUncounted);
  drop(ts, callable, pc, r);
  nr[kResult] = result;
  nr[kLinkCaller] = reinterpret_cast<Word>(r);
  nr[kLinkFunction] = reinterpret_cast<Word>(frameFunction(r)) | kLinkBorrowed;
  nr[kLinkReturn] = reinterpret_cast<Word>(pc + 6);
  nr[kLinkCode] = reinterpret_cast<Word>(body);
  r = nr;
  code = body;
  pc = quickOf(body)->slots;
  DX_DISPATCH();
}
template DX_HANDLER handleCallConsumer<0>(DX_PARAMS);
template DX_HANDLER handleCallConsumer<1>(DX_PARAMS);

} // namespace dxpy
