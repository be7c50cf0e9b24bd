// Texts to be searched, and their pieces.
#include "stdlib/sre/subject.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include <algorithm>
#include <new>

namespace dxpy::sre {

Subject::~Subject() {
  if (!view_)
    return;
  releaseBuffer(currentThread, *view_);
  view_->~BufferView();
  rawFree(view_);
}

bool Subject::open(ThreadState &ts, Value string) {
  if (isStr(string)) {
    text_ = strText(string);
    multibyte_ = !isAscii(string);
  } else if (dxpy::isBytes(string)) {
    text_ = bytesText(string);
    isBytes_ = true;
  } else {
    void *memory = rawAllocate(sizeof(BufferView));
    if (!memory)
      return raiseMemoryError(ts);
    auto *view = new (memory) BufferView;
    if (!getBuffer(ts, string, *view)) {
      view->~BufferView();
      rawFree(view);
      clearException(ts);
      return raise(ts, types::TypeError,
                   "expected string or bytes-like object, got '{}'",
                   {MessageArg(nativeQualifiedName(typeOf(string)))});
    }
    view_ = view;
    text_ = {view->data ? view->data : "", size_t(view->length)};
    isBytes_ = true;
  }
  string_ = copyOf(string);
  return true;
}

Owned Subject::slice(ThreadState &ts, int64_t start, int64_t end) const {
  auto size = int64_t(text_.size());
  start = std::min(start, size);
  end = std::min(end, size);
  std::string_view piece =
      start < end ? text_.substr(size_t(start), size_t(end - start))
                  : text_.substr(size_t(start), 0);
  if (!isBytes_)
    return strPiece(ts, string_, piece);
  if (isExactBytes(string_) && piece.size() == text_.size())
    return copyOf(string_);
  return makeBytes(ts, piece);
}

} // namespace dxpy::sre
