// The codec registry: search functions, codecs that have been found, error
// handlers. Its first use imports `encodings`, which registers its search
// function.
#pragma once
#include "runtime-support/inline/value.h"
#include <string_view>

namespace dxpy {

bool registerCodecSearch(ThreadState &ts, Value function);
bool unregisterCodecSearch(ThreadState &ts, Value function);
/// The CodecInfo (a tuple of four) of an encoding; LookupError.
Owned lookupCodec_py(ThreadState &ts, std::string_view encoding);
/// codecs.register_error
bool registerErrorHandler(ThreadState &ts, std::string_view name,
                          Value handler);
/// codecs.lookup_error: native handlers are there from the start.
Owned lookupErrorHandler(ThreadState &ts, std::string_view name);

/// codecs.encode and decode: any object to any object. null errors: not passed.
Owned codecEncode_py(ThreadState &ts, Value object, std::string_view encoding,
                     Value errors);
Owned codecDecode_py(ThreadState &ts, Value object, std::string_view encoding,
                     Value errors);
/// What str.encode and bytes.decode do: text encodings only.
Owned codecEncodeText_py(ThreadState &ts, Value str, std::string_view encoding,
                         std::string_view errors);
Owned codecDecodeText_py(ThreadState &ts, Value data, std::string_view encoding,
                         std::string_view errors);

/// A plain pending exception of a codec becomes one that names the codec, with
/// the old one as its cause.
void nameCodecInError_py(ThreadState &ts, const char *verb,
                         std::string_view encoding);

} // namespace dxpy
