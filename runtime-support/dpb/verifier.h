// Checks a code object: what the interpreter relies on and does not check
// again.
#pragma once
#include "runtime-support/abi/dpb_format.h"
#include <cstddef>
#include <cstdint>

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
  const uint8_t *localKinds =
      nullptr; ///< one a register below firstTemp, or null
};

/// The first thing wrong with a code object; false when there is nothing.
struct Problem {
  const char *what = nullptr;
  uint32_t pc = 0;
  explicit operator bool() const { return what != nullptr; }
  const char *text() const { return what; }
};

Problem verify(const CodeView &view);

/// Registers of one code object; also what the widths of exception rows allow
/// where there are any.
inline constexpr uint32_t kMaxRegisters = 1 << 20;

} // namespace dxpy::dpb
