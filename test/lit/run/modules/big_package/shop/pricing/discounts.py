REGISTRY = {}


def register(f):
    REGISTRY[f.__name__] = f
    return f


@register
def bulk(total, lines):
    return total - 50 if sum(lines.values()) > 4 else total


@register
class Percent:
    def __init__(self, p):
        self.p = p

    def __call__(self, total, lines):
        return total * (100 - self.p) // 100
