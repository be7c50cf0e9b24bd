def line_price(price, n):
    return price * n
