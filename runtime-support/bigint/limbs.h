// Arithmetic on integers of any size, for the runtime's int. A magnitude is an
// array of 64-bit limbs, lowest first, without leading zero limbs (zero has
// none). Callers pass result buffers of the sizes given here; scratch space
// comes from the context's allocator, and its failure, or a poll that asks to
// stop, comes back as a Status. Nothing here knows Python objects, throws,
// aborts, or keeps state.
//
// A result buffer may be an operand's buffer where a comment says "in place".
#ifndef DXPY_RUNTIME_BIGINT_LIMBS_H
#define DXPY_RUNTIME_BIGINT_LIMBS_H

#include <cstddef>
#include <cstdint>

namespace dxpy::bigint {

using Limb = std::uint64_t;
using Wide = unsigned __int128;
inline constexpr unsigned limbBits = 64;
/// Sizes beyond this are refused as noMemory before anything is multiplied.
inline constexpr std::size_t maxLimbs = std::size_t(1) << 48;

enum class [[nodiscard]] Status : std::uint8_t { ok, noMemory, stopped };

/// A magnitude: borrowed limbs, the highest of them not zero.
struct Mag {
  const Limb *limbs = nullptr;
  std::size_t size = 0;
  bool isZero() const { return size == 0; }
};

/// A signed integer; zero is not negative.
struct Int {
  Mag mag;
  bool negative = false;
};

/// Where scratch memory comes from and who may stop a long operation. `poll` is
/// called every few hundred microseconds of work; true means stop. Both it and
/// `user` may be null.
class Context {
public:
  using Allocate = void *(*)(void *user, std::size_t bytes);
  using Release = void (*)(void *user, void *block, std::size_t bytes);
  using Poll = bool (*)(void *user);

  Context(Allocate allocate, Release release, Poll poll, void *user)
      : allocate(allocate), release(release), poll(poll), user(user) {}
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;

