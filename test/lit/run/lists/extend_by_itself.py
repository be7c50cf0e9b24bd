# A list, or an instance of a subclass, that is extended by itself.
class L(list):
    pass


for made in list, L:
    items = made([1])
    items.extend(items)
    items += items
    print(items)
