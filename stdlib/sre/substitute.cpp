// pattern.sub and pattern.subn. Templates with escapes are the work of module
// re.
#include "runtime-support/builtins/support.h"
#include "stdlib/sre/search.h"

namespace dxpy::sre {

namespace {

/// Puts the pieces together as join does, with its complaints.
class Joiner {
public:
  Joiner(ThreadState &ts, bool isBytes) : ts(ts), isBytes(isBytes), text_(ts) {}
  void appendText(std::string_view piece) {
    ++items_;
    text_.append(piece);
  }
  /// Any other piece; what is none is told of by finish().
  void append(Value item) {
    if (isBytes ? appendBytes(item) : appendStr(item)) {
      ++items_;
      return;
    }
    if (!misfit_) {
      misfit_ = copyOf(item);
      misfitIndex_ = items_;
    }
    ++items_;
  }
  Owned finish() {
    if (misfit_)
      return raise(
          ts, types::TypeError, "sequence item {}: expected {}, {} found",
          {misfitIndex_, isBytes ? "a bytes-like object" : "str instance",
           typeOf(misfit_)});
    if (!isBytes)
      return text_.finish();
    if (text_.failed())
      return raiseMemoryError(ts);
    return makeBytes(ts, text_.view());
  }

private:
  bool appendStr(Value item) {
    if (!isStr(item))
      return false;
    text_.append(item);
    return true;
  }
  bool appendBytes(Value item) {
    if (dxpy::isBytes(item)) {
      text_.append(bytesText(item));
      return true;
    }
    BufferView view;
    if (!hasBuffer(item))
      return false;
    if (!getBuffer(ts, item, view)) {
      clearException(ts);
      return false;
    }
    text_.append({view.data, size_t(view.length)});
    releaseBuffer(ts, view);
    return true;
  }

  ThreadState &ts;
  const bool isBytes;
  StrBuilder text_;
  Owned misfit_;
  int64_t items_ = 0, misfitIndex_ = 0;
};

/// A text without escapes stands for itself.
bool isLiteral(ThreadState &ts, Value replacement) {
  Subject text;
  if (!text.open(ts, replacement)) {
    clearException(ts);
    return false;
  }
  const char *end = text.at(text.length());
  return std::string_view(text.begin(), size_t(end - text.begin()))
             .find('\\') == std::string_view::npos;
}

/// What is called for each match, or put in its place.
Owned prepareReplacement_py(ThreadState &ts, Value pattern, Value replacement) {
  if (isCallable(replacement) || isLiteral(ts, replacement))
    return copyOf(replacement);
  return callRe_py(ts, "_subx", {pattern, replacement});
}

/// False: raised.
bool replaceMatch_py(const Search &search, Value pattern, Value replacement,
                     bool isFunction, Joiner &out) {
  if (!isFunction) {
    out.append(replacement);
    return true;
  }
  Owned match = resultOf(search.ts, pattern, search, Status::Matched);
  Owned item =
      match ? call_py(search.ts, replacement, {match.value()}) : Owned();
  if (!item)
    return false;
  if (!item.value().isNone())
    out.append(item);
  return true;
}

} // namespace

Owned substitute_py(ThreadState &ts, Value pattern, Value replacement,
                    Value string, int64_t most, bool withCount) {
  Owned filter = prepareReplacement_py(ts, pattern, replacement);
  Search search(ts);
  if (!filter || !search.open(pattern, string, 0, INT64_MAX))
    return {};
  bool isFunction = isCallable(filter);
  Joiner out(ts, search.subject.isBytes());
  const char *last = search.beginning;
  auto appendUpTo = [&](const char *to) {
    if (last < to)
      out.appendText({last, size_t(to - last)});
  };
  int64_t done = 0;
  while (most == 0 || done < most) {
    Status status = search.search(asPattern(pattern));
    if (status == Status::Failed)
      break;
    if (status != Status::Matched) {
      raiseStatus(ts, status);
      return {};
    }
    appendUpTo(search.start);
    if (!replaceMatch_py(search, pattern, filter, isFunction, out))
      return {};
    last = search.at;
    ++done;
    search.advance();
  }
  Owned result;
  if (done == 0) {
    result = search.slice(last, search.end);
  } else {
    appendUpTo(search.end);
    result = out.finish();
  }
  if (!result || !withCount)
    return result;
  Owned count = makeInt(ts, done);
  return count ? makeTuple(ts, {result.value(), count.value()}) : Owned();
}

} // namespace dxpy::sre
