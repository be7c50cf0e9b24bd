"""copy.deepcopy of nested containers, objects, shared and cyclic references. Usage: deepcopy.py [rounds], bench size 10000."""

import copy
import sys
from dataclasses import dataclass


@dataclass
class Address:
    street: str
    number: int


class Person:
    def __init__(self, name, address):
        self.name = name
        self.address = address
        self.friends = []


class Tagged:
    def __init__(self, tag):
        self.tag = tag
        self.copies = 0

    def __deepcopy__(self, memo):
        other = Tagged(self.tag)
        other.copies = self.copies + 1
        memo[id(self)] = other
        return other


def build():
    home = Address("Long Street", 7)
    people = [Person(f"p{i}", home) for i in range(4)]
    for a, b in zip(people, people[1:] + people[:1]):
        a.friends.append(b)
    tag = Tagged("t")
    return {
        "list": [1, 2, (43, 6, [7, 8])],
        "tuple": (("a", 1.5), (None, True)),
        "people": people,
        "tags": [tag, tag],
        "nested": {str(i): {"values": list(range(i)), "set": {i}} for i in range(6)},
    }


def main(rounds):
    data = build()
    for _ in range(rounds):
        data = copy.deepcopy(data)
    people = data["people"]
    print(
        people[0].friends[0] is people[1],
        people[3].friends[0] is people[0],
        people[0].address is people[2].address,
    )
    print(people[0].address, data["tags"][0] is data["tags"][1], data["tags"][0].copies)
    print(data["list"], data["tuple"], data["nested"]["5"])
    shallow = copy.copy(data)
    print(
        shallow["list"] is data["list"],
        copy.deepcopy((1, "x")),
        copy.copy(people[0]).friends is people[0].friends,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
