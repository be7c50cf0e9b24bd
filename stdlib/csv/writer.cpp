// writer objects: fields quoted as the dialect wants.
#include "stdlib/csv/csv.h"
#include <cstddef>

namespace dxpy::csv {

namespace {

struct WriterObject {
  ObjectHeader header;
  Word write, dialect;
};
WriterObject *writerOf(Value v) { return v.as<WriterObject>(); }

/// One row under way.
class Row {
public:
  Row(ThreadState &ts, const DialectObject *dialect)
      : ts(ts), d(dialect), text(ts) {}

  bool add_py(Value field) {
    bool quoted =
        d->quoting == All || (d->quoting == NonNumeric && !isNumber(field));
    if (isStr(field))
      return append(strText(field), quoted);
    if (field.isNone())
      return append({}, quoted);
    Owned shown = str_py(ts, field);
    return shown && append(strText(shown), quoted);
  }
  /// The row with its terminator.
  Owned finish() {
    if (fields && !text.size()) {
      if (d->quoting == None)
        return raise(ts, *errorType(),
                     "single empty field record must be quoted");
      fields = 0;
      if (!append({}, true))
        return {};
    }
    text.append(strText(Value(d->lineTerminator)));
    return text.finish();
  }

private:
  /// PyNumber_Check
  static bool isNumber(Value v) {
    const TypeSlots &slots = typeOf(v)->slots;
    return isInt(v) || isFloat(v) || slots.index || slots.int_ ||
           slots.float_ || hasShape(v, BuiltinShape::Complex);
  }
  bool isSpecial(uint32_t c, std::string_view bytes) const {
    return c == d->delimiter || c == d->escape || c == d->quote ||
           strText(Value(d->lineTerminator)).find(bytes) != bytes.npos;
  }
  bool append(std::string_view field, bool quoted) {
    StrBuilder out(ts);
    for (size_t i = 0; i < field.size();) {
      size_t size = 1;
      while (i + size < field.size() &&
             (uint8_t(field[i + size]) & 0xC0) == 0x80)
        ++size;
      std::string_view bytes = field.substr(i, size);
      i += size;
      if (!appendCharacter(out, bytes, quoted))
        return false;
    }
    if (fields++)
      text.appendChar(d->delimiter);
    if (quoted)
      text.appendChar(d->quote);
    text.append(out.view());
    if (quoted)
      text.appendChar(d->quote);
    return true;
  }
  bool appendCharacter(StrBuilder &out, std::string_view bytes, bool &quoted) {
    uint32_t c = uint8_t(bytes[0]);
    if (bytes.size() > 1) {
      Owned one = makeStr(ts, bytes, 1);
      if (!one)
        return false;
      c = strCharAt(one, 0);
    }
    if (isSpecial(c, bytes)) {
      bool escape = d->quoting == None;
      if (!escape && c == d->quote) {
        if (d->doubleQuote)
          out.append(bytes);
        else
          escape = true;
      } else if (!escape && c == d->escape) {
        escape = true;
      }
      if (!escape)
        quoted = true;
      else if (d->escape == kNotSet)
        return raise(ts, *errorType(), "need to escape, but no escapechar set");
      else
        out.appendChar(d->escape);
    }
    out.append(bytes);
    return true;
  }

  ThreadState &ts;
  const DialectObject *d;
  StrBuilder text;
  size_t fields = 0;
};

Owned writeRow(ThreadState &ts, Value self, const Value *args) {
  Owned iterator = getIter_py(ts, args[0]);
  if (!iterator) {
    if (pendingMatches(ts, types::TypeError)) {
      clearException(ts);
      raise(ts, *errorType(), "iterable expected, not {}", {typeOf(args[0])});
    }
    return {};
  }
  Owned dialect = copyOf(Value(writerOf(self)->dialect)),
        write = copyOf(Value(writerOf(self)->write));
  Row row(ts, dialectOf(dialect));
  while (Owned field = next_py(ts, iterator))
    if (!row.add_py(field))
      return {};
  Owned line = pendingException(ts) ? Owned() : row.finish();
  return line ? call_py(ts, write, {line}) : Owned();
}
Owned writeRows(ThreadState &ts, Value self, const Value *args) {
  bool good = forEach_py(
      ts, args[0], [&](Value row) { return bool(writeRow(ts, self, &row)); });
  return good ? ownedNone() : Owned();
}

constexpr MethodDef methods[] = {
    {"writerow", writeRow, "(row, /)",
     "writerow(iterable)\n\nConstruct and write a CSV record from an iterable "
     "of fields.  Non-string\nelements will be converted to string."},
    {"writerows", writeRows, "(rows, /)",
     "writerows(iterable of iterables)\n\nConstruct and write a series of "
     "iterables to a csv file.  Non-string\nelements will be converted to "
     "string."},
    {}};
constexpr MemberDef members[] = {
    {"dialect", MemberKind::Value, offsetof(WriterObject, dialect)}, {}};
constexpr TypeSpec spec = {
    "_csv.writer",
    "CSV writer\n\nWriter objects are responsible for generating tabular "
    "data\nin CSV format from sequence input.\n",
    methods, nullptr, members};
using WriterFields =
    OwnedFields<WriterObject, &WriterObject::write, &WriterObject::dialect>;

} // namespace

constinit TypeObject writerType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(WriterObject),
    .slots = {.deallocate = WriterFields::deallocate,
              .visit = WriterFields::visit,
              .clear = WriterFields::clear}};

Owned makeWriter(ThreadState &ts, Value, const Arguments &args) {
  if (args.positionalCount < 1 || args.positionalCount > 2)
    return raise(ts, types::TypeError, " expected at {} {} argument{}, got {}",
                 {args.positionalCount ? "most" : "least",
                  args.positionalCount ? 2 : 1, args.positionalCount ? "s" : "",
                  args.positionalCount});
  Owned dialect =
      makeDialect_py(ts, args.positionalCount > 1 ? args[1] : Value(), args);
  if (!dialect)
    return {};
  Owned write = getAttrOptional_py(ts, args[0], &names::write);
  if (pendingException(ts))
    return {};
  if (!write || !isCallable(write))
    return raise(ts, types::TypeError,
                 "argument 1 must have a \"write\" method");
  Owned result = allocateInstance(ts, &writerType);
  if (!result)
    return {};
  writerOf(result)->write = write.take();
  writerOf(result)->dialect = dialect.take();
  return result;
}

} // namespace dxpy::csv
