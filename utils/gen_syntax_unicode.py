#!/usr/bin/env python3
"""Write the Unicode tables of compiler/syntax from this Python's unicodedata.

Run by the build with DXPY_PYTHON, so that the tables are of the library's Unicode version.
usage: gen_syntax_unicode.py OUTPUT
"""
import sys
import textwrap
import unicodedata

# Formal aliases, which unicodedata looks up but does not list.
ALIASES = """
ACK|ACKNOWLEDGE|ALERT|ALM|APC|APPLICATION PROGRAM COMMAND|BACKSPACE|BEL|BOM|BPH|BREAK PERMITTED HERE
BS|BYTE ORDER MARK|BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS|CAN|CANCEL|CANCEL CHARACTER
CARRIAGE RETURN|CCH|CGJ|CHARACTER TABULATION|CHARACTER TABULATION SET
CHARACTER TABULATION WITH JUSTIFICATION|CONTROL SEQUENCE INTRODUCER|CR|CSI
CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR|CUNEIFORM SIGN NU11 TENU|DATA LINK ESCAPE|DC1|DC2|DC3|DC4
DCS|DEL|DELETE|DEVICE CONTROL FOUR|DEVICE CONTROL ONE|DEVICE CONTROL STRING|DEVICE CONTROL THREE
DEVICE CONTROL TWO|DLE|END OF GUARDED AREA|END OF LINE|END OF MEDIUM|END OF PROTECTED AREA
END OF SELECTED AREA|END OF TEXT|END OF TRANSMISSION|END OF TRANSMISSION BLOCK|ENQ|ENQUIRY|EOL|EOM
EOT|EPA|ESA|ESC|ESCAPE|ETB|ETX|FF|FILE SEPARATOR|FORM FEED|FS|FSI|FVS1|FVS2|FVS3|FVS4
GROUP SEPARATOR|GS|HANGUL JONGSEONG SSANGYESIEUNG|HANGUL JONGSEONG YESIEUNG-KHIEUKH
HANGUL JONGSEONG YESIEUNG-KIYEOK|HANGUL JONGSEONG YESIEUNG-SSANGKIYEOK|HIGH OCTET PRESET|HOP
HORIZONTAL TABULATION|HORIZONTAL TABULATION SET|HORIZONTAL TABULATION WITH JUSTIFICATION|HT|HTJ|HTS
IND|INDEX|INFORMATION SEPARATOR FOUR|INFORMATION SEPARATOR ONE|INFORMATION SEPARATOR THREE
INFORMATION SEPARATOR TWO|KANNADA LETTER LLLA|LAO LETTER FO FAY|LAO LETTER FO FON|LAO LETTER LO
LAO LETTER RO|LATIN CAPITAL LETTER GHA|LATIN SMALL LETTER GHA
LEFTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE|LF|LINE FEED|LINE TABULATION
LINE TABULATION SET|LOCKING-SHIFT ONE|LOCKING-SHIFT ZERO|LRE|LRI|LRM|LRO
MEDEFAIDRIN CAPITAL LETTER H|MEDEFAIDRIN CAPITAL LETTER NG|MEDEFAIDRIN SMALL LETTER H
MEDEFAIDRIN SMALL LETTER NG|MESSAGE WAITING|MICR DASH SYMBOL|MICR ON US SYMBOL|MMSP|MVS|MW|NAK|NBH
NBSP|NEGATIVE ACKNOWLEDGE|NEL|NEW LINE|NEXT LINE|NL|NO BREAK HERE|NUL|NULL|OPERATING SYSTEM COMMAND
OSC|PAD|PADDING CHARACTER|PARTIAL LINE BACKWARD|PARTIAL LINE DOWN|PARTIAL LINE FORWARD
PARTIAL LINE UP|PDF|PDI|PLD|PLU|PM|PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET
PRIVACY MESSAGE|PRIVATE USE ONE|PRIVATE USE TWO|PRIVATE USE-1|PRIVATE USE-2|PU1|PU2|RECORD SEPARATOR
REVERSE INDEX|REVERSE LINE FEED|RI|RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE|RLE
RLI|RLM|RLO|RS|SCI|SET TRANSMIT STATE|SGC|SHIFT IN|SHIFT OUT|SHY|SI|SINGLE CHARACTER INTRODUCER
SINGLE GRAPHIC CHARACTER INTRODUCER|SINGLE SHIFT THREE|SINGLE SHIFT TWO|SINGLE-SHIFT-2
SINGLE-SHIFT-3|SO|SOH|SOS|SP|SPA|SS2|SS3|SSA|ST|START OF GUARDED AREA|START OF HEADING
START OF PROTECTED AREA|START OF SELECTED AREA|START OF STRING|START OF TEXT|STRING TERMINATOR|STS
STX|SUB|SUBSTITUTE|SYN|SYNCHRONOUS IDLE|SYRIAC SUBLINEAR COLON SKEWED LEFT|TAB
TIBETAN MARK BKA- SHOG GI MGO RGYAN|UNIT SEPARATOR|US|VERTICAL TABULATION|VERTICAL TABULATION SET|VT
VTS|WEIERSTRASS ELLIPTIC FUNCTION|WJ|YI SYLLABLE ITERATION MARK|ZWJ|ZWNJ|ZWSP
"""

