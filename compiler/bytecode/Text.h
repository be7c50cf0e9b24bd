// The text form of DPB: disassembler and assembler. It says everything, so both
// ways round trip.
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
// A module has before it, with the hashes in hexadecimal:
//
//   module "a.b" package
//   source "a/b/__init__.py" 00..ff
//   dependency "c" 00..ff
//
// Locals are r0.., temporaries t0..; ".w" after the opcode: with an Extended
// prefix; x=N: the flags. A ';' begins a comment, which the assembler skips.
#pragma once

#include "compiler/bytecode/File.h"

#include <string>
#include <string_view>

namespace dxpy::bytecode {

// `comments`: what constants and names are, behind the instructions.
std::string disassemble(const CodeUnit &unit, bool comments = false);

std::string disassemble(const ModuleFile &module, bool comments = false);

struct AssemblyResult {
  std::shared_ptr<const CodeUnit> code; // null: `error` says why, with the line
  bool isModule = false;                // the text began with a "module" line
  ModuleFile module;                    // then what it says, with `code`
  std::string error;
};
AssemblyResult assemble(std::string_view text);

} // namespace dxpy::bytecode
