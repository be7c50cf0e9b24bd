// reader objects: a state machine over the characters of each line.
#include "stdlib/csv/csv.h"
#include <cstddef>

namespace dxpy::csv {

namespace {

enum class State : uint8_t {
  StartRecord,
  StartField,
  Escaped,
  InField,
  InQuoted,
  EscapeInQuoted,
  QuoteInQuoted,
  EatNewline,
  AfterEscapedNewline
};
inline constexpr uint32_t kEnd = 0xFFFFFFFE; ///< of a line

struct ReaderObject {
  ObjectHeader header;
  Word input, dialect;
  int64_t lineNumber;
};
ReaderObject *readerOf(Value v) { return v.as<ReaderObject>(); }

/// One record under way.
class Parser {
public:
  Parser(ThreadState &ts, const DialectObject *dialect)
      : ts(ts), d(dialect), fields(makeList(ts)), field(ts) {}

  bool line(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
      size_t size = 1;
      while (i + size < text.size() && (uint8_t(text[i + size]) & 0xC0) == 0x80)
        ++size;
      piece = text.substr(i, size);
      if (!put(codePoint()))
        return false;
      i += size;
    }
    piece = {};
    return put(kEnd);
  }
  /// The input ends within a record. False: raised.
  bool end() {
    if (d->strict)
      return raise(ts, *errorType(), "unexpected end of data");
    return save();
  }
  bool complete() const { return state == State::StartRecord; }
  bool unfinished() const { return length || state == State::InQuoted; }
  Owned take() { return std::move(fields); }

private:
  uint32_t codePoint() const {
    auto byte = [&](size_t i) { return uint32_t(uint8_t(piece[i])); };
    switch (piece.size()) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3:
      return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    default:
      return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 |
             (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    }
  }
  bool add(uint32_t c) {
    if (length >= fieldLimit())
      return raise(ts, *errorType(), "field larger than field limit ({})",
                   {fieldLimit()});
    ++length;
    if (c == kEnd)
      field.append("\n");
    else
      field.append(piece);
    return true;
  }
  bool save() {
    Owned text = makeStr(ts, field.view(), uint64_t(length));
    if (text && numeric) {
      numeric = false;
      text = call_py(ts, Value(&types::Float), {text});
    }
    field.truncate(0);
    length = 0;
    return text && listAppend(ts, fields, std::move(text));
  }
  static bool isNewline(uint32_t c) { return c == '\n' || c == '\r'; }
  bool endField(uint32_t c) {
    state = c == kEnd ? State::StartRecord : State::EatNewline;
    return save();
  }
  bool quotes(uint32_t c) const { return c == d->quote && d->quoting != None; }

  bool startField(uint32_t c) {
    if (isNewline(c) || c == kEnd)
      return endField(c);
    if (quotes(c)) {
      state = State::InQuoted;
      return true;
    }
    if (c == d->escape) {
      state = State::Escaped;
      return true;
    }
    if (c == ' ' && d->skipInitialSpace)
      return true;
    if (c == d->delimiter) {
      state = State::StartField;
      return save();
    }
    numeric = d->quoting == NonNumeric;
    state = State::InField;
    return add(c);
  }
  bool inField(uint32_t c) {
    if (isNewline(c) || c == kEnd)
      return endField(c);
    if (c == d->escape) {
      state = State::Escaped;
      return true;
    }
    if (c == d->delimiter) {
      state = State::StartField;
      return save();
    }
    state = State::InField;
    return add(c);
  }
  bool inQuoted(uint32_t c) {
    if (c == kEnd)
      return true;
    if (c == d->escape) {
      state = State::EscapeInQuoted;
      return true;
    }
    if (quotes(c)) {
      state = d->doubleQuote ? State::QuoteInQuoted : State::InField;
      return true;
    }
    return add(c);
  }
  bool afterQuote(uint32_t c) {
    if (quotes(c)) {
      state = State::InQuoted;
      return add(c);
    }
    if (c == d->delimiter) {
      state = State::StartField;
      return save();
    }
    if (isNewline(c) || c == kEnd)
      return endField(c);
    if (!d->strict) {
      state = State::InField;
      return add(c);
    }
    Owned delimiter = strFromChar(ts, d->delimiter),
          quote = strFromChar(ts, d->quote);
    return raise(ts, *errorType(), "'{}' expected after '{}'",
                 {delimiter.value(), quote.value()});
  }

