// Module _sha1 (FIPS 180-4).
#include "stdlib/hashes/digest.h"

namespace dxpy::hashes {

namespace {

struct Sha1 {
  uint32_t sums[5];
  BlockBuffer<64> block;

  static const char *name() { return "sha1"; }
  static size_t digestSize() { return 20; }
  static size_t blockSize() { return 64; }
  void start() {
    constexpr uint32_t initial[] = {0x67452301, 0xefcdab89, 0x98badcfe,
                                    0x10325476, 0xc3d2e1f0};
    memcpy(sums, initial, sizeof sums);
    block.total = 0;
  }
  void compress(const uint8_t *data) {
    uint32_t words[80];
    for (unsigned i = 0; i < 16; ++i)
      words[i] = loadBig<uint32_t>(data + 4 * i);
    for (unsigned i = 16; i < 80; ++i)
      words[i] = std::rotl(
          words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    uint32_t a = sums[0], b = sums[1], c = sums[2], d = sums[3], e = sums[4];
    constexpr uint32_t constants[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc,
                                      0xca62c1d6};
    for (unsigned i = 0; i < 80; ++i) {
      unsigned round = i / 20;
      uint32_t mixed = round == 0   ? (b & c) | (~b & d)
                       : round == 2 ? (b & c) | (b & d) | (c & d)
                                    : b ^ c ^ d;
      uint32_t next = std::rotl(a, 5) + mixed + e + constants[round] + words[i];
      e = d;
      d = c;
      c = std::rotl(b, 30);
      b = a;
      a = next;
    }
    sums[0] += a;
    sums[1] += b;
    sums[2] += c;
    sums[3] += d;
    sums[4] += e;
  }
  void update(Bytes data) {
    block.add(data, [this](const uint8_t *at) { compress(at); });
  }
  void finish(uint8_t *out) {
    block.pad(8, true, [this](const uint8_t *at) { compress(at); });
    for (unsigned i = 0; i < 5; ++i)
      store(out + 4 * i, swapped(sums[i]));
  }
};

using Methods = HashMethods<PlainHash<Sha1>>;
constexpr TypeSpec spec = {"_sha1.sha1", nullptr, Methods::methods,
                           Methods::getSets};
constinit TypeObject sha1Type = plainHashType<Sha1>(spec);

constexpr MethodDef functions[] = {
    {"sha1", makeHash<Sha1, sha1Type>, "(string=b'', *, usedforsecurity=True)",
     "Return a new SHA1 hash object; optionally initialized with a string."},
    {}};

bool execute(ThreadState &ts, Value module) {
  return registerNativeType(ts, &sha1Type) &&
         addToModule(ts, module, "SHA1Type", copyOf(Value(&sha1Type)));
}

} // namespace

} // namespace dxpy::hashes

namespace dxpy {
DX_NATIVE_MODULE(_sha1, nullptr, hashes::functions, hashes::execute)
} // namespace dxpy
