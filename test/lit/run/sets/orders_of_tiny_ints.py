# The order in which sets of small ints list their items after they were made, copied, emptied in part and combined:
# where items want the same slot, where removed ones lie between, and where an item is not a small int.
state = 12345


def below(limit):
    global state
    state = (state * 1103515245 + 12345) % (1 << 31)
    return (state >> 8) % limit


OTHERS = (61, 62, 64, 125, -1, 2.5, True)


def made(length, frozen):
    items = set()
    for _ in range(length):
        items.add(below(61))
        if below(5) == 0:
            items.discard(below(61))
        if below(20) == 0 and items:
            items.pop()
    if below(12) == 0:
        items.add(OTHERS[below(len(OTHERS))])
    if below(12) == 0:
        items.discard(OTHERS[below(len(OTHERS))])
    return frozenset(items) if frozen else items


def combined(a, b):
    results = [a - b, b - a, a & b, b & a, a | b, a ^ b, a.copy(), set(a), a.difference(b), a.intersection(b)]
    for result in list(results):
        later = set(result)
        later |= a
        later -= b
        later.update(range(3))
        results.append(later)
        later = set(result)
        later &= a
        later.difference_update(b)
        later ^= set((1, 33, 41))
        results.append(later)
    relations = [(a <= r, r <= a, a < r, r == b, r.isdisjoint(b), b >= r) for r in results]
    return [list(r) for r in results], relations, hash(frozenset(results[1])), len(results[0])


total = 0
for i in range(500):
    a, b = made(below(70), i & 1), made(below((5, 14, 70)[i % 3]), i & 2)
    if i < 12:
        print(list(a), list(b))
    text = str(combined(a, b))
    total = (total * 31 + sum(ord(c) * (at % 97 + 1) for at, c in enumerate(text))) % (1 << 61)
    if i % 50 == 0:
        print(total, text[:300])
print(total)


class Holder:
    pass


def collected():
    import gc
    holder = Holder()
    holder.items = {1, 2, 3}
    holder.items.discard(2)
    holder.items.add(holder)
    holder.plain = frozenset(range(20)) - frozenset(range(15))
    gc.collect()
    print(len(holder.items), holder in holder.items, sorted(holder.plain))
    holder.items.discard(holder)
    gc.collect()
    print(holder.items, holder.items <= {1, 3}, holder.items & {3, 4})


collected()
