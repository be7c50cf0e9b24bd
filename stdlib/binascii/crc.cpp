// Cyclic redundancy checks: CRC-32 eight bytes at a time (Kounavis, Berry
// 2005), CRC-CCITT.
#include "stdlib/binascii/codings.h"
#include <cstring>

namespace dxpy::binary_text {

namespace {

/// table[k][b]: the CRC of byte b followed by k zero bytes.
struct Crc32Table {
  uint32_t of[8][256];
  constexpr Crc32Table() : of() {
    for (uint32_t b = 0; b < 256; ++b) {
      uint32_t crc = b;
      for (int i = 0; i < 8; ++i)
        crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
      of[0][b] = crc;
    }
    for (int k = 1; k < 8; ++k)
      for (uint32_t b = 0; b < 256; ++b)
        of[k][b] = of[k - 1][b] >> 8 ^ of[0][of[k - 1][b] & 255];
  }
};
constexpr Crc32Table crc32Table;

struct CcittTable {
  uint16_t of[256];
  constexpr CcittTable() : of() {
    for (uint32_t b = 0; b < 256; ++b) {
      uint32_t crc = b << 8;
      for (int i = 0; i < 8; ++i)
        crc = crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0);
      of[b] = uint16_t(crc);
    }
  }
};
constexpr CcittTable ccittTable;

} // namespace

uint32_t crc32(uint32_t crc, std::string_view data) {
  const auto &table = crc32Table.of;
  crc = ~crc;
  const char *at = data.data(), *end = at + data.size();
  for (; end - at >= 8; at += 8) {
    uint64_t word;
    std::memcpy(&word, at, sizeof word);
    word ^= crc;
    crc = 0;
    for (unsigned i = 0; i < 8; ++i)
      crc ^= table[7 - i][word >> (8 * i) & 255];
  }
  for (; at != end; ++at)
    crc = crc >> 8 ^ table[0][(crc ^ uint8_t(*at)) & 255];
  return ~crc;
}

uint16_t crcCcitt(uint16_t crc, std::string_view data) {
  for (char c : data)
    crc = uint16_t(crc << 8 ^ ccittTable.of[crc >> 8 ^ uint8_t(c)]);
  return crc;
}

} // namespace dxpy::binary_text
