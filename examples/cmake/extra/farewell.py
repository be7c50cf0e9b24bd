def leave(name):
    return f"Goodbye, {name}"
