#include "compile.h"
#include <doctest/doctest.h>

using namespace dxpy::bytecode;

namespace {
// A minimal code object around some lines.
std::string around(const std::string &lines) {
  return "code \"f\"\n  qualname \"f\"\n  file \"f\" line 1\n  flags 0x0 "
         "traits 0x0\n"
         "  registers 4 arguments 0 positional-only 0 keyword-only 0\n" +
         lines + "end\n";
}
std::string errorOf(const std::string &lines) {
  return assemble(around(lines)).error;
}
} // namespace

TEST_CASE("text round-trips") {
  auto unit = dxpy::test::compile(
      "def f(a):\n  try:\n    return [x for x in a if x]\n  except E as e:\n   "
      " raise\n  finally:\n    g(a, k='\\n\"')\n"
      "x = 1e400, -0.0, b'\\0\\xff', 'é\\ud800', 10**30, ..., 2j, {1, 'a'} \n");
  REQUIRE(unit);
  std::string text = disassemble(*unit);
  AssemblyResult again = assemble(text);
  REQUIRE_MESSAGE(again.code, again.error);
  CHECK(disassemble(*again.code) == text);
  AssemblyResult commented = assemble(disassemble(*unit, true));
  REQUIRE_MESSAGE(commented.code, commented.error);
  CHECK(disassemble(*commented.code) == text);
}

TEST_CASE("what the assembler refuses") {
  CHECK(errorOf("0 Return t0\n").find("takes a temporary that is not live") !=
        std::string::npos);
  CHECK(errorOf("0 Nonsense t0\n") == "line 6: no opcode 'Nonsense'");
  CHECK(errorOf("constant k1 None\n") == "line 6: out of order");
  CHECK(errorOf("constant k0 flat 1\n") == "line 6: unknown constant");
  CHECK(errorOf("name n0 \"a\n") == "line 6: a string without end");
  CHECK(errorOf("1 Nop\n") == "line 6: instruction out of order");
  CHECK(errorOf("0 Nop x=1\n1 Jump 0\n").find("x is not used") !=
        std::string::npos);
  CHECK(
      errorOf("constant k0 None\n0 LoadConst t70000, k0\n1 Return t70000\n") ==
      "line 7: an operand needs .w");
  CHECK(assemble("").error == "line 1: expected 'code'");
  CHECK(assemble("code \"f\"\n").error == "line 2: no 'end'");
  CHECK(assemble("module \"m\"\nsource \"s\" 00\n").error ==
        "line 2: expected a hash of 64 digits");
}

TEST_CASE("comments and blank lines are skipped") {
  AssemblyResult result =
      assemble("; a comment\n\n" +
               around("  constant k0 None ; none\n\n  0 LoadConst t0, k0\n"
                      "  1 Return t0 @1:2-3:? ; there\n"));
  REQUIRE_MESSAGE(result.code, result.error);
  REQUIRE(result.code->lines.size() == 1);
  CHECK(result.code->lines[0].endColumn == 0xFFFF);
}
