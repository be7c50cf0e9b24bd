// Methods of bytes and bytearray about ASCII letters.
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/simd/kernels.h"

namespace dxpy::bytes_methods {

namespace {

using bytewise::View;

/// Each byte by a function of it and of whether it follows a letter.
template <typename Map> Owned mapped(ThreadState &ts, Value self, Map map) {
  char *out;
  Owned result = allocateLike(ts, self, dataOf(self).size(), &out);
  if (!result)
    return {};
  bool afterLetter = false;
  for (char c : dataOf(self)) {
    *out++ = char(map(uint8_t(c), afterLetter));
    afterLetter = ascii::isAlpha(uint8_t(c));
  }
  return result;
}

template <typename Test> Owned all(Value self, Test test) {
  View data = dataOf(self);
  for (char c : data)
    if (!test(uint8_t(c)))
      return ownedBool(false);
  return ownedBool(!data.empty());
}

template <typename Wanted, typename Other>
Owned allCased(Value self, Wanted wanted, Other other) {
  bool found = false;
  for (char c : dataOf(self)) {
    if (other(uint8_t(c)))
      return ownedBool(false);
    found = found || wanted(uint8_t(c));
  }
  return ownedBool(found);
}

} // namespace

Owned lower(ThreadState &ts, Value self, const Value *) {
  char *out;
  View data = dataOf(self);
  Owned result = allocateLike(ts, self, data.size(), &out);
  if (result)
    simd::asciiLower(out, dataOf(self).data(), data.size());
  return result;
}

Owned upper(ThreadState &ts, Value self, const Value *) {
  char *out;
  View data = dataOf(self);
  Owned result = allocateLike(ts, self, data.size(), &out);
  if (result)
    simd::asciiUpper(out, dataOf(self).data(), data.size());
  return result;
}

Owned title(ThreadState &ts, Value self, const Value *) {
  return mapped(ts, self, [](uint8_t c, bool afterLetter) {
    return afterLetter ? ascii::toLower(c) : ascii::toUpper(c);
  });
}

Owned capitalize(ThreadState &ts, Value self, const Value *) {
  bool first = true;
  return mapped(ts, self, [&](uint8_t c, bool) {
    bool upper = std::exchange(first, false);
    return upper ? ascii::toUpper(c) : ascii::toLower(c);
  });
}

Owned swapCase(ThreadState &ts, Value self, const Value *) {
  return mapped(ts, self, [](uint8_t c, bool) {
    return ascii::isLower(c) ? ascii::toUpper(c) : ascii::toLower(c);
  });
}

Owned isLower(ThreadState &, Value self, const Value *) {
  return allCased(self, ascii::isLower, ascii::isUpper);
}
Owned isUpper(ThreadState &, Value self, const Value *) {
  return allCased(self, ascii::isUpper, ascii::isLower);
}

Owned isTitle(ThreadState &, Value self, const Value *) {
  bool found = false, afterCased = false;
  for (char byte : dataOf(self)) {
    auto c = uint8_t(byte);
    if ((ascii::isUpper(c) && afterCased) || (ascii::isLower(c) && !afterCased))
      return ownedBool(false);
    afterCased = ascii::isAlpha(c);
    found |= afterCased;
  }
  return ownedBool(found);
}

Owned isSpace(ThreadState &, Value self, const Value *) {
  return all(self, ascii::isSpace);
}
Owned isDigit(ThreadState &, Value self, const Value *) {
  return all(self, ascii::isDigit);
}
Owned isAlpha(ThreadState &, Value self, const Value *) {
  return all(self, ascii::isAlpha);
}
Owned isAlnum(ThreadState &, Value self, const Value *) {
  return all(self,
             [](uint8_t c) { return ascii::isAlpha(c) || ascii::isDigit(c); });
}
Owned isAscii(ThreadState &, Value self, const Value *) {
  View data = dataOf(self);
  return ownedBool(simd::isAscii(data.data(), data.size()));
}

} // namespace dxpy::bytes_methods
