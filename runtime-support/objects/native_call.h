// Calls of native functions at sites where all arguments are positional: no
// binding where the signature allows it.
#pragma once
#include "runtime-support/objects/function.h"

namespace dxpy {

/// Calls \p def with all arguments positional. 0: raised; kUndef: only the
/// general way can say (nothing has happened).
inline Word callDef(ThreadState *ts, const MethodDef *def, Value self,
                    const Value *args, uint32_t count) {
  const Signature &signature = def->signature;
  if (signature.raw)
    return def->rawFunction(*ts, self, {args, count, {}}).take();
  if (count == signature.count && count == signature.positional)
    return def->function(*ts, self, args).take();
  if (count > signature.positional || count < signature.required)
    return kUndef;
  Word bound[Signature::kMaxParameters]; // only the first `count` are filled
  for (uint32_t i = 0; i < count; ++i)
    bound[i] = args[i].word();
  for (uint32_t i = count; i < signature.count; ++i) {
    if (i >= signature.positional && signature.keywordRequired[i])
      return kUndef;
    bound[i] = 0;
  }
  return def->function(*ts, self, reinterpret_cast<Value *>(bound)).take();
}

} // namespace dxpy
