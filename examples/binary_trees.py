"""Builds and drops many binary trees. Usage: binary_trees.py [depth], bench size 16."""

import sys


class Tree:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left, self.right = left, right


def build(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(build(depth - 1), build(depth - 1))


def check(t):
    return 1 if t.left is None else 1 + check(t.left) + check(t.right)


def tuples(depth):
    return (tuples(depth - 1), tuples(depth - 1)) if depth else (None, None)


def check_tuples(t):
    left, right = t
    return 1 if left is None else 1 + check_tuples(left) + check_tuples(right)


def main(top):
    low = 4
    print(f"stretch {top + 1}: {check(build(top + 1))}")
    kept = build(top)
    for depth in range(low, top + 1, 2):
        rounds = 1 << (top - depth + low)
        total = sum(check(build(depth)) for _ in range(rounds // 4 + 1))
        print(f"{rounds // 4 + 1} trees of depth {depth}: {total}")
    print(f"kept {check(kept)}, tuples {check_tuples(tuples(top))}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
