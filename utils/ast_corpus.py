"""Programs for utils/ast_compare.py: files, the string constants of files, mutated statements.

All of them come from the library and tests of the running Python, so that nothing is copied here.
"""
import ast
import doctest
import io
import os
import random
import textwrap
import tokenize

# What a mutation puts in: tokens, and beginnings of literals that are wrong.
PIECES = (
    "( ) [ ] { } : , = == := if else for in not lambda * ** print \"x\" ' \" \"\"\" f\"{a}\" 1 1a 0777 "
    "$ ? \\ async await yield match case None True . ... -> @ import from as except try def class "
    "while with return del global ! # \u00e9 \u20ac b\"x\" rb\"\\x\" \"\\x1\" f\"{}\" f\"{a!x}\" "
    "f\"{a:{b}}\" f\"{\" f'{a' / - ~ is or and ; pass *a **k a=1 0x 1_ 1e 1.e5j type t\"{a}\""
).split() + ["\n", "\n    ", "\t", "(a b)", "x for x in y", "x y", 'f"{a b}"']


def python_files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in sorted(os.walk(path)):
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def parsed(path):
    """The text and tree of a file, or None if it is not UTF-8 or not valid."""
    try:
        with open(path, encoding="utf-8") as f:
            text = f.read()
        return text, ast.parse(text)
    except (SyntaxError, ValueError):
        return None


def write(folder, name, number, text):
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return
    with open(os.path.join(folder, "%s-%06d.py" % (name, number)), "wb") as f:
        f.write(data)


def write_strings(paths, folder):
    """Every short string constant is a program, and so is every example in a docstring."""
    found = {}
    for path in python_files(paths):
        source = parsed(path)
        for node in ast.walk(source[1]) if source else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and \
                    len(node.value) < 3000:
                found[node.value] = None
                try:
                    examples = doctest.DocTestParser().get_examples(node.value)
                except ValueError:
                    continue
                found.update((e.source, None) for e in examples)
    for number, text in enumerate(found):
        write(folder, "string", number, text)


def write_lines(paths, folder):
    """Every line "NAME | PROGRAM" of a file is a program, with \\n and other escapes."""
    for path in paths:
        with open(path, encoding="utf-8") as f:
            for number, line in enumerate(f, 1):
                program = line.rstrip("\n").split(" | ", 1)[-1]
                write(folder, os.path.basename(path), number,
                      program.encode("latin-1", "backslashreplace").decode("unicode_escape"))


def token_spans(text):
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    spans = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.string:
                spans.append((starts[token.start[0] - 1] + token.start[1],
                              starts[token.end[0] - 1] + token.end[1]))
    except (tokenize.TokenError, SyntaxError):
        pass
    return spans or [(0, len(text))]


def mutated(text, rng):
    """The text with one token deleted, doubled, replaced, or something put before it."""
    a, b = rng.choice(token_spans(text))
    kind = rng.randrange(7)
    if kind == 0:
        return text[:a] + text[b:]
    if kind == 1:
        return text[:a] + rng.choice(PIECES) + " " + text[a:]
    if kind == 2:
        return text[:a] + rng.choice(PIECES) + text[b:]
    if kind == 3:
        c, d = rng.choice(token_spans(text))
        return text[:a] + text[c:d] + text[b:]
    if kind == 4:
        return text[:a] + text[a:b] + " " + text[a:]
    if kind == 5:
        i = rng.randrange(len(text) + 1)
        return text[:i] + text[i + 1:]
    return text[:b]


def write_mutations(paths, folder, count, seed):
    """Statements of the files, each with one or two mutations."""
    rng = random.Random(seed)
    files = list(python_files(paths))
    number = 0
    while number < count:
        source = parsed(rng.choice(files))
        if not source:
            continue
        lines = source[0].split("\n")
        statements = [n for n in ast.walk(source[1])
                      if isinstance(n, ast.stmt) and n.end_lineno - n.lineno < 25]
        for node in rng.sample(statements, min(8, len(statements))):
            text = textwrap.dedent("\n".join(lines[node.lineno - 1:node.end_lineno]))
            text += rng.choice(("\n", "\n", "\n", "", "\nx = 1\n"))
            for _ in range(rng.choice((1, 1, 1, 2))):
                text = mutated(text, rng)
            write(folder, "mutation", number, text)
            number += 1
