from shop import Cart, Catalog
from shop.errors import OutOfStock, ShopError
from shop.pricing import discounts
import shop.pricing.tax as tax

catalog = Catalog()
for name, price, n in (("apple", 50, 10), ("pear", 75, 2), ("fig", 120, 0)):
    catalog.add(name, price, n)
cart = Cart(catalog)
cart.put("apple", 3)
cart.put("pear", 2)
for item, n in (("fig", 1), ("kiwi", 1), ("apple", 8)):
    try:
        cart.put(item, n)
    except OutOfStock as e:
        print("out of stock:", e, e.left)
    except ShopError as e:
        print(type(e).__name__, e)
print(cart.total(), cart.total(discounts.bulk), cart.total(discounts.Percent(10)), tax.RATE)
print(cart)
print(sorted(discounts.REGISTRY))
