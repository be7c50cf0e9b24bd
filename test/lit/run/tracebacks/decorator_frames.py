# exit: 1
import functools


def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)

    return wrapper


class Service:
    @logged
    def run(self, n):
        return self.step(n)

    @property
    def value(self):
        return self.missing

    def step(self, n):
        if n:
            return self.value
        return 0


print(Service().run(0))
Service().run(1)
