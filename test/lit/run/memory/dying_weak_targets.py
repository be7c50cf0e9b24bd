# Callbacks that run while a long chain is dropped see no object whose turn is still to come.
import gc
import weakref


class C:
    def __init__(self, parent):
        if parent is None:
            return
        own = weakref.ref(self)

        def callback(reference):
            seen.append(own() is None)

        self.parent = weakref.ref(parent, callback)


seen = []
table = weakref.WeakKeyDictionary()
root = c = C(None)
for n in range(100):
    table[c] = c = C(c)
del root
gc.collect()
print(len(table), len(seen))
del c
gc.collect()
print(len(table), len(seen))

import _warnings  # noqa: E402

for arguments in (None, UserWarning, None, None), ("text", UserWarning, None, 1), ("text", None, None, 1), \
        ("text", UserWarning, "file", 1, "m", 42):
    try:
        _warnings.warn_explicit(*arguments)
    except TypeError as error:
        print(error)
