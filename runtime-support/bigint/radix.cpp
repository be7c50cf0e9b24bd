// Text of integers. Radices that are powers of two are linear; the others split
// at powers of the radix (divide and conquer) above a size where the quadratic
// loops are faster.
#include "runtime-support/bigint/kernels.h"

#include <array>
#include <bit>
#include <type_traits>

namespace dxpy::bigint {
namespace {

constexpr char digitText[] = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t toTextRecursiveFrom = 30, fromTextRecursiveFrom = 40;

/// The largest power of a radix that fits a limb.
struct BigDigit {
  std::uint8_t digits = 0;
  Limb power = 0;
};
constexpr auto bigDigits = [] {
  std::array<BigDigit, 37> table{};
  for (unsigned radix = 2; radix <= 36; ++radix) {
    table[radix] = {1, radix};
    while (table[radix].power <= ~Limb(0) / radix) {
      table[radix].power *= radix;
      ++table[radix].digits;
    }
  }
  return table;
}();

constexpr bool isPowerOfTwo(unsigned radix) {
  return (radix & (radix - 1)) == 0;
}

/// The powers bigDigit ** (2 ** i) of a radix, as far as a size needs them.
/// Powers of ten have many factors of two, but storing them whole keeps the
/// code simple.
class PowerTower {
public:
  static constexpr unsigned maxLevels = 50;
  PowerTower(Context &context, unsigned radix, std::size_t limbs)
      : storage(context, sizeFor(limbs)), radix(radix), context(context) {}

  explicit operator bool() const { return bool(storage); }

  /// Makes the levels whose power has at most `limbs` limbs; at least one.
  Status fill(std::size_t limbs) {
    Limb *at = storage.get();
    at[0] = bigDigits[radix].power;
    levels[0] = {at, 1};
    count = 1;
    ++at;
    while (count < maxLevels && levels[count - 1].size * 2 - 1 <= limbs) {
      Mag last = levels[count - 1];
      std::size_t size = 0;
      Status status = square(at, size, last, context);
      if (status != Status::ok)
        return status;
      levels[count++] = {at, size};
      at += size;
    }
    return Status::ok;
  }

  Mag power(unsigned level) const { return levels[level]; }
  std::size_t digits(unsigned level) const {
    return std::size_t(bigDigits[radix].digits) << level;
  }
  unsigned size() const { return count; }

private:
  // Each level is at most twice as long as the one before, the last at most
  // limbs + 1.
  static std::size_t sizeFor(std::size_t limbs) { return 4 * limbs + 64; }
  Scratch storage;
  unsigned radix;
  Context &context;
  std::array<Mag, maxLevels> levels;
  unsigned count = 0;
};

template <typename Radix>
void writeChunk(char *out, unsigned count, Limb chunk, Radix radix) {
  while (count) {
    out[--count] = digitText[chunk % radix];
    chunk /= radix;
  }
}

/// Writes exactly `width` digits of u (destroyed), leading zeros included.
void writeSmall(char *out, std::size_t width, Limb *u, std::size_t size,
                unsigned radix) {
  BigDigit big = bigDigits[radix];
  char *end = out + width;
  while (size) {
    std::size_t quotientSize = 0;
    Limb chunk = divModLimb(u, quotientSize, {u, size}, big.power);
    size = quotientSize;
    unsigned count =
        std::size_t(end - out) < big.digits ? unsigned(end - out) : big.digits;
    end -= count;
    // A constant divisor is several times faster.
    radix == 10
        ? writeChunk(end, count, chunk, std::integral_constant<unsigned, 10>())
        : writeChunk(end, count, chunk, radix);
  }
  while (end > out)
    *--end = '0';
}

class ToText {
public:
  ToText(PowerTower &tower, unsigned radix, Context &context)
      : tower(tower), radix(radix), context(context) {}

