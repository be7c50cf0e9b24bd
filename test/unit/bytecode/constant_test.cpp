#include "compile.h"
#include <doctest/doctest.h>
#include <limits>

using namespace dxpy::bytecode;

TEST_CASE("constants merge by type and value") {
  CHECK(constantKey(Constant::real(0.0)) != constantKey(Constant::real(-0.0)));
  CHECK(constantKey(Constant::integer(1)) !=
        constantKey(Constant::boolean(true)));
  CHECK(constantKey(Constant::integer(1)) != constantKey(Constant::real(1)));
  CHECK(constantKey(Constant::str("a")) != constantKey(Constant::bytes("a")));
  CHECK(constantKey(Constant::tuple({Constant::integer(1)})) !=
        constantKey(Constant::tuple({Constant::real(1)})));
  CHECK(constantKey(Constant::tuple({Constant::str("ab")})) !=
        constantKey(Constant::tuple({Constant::str("a"), Constant::str("b")})));
  CHECK(constantKey(Constant::complex(0, -0.0)) !=
        constantKey(Constant::complex(0, 0.0)));
  double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(constantKey(Constant::real(nan)) == constantKey(Constant::real(nan)));
}

TEST_CASE("keys of a dict: 1, 1.0 and True are one") {
  CHECK(equalityKey(Constant::integer(1)) ==
        equalityKey(Constant::boolean(true)));
  CHECK(equalityKey(Constant::integer(1)) == equalityKey(Constant::real(1)));
  CHECK(equalityKey(Constant::integer(0)) ==
        equalityKey(Constant::complex(0, 0)));
  CHECK(equalityKey(Constant::real(1.5)) != equalityKey(Constant::integer(1)));
  CHECK(equalityKey(Constant::str("1")) != equalityKey(Constant::integer(1)));
}

TEST_CASE("repr of constants is Python's") {
  CHECK(constantRepr(Constant::big(false, {0, 1})) == "18446744073709551616");
  CHECK(constantRepr(Constant::big(true, {0, 0, 1})) ==
        "-340282366920938463463374607431768211456");
  CHECK(constantRepr(Constant::complex(0, 2)) == "2j");
  CHECK(constantRepr(Constant::complex(1, -2.5)) == "(1-2.5j)");
  CHECK(constantRepr(Constant::complex(-0.0, 2)) == "(-0+2j)");
  CHECK(constantRepr(Constant::tuple({Constant::integer(1)})) == "(1,)");
  CHECK(constantRepr(Constant::tuple({})) == "()");
  CHECK(constantRepr(Constant::str("it's")) == "\"it's\"");
  CHECK(constantRepr(Constant::bytes("a\xff")) == "b'a\\xff'");
  CHECK(constantRepr(Constant::ellipsis()) == "Ellipsis");
}

TEST_CASE("ints take the smallest kind") {
  CHECK(Constant::big(false, {uint64_t(INT64_MAX)}).kind() ==
        ConstantKind::Int);
  CHECK(Constant::big(true, {uint64_t(1) << 63}).asInt() == INT64_MIN);
  CHECK(Constant::big(false, {uint64_t(1) << 63}).kind() ==
        ConstantKind::BigInt);
  CHECK(Constant::big(false, {5, 0, 0}).asInt() == 5);
  CHECK(Constant::big(true, {0}).asInt() == 0);
}

TEST_CASE("a function's constants begin with its docstring or None") {
  auto unit = dxpy::test::compile(
      "def f():\n  'd'\n  return 1\ndef g(): return 2\nlambda: 'x'\n");
  REQUIRE(unit);
  CHECK(dxpy::test::find(*unit, "f")->constants[0].asStr() == "d");
  CHECK(dxpy::test::find(*unit, "g")->constants[0].isNone());
  CHECK(dxpy::test::find(*unit, "<lambda>")->constants[0].isNone());
  CompileOptions stripped;
  stripped.optimize = 2;
  auto bare = dxpy::test::compile("def f():\n  'd'\n  return 1\n",
                                  dxpy::syntax::ParseMode::Exec, stripped);
  CHECK_FALSE(dxpy::test::find(*bare, "f")->hasDoc);
}
