class A:
    def __repr__(self):
        return "A-repr"


class B:
    def __str__(self):
        return "B-str"

    def __repr__(self):
        return "B-repr"


print(A(), [A()], B(), [B()], {B(): A()}, (B(),))
print(str(A()), repr(B()), f"{B()} {B()!r}", "%s %r" % (B(), B()))
print([1, "a", None, 2.0, (1,), {"k": [1]}, {1}, b"x", ...])
print(repr("tab\t nl\n cr\r nul\0 bell\x07 del\x7f é \u200b \U0001f600 \\"))
print(str([["a"]]), repr(range(3)), repr(slice(1, 2)), str(True))
a = [1]
a.append(a)
print(a)
d = {}
d["self"] = d
print(d)
print(print, len, int, list, type, Exception, ValueError)
print(type(1), type(A), type(None), type(...), type(NotImplemented))
print(range(5), range(1, 5), range(0, 10, 3))
