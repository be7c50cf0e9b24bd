// Settings of coroutines that module sys shows.
#pragma once
#include <cstdint>

namespace dxpy {

/// sys.set_coroutine_origin_tracking_depth()
extern thread_local constinit int32_t coroutineOriginDepth;

} // namespace dxpy
