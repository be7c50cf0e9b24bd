// Filter chains of module _lzma: from Python's dicts to liblzma's arrays.
#pragma once
#include "runtime-support/builtins/support.h"
#include <lzma.h>

namespace dxpy::compression {

extern constinit Value lzmaError; ///< _lzma.LZMAError

/// LZMAError, or MemoryError, of a result. True: it is none.
bool checkLzma(ThreadState &ts, lzma_ret result);
/// An int of 32 or 64 bits without a sign. False: raised.
bool uint32Argument_py(ThreadState &ts, Value value, uint32_t &out);
bool uint64Argument_py(ThreadState &ts, Value value, uint64_t &out);
/// "Invalid compression preset: 77"
Raised raisePreset(ThreadState &ts, uint32_t preset);

/// A chain and the options that its filters point to.
class FilterChain {
public:
  bool parse_py(ThreadState &ts, Value sequence);
  /// A chain of one filter.
  bool parseOne_py(ThreadState &ts, Value filter);
  const lzma_filter *filters() const { return filters_; }

private:
  bool add_py(ThreadState &ts, Value filter, unsigned at);
  bool lzmaOptions_py(ThreadState &ts, Value filter, lzma_options_lzma &out);
  union Options {
    lzma_options_lzma lzma;
    lzma_options_delta delta;
    lzma_options_bcj bcj;
  };
  lzma_filter filters_[LZMA_FILTERS_MAX + 1] = {};
  Options options_[LZMA_FILTERS_MAX] = {};
};

Owned encodeProperties(ThreadState &ts, Value, const Value *args);
Owned decodeProperties(ThreadState &ts, Value, const Value *args);

} // namespace dxpy::compression
