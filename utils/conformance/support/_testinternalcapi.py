"""What test.support asks CPython's internals, as far as it has a meaning here: a search folder of the compiled tests."""


def get_config():
    return {"code_debug_ranges": 1}
