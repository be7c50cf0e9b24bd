// The doc of a class in C++ may start with the class's signature, as in
// CPython: "name(parameters)\n--\n\n".
#pragma once
#include <string_view>

namespace dxpy {

struct ClassDoc {
  std::string_view signature; ///< "(parameters)" or empty
  std::string_view text;
};

inline ClassDoc splitDoc(std::string_view doc) {
  constexpr std::string_view mark = ")\n--\n\n";
  size_t end = doc.find(mark), start = doc.find('(');
  if (end == doc.npos || start > end)
    return {{}, doc};
  return {doc.substr(start, end + 1 - start), doc.substr(end + mark.size())};
}

} // namespace dxpy
