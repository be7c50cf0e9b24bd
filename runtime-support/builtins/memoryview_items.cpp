// One item of a view: native formats to values and back; equality of views.
#include "runtime-support/builtins/memoryview_builtin.h"
#include "runtime-support/objects/module.h"

namespace dxpy {

int64_t nativeFormat(const char *format, char &character) {
  if (format[0] == '@')
    ++format;
  if (!format[0] || format[1])
    return 0;
  character = format[0];
  switch (character) {
  case 'c':
  case 'b':
  case 'B':
  case '?':
    return 1;
  case 'h':
  case 'H':
    return 2;
  case 'i':
  case 'I':
  case 'f':
    return 4;
  case 'l':
  case 'L':
  case 'q':
  case 'Q':
  case 'n':
  case 'N':
  case 'd':
  case 'P':
    return 8;
  default:
    return 0;
  }
}

const char *itemFormat(ThreadState &ts, MemoryViewObject *view) {
  const char *format = view->format[0] == '@' ? view->format + 1 : view->format;
  if (format[0] && !format[1])
    return format;
  raise(ts, types::NotImplementedError, "memoryview: unsupported format {}",
        {view->format});
  return nullptr;
}

namespace {

template <typename T> T load(const char *from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
template <typename T> bool store(char *to, T value) {
  std::memcpy(to, &value, sizeof value);
  return true;
}

bool unsupported(ThreadState &ts, const char *format) {
  return raise(ts, types::NotImplementedError,
               "memoryview: format {} not supported", {format});
}
bool invalidType(ThreadState &ts, const char *format) {
  return raise(ts, types::TypeError, "memoryview: invalid type for format '{}'",
               {format});
}
bool invalidValue(ThreadState &ts, const char *format) {
  return raise(ts, types::ValueError,
               "memoryview: invalid value for format '{}'", {format});
}

/// The errors of conversions as those of the format.
bool fixError(ThreadState &ts, const char *format) {
  if (pendingMatches(ts, types::TypeError)) {
    clearException(ts);
    return invalidType(ts, format);
  }
  if (pendingMatches(ts, types::OverflowError) ||
      pendingMatches(ts, types::ValueError)) {
    clearException(ts);
    return invalidValue(ts, format);
  }
  return false;
}

/// An int of \p bits bits, as its low 64 bits.
bool integer_py(ThreadState &ts, Value item, const char *format, unsigned bits,
                bool isSigned, uint64_t &out) {
  Owned index = toIndex_py(ts, item);
  if (!index)
    return fixError(ts, format);
  int64_t value;
  if (!intFitsInt64(index, value)) {
    if (isSigned || bits < 64 || intSign(index) < 0)
      return invalidValue(ts, format);
    Owned mask = makeUnsigned(ts, ~uint64_t(0));
    int fits = mask ? compareBool_py(ts, index, mask, CompareOp::Le) : -1;
    if (fits <= 0)
      return fits < 0 ? false : invalidValue(ts, format);
    Owned half = makeUnsigned(ts, uint64_t(1) << 63);
    Owned rest = half ? binary_py(ts, BinaryOp::Sub, index, half) : Owned();
    if (!rest || !intFitsInt64(rest, value))
      return false;
    out = uint64_t(value) | uint64_t(1) << 63;
    return true;
  }
  out = uint64_t(value);
  if (!isSigned)
    return (value >= 0 && (bits == 64 || uint64_t(value) >> bits == 0)) ||
           invalidValue(ts, format);
  int64_t limit = bits == 64 ? INT64_MAX : (int64_t(1) << (bits - 1)) - 1;
  return (value <= limit && value >= -limit - 1) || invalidValue(ts, format);
}

bool packFloat_py(ThreadState &ts, Value self, char *to, Value item,
                  const char *format) {
  double number = toDouble_py(ts, item);
  if (number == -1.0 && pendingException(ts))
    return fixError(ts, format);
  if (!checkView(ts, self))
    return false;
  if (format[0] == 'd')
    return store(to, number);
  return store(to, float(number));
}

bool packByte(ThreadState &ts, char *to, Value item, const char *format) {
  if (!isBytes(item))
    return invalidType(ts, format);
  if (bytesText(item).size() != 1)
    return invalidValue(ts, format);
  *to = bytesText(item)[0];
  return true;
}

} // namespace

Owned unpackItem(ThreadState &ts, const char *from, const char *format) {
  switch (format[0]) {
  case 'B':
    return makeInt(ts, load<uint8_t>(from));
  case 'b':
    return makeInt(ts, load<int8_t>(from));
  case 'h':
    return makeInt(ts, load<int16_t>(from));
  case 'H':
    return makeInt(ts, load<uint16_t>(from));
  case 'i':
    return makeInt(ts, load<int32_t>(from));
  case 'I':
    return makeInt(ts, load<uint32_t>(from));
  case 'l':
  case 'q':
  case 'n':
    return makeInt(ts, load<int64_t>(from));
  case 'L':
  case 'Q':
  case 'N':
  case 'P':
    return makeUnsigned(ts, load<uint64_t>(from));
  case '?':
    return ownedBool(load<uint8_t>(from) != 0);
  case 'f':
    return makeFloat(ts, load<float>(from));
  case 'd':
    return makeFloat(ts, load<double>(from));
  case 'c':
    return makeBytes(ts, {from, 1});
  default:
    unsupported(ts, format);
    return {};
  }
}

bool packItem_py(ThreadState &ts, Value self, char *to, Value item,
                 const char *format) {
  char character;
  switch (format[0]) {
  case 'f':
  case 'd':
    return packFloat_py(ts, self, to, item, format);
  case 'c':
    return packByte(ts, to, item, format);
  case '?': {
    int truth = isTrue_py(ts, item);
    return truth >= 0 && checkView(ts, self) && store(to, uint8_t(truth));
  }
  default:
    break;
  }
  int64_t size = nativeFormat(format, character);
  if (!size)
    return unsupported(ts, format);
  bool isSigned = character >= 'a' && character <= 'z';
  uint64_t bits;
  if (!integer_py(ts, item, format, unsigned(size) * 8, isSigned, bits) ||
      !checkView(ts, self))
    return false;
  std::memcpy(to, &bits, size_t(size)); // little endian
  return true;
}

// Equality --------------------------------------------------------------------

namespace {

/// How the items of a view become values.
class ItemReader {
public:
  explicit ItemReader(ThreadState &ts) : ts_(ts) {}
  /// False: the format is none, or raised.
  bool open_py(const BufferView &view) {
    view_ = &view;
    if (nativeFormat(view.format, character_))
      return true;
    Owned module = importModule_py(ts_, "struct");
    Owned name = internText(ts_, "Struct"), format = makeStr(ts_, view.format);
    Owned type = module && name ? getAttr_py(ts_, module, name) : Owned();
    struct_ = type && format ? call_py(ts_, type, {format.value()}) : Owned();
    return bool(struct_);
  }
  Owned read_py(const char *from) {
    if (!struct_)
      return unpackItem(ts_, from, &character_);
    Owned data = makeBytes(ts_, {from, size_t(view_->itemSize)});
    Owned name = internText(ts_, "unpack");
    Owned items = data && name
                      ? callMethod_py(ts_, struct_, name, {data.value()})
                      : Owned();
    if (items && tupleLength(items) == 1)
      return copyOf(tupleItem(items, 0));
    return items;
  }
  char character() const { return struct_ ? 0 : character_; }

private:
  ThreadState &ts_;
  const BufferView *view_ = nullptr;
  char character_ = 0;
  Owned struct_;
};

struct Comparison {
  ThreadState &ts;
  const BufferView &a, &b;
  ItemReader readA, readB;
  bool sameBytes = false; ///< equal items are equal bytes