  /// Counts `products` limb multiplications; true when the operation is to
  /// stop.
  bool spend(std::size_t products) {
    if (products < left) [[likely]] {
      left -= products;
      return false;
    }
    left = interval;
    return poll && poll(user);
  }

private:
  friend class Scratch;
  static constexpr std::size_t interval = std::size_t(1) << 18;
  Allocate allocate;
  Release release;
  Poll poll;
  void *user;
  std::size_t left = interval;
};

/// `size` without leading zero limbs.
inline std::size_t normalize(const Limb *limbs, std::size_t size) {
  while (size && limbs[size - 1] == 0)
    --size;
  return size;
}
inline Mag makeMag(const Limb *limbs, std::size_t size) {
  return {limbs, normalize(limbs, size)};
}

// Comparison and bits.
int compare(Mag a, Mag b);
int compare(Int a, Int b);
std::uint64_t bitLength(Mag a);
std::uint64_t popcount(Mag a);
/// Number of zero bits below the lowest one bit; 0 for zero.
std::uint64_t trailingZeros(Mag a);
bool testBit(Mag a, std::uint64_t bit);

// Sums. The returned value is the result's size.
/// r: max(a, b) + 1 limbs; in place.
std::size_t add(Limb *r, Mag a, Mag b);
/// a >= b. r: a limbs; in place.
std::size_t sub(Limb *r, Mag a, Mag b);
/// r: max(a, b) limbs; `negative` tells whether a < b.
std::size_t subAbs(Limb *r, Mag a, Mag b, bool &negative);

// Shifts of the magnitude.
/// r: a + bits / 64 + 1 limbs; in place.
std::size_t shiftLeft(Limb *r, Mag a, std::uint64_t bits);
/// r: a - bits / 64 limbs (at least 0); in place.
std::size_t shiftRight(Limb *r, Mag a, std::uint64_t bits);
/// a >> bits rounded towards minus infinity. r: a - bits / 64 + 1 limbs (at
/// least 1).
std::size_t shiftRightFloor(Limb *r, Int a, std::uint64_t bits);

// Two's complement logic on signed integers. r: max(a, b) + 1 limbs.
enum class Logic : std::uint8_t { conjunction, disjunction, exclusive };
std::size_t logic(Limb *r, Int a, Int b, Logic op, bool &negative);
/// ~a = -a - 1. r: a + 1 limbs.
std::size_t invert(Limb *r, Int a, bool &negative);

// Products. r: a + b limbs, not an operand.
Status mul(Limb *r, std::size_t &size, Mag a, Mag b, Context &context);
Status square(Limb *r, std::size_t &size, Mag a, Context &context);
/// r: a + 1 limbs; in place.
std::size_t mulLimb(Limb *r, Mag a, Limb b);

// Quotients of magnitudes, rounded down. The divisor is not zero.
/// q: a - b + 1 limbs or null, r: b limbs or null; they may be a's buffer but
/// not b's or each other.
Status divMod(Limb *q, std::size_t &qSize, Limb *r, std::size_t &rSize, Mag a,
              Mag b, Context &context);
/// The quotient alone, from as many high limbs as it needs; q: a - b + 1 limbs.
/// \p decided: they were enough, and a rest is left. Else nothing is known.
Status divHigh(Limb *q, std::size_t &qSize, bool &decided, Mag a, Mag b,
               Context &context);
/// q: a limbs or null; in place. Returns the remainder.
Limb divModLimb(Limb *q, std::size_t &qSize, Mag a, Limb b);

/// r: min(a, b) limbs if neither is zero, else max(a, b).
Status gcd(Limb *r, std::size_t &size, Mag a, Mag b, Context &context);
/// The inverse of a modulo m, in [0, m); `exists` is false when they have a
/// common factor. r: m limbs. m > 1, a < m.
Status inverse(Limb *r, std::size_t &size, bool &exists, Mag a, Mag m,
               Context &context);

/// Limbs that a ** exponent may need; above maxLimbs the power cannot be made.
std::size_t powerSize(Mag a, std::uint64_t exponent);
/// r: powerSize limbs.
Status power(Limb *r, std::size_t &size, Mag a, std::uint64_t exponent,
             Context &context);
/// a ** exponent % m. r: m limbs. m is not zero.
Status powerMod(Limb *r, std::size_t &size, Mag a, Mag exponent, Mag m,
                Context &context);
/// floor(sqrt(a)). r: a / 2 + 1 limbs.
Status squareRoot(Limb *r, std::size_t &size, Mag a, Context &context);

// Text. Radix 2 to 36; digits are 0-9a-z without sign or prefix.
/// An upper bound of the digits of a in this radix, at least 1.
std::size_t maxDigits(Mag a, unsigned radix);
Status toDigits(char *out, std::size_t &length, Mag a, unsigned radix,
                Context &context);
/// Limbs that `length` digits may need.
std::size_t digitsSize(std::size_t length, unsigned radix);
/// `digits` are digit values below the radix, highest first (not characters).
/// r: digitsSize limbs.
Status fromDigits(Limb *r, std::size_t &size, const std::uint8_t *digits,
                  std::size_t length, unsigned radix, Context &context);

// Floating point.
/// The nearest double, ties to even; false if it is out of range.
bool toDouble(Int a, double &out);
/// a = m * 2**exponent with 0.5 <= m < 1, m correctly rounded; 0 for zero.
double toFraction(Mag a, std::int64_t &exponent);
/// Limbs that the integer part of a double may need.
inline constexpr std::size_t doubleLimbs = 16;
/// The integer part of a finite double's magnitude. r: doubleLimbs.
std::size_t fromDouble(Limb *r, double d);
enum class Division : std::uint8_t { ok, overflow, noMemory, stopped };
/// a / b, correctly rounded. b is not zero.
Division trueDivide(double &out, Int a, Int b, Context &context);
/// The order of a and a double that is not NaN.
int compare(Int a, double d);

// Bytes, two's complement when `isSigned`.
enum class Endian : std::uint8_t { little, big };
/// False if a does not fit into `length` bytes; a negative a needs isSigned.
bool toBytes(std::uint8_t *out, std::size_t length, Int a, Endian order,
             bool isSigned);
inline std::size_t bytesSize(std::size_t length) { return length / 8 + 1; }
/// r: bytesSize limbs.
std::size_t fromBytes(Limb *r, const std::uint8_t *bytes, std::size_t length,
                      Endian order, bool isSigned, bool &negative);

} // namespace dxpy::bigint

#endif
