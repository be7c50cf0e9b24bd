#!/usr/bin/env python3
"""Writes the runtime's Unicode tables from the running CPython's own data.

gen_unicode.py <folder> makes unicode_types.inc (categories, predicates, case), unicode_normal.inc
(decomposition and composition), unicode_properties.inc (bidirectional class, width, mirroring,
numeric values), unicode_names.inc (names) and unicode_old.inc (what Unicode 3.2.0 said otherwise)
there. A table over all code points has two stages: the high bits of the code point
choose a block, the low bits an entry of it.
"""
import pathlib
import sys
import unicodedata
from _sre import unicode_tolower
from collections import Counter

from gen_syntax_unicode import ALIASES

LIMIT = 0x110000

CATEGORIES = ("Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po "
              "Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co").split()
FLAGS = ("alpha decimal digit numeric lower upper title space printable xidStart xidContinue cased "
         "caseIgnorable lineBreak").split()
BIDI = ("", "L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON", "LRE",
        "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
WIDTHS = ("N", "A", "H", "W", "Na", "F")
TAGS = ("", "<font>", "<noBreak>", "<initial>", "<medial>", "<final>", "<isolated>", "<circle>",
        "<super>", "<sub>", "<vertical>", "<wide>", "<narrow>", "<small>", "<square>", "<fraction>",
        "<compat>")
FORMS = ("NFD", "NFKD", "NFC", "NFKC")


def numbers(values, width=100):
    """Comma-separated values in lines of at most `width` characters."""
    lines, line = [], ""
    for value in values:
        text = f"{value}," if isinstance(value, (int, str)) else f"{value!r},"
        if len(line) + len(text) > width:
            lines.append(line)
            line = ""
        line += text
    return "\n".join(lines + [line])


def array(kind, name, values):
    return f"constexpr {kind} {name}[] = {{\n{numbers(values)}\n}};\n"


def two_stages(name, values):
    """The smallest split of a value per code point into blocks."""
    best = None
    for shift in range(4, 10):
        blocks, index = {}, []
        for start in range(0, LIMIT, 1 << shift):
            block = tuple(values[start:start + (1 << shift)])
            index.append(blocks.setdefault(block, len(blocks)))
        wide = max(values) > 255
        size = len(index) * (1 if len(blocks) <= 256 else 2) + (len(blocks) << shift) * (1 + wide)
        if best is None or size < best[0]:
            best = (size, shift, index, [v for b in blocks for v in b], wide)
    size, shift, index, entries, wide = best
    first = "std::uint8_t" if max(index) <= 255 else "std::uint16_t"
    second = "std::uint16_t" if wide else "std::uint8_t"
    return (f"constexpr unsigned {name}Shift = {shift}; // {size} bytes\n"
            + array(first, f"{name}Index", index) + array(second, f"{name}Blocks", entries))


class Expansions:
    """Case mappings of more than one code point: their place and length in one array."""

    def __init__(self):
        self.units, self.places = [], {}

    def of(self, code, text):
        """A difference to add to the code point, or 0x40000000 | place * 4 | length."""
        if len(text) == 1:
            return ord(text) - code
        if text not in self.places:
            self.places[text] = len(self.units)
            self.units += map(ord, text)
        return 0x40000000 | self.places[text] << 2 | len(text)


def flags_of(code, c):
    on = dict(
        alpha=c.isalpha(), decimal=c.isdecimal(), digit=c.isdigit(), numeric=c.isnumeric(),
        lower=c.islower(), upper=c.isupper(), title=unicodedata.category(c) == "Lt",
        space=c.isspace(), printable=c.isprintable(), xidStart=c.isidentifier(),
        xidContinue=("a" + c).isidentifier(), cased=(c + "a").title()[-1] == "a",
        # A final sigma looks through what is ignorable, whether that is cased or not.
        caseIgnorable=(c + "\u03a3").lower()[-1] != "\u03c2" and ("a" + c + "\u03a3").lower()[-1] == "\u03c2",
        lineBreak=len(("a" + c + "b").splitlines()) == 2)
    return sum(1 << i for i, name in enumerate(FLAGS) if on[name])


def types():
    expansions, records, of_code = Expansions(), {}, []
    simple_lower = {}
    for code in range(LIMIT):
        c = chr(code)
        lower = c.lower()
        if unicode_tolower(code) != ord(lower[0]) or len(lower) > 1:
            simple_lower[code] = unicode_tolower(code)
        record = (expansions.of(code, lower), expansions.of(code, c.upper()),
                  expansions.of(code, c.title()), expansions.of(code, c.casefold()),
                  flags_of(code, c), CATEGORIES.index(unicodedata.category(c)),
                  unicodedata.decimal(c, -1), unicodedata.digit(c, -1))
        of_code.append(records.setdefault(record, len(records)))
    assert max(expansions.units) < 0x10000
    out = [two_stages("types", of_code)]
    rows = ["{%d,%d,%d,%d,0x%x,%d,%d,%d}" % r for r in records]
    out.append(f"constexpr TypeRecord typeRecords[] = {{\n{numbers(rows)}\n}};\n")
    out.append(array("std::uint16_t", "caseExpansions", expansions.units))
    pairs = [f"{{{a},{b}}}" for a, b in sorted(simple_lower.items())]
    out.append(f"constexpr SimpleCase simpleLowerExceptions[] = {{\n{numbers(pairs)}\n}};\n")
    return "".join(out)


def quick_checks(seconds):
    """Two bits for each form: 0 is allowed, 1 may combine with what is before, 2 never occurs."""
    def check(code):
        c, bits = chr(code), 0
        for i, form in enumerate(FORMS):
            if unicodedata.normalize(form, c) != c:
                bits |= 2 << 2 * i
            elif i >= 2 and code in seconds:
                bits |= 1 << 2 * i
        return bits
    return check


def normal():
    offsets, units, pairs = [0] * LIMIT, [0], []
    for code in range(LIMIT):
        text = unicodedata.decomposition(chr(code))
        if not text:
            continue
        parts = text.split()
        tag = parts.pop(0) if parts[0].startswith("<") else ""
        encoded = "".join(chr(int(p, 16)) for p in parts).encode("utf-16-le", "surrogatepass")
        offsets[code] = len(units)
        units.append(TAGS.index(tag) << 8 | len(encoded) // 2)
        units += [encoded[i] | encoded[i + 1] << 8 for i in range(0, len(encoded), 2)]
        if not tag and len(parts) == 2:
            first, second = (int(p, 16) for p in parts)
            if unicodedata.normalize("NFC", chr(first) + chr(second)) == chr(code):
                pairs.append((first, second, code))
    seconds = {p[1] for p in pairs} | set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))
    check = quick_checks(seconds)
    records, of_code = {}, []
    for code in range(LIMIT):
        record = (unicodedata.combining(chr(code)), check(code))
        of_code.append(records.setdefault(record, len(records)))
    rows = ["{%d,%d}" % r for r in records]
    out = [two_stages("combining", of_code),
           f"constexpr CombiningRecord combiningRecords[] = {{\n{numbers(rows)}\n}};\n",
           two_stages("decomposition", offsets), array("std::uint16_t", "decompositionUnits", units)]
    rows = ["{%d,%d,%d}" % p for p in sorted(pairs)]
    out.append(f"constexpr Composition compositions[] = {{\n{numbers(rows)}\n}};\n")
    out.append("constexpr const char decompositionTags[][12] = {\n"
               + ",".join(f'"{t}"' for t in TAGS) + "\n};\n")
    return "".join(out)


