// Powers, modular powers (Montgomery's form for small odd moduli, division
// otherwise) and integer square roots.
#include "runtime-support/bigint/kernels.h"

#include <bit>
#include <utility>

namespace dxpy::bigint {

std::size_t powerSize(Mag a, std::uint64_t exponent) {
  Wide bits = Wide(bitLength(a)) * exponent;
  return bits / 64 > maxLimbs ? maxLimbs + 1 : std::size_t(bits / 64) + 3;
}

Status power(Limb *r, std::size_t &size, Mag a, std::uint64_t exponent,
             Context &context) {
  r[0] = 1;
  size = 1;
  if (!exponent)
    return Status::ok;
  if (a.isZero()) {
    size = 0;
    return Status::ok;
  }
  std::size_t room = powerSize(a, exponent);
  if (room > maxLimbs)
    return Status::noMemory;
  std::uint64_t zeros = trailingZeros(a);
  Scratch scratch(context, room + a.size);
  if (!scratch)
    return Status::noMemory;
  Limb *base = scratch.get(), *other = base + a.size, *value = r;
  std::size_t baseSize = shiftRight(base, a, zeros);
  bool isOne = baseSize == 1 && base[0] == 1;
  copyLimbs(value, base, baseSize);
  size = baseSize;
  for (int bit = 62 - std::countl_zero(exponent); bit >= 0 && !isOne; --bit) {
    Status status = square(other, size, {value, size}, context);
    std::swap(value, other);
    if (status == Status::ok && (exponent >> bit & 1)) {
      status = mul(other, size, {value, size}, {base, baseSize}, context);
      std::swap(value, other);
    }
    if (status != Status::ok)
      return status;
  }
  size = shiftLeft(r, {value, size}, zeros * exponent);
  return Status::ok;
}

namespace {

constexpr std::size_t montgomeryBelow = 100;

/// Multiplication modulo a number; values are n limbs, in Montgomery's form if
/// it is used.
class Residues {
public:
  Residues(Mag m, Context &context)
      : m(m), n(m.size), context(context),
        montgomery((m.limbs[0] & 1) && n < montgomeryBelow),
        storage(context, 2 * n + mulScratch(n) + 2) {
    if (montgomery) {
      Limb x = m.limbs[0]; // right to 3 bits; each step doubles them
      for (int i = 0; i < 5; ++i)
        x *= 2 - m.limbs[0] * x;
      negatedInverse = -x;
    }
  }
  explicit operator bool() const { return bool(storage); }

  /// r = a * b; r may be either.
  Status mul(Limb *r, const Limb *a, const Limb *b) {
    Limb *t = storage.get();
    if (mulBalanced(t, a, b, n, t + 2 * n + 2, context))
      return Status::stopped;
    if (montgomery) {
      reduce(r, t);
      return Status::ok;
    }
    return remainder(r, makeMag(t, 2 * n));
  }
  /// r[n] = the residue of a.
  Status enter(Limb *r, Mag a) {
    if (!montgomery)
      return remainder(r, a);
    Scratch shifted(context, a.size + n);
    if (!shifted)
      return Status::noMemory;
    zeroLimbs(shifted.get(), n);
    copyLimbs(shifted.get() + n, a.limbs, a.size);
    return remainder(r, makeMag(shifted.get(), n + a.size));
  }
  std::size_t leave(Limb *r, const Limb *a) {
    if (montgomery) {
      Limb *t = storage.get();
      copyLimbs(t, a, n);
      zeroLimbs(t + n, n);
      reduce(r, t);
    } else {
      copyLimbs(r, a, n);
    }
    return normalize(r, n);
  }

private:
  Status remainder(Limb *r, Mag a) {
    std::size_t qSize, rSize;
    Status status = divMod(nullptr, qSize, r, rSize, a, m, context);
    zeroLimbs(r + rSize, n - rSize);
    return status;
  }
  /// r[n] = t[2n] / 2**(64 n) modulo m.
  void reduce(Limb *r, Limb *t) {
    for (std::size_t i = 0; i < n; ++i)
      t[i] = addMul1(t + i, m.limbs, n, t[i] * negatedInverse);
    Limb carry = addN(r, t + n, t, n);
    if (carry || compareN(r, m.limbs, n) >= 0)
      subN(r, r, m.limbs, n);
  }

