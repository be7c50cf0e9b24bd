// Module _md5 (RFC 1321).
#include "stdlib/hashes/digest.h"

namespace dxpy::hashes {

namespace {

constexpr uint32_t kSines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a,
    0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be,
    0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340,
    0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8,
    0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c,
    0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa,
    0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92,
    0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1,
    0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};
constexpr uint8_t kTurns[4][4] = {
    {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

struct Md5 {
  uint32_t sums[4];
  BlockBuffer<64> block;

  static const char *name() { return "md5"; }
  static size_t digestSize() { return 16; }
  static size_t blockSize() { return 64; }
  void start() {
    constexpr uint32_t initial[] = {0x67452301, 0xefcdab89, 0x98badcfe,
                                    0x10325476};
    memcpy(sums, initial, sizeof sums);
    block.total = 0;
  }
  void compress(const uint8_t *data) {
    uint32_t a = sums[0], b = sums[1], c = sums[2], d = sums[3];
    for (unsigned i = 0; i < 64; ++i) {
      unsigned round = i / 16;
      uint32_t mixed = round == 0   ? (b & c) | (~b & d)
                       : round == 1 ? (d & b) | (~d & c)
                       : round == 2 ? b ^ c ^ d
                                    : c ^ (b | ~d);
      constexpr uint8_t step[] = {1, 5, 3, 7}, offset[] = {0, 1, 5, 0};
      unsigned word = (step[round] * i + offset[round]) % 16;
      mixed += a + kSines[i] + loadLittle<uint32_t>(data + 4 * word);
      a = d;
      d = c;
      c = b;
      b += std::rotl(mixed, kTurns[round][i % 4]);
    }
    sums[0] += a;
    sums[1] += b;
    sums[2] += c;
    sums[3] += d;
  }
  void update(Bytes data) {
    block.add(data, [this](const uint8_t *at) { compress(at); });
  }
  void finish(uint8_t *out) {
    block.pad(8, false, [this](const uint8_t *at) { compress(at); });
    memcpy(out, sums, sizeof sums);
  }
};

using Methods = HashMethods<PlainHash<Md5>>;
constexpr TypeSpec spec = {"_md5.md5", nullptr, Methods::methods,
                           Methods::getSets};
constinit TypeObject md5Type = plainHashType<Md5>(spec);

constexpr MethodDef functions[] = {
    {"md5", makeHash<Md5, md5Type>, "(string=b'', *, usedforsecurity=True)",
     "Return a new MD5 hash object; optionally initialized with a string."},
    {}};

bool execute(ThreadState &ts, Value module) {
  return registerNativeType(ts, &md5Type) &&
         addToModule(ts, module, "MD5Type", copyOf(Value(&md5Type)));
}

} // namespace

} // namespace dxpy::hashes

namespace dxpy {
DX_NATIVE_MODULE(_md5, nullptr, hashes::functions, hashes::execute)
} // namespace dxpy
