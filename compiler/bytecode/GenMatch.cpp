// match. The subject stays in a temporary until a case has matched or all have
// failed. A pattern takes its subject if it owns it; what it captures stays in
// temporaries until the whole pattern has matched. A failing test jumps to code
// that drops the pattern's live temporaries; there is one such label for each
// set of them.
#include "compiler/bytecode/CodeGen.h"

#include "compiler/syntax/AstVisitor.h"

#include <algorithm>

namespace dxpy::bytecode {

struct PatternContext {
  std::vector<uint32_t> live; // temporaries of this pattern, ascending
  std::vector<std::pair<Identifier, Reg>> captures;
  std::map<std::vector<uint32_t>, Label> fails; // by what is live
  uint32_t base = 0;                            // depth where the pattern began
  bool allowIrrefutable = false;

  void add(Reg reg) {
    live.insert(std::lower_bound(live.begin(), live.end(), reg.index()),
                reg.index());
  }
  void remove(Reg reg) {
    live.erase(std::find(live.begin(), live.end(), reg.index()));
  }
  uint32_t depth() const { return live.empty() ? base : live.back() + 1; }
};

namespace {
bool isWildcard(const ast::PatternNode *node) {
  auto *as = ast::dynCast<ast::MatchAs>(node);
  return as && !as->pattern && !as->name;
}

// How many names a pattern binds; alternatives bind the same ones.
uint32_t boundNames(const ast::PatternNode *node) {
  if (auto *either = ast::dynCast<ast::MatchOr>(node))
    return boundNames(either->patterns[0]);
  uint32_t count = 0;
  if (auto *as = ast::dynCast<ast::MatchAs>(node))
    count = bool(as->name);
  else if (auto *star = ast::dynCast<ast::MatchStar>(node))
    count = bool(star->name);
  else if (auto *mapping = ast::dynCast<ast::MatchMapping>(node))
    count = bool(mapping->rest);
  ast::forEachChild(
      const_cast<ast::PatternNode *>(node), [&](ast::Node *child) {
        if (child->nodeKind >= ast::NodeKind::MatchValue &&
            child->nodeKind <= ast::NodeKind::MatchOr)
          count += boundNames(static_cast<ast::PatternNode *>(child));
      });
  return count;
}

Label failLabel(Builder &b, PatternContext &context,
                const std::vector<uint32_t> &live) {
  auto [at, isNew] = context.fails.try_emplace(live, 0);
  if (isNew)
    at->second = b.newLabel();
  return at->second;
}
} // namespace

// -- Failing

void CodeGen::failIf(Opcode op, Reg condition, PatternContext &context) {
  b.emitJumpIf(op, condition, failLabel(b, context, context.live));
  b.depth = context.depth();
}

// The code that drops what is live, largest sets first; control comes out with
// nothing of the pattern live.
void CodeGen::emitFails(PatternContext &context) {
  Label none = failLabel(b, context, {});
  while (true) {
    auto largest = context.fails.begin();
    for (auto at = context.fails.begin(); at != context.fails.end(); ++at)
      if (at->first.size() > largest->first.size())
        largest = at;
    if (largest->first.empty())
      break;
    std::vector<uint32_t> live = largest->first;
    b.bind(largest->second);
    context.fails.erase(largest);
    drop(b.temp(live.back()));
    live.pop_back();
    b.emitJump(failLabel(b, context, live));
  }
  b.bind(none);
  context.fails.clear();
  b.depth = context.base;
}

// -- Subjects

// A copy of the subject on top, or the subject itself where it is owned and no
// longer needed.
Reg CodeGen::subjectCopy(Reg subject, bool owned, PatternContext &context) {
  if (owned) {
    context.remove(subject);
    return subject;
  }
  b.depth = context.depth();
  Reg copy = b.push();
  b.emit(Opcode::Copy, copy, subject);
  return copy;
}

void CodeGen::consume(Reg subject, bool owned, PatternContext &context) {
  if (!owned)
    return;
  drop(subject);
  context.remove(subject);
  b.depth = context.depth();
}

void CodeGen::capture(Identifier name, Reg subject, bool owned,
                      PatternContext &context) {
  if (!name)
    return consume(subject, owned, context);
  if (forbidden(name, NameUse::Store))
    return;
  for (auto &[other, reg] : context.captures)
    if (other == name)
      return fail(DiagnosticId::DuplicateCapture,
                  {constantRepr(Constant::str(std::string(text(name))))});
  if (!owned) {
    subject = subjectCopy(subject, false, context);
    context.add(subject);
  }
  context.captures.push_back({name, subject});
}

// Unpacks a tuple or sequence in `values`, a temporary that is not in the live
// set, into `count` of them.
void CodeGen::unpackValues(uint32_t count, Reg values,
                           PatternContext &context) {
  b.emit(Opcode::Unpack, 0, values.bits, values.bits, count);
  for (uint32_t i = 0; i < count; ++i)
    context.add(b.temp(values.index() + i));
  b.depth = context.depth();
}

void CodeGen::compareLength(Reg subject, Opcode comparison, size_t length,
                            PatternContext &context) {
  b.depth = context.depth();
  uint32_t depth = b.depth;
  Reg size = b.push();
  b.emit(Opcode::GetLen, size, subject);
  Reg limit = loadConst(Constant::integer(int64_t(length)));
  failIf(Opcode::JumpIfFalse,
         result(comparison, depth, {}, size.bits, limit.bits), context);
}

// -- Patterns

void CodeGen::subpattern(const ast::PatternNode *node, Reg subject, bool owned,
                         PatternContext &context) {
  bool allowed = context.allowIrrefutable;
  context.allowIrrefutable = true;
  pattern(node, subject, owned, context);
  context.allowIrrefutable = allowed;
}

void CodeGen::pattern(const ast::PatternNode *node, Reg subject, bool owned,
                      PatternContext &context) {
  using namespace ast;
  setLoc(node);
  if (failed())
    return;
  b.depth = context.depth();
  switch (node->nodeKind) {
  case NodeKind::MatchValue:
    return patternValue(cast<MatchValue>(node), subject, owned, context);
  case NodeKind::MatchSingleton:
    return patternSingleton(cast<MatchSingleton>(node), subject, owned,
                            context);
  case NodeKind::MatchSequence:
    return patternSequence(cast<MatchSequence>(node), subject, owned, context);
  case NodeKind::MatchMapping:
    return patternMapping(cast<MatchMapping>(node), subject, owned, context);
  case NodeKind::MatchClass:
    return patternClass(cast<MatchClass>(node), subject, owned, context);
  case NodeKind::MatchStar:
    return capture(cast<MatchStar>(node)->name, subject, owned, context);
  case NodeKind::MatchAs:
    return patternAs(cast<MatchAs>(node), subject, owned, context);
  case NodeKind::MatchOr:
    return patternOr(cast<MatchOr>(node), subject, owned, context);
  default:
    return;
  }
}

void CodeGen::patternValue(const ast::MatchValue *node, Reg subject, bool owned,
                           PatternContext &context) {
  if (!constantOf(node->value) && !ast::isA<ast::Attribute>(node->value))
    return fail(DiagnosticId::ValuePatternKind);
  Reg left = subjectCopy(subject, owned, context);
  b.depth = std::max(left.index() + 1, context.depth());
  Reg right = expr(node->value);
  failIf(Opcode::JumpIfFalse,
         result(Opcode::CompareEq, left.index(), {}, left.bits, right.bits),
         context);
}

void CodeGen::patternSingleton(const ast::MatchSingleton *node, Reg subject,
                               bool owned, PatternContext &context) {
  Reg left = subjectCopy(subject, owned, context);
  b.depth = std::max(left.index() + 1, context.depth());
  Reg right = loadConst(constantFromTree(node->value));
  failIf(Opcode::JumpIfFalse,
         result(Opcode::Is, left.index(), {}, left.bits, right.bits), context);
}

void CodeGen::patternAs(const ast::MatchAs *node, Reg subject, bool owned,
                        PatternContext &context) {
  if (!node->pattern) {
    if (!context.allowIrrefutable) {
      if (!node->name)
        return fail(DiagnosticId::WildcardNotLast);
      return fail(DiagnosticId::CaptureNotLast,
                  {constantRepr(Constant::str(std::string(text(node->name))))});
    }
    return capture(node->name, subject, owned, context);
  }
  pattern(node->pattern, subject, false, context);
  capture(node->name, subject, owned, context);
}

void CodeGen::patternSequence(const ast::MatchSequence *node, Reg subject,
                              bool owned, PatternContext &context) {
  uint32_t size = node->patterns.size();
  int star = -1;
  bool onlyWildcards = true, starIsWildcard = false;
  for (uint32_t i = 0; i < size; ++i) {
    if (auto *starred = ast::dynCast<ast::MatchStar>(node->patterns[i])) {
      if (star >= 0)
        return fail(DiagnosticId::MultipleStarredPatterns);
      starIsWildcard = !starred->name;
      onlyWildcards = onlyWildcards && starIsWildcard;
      star = int(i);
    } else {
      onlyWildcards = onlyWildcards && isWildcard(node->patterns[i]);
    }
  }
  Reg is = b.push();
  b.emit(Opcode::MatchSequence, is, subject);
  failIf(Opcode::JumpIfFalse, is, context);
  if (star < 0)
    compareLength(subject, Opcode::CompareEq, size, context);
  else if (size > 1)
    compareLength(subject, Opcode::CompareGe, size - 1, context);
  if (onlyWildcards)
    consume(subject, owned, context);
  else if (starIsWildcard)
    sequenceSubscript(node, star, subject, owned, context);
  else
    sequenceUnpack(node, star, subject, owned, context);
}

void CodeGen::sequenceUnpack(const ast::MatchSequence *node, int star,
                             Reg subject, bool owned, PatternContext &context) {
  uint32_t size = node->patterns.size();
  if (star >= 256 || (star >= 0 && size - uint32_t(star) - 1 >= 256))
    return fail(DiagnosticId::TooManyBeforePatternStar);
  // the values must not run into temporaries that are live above an owned
  // subject
  bool onTop = owned && subject.index() + 1 == context.depth();
  Reg values = subjectCopy(subject, owned, context);
  if (owned && !onTop) {
    b.depth = std::max(context.depth(), values.index() + 1);
    Reg moved = b.push();
    b.emit(Opcode::Move, moved, values);
    values = moved;
  }
  if (star < 0)
    b.emit(Opcode::Unpack, 0, values.bits, values.bits, size);
  else
    b.emit(Opcode::UnpackEx, size - unsigned(star) - 1, values.bits,
           values.bits, uint32_t(star));
  for (uint32_t i = 0; i < size; ++i)
    context.add(b.temp(values.index() + i));
  for (uint32_t i = 0; i < size; ++i)
    subpattern(node->patterns[i], b.temp(values.index() + i), true, context);
}

// [first, *_, last] takes its elements by index.
void CodeGen::sequenceSubscript(const ast::MatchSequence *node, int star,
                                Reg subject, bool owned,
                                PatternContext &context) {
  uint32_t size = node->patterns.size();
  for (uint32_t i = 0; i < size && !failed(); ++i) {
    if (int(i) == star || isWildcard(node->patterns[i]))
      continue;
    b.depth = context.depth();
    Reg copy = b.push();
    b.emit(Opcode::Copy, copy, subject);
    Reg index;
    if (int(i) < star) {
      index = loadConst(Constant::integer(i));
    } else { // the subject need not know negative indices
      index = b.push();
      b.emit(Opcode::GetLen, index, copy);
      Reg back = loadConst(Constant::integer(size - i));
      b.emit(Opcode::BinarySub, index, index, back);
    }
    Reg element =
        result(Opcode::LoadSubscr, copy.index(), {}, copy.bits, index.bits);
    context.add(element);
    subpattern(node->patterns[i], element, true, context);
  }
  consume(subject, owned, context);
}

// The tuple of a mapping pattern's keys on top.
void CodeGen::mappingKeys(const ast::MatchMapping *node) {
  uint32_t depth = b.depth;
  std::vector<std::string> seen;
  for (const ast::ExprNode *key : node->keys) {
    if (const Constant *constant = constantOf(key)) {
      std::string id = equalityKey(*constant);
      if (std::find(seen.begin(), seen.end(), id) != seen.end())
        return fail(DiagnosticId::DuplicateKeyPattern,
                    {constantRepr(*constant)});
      seen.push_back(std::move(id));
    } else if (!ast::isA<ast::Attribute>(key)) {
      return fail(DiagnosticId::KeyPatternKind);
    }
    exprTemp(key);
  }
  result(Opcode::BuildTuple, depth, {}, b.temp(depth).bits, node->keys.size());
}

void CodeGen::patternMapping(const ast::MatchMapping *node, Reg subject,
                             bool owned, PatternContext &context) {
  uint32_t size = node->keys.size();
  Reg is = b.push();
  b.emit(Opcode::MatchMapping, is, subject);
  failIf(Opcode::JumpIfFalse, is, context);
  if (!size && !node->rest)
    return consume(subject, owned, context);
  if (size)
    compareLength(subject, Opcode::CompareGe, size, context);
  b.depth = context.depth();
  Reg keys = b.temp(b.depth);
  mappingKeys(node);
  if (failed())
    return;
  context.add(keys);
  Reg values = b.push();
  b.emit(Opcode::MatchKeys, values, subject, keys);
  context.add(values);
  b.depth = context.depth();
  Reg test = b.push();
  b.emit(Opcode::Copy, test, values);
  failIf(Opcode::JumpIfNone, test, context);
  context.remove(values);
  unpackValues(size, values, context);
  for (uint32_t i = 0; i < size; ++i)
    subpattern(node->patterns[i], b.temp(values.index() + i), true, context);
  if (node->rest)
    mappingRest(node, keys, subject, context);
  else
    consume(keys, true, context);
  consume(subject, owned, context);
}

// **rest: a dict of what the keys did not take.
void CodeGen::mappingRest(const ast::MatchMapping *node, Reg keys, Reg subject,
                          PatternContext &context) {
  b.depth = context.depth();
  Reg rest = b.push();
  b.emit(Opcode::BuildDict, 0, rest.bits, rest.bits, 0);
  Reg copy = b.push();
  b.emit(Opcode::Copy, copy, subject);
  b.emit(Opcode::DictUpdate, copy, rest);
  uint32_t size = node->keys.size(), depth = copy.index();
  context.remove(keys);
  Reg first = b.temp(depth);
  b.depth = depth + size;
  if (size)
    b.temp(depth + size - 1);
  b.emit(Opcode::Unpack, 0, first.bits, keys.bits, size);
  for (uint32_t i = 0; i < size; ++i) {
    Reg again = b.push();
    b.emit(Opcode::Copy, again, rest);
    b.emit(Opcode::DeleteSubscr, Reg(), again, b.temp(depth + i));
    b.depth = depth + size;
  }
  context.add(rest);
  capture(node->rest, rest, true, context);
}

void CodeGen::patternClass(const ast::MatchClass *node, Reg subject, bool owned,
                           PatternContext &context) {
  uint32_t positional = node->patterns.size(),
           count = positional + node->kwd_attrs.size();
  for (uint32_t i = 0; i < node->kwd_attrs.size(); ++i) {
    setLoc(node->kwd_patterns[i]);
    if (forbidden(node->kwd_attrs[i], NameUse::Store))
      return;
    for (uint32_t j = i + 1; j < node->kwd_attrs.size(); ++j)
      if (node->kwd_attrs[i] == node->kwd_attrs[j])
        return failAt(node->kwd_patterns[j],
                      DiagnosticId::RepeatedAttributePattern,
                      {text(node->kwd_attrs[i])});
  }
  setLoc(node);
  uint32_t depth = b.depth;
  exprTemp(node->cls);
  std::vector<Constant> names;
  for (Identifier name : node->kwd_attrs)
    names.push_back(Constant::str(std::string(text(name))));
  loadConst(Constant::tuple(std::move(names)));
  b.depth = depth;
  Reg values = b.push();
  b.emit(Opcode::MatchClass, positional, values.bits, subject.bits,
         values.bits);
  context.add(values);
  Reg test = b.push();
  b.emit(Opcode::Copy, test, values);
  failIf(Opcode::JumpIfNone, test, context);
  context.remove(values);
  unpackValues(count, values, context);
  for (uint32_t i = 0; i < count; ++i) {
    const ast::PatternNode *part =
        i < positional ? node->patterns[i] : node->kwd_patterns[i - positional];
    Reg value = b.temp(values.index() + i);
    if (isWildcard(part))
      consume(value, true, context);
    else
      subpattern(part, value, true, context);
  }
  consume(subject, owned, context);
}

// The alternatives put what they capture into the same temporaries, which lie
// below theirs.
void CodeGen::patternOr(const ast::MatchOr *node, Reg subject, bool owned,
                        PatternContext &context) {
  Label end = b.newLabel();
  uint32_t base = context.depth(), size = node->patterns.size();
  std::vector<Identifier> control;
  for (uint32_t i = 0; i < size && !failed(); ++i) {
    setLoc(node->patterns[i]);
    PatternContext inner;
    // room for the captures; before the first alternative their number is not
    // known
    inner.base =
        base + (i ? uint32_t(control.size()) : boundNames(node->patterns[0]));
    inner.allowIrrefutable = i + 1 == size && context.allowIrrefutable;
    pattern(node->patterns[i], subject, false, inner);
    if (failed())
      return;
    if (i == 0)
      for (auto &[name, reg] : inner.captures)
        control.push_back(name);
    if (inner.captures.size() != control.size())
      return fail(DiagnosticId::AlternativesDiffer);
    for (uint32_t k = 0; k < control.size(); ++k) {
      auto found =
          std::find_if(inner.captures.begin(), inner.captures.end(),
                       [&](auto &entry) { return entry.first == control[k]; });
      if (found == inner.captures.end())
        return fail(DiagnosticId::AlternativesDiffer);
      b.emit(Opcode::Move, b.temp(base + k), found->second);
    }
    b.emitJump(end);
    emitFails(inner);
  }
  b.emitJump(failLabel(b, context, context.live));
  b.bind(end);
  for (uint32_t k = 0; k < control.size(); ++k) {
    for (auto &[other, reg] : context.captures)
      if (other == control[k])
        return fail(DiagnosticId::DuplicateCapture,
                    {constantRepr(Constant::str(std::string(text(other))))});
    context.add(b.temp(base + k));
    context.captures.push_back({control[k], b.temp(base + k)});
  }
  b.depth = context.depth();
  consume(subject, owned, context);
}

// -- The statement

void CodeGen::genCase(const ast::MatchCase *node, Reg subject,
                      bool mayBeIrrefutable, Label end) {
  PatternContext context;
  context.base = b.depth;
  context.allowIrrefutable = mayBeIrrefutable;
  setLoc(node->pattern);
  pattern(node->pattern, subject, false, context);
  if (failed())
    return;
  b.depth = context.depth();
  for (auto &[name, reg] : context.captures) {
    storeName(name, reg);
    context.remove(reg);
  }
  b.depth = context.base;
  if (node->guard)
    jumpIf(node->guard, failLabel(b, context, {}), false);
  drop(subject);
  b.depth = subject.index();
  statements(node->body);
  b.emitJump(end);
  setLoc(node->pattern);
  emitFails(context);
}

void CodeGen::genMatch(const ast::Match *node) {
  uint32_t depth = b.depth, count = node->cases.size();
  Label end = b.newLabel();
  Reg subject = exprTemp(node->subject);
  bool hasDefault = isWildcard(node->cases.back()->pattern) && count > 1;
  for (uint32_t i = 0; i < count - hasDefault && !failed(); ++i) {
    const ast::MatchCase *c = node->cases[i];
    b.depth = depth + 1;
    genCase(c, subject, c->guard || i + 1 == count, end);
  }
  b.depth = depth + 1;
  if (hasDefault && node->cases.back()->guard)
    setLoc(node->cases.back()->pattern);
  drop(subject);
  b.depth = depth;
  if (hasDefault) {
    const ast::MatchCase *c = node->cases.back();
    setLoc(c->pattern);
    if (c->guard)
      jumpIf(c->guard, end, false);
    statements(c->body);
  }
  b.bind(end);
  b.depth = depth;
}

} // namespace dxpy::bytecode
