#include "compiler/base/Arena.h"
#include "compiler/base/SourceBuffer.h"
#include "compiler/base/StringTable.h"

#include <doctest/doctest.h>

using namespace dxpy::base;

TEST_CASE(
    "an arena reports that memory ran out and keeps serving small requests") {
  Arena arena;
  int *first = arena.make<int>(7);
  CHECK(arena.makeArray<char>(SIZE_MAX / 4) == nullptr);
  CHECK(arena.failed());
  CHECK(*first == 7);
  CHECK(arena.make<int>(8) != nullptr);
}

TEST_CASE("an arena aligns and holds large blocks") {
  Arena arena;
  for (size_t align : {1, 2, 8, 16})
    for (size_t size : {1, 100, 5000, 100000})
      CHECK(reinterpret_cast<uintptr_t>(arena.allocate(size, align)) % align ==
            0);
  CHECK_FALSE(arena.failed());
}

TEST_CASE("equal texts have one id; ids count up") {
  StringTable table;
  StringId a = table.intern("a"), b = table.intern("b");
  CHECK(a == table.intern(std::string("a")));
  CHECK(a.index == 0);
  CHECK(b.index == 1);
  for (int i = 0; i < 5000; ++i)
    table.intern(std::to_string(i));
  CHECK(table.text(table.find("4999")) == "4999");
  CHECK(table.text(a) == "a");
  CHECK_FALSE(table.find("none"));
}

static std::string textOf(std::string_view bytes) {
  auto source = SourceBuffer::fromBytes(bytes, "x");
  return source ? std::string(source->text())
                : "error: " + source.error().message;
}

TEST_CASE("sources are decoded by mark and cookie") {
  CHECK(textOf("\xEF\xBB\xBFx") == "x");
  CHECK(textOf("# coding: latin-1\n\xE9") == "# coding: latin-1\n\xC3\xA9");
  CHECK(textOf("#!x\n# -*- coding: koi8-r -*-\n\xC1") ==
        "#!x\n# -*- coding: koi8-r -*-\n\xD0\xB0");
  CHECK(textOf("x\n# coding: latin-1\n\xC3\xA9") ==
        "x\n# coding: latin-1\n\xC3\xA9");
  CHECK(textOf("# coding: none\n") == "error: unknown encoding: none");
  CHECK(textOf("\xEF\xBB\xBF# coding: latin-1\n") ==
        "error: encoding problem: iso-8859-1 with BOM");
  CHECK(textOf("# coding: ascii\n\xE9") ==
        "error: 'ascii' codec can't decode byte 0xe9 in position 16: ordinal "
        "not in range(128)");
  CHECK(textOf(std::string_view("a\0b", 3)) ==
        "error: source code string cannot contain null bytes");
}

TEST_CASE("line ends become newlines") {
  CHECK(textOf("a\r\nb\rc\n") == "a\nb\nc\n");
}

TEST_CASE("the program's file must be in the encoding that it has") {
  auto bad = SourceBuffer::fromFile("x = 1\n# \xFF\n", "a.py");
  REQUIRE_FALSE(bad);
  CHECK(renderDiagnostic(bad.error(), "a.py") ==
        "SyntaxError: Non-UTF-8 code starting with '\\xff' in file a.py on "
        "line 2, but no encoding "
        "declared; see https://peps.python.org/pep-0263/ for details\n");
  CHECK(SourceBuffer::fromBytes("# \xFF\n", "a.py"));
}

TEST_CASE("lines are found by offset and by number") {
  auto source = SourceBuffer::fromText("ab\n\ncd", "x");
  REQUIRE(source);
  CHECK(source->lineCount() == 3);
  CHECK(source->line(1) == "ab");
  CHECK(source->line(2) == "");
  CHECK(source->line(3) == "cd");
  CHECK(source->lineOf(0) == 1);
  CHECK(source->lineOf(3) == 2);
  CHECK(source->lineOf(4) == 3);
}
