// Module _csv.
#include "stdlib/csv/csv.h"

namespace dxpy::csv {

static constinit TypeObject *error = nullptr;
static constinit Value table;

TypeObject *errorType() { return error; }
Value dialectTable() { return table; }
int64_t &fieldLimit() {
  static constinit int64_t limit = 128 * 1024;
  return limit;
}

namespace {

Owned registerDialect(ThreadState &ts, Value, const Arguments &args) {
  size_t count = args.positionalCount;
  if (count < 1 || count > 2)
    return raise(
        ts, types::TypeError, " expected at {} {} argument{}, got {}",
        {count ? "most" : "least", count ? 2 : 1, count ? "s" : "", count});
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "dialect name must be a string");
  Owned dialect = makeDialect_py(ts, count > 1 ? args[1] : Value(), args);
  return dialect && dictSet_py(ts, table, args[0], dialect) ? ownedNone()
                                                            : Owned();
}
Owned unregisterDialect(ThreadState &ts, Value, const Value *args) {
  int done = dictDelete_py(ts, table, args[0]);
  if (done == 0)
    return raise(ts, *error, "unknown dialect");
  return done > 0 ? ownedNone() : Owned();
}
Owned getDialect(ThreadState &ts, Value, const Value *args) {
  return findDialect_py(ts, args[0]);
}
Owned listDialects(ThreadState &ts, Value, const Value *) {
  return dictKeys(ts, table);
}
Owned fieldSizeLimit(ThreadState &ts, Value, const Value *args) {
  int64_t old = fieldLimit(), limit = old;
  if (args[0] && !isExactInt(args[0]))
    return raise(ts, types::TypeError, "limit must be an integer");
  if (args[0] && !intFitsInt64(args[0], limit))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C long");
  fieldLimit() = limit;
  return makeInt(ts, old);
}

constexpr MethodDef functions[] = {
    {"reader", makeReader,
     "    csv_reader = reader(iterable [, dialect='excel']\n                  "
     "           [optional keyword args])\n    for row in csv_reader:\n        "
     "process(row)\n\nThe \"iterable\" argument can be any object that returns "
     "a line\nof input for each iteration, such as a file object or a list.  "
     "The\noptional \"dialect\" parameter is discussed below.  The "
     "function\nalso accepts optional keyword arguments which override "
     "settings\nprovided by the dialect.\n\nThe returned object is an "
     "iterator.  Each iteration returns a row\nof the CSV file (which can "
     "span multiple input lines).\n"},
    {"writer", makeWriter,
     "    csv_writer = csv.writer(fileobj [, dialect='excel']\n               "
     "             [optional keyword args])\n    for row in sequence:\n      "
     "  csv_writer.writerow(row)\n\n    [or]\n\n    csv_writer = "
     "csv.writer(fileobj [, dialect='excel']\n                            "
     "[optional keyword args])\n    csv_writer.writerows(rows)\n\nThe "
     "\"fileobj\" argument can be any object that supports the file API.\n"},
    {"list_dialects", listDialects, "()",
     "Return a list of all known dialect names.\n\n    names = "
     "csv.list_dialects()"},
    {"register_dialect", registerDialect,
     "Create a mapping from a string name to a dialect class.\n    dialect = "
     "csv.register_dialect(name[, dialect[, **fmtparams]])"},
    {"unregister_dialect", unregisterDialect, "(name)",
     "Delete the name/dialect mapping associated with a string name.\n\n    "
     "csv.unregister_dialect(name)"},
    {"get_dialect", getDialect, "(name)",
     "Return the dialect instance associated with name.\n\n    dialect = "
     "csv.get_dialect(name)"},
    {"field_size_limit", fieldSizeLimit, "(new_limit=None, /)",
     "Sets an upper limit on parsed fields.\n\n    "
     "csv.field_size_limit([limit])\n\nReturns old limit. If limit is not "
     "given, no new limit is set and\nthe old limit is returned"},
    {}};

bool execute(ThreadState &ts, Value module) {
  Owned dialects = makeDict(ts);
  if (!dialects)
    return false;
  table = Value(copyOf(dialects).take()); // for the life of the process
  error = addExceptionToModule(ts, module, "_csv.Error",
                               Value(&types::Exception), nullptr, error);
  if (!error || !addToModule(ts, module, "_dialects", std::move(dialects)))
    return false;
  const struct {
    const char *name;
    TypeObject *type;
  } types[] = {{"Dialect", &dialectType},
               {"Reader", &readerType},
               {"Writer", &writerType}};
  for (auto &row : types)
    if (!registerNativeType(ts, row.type) ||
        !addToModule(ts, module, row.name, copyOf(Value(row.type))))
      return false;
  static constexpr const char *quotings[] = {"QUOTE_MINIMAL", "QUOTE_ALL",
                                             "QUOTE_NONNUMERIC", "QUOTE_NONE"};
  for (int i = 0; i < 4; ++i)
    if (!addToModule(ts, module, quotings[i], makeInt(ts, i)))
      return false;
  return addToModule(ts, module, "__version__", makeStr(ts, "1.0"));
}

} // namespace

} // namespace dxpy::csv

namespace dxpy {
DX_NATIVE_MODULE(_csv, "CSV parsing and writing.\n", csv::functions,
                 csv::execute)
} // namespace dxpy