  /// Writes `width` digits of a, which is less than the square of the power at
  /// `level`.
  Status write(char *out, std::size_t width, Mag a, unsigned level) {
    if (a.size < toTextRecursiveFrom) {
      Limb small[toTextRecursiveFrom];
      copyLimbs(small, a.limbs, a.size);
      writeSmall(out, width, small, a.size, radix);
      return context.spend(a.size * a.size) ? Status::stopped : Status::ok;
    }
    while (level && compare(a, tower.power(level)) < 0)
      --level;
    Mag power = tower.power(level);
    std::size_t qn = a.size - power.size + 1, qSize, rSize;
    Scratch scratch(context, qn + power.size);
    if (!scratch)
      return Status::noMemory;
    Limb *q = scratch.get(), *r = q + qn;
    Status status = divMod(q, qSize, r, rSize, a, power, context);
    std::size_t lowWidth = tower.digits(level);
    unsigned below = level ? level - 1 : 0;
    if (status == Status::ok)
      status = write(out, width - lowWidth, {q, qSize}, level);
    if (status == Status::ok)
      status = write(out + width - lowWidth, lowWidth, {r, rSize}, below);
    return status;
  }

private:
  PowerTower &tower;
  unsigned radix;
  Context &context;
};

std::size_t toPowerOfTwo(char *out, Mag a, unsigned bits) {
  std::size_t digits = (bitLength(a) + bits - 1) / bits;
  Limb mask = (Limb(1) << bits) - 1;
  for (std::size_t i = 0; i < digits; ++i) {
    std::uint64_t at = std::uint64_t(i) * bits;
    std::size_t limb = at / 64;
    unsigned shift = at % 64;
    Limb x = a.limbs[limb] >> shift;
    if (shift + bits > 64 && limb + 1 < a.size)
      x |= a.limbs[limb + 1] << (64 - shift);
    out[digits - 1 - i] = digitText[x & mask];
  }
  return digits;
}

/// bits / log2(radix), rounded up a little.
std::size_t digitsOfBits(std::uint64_t bits, unsigned radix) {
  // 2 ** (64 k) needs less than this many digits per 64 limbs of each radix's
  // big digit.
  BigDigit big = bigDigits[radix];
  unsigned bigBits = unsigned(std::bit_width(big.power)) - 1;
  // A big digit holds between bigBits and bigBits + 1 bits: refine with its
  // fraction in 1/4096.
  Wide scaled = big.power;
  unsigned fraction = 0;
  Wide x = scaled << (63 - bigBits);
  for (unsigned i = 0; i < 12; ++i) {
    x = (x * x) >> 63;
    fraction <<= 1;
    if (x >> 64) {
      fraction |= 1;
      x >>= 1;
    }
  }
  Wide bigFixed = (Wide(bigBits) << 12) | fraction;
  return std::size_t((Wide(bits) * 4096 * big.digits) / bigFixed) + 2;
}

} // namespace

std::size_t maxDigits(Mag a, unsigned radix) {
  std::uint64_t bits = bitLength(a);
  if (!bits)
    return 1;
  if (isPowerOfTwo(radix)) {
    unsigned each = unsigned(std::countr_zero(radix));
    return (bits + each - 1) / each;
  }
  return digitsOfBits(bits, radix);
}

Status toDigits(char *out, std::size_t &length, Mag a, unsigned radix,
                Context &context) {
  if (a.isZero()) {
    out[0] = '0';
    length = 1;
    return Status::ok;
  }
  if (isPowerOfTwo(radix)) {
    length = toPowerOfTwo(out, a, unsigned(std::countr_zero(radix)));
    return Status::ok;
  }
  std::size_t width = maxDigits(a, radix);
  Status status = Status::ok;
  if (a.size < toTextRecursiveFrom) {
    Limb small[toTextRecursiveFrom];
    copyLimbs(small, a.limbs, a.size);
    writeSmall(out, width, small, a.size, radix);
  } else {
    std::size_t half = a.size / 2 + 1;
    PowerTower tower(context, radix, half);
    if (!tower)
      return Status::noMemory;
    status = tower.fill(half);
    if (status == Status::ok)
      status =
          ToText(tower, radix, context).write(out, width, a, tower.size() - 1);
  }
  std::size_t zeros = 0;
  while (zeros + 1 < width && out[zeros] == '0')
    ++zeros;
  length = width - zeros;
  std::memmove(out, out + zeros, length);
  return status;
}

std::size_t digitsSize(std::size_t length, unsigned radix) {
  if (isPowerOfTwo(radix))
    return std::size_t((Wide(length) * unsigned(std::countr_zero(radix)) + 63) /
                       64) +
           1;
  return length / bigDigits[radix].digits + 1;
}

namespace {

std::size_t readPowerOfTwo(Limb *r, const std::uint8_t *digits,
                           std::size_t length, unsigned bits) {
  std::size_t size = 0;
  Limb limb = 0;
  unsigned filled = 0;
  for (std::size_t i = length; i-- > 0;) {
    limb |= Limb(digits[i]) << filled;
    filled += bits;
    if (filled >= 64) {
      r[size++] = limb;
      filled -= 64;
      limb = Limb(digits[i]) >> (bits - filled);
    }
  }
  if (filled)
    r[size++] = limb;
  return normalize(r, size);
}

std::size_t readSmall(Limb *r, const std::uint8_t *digits, std::size_t length,
                      unsigned radix) {
  std::size_t size = 0;
  BigDigit big = bigDigits[radix];
  while (length) {
    std::size_t part = length % big.digits ? length % big.digits : big.digits;
    Limb chunk = 0, power = 1;
    for (std::size_t i = 0; i < part; ++i) {
      chunk = chunk * radix + digits[i];
      power *= radix;
    }
    Limb high = mul1(r, r, size, power);
    if (high)
      r[size++] = high;
    Limb carry = add1(r, r, size, chunk);
    if (carry)
      r[size++] = carry;
    digits += part;
    length -= part;
  }
  return size;
}

class FromText {
public:
  FromText(PowerTower &tower, unsigned radix, Context &context)
      : tower(tower), radix(radix), context(context) {}