  int items_py(const char *p, const char *q) {
    if (sameBytes)
      return std::memcmp(p, q, size_t(a.itemSize)) == 0;
    Owned x = readA.read_py(p), y = x ? readB.read_py(q) : Owned();
    if (!y)
      return -1;
    // Items are values, not objects: nan differs from itself.
    return compareBool_py(ts, x, y, CompareOp::Eq);
  }

  int level_py(const char *p, const char *q, int dimension) {
    if (dimension == a.dimensions)
      return items_py(p, q);
    for (int64_t i = 0; i < a.shape[dimension]; ++i) {
      int equal = level_py(p + i * a.strides[dimension],
                           q + i * b.strides[dimension], dimension + 1);
      if (equal <= 0)
        return equal;
    }
    return 1;
  }
};

bool sameShape(const BufferView &a, const BufferView &b) {
  if (a.dimensions != b.dimensions)
    return false;
  for (int i = 0; i < a.dimensions; ++i) {
    if (a.shape[i] != b.shape[i])
      return false;
    if (a.shape[i] == 0)
      break;
  }
  return true;
}

/// An unknown format: the views differ.
int unknownFormat(ThreadState &ts) {
  if (pendingMatches(ts, types::ImportError) ||
      pendingMatches(ts, types::MemoryError))
    return -1;
  clearException(ts);
  return 0;
}

} // namespace

int equalViews_py(ThreadState &ts, const BufferView &a, const BufferView &b) {
  if (!sameShape(a, b))
    return 0;
  Comparison comparison{ts, a, b, ItemReader(ts), ItemReader(ts)};
  if (!comparison.readA.open_py(a) || !comparison.readB.open_py(b))
    return unknownFormat(ts);
  char format = comparison.readA.character();
  bool isFloat = format == 'f' || format == 'd';
  comparison.sameBytes =
      format && format == comparison.readB.character() && !isFloat;
  if (comparison.sameBytes && isContiguous(a) && isContiguous(b))
    return std::memcmp(a.data, b.data, size_t(a.length)) == 0;
  return comparison.level_py(a.data, b.data, 0);
}

} // namespace dxpy
