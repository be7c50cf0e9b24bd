// The type SRE_Scanner: a search that goes on from match to match.
#include "runtime-support/builtins/support.h"
#include "runtime-support/memory/raw.h"
#include "stdlib/sre/search.h"
#include <new>

namespace dxpy::sre {

namespace {

struct ScannerObject {
  ObjectHeader header;
  Word pattern;
  Search *search; ///< raw memory; null after a failed start
  bool executing;
};

ScannerObject *asScanner(Value v) { return v.as<ScannerObject>(); }

template <bool anywhere>
Owned next(ThreadState &ts, Value self, const Value *) {
  ScannerObject *scanner = asScanner(self);
  if (scanner->executing)
    return raise(ts, types::ValueError,
                 "regular expression scanner already executing");
  Search &search = *scanner->search;
  if (!search.start)
    return ownedNone();
  scanner->executing = true;
  Value pattern(scanner->pattern);
  Status status = anywhere ? search.search(asPattern(pattern))
                           : search.match(asPattern(pattern));
  Owned result = resultOf(ts, pattern, search, status);
  if (status == Status::Failed)
    search.start = nullptr;
  else if (status == Status::Matched)
    search.advance();
  scanner->executing = false;
  return result;
}

void visit(ObjectHeader *self, Visitor &visitor) {
  auto *scanner = reinterpret_cast<ScannerObject *>(self);
  visitor(scanner->pattern);
  if (scanner->search)
    visitor(scanner->search->subject.string().word());
}

void deallocate(ThreadState &ts, ObjectHeader *self) {
  auto *scanner = reinterpret_cast<ScannerObject *>(self);
  if (scanner->search) {
    scanner->search->~Search();
    rawFree(scanner->search);
  }
  clearField(ts, self, &scanner->pattern);
  freeObject(ts, self, sizeof(ScannerObject));
}

constexpr MethodDef methods[] = {
    {"match", next<false>, "()"}, {"search", next<true>, "()"}, {}};
constexpr MemberDef members[] = {
    {"pattern", MemberKind::Value, offsetof(ScannerObject, pattern)}, {}};
constexpr TypeSpec spec = {"_sre.SRE_Scanner", nullptr, methods, nullptr,
                           members};

} // namespace

Owned makeScanner(ThreadState &ts, Value pattern, Value string, int64_t pos,
                  int64_t endpos) {
  Owned result = allocateInstance(ts, &scannerType);
  if (!result)
    return {};
  ScannerObject *scanner = asScanner(result);
  scanner->pattern = copyOf(pattern).take();
  void *memory = rawAllocate(sizeof(Search));
  if (!memory)
    return raiseMemoryError(ts);
  scanner->search = new (memory) Search(ts);
  return scanner->search->open(pattern, string, pos, endpos) ? std::move(result)
                                                             : Owned();
}

constinit TypeObject scannerType = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer | kTypeImmutable | kTypeDisallowNew,
    .basicSize = sizeof(ScannerObject),
    .slots = {.deallocate = deallocate, .visit = visit}};

} // namespace dxpy::sre
