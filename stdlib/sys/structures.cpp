// The struct sequences of module sys.
#include "runtime-support/modules/process.h"
#include "runtime-support/modules/struct_sequence.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "stdlib/sys/parts.h"
#include <cfloat>

namespace dxpy {

template <size_t count>
static bool addStructure(ThreadState &ts, Value module, const char *name,
                         const StructSequenceSpec &spec,
                         Owned (&&values)[count]) {
  Owned type = makeStructSequenceType(ts, spec);
  return type && addToModule(ts, module, name,
                             makeStructSequence(ts, type, values, count));
}

static Owned integer(int64_t i) { return Owned::steal(smallIntWord(i)); }

static bool addVersion(ThreadState &ts, Value module) {
  return addStructure(
      ts, module, "version_info",
      {"sys.version_info",
       "sys.version_info\n\nVersion information as a named tuple.",
       {"major", "minor", "micro", "releaselevel", "serial"},
       5},
      {integer(3), integer(11), integer(2), makeStr(ts, "final"), integer(0)});
}

static bool addFlags(ThreadState &ts, Value module) {
  return addStructure(
      ts, module, "flags",
      {"sys.flags",
       "sys.flags\n\nFlags provided through command line arguments or "
       "environment vars.",
       {"debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
        "no_user_site", "no_site", "ignore_environment", "verbose",
        "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
        "utf8_mode", "warn_default_encoding", "safe_path",
        "int_max_str_digits"},
       18},
      {integer(0), integer(0), integer(0), integer(0), integer(0), integer(0),
       integer(0), integer(0), integer(0), integer(0), integer(0), integer(1),
       integer(0), ownedBool(false), integer(inUtf8Mode()), integer(0),
       ownedBool(false), integer(-1)});
}

static bool addNumbers(ThreadState &ts, Value module) {
  return addStructure(
             ts, module, "float_info",
             {"sys.float_info",
              "sys.float_info\n\nA named tuple holding information about the "
              "float type.",
              {"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
               "dig", "mant_dig", "epsilon", "radix", "rounds"},
              11},
             {makeFloat(ts, DBL_MAX), integer(DBL_MAX_EXP),
              integer(DBL_MAX_10_EXP), makeFloat(ts, DBL_MIN),
              integer(DBL_MIN_EXP), integer(DBL_MIN_10_EXP), integer(DBL_DIG),
              integer(DBL_MANT_DIG), makeFloat(ts, DBL_EPSILON),
              integer(FLT_RADIX), integer(1)}) &&
         addStructure(ts, module, "int_info",
                      {"sys.int_info",
                       "sys.int_info\n\nA named tuple that holds information "
                       "about Python's\ninternal representation of integers.",
                       {"bits_per_digit", "sizeof_digit",
                        "default_max_str_digits", "str_digits_check_threshold"},
                       4},
                      {integer(30), integer(4), integer(4300), integer(640)}) &&
         addStructure(
             ts, module, "hash_info",
             {"sys.hash_info",
              "hash_info\n\nA named tuple providing parameters used for "
              "computing hashes.",
              {"width", "modulus", "inf", "nan", "imag", "algorithm",
               "hash_bits", "seed_bits", "cutoff"},
              9},
             {integer(64), makeInt(ts, (int64_t(1) << 61) - 1), integer(314159),
              integer(0), integer(1000003), makeStr(ts, "siphash13"),
              integer(64), integer(128), integer(0)}) &&
         addStructure(ts, module, "thread_info",
                      {"sys.thread_info",
                       "sys.thread_info\n\nA named tuple holding information "
                       "about the thread implementation.",
                       {"name", "lock", "version"},
                       3},
                      {makeStr(ts, "pthread"), makeStr(ts, "semaphore"),
                       makeStr(ts, "NPTL 2.36")});
}

/// sys.implementation: a SimpleNamespace.
static bool addImplementation(ThreadState &ts, Value module) {
  Owned space = call_py(ts, Value(&types::SimpleNamespace));
  if (!space)
    return false;
  auto set = [&](const char *name, Owned value) {
    Owned key = internText(ts, name);
    return key && value && setAttr_py(ts, space, key, value);
  };
  Owned versionName = internText(ts, "version_info");
  return set("name", makeStr(ts, "dxpy")) && set("cache_tag", ownedNone()) &&
         set("version", getAttr_py(ts, module, versionName)) &&
         set("hexversion", makeInt(ts, 0x030B02F0)) &&
         set("_multiarch", makeStr(ts, "x86_64-linux-gnu")) &&
         addToModule(ts, module, "implementation", std::move(space));
}

bool addStructures(ThreadState &ts, Value module) {
  return addVersion(ts, module) && addFlags(ts, module) &&
         addNumbers(ts, module) && addImplementation(ts, module);
}

} // namespace dxpy
