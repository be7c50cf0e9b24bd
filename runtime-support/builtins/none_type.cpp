// NoneType, ellipsis and NotImplementedType: values that are words, no objects.
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

template <Word word>
Owned newSingleton(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (args.positionalCount || keywordCount(args))
    return raise(ts, types::TypeError, "{} takes no arguments", {type});
  return Owned::steal(word);
}

Owned noneRepr(ThreadState &ts, Value) { return makeStr(ts, "None"); }
int noneTruth(ThreadState &, Value) { return 0; }

Owned ellipsisRepr(ThreadState &ts, Value) { return makeStr(ts, "Ellipsis"); }
Owned ellipsisReduce(ThreadState &ts, Value, const Value *) {
  return makeStr(ts, "Ellipsis");
}
constexpr MethodDef ellipsisMethods[] = {{"__reduce__", ellipsisReduce, "()"},
                                         {}};

Owned notImplementedRepr(ThreadState &ts, Value) {
  return makeStr(ts, "NotImplemented");
}
Owned notImplementedReduce(ThreadState &ts, Value, const Value *) {
  return makeStr(ts, "NotImplemented");
}
int notImplementedTruth(ThreadState &ts, Value) {
  return warn_py(ts, types::DeprecationWarning,
                 "NotImplemented should not be used in a boolean context")
             ? 1
             : -1;
}
constexpr MethodDef notImplementedMethods[] = {
    {"__reduce__", notImplementedReduce, "()"}, {}};

constexpr TypeSpec noneSpec = {.name = "NoneType"};
constexpr TypeSpec ellipsisSpec = {.name = "ellipsis",
                                   .methods = ellipsisMethods};
constexpr TypeSpec notImplementedSpec = {.name = "NotImplementedType",
                                         .methods = notImplementedMethods};

} // namespace

constinit TypeObject types::NoneType = {.header = typeHeader(),
                                        .spec = &noneSpec,
                                        .slots = {.repr = noneRepr,
                                                  .new_ = newSingleton<kNone>,
                                                  .truth = noneTruth}};
constinit TypeObject types::Ellipsis = {
    .header = typeHeader(),
    .spec = &ellipsisSpec,
    .slots = {.repr = ellipsisRepr, .new_ = newSingleton<kEllipsis>}};
constinit TypeObject types::NotImplementedType = {
    .header = typeHeader(),
    .spec = &notImplementedSpec,
    .slots = {.repr = notImplementedRepr,
              .new_ = newSingleton<kNotImplemented>,
              .truth = notImplementedTruth}};

} // namespace dxpy
