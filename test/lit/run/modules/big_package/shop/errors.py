class ShopError(Exception):
    pass


class OutOfStock(ShopError):
    def __init__(self, name, left):
        super().__init__(name)
        self.left = left


class Unknown(ShopError, KeyError):
    def __str__(self):
        return f"unknown item {self.args[0]!r}"
