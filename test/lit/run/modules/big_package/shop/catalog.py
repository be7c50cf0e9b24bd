from .errors import OutOfStock, Unknown


class Catalog:
    def __init__(self):
        self._items = {}

    def add(self, name, price, stock):
        self._items[name] = [price, stock]

    def price(self, name):
        return self._find(name)[0]

    def take(self, name, n):
        item = self._find(name)
        if item[1] < n:
            raise OutOfStock(name, item[1])
        item[1] -= n

    def _find(self, name):
        try:
            return self._items[name]
        except KeyError:
            raise Unknown(name) from None
