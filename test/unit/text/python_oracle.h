// Runs a script under the CPython that is the oracle and gives the fields of
// the lines it prints.
#ifndef DXPY_TEST_UNIT_TEXT_PYTHON_ORACLE_H
#define DXPY_TEST_UNIT_TEXT_PYTHON_ORACLE_H

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace dxpy::text::test {

/// Tab-separated fields of each line of `<script> <arguments>`; no lines if the
/// script fails.
inline std::vector<std::vector<std::string>>
pythonTable(const std::string &script, const std::string &arguments) {
  std::string command =
      std::string(DXPY_TEST_PYTHON " -I " DXPY_TEST_FOLDER "/") + script + " " +
      arguments;
  std::vector<std::vector<std::string>> rows;
  std::FILE *pipe = popen(command.c_str(), "r");
  if (!pipe)
    return rows;
  std::vector<std::string> row(1);
  for (int c; (c = std::fgetc(pipe)) != EOF;) {
    if (c == '\n') {
      rows.push_back(std::move(row));
      row.assign(1, {});
    } else if (c == '\t') {
      row.emplace_back();
    } else {
      row.back().push_back(char(c));
    }
  }
  if (pclose(pipe) != 0)
    rows.clear();
  return rows;
}

inline std::uint64_t fromHex(const std::string &s) {
  return std::strtoull(s.c_str(), nullptr, 16);
}

/// The bytes that a field of hexadecimal digits stands for.
inline std::string bytesOf(const std::string &hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out.push_back(char(std::strtol(hex.substr(i, 2).c_str(), nullptr, 16)));
  return out;
}

} // namespace dxpy::text::test

#endif
