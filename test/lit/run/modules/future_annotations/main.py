from __future__ import annotations
import mod


def f(a: undefined_type, *b: list[x], c: 1 / 0 = 3) -> "quoted":
    pass


class C:
    x: does_not_exist
    y: dict[str, nope] = {}


z: also_missing = 5
print(f.__annotations__, C.__annotations__, __annotations__, mod.g.__annotations__)
print(annotations.optional, annotations.compiler_flag > 0)
