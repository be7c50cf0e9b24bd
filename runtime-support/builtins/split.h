// split, rsplit, splitlines and partition, for any text that tells its white
// space and makes its pieces:
//
//   View bytes;
//   size_t spaceAt(size_t at) const;      bytes of the space at `at`, or 0
//   size_t spaceBefore(size_t end) const; bytes of the space before `end`, or 0
//   size_t lineBreakAt(size_t at) const;  bytes of the line break at `at`, or 0
//   Owned make(ThreadState &, View) const;
#pragma once
#include "runtime-support/builtins/bytewise.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/list.h"

namespace dxpy {

template <typename Text> class Splitter {
public:
  using View = std::string_view;
  Splitter(ThreadState &ts, const Text &text)
      : ts_(ts), text_(text), list_(makeList(ts)) {}

  Owned whiteSpace(uint64_t most) {
    View all = text_.bytes;
    size_t at = skipSpace(0);
    while (at < all.size()) {
      if (most-- == 0)
        return finish(at, all.size());
      size_t end = at;
      while (end < all.size() && !text_.spaceAt(end))
        ++end;
      if (!add(at, end))
        return {};
      at = skipSpace(end);
    }
    return std::move(list_);
  }

  Owned whiteSpaceFromRight(uint64_t most) {
    size_t end = endWithoutSpace(text_.bytes.size());
    while (end > 0) {
      if (most-- == 0) {
        if (!add(0, end))
          return {};
        break;
      }
      size_t start = end;
      while (start > 0 && !text_.spaceBefore(start))
        --start;
      if (!add(start, end))
        return {};
      end = endWithoutSpace(start);
    }
    return reversed();
  }

  Owned separator(View by, uint64_t most) {
    size_t at = 0;
    for (; most; --most) {
      size_t found = bytewise::find(text_.bytes, by, at);
      if (found == bytewise::kNotFound)
        break;
      if (!add(at, found))
        return {};
      at = found + by.size();
    }
    return finish(at, text_.bytes.size());
  }

  Owned separatorFromRight(View by, uint64_t most) {
    size_t end = text_.bytes.size();
    for (; most; --most) {
      size_t found = bytewise::findLast(text_.bytes.substr(0, end), by);
      if (found == bytewise::kNotFound)
        break;
      if (!add(found + by.size(), end))
        return {};
      end = found;
    }
    return add(0, end) ? reversed() : Owned();
  }

  Owned lines(bool keepEnds) {
    View all = text_.bytes;
    for (size_t at = 0; at < all.size();) {
      size_t end = at, breakSize = 0;
      while (end < all.size() && !(breakSize = text_.lineBreakAt(end)))
        ++end;
      if (!add(at, keepEnds ? end + breakSize : end))
        return {};
      at = end + breakSize;
    }
    return std::move(list_);
  }

private:
  size_t skipSpace(size_t at) const {
    while (at < text_.bytes.size()) {
      size_t space = text_.spaceAt(at);
      if (!space)
        break;
      at += space;
    }
    return at;
  }
  size_t endWithoutSpace(size_t end) const {
    while (end > 0) {
      size_t space = text_.spaceBefore(end);
      if (!space)
        break;
      end -= space;
    }
    return end;
  }
  bool add(size_t from, size_t to) {
    if (!list_)
      return false;
    Owned piece = text_.make(ts_, text_.bytes.substr(from, to - from));
    return piece && listAppend(ts_, list_, std::move(piece));
  }
  Owned finish(size_t from, size_t to) {
    return add(from, to) ? std::move(list_) : Owned();
  }
  Owned reversed() {
    if (!list_)
      return {};
    Word *words = listWords(ts_, list_);
    if (!words && listLength(list_))
      return {};
    for (size_t i = 0, j = listLength(list_); i + 1 < j; ++i)
      std::swap(words[i], words[--j]);
    return std::move(list_);
  }

  ThreadState &ts_;
  const Text &text_;
  Owned list_;
};

} // namespace dxpy
