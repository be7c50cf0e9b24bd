// Checked files back to CodeUnits.
#include "compiler/bytecode/File.h"

#include "runtime-support/abi/builtin_types.h"

#include <cstring>

namespace dxpy::bytecode {

namespace {

class UnitReader {
public:
  UnitReader(const dpb::FileView &file) : file(file) {}

  std::shared_ptr<const CodeUnit> unit(const dpb::CodeFile &code) const {
    auto result = std::make_shared<CodeUnit>();
    const DpbFunction &f = *code.function;
    result->name = file.text(f.name);
    result->qualname = file.text(f.qualname);
    result->fileName = file.text(f.fileName);
    result->firstLine = f.firstLine;
    result->flags = code.header->flags;
    result->traits = f.traits;
    result->layout = f.layout;
    const dpb::CodeView &view = code.view;
    result->code.assign(view.code, view.code + view.codeLength);
    result->exceptions.assign(view.exceptions,
                              view.exceptions + view.exceptionCount);
    result->lines.assign(view.lines, view.lines + view.lineCount);
    for (uint32_t i = 0; i < view.constantCount; ++i)
      result->constants.push_back(constant(code.constants[i]));
    for (uint32_t i = 0; i < view.nameCount; ++i)
      result->names.emplace_back(file.text(uint32_t(code.names[i])));
    for (uint32_t i = 0; i < f.layout.firstTemp; ++i)
      result->localNames.emplace_back(file.text(uint32_t(code.symbols[i])));
    result->localKinds.assign(view.localKinds,
                              view.localKinds + f.layout.firstTemp);
    result->hasDoc = f.doc != 0;
    if (f.doc)
      result->doc = file.text(f.doc);
    return result;
  }

private:
  Constant constant(Word word) const {
    if (isSmallInt(word))
      return Constant::integer(smallIntValue(word));
    if (isImmediateFloat(word))
      return Constant::real(immediateFloatValue(word));
    if (word == kNone)
      return Constant::none();
    if (isBool(word))
      return Constant::boolean(word == kTrue);
    if (isSpecial(word))
      return Constant::ellipsis();
    if (file.isCode(word))
      return Constant::code(unit(*file.codeAt(word)));
    return object(file.object(word));
  }

  Constant object(const ObjectHeader *header) const {
    switch (BuiltinShape(header->shape)) {
    case BuiltinShape::Float:
      return Constant::real(
          reinterpret_cast<const FloatObject *>(header)->value);
    case BuiltinShape::Complex: {
      auto *z = reinterpret_cast<const ComplexObject *>(header);
      return Constant::complex(z->real, z->imag);
    }
    case BuiltinShape::Int: {
      auto *i = reinterpret_cast<const IntObject *>(header);
      uint64_t limbs = i->size < 0 ? uint64_t(-i->size) : uint64_t(i->size);
      return Constant::big(i->size < 0, {i->limbs, i->limbs + limbs});
    }
    case BuiltinShape::Bytes: {
      auto *bytes = reinterpret_cast<const BytesObject *>(header);
      return Constant::bytes({bytes->bytes, bytes->length});
    }
    case BuiltinShape::Tuple:
    case BuiltinShape::FrozenSet: {
      auto *tuple = reinterpret_cast<const TupleObject *>(header);
      std::vector<Constant> items;
      for (uint64_t i = 0; i < tuple->length; ++i)
        items.push_back(constant(tuple->items[i]));
      return BuiltinShape(header->shape) == BuiltinShape::Tuple
                 ? Constant::tuple(std::move(items))
                 : Constant::frozenSet(std::move(items));
    }
    default: {
      auto *str = reinterpret_cast<const StrObject *>(header);
      return Constant::str({str->bytes, str->byteLength});
    }
    }
  }

  const dpb::FileView &file;
};

std::vector<Digest> digests(const dpb::FileView &file, uint32_t offset,
                            uint32_t count) {
  std::vector<Digest> result;
  for (uint32_t i = 0; i < count; ++i) {
    const DpmDigest &row = file.table<DpmDigest>(offset)[i];
    Digest digest;
    digest.name = file.text(row.name);
    memcpy(digest.hash.data(), row.hash, kHashSize);
    result.push_back(std::move(digest));
  }
  return result;
}

} // namespace

ModuleFile readModule(const dpb::FileView &file) {
  ModuleFile module;
  module.code = UnitReader(file).unit(file.root());
  if (!file.isModule())
    return module;
  const DpmHeader &header = file.header();
  module.name = file.text(header.name);
  module.isPackage = header.flags & kDpmPackage;
  module.sources = digests(file, header.sourceOffset, header.sourceCount);
  module.dependencies =
      digests(file, header.dependencyOffset, header.dependencyCount);
  return module;
}

} // namespace dxpy::bytecode
