def g(a: int, b: list[str] = None) -> None:
    pass
