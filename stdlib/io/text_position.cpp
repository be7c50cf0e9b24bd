// tell() and seek() of text streams. A position is the byte position of a safe
// start point, at which the decoder's state is small, and how to go on from
// there: the cookie, an int of up to 168 bits.
#include "runtime-support/objects/int_limbs.h"
#include "stdlib/io/text.h"

namespace dxpy::io {

namespace {

struct Cookie {
  int64_t start = 0;
  uint32_t decoderFlags = 0;
  uint32_t bytesToFeed = 0; ///< decode so many bytes from there
  uint32_t charactersToSkip = 0;
  bool needEof = false; ///< and end the decoding

  Owned pack(ThreadState &ts) const {
    uint64_t limbs[] = {uint64_t(start),
                        decoderFlags | uint64_t(bytesToFeed) << 32,
                        charactersToSkip | uint64_t(needEof) << 32};
    size_t count = limbs[2] ? 3 : limbs[1] ? 2 : 1;
    return count == 1 ? makeUnsigned(ts, limbs[0])
                      : makeIntFromLimbs(ts, limbs, count, false);
  }
  static bool unpack(ThreadState &ts, Value number, Cookie &cookie) {
    Owned index = call_py(ts, Value(&types::Int), {number});
    if (!index)
      return false;
    IntView view(index);
    if (view.size() > 3 || (view.size() == 3 && view.limbs()[2] >> 40))
      return raise(ts, types::OverflowError, "int too big to convert");
    auto limb = [&](size_t i) { return i < view.size() ? view.limbs()[i] : 0; };
    cookie = {int64_t(limb(0)), uint32_t(limb(1)), uint32_t(limb(1) >> 32),
              uint32_t(limb(2)), (limb(2) >> 32) != 0};
    return true;
  }
};

/// The decoder as it is at the cookie's start.
bool restoreDecoder_py(ThreadState &ts, Value self, const Cookie &cookie) {
  TextDecoder &decoder = textOf(self)->decoder;
  if (cookie.start == 0 && cookie.decoderFlags == 0)
    return decoder.reset_py(ts, self.header());
  Owned empty = makeBytes(ts, {});
  return empty &&
         decoder.setState_py(ts, self.header(), empty, cookie.decoderFlags);
}

/// Finds the safe start point nearest to a character by decoding again.
class PositionFinder {
public:
  PositionFinder(ThreadState &ts, Value self, Cookie &cookie, Value input)
      : ts(ts), self(self), decoder(textOf(self)->decoder), cookie(cookie),
        input(bytesText(input)), errors(copyOf(Value(textOf(self)->errors))) {}

