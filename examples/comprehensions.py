"""A notebook of widgets filtered and grouped by comprehensions. Usage: comprehensions.py [rounds], bench size 10000."""

import sys
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    BIG = 1
    SMALL = 2
    HUGE = 3


@dataclass
class Widget:
    id: int
    owner: str
    kind: Kind
    links: list
    tags: frozenset

    def is_tagged(self, wanted):
        return any(t in self.tags for t in wanted)


class Notebook:
    def __init__(self, widgets):
        self.widgets = widgets
        self.by_id = {w.id: w for w in widgets}

    def kinds(self):
        return {k: [w.id for w in self.widgets if w.kind is k] for k in Kind}

    def owned_by(self, owner):
        return [w for w in self.widgets if w.owner == owner]

    def reachable(self, start):
        seen = {start}
        pending = [start]
        while pending:
            pending = [n for i in pending for n in self.by_id[i].links if n not in seen and not seen.add(n)]
        return seen

    def report(self, wanted):
        tagged = [w for w in self.widgets if w.is_tagged(wanted)]
        owners = {w.owner for w in tagged}
        return {o: sorted(w.id for w in tagged if w.owner == o) for o in sorted(owners)}

    def pairs(self):
        return [(a.id, b) for a in self.widgets for b in a.links if self.by_id[b].kind is not a.kind]


def make(n):
    kinds = list(Kind)
    return Notebook(
        [
            Widget(
                i,
                f"owner{i * 7 % 5}",
                kinds[i % 3],
                [(i * 3 + k) % n for k in range(1, 4)],
                frozenset({i % 4, i % 9}),
            )
            for i in range(n)
        ]
    )


def main(rounds):
    book = make(50)
    total = 0
    for r in range(rounds):
        total += sum(len(ids) for ids in book.kinds().values())
        total += sum(w.id for w in book.owned_by(f"owner{r % 5}"))
        total += len(book.reachable(r % 50))
        total += len([p for p in book.pairs() if p[0] < p[1]])
        report = book.report({r % 9, 8})
    print(total, report)
    print({k.name: v[:4] for k, v in book.kinds().items()}, book.pairs()[:3], sorted(book.reachable(3))[:5])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
