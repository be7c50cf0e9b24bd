// Module _blake2: BLAKE2b and BLAKE2s with their parameters (RFC 7693).
#include "stdlib/hashes/digest.h"

namespace dxpy::hashes {

namespace {

constexpr uint8_t kOrder[12][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3}};

struct Wide { // BLAKE2b
  using Unit = uint64_t;
  static constexpr const char *kName = "blake2b";
  static constexpr unsigned kRounds = 12;
  static constexpr int kTurns[] = {32, 24, 16, 63};
  static constexpr Unit kStart[] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b,
                                    0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                    0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                    0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
};
struct Narrow { // BLAKE2s
  using Unit = uint32_t;
  static constexpr const char *kName = "blake2s";
  static constexpr unsigned kRounds = 10;
  static constexpr int kTurns[] = {16, 12, 8, 7};
  static constexpr Unit kStart[] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372,
                                    0xa54ff53a, 0x510e527f, 0x9b05688c,
                                    0x1f83d9ab, 0x5be0cd19};
};

struct Parameters {
  uint64_t digestSize, fanout = 1, depth = 1, leafSize = 0, nodeOffset = 0,
                       nodeDepth = 0, innerSize = 0;
  bool lastNode = false;
  Bytes key, salt, person;
};

template <typename Form> struct Blake2 {
  using Unit = typename Form::Unit;
  static constexpr size_t kBlock = 16 * sizeof(Unit);
  static constexpr size_t kMost = 8 * sizeof(Unit); ///< digest and key
  static constexpr size_t kSalt = 2 * sizeof(Unit);

  Unit sums[8];
  uint64_t total; ///< bytes compressed
  uint8_t block[kBlock];
  uint32_t used, size;
  bool lastNode;

  static const char *name() { return Form::kName; }
  size_t digestSize() const { return size; }
  static size_t blockSize() { return kBlock; }

  void start(const Parameters &parameters) {
    uint8_t header[kMost] = {};
    header[0] = uint8_t(parameters.digestSize);
    header[1] = uint8_t(parameters.key.size());
    header[2] = uint8_t(parameters.fanout);
    header[3] = uint8_t(parameters.depth);
    store(header + 4, uint32_t(parameters.leafSize));
    store(header + 8, parameters.nodeOffset); // BLAKE2s: the low six bytes
    size_t at = sizeof(Unit) == 8 ? 16 : 14;
    header[at] = uint8_t(parameters.nodeDepth);
    header[at + 1] = uint8_t(parameters.innerSize);
    auto put = [&](size_t at, Bytes text) {
      if (!text.empty())
        memcpy(header + at, text.data(), text.size());
    };
    put(4 * sizeof(Unit), parameters.salt);
    put(6 * sizeof(Unit), parameters.person);
    for (unsigned i = 0; i < 8; ++i)
      sums[i] = Form::kStart[i] ^ loadLittle<Unit>(header + sizeof(Unit) * i);
    total = 0;
    used = 0;
    size = uint32_t(parameters.digestSize);
    lastNode = parameters.lastNode;
    if (parameters.key.empty())
      return;
    memset(block, 0, kBlock);
    memcpy(block, parameters.key.data(), parameters.key.size());
    used = kBlock;
  }
  void compress(const uint8_t *data, size_t count, bool last) {
    total += count;
    Unit m[16], v[16];
    for (unsigned i = 0; i < 16; ++i)
      m[i] = loadLittle<Unit>(data + sizeof(Unit) * i);
    for (unsigned i = 0; i < 8; ++i) {
      v[i] = sums[i];
      v[i + 8] = Form::kStart[i];
    }
    v[12] ^= Unit(total);
    if (sizeof(Unit) == 4)
      v[13] ^= Unit(total >> 32);
    if (last)
      v[14] = ~v[14];
    if (last && lastNode)
      v[15] = ~v[15];
    for (unsigned round = 0; round < Form::kRounds; ++round)
      for (unsigned i = 0; i < 8; ++i)
        mix(v, i, m[kOrder[round][2 * i]], m[kOrder[round][2 * i + 1]]);
    for (unsigned i = 0; i < 8; ++i)
      sums[i] ^= v[i] ^ v[i + 8];
  }
  /// Column \p i, then from 4 on diagonal i - 4.
  static void mix(Unit *v, unsigned i, Unit x, Unit y) {
    unsigned turn = i / 4, column = i % 4;
    Unit &a = v[column], &b = v[4 + (column + turn) % 4],
         &c = v[8 + (column + 2 * turn) % 4],
         &d = v[12 + (column + 3 * turn) % 4];
    a += b + x;
    d = std::rotr(Unit(d ^ a), Form::kTurns[0]);
    c += d;
    b = std::rotr(Unit(b ^ c), Form::kTurns[1]);
    a += b + y;
    d = std::rotr(Unit(d ^ a), Form::kTurns[2]);
    c += d;
    b = std::rotr(Unit(b ^ c), Form::kTurns[3]);
  }
  void update(Bytes data) {
    auto *at = reinterpret_cast<const uint8_t *>(data.data());
    // The last block waits: finish() compresses it.
    for (size_t left = data.size(); left;) {
      if (used == kBlock) {
        compress(block, kBlock, false);
        used = 0;
      }
      size_t take = left < kBlock - used ? left : kBlock - used;
      memcpy(block + used, at, take);
      used += uint32_t(take);
      at += take;
      left -= take;
    }
  }
  void finish(uint8_t *out) {
    memset(block + used, 0, kBlock - used);
    compress(block, used, true);
    memcpy(out, sums, sizeof sums);
  }
};

template <typename Form> using Methods = HashMethods<PlainHash<Blake2<Form>>>;

// Arguments
// -------------------------------------------------------------------------