  Mag m;
  std::size_t n;
  Context &context;
  bool montgomery;
  Scratch storage;
  Limb negatedInverse = 0;
};

unsigned windowFor(std::uint64_t bits) {
  return bits > 1000 ? 6 : bits > 300 ? 5 : bits > 80 ? 4 : bits > 24 ? 3 : 1;
}

unsigned bitsAt(Mag a, std::uint64_t at, unsigned count) {
  unsigned value = 0;
  for (unsigned i = count; i-- > 0;)
    value = value * 2 + testBit(a, at + i);
  return value;
}

} // namespace

Status powerMod(Limb *r, std::size_t &size, Mag a, Mag exponent, Mag m,
                Context &context) {
  size = 0;
  if (m.size == 1 && m.limbs[0] == 1)
    return Status::ok;
  if (exponent.isZero()) {
    r[0] = 1;
    size = 1;
    return Status::ok;
  }
  std::size_t n = m.size;
  std::uint64_t bits = bitLength(exponent);
  unsigned window = windowFor(bits);
  Residues residues(m, context);
  // Powers 1 .. 2**window - 1 of a, then the value.
  Scratch table(context, n << window);
  if (!residues || !table)
    return Status::noMemory;
  auto entry = [&](unsigned i) { return table.get() + n * (i - 1); };
  Limb *value = entry(1u << window);
  Status status = residues.enter(entry(1), a);
  for (unsigned i = 2; i < 1u << window && status == Status::ok; ++i)
    status = residues.mul(entry(i), entry(i - 1), entry(1));
  std::uint64_t at = (bits - 1) / window * window;
  copyLimbs(value, entry(bitsAt(exponent, at, window)), n);
  while (at && status == Status::ok) {
    at -= window;
    for (unsigned i = 0; i < window && status == Status::ok; ++i)
      status = residues.mul(value, value, value);
    unsigned digit = bitsAt(exponent, at, window);
    if (digit && status == Status::ok)
      status = residues.mul(value, value, entry(digit));
  }
  if (status == Status::ok)
    size = residues.leave(r, value);
  return status;
}

namespace {

/// floor(sqrt(x)) bit by bit.
Limb squareRootLimb(Limb x) {
  Limb root = 0;
  for (Limb bit = Limb(1) << 31; bit; bit >>= 1) {
    Limb next = root | bit;
    if (next * next <= x)
      root = next;
  }
  return root;
}

} // namespace

// Newton's iteration with a precision that doubles. Before each step root is
// within 1 of the square root of a's leading 2 d (+ 1 or 2) bits.
Status squareRoot(Limb *r, std::size_t &size, Mag a, Context &context) {
  size = 0;
  if (a.isZero())
    return Status::ok;
  std::uint64_t c = (bitLength(a) - 1) / 2;
  unsigned s = 0;
  while (c >> s > 31)
    ++s;
  std::uint64_t d = c >> s;
  std::size_t room = a.size / 2 + 3;
  Scratch scratch(context, 4 * room + a.size + 4);
  if (!scratch)
    return Status::noMemory;
  Limb *root = scratch.get(), *quotient = root + room,
       *product = quotient + room, *head = product + 2 * room;
  std::size_t headSize = shiftRight(head, a, 2 * (c - d));
  root[0] = squareRootLimb(headSize ? head[0] : 0);
  std::size_t rootSize = 1;
  while (s-- > 0) {
    std::uint64_t e = d;
    d = c >> s;
    // root = (root << (d - e - 1)) + (a >> (2c - e - d + 1)) / root
    headSize = shiftRight(head, a, 2 * c - e - d + 1);
    std::size_t qSize, rSize;
    Status status = divMod(head, qSize, nullptr, rSize, {head, headSize},
                           {root, rootSize}, context);
    if (status != Status::ok)
      return status;
    rootSize = shiftLeft(root, {root, rootSize}, d - e - 1);
    rootSize = add(root, {root, rootSize}, {head, qSize});
  }
  std::size_t productSize;
  Status status = square(product, productSize, {root, rootSize}, context);
  if (status != Status::ok)
    return status;
  if (compare({product, productSize}, a) > 0) {
    const Limb one = 1;
    rootSize = sub(root, {root, rootSize}, {&one, 1});
  }
  copyLimbs(r, root, rootSize);
  size = rootSize;
  return Status::ok;
}

} // namespace dxpy::bigint
