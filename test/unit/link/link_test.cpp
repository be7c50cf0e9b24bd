#include "compiler/link/Image.h"
#include "compiler/link/Linker.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <doctest/doctest.h>

using namespace dxpy;
using namespace dxpy::link;

namespace {

/// A folder that is gone when the test is.
class Folder {
public:
  Folder() { llvm::sys::fs::createUniqueDirectory("dxpy-link-test", path); }
  ~Folder() { llvm::sys::fs::remove_directories(path); }
  std::string operator/(llvm::StringRef name) const {
    llvm::SmallString<128> result(path);
    llvm::sys::path::append(result, name);
    return std::string(result);
  }
  std::string text() const { return std::string(path); }

private:
  llvm::SmallString<128> path;
};

void write(const std::string &path, llvm::StringRef text) {
  std::error_code error;
  llvm::raw_fd_ostream(path, error) << text;
  REQUIRE(!error);
}

/// A library folder like the build's, with the test's runtime in place of the
/// real one.
void makeTree(const Folder &folder, llvm::StringRef listName = "libraries",
              llvm::StringRef runtime = LINK_TEST_RUNTIME) {
  for (const char *name :
       {"crtbegin.o", "crtbeginS.o", "crtbeginT.o", "crtend.o", "crtendS.o"})
    REQUIRE(!llvm::sys::fs::create_link(std::string(LINK_TEST_TREE "/") + name,
                                        folder / name));
  auto list = llvm::MemoryBuffer::getFile(LINK_TEST_TREE "/" + listName.str());
  REQUIRE(!!list);
  std::string libraries;
  llvm::SmallVector<llvm::StringRef, 16> lines;
  (*list)->getBuffer().split(lines, '\n', -1, false);
  for (llvm::StringRef line : lines) {
    if (line.starts_with("libdxrt"))
      line = runtime;
    else if (line.starts_with("lib"))
      libraries += LINK_TEST_TREE "/";
    libraries += line.str() + "\n";
  }
  write(folder / listName, libraries);
}

std::string buildImage() {
  ImageBuilder image;
  Ref tuple = image.tuple({image.integer(1), image.str("h\xC3\xA9llo")});
  CHECK(image.objectCount() == 2);
  image.tuple({image.integer(1), image.str("h\xC3\xA9llo")});
  CHECK(image.objectCount() == 2); // equal constants are one object
  Ref constants[] = {image.integer(41), image.integer(INT64_MIN), tuple,
                     image.str("plain"), Ref::word(kUndef)};
  FrozenSetConstant set = {4, image.tuple({image.str("in a set")})};
  Instruction code[2] = {};
  CodeParts parts;
  parts.code = code;
  parts.constants = constants;
  parts.frozenSets = set;
  parts.name = parts.qualname = image.str("<module>");
  Ref unit = image.code(parts);
  uint32_t raising[] = {2, 3};
  image.addModule({.name = "__main__",
                   .code = unit,
                   .fileName = "main.py",
                   .flags = 0,
                   .source = "one\ntwo\nthree\nfour\n",
                   .raising = raising});
  image.addModule({.name = "space",
                   .code = Ref::word(0),
                   .fileName = "",
                   .flags = kModuleNamespace,
                   .source = "",
                   .raising = {}});
  image.addNativeModule("math", "math");
  image.addData("file", "some data\n");
  image.finish();
  std::string bytes;
  llvm::raw_string_ostream stream(bytes);
  image.write(stream);
  return bytes;
}

std::string output(const std::string &path, const Folder &folder, int &code) {
  std::string out = folder / "out";
  code = llvm::sys::ExecuteAndWait(
      path, {path}, std::nullopt,
      {std::nullopt, llvm::StringRef(out), std::nullopt});
  auto buffer = llvm::MemoryBuffer::getFile(out);
  return buffer ? (*buffer)->getBuffer().str() : "";
}

constexpr const char *kExpected = "(wrong str) /0 of main.py/7\n"
                                  "41\n"
                                  "-limb 9223372036854775808\n"
                                  "(1,h\xC3\xA9llo/5,)\n"
                                  "plain/5\n"
                                  "undef\n"
                                  "set of (in a set/8,)\n"
                                  "2: two\n"
                                  "3: three\n"
                                  "space/5 of (wrong str) /0\n"
                                  "math/4 native\n"
                                  "some data\n";

} // namespace

TEST_CASE("equal inputs give equal images") {
  CHECK(buildImage() == buildImage());
}

TEST_CASE("an image and a runtime become an executable") {
  Folder folder;
  makeTree(folder);
  write(folder / "image.o", buildImage());
  for (bool isStatic : {false, true}) {
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    if (isStatic) // the sanitizers' runtimes need a dynamic libc
      continue;
#endif
    LinkJob job;
    job.objects = {folder / "image.o"};
    job.output = folder / "program";
    job.libraryFolder = folder.text();
    job.isStatic = isStatic;
    llvm::Error error = linkExecutable(job);
    CHECK_MESSAGE(!error, llvm::toString(std::move(error)));
    int code = 0;
    CHECK(output(job.output, folder, code) == kExpected);
    CHECK(code == 7);
  }
}

#ifdef LINK_TEST_RUNTIME_PIE
TEST_CASE("an image and a runtime become a position independent executable") {
  Folder folder;
  makeTree(folder, "libraries.pie", LINK_TEST_RUNTIME_PIE);
  write(folder / "image.o", buildImage());
  LinkJob job;
  job.objects = {folder / "image.o"};
  job.output = folder / "program";
  job.libraryFolder = folder.text();
  job.pie = true;
  llvm::Error error = linkExecutable(job);
  CHECK_MESSAGE(!error, llvm::toString(std::move(error)));
  int code = 0;
  CHECK(output(job.output, folder, code) == kExpected);
  CHECK(code == 7);
}
#endif

TEST_CASE("a failed link is one message and leaves nothing") {
  Folder folder;
  makeTree(folder);
  write(folder / "libraries", "");
  write(folder / "image.o", buildImage());
  LinkJob job;
  job.objects = {folder / "image.o"};
  job.output = folder / "program";
  job.libraryFolder = folder.text();
  std::string message = llvm::toString(linkExecutable(job));
  CHECK(message.find("undefined symbol") != std::string::npos);
  CHECK(message.find('\n') == std::string::npos);
  CHECK(!llvm::sys::fs::exists(job.output));
}
