from .pricing import line_price
from .pricing.tax import with_tax


class Cart:
    def __init__(self, catalog):
        self.catalog, self.lines = catalog, {}

    def put(self, name, n=1):
        self.catalog.take(name, n)
        self.lines[name] = self.lines.get(name, 0) + n

    def total(self, discount=None):
        raw = sum(line_price(self.catalog.price(k), n) for k, n in self.lines.items())
        return with_tax(discount(raw, self.lines) if discount else raw)

    def __str__(self):
        return "\n".join(f"{n} x {k:<6} {line_price(self.catalog.price(k), n):>5}" for k, n in self.lines.items())
