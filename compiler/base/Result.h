// Result<T>: a value or the diagnostic that prevented it. No exceptions, no
// null values.
#pragma once

#include "compiler/base/Diagnostics.h"

#include <memory>
#include <optional>
#include <utility>

namespace dxpy::base {

template <class T> class [[nodiscard]] Result {
public:
  Result(T v) : content(std::move(v)) {}
  Result(Diagnostic d) : problem(std::make_unique<Diagnostic>(std::move(d))) {}

  explicit operator bool() const { return content.has_value(); }
  T &operator*() { return *content; }
  const T &operator*() const { return *content; }
  T *operator->() { return &*content; }
  const T *operator->() const { return &*content; }
  const Diagnostic &error() const { return *problem; }
  Diagnostic takeError() { return std::move(*problem); }

private:
  std::optional<T> content;
  std::unique_ptr<Diagnostic> problem;
};

} // namespace dxpy::base
