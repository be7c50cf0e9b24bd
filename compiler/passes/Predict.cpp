// Two steps. (1) Values that meet in arithmetic form groups; a group with a
// float constant or a true division in it is expected to be float, one with int
// constants int. (2) Optimistic propagation from constants through operations
// and block arguments, in which an expected value counts as what is expected of
// it.
#include "compiler/passes/Predict.h"
#include "compiler/passes/Arithmetic.h"

namespace dxpy::passes {

using dxir::BlockId;
using dxir::Function;
using dxir::Instruction;
using dxir::Op;
using dxir::Type;
using dxir::TypeKind;
using dxir::ValueId;

namespace {

class Predictor {
public:
  explicit Predictor(const Function &function)
      : f(function), group(function.values.size()) {
    for (uint32_t i = 0; i < group.size(); ++i)
      group[i] = i;
    result.inferred.assign(f.values.size(), TypeKind::Bottom);
    result.expected.assign(f.values.size(), TypeKind::Any);
  }

  Predictions run() {
    formGroups();
    expectGroups();
    while (propagate()) {
    }
    return std::move(result);
  }

private:
  uint32_t find(uint32_t v) {
    while (group[v] != v)
      v = group[v] = group[group[v]];
    return v;
  }
  void unite(ValueId a, ValueId b) { group[find(a.index)] = find(b.index); }

  void formGroups() {
    for (const dxir::Block &block : f.blocks)
      for (dxir::InstId id : block.instructions) {
        const Instruction &inst = f.instruction(id);
        if (inst.op == Op::Copy)
          unite(inst.operands[0], inst.result());
        if (isGeneric(inst) && unifies(opcodeOf(inst)))
          uniteOperands(inst);
        for (const dxir::Edge &edge : inst.targets)
          for (size_t i = 0; i < edge.arguments.size(); ++i)
            unite(edge.arguments[i], f.block(edge.target).arguments[i]);
      }
  }

  static bool isDivision(const Instruction &inst) {
    return inst.op == Op::Generic && (inst.opcode == Opcode::BinaryTrueDiv ||
                                      inst.opcode == Opcode::InplaceTrueDiv);
  }
  bool isQuotient(ValueId v) const {
    const Instruction *from = f.definition(v);
    return from && isDivision(*from);
  }

  /// Operands and result tend to be of one kind, but for quotients: what is
  /// divided may be an int, and so may what a quotient meets.
  void uniteOperands(const Instruction &inst) {
    if (isDivision(inst))
      return;
    ValueId left = inst.operands[0], right = inst.operands.back();
    bool quotient = isQuotient(left) || isQuotient(right);
    if (!quotient)
      unite(left, right);
    if (!isComparison(opcodeOf(inst)))
      unite(isQuotient(right) ? right : left, inst.result());
  }

  /// Constants vote; a float outweighs ints, anything else silences the group.
  void expectGroups() {
    enum : uint8_t { Int = 1, Float = 2, Other = 4, Arithmetic = 8 };
    std::vector<uint8_t> votes(f.values.size());
    auto vote = [&](ValueId v, uint8_t what) { votes[find(v.index)] |= what; };
    for (const dxir::Block &block : f.blocks)
      for (dxir::InstId id : block.instructions) {
        const Instruction &inst = f.instruction(id);
        if (inst.op == Op::Constant)
          vote(inst.result(), constantVote(f.unit->constants[inst.index],
                                           f.value(inst.result()).type));
        if (!isGeneric(inst))
          continue;
        if (isDivision(inst))
          vote(inst.result(), Float);
        if (inst.opcode == Opcode::BinaryPow &&
            f.value(inst.operands[1]).type == TypeKind::Float)
          vote(inst.operands[0], Float);
        if (unifies(opcodeOf(inst)))
          vote(inst.operands[0], Arithmetic);
        if (inst.opcode >= Opcode::BuildTuple &&
            inst.opcode <= Opcode::BuildSlice && !inst.results.empty())
          vote(inst.result(), Other);
      }
    for (const Instruction &inst : f.instructions) {
      bool quotients = isGeneric(inst) && unifies(opcodeOf(inst)) &&
                       (isDivision(inst) || isQuotient(inst.operands[0]) ||
                        isQuotient(inst.operands.back()));
      if (quotients) // floats, unless something says int
        for (ValueId operand : inst.operands)
          if (!(votes[find(operand.index)] & Int))
            vote(operand, Float | Arithmetic);
    }
    for (uint32_t v = 0; v < f.values.size(); ++v) {
      uint8_t of = votes[find(v)];
      if (f.values[v].type != TypeKind::Any || (of & Other) ||
          !(of & Arithmetic))
        continue;
      if (of & Float)
        result.expected[v] = TypeKind::F64;
      else if (of & Int)
        result.expected[v] = TypeKind::I64;
    }
    for (const Instruction &inst : f.instructions)
      if (inst.op == Op::Next && isRangeItem(inst))
        result.expected[inst.result().index] = TypeKind::I64;
  }

  /// Items of a loop over range(): ints, whatever they meet.
  bool isRangeItem(const Instruction &inst) const {
    const Instruction *from = &inst;
    for (Opcode opcode : {Opcode::GetIter, Opcode::Call, Opcode::LoadGlobal}) {
      if (from->operands.empty())
        return false;
      from = f.definition(from->operands[0]);
      if (!from || from->op != Op::Generic || from->opcode != opcode)
        return false;
    }
    return f.unit->names[from->index] == "range";
  }

