// The dispatch tables, from QuickHandlers.def.
#include "runtime-support/interpreter/handlers.h"

namespace dxpy {

inline constexpr unsigned kHandlerCount = handlerNumber(Quick::Count);

namespace {

struct Table {
  Handler rows[kHandlerCount];
};

template <unsigned... I>
constexpr void fill(Handler *rows, std::integer_sequence<unsigned, I...>,
                    auto choose) {
  ((rows[I] = choose(std::integral_constant<unsigned, I>{})), ...);
}

consteval Table makeTable() {
  Table table = {};
  unsigned at = 0;
#define QUICK(name, variants, cache)                                           \
  fill(table.rows + at, std::make_integer_sequence<unsigned, variants>{},      \
       [](auto x) -> Handler { return handle##name<decltype(x)::value>; });    \
  at += variants;
#include "runtime-support/interpreter/QuickHandlers.def"
  return table;
}
consteval Table makePollTable() {
  Table table = {};
  for (Handler &row : table.rows)
    row = handlePoll<0>;
  return table;
}

consteval Table makeTraceTable() {
  Table table = {};
  for (Handler &row : table.rows)
    row = handleTrace<0>;
  return table;
}

constexpr Table table = makeTable();
constexpr Table polls = makePollTable();
constexpr Table traces = makeTraceTable();

} // namespace

const Handler *const handlers = table.rows;
const Handler *const pollHandlers = polls.rows;
const Handler *const traceHandlers = traces.rows;

} // namespace dxpy
