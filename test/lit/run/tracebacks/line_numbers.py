import sys
import traceback


def line_of(f):
    try:
        f()
    except Exception as e:
        tb = e.__traceback__
        out = []
        while tb:
            out.append(tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno)
            tb = tb.tb_next
        return out[1:]


def multi_call():
    print(
        1,
        2 +
        None,
    )


def multi_expr():
    return (1 +
            2 +
            "x")


def in_if():
    x = 5

    if (x > 3 and
            x < "a"):
        pass


def in_dict():
    return {
        "a": 1,
        "b": 1 / 0,
        "c": 2,
    }


def in_list():
    return [
        1,
        [
            2, undefined
        ]]


def in_call_args():
    return max(
        3,
        int("x"),
        5)


def in_chain():
    return ("abc"
            .upper()
            .nope()
            .lower())


def in_with():
    with (
        open("/nonexistent/a")
    ) as f:
        pass


def in_for():
    for i in (
            1, 2):
        if i == 2:
            raise ValueError


def in_while():
    n = 3
    while n:
        n -= 1
        10 / n


def in_try():
    try:
        pass
    finally:
        raise ValueError


def in_except():
    try:
        1 / 0
    except \
            undefined_exc:
        pass


def in_lambda():
    f = (lambda x:
         x.attr)
    return f(
        5)


def in_comp():
    return [
        x
        for x in [1, 0]
        if 1 / x
    ]


def in_assert():
    assert (
        False
    ), "msg"


def in_return():
    return \
        1 \
        / 0


def in_fstring():
    return f"""
    {1}
    {undefined}
    """


def in_decorator():
    @undefined
    def f():
        pass


def in_default():
    def f(
        a=1,
        b=undefined,
    ):
        pass


def in_class():
    class A:
        x = 1

        y = undefined


def in_del():
    x = {}
    del x[
        "a"]


def in_unpack():
    (a,
     b) = \
        [1]


def in_aug():
    x = 1
    x += \
        "a"


def in_match():
    match 5:
        case 1:
            pass
        case x if x.attr:
            pass


for f in [v for k, v in list(globals().items()) if k.startswith(("in_", "multi_"))]:
    print(f.__name__, line_of(f))
