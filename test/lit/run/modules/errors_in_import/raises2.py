try:
    import raises

    state = "imported"
except ValueError:
    state = "fallback"
