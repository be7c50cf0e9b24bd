// The program image that tests run without.
#include "runtime-support/abi/image.h"

namespace dxpy {

extern "C" const InternImage dxInternImage = {};
extern "C" const ProgramImage dxProgram = {};

} // namespace dxpy
