// Handlers of instructions that only their general implementation runs: the
// decoding is done once for all of them.
#include "runtime-support/interpreter/handlers.h"

namespace dxpy {

#define SIMPLE(name)                                                           \
  template <unsigned X> DX_HANDLER handleOp##name(DX_PARAMS) {                 \
    DX_SLOW_OP(op##name, 1);                                                   \
  }                                                                            \
  template DX_HANDLER handleOp##name<0>(DX_PARAMS);
SIMPLE(BuildList)
SIMPLE(BuildSet)
SIMPLE(BuildDict)
SIMPLE(BuildString)
SIMPLE(BuildSlice)
SIMPLE(ToBool)
SIMPLE(GetYieldFromIter)
SIMPLE(DictSet)
SIMPLE(ListExtend)
SIMPLE(DictUpdate)
SIMPLE(SetUpdate)
SIMPLE(ListToTuple)
SIMPLE(DeleteSubscr)
SIMPLE(DeleteAttr)
SIMPLE(MatchExc)
SIMPLE(PushExc)
SIMPLE(PopExc)
SIMPLE(Copy)
SIMPLE(Invert)
SIMPLE(Positive)
SIMPLE(BinaryMatMul)
SIMPLE(InplaceMatMul)
SIMPLE(MakeCell)
SIMPLE(DeleteLocal)
SIMPLE(ClearLocal)
SIMPLE(LoadAssertionError)
SIMPLE(MatchSequence)
SIMPLE(MatchMapping)
SIMPLE(MatchKeys)
SIMPLE(GetLen)
SIMPLE(LoadClassCell)
SIMPLE(WithEnter)
#undef SIMPLE

#define PACKED(name)                                                           \
  template <unsigned X> DX_HANDLER handleOp##name(DX_PARAMS) {                 \
    [[clang::musttail]] return handlePackedOp<op##name>(DX_ARGS);              \
  }                                                                            \
  template DX_HANDLER handleOp##name<0>(DX_PARAMS);
PACKED(FormatValue)
PACKED(GetAwaitable)
PACKED(LoadSuperAttr)
PACKED(LoadSuperMethod)
PACKED(UnpackEx)
#undef PACKED

template <unsigned X> DX_HANDLER handleOpJumpIfTrueKeep(DX_PARAMS) {
  [[clang::musttail]] return handleJumpOp<opJumpIfTrueKeep>(DX_ARGS);
}
template <unsigned X> DX_HANDLER handleOpJumpIfFalseKeep(DX_PARAMS) {
  [[clang::musttail]] return handleJumpOp<opJumpIfFalseKeep>(DX_ARGS);
}
template DX_HANDLER handleOpJumpIfTrueKeep<0>(DX_PARAMS);
template DX_HANDLER handleOpJumpIfFalseKeep<0>(DX_PARAMS);

} // namespace dxpy