def properties():
    records, of_code, runs = {}, [], []
    for code in range(LIMIT):
        c = chr(code)
        record = (BIDI.index(unicodedata.bidirectional(c)),
                  WIDTHS.index(unicodedata.east_asian_width(c)), unicodedata.mirrored(c))
        of_code.append(records.setdefault(record, len(records)))
        value = unicodedata.numeric(c, None)
        if value is None:
            continue
        if runs and runs[-1][0] + runs[-1][1] == code and runs[-1][2] + runs[-1][1] == value:
            runs[-1][1] += 1
        else:
            runs.append([code, 1, value])
    rows = ["{%d,%d,%d}" % r for r in records]
    out = [two_stages("property", of_code),
           f"constexpr PropertyRecord propertyRecords[] = {{\n{numbers(rows)}\n}};\n"]
    rows = ["{%d,%d,%r}" % tuple(r) for r in runs]
    out.append(f"constexpr NumericRun numericRuns[] = {{\n{numbers(rows)}\n}};\n")
    for name, values in (("bidiNames", BIDI), ("widthNames", WIDTHS)):
        out.append(f"constexpr const char {name}[][4] = {{\n"
                   + ",".join(f'"{v}"' for v in values) + "\n};\n")
    return "".join(out)


# Names whose last word is the code point in hexadecimal.
NUMBERED = ("CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-", "NUSHU CHARACTER-",
            "KHITAN SMALL SCRIPT CHARACTER-")
SHORT_WORDS = 0xC0


