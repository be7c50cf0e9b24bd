// Struct sequences: tuples whose items also have names (sys.version_info,
// os.stat_result, time.struct_time).
#pragma once
#include "runtime-support/objects/type.h"
#include <initializer_list>

namespace dxpy {

/// A struct sequence type: \p visible of \p fields are items of the tuple, all
/// are attributes. A field named nullptr is an item without a name.
struct StructSequenceSpec {
  const char *name; ///< "sys.version_info"
  const char *doc;
  std::initializer_list<const char *> fields;
  size_t visible;
  bool callable = false; ///< may programs make instances?
};

/// The class, made anew; the caller keeps it. Null: raised.
Owned makeStructSequenceType(ThreadState &ts, const StructSequenceSpec &spec);
/// An instance of such a class; takes the values over.
Owned makeStructSequence(ThreadState &ts, Value type, Owned *values,
                         size_t count);

} // namespace dxpy