  bool run_py(int64_t toSkip) {
    if (!skipBytes_py(toSkip))
      return false;
    if (toSkip != 0 && !stepBytes_py(toSkip))
      return false;
    cookie.charactersToSkip = uint32_t(toSkip);
    return true;
  }

private:
  /// Characters; -1 raised.
  int64_t decode_py(std::string_view bytes, bool final = false) {
    Owned data = makeBytes(ts, bytes);
    Owned text = data ? decoder.decode_py(ts, self.header(), data,
                                          strText(errors), final)
                      : Owned();
    return text ? int64_t(strLength(text)) : -1;
  }
  /// Decodes up to a tentative point, from the average size of a character.
  bool skipBytes_py(int64_t &toSkip) {
    auto skip = int64_t(textOf(self)->bytesPerCharacter * double(toSkip));
    int64_t back = 1;
    if (skip > int64_t(input.size()))
      skip = int64_t(input.size());
    while (skip > 0) {
      if (!restoreDecoder_py(ts, self, cookie))
        return false;
      int64_t characters = decode_py(input.substr(0, size_t(skip)));
      if (characters < 0)
        return false;
      if (characters > toSkip) {
        skip -= back;
        back *= 2;
        continue;
      }
      DecoderState state = decoder.state_py(ts);
      if (!state.bytes)
        return false;
      if (bytesText(state.bytes).empty()) {
        cookie.decoderFlags = uint32_t(state.flags);
        toSkip -= characters;
        break;
      }
      skip -= int64_t(bytesText(state.bytes).size());
      back = 1;
    }
    if (skip <= 0) {
      skip = 0;
      if (!restoreDecoder_py(ts, self, cookie))
        return false;
    }
    cookie.start += skip;
    input.remove_prefix(size_t(skip));
    return true;
  }
  /// Feeds byte by byte until enough characters are there.
  bool stepBytes_py(int64_t &toSkip) {
    int64_t decoded = 0;
    for (size_t i = 0; i < input.size(); ++i) {
      int64_t characters = decode_py(input.substr(i, 1));
      if (characters < 0)
        return false;
      decoded += characters;
      ++cookie.bytesToFeed;
      DecoderState state = decoder.state_py(ts);
      if (!state.bytes)
        return false;
      if (bytesText(state.bytes).empty() && decoded <= toSkip) {
        cookie.start += cookie.bytesToFeed;
        toSkip -= decoded;
        cookie.decoderFlags = uint32_t(state.flags);
        cookie.bytesToFeed = 0;
        decoded = 0;
      }
      if (decoded >= toSkip)
        return true;
    }
    int64_t characters = decode_py({}, true);
    if (characters < 0)
      return false;
    cookie.needEof = true;
    return decoded + characters >= toSkip ||
           raise(ts, types::OSError, "can't reconstruct logical file position");
  }

