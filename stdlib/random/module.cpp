// Module _random: the class Random, base of random.Random.
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/modules/native_module.h"
#include "stdlib/random/mersenne.h"
#include <cerrno>
#include <ctime>
#include <sys/random.h>
#include <unistd.h>

namespace dxpy {

namespace {

struct RandomObject {
  ObjectHeader header;
  MersenneTwister generator;
};

MersenneTwister &generatorOf(Value self) {
  return self.as<RandomObject>()->generator;
}

/// The system's random bytes. False: it gives none.
bool fillRandom(void *buffer, size_t size) {
  auto *to = static_cast<char *>(buffer);
  while (size) {
    ssize_t got = getrandom(to, size, 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    to += got;
    size -= size_t(got);
  }
  return true;
}

void seedFromSystem(MersenneTwister &generator) {
  uint32_t key[MersenneTwister::kWords];
  if (fillRandom(key, sizeof key))
    return generator.seed(key, MersenneTwister::kWords);
  timespec now, steady;
  clock_gettime(CLOCK_REALTIME, &now);
  clock_gettime(CLOCK_MONOTONIC, &steady);
  uint32_t clocks[] = {uint32_t(now.tv_nsec), uint32_t(now.tv_sec),
                       uint32_t(getpid()), uint32_t(steady.tv_nsec),
                       uint32_t(steady.tv_sec)};
  generator.seed(clocks, 5);
}

/// Seeds with the 32-bit words of a magnitude.
bool seedFromInt(ThreadState &ts, MersenneTwister &generator, Value number) {
  IntView view(number);
  size_t count = view.size() * 2;
  auto *key = static_cast<uint32_t *>(
      rawAllocate((count ? count : 1) * sizeof(uint32_t)));
  if (!key)
    return raiseMemoryError(ts);
  key[0] = 0;
  for (size_t i = 0; i < view.size(); ++i) {
    key[2 * i] = uint32_t(view.limbs()[i]);
    key[2 * i + 1] = uint32_t(view.limbs()[i] >> 32);
  }
  while (count > 1 && key[count - 1] == 0)
    --count;
  generator.seed(key, count ? count : 1);
  rawFree(key);
  return true;
}

/// Ints by their value, other objects by their hash, None from the system.
bool seedFrom_py(ThreadState &ts, Value self, Value argument) {
  if (!argument || argument.isNone()) {
    seedFromSystem(generatorOf(self));
    return true;
  }
  if (isInt(argument))
    return seedFromInt(ts, generatorOf(self), argument);
  int64_t hash = hash_py(ts, argument);
  if (hash == -1)
    return false;
  Owned number = makeUnsigned(ts, uint64_t(hash));
  return number && seedFromInt(ts, generatorOf(self), number);
}

Owned randomNew(ThreadState &ts, TypeObject *type, const Arguments &) {
  return allocateInstance(ts, type);
}

bool randomInit(ThreadState &ts, Value self, const Arguments &args) {
  if (!checkNoKeywords(ts, "Random", args))
    return false;
  if (args.positionalCount > 1)
    return raise(ts, types::TypeError, "Random() requires 0 or 1 argument");
  return seedFrom_py(ts, self, args.positionalCount ? args[0] : Value());
}

Owned random(ThreadState &ts, Value self, const Value *) {
  MersenneTwister &generator = generatorOf(self);
  uint32_t high = generator.next() >> 5, low = generator.next() >> 6;
  return makeFloat(ts, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

Owned seed(ThreadState &ts, Value self, const Value *args) {
  return seedFrom_py(ts, self, args[0]) ? ownedNone() : Owned();
}

Owned getState(ThreadState &ts, Value self, const Value *) {
  TupleObject *state = allocateTuple(ts, MersenneTwister::kWords + 1);
  if (!state)
    return {};
  const MersenneTwister &generator = generatorOf(self);
  for (unsigned i = 0; i < MersenneTwister::kWords; ++i)
    state->items[i] = smallIntWord(generator.word(i));
  state->items[MersenneTwister::kWords] = smallIntWord(generator.position());
  return Owned::steal(state);
}

/// An item of a state as an unsigned long, of which the low word counts.
bool stateWord(ThreadState &ts, Value item, uint32_t &out) {
  if (!isInt(item))
    return raise(ts, types::TypeError, "an integer is required");
  IntView view(item);
  if (view.negative())
    return raise(ts, types::OverflowError,
                 "can't convert negative value to unsigned int");
  if (view.size() > 1)
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C unsigned long");
  out = view.isZero() ? 0 : uint32_t(view.limbs()[0]);
  return true;
}

Owned setState(ThreadState &ts, Value self, const Value *args) {
  if (!isTuple(args[0]))
    return raise(ts, types::TypeError, "state vector must be a tuple");
  if (tupleLength(args[0]) != MersenneTwister::kWords + 1)
    return raise(ts, types::ValueError, "state vector is the wrong size");
  uint32_t words[MersenneTwister::kWords];
  for (unsigned i = 0; i < MersenneTwister::kWords; ++i)
    if (!stateWord(ts, tupleItem(args[0], i), words[i]))
      return {};
  Value last = tupleItem(args[0], MersenneTwister::kWords);
  int64_t position;
  if (!isInt(last))
    return raise(ts, types::TypeError, "an integer is required");
  if (!intToInt64(ts, last, position))
    return {};
  if (position < 0 || position > int64_t(MersenneTwister::kWords))
    return raise(ts, types::ValueError, "invalid state");
  generatorOf(self).restore(words, unsigned(position));
  return ownedNone();
}

/// \p count bits, the first word drawn lowest.
Owned drawBits(ThreadState &ts, MersenneTwister &generator, uint64_t count) {
  IntResult result(ts, (count + 63) / 64);
  if (!result)
    return {};
  uint64_t *limbs = result.limbs();
  for (size_t i = 0; count; ++i, count -= count < 32 ? count : 32) {
    uint64_t word = generator.next() >> (count < 32 ? 32 - count : 0);
    limbs[i / 2] = i % 2 ? limbs[i / 2] | word << 32 : word;
    if (count <= 32)
      return result.finish(i / 2 + 1, false);
  }
  return makeInt(ts, 0);
}

Owned getRandBits(ThreadState &ts, Value self, const Value *args) {
  int64_t count;
  if (args[0].isSmallInt()) {
    count = args[0].smallInt();
  } else {
    Owned index = toIndex_py(ts, args[0]);
    if (!index)
      return {};
    if (!intFitsInt64(index, count))
      count = INT64_MAX;
  }
  if (count > INT32_MAX || count < INT32_MIN)
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C int");
  if (count < 0)
    return raise(ts, types::ValueError, "number of bits must be non-negative");
  if (count == 0)
    return makeInt(ts, 0);
  if (count <= 32)
    return makeInt(ts, generatorOf(self).next() >> (32 - count));
  return drawBits(ts, generatorOf(self), uint64_t(count));
}

void deallocateRandom(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, sizeof(RandomObject));
}

constexpr MethodDef methods[] = {
    {"random", random, "()", "random() -> x in the interval [0, 1)."},
    {"seed", seed, "(n=None, /)",
     "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a "
     "combination\nof the current time and the process identifier."},
    {"getstate", getState, "()",
     "getstate() -> tuple containing the current state."},
    {"setstate", setState, "(state, /)",
     "setstate(state) -> None.  Restores generator state."},
    {"getrandbits", getRandBits, "(k, /)",
     "getrandbits(k) -> x.  Generates an int with k random bits."},
    {}};

constexpr TypeSpec spec = {
    "_random.Random",
    "Random() -> create a random number generator with its own internal state.",
    methods};

constinit TypeObject randomType = {.header = typeHeader(),
                                   .spec = &spec,
                                   .flags = kTypeBase,
                                   .basicSize = sizeof(RandomObject),
                                   .slots = {.deallocate = deallocateRandom,
                                             .init = randomInit,
                                             .new_ = randomNew}};

bool execute(ThreadState &ts, Value module) {
  return initNativeType(ts, &randomType) &&
         addTypeToModule(ts, module, &randomType);
}

} // namespace

DX_NATIVE_MODULE(
    _random,
    .doc = "Module implements the Mersenne Twister random number generator.",
    .execute = execute)

} // namespace dxpy
