// What Unicode 3.2.0, which internationalised names are defined by, said
// otherwise than the current version.
#pragma once

namespace dxpy::text {

/// Assigned now, not then.
bool isNewCharacter(char32_t c);

struct OldProperties {
  const char *category, *bidirectional, *width;
  bool mirrored;
  int decimal;   ///< -1: none
  double number; ///< NaN: none
};
/// False: the same as now.
bool oldProperties(char32_t c, OldProperties &out);
/// The character that \p c was decomposed to; 0: the same as now.
char32_t oldDecomposition(char32_t c);

} // namespace dxpy::text