def encoded(id):
    """A word in one byte, or two: never a zero, which ends a name."""
    if id < SHORT_WORDS:
        return bytes([id])
    id -= SHORT_WORDS
    return bytes([SHORT_WORDS + id // 255, 1 + id % 255])


def named_ranges():
    """Code points that follow each other and have names of their own; of numbered ones."""
    plain, numbered = [], []
    for code in range(LIMIT):
        name = unicodedata.name(chr(code), "")
        if not name or name.startswith("HANGUL SYLLABLE "):
            continue
        kind = next((i for i, p in enumerate(NUMBERED) if name == "%s%X" % (p, code)), None)
        ranges, row = (plain, [code, name]) if kind is None else (numbered, [code, kind])
        if ranges and ranges[-1][0] + ranges[-1][1] == code and (kind is None or ranges[-1][2] == kind):
            ranges[-1][1] += 1
        else:
            ranges.append([code, 1, row[1] if kind is not None else None])
    return plain, numbered


def character_names():
    plain, numbered = named_ranges()
    codes = [first + i for first, count, _ in plain for i in range(count)]
    texts = [unicodedata.name(chr(code)) for code in codes]
    uses = Counter(word for text in texts for word in text.split(" "))
    short = [word for word, _ in sorted(uses.items(), key=lambda u: (-u[1], u[0]))[:SHORT_WORDS - 1]]
    words = short + sorted(set(uses) - set(short))
    ids = {word: i + 1 for i, word in enumerate(words)}
    data, starts = bytearray([0]), []
    for i, text in enumerate(texts):
        if i % 32 == 0:
            starts.append(len(data))
        for word in text.split(" "):
            data += encoded(ids[word])
        data.append(0)
    assert len(words) <= SHORT_WORDS + (256 - SHORT_WORDS) * 255
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    assert all(word.isascii() and '"' not in word for word in words)
    ordinal, rows = 0, []
    for first, count, _ in plain:
        rows.append("{%d,%d}" % (first, ordinal))
        ordinal += count
    aliases = {}
    for alias in [a for line in ALIASES.split("\n") for a in line.split("|") if a] + [
            "VS%d" % i for i in range(1, 257)]:
        try:
            aliases[alias] = ord(unicodedata.lookup(alias))
        except KeyError:
            pass
    out = [f"constexpr unsigned shortWords = {SHORT_WORDS};\n",
           f"constexpr NameRange nameRanges[] = {{\n{numbers(rows)}\n}};\n",
           f"constexpr std::uint32_t nameCount = {len(codes)};\n",
           array("std::uint8_t", "nameData", data), array("std::uint32_t", "nameStarts", starts),
           array("std::uint32_t", "wordOffsets", offsets), "constexpr char wordText[] =\n"]
    joined = "".join(words)
    out += [f'"{joined[i:i + 96]}"\n' for i in range(0, len(joined), 96)]
    rows = ["{%d,%d,%d}" % tuple(r) for r in numbered]
    out.append(f";\nconstexpr NumberedRange numberedRanges[] = {{\n{numbers(rows)}\n}};\n")
    out.append("constexpr const char *numberedNames[] = {" + ",".join(f'"{p}"' for p in NUMBERED) + "};\n")
    rows = ['{"%s",%d}' % a for a in sorted(aliases.items())]
    out.append(f"constexpr NameAlias nameAliases[] = {{\n{numbers(rows)}\n}};\n")
    return "".join(out)


def old_version():
    """Unicode 3.2.0 as differences: what was not assigned yet, and records of the others."""
    before, unassigned, records, corrections = unicodedata.ucd_3_2_0, [], [], []

    def record(data, c):
        return (data.category(c), data.bidirectional(c), data.mirrored(c), data.decimal(c, -1),
                data.numeric(c, None), data.east_asian_width(c))
    for code in range(LIMIT):
        c = chr(code)
        if before.category(c) == "Cn" != unicodedata.category(c):
            if unassigned and unassigned[-1][0] + unassigned[-1][1] == code:
                unassigned[-1][1] += 1
            else:
                unassigned.append([code, 1])
            continue
        was = record(before, c)
        if was != record(unicodedata, c):
            number = "__builtin_nan(\"\")" if was[4] is None else repr(was[4])
            records.append("{%d,%d,%d,%d,%d,%d,%s}" % (
                code, CATEGORIES.index(was[0]), BIDI.index(was[1]), WIDTHS.index(was[5]), was[2],
                was[3], number))
        changed = before.normalize("NFKD", c)
        if changed != unicodedata.normalize("NFKD", c):
            assert len(changed) == 1
            corrections.append("{%d,%d}" % (code, ord(changed)))
    rows = ["{%d,%d}" % tuple(r) for r in unassigned]
    return (f"constexpr OldRange oldUnassigned[] = {{\n{numbers(rows)}\n}};\n"
            + f"constexpr OldRecord oldRecords[] = {{\n{numbers(records)}\n}};\n"
            + f"constexpr OldCorrection oldCorrections[] = {{\n{numbers(corrections)}\n}};\n"
            + "".join(f"constexpr const char {name}[][4] = {{\n" + ",".join(f'"{v}"' for v in values)
                      + "\n};\n" for name, values in (("oldBidi", BIDI), ("oldWidths", WIDTHS),
                                                       ("oldCategories", CATEGORIES))))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    head = (f"// Made by utils/gen_unicode.py from unicodedata {unicodedata.unidata_version}.\n")
    version = f'constexpr const char unicodeVersion[] = "{unicodedata.unidata_version}";\n'
    names = "constexpr const char categoryNames[][3] = {\n" + ",".join(
        f'"{c}"' for c in CATEGORIES) + "\n};\n"
    flags = "".join(f"constexpr std::uint16_t {name}Flag = 1 << {i};\n"
                    for i, name in enumerate(FLAGS))
    (folder / "unicode_types.inc").write_text(head + version + names + flags + types())
    (folder / "unicode_normal.inc").write_text(head + normal())
    (folder / "unicode_properties.inc").write_text(head + properties())
    (folder / "unicode_names.inc").write_text(head + character_names())
    (folder / "unicode_old.inc").write_text(head + old_version())


main()
