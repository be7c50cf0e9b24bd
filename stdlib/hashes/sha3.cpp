// Module _sha3: SHA-3 and SHAKE (FIPS 202).
#include "stdlib/hashes/digest.h"

namespace dxpy::hashes {

namespace {

constexpr uint64_t kRounds[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a,
    0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
    0x8000000080008081, 0x8000000000008009, 0x000000000000008a,
    0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800a, 0x800000008000000a, 0x8000000080008081,
    0x8000000000008080, 0x0000000080000001, 0x8000000080008008};
/// The walk over the lanes, and how far each turns.
constexpr uint8_t kLanes[24] = {10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};
constexpr uint8_t kTurns[24] = {1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};

struct Sponge {
  uint64_t lanes[25];
  uint32_t at, rate;

  void permute() {
    for (uint64_t constant : kRounds) {
      uint64_t columns[5];
      for (unsigned x = 0; x < 5; ++x)
        columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^
                     lanes[x + 20];
      for (unsigned x = 0; x < 5; ++x) {
        uint64_t mix =
            columns[(x + 4) % 5] ^ std::rotl(columns[(x + 1) % 5], 1);
        for (unsigned y = 0; y < 25; y += 5)
          lanes[y + x] ^= mix;
      }
      uint64_t carried = lanes[1];
      for (unsigned i = 0; i < 24; ++i)
        carried =
            std::exchange(lanes[kLanes[i]], std::rotl(carried, kTurns[i]));
      for (unsigned y = 0; y < 25; y += 5) {
        uint64_t row[5];
        memcpy(row, lanes + y, sizeof row);
        for (unsigned x = 0; x < 5; ++x)
          lanes[y + x] ^= ~row[(x + 1) % 5] & row[(x + 2) % 5];
      }
      lanes[0] ^= constant;
    }
  }
  void put(uint32_t position, uint8_t byte) {
    lanes[position / 8] ^= uint64_t(byte) << position % 8 * 8;
  }
  void update(Bytes data) {
    for (char c : data) {
      put(at, uint8_t(c));
      if (++at == rate) {
        permute();
        at = 0;
      }
    }
  }
  void squeeze(uint8_t suffix, uint8_t *out, size_t size) {
    put(at, suffix);
    put(rate - 1, 0x80);
    permute();
    for (size_t i = 0; i < size; ++i) {
      if (i && i % rate == 0)
        permute();
      out[i] = uint8_t(lanes[i % rate / 8] >> i % 8 * 8);
    }
  }
};

template <size_t kBits> struct Sha3 : Sponge {
  static const char *name() {
    return kBits == 224   ? "sha3_224"
           : kBits == 256 ? "sha3_256"
           : kBits == 384 ? "sha3_384"
                          : "sha3_512";
  }
  static size_t digestSize() { return kBits / 8; }
  static size_t blockSize() { return 200 - kBits / 4; }
  void start() {
    memset(lanes, 0, sizeof lanes);
    at = 0;
    rate = uint32_t(blockSize());
  }
  void finish(uint8_t *out) { squeeze(0x06, out, digestSize()); }
};
template <size_t kBits> struct Shake : Sponge {
  static const char *name() { return kBits == 128 ? "shake_128" : "shake_256"; }
  static size_t digestSize() { return 0; }
  static size_t blockSize() { return 200 - kBits / 4; }
  void start() {
    memset(lanes, 0, sizeof lanes);
    at = 0;
    rate = uint32_t(blockSize());
  }
  void finish(uint8_t *) {}
};

template <typename A>
Owned squeezeBytes(ThreadState &ts, Value self, Value length) {
  int64_t size = toIndexInt64_py(ts, length, &types::OverflowError);
  if (size == -1 && pendingException(ts))
    return {};
  if (size < 0)
    return raise(ts, types::ValueError, "value must be positive");
  if (size >= 1 << 29)
    return raise(ts, types::ValueError, "length is too large");
  BytesObject *bytes = allocateBytes(ts, size_t(size));
  if (!bytes)
    return {};
  A state = HashMethods<PlainHash<A>>::of(self)->state;
  state.squeeze(0x1F, reinterpret_cast<uint8_t *>(bytes->bytes), size_t(size));
  return Owned::steal(bytes);
}
template <typename A>
Owned shakeDigest(ThreadState &ts, Value self, const Value *args) {
  return squeezeBytes<A>(ts, self, args[0]);
}
template <typename A>
Owned shakeHexDigest(ThreadState &ts, Value self, const Value *args) {
  Owned bytes = squeezeBytes<A>(ts, self, args[0]);
  if (!bytes)
    return {};
  Bytes text = bytesText(bytes);
  return hexText(ts, reinterpret_cast<const uint8_t *>(text.data()),
                 text.size());
}

Owned suffix(ThreadState &ts, Value self) {
  bool shake = typeName(typeOf(self)).starts_with("shake");
  return makeBytes(ts, shake ? "\x1f" : "\x06");
}
template <typename A> Owned rateBits(ThreadState &ts, Value) {
  return makeInt(ts, int64_t(A::blockSize() * 8));
}
template <typename A> Owned capacityBits(ThreadState &ts, Value) {
  return makeInt(ts, int64_t(1600 - A::blockSize() * 8));
}
template <typename A>
constexpr GetSetDef sha3GetSets[] = {
    {"block_size", HashMethods<PlainHash<A>>::blockSize},
    {"name", HashMethods<PlainHash<A>>::name},
    {"digest_size", HashMethods<PlainHash<A>>::digestSize},
    {"_capacity_bits", capacityBits<A>},
    {"_rate_bits", rateBits<A>},
    {"_suffix", suffix},
    {}};
template <typename A>
constexpr MethodDef shakeMethods[] = {
    {"copy", HashMethods<PlainHash<A>>::copy, "()",
     "Return a copy of the hash object."},
    {"digest", shakeDigest<A>, "(length, /)",
     "Return the digest value as a bytes object."},
    {"hexdigest", shakeHexDigest<A>, "(length, /)",
     "Return the digest value as a string of hexadecimal digits."},
    {"update", HashMethods<PlainHash<A>>::update, "(data, /)",
     "Update this hash object's state with the provided bytes-like object."},
    {}};

/// object.__new__ of these types makes the objects themselves.
template <typename A>
Owned new_(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature =
      "(data=b'', /, *, usedforsecurity=True)";
  Value bound[2];
  if (!bindArguments(ts, A::name(), signature, args, bound))
    return {};
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  using Methods = HashMethods<PlainHash<A>>;
  Methods::of(result)->state.start();
  return !bound[0] || Methods::add(ts, result, bound[0]) ? std::move(result)
                                                         : Owned();
}
template <typename A> constexpr TypeObject sha3Type(const TypeSpec &spec) {
  TypeObject type = plainHashType<A>(spec);
  type.flags = 0;
  type.slots.new_ = new_<A>;
  return type;
}

#define SHA3(bits)                                                             \
  constexpr TypeSpec spec##bits = {                                            \
      "_sha3.sha3_" #bits,                                                     \
      "sha3_" #bits "([data], *, usedforsecurity=True) -> SHA3 object\n\n"     \
      "Return a new SHA3 hash object with a hashbit length of " #bits ".",     \
      HashMethods<PlainHash<Sha3<bits>>>::methods, sha3GetSets<Sha3<bits>>};   \
  constinit TypeObject type##bits = sha3Type<Sha3<bits>>(spec##bits);
SHA3(224)
SHA3(256)
SHA3(384)
SHA3(512)
#undef SHA3
#define SHAKE(bits)                                                            \
  constexpr TypeSpec shakeSpec##bits = {                                       \
      "_sha3.shake_" #bits,                                                    \
      "shake_" #bits "([data], *, usedforsecurity=True) -> SHAKE object\n\n"   \
      "Return a new SHAKE hash object.",                                       \
      shakeMethods<Shake<bits>>, sha3GetSets<Shake<bits>>};                    \
  constinit TypeObject shake##bits = sha3Type<Shake<bits>>(shakeSpec##bits);
SHAKE(128)
SHAKE(256)
#undef SHAKE

bool execute(ThreadState &ts, Value module) {
  for (TypeObject *type :
       {&type224, &type256, &type384, &type512, &shake128, &shake256})
    if (!registerNativeType(ts, type) || !addTypeToModule(ts, module, type))
      return false;
  return addToModule(ts, module, "implementation", makeStr(ts, "generic"));
}

} // namespace

} // namespace dxpy::hashes

namespace dxpy {
DX_NATIVE_MODULE(_sha3, nullptr, nullptr, hashes::execute)
} // namespace dxpy
