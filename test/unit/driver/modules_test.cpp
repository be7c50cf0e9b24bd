#include "compiler/driver/Modules.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace dxpy::driver;

namespace {

/// A program and a library of files made by the test.
class Files {
public:
  Files() { llvm::sys::fs::createUniqueDirectory("dxpy-modules", folder); }
  ~Files() { llvm::sys::fs::remove_directories(folder); }

  Files &add(llvm::StringRef name, llvm::StringRef text) {
    std::string file = path(name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(file));
    std::error_code error;
    llvm::raw_fd_ostream(file, error) << text;
    REQUIRE(!error);
    return *this;
  }
  std::string path(llvm::StringRef name) const {
    llvm::SmallString<128> result(folder);
    llvm::sys::path::append(result, name);
    return std::string(result);
  }

  llvm::Expected<Program> load(std::vector<std::string> extra = {}) const {
    Options options;
    options.main = path("main.py");
    for (std::string &name : extra)
      options.extraModules.push_back({std::move(name), {}});
    Installation installation;
    installation.stdlibFolder = path("lib");
    installation.stdlibOrigin = "/origin";
    return loadProgram(options, installation);
  }
  /// Names of the modules besides __main__, sorted; or the error.
  std::string modules(std::vector<std::string> extra = {}) const {
    llvm::Expected<Program> program = load(std::move(extra));
    if (!program)
      return llvm::toString(program.takeError());
    std::vector<std::string> names;
    for (const auto &module : program->modules)
      names.push_back(module->name);
    CHECK(names.front() == "__main__");
    names.erase(names.begin());
    std::sort(names.begin(), names.end());
    return llvm::join(names, " ");
  }

private:
  llvm::SmallString<128> folder;
};

} // namespace

TEST_CASE("imports of the program's own files") {
  Files files;
  files.add("main.py", "import a.b\nfrom c import d, e\nimport missing\n")
      .add("a/__init__.py", "")
      .add("a/b.py", "from . import f\nfrom .g import h\nfrom .. import x\n")
      .add("a/f.py", "")
      .add("a/g.py", "def h():\n  import late\n")
      .add("late.py", "")
      .add("c/d.py", "")
      .add("unused.py", "");
  CHECK(files.modules() == "a a.b a.f a.g c c.d late");
  CHECK(files.modules({"unused"}) == "a a.b a.f a.g c c.d late unused");
  CHECK(files.modules({"nowhere"}) == "--module=nowhere: no such module");
}

TEST_CASE("a package without a file is a namespace") {
  Files files;
  files.add("main.py", "import space.inner\n").add("space/inner.py", "");
  llvm::Expected<Program> program = files.load();
  REQUIRE(!!program);
  REQUIRE(program->modules.size() == 3);
  CHECK(program->modules[1]->isNamespace());
  CHECK(program->modules[2]->fileName == files.path("space/inner.py"));
}

TEST_CASE("library modules name their origin") {
  Files files;
  files.add("main.py", "import l.m\n")
      .add("lib/l/__init__.py", "")
      .add("lib/l/m.py", "");
  llvm::Expected<Program> program = files.load();
  REQUIRE(!!program);
  REQUIRE(program->modules.size() == 3);
  CHECK(program->modules[1]->fileName == "/origin/l/__init__.py");
  CHECK(program->modules[2]->fileName == "/origin/l/m.py");
  CHECK(program->modules[2]->isLibrary);
}

TEST_CASE("a library function counts when reached code names it") {
  Files files;
  files
      .add("lib/l.py", "def f():\n  import one\n"
                       "def g():\n  import two\n"
                       "def h():\n  f()\n"
                       "@register\ndef i():\n  import three\n"
                       "@property\ndef j():\n  import four\n"
                       "class C:\n  def __len__(self):\n    import five\n"
                       "if __name__ == '__main__':\n  import six\n")
      .add("lib/one.py", "")
      .add("lib/two.py", "")
      .add("lib/three.py", "")
      .add("lib/four.py", "")
      .add("lib/five.py", "")
      .add("lib/six.py", "");
  auto reached = [&](llvm::StringRef main) {
    return files.add("main.py", main).modules();
  };
  CHECK(reached("import l\n") == "five l three");
  CHECK(reached("import l\nl.g()\n") == "five l three two");
  CHECK(reached("import l\nl.h()\n") == "five l one three");
  CHECK(reached("from l import j\n") == "five four l three");
  CHECK(reached("import l\ngetattr(l, 'g')()\n") == "five l three two");
}

TEST_CASE("names that are computed and text that is run reach modules") {
  Files files;
  files.add("one.py", "").add("two.py", "import one\n").add("pack/sub.py", "");
  files.add("pack/__init__.py", "__all__ = ['sub']\n");
  auto reached = [&](llvm::StringRef main) {
    files.add("main.py", main);
    return files.modules();
  };
  CHECK(reached("x = 'one'\n") == "");
  CHECK(reached("__import__('two')\nx = 'pack'\n") == "one two");
  CHECK(reached("for n in 'two', 'pack.sub', 'no':\n  __import__(n)\n") ==
        "one pack pack.sub two");
  CHECK(reached("x = 'import one'\n") == "");
  CHECK(reached("exec('import two')\n") == "one two");
  CHECK(reached("from pack import *\n") == "pack pack.sub");
  CHECK(reached("import pack\n") == "pack");
  CHECK(reached("from importlib import import_module as i\n"
                "i('.sub', 'pack')\n") == "pack");
}

TEST_CASE("an imported file that is an error is embedded all the same") {
  Files files;
  files.add("main.py", "import broken\n").add("broken.py", "x = (\n");
  CHECK(files.modules() == "broken");
}

TEST_CASE("an error in the program's own file names it") {
  Files files;
  files.add("main.py", "x = (\n");
  std::string message = files.modules();
  INFO(message);
  CHECK(message.find("main.py\", line 1") != std::string::npos);
  CHECK(message.find("SyntaxError: ") != std::string::npos);
}
