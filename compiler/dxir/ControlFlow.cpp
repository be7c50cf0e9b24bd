// The shape of the control flow: leaders, loops, and block arguments that turn
// out to be one value.
#include "compiler/dxir/FunctionBuilder.h"

namespace dxpy::dxir {

static bool endsBlock(const DecodedInstruction &inst) {
  return infoOf(inst.op).effects & kEndsBlock;
}

/// Instructions that native code leaves to the interpreter.
bool isLeft(Opcode op) {
  switch (op) {
  case Opcode::Raise:
  case Opcode::Reraise:
  case Opcode::PushExc:
  case Opcode::PopExc:
  case Opcode::MatchExc:
  case Opcode::MatchExcGroup:
  case Opcode::PrepReraiseStar:
  case Opcode::EndAsyncFor:
  case Opcode::Breakpoint:
  case Opcode::Locals:
  case Opcode::ImportStar:
  case Opcode::SetupAnnotations:
  case Opcode::DisplayHook:
    return true;
  default:
    return false;
  }
}

/// Control does not go on natively after \p inst.
static bool stops(const DecodedInstruction &inst) {
  return isLeft(inst.op) || inst.op == Opcode::Return ||
         inst.op == Opcode::Jump || endsBlock(inst);
}

/// A loop that is tested at its top ends with the last jump back to it. One
/// that is tested at the bottom, where it is entered, begins where the test
/// jumps back to.
void Builder::findLoop() {
  loopBegin = start;
  auto extend = [&](uint32_t target) {
    for (const DecodedInstruction &inst : code)
      if (inst.jumps() && inst.target == target && inst.pc >= start)
        loopEnd = std::max(loopEnd, inst.next);
  };
  extend(start);
  if (loopEnd)
    return;
  for (const DecodedInstruction &inst : code)
    if (inst.pc >= start && inst.jumps() && inst.target < start) {
      loopBegin = inst.target;
      return extend(loopBegin);
    }
}

void Builder::findBlocks() {
  if (loop)
    findLoop();
  for (size_t i = 0; i < code.size(); ++i)
    indexByPc[code[i].pc] = i;
  // Depth first over normal control flow; a target on the path is a loop
  // header.
  struct Visit {
    uint32_t pc;
    llvm::SmallVector<uint32_t, 2> successors;
    size_t next = 0;
  };
  llvm::DenseMap<uint32_t, bool> reached;
  std::vector<uint32_t> work{start};
  reached[start] = true;
  while (!work.empty()) { // leaders: targets and what follows a branch
    uint32_t at = work.back();
    work.pop_back();
    for (size_t i = indexOf(at); i < code.size(); ++i) {
      const DecodedInstruction &inst = code[i];
      if (inst.jumps() && !isLeft(inst.op)) {
        leaders.try_emplace(inst.target, 0);
        if (!reached.lookup(inst.target)) {
          reached[inst.target] = true;
          work.push_back(inst.target);
        }
        if (!stops(inst)) {
          leaders.try_emplace(inst.next, 0);
          if (!reached.lookup(inst.next)) {
            reached[inst.next] = true;
            work.push_back(inst.next);
          }
        }
        break;
      }
      if (stops(inst))
        break;
    }
  }
  leaders.try_emplace(start, 0);
  auto successorsOf = [&](uint32_t block) {
    llvm::SmallVector<uint32_t, 2> result;
    for (size_t i = indexOf(block);; ++i) {
      const DecodedInstruction &inst = code[i];
      if (i != indexOf(block) && isLeader(inst.pc)) {
        result.push_back(inst.pc);
        break;
      }
      if (inst.jumps() && !isLeft(inst.op)) {
        result.push_back(inst.target);
        if (!stops(inst))
          result.push_back(inst.next);
        break;
      }
      if (stops(inst))
        break;
    }
    return result;
  };
  llvm::DenseMap<uint32_t, int> colour; // 1 on the path, 2 done
  std::vector<Visit> stack;
  stack.push_back({start, successorsOf(start)});
  colour[start] = 1;
  leaders[start] = 1;
  while (!stack.empty()) {
    Visit &top = stack.back();
    if (top.next == top.successors.size()) {
      colour[top.pc] = 2;
      order.push_back(top.pc);
      stack.pop_back();
      continue;
    }
    uint32_t to = top.successors[top.next++];
    ++leaders[to];
    if (colour.lookup(to) == 1)
      loopHeaders[to] = true;
    if (colour.lookup(to) == 0) {
      colour[to] = 1;
      stack.push_back({to, successorsOf(to)});
    }
  }
  std::reverse(order.begin(), order.end());
}

/// Removes block arguments that are one value on all edges (Braun et al., CC
/// 2013).
void Builder::removeTrivialArguments() {
  std::vector<llvm::SmallVector<std::pair<InstId, unsigned>, 4>> edges(
      function.blocks.size());
  for (const Block &block : function.blocks) {
    InstId last = block.instructions.back();
    for (unsigned i = 0; i < function.instruction(last).targets.size(); ++i)
      edges[function.instruction(last).targets[i].target.index].push_back(
          {last, i});
  }
  std::vector<ValueId> forward(
      function.values.size()); // what replaces a removed argument
  auto resolve = [&](ValueId value) {
    while (forward[value.index].valid())
      value = forward[value.index];
    return value;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t b = 0; b < function.blocks.size(); ++b)
      for (size_t i = function.blocks[b].arguments.size(); i-- > 0;) {
        ValueId argument = function.blocks[b].arguments[i], only;
        bool trivial = true;
        for (auto [inst, edge] : edges[b]) {
          ValueId value =
              resolve(function.instruction(inst).targets[edge].arguments[i]);
          if (value == argument || (only.valid() && value == only))
            continue;
          trivial = !only.valid();
          only = value;
          if (!trivial)
            break;
        }
        if (!trivial || !only.valid())
          continue;
        forward[argument.index] = only;
        function.blocks[b].arguments.erase(
            function.blocks[b].arguments.begin() + i);
        for (auto [inst, edge] : edges[b]) {
          auto &arguments = function.instruction(inst).targets[edge].arguments;
          arguments.erase(arguments.begin() + i);
        }
        changed = true;
      }
  }
  auto apply = [&](ValueId &value) { value = resolve(value); };
  for (Instruction &inst : function.instructions) {
    llvm::for_each(inst.operands, apply);
    for (Edge &edge : inst.targets)
      llvm::for_each(edge.arguments, apply);
  }
  for (State &state : function.states)
    for (StateEntry &entry : state.entries)
      apply(entry.value);
}

void Builder::recordLoops() {
  for (auto [pc, isLoop] : loopHeaders) {
    auto join = argumentRegisters.find(pc);
    if (!isLoop || join == argumentRegisters.end())
      continue;
    LoopEntry entry{pc, join->second};
    for (uint32_t reg = 0; reg < unit.layout.firstTemp; ++reg)
      if (!isVariable(reg))
        entry.registers.push_back(reg);
    llvm::sort(entry.registers);
    function.loops.push_back(std::move(entry));
  }
  llvm::sort(function.loops, [](const LoopEntry &a, const LoopEntry &b) {
    return a.pc < b.pc;
  });
}

} // namespace dxpy::dxir
