// DXPY_DEOPT=all          every guard fails once
// DXPY_EXIT=random:<seed> guards fail, instructions leave native code and polls
//                         happen at random
// DXPY_GC=every           collections at safepoints: at each of the first ones,
//                         then thinned out, so that long runs end
#include "runtime-support/start/testing.h"
#include "runtime-support/inline/operations.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/collector.h"
#include <cstdlib>
#include <string_view>

namespace dxpy {

namespace {

struct Modes {
  bool failsOnce = false;
  uint64_t random = 0; ///< state of the generator; 0: off
  uint64_t polls = 0, collectAt = 0;
  PollHook otherPolls = nullptr;
};
constinit Modes modes;

/// Marsaglia's xorshift.
uint64_t nextRandom() {
  uint64_t &x = modes.random;
  x ^= x << 13;
  x ^= x >> 7;
  return x ^= x << 17;
}

bool collectAndPoll(ThreadState &ts) {
  if (collectorEnabled && ++modes.polls >= modes.collectAt) {
    modes.collectAt = modes.polls + 1 + modes.polls / 128;
    collectCycles(ts);
  }
  bool fine = !modes.otherPolls || modes.otherPolls(ts);
  requestPoll(&ts);
  return fine;
}

std::string_view variable(const char *name) {
  const char *value = getenv(name);
  return value ? value : "";
}

} // namespace

int32_t dxTestExit(ThreadState *ts, uint8_t *site, TestedExit kind) {
  if (modes.failsOnce && kind == TestedExit::Guard && !*site) {
    *site = 1;
    return 1;
  }
  if (!modes.random)
    return 0;
  uint64_t drawn = nextRandom() >> 32;
  if (drawn % 64 == 0)
    requestPoll(ts);
  return (drawn / 64) % (kind == TestedExit::Guard ? 8 : 64) == 0;
}

void startTestingModes(ThreadState &ts) {
  modes.failsOnce = variable("DXPY_DEOPT") == "all";
  constexpr std::string_view random = "random:";
  if (std::string_view exits = variable("DXPY_EXIT"); exits.starts_with(random))
    modes.random = strtoull(exits.data() + random.size(), nullptr, 10) *
                       0x9E3779B97F4A7C15 |
                   1;
  if (variable("DXPY_GC") == "every") {
    modes.otherPolls = pollHook;
    pollHook = collectAndPoll;
    requestPoll(&ts);
  }
}

} // namespace dxpy
