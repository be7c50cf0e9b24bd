# (In which order is not compared.) Arguments of a call that cannot be bound, and the instance it was for, are dropped by code that calls on.
dropped = []


class Base:
    def __del__(self):
        try:
            closed = self.closed
        except AttributeError as error:
            dropped.append(f"{type(self).__name__} {error}")
            return
        dropped.append(f"{type(self).__name__} {closed}")


class Mixin(Base):
    @property
    def closed(self):
        return self.raw.closed

    @property
    def raw(self):
        return self._raw


class Writer(Mixin):
    def __init__(self, raw, size=1, *, flag=0):
        self._raw = raw


class Raw(Base):
    closed = False


def function(first, second=None):
    pass


for action in (lambda: Writer(Raw(), 8, 12), lambda: Writer(Raw(), Raw(), Raw(), Raw()), lambda: Writer(size=Raw()),
               lambda: Writer(Raw(), raw=Raw()), lambda: Writer(Raw(), other=Raw()), lambda: function(Raw(), Raw(), Raw()),
               lambda: function(Raw(), *[Raw(), Raw(), Raw()], **{"x": Raw()})):
    try:
        action()
    except TypeError as error:
        print(error)
    print(sorted(dropped))
    dropped.clear()
