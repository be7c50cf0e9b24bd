# exit: 1
def load(key):
    return {"a": 1}[key]


def get(key):
    try:
        return load(key)
    except KeyError as e:
        raise ValueError(f"no config for {key!r}") from e


get("b")
