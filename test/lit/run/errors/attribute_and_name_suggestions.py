# Suggestions are added when an uncaught error is printed, so the text is taken from what the default hook writes to stderr.
import contextlib
import io
import sys


class Long:
    def __init__(self):
        self.background_color = 1
        self.foreground_color = 2
        self._private = 3

    def compute_total(self):
        pass


def report(f):
    try:
        f()
    except Exception as e:
        with contextlib.redirect_stderr(io.StringIO()) as err:
            sys.__excepthook__(type(e), e, None)
        print(err.getvalue().strip().split("\n")[-1])


some_variable = 1
another_name = 2
o = Long()


def local_names():
    local_value = 1
    return local_valeu + local_value


for f in (
    lambda: o.background_colour,
    lambda: o.compute_totl,
    lambda: o.private,
    lambda: o.zzzzzz,
    lambda: Long.compute_tota,
    lambda: [].apend(1),
    lambda: "".uper(),
    lambda: {}.itemz(),
    lambda: (1).bit_lenght(),
    lambda: some_varible,
    lambda: another_nam,
    lambda: prnt,
    lambda: totally_unknown_thing,
    lambda: lenn,
    lambda: Tru,
    lambda: sys.versoin,
    lambda: sys.stdoutt,
    local_names,
    lambda: None.foo,
    lambda: (lambda: 0).__nam__,
    lambda: int.from_byte,
    lambda: o.x.y,
    lambda: a,
    lambda: o.b,
    lambda: self.x,
    lambda: io.StringIo,
    lambda: ValueErorr,
    lambda: o.background_color.foo,
):
    report(f)
