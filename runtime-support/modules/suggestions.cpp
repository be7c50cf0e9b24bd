// "Did you mean": the name closest to one that was not found.
#include "runtime-support/builtins/frame.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"

namespace dxpy {

namespace {

constexpr uint64_t kMaxCandidates = 750;
constexpr size_t kMaxName = 40;
constexpr size_t kMoveCost = 2, kCaseCost = 1;

size_t substitutionCost(char a, char b) {
  if (a == b)
    return 0;
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; };
  return lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

/// Weighted edit distance of two UTF-8 names.
size_t distance(std::string_view a, std::string_view b) {
  if (a.size() > kMaxName || b.size() > kMaxName)
    return SIZE_MAX;
  size_t row[kMaxName + 1];
  for (size_t j = 0; j <= b.size(); ++j)
    row[j] = j * kMoveCost;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i * kMoveCost;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t replaced = diagonal + substitutionCost(a[i - 1], b[j - 1]);
      diagonal = row[j];
      size_t moved = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + kMoveCost;
      row[j] = replaced < moved ? replaced : moved;
    }
  }
  return row[b.size()];
}

/// The best candidate among \p candidates, a list.
Owned closest(ThreadState &ts, Value candidates, Value name) {
  if (listLength(candidates) >= kMaxCandidates)
    return {};
  std::string_view wanted = strText(name);
  size_t best = SIZE_MAX;
  Owned found;
  for (uint64_t i = 0; i < listLength(candidates); ++i) {
    Owned candidate = listItem(ts, candidates, i);
    if (!isStr(candidate) || strText(candidate) == wanted)
      continue;
    std::string_view text = strText(candidate);
    size_t most = (wanted.size() + text.size() + 3) * kMoveCost / 6;
    if (most > best - 1)
      most = best - 1;
    size_t cost = distance(wanted, text);
    if (cost > most)
      continue;
    best = cost;
    found = std::move(candidate);
  }
  return found;
}

Owned suggestAttribute_py(ThreadState &ts, AttributeErrorObject *error) {
  if (!error->name || error->name == kUndef || !isStr(Value(error->name)) ||
      !error->object || error->object == kUndef)
    return {};
  Value object(error->object);
  Owned method = lookupSpecial_py(ts, object, &names::__dir__);
  Owned names_ = method ? call_py(ts, method) : Owned();
  Owned list = names_ ? listFromIterable_py(ts, names_) : Owned();
  if (!list || !listSort_py(ts, list, {}, false))
    return {};
  return closest(ts, list, Value(error->name));
}

Owned suggestGlobal_py(ThreadState &ts, NameErrorObject *error) {
  if (!error->name || error->name == kUndef || !isStr(Value(error->name)) ||
      error->traceback == kNone)
    return {};
  Value at(error->traceback);
  while (at.as<TracebackObject>()->next != kNone)
    at = Value(at.as<TracebackObject>()->next);
  auto *frame = Value(at.as<TracebackObject>()->frame).as<FrameObject>();
  Value name(error->name);
  const CodeObject *code = frame->code;
  Owned locals =
      makeListFrom(ts, reinterpret_cast<const Value *>(code->localNames),
                   code->layout.localCount);
  if (!locals)
    return {};
  if (Owned found = closest(ts, locals, name))
    return found;
  auto *function = reinterpret_cast<FunctionObject *>(frame->function);
  for (Word space : {function->globals, function->builtins}) {
    Owned keys = isDict(Value(space)) ? dictKeys(ts, Value(space)) : Owned();
    if (!keys)
      return {};
    if (Owned found = closest(ts, keys, name))
      return found;
  }
  return {};
}

} // namespace

Owned suggestName_py(ThreadState &ts, Value exception) {
  Owned result;
  if (isSubtype(typeOf(exception), &types::AttributeError))
    result = suggestAttribute_py(ts, exception.as<AttributeErrorObject>());
  else if (isSubtype(typeOf(exception), &types::NameError))
    result = suggestGlobal_py(ts, exception.as<NameErrorObject>());
  clearException(ts);
  return result;
}

} // namespace dxpy
