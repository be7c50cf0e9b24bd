// What native functions and the runtime agree on: caches, exit descriptors, the
// record of an active native frame. Layout only.
#pragma once
#include "runtime-support/abi/opcodes.h"
#include "runtime-support/abi/thread_state.h"

namespace dxpy {

/// An attribute site's cache, in .bss of the program: all zero is empty. It
/// holds while the object has the shape and its class the version (a class
/// attribute may come in front of a slot). Filled by the cold half.
struct AttributeCacheEntry {
  uint32_t shape;               ///< of the receiver; 0: empty, no object has it
  uint32_t version;             ///< of its class
  const uint32_t *classVersion; ///< where the class keeps its version
  uint64_t offset; ///< of the slot from the object; with kInOverflow (not for
                   ///< loads): of the pointer to the overflow array << 32 | in
                   ///< that array
  /// Loads: what is taken of the object's address before `offset` is added, all
  /// of it or nothing. Methods: the function, borrowed. Stores: the shape that
  /// the object gets, 0 if it keeps its own.
  Word value;
};

inline constexpr uint64_t kInOverflow = uint64_t(1) << 63;

/// In native code, the item of an iterator whose two parts are at hand without
/// it; nothing else ever sees it.
inline constexpr Word kPaired = 0x34;

/// The shapes that a site has seen. Only two ways are tested inline: that which
/// a shape's id chooses, and where another one has that place, a second one by
/// a multiplier with which the site's shapes do not meet there.
struct AttributeCache {
  static constexpr uint32_t kWays = 8;
  AttributeCacheEntry ways[kWays];
  uint32_t multiplier;
  uint16_t changes; ///< how often another multiplier was taken
  uint16_t next;    ///< the way to be filled next where none is found
  /// Of loads, by way: a class attribute, borrowed, and where a slot lies in
  /// the overflow array (as in a way's offset). Undef and 0: another kind.
  Word classValues[kWays];
  uint64_t overflow[kWays];
  /// Of one receiver, a class or a module: it holds while the word at `guard`
  /// is `version`.
  struct {
    Word object;
    const uint32_t *guard;
    uint64_t version;
    const Word *place; ///< `value`, or the cell in the module's dict
    Word value;        ///< borrowed
    Word self;         ///< methods of classes: the class; else undef
  } known;
};

/// A call site's cache of one class with a Python `__init__`: it holds while
/// the class has the version.
struct CallCache {
  Word type; ///< borrowed; 0: empty
  const uint32_t *classVersion;
  Word init; ///< function, borrowed from the class
  uint32_t version;
  uint32_t shape; ///< of new instances
  /// Of new instances: the size class and CellKind of their memory, and the
  /// slots behind InstanceObject::extra. 0: they are laid out otherwise.
  uint32_t sizeClass, kind;
  uint64_t slots;
};

/// A site that calls something of builtins which native code knows: len,
/// isinstance, consumers. For isinstance with one class, and that one's
/// version: the answers by the objects' shapes.
struct BuiltinCache {
  static constexpr uint32_t kWays = 4;
  Word callee;                 ///< counted; 0: empty
  Word type;                   ///< borrowed
  const uint32_t *typeVersion; ///< where the class keeps its version
  uint64_t version;
  AttributeCacheEntry ways[kWays]; ///< `value`: True or False
};

/// A global's cache: cells of the module's and of the builtins' dict; null is
/// empty. Cells are reserved when the cache is filled, so a cell that holds
/// undef means "not bound there".
struct GlobalCache {
  const Word *global;
  const Word *builtin;
};

/// What functions get from the globals of their maker: cells of `__name__` and
/// `__builtins__`; null is empty.
struct MakeFunctionCache {
  const Word *name;
  const Word *builtins;
};

/// How native code leaves: the interpreter's registers and where their words
/// come from.
enum class ExitWord : uint16_t {
  Owned,    ///< a reference that moves
  Borrowed, ///< the interpreter adds a reference
  Int,      ///< raw int64
  Float,    ///< raw double
  Bool,     ///< raw 0 or 1
};
struct ExitEntry {
  uint16_t reg;  ///< 0xFFFF: none, the word is released
  uint16_t kind; ///< ExitWord
};
struct ExitDescriptor {
  uint32_t *exits; ///< counted up where a guard failed; null: not counted
  uint32_t pc;
  uint16_t count;
  uint16_t raises; ///< an exception is pending: look for a handler at pc
  ExitEntry entries[];
};

/// A DPB instruction to run on a window of temporaries: registers are indices
/// into the window.
struct WindowInstruction {
  Opcode op;
  uint8_t x;
  uint16_t reserved;
  uint32_t a, b, c;
};

/// Temporaries that native functions have on top of those of their bytecode,
/// for operands that are no temporaries there (WindowInstruction).
inline constexpr uint32_t kNativeExtraTemps = 4;

/// Who takes the items of a generator expression.
enum class Consumer : uint8_t {
#define CONSUMER(id, name) id,
#include "runtime-support/abi/Consumers.def"
};
/// The code of a generator expression that feeds: gives all items of \p
/// iterator to a consumer whose result so far is in \p result. None: that was
/// all; True: the consumer wants no more; 0: raised; undef: it has left native
/// code too often, nothing has happened.
using FeedingBody = Word (*)(ThreadState *ts, Word function, Word iterator,
                             uint32_t consumer, Word *result);

/// Where a failing mode of programs built with --testing may leave.
enum class TestedExit : uint32_t { Guard, Instruction };

/// A truth that a fast path does not know.
inline constexpr int32_t kMiss = 2;

/// The body of a native function: all parameter registers are filled, borrowed.
/// The result is owned; 0: raised.
using NativeBody = Word (*)(ThreadState *ts, Word function, Word *args);

/// Where the interpreter enters native code in the middle: at the loop header
/// `pc`, with its registers, which the native code takes over. Tables end with
/// a row without entry; pcs rise.
struct NativeLoop {
  uint64_t pc;
  NativeBody entry;
};

} // namespace dxpy
