// Any text through the parsers of the library that know no objects: strings and
// numbers of JSON, dates and times in ISO forms.
#include "runtime-support/text/utf8.h"
#include "stdlib/datetime/iso_text.h"
#include "stdlib/json/text.h"
#include <cstdlib>
#include <string>

using namespace dxpy;

namespace {
void require(bool condition) {
  if (!condition)
    abort();
}

template <json::Run kind> void readJsonString(std::string_view text) {
  std::string content;
  std::string_view plain;
  size_t at = 1;
  bool high = false;
  if (json::Fault fault =
          json::readString<kind>(text, at, plain, high, content)) {
    require(fault.at < text.size());
    return;
  }
  require(at <= text.size() && text[at - 1] == '"');
  if (plain.data())
    content = plain;
  bool outside = false;
  for (char c : content)
    outside |= uint8_t(c) >= 0x80;
  require(outside == high);
  // What is written is read back, but for surrogates that become a pair.
  std::string written = "\"";
  for (size_t i = 0; i < content.size();) {
    char bytes[12];
    char32_t character = text::decodeOne(content, i);
    written.append(bytes, json::writeEscape(character, bytes));
  }
  written += '"';
  std::string again;
  at = 1;
  require(
      !json::readString<json::Run::Strict>(written, at, plain, high, again));
  require(at == written.size());
}

void readIsoText(std::string_view text) {
  datetime::Date date;
  datetime::IsoTime time;
  if (datetime::parseIsoDate(text, date)) {
    require(date.year >= 0 && date.year <= 10000);
    require(date.month < 100 && date.day < 100);
  }
  if (datetime::parseIsoTime(text, time)) {
    require(time.time.hour < 100 && time.time.microsecond < 1000000);
    require(std::abs(time.zoneSeconds) < 100 * 3661);
  }
  datetime::parseIsoDateTime(text, date, time);
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view text(reinterpret_cast<const char *>(data), size);
  json::Number number = json::readNumber(text);
  require(number.length <= size);
  readIsoText(text);
  if (size && text::checkUtf8(text).valid.bytes == size) {
    readJsonString<json::Run::Strict>(text);
    readJsonString<json::Run::Lenient>(text);
  }
  return 0;
}
