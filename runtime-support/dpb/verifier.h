// Checks a code object: what the interpreter relies on and does not check again. Also the live
// temporaries at each instruction, which unwinding and the compiler need.
#pragma once
#include "runtime-support/abi/dpb_format.h"
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dxpy::dpb {

/// The parts of a code object that the verifier reads.
struct CodeView {
  const Instruction *code = nullptr;
  uint32_t codeLength = 0;
  const ExceptionRow *exceptions = nullptr;
  uint32_t exceptionCount = 0;
  const LineRow *lines = nullptr;
  uint32_t lineCount = 0;
  uint32_t constantCount = 0, nameCount = 0;
  CodeLayout layout{};
  uint32_t flags = 0;
  const uint8_t *localKinds = nullptr; ///< one a register below firstTemp, or null
};

/// The first thing wrong with a code object; false when there is nothing.
struct Problem {
  const char *what = nullptr;
  uint32_t pc = 0;
  explicit operator bool() const { return what != nullptr; }
  const char *text() const { return what; }
};

Problem verify(const CodeView &view);

/// Which temporaries are live before each instruction of verified code.
class LiveTemps {
public:
  /// The words of the set before \p pc, bit i: temporary firstTemp + i. Dead code has an empty set.
  const uint64_t *at(uint32_t pc) const { return bits.data() + size_t(pc) * words; }
  bool isLive(uint32_t pc, uint32_t temp) const { return at(pc)[temp / 64] >> (temp % 64) & 1; }
  uint32_t wordCount() const { return words; }
  uint32_t tempCount() const { return temps; }

private:
  friend class Verifier;
  friend bool computeLiveTemps(const CodeView &view, LiveTemps &result, Problem &problem);
  std::vector<uint64_t> bits;
  uint32_t words = 0, temps = 0;
};

/// False with \p problem set if the code is not fine.
bool computeLiveTemps(const CodeView &view, LiveTemps &result, Problem &problem);

} // namespace dxpy::dpb
