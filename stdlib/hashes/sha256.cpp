// Module _sha256: SHA-256 and SHA-224 (FIPS 180-4).
#include "stdlib/hashes/digest.h"

namespace dxpy::hashes {

namespace {

using Word_ = uint32_t;
/// The fractions of the cube roots of the first 64 primes.
constexpr Word_ kRoots[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
/// Of the square roots of the first eight, and of the next eight.
constexpr Word_ kStart256[] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                               0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
constexpr Word_ kStart224[] = {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
                               0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4};

template <size_t kBits> struct Sha2 {
  Word_ sums[8];
  BlockBuffer<64> block;

  static const char *name() { return kBits == 256 ? "sha256" : "sha224"; }
  static size_t digestSize() { return kBits / 8; }
  static size_t blockSize() { return 64; }
  void start() {
    memcpy(sums, kBits == 256 ? kStart256 : kStart224, sizeof sums);
    block.total = 0;
  }
  void compress(const uint8_t *data) {
    using std::rotr;
    Word_ words[64];
    for (unsigned i = 0; i < 16; ++i)
      words[i] = loadBig<Word_>(data + sizeof(Word_) * i);
    for (unsigned i = 16; i < 64; ++i) {
      Word_ early = words[i - 15], late = words[i - 2];
      words[i] = words[i - 16] + words[i - 7] +
                 (rotr(early, 7) ^ rotr(early, 18) ^ early >> 3) +
                 (rotr(late, 17) ^ rotr(late, 19) ^ late >> 10);
    }
    Word_ a = sums[0], b = sums[1], c = sums[2], d = sums[3], e = sums[4],
          f = sums[5], g = sums[6], h = sums[7];
    for (unsigned i = 0; i < 64; ++i) {
      Word_ first = h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) +
                    ((e & f) ^ (~e & g)) + kRoots[i] + words[i];
      Word_ second = (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) +
                     ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    Word_ ends[] = {a, b, c, d, e, f, g, h};
    for (unsigned i = 0; i < 8; ++i)
      sums[i] += ends[i];
  }
  void update(Bytes data) {
    block.add(data, [this](const uint8_t *at) { compress(at); });
  }
  void finish(uint8_t *out) {
    block.pad(8, true, [this](const uint8_t *at) { compress(at); });
    for (unsigned i = 0; i < 8; ++i)
      store(out + sizeof(Word_) * i, swapped(sums[i]));
  }
};

template <size_t kBits> using Methods = HashMethods<PlainHash<Sha2<kBits>>>;
constexpr TypeSpec spec256 = {"_sha256.sha256", nullptr, Methods<256>::methods,
                              Methods<256>::getSets};
constexpr TypeSpec spec224 = {"_sha256.sha224", nullptr, Methods<224>::methods,
                              Methods<224>::getSets};
constinit TypeObject type256 = plainHashType<Sha2<256>>(spec256);
constinit TypeObject type224 = plainHashType<Sha2<224>>(spec224);

constexpr MethodDef functions[] = {
    {"sha256", makeHash<Sha2<256>, type256>,
     "(string=b'', *, usedforsecurity=True)",
     "Return a new SHA-256 hash object; optionally initialized with a "
     "string."},
    {"sha224", makeHash<Sha2<224>, type224>,
     "(string=b'', *, usedforsecurity=True)",
     "Return a new SHA-224 hash object; optionally initialized with a "
     "string."},
    {}};

bool execute(ThreadState &ts, Value module) {
  return registerNativeType(ts, &type256) && registerNativeType(ts, &type224) &&
         addToModule(ts, module, "SHA256Type", copyOf(Value(&type256))) &&
         addToModule(ts, module, "SHA224Type", copyOf(Value(&type224)));
}

} // namespace

} // namespace dxpy::hashes

namespace dxpy {
DX_NATIVE_MODULE(_sha256, nullptr, hashes::functions, hashes::execute)
} // namespace dxpy
