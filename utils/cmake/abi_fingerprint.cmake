# Writes the ABI fingerprint: a hash over everything in runtime-support/abi,
# carried by each image and checked where one is loaded.
#   cmake -DABI=<folder> -DOUTPUT=<header> -P abi_fingerprint.cmake
file(GLOB files ${ABI}/*.h ${ABI}/*.def)
list(SORT files)
set(hashes)
foreach(file ${files})
  file(SHA256 ${file} hash)
  string(APPEND hashes ${hash})
endforeach()
string(SHA256 fingerprint "${hashes}")
string(SUBSTRING ${fingerprint} 0 8 fingerprint)
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT [[
// Generated from the files of runtime-support/abi.
#pragma once
#include <cstdint>

namespace dxpy {
inline constexpr uint32_t kAbiFingerprint = 0x@fingerprint@;
} // namespace dxpy
]])