  static uint8_t constantVote(const bytecode::Constant &constant, Type type) {
    switch (type.kind) {
    case TypeKind::SmallInt:
      return constant.asInt() != 0; // sums of anything start from 0
    case TypeKind::Float:
      return 2;
    case TypeKind::None:
      return 0; // often the first value of a variable
    default:
      return 4;
    }
  }

  Type inferredOf(ValueId v) const { return result.inferred[v.index]; }
  /// What an operation may take \p v for.
  Type operandType(ValueId v) const {
    Type type = inferredOf(v);
    return type.isWord() ? result.expected[v.index] : type;
  }

  bool raise(ValueId v, Type type) {
    Type joined = dxir::join(inferredOf(v), type);
    if (joined == inferredOf(v))
      return false;
    result.inferred[v.index] = joined;
    return true;
  }

  Type transfer(const Instruction &inst) {
    switch (inst.op) {
    case Op::Constant: {
      TypeKind kind = f.value(inst.result()).type.kind;
      return kind == TypeKind::SmallInt ? TypeKind::I64
             : kind == TypeKind::Float  ? TypeKind::F64
                                        : Type(kind);
    }
    case Op::Copy:
      return inferredOf(inst.operands[0]);
    case Op::Generic:
      return genericType(inst);
    case Op::Test:
      result.expected[inst.result().index] =
          formOf(inst) ? TypeKind::Bool : TypeKind::Any;
      return TypeKind::Bool;
    default:
      return f.value(inst.result()).type;
    }
  }

  Type genericType(const Instruction &inst) {
    if (inst.opcode == Opcode::Not &&
        inferredOf(inst.operands[0]) == TypeKind::Bool)
      return TypeKind::Bool;
    if (inst.opcode == Opcode::LoadSubscr && isItem(inst))
      return result.expected[inst.result().index];
    if (!isBinary(inst.opcode) && !isComparison(inst.opcode) &&
        !isUnary(inst.opcode))
      return f.value(inst.result()).type;
    if (operandType(inst.operands[0]) == TypeKind::Bottom ||
        operandType(inst.operands.back()) == TypeKind::Bottom)
      return TypeKind::Bottom;
    auto form = formOf(inst);
    return form ? form->result : f.value(inst.result()).type;
  }

  std::optional<TypedForm> formOf(const Instruction &inst) const {
    // Two guesses make no computation typed: one operand must be known.
    bool known = isRangeIndex(inst.operands[0]) ||
                 isRangeIndex(inst.operands.back()) ||
                 !inferredOf(inst.operands[0]).isWord() ||
                 !inferredOf(inst.operands.back()).isWord() ||
                 result.expected[inst.operands[0].index] == TypeKind::F64;
    if (!known)
      return std::nullopt;
    return typedForm(opcodeOf(inst), operandType(inst.operands[0]),
                     operandType(inst.operands.back()));
  }

  /// A subscript by an int whose result is expected to be a number.
  bool isItem(const Instruction &inst) const {
    return inst.operands.size() == 2 &&
           result.expected[inst.result().index] != TypeKind::Any &&
           operandType(inst.operands[1]) == TypeKind::I64;
  }

  bool isRangeIndex(ValueId v) const {
    const Instruction *from = f.definition(v);
    return from && from->op == Op::Next && isRangeItem(*from);
  }

  bool propagate() {
    bool changed = false;
    for (BlockId id : f.reversePostorder())
      for (dxir::InstId instId : f.block(id).instructions) {
        const Instruction &inst = f.instruction(instId);
        if (inst.results.size() == 1) {
          changed |= raise(inst.result(), transfer(inst));
        } else {
          for (ValueId v : inst.results)
            changed |= raise(v, f.value(v).type);
        }
        for (const dxir::Edge &edge : inst.targets)
          for (size_t i = 0; i < edge.arguments.size(); ++i)
            changed |=
                raise(f.block(edge.target).arguments[i], edgeType(edge, i));
      }
    return changed;
  }

  /// Into a loop, an expected value is guarded once before it; at other joins
  /// it stays a word, and so does a variable that is not bound yet.
  Type edgeType(const dxir::Edge &edge, size_t i) const {
    Type type = inferredOf(edge.arguments[i]);
    if (!f.block(edge.target).loopHeader || !type.isWord() ||
        type == TypeKind::Undef)
      return type;
    Type expected = result.expected[edge.arguments[i].index];
    return expected == TypeKind::Any ? type : expected;
  }

  const Function &f;
  std::vector<uint32_t> group;
  Predictions result;
};

} // namespace

Predictions predict(const Function &function) {
  return Predictor(function).run();
}

void print(const Function &function, const Predictions &predictions,
           llvm::raw_ostream &os) {
  os << "predictions @" << function.unit->qualname << "\n";
  for (uint32_t v = 0; v < function.values.size(); ++v) {
    Type inferred = predictions.inferred[v], expected = predictions.expected[v];
    if (inferred == TypeKind::Bottom ||
        (inferred == TypeKind::Any && expected == TypeKind::Any))
      continue;
    os << "  %" << v << ": " << inferred.text();
    if (expected != TypeKind::Any)
      os << " expected " << expected.text();
    os << "\n";
  }
}

} // namespace dxpy::passes