ALL = range(0x80, 0x110000)


def ranges(wanted):
    """The sorted (first, last) ranges of the code points that `wanted` holds for."""
    found, start = [], None
    for c in ALL:
        if wanted(c):
            if start is None:
                start = c
        elif start is not None:
            found.append((start, c - 1))
            start = None
    if start is not None:
        found.append((start, 0x10FFFF))
    return found


def emit(out, declaration, values):
    text = ", ".join(str(v) for v in values)
    out.write("%s = {\n%s};\n" % (declaration, textwrap.fill(text, 100)))


def emit_ranges(out, name, found):
    emit(out, "static constexpr uint32_t %s[]" % name, [v for pair in found for v in pair])


def continues(c):
    return not 0xD800 <= c < 0xE000 and ("a" + chr(c)).isidentifier()


def emit_normalization(out):
    """NFKD of identifier characters, combining classes and canonical compositions."""
    index, data, composed = [], [], []
    for c in ALL:
        if 0xD800 <= c < 0xE000 or 0xAC00 <= c < 0xD7A4:
            continue
        nfkd = unicodedata.normalize("NFKD", chr(c))
        if nfkd != chr(c) and continues(c):
            index.append((c, len(data), len(nfkd)))
            data.extend(ord(x) for x in nfkd)
        nfd = unicodedata.decomposition(chr(c)).split()
        if len(nfd) == 2 and not nfd[0].startswith("<"):
            a, b = (int(x, 16) for x in nfd)
            if unicodedata.normalize("NFC", chr(a) + chr(b)) == chr(c):
                composed.append((a, b, c))
    emit(out, "static constexpr uint32_t DecompositionIndex[]",
         [v for c, at, size in index for v in (c, at << 8 | size)])
    emit(out, "static constexpr uint32_t Decompositions[]", data)
    emit(out, "static constexpr uint32_t Compositions[]",
         [v for row in sorted(composed) for v in row])
    classes = [(c, unicodedata.combining(chr(c))) for c in ALL if unicodedata.combining(chr(c))]
    emit(out, "static constexpr uint32_t CombiningClasses[]", [v for row in classes for v in row])


def fingerprint(name):
    h = 0xCBF29CE484222325
    for b in name.encode():
        h = (h ^ b) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h ^ h >> 29


def emit_names(out):
    """48 bits of each name's hash and its code point; no name is stored."""
    names = {}
    for c in range(0x110000):
        name = unicodedata.name(chr(c), "")
        if name and not name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
            names[name] = c
    aliases = [a for line in ALIASES.split("\n") for a in line.split("|") if a]
    for alias in aliases + ["VS%d" % i for i in range(1, 257)]:
        try:
            found = unicodedata.lookup(alias)
        except KeyError:
            continue
        if len(found) == 1:
            names[alias] = ord(found)
    rows = sorted((fingerprint(n) & 0xFFFFFFFFFFFF, c) for n, c in names.items())
    assert len({h for h, _ in rows}) == len(rows), "two names share a fingerprint"
    emit(out, "static constexpr uint32_t NameHashHigh[]", [h >> 16 for h, _ in rows])
    emit(out, "static constexpr uint16_t NameHashLow[]", [h & 0xFFFF for h, _ in rows])
    emit(out, "static constexpr uint32_t NamedCharacters[]", [c for _, c in rows])
    cjk = ranges(lambda c: unicodedata.name(chr(c), "").startswith("CJK UNIFIED IDEOGRAPH-"))
    emit_ranges(out, "IdeographRanges", cjk)


def main():
    with open(sys.argv[1], "w") as out:
        out.write("// Generated by utils/gen_syntax_unicode.py: Unicode %s.\n"
                  % unicodedata.unidata_version)
        emit_ranges(out, "StartRanges", ranges(
            lambda c: not 0xD800 <= c < 0xE000 and chr(c).isidentifier()))
        emit_ranges(out, "ContinueRanges", ranges(continues))
        emit_ranges(out, "PrintableRanges", ranges(lambda c: chr(c).isprintable()))
        emit_normalization(out)
        emit_names(out)


if __name__ == "__main__":
    main()