  Status read(Limb *r, std::size_t &size, const std::uint8_t *digits,
              std::size_t length, unsigned level) {
    std::size_t limbs = length / bigDigits[radix].digits;
    if (limbs < fromTextRecursiveFrom) {
      size = readSmall(r, digits, length, radix);
      return context.spend(limbs * limbs + 1) ? Status::stopped : Status::ok;
    }
    while (level && tower.digits(level) >= length)
      --level;
    std::size_t low = tower.digits(level), high = length - low;
    unsigned below = level ? level - 1 : 0;
    std::size_t highRoom = digitsSize(high, radix),
                lowRoom = digitsSize(low, radix);
    Scratch scratch(context, highRoom + lowRoom);
    if (!scratch)
      return Status::noMemory;
    Limb *h = scratch.get(), *l = h + highRoom;
    std::size_t hSize = 0, lSize = 0;
    Status status = read(h, hSize, digits, high, level);
    if (status == Status::ok)
      status = read(l, lSize, digits + high, low, below);
    if (status == Status::ok)
      status = mul(r, size, {h, hSize}, tower.power(level), context);
    if (status != Status::ok)
      return status;
    size = add(r, {r, size}, {l, lSize});
    return Status::ok;
  }

private:
  PowerTower &tower;
  unsigned radix;
  Context &context;
};

} // namespace

Status fromDigits(Limb *r, std::size_t &size, const std::uint8_t *digits,
                  std::size_t length, unsigned radix, Context &context) {
  while (length && *digits == 0) {
    ++digits;
    --length;
  }
  if (isPowerOfTwo(radix)) {
    size = readPowerOfTwo(r, digits, length, unsigned(std::countr_zero(radix)));
    return Status::ok;
  }
  std::size_t limbs = length / bigDigits[radix].digits;
  if (limbs < fromTextRecursiveFrom) {
    size = readSmall(r, digits, length, radix);
    return Status::ok;
  }
  PowerTower tower(context, radix, limbs / 2 + 1);
  if (!tower)
    return Status::noMemory;
  Status status = tower.fill(limbs / 2 + 1);
  return status == Status::ok
             ? FromText(tower, radix, context)
                   .read(r, size, digits, length, tower.size() - 1)
             : status;
}

} // namespace dxpy::bigint
