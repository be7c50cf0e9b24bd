# Generators that a finaliser resumes when the modules are gone.
def count():
    number = 0
    while True:
        number += 1
        yield number


class Counter:
    def __init__(self, name):
        self.name, self.numbers, self.fresh = name, count(), count()

    def __del__(self):
        for number, _ in zip(self.numbers, range(3)):
            print(self.name, number)
        for number in self.numbers:
            if number > 45:
                break
        print(number, next(self.fresh), sum(n for n, _ in zip(self.fresh, range(30))))


held = Counter("held")
for number in held.numbers:
    if number > 30:
        break
cyclic = type("Holder", (), {})()
cyclic.self, cyclic.counter = cyclic, Counter("cyclic")
for number in cyclic.counter.numbers:
    if number > 30:
        break
