// Tables of the code object under construction.
#include "compiler/bytecode/Builder.h"

namespace dxpy::bytecode {

uint32_t Builder::constantIndex(const Constant &constant) {
  auto [at, isNew] = constantIndices.try_emplace(constantKey(constant),
                                                 uint32_t(constants.size()));
  if (isNew)
    constants.push_back(constant);
  return at->second;
}

uint32_t Builder::nameIndex(std::string_view name) {
  auto [at, isNew] =
      nameIndices.try_emplace(std::string(name), uint32_t(names.size()));
  if (isNew)
    names.emplace_back(name);
  return at->second;
}

Reg Builder::local(std::string_view name) {
  auto [at, isNew] =
      localIndices.try_emplace(std::string(name), uint32_t(localNames.size()));
  if (isNew)
    localNames.emplace_back(name);
  return {Reg::Local, at->second};
}

void Builder::noteUse(Reg local) {
  noted.resize(localNames.size());
  if (local.index() < parameterCount || noted[local.index()])
    return;
  noted[local.index()] = true;
  useOrder.push_back(local.index());
}

Reg Builder::cell(std::string_view name) const {
  auto found = cells.find(std::string(name));
  return found == cells.end() ? Reg() : found->second;
}

Reg Builder::free(std::string_view name) const {
  for (uint32_t i = 0; i < freeNames.size(); ++i)
    if (freeNames[i] == name)
      return {Reg::Free, i};
  return {};
}

} // namespace dxpy::bytecode
