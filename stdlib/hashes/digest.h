// What the hash modules share: blocks of a message, and the Python type over an
// algorithm. An algorithm is a copyable struct with kName, kDigestSize,
// kBlockSize, start(), update(data) and finish(out).
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/module.h"
#include <bit>
#include <cstring>

namespace dxpy::hashes {

using Bytes = std::string_view;

template <typename T> T loadLittle(const uint8_t *at) {
  T value;
  memcpy(&value, at, sizeof value);
  return value;
}
inline uint32_t swapped(uint32_t value) { return __builtin_bswap32(value); }
inline uint64_t swapped(uint64_t value) { return __builtin_bswap64(value); }
template <typename T> T loadBig(const uint8_t *at) {
  return swapped(loadLittle<T>(at));
}
template <typename T> void store(uint8_t *at, T value) {
  memcpy(at, &value, sizeof value);
}

/// The unfinished block of a message. \p compress gets whole blocks.
template <size_t kBlock> struct BlockBuffer {
  uint8_t bytes[kBlock];
  uint64_t total = 0; ///< bytes of the message so far

  template <typename Compress> void add(Bytes data, Compress compress) {
    size_t used = total % kBlock;
    total += data.size();
    auto *at = reinterpret_cast<const uint8_t *>(data.data());
    size_t left = data.size();
    if (used) {
      size_t take = left < kBlock - used ? left : kBlock - used;
      memcpy(bytes + used, at, take);
      at += take;
      left -= take;
      if (used + take < kBlock)
        return;
      compress(bytes);
    }
    for (; left >= kBlock; at += kBlock, left -= kBlock)
      compress(at);
    if (left)
      memcpy(bytes, at, left);
  }
  /// A one bit, zeros, and the length in bits in the last \p lengthSize bytes.
  template <typename Compress>
  void pad(size_t lengthSize, bool big, Compress compress) {
    size_t used = total % kBlock;
    uint64_t bits = total * 8;
    bytes[used++] = 0x80;
    if (used > kBlock - lengthSize) {
      memset(bytes + used, 0, kBlock - used);
      compress(bytes);
      used = 0;
    }
    memset(bytes + used, 0, kBlock - used);
    store<uint64_t>(bytes + kBlock - (big ? 8 : lengthSize),
                    big ? swapped(bits) : bits);
    compress(bytes);
  }
};

/// Fills \p view with the bytes to hash; false: raised. Not for null.
inline bool getData(ThreadState &ts, Value data, BufferView &view) {
  if (isStr(data))
    return raise(ts, types::TypeError,
                 "Strings must be encoded before hashing");
  if (!hasBuffer(data))
    return raise(ts, types::TypeError,
                 "object supporting the buffer API required");
  return getBuffer(ts, data, view);
}

inline Owned hexText(ThreadState &ts, const uint8_t *bytes, size_t size) {
  StrBuilder text(ts);
  if (char *to = text.extend(2 * size))
    for (size_t i = 0; i < size; ++i) {
      *to++ = "0123456789abcdef"[bytes[i] >> 4];
      *to++ = "0123456789abcdef"[bytes[i] & 15];
    }
  return text.finish();
}

/// The methods that all hash objects have. \p Object: header, then `state`.
template <typename Object> struct HashMethods {
  static Object *of(Value v) { return v.as<Object>(); }

  static bool add(ThreadState &ts, Value self, Value data) {
    BufferView view;
    if (!getData(ts, data, view))
      return false;
    of(self)->state.update({view.data, size_t(view.length)});
    releaseBuffer(ts, view);
    return true;
  }
  static Owned update(ThreadState &ts, Value self, const Value *args) {
    return add(ts, self, args[0]) ? ownedNone() : Owned();
  }
  static Owned copy(ThreadState &ts, Value self, const Value *) {
    Owned result = allocateInstance(ts, typeOf(self));
    if (result)
      of(result)->state = of(self)->state;
    return result;
  }
  static Owned digest(ThreadState &ts, Value self, const Value *) {
    auto state = of(self)->state;
    uint8_t out[128];
    state.finish(out);
    return makeBytes(ts, {reinterpret_cast<char *>(out), state.digestSize()});
  }
  static Owned hexDigest(ThreadState &ts, Value self, const Value *) {
    auto state = of(self)->state;
    uint8_t out[128];
    state.finish(out);
    return hexText(ts, out, state.digestSize());
  }
  static Owned digestSize(ThreadState &ts, Value self) {
    return makeInt(ts, int64_t(of(self)->state.digestSize()));
  }
  static Owned blockSize(ThreadState &ts, Value self) {
    return makeInt(ts, int64_t(of(self)->state.blockSize()));
  }
  static Owned name(ThreadState &ts, Value self) {
    return makeStr(ts, of(self)->state.name());
  }
  static void deallocate(ThreadState &ts, ObjectHeader *self) {
    freeObject(ts, self, sizeof(Object));
  }

  static constexpr MethodDef methods[] = {
      {"copy", copy, "()", "Return a copy of the hash object."},
      {"digest", digest, "()", "Return the digest value as a bytes object."},
      {"hexdigest", hexDigest, "()",
       "Return the digest value as a string of hexadecimal digits."},
      {"update", update, "(obj, /)",
       "Update this hash object's state with the provided string."},
      {}};
  static constexpr GetSetDef getSets[] = {{"block_size", blockSize},
                                          {"name", name},
                                          {"digest_size", digestSize},
                                          {}};
};

/// An object of algorithm \p A without parameters.
template <typename A> struct PlainHash {
  ObjectHeader header;
  A state;
};

/// module.name(string=b'', *, usedforsecurity=True)
template <typename A, TypeObject &type>
Owned makeHash(ThreadState &ts, Value, const Value *args) {
  if (args[1] && isTrue_py(ts, args[1]) < 0)
    return {};
  Owned result = allocateInstance(ts, &type);
  if (!result)
    return {};
  using Methods = HashMethods<PlainHash<A>>;
  Methods::of(result)->state.start();
  return !args[0] || Methods::add(ts, result, args[0]) ? std::move(result)
                                                       : Owned();
}

/// A type that only its module's function makes.
template <typename A> constexpr TypeObject plainHashType(const TypeSpec &spec) {
  TypeObject type;
  type.header = typeHeader();
  type.spec = &spec;
  type.base = &types::Object;
  type.flags = kTypeDisallowNew;
  type.basicSize = sizeof(PlainHash<A>);
  type.slots.deallocate = HashMethods<PlainHash<A>>::deallocate;
  return type;
}

} // namespace dxpy::hashes
