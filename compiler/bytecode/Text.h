// The text form of DPB: disassembler and assembler. It says everything, so both ways round trip.
//
//   code "f"
//     qualname "f"
//     file "a.py" line 3
//     flags 0x3 traits 0x0
//     registers 5 arguments 1 positional-only 0 keyword-only 0
//     doc "..."                             only if there is one
//     local r0 "x" plain                    then cell and free, one a register
//     constant k0 None
//     constant k1 code "g" ... end          a nested object
//     name n0 "print"
//     0 LoadGlobal t3, n0 @4:4-4:9          with the line row that starts here
//     1 Jump 7
//     handler 0-4 -> 9 exception t1 depth t0 lasti
//   end
//
// Locals are r0.., temporaries t0..; ".w" after the opcode: with an Extended prefix; x=N: the flags.
// A ';' begins a comment, which the assembler skips.
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <string>
#include <string_view>

namespace dxpy::bytecode {

// `comments`: what constants and names are, behind the instructions.
std::string disassemble(const CodeUnit &unit, bool comments = false);

struct AssemblyResult {
  std::shared_ptr<const CodeUnit> code; // null: `error` says why, with the line
  std::string error;
};
AssemblyResult assemble(std::string_view text);

} // namespace dxpy::bytecode
