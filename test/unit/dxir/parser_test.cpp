// What the parser of DXIR refuses, with the place. What it accepts is tested by
// test/lit/dxir.
#include "compiler/dxir/Parser.h"
#include "compiler/dxir/Printer.h"
#include <doctest/doctest.h>

using namespace dxpy;

namespace {

constexpr const char *kHead =
    "func @f code 1 {\n"
    "  file \"f.py\" line 1 flags 0x3 traits 0x0\n"
    "  arguments 1 keyword-only 0 locals 2 cells 0 free 1 registers 9\n";

/// The error of a function with these blocks; their first line is line 4.
std::string errorOf(const std::string &blocks) {
  auto module = dxir::parse(kHead + blocks + "}\n", "f.dxir");
  return module ? "none" : llvm::toString(module.takeError());
}
/// The error of an entry with these instructions (line 6 on), where %0 is a
/// parameter and %1 an int that nobody owns.
std::string errorIn(const std::string &instructions) {
  return errorOf("^0:\n  %0: any = param 0\n  %1: i64 = const.i64 1\n" +
                 instructions);
}
/// The verifier's error, which stands at the function.
std::string faultIn(const std::string &instructions) {
  std::string error = errorIn(instructions), place = "f.dxir:1:1: ";
  return error.starts_with(place) ? error.substr(place.size()) : error;
}
std::string printed(const dxir::ParsedModule &module) {
  std::string text;
  llvm::raw_string_ostream os(text);
  for (const dxir::Function &function : module.functions)
    dxir::print(function, os);
  return text;
}

} // namespace

TEST_CASE("strings, floats, big ints and odd names survive") {
  std::string text = std::string("func @\"f g\\\"h\" code 4294967295 {\n") +
                     (kHead + std::string(kHead).find("  file")) +
                     "  loop @4 [r0, r2]\n"
                     "^0:\n"
                     "  %7: any = param 0\n"
                     "  %9: tuple = const tuple(\"\\x01\\n\\\"\", b\"\\xff\", "
                     "float bits 0x7ff8000000000000, complex 1 -0, big "
                     "+0x0:0x1, frozenset(True, Ellipsis), code \"x.y\")\n";
  text += "  br ^4(%7)\n"
          "^4(%3: any) @70000 loop:\n"
          "  poll state @70000 [r0 = %3, r8 = %9]\n"
          "  @3 %5: f64 = const.f64 -0\n"
          "  %6: f64 = const.f64 bits 0x7ff0000000000000\n"
          "  %8: bool = f64.cmp ge %5, %6\n"
          "  @70001 ret %9\n"
          "}\n";
  auto module = dxir::parse("; a comment\n\n" + text, "f.dxir");
  REQUIRE_MESSAGE(bool(module), llvm::toString(module.takeError()));
  CHECK(printed(*module) == text);
}

TEST_CASE("equal states are one state, equal constants and names one entry") {
  auto module = dxir::parse(
      kHead + std::string("^0:\n"
                          "  %0: any = param 0\n"
                          "  %1: i64 = guard.i64 %0 state @0 [r0 = %0]\n"
                          "  %2: i64 = guard.i64 %0 state @0 [r0 = %0]\n"
                          "  %3: i64 = guard.i64 %0 state @1 [r0 = %0]\n"
                          "  %4: smallint = const int 1\n"
                          "  %5: smallint = const int 1\n"
                          "  %6: boolean = const True\n"
                          "  ret %5\n}\n"),
      "f.dxir");
  REQUIRE_MESSAGE(bool(module), llvm::toString(module.takeError()));
  CHECK(module->functions[0].states.size() == 2);
  CHECK(module->units[0]->constants.size() == 2);
}

