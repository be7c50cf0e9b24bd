// Lays out digits as CPython does: where the point goes, when an exponent is
// used, which zeros stay.
#include "runtime-support/text/float_bits.h"
#include "runtime-support/text/float_digits.h"

#include <cstring>

namespace dxpy::text {
namespace {

/// Writes to a buffer that the caller has made large enough.
class Writer {
public:
  explicit Writer(char *out) : begin(out), at(out) {}
  void put(char c) { *at++ = c; }
  void put(std::string_view s) {
    std::memcpy(at, s.data(), s.size());
    at += s.size();
  }
  void zeros(std::int64_t n) {
    if (n > 0) {
      std::memset(at, '0', std::size_t(n));
      at += n;
    }
  }
  std::size_t size() const { return std::size_t(at - begin); }
  void upper() {
    for (char *p = begin; p < at; ++p)
      if (*p >= 'a' && *p <= 'z')
        *p = char(*p - 32);
  }

private:
  char *begin, *at;
};

/// Digits 0.DDDD * 10**point, of which those beyond count are zeros.
struct Decimal {
  const char *digits;
  int count;
  int point;
};

void writeExponent(Writer &w, int exponent) {
  w.put('e');
  w.put(exponent < 0 ? '-' : '+');
  unsigned x = unsigned(exponent < 0 ? -exponent : exponent);
  if (x >= 100)
    w.put(char('0' + x / 100));
  w.put(char('0' + x / 10 % 10));
  w.put(char('0' + x % 10));
}

/// Digits from..to of the decimal, zeros where it has none.
void writeDigits(Writer &w, const Decimal &d, std::int64_t from,
                 std::int64_t to) {
  if (from < 0) {
    w.zeros((to < 0 ? to : 0) - from);
    from = 0;
  }
  if (from < to && from < d.count) {
    std::int64_t end = to < d.count ? to : d.count;
    w.put({d.digits + from, std::size_t(end - from)});
    from = end;
  }
  w.zeros(to - from);
}

/// d.ddd with `fraction` digits after the point, then the exponent.
void writeScientific(Writer &w, const Decimal &d, std::int64_t fraction,
                     bool point, int exponent) {
  writeDigits(w, d, 0, 1);
  if (fraction > 0 || point)
    w.put('.');
  writeDigits(w, d, 1, 1 + fraction);
  writeExponent(w, exponent);
}

void writeFixed(Writer &w, const Decimal &d, std::int64_t fraction,
                bool point) {
  if (d.point > 0)
    writeDigits(w, d, 0, d.point);
  else
    w.put('0');
  if (fraction > 0 || point)
    w.put('.');
  writeDigits(w, d, d.point, d.point + fraction);
}

/// Types g and r: the digits that are there decide what is written. `limit` is
/// the point's place above which an exponent is used.
void writeGeneral(Writer &w, const Decimal &d, const FloatForm &form,
                  std::int64_t significant, std::int64_t limit) {
  std::int64_t shown =
      form.alternate && form.type == 'g' ? significant : d.count;
  if (d.point <= -4 || d.point > limit) {
    writeScientific(w, d, shown - 1, form.alternate, d.point - 1);
    return;
  }
  std::int64_t fraction = shown > d.point ? shown - d.point : 0;
  if (fraction == 0 && form.dotZero)
    fraction = 1;
  writeFixed(w, d, fraction, form.alternate);
}

void trimZeros(Decimal &d) {
  while (d.count > 1 && d.digits[d.count - 1] == '0')
    --d.count;
}

void writeRounded(Writer &w, double value, const FloatForm &form,
                  bool *allZero) {
  bool fixed = form.type == 'f' || form.type == '%';
  std::int64_t precision = form.precision;
  if (form.type == 'g' && precision == 0)
    precision = 1;
  ExactDecimal exact;
  exactDigits(exact, value,
              fixed ? DigitsKind::fraction : DigitsKind::significant,
              form.type == 'e' ? precision + 1 : precision);
  if (allZero)
    *allZero = exact.count == 0;
  Decimal d{exact.digits, exact.count, exact.point};
  if (!exact.count) // zero: one digit before the point
    d = {"0", 1, 1};
  if (fixed) {
    writeFixed(w, d, precision, form.alternate);
  } else if (form.type == 'e') {
    writeScientific(w, d, precision, form.alternate, d.point - 1);
  } else {
    trimZeros(d);
    writeGeneral(w, d, form, precision, precision - form.dotZero);
  }
}

} // namespace

std::size_t floatTextSize(double d, const FloatForm &form) {
  if (form.type == 'r')
    return reprFloatSize;
  return std::size_t(form.precision) +
         (form.type == 'f' || form.type == '%' ? 320 : 32);
}

std::size_t formatFloat(char *out, double d, const FloatForm &form,
                        bool *allZero) {
  Writer w(out);
  if (form.type == '%')
    d *= 100;
  FloatFields fields(d);
  if (allZero)
    *allZero = d == 0;
  if (!fields.isFinite()) {
    w.put(fields.isNan() ? "nan" : "inf");
  } else if (form.type == 'r') {
    ShortDecimal s = shortestDigits(d);
    writeGeneral(w, {s.digits, s.count, s.point}, form, 17, 16);
  } else {
    writeRounded(w, d, form, allZero);
  }
  if (form.type == '%')
    w.put('%');
  if (form.upper)
    w.upper();
  return w.size();
}

namespace {

std::size_t signedFloat(char *out, double d, const FloatForm &form, bool plus) {
  FloatFields fields(d);
  std::size_t n = 0;
  if (fields.negative && !fields.isNan())
    out[n++] = '-';
  else if (plus)
    out[n++] = '+';
  return n + formatFloat(out + n, d, form);
}

} // namespace

std::size_t reprFloat(char *out, double d) {
  FloatForm form;
  form.dotZero = true;
  return signedFloat(out, d, form, false);
}

std::size_t reprComplex(char *out, double real, double imaginary) {
  FloatForm form;
  FloatFields fields(real);
  std::size_t n = 0;
  bool bare = real == 0 && !fields.negative;
  if (!bare) {
    out[n++] = '(';
    n += signedFloat(out + n, real, form, false);
  }
  n += signedFloat(out + n, imaginary, form, !bare);
  out[n++] = 'j';
  if (!bare)
    out[n++] = ')';
  return n;
}

} // namespace dxpy::text
