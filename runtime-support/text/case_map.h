// The str methods that change case, on whole texts. Measure first, then write.
#ifndef DXPY_RUNTIME_TEXT_CASE_MAP_H
#define DXPY_RUNTIME_TEXT_CASE_MAP_H

#include "runtime-support/text/utf8.h"

namespace dxpy::text {

enum class CaseChange : std::uint8_t {
  lower,
  upper,
  title,
  capitalize,
  swap,
  fold
};

TextSize changedCaseSize(CaseChange change, std::string_view text);
/// out: changedCaseSize().bytes.
void changeCase(CaseChange change, std::string_view text, char *out);

} // namespace dxpy::text

#endif
