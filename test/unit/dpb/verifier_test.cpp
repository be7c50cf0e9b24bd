#include "compiler/bytecode/Text.h"
#include "runtime-support/dpb/opcode_table.h"
#include <doctest/doctest.h>
#include <string>

using namespace dxpy;

namespace {
// Four temporaries t0..t3, one local r0, constant k0, name n0.
std::string problem(const std::string &lines, const std::string &extra = "") {
  std::string text =
      "code \"f\"\nqualname \"f\"\nfile \"f\" line 1\nflags 0x3 traits 0x0\n"
      "registers 5 arguments 0 positional-only 0 keyword-only 0\nlocal r0 "
      "\"x\" plain\n"
      "constant k0 None\nname n0 \"g\"\n" +
      lines + extra + "end\n";
  bytecode::AssemblyResult result = bytecode::assemble(text);
  size_t colon = result.error.find(": ");
  return colon == std::string::npos ? result.error
                                    : result.error.substr(colon + 2);
}
} // namespace

TEST_CASE("what is fine") {
  CHECK(problem("0 LoadConst t0, k0\n1 Return t0\n") == "");
  CHECK(problem("0 GetIter t0, r0\n1 Jump 3\n2 Drop t1\n3 ForIter t1, t0, 2\n4 "
                "Return r0\n") == "");
  CHECK(problem("0 LoadGlobal t0, n0\n1 Return t0\n2 PopExc t0\n3 Reraise t1, "
                "t2 x=1\n",
                "handler 0-1 -> 3 exception t1 depth t0 lasti\n") == "");
}

TEST_CASE("temporaries are pushed once and taken once") {
  CHECK(problem("0 Return t0\n") == "takes a temporary that is not live at 0");
  CHECK(problem("0 LoadConst t0, k0\n1 LoadConst t0, k0\n2 Return t0\n") ==
        "pushes a temporary that is live at 1");
  CHECK(problem("0 Copy t1, t0\n1 Return t1\n") ==
        "reads a temporary that is not live at 0");
  CHECK(problem("0 LoadConst t0, k0\n1 Return r0\n") ==
        "temporaries are live at Return at 1");
  CHECK(problem("0 Call t0, t0, 0\n1 Return t0\n") ==
        "takes a temporary that is not live at 0");
}

TEST_CASE("joins agree") {
  CHECK(problem("0 JumpIfTrue r0, 2\n1 LoadConst t0, k0\n2 Return r0\n") ==
        "the live temporaries of two ways to here differ at 1");
  CHECK(problem("0 GetIter t0, r0\n1 ForIter r0, t0, 1\n2 LoadConst t0, k0\n3 "
                "Return t0\n") == "");
  CHECK(problem("0 LoadConst t0, k0\n1 Jump 0\n") ==
        "the live temporaries of two ways to here differ at 1");
}

TEST_CASE("handlers keep what is below their depth") {
  CHECK(problem("0 LoadConst t0, k0\n1 LoadGlobal t1, n0\n2 Drop t1\n3 Return "
                "t0\n4 Drop t1\n5 Return r0\n",
                "handler 1-3 -> 4 exception t1 depth t0\n") == "");
  CHECK(problem("0 LoadGlobal t0, n0\n1 LoadGlobal t1, n0\n2 Drop t1\n3 Return "
                "t0\n4 Drop t1\n5 Return t0\n",
                "handler 0-3 -> 4 exception t1 depth t1\n") ==
        "the live temporaries of two ways to here differ at 1");
  CHECK(problem("0 LoadConst t0, k0\n1 Return t0\n",
                "handler 0-1 -> 7 exception t0 depth t0\n") ==
        "exception row with a bad handler at 0");
  CHECK(problem("0 LoadConst t0, k0\n1 Return t0\n",
                "handler 1-1 -> 0 exception t0 depth t0\n") ==
        "exception row with a bad range at 1");
  CHECK(problem("0 LoadConst t0, k0\n1 Return t0\n",
                "handler 0-1 -> 0 exception t0 depth t1\n") ==
        "exception row with a bad register at 0");
  CHECK(problem("0 LoadConst t0, k0\n1 Return t0\n",
                "handler 0-1 -> 0 exception t9 depth t0\n") ==
        "exception row with a bad register at 0");
  CHECK(problem("0 Nop\n1 Nop\n2 Return r0\n",
                "handler 0-2 -> 2 exception t0 depth t0\nhandler 1-2 -> 2 "
                "exception t0 depth t0\n") ==
        "exception rows overlap or are out of order at 1");
}

TEST_CASE("operands and jumps in range") {
  CHECK(problem("0 LoadConst t0, k1\n1 Return t0\n") ==
        "constant out of range at 0");
  CHECK(problem("0 LoadGlobal t0, n3\n1 Return t0\n") ==
        "name out of range at 0");
  CHECK(problem("0 LoadConst t4, k0\n1 Return t4\n") ==
        "register out of range at 0");
  CHECK(problem("0 DeleteLocal t0\n1 Return r0\n") == "not a local at 0");
  CHECK(problem("0 Jump 9\n") == "jump out of the code at 0");
  CHECK(problem("0 Jump.w 3\n2 Nop\n3 Jump.w 1\n") ==
        "jump into an Extended pair at 3");
  CHECK(problem("0 Nop\n") == "control runs off the end at 0");
  CHECK(problem("0 Raise r0, r0 x=3\n") ==
        "Raise of more than two values at 0");
  CHECK(problem("0 Reraise r0, r0 x=2\n") == "unknown flag in x at 0");
  CHECK(problem("0 BuildTuple r0, r0, 2\n1 Return r0\n") ==
        "a range of registers must be temporaries at 0");
  CHECK(problem("") == "no instructions at 0");
}

TEST_CASE("every opcode has a row and a name") {
  unsigned count = 0;
  for (unsigned i = 0; i < 256; ++i) {
    const dpb::OpcodeInfo &info = dpb::info(Opcode(i));
    if (!info.name)
      continue;
    ++count;
    Opcode op;
    CHECK(dpb::opcodeNamed(info.name, op));
    CHECK(op == Opcode(i));
  }
  CHECK(count > 100);
}