bool number_py(ThreadState &ts, Value value, uint64_t least, uint64_t most,
               const char *name, uint64_t &out) {
  if (!value)
    return true;
  int64_t given = toIndexInt64_py(ts, value, &types::OverflowError);
  if (given == -1 && pendingException(ts))
    return false;
  if (given < int64_t(least) || uint64_t(given) > most)
    return raise(ts, types::ValueError, "{} must be between {} and {}{}",
                 {name, least, name[0] == 'i' ? "is " : "", most});
  out = uint64_t(given);
  return true;
}
bool text(ThreadState &ts, Value value, size_t most, const char *name,
          BufferView &view, Bytes &out) {
  if (!value)
    return true;
  if (!getBuffer(ts, value, view))
    return false;
  out = {view.data, size_t(view.length)};
  return out.size() <= most ||
         raise(ts, types::ValueError, "maximum {} length is {} bytes",
               {name, most});
}

template <typename Form>
bool parse_py(ThreadState &ts, const Value *bound, Parameters &p,
              BufferView *views) {
  using Hash = Blake2<Form>;
  constexpr bool wide = sizeof(typename Form::Unit) == 8;
  p.digestSize = Hash::kMost;
  uint64_t most = wide ? INT64_MAX : (uint64_t(1) << 48) - 1;
  int64_t size = int64_t(p.digestSize);
  if (bound[1] && !sizeArgument_py(ts, bound[1], size))
    return false;
  if (size < 1 || size > int64_t(Hash::kMost))
    return raise(ts, types::ValueError,
                 "digest_size must be between 1 and {} bytes", {Hash::kMost});
  p.digestSize = uint64_t(size);
  if (!text(ts, bound[3], Hash::kSalt, "salt", views[1], p.salt) ||
      !text(ts, bound[4], Hash::kSalt, "person", views[2], p.person) ||
      !number_py(ts, bound[5], 0, 255, "fanout", p.fanout) ||
      !number_py(ts, bound[6], 1, 255, "depth", p.depth) ||
      !number_py(ts, bound[7], 0, UINT32_MAX, "leaf_size", p.leafSize) ||
      !number_py(ts, bound[8], 0, most, "node_offset", p.nodeOffset) ||
      !number_py(ts, bound[9], 0, 255, "node_depth", p.nodeDepth) ||
      !number_py(ts, bound[10], 0, Hash::kMost, "inner_size", p.innerSize) ||
      !text(ts, bound[2], Hash::kMost, "key", views[0], p.key))
    return false;
  int last = bound[11] ? isTrue_py(ts, bound[11]) : 0;
  p.lastNode = last > 0;
  return last >= 0;
}

template <typename Form>
Owned new_(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature =
      "(data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', "
      "fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, "
      "inner_size=0, last_node=False, usedforsecurity=True)";
  Value bound[13];
  if (!bindArguments(ts, Form::kName, signature, args, bound))
    return {};
  Parameters parameters;
  BufferView views[3];
  Owned result = allocateInstance(ts, type);
  bool good = result && parse_py<Form>(ts, bound, parameters, views);
  if (good)
    Methods<Form>::of(result)->state.start(parameters);
  for (BufferView &view : views)
    if (view.owner)
      releaseBuffer(ts, view);
  if (!good || (bound[0] && !Methods<Form>::add(ts, result, bound[0])))
    return {};
  return result;
}

template <typename Form> constexpr TypeObject blakeType(const TypeSpec &spec) {
  TypeObject type = plainHashType<Blake2<Form>>(spec);
  type.flags = 0;
  type.slots.new_ = new_<Form>;
  return type;
}
constexpr TypeSpec wideSpec = {"_blake2.blake2b",
                               "Return a new BLAKE2b hash object.",
                               Methods<Wide>::methods, Methods<Wide>::getSets};
constexpr TypeSpec narrowSpec = {
    "_blake2.blake2s", "Return a new BLAKE2s hash object.",
    Methods<Narrow>::methods, Methods<Narrow>::getSets};
constinit TypeObject wideType = blakeType<Wide>(wideSpec);
constinit TypeObject narrowType = blakeType<Narrow>(narrowSpec);

template <typename Form>
bool addBlake(ThreadState &ts, Value module, TypeObject *type,
              const char *prefix) {
  using Hash = Blake2<Form>;
  if (!initNativeType(ts, type) || !addTypeToModule(ts, module, type))
    return false;
  const struct {
    const char *name;
    size_t value;
  } rows[] = {{"SALT_SIZE", Hash::kSalt},
              {"PERSON_SIZE", Hash::kSalt},
              {"MAX_KEY_SIZE", Hash::kMost},
              {"MAX_DIGEST_SIZE", Hash::kMost}};
  for (auto &row : rows) {
    Owned value = makeInt(ts, int64_t(row.value)),
          key = internText(ts, row.name);
    StrBuilder full(ts);
    full.append(prefix);
    full.append(row.name);
    Owned fullName = full.finish();
    fullName = fullName ? intern(ts, std::move(fullName)) : Owned();
    if (!fullName || !dictSetName(ts, Value(type->dict), key, value) ||
        !dictSetName(ts, moduleDict(module), fullName, value))
      return false;
  }
  return true;
}

bool execute(ThreadState &ts, Value module) {
  return addBlake<Wide>(ts, module, &wideType, "BLAKE2B_") &&
         addBlake<Narrow>(ts, module, &narrowType, "BLAKE2S_");
}

} // namespace

} // namespace dxpy::hashes

namespace dxpy {
DX_NATIVE_MODULE(_blake2, "_blake2b provides BLAKE2b for hashlib\n", nullptr,
                 hashes::execute)
} // namespace dxpy
