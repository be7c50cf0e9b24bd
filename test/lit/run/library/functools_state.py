# State of partial objects; how often lru_cache hashes its arguments.
import functools
import inspect
import time


def capture(*args, **keywords):
    return args, keywords


p = functools.partial(capture)
p.attribute = 1
try:
    del p.__dict__
except TypeError as error:
    print(error)
p.__setstate__((capture, (1,), {"a": 10}, None))
print(p(2), p.__dict__)
p.__setstate__((capture, (), None, {"attribute": []}))
print(p(), p.__dict__)


class Counting:
    def __init__(self):
        self.count = 0

    def __hash__(self):
        self.count += 1
        return 7


for size in None, 1, 2:
    counting, other = Counting(), Counting()
    cached = functools.lru_cache(size)(lambda x: x)
    for argument in counting, counting, other, other, counting:
        cached(argument)
    print(size, counting.count, other.count, cached.cache_info())

for cls in object, float, list, enumerate, property, type, dict:
    print(cls.__text_signature__, cls.__doc__.partition("\n")[0])
print(inspect.signature(object), inspect.signature(float), inspect.signature(type(lambda: 0).__get__))
print(max.__doc__.partition("\n")[0])
info = time.get_clock_info("monotonic")
print(info.implementation, info.monotonic, info.adjustable, info.resolution)
for name in "process_time", "xxx":
    try:
        print(time.get_clock_info(name))
    except ValueError as error:
        print(error)