  ThreadState &ts;
  Value self;
  TextDecoder &decoder;
  Cookie &cookie;
  std::string_view input;
  Owned errors;
};

Owned seekBuffer_py(ThreadState &ts, Value self, Value target, int whence) {
  Owned buffer = copyOf(Value(textOf(self)->buffer));
  if (whence == 0)
    return callNamed_py(ts, buffer, "seek", {target});
  return callNamed_py(ts, buffer, "seek",
                      {target, Value(smallIntWord(whence))});
}

} // namespace

Owned textTellMethod(ThreadState &ts, Value self, const Value *) {
  if (!textReady(ts, self) || !textOpen_py(ts, self))
    return {};
  TextObject *stream = textOf(self);
  if (!stream->seekable)
    return raiseUnsupported(ts, "underlying stream is not seekable");
  if (!stream->telling)
    return raise(ts, types::OSError,
                 "telling position disabled by next() call");
  if (!writePending_py(ts, self) || !flushSelf_py(ts, self))
    return {};
  Owned buffer = copyOf(Value(stream->buffer));
  Owned at = callNamed_py(ts, buffer, "tell");
  if (!at || !stream->decoder.exists() || stream->snapshot == kUndef)
    return at;
  Cookie cookie;
  if (!positionArgument_py(ts, at, cookie.start))
    return {};
  Owned input = copyOf(Value(stream->snapshot));
  cookie.start -= int64_t(bytesText(input).size());
  cookie.decoderFlags = uint32_t(stream->snapshotFlags);
  if (stream->used == 0)
    return cookie.pack(ts);
  int64_t toSkip =
      countCharacters(strText(Value(stream->text)).substr(0, stream->used));
  DecoderState saved = stream->decoder.state_py(ts);
  if (!saved.bytes)
    return {};
  bool found = PositionFinder(ts, self, cookie, input).run_py(toSkip);
  Owned error = takeException(ts);
  bool restored =
      stream->decoder.setState_py(ts, self.header(), saved.bytes, saved.flags);
  chainExceptions(ts, std::move(error));
  return found && restored ? cookie.pack(ts) : Owned();
}

/// Goes on from the cookie's start point as it says.
static bool decodeFrom_py(ThreadState &ts, Value self, const Cookie &cookie) {
  TextObject *stream = textOf(self);
  Owned data = makeBytes(ts, {});
  if (cookie.charactersToSkip) {
    Owned buffer = copyOf(Value(stream->buffer));
    Owned size = makeInt(ts, cookie.bytesToFeed);
    data = callMethod_py(ts, buffer, &names::read, {size});
    if (data && !isBytes(data))
      return raise(ts, types::TypeError,
                   "underlying read() should have returned a bytes object, "
                   "not '{}'",
                   {typeOf(data)});
  }
  if (!data)
    return false;
  storeField(ts, self.header(), &stream->snapshot, copyOf(data));
  stream->snapshotFlags = cookie.decoderFlags;
  if (!cookie.charactersToSkip)
    return true;
  Owned errors = copyOf(Value(stream->errors));
  Owned text = stream->decoder.decode_py(ts, self.header(), data,
                                         strText(errors), cookie.needEof);
  if (!text)
    return false;
  auto skip = int64_t(cookie.charactersToSkip);
  if (int64_t(strLength(text)) < skip)
    return raise(ts, types::OSError, "can't restore logical file position");
  stream->used = bytesOfCharacters(strText(text), skip);
  storeField(ts, self.header(), &stream->text, std::move(text));
  return true;
}

static Owned seekToEnd_py(ThreadState &ts, Value self) {
  if (!flushSelf_py(ts, self))
    return {};
  TextObject *stream = textOf(self);
  forgetText(ts, self);
  if (stream->decoder.exists() && !stream->decoder.reset_py(ts, self.header()))
    return {};
  Owned at = seekBuffer_py(ts, self, Value(smallIntWord(0)), 2);
  if (!at || !stream->encoder.exists())
    return at;
  bool start = at.value() == Value(smallIntWord(0));
  return stream->encoder.reset_py(ts, start) ? std::move(at) : Owned();
}

/// 1, 0; -1 raised: does the argument of a relative seek say zero?
static int isZero_py(ThreadState &ts, Value number) {
  return compareBool_py(ts, number, Value(smallIntWord(0)), CompareOp::Eq);
}

Owned textSeekMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t whence = 0;
  if ((args[1] && !sizeArgument_py(ts, args[1], whence)) ||
      !textReady(ts, self) || !textOpen_py(ts, self))
    return {};
  TextObject *stream = textOf(self);
  if (!stream->seekable)
    return raiseUnsupported(ts, "underlying stream is not seekable");
  if (whence < 0 || whence > 2)
    return raise(ts, types::ValueError,
                 "invalid whence ({}, should be 0, 1 or 2)", {whence});
  Owned target = copyOf(args[0]);
  if (whence) {
    int zero = isZero_py(ts, target);
    if (zero <= 0)
      return zero < 0 ? Owned()
                      : Owned(raiseUnsupported(
                            ts, whence == 1
                                    ? "can't do nonzero cur-relative seeks"
                                    : "can't do nonzero end-relative seeks"));
    if (whence == 2)
      return seekToEnd_py(ts, self);
    target = callNamed_py(ts, self, "tell");
    if (!target)
      return {};
  }
  int negative =
      compareBool_py(ts, target, Value(smallIntWord(0)), CompareOp::Lt);
  if (negative)
    return negative < 0
               ? Owned()
               : Owned(raise(ts, types::ValueError, "negative seek position {}",
                             {MessageArg::repr(target)}));
  Cookie cookie;
  if (!flushSelf_py(ts, self) || !Cookie::unpack(ts, target, cookie))
    return {};
  Owned start = makeInt(ts, cookie.start);
  if (!seekBuffer_py(ts, self, start, 0))
    return {};
  forgetText(ts, self);
  if (stream->decoder.exists() && (!restoreDecoder_py(ts, self, cookie) ||
                                   !decodeFrom_py(ts, self, cookie)))
    return {};
  if (stream->encoder.exists() &&
      !stream->encoder.reset_py(ts,
                                cookie.start == 0 && cookie.decoderFlags == 0))
    return {};
  return target;
}

} // namespace dxpy::io
