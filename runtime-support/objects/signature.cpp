// Binding of arguments to the parameters of native functions, with the error
// texts that CPython's calling conventions and Argument Clinic give: a function
// of no parameter or of one positional-only parameter speaks as METH_NOARGS and
// METH_O do, a positional-only one as _PyArg_CheckPositional, the others as
// _PyArg_UnpackKeywords.
#include "runtime-support/objects/signature.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

const char *plural(size_t count) { return count == 1 ? "" : "s"; }

/// How errors name a function that takes keywords; one without a name is a
/// class whose __new__ does not tell its own.
struct Caller {
  const char *name, *parentheses;
  explicit Caller(const char *function)
      : name(function ? function : "function"),
        parentheses(function ? "()" : "") {}
};

bool bindNone(ThreadState &ts, const char *name, const Arguments &args) {
  if (args.positionalCount == 0)
    return true;
  return raise(ts, types::TypeError, "{}() takes no arguments ({} given)",
               {name, args.positionalCount});
}

bool bindOne(ThreadState &ts, const char *name, const Arguments &args,
             Value *bound) {
  if (args.positionalCount != 1)
    return raise(ts, types::TypeError,
                 "{}() takes exactly one argument ({} given)",
                 {name, args.positionalCount});
  bound[0] = args[0];
  return true;
}

bool bindPositionalOnly(ThreadState &ts, const char *name,
                        const Signature &signature, const Arguments &args,
                        Value *bound) {
  if (!checkPositional(ts, name, args, signature.required, signature.count))
    return false;
  for (size_t i = 0; i < signature.count; ++i)
    bound[i] = i < args.positionalCount ? args[i] : Value();
  return true;
}

/// More arguments than parameters.
bool tooMany(ThreadState &ts, const char *name, const Signature &signature,
             const Arguments &args, size_t keywords) {
  size_t given = args.positionalCount + keywords;
  const char *kind = args.positionalCount == 0 ? "keyword " : "";
  Caller caller(name);
  return raise(ts, types::TypeError,
               "{}{} takes at most {} {}argument{} ({} given)",
               {caller.name, caller.parentheses, size_t(signature.count), kind,
                plural(signature.count), given});
}

bool tooManyPositional(ThreadState &ts, const char *name,
                       const Signature &signature, const Arguments &args) {
  Caller caller(name);
  if (signature.positional == 0)
    return raise(ts, types::TypeError, "{}{} takes no positional arguments",
                 {caller.name, caller.parentheses});
  size_t least = signature.required;
  const char *bound = least < signature.positional ? "at most" : "exactly";
  return raise(
      ts, types::TypeError, "{}{} takes {} {} positional argument{} ({} given)",
      {caller.name, caller.parentheses, bound, size_t(signature.positional),
       plural(signature.positional), args.positionalCount});
}

/// The value of keyword argument \p name, or null; counts it as used.
Value takeKeyword(const Arguments &args, std::string_view name, size_t &used) {
  for (size_t i = 0, n = keywordCount(args); i < n; ++i)
    if (strText(tupleItem(args.names, i)) == name) {
      ++used;
      return args.values[args.positionalCount + i];
    }
  return {};
}

/// A keyword that no parameter took: twice given, or unknown.
bool reportKeyword(ThreadState &ts, const char *name,
                   const Signature &signature, const Arguments &args) {
  Caller caller(name);
  for (size_t i = signature.positionalOnly; i < args.positionalCount; ++i) {
    size_t used = 0;
    if (takeKeyword(args, signature.name(i), used))
      return raise(ts, types::TypeError,
                   "argument for {}{} given by name ('{}') and position ({})",
                   {caller.name, caller.parentheses, signature.name(i), i + 1});
  }
  for (size_t k = 0, n = keywordCount(args); k < n; ++k) {
    Value key = tupleItem(args.names, k);
    bool known = false;
    for (size_t i = signature.positionalOnly; i < signature.count; ++i)
      known |= signature.name(i) == strText(key);
    if (!known)
      return raise(
          ts, types::TypeError, "'{}' is an invalid keyword argument for {}{}",
          {key, name ? caller.name : "this function", caller.parentheses});
  }
  return true;
}

bool missing(ThreadState &ts, const char *name, const Signature &signature,
             const Arguments &args, size_t i) {
  Caller caller(name);
  if (i >= signature.positionalOnly)
    return raise(ts, types::TypeError,
                 "{}{} missing required argument '{}' (pos {})",
                 {caller.name, caller.parentheses, signature.name(i), i + 1});
  size_t least = signature.required < signature.positionalOnly
                     ? signature.required
                     : signature.positionalOnly;
  const char *bound = least < signature.positional ? "at least" : "exactly";
  return raise(ts, types::TypeError,
               "{}() takes {} {} positional argument{} ({} given)",
               {name, bound, least, plural(least), args.positionalCount});
}

bool bindKeywords(ThreadState &ts, const char *name, const Signature &signature,
                  const Arguments &args, Value *bound) {
  size_t keywords = keywordCount(args), used = 0;
  if (args.positionalCount + keywords > signature.count)
    return tooMany(ts, name, signature, args, keywords);
  if (args.positionalCount > signature.positional)
    return tooManyPositional(ts, name, signature, args);
  for (size_t i = 0; i < signature.count; ++i) {
    if (i < args.positionalCount) {
      bound[i] = args[i];
      continue;
    }
    bound[i] = i >= signature.positionalOnly && used < keywords
                   ? takeKeyword(args, signature.name(i), used)
                   : Value();
    bool needed = i < signature.positional ? i < signature.required
                                           : signature.keywordRequired[i];
    if (!bound[i] && needed)
      return missing(ts, name, signature, args, i);
  }
  return used == keywords || reportKeyword(ts, name, signature, args);
}

} // namespace

bool bindArguments(ThreadState &ts, const char *name,
                   const Signature &signature, const Arguments &args,
                   Value *bound) {
  bool positionalOnly = signature.positionalOnly == signature.count;
  if (positionalOnly && !checkNoKeywords(ts, name, args))
    return false;
  if (signature.count == 0)
    return bindNone(ts, name, args);
  if (!positionalOnly)
    return bindKeywords(ts, name, signature, args, bound);
  if (signature.count == 1 && signature.required == 1)
    return bindOne(ts, name, args, bound);
  return bindPositionalOnly(ts, name, signature, args, bound);
}

} // namespace dxpy
