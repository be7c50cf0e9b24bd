// Runs a program in the CPython that the tests compare with.
#pragma once
#include <string>
#include <vector>

namespace dxpy::test {

/// Lines of stdout of `python -I -` with \p program as stdin; empty if it
/// failed.
std::vector<std::string> runPython(const std::string &program);

} // namespace dxpy::test