TEST_CASE("wrong text") {
  CHECK(errorOf("") == "f.dxir:4:1: unknown line");
  CHECK(errorOf("^0\n") == "f.dxir:4:3: expected ':'");
  CHECK(errorOf("^0:\n") == "f.dxir:5:1: the block ^0 has no terminator");
  CHECK(errorOf("^1:\n  leave state @0 []\n") ==
        "f.dxir:1:1: the block ^0 is nowhere");
  CHECK(errorOf("^0:\n  br ^3\n") == "f.dxir:5:6: the block ^3 is nowhere");
  CHECK(errorOf("^0:\n  ret %3\n") ==
        "f.dxir:5:7: the value %3 is nowhere defined");
  CHECK(errorOf("^0:\n  br ^0\n^0:\n") == "f.dxir:6:2: ^0 is defined twice");
  CHECK(errorIn("  %1: i64 = const.i64 2\n") ==
        "f.dxir:7:4: %1 is defined twice");
  CHECK(errorIn("  %2: integer = const.i64 2\n") ==
        "f.dxir:7:7: there is no type 'integer'");
  CHECK(errorIn("  %2: owned i64 = const.i64 2\n") ==
        "f.dxir:7:13: nothing owns a i64");
  CHECK(errorIn("  %99999999: i64 = const.i64 2\n") ==
        "f.dxir:7:4: the number is too large");
  CHECK(errorIn("  %2: i64 = i64.plus %1, %1\n") ==
        "f.dxir:7:13: there is no operation 'i64.plus'");
  CHECK(errorIn("  %2: any = generic.Add %1, %1\n") ==
        "f.dxir:7:13: there is no opcode 'Add'");
  CHECK(errorIn("  %2: bool = i64.cmp less %1, %1\n") ==
        "f.dxir:7:22: there is no comparison 'less'");
  CHECK(errorIn("  %2: str = const 'x'\n") == "f.dxir:7:19: unknown constant");
  CHECK(errorIn("  drop %0 again\n") ==
        "f.dxir:7:11: something is left on the line");
  CHECK(errorIn("  leave state @0 [s1 = %0]\n") == "f.dxir:7:19: expected 'r'");
}

TEST_CASE("operations that break the rules of Ops.def and Opcodes.def") {
  const char *head = "f, block ^0: ";
  auto fault = [&](const std::string &text) {
    std::string error = faultIn("  " + text + "\n  leave state @0 []\n");
    return error.starts_with(head) ? error.substr(strlen(head)) : error;
  };
  CHECK(fault("%2: i64 = i64.add %1") == "i64.add has 1 operands and takes 2");
  CHECK(fault("%2: i64 = i64.add %1, %0") ==
        "i64.add does not take a any as %0");
  CHECK(fault("%2: f64 = i64.add %1, %1") == "i64.add gives no f64");
  CHECK(fault("i64.add %1, %1") == "i64.add has 0 results and gives 1");
  CHECK(fault("%2: i64 = guard.i64 %0") == "guard.i64 has no state");
  CHECK(fault("%2: i64 = guard.i64 %0 state @0 [r9 = %0]") ==
        "guard.i64 has a state with a register r9");
  CHECK(fault("%2: any = param 1") == "param 1: there are 1");
  CHECK(fault("%2: cell = free_cell 1") == "free_cell 1: there are 1");
  CHECK(fault("generic.CheckBound r3 %0 state @0 []") ==
        "generic.CheckBound 3: there are 3");
  CHECK(fault("%2: owned any = generic.Call 2 %0, %0 state @0 []") ==
        "generic.Call has 2 operands and takes 3");
  CHECK(fault("%2: owned any = generic.Unpack 2 %0 state @0 []") ==
        "generic.Unpack has 1 results and gives 2");
  CHECK(fault("%2: owned any = generic.BinaryAdd %0, %0") ==
        "generic.BinaryAdd has no state");
  CHECK(fault("generic.Return %0") ==
        "generic.Return is no operation on words");
  CHECK(fault("drop %0 ^0") == "drop has 1 targets");
  CHECK(fault("%2: owned any = copy %0") ==
        "%2 is lost when the state @0 leaves");
}

TEST_CASE("control flow") {
  CHECK(errorOf("^0:\n  br ^1\n^1:\n  br ^0\n") ==
        "f.dxir:1:1: f, block ^1: nothing may jump to the entry");
  CHECK(errorOf("^0:\n  br ^1\n  leave state @0 []\n^1:\n  br ^1\n") ==
        "f.dxir:1:1: f, block ^0: br in the wrong place");
  CHECK(errorOf("^0:\n  leave state @0 []\n^1:\n  br ^1\n") ==
        "f.dxir:1:1: f, block ^1: nothing leads to it");
  // ^2 and ^3 jump to each other; only one of the two ways in defines %1.
  CHECK(errorOf("^0:\n  %0: any = param 0\n  %9: bool = is_undef %0\n"
                "  cond_br %9 ^1 ^3\n"
                "^1:\n  %1: any = const None\n  br ^2\n"
                "^2:\n  cond_br %9 ^3 ^4\n"
                "^3:\n  br ^2\n"
                "^4:\n  ret %1\n") ==
        "f.dxir:1:1: f, block ^4: %1 is used as an operand but not defined on "
        "this path");
}
