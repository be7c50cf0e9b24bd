// What -v prints: one line a stage, with its time and what went through it.
#pragma once
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

namespace dxpy::driver {

class StageTimes {
public:
  explicit StageTimes(bool enabled) : enabled(enabled) {}

  /// Ends a stage that began at the end of the one before.
  void finish(llvm::StringRef stage, const llvm::Twine &what = "") {
    Clock::time_point now = Clock::now();
    if (enabled)
      print(stage, now - last, what);
    last = now;
  }
  void total() {
    if (enabled)
      print("total", Clock::now() - begin, "");
  }

private:
  using Clock = std::chrono::steady_clock;
  static void print(llvm::StringRef stage, Clock::duration time,
                    const llvm::Twine &what) {
    double ms = std::chrono::duration<double, std::milli>(time).count();
    llvm::errs() << llvm::format("%-10s %8.1f ms  ", stage.str().c_str(), ms)
                 << what << "\n";
  }

  bool enabled;
  Clock::time_point begin = Clock::now(), last = begin;
};

} // namespace dxpy::driver
