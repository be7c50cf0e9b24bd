// cell: a variable that a function shares with the functions inside it.
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

CellObject *cellOf(Value self) { return self.as<CellObject>(); }

Owned newCell(ThreadState &ts, TypeObject *, const Arguments &args) {
  if (!checkNoKeywords(ts, "cell", args) ||
      !checkPositional(ts, "cell", args, 0, 1))
    return {};
  return makeCell(ts, args.positionalCount ? copyOf(args[0])
                                           : Owned::steal(kUndef));
}

Owned reprCell(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("<cell at ");
  appendAddress(text, self);
  Value content(cellOf(self)->value);
  if (content.isUndef()) {
    text.append(": empty>");
  } else {
    text.append(": ");
    text.append(typeNameOf(content));
    text.append(" object at ");
    appendAddress(text, content);
    text.append(">");
  }
  return text.finish();
}

/// Empty cells come before all others.
Owned compareCells(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!hasShape(self, BuiltinShape::Cell) ||
      !hasShape(other, BuiltinShape::Cell))
    return ownedNotImplemented();
  Value a(cellOf(self)->value), b(cellOf(other)->value);
  if (!a.isUndef() && !b.isUndef())
    return compare_py(ts, a, b, op);
  Value left(smallIntWord(!a.isUndef())), right(smallIntWord(!b.isUndef()));
  return compare_py(ts, left, right, op);
}

Owned getContents(ThreadState &ts, Value self) {
  Value content(cellOf(self)->value);
  if (content.isUndef())
    return raise(ts, types::ValueError, "Cell is empty");
  return copyOf(content);
}

bool setContents(ThreadState &ts, Value self, Value value) {
  storeField(ts, self.header(), &cellOf(self)->value,
             value ? copyOf(value) : Owned::steal(kUndef));
  return true;
}

void clearCell(ThreadState &ts, ObjectHeader *self) {
  clearField(ts, self, &reinterpret_cast<CellObject *>(self)->value);
}

void deallocateCell(ThreadState &ts, ObjectHeader *self) {
  clearCell(ts, self);
  freeObject(ts, self, sizeof(CellObject));
}

constexpr GetSetDef getSets[] = {{"cell_contents", getContents, setContents},
                                 {}};
constexpr TypeSpec spec = {
    .name = "cell",
    .doc = "Create a new cell object.\n\n  contents\n    the contents of the "
           "cell. If not specified, the cell will be empty,\n    and \n "
           "further attempts to access its cell_contents attribute will\n    "
           "raise a ValueError.",
    .getSets = getSets};

} // namespace

Owned makeCell(ThreadState &ts, Owned content) {
  Owned result = allocateInstance(ts, &types::Cell);
  if (result)
    result.as<CellObject>()->value = content.take();
  return result;
}

constinit TypeObject types::Cell = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer,
    .basicSize = sizeof(CellObject),
    .slots = {.deallocate = deallocateCell,
              .visit = Fields<CellObject, &CellObject::value>::visit,
              .clear = clearCell,
              .repr = reprCell,
              .compare = compareCells,
              .new_ = newCell}};

} // namespace dxpy