  bool put(uint32_t c) {
    switch (state) {
    case State::StartRecord:
      if (c == kEnd)
        return true;
      if (isNewline(c)) {
        state = State::EatNewline;
        return true;
      }
      return startField(c);
    case State::StartField:
      return startField(c);
    case State::Escaped:
      state = isNewline(c) ? State::AfterEscapedNewline : State::InField;
      return add(c);
    case State::AfterEscapedNewline:
      return c == kEnd || inField(c);
    case State::InField:
      return inField(c);
    case State::InQuoted:
      return inQuoted(c);
    case State::EscapeInQuoted:
      state = State::InQuoted;
      return add(c);
    case State::QuoteInQuoted:
      return afterQuote(c);
    case State::EatNewline:
      if (isNewline(c))
        return true;
      if (c != kEnd)
        return raise(ts, *errorType(),
                     "new-line character seen in unquoted field - do you need "
                     "to open the file in universal-newline mode?");
      state = State::StartRecord;
      return true;
    }
    return true;
  }

  ThreadState &ts;
  const DialectObject *d;
  Owned fields;
  StrBuilder field;
  std::string_view piece; ///< the character's bytes
  int64_t length = 0;     ///< characters of the field
  State state = State::StartRecord;
  bool numeric = false;
};

Owned next(ThreadState &ts, Value self) {
  Owned dialect = copyOf(Value(readerOf(self)->dialect)),
        input = copyOf(Value(readerOf(self)->input));
  Parser parser(ts, dialectOf(dialect));
  do {
    Owned line = next_py(ts, input);
    if (!line) {
      if (pendingException(ts) || !parser.unfinished() || !parser.end())
        return {};
      break;
    }
    if (!isStr(line))
      return raise(ts, *errorType(),
                   "iterator should return strings, not {} (the file should be "
                   "opened in text mode)",
                   {typeOf(line)});
    ++readerOf(self)->lineNumber;
    if (!parser.line(strText(line)))
      return {};
  } while (!parser.complete());
  return parser.take();
}

constexpr MemberDef members[] = {
    {"dialect", MemberKind::Value, offsetof(ReaderObject, dialect)},
    {"line_num", MemberKind::Int64, offsetof(ReaderObject, lineNumber)},
    {}};
constexpr TypeSpec spec = {
    "_csv.reader",
    "CSV reader\n\nReader objects are responsible for reading and parsing "
    "tabular data\nin CSV format.\n",
    nullptr, nullptr, members};
using ReaderFields =
    OwnedFields<ReaderObject, &ReaderObject::input, &ReaderObject::dialect>;

} // namespace

constinit TypeObject readerType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(ReaderObject),
    .slots = {.deallocate = ReaderFields::deallocate,
              .visit = ReaderFields::visit,
              .clear = ReaderFields::clear,
              .iter = iterateSelf,
              .next = next}};

Owned makeReader(ThreadState &ts, Value, const Arguments &args) {
  if (args.positionalCount < 1 || args.positionalCount > 2)
    return raise(ts, types::TypeError, " expected at {} {} argument{}, got {}",
                 {args.positionalCount ? "most" : "least",
                  args.positionalCount ? 2 : 1, args.positionalCount ? "s" : "",
                  args.positionalCount});
  Owned input = getIter_py(ts, args[0]);
  Owned dialect =
      input ? makeDialect_py(ts, args.positionalCount > 1 ? args[1] : Value(),
                             args)
            : Owned();
  Owned result = dialect ? allocateInstance(ts, &readerType) : Owned();
  if (!result)
    return {};
  readerOf(result)->input = input.take();
  readerOf(result)->dialect = dialect.take();
  readerOf(result)->lineNumber = 0;
  return result;
}

} // namespace dxpy::csv
