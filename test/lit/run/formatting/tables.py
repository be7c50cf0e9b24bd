rows = [
    ("Widget", 4, 3.5, True),
    ("Gadget with a long name", 120, 19.999, False),
    ("Ünïcødé 漢字", -7, 1234567.891, None),
]
heads = ("name", "qty", "price", "ok")
widths = [max(len(str(h)), *(len(str(r[i])) for r in rows)) for i, h in enumerate(heads)]
print(" | ".join(f"{h:<{w}}" for h, w in zip(heads, widths)))
print("-+-".join("-" * w for w in widths))
for n, q, p, ok in rows:
    print(f"{n:<{widths[0]}} | {q:>{widths[1]}} | {p:>{widths[2]},.2f} | {ok!s:^{widths[3]}}")
print("%-10s%5s%12s" % heads[:3])
for n, q, p, _ in rows:
    print("%-10.10s%5d%12.3f" % (n, q, p))
for i in range(1, 11):
    print("".join(f"{i * j:4d}" for j in range(1, 11)))
for n in (0, 1, 999, 1000, 1234567, 10**12, -98765):
    print(f"{n:>20,}|{n:<20_}|{n:^+20}|{n:=+20}|{n:020,}|{n:x}|{n:e}|{n:.3g}")
for f in (0.0, 0.5, 1 / 3, 2e10, 1e-9, 123456.789, -0.001):
    print(f"{f:>12.4f}|{f:<12.3e}|{f:^12.4g}|{f:+.2%}|{f:012.2f}|{f:,.1f}|{f!r:>24}|{f:n}")


def money(c):
    return f"{'-' if c < 0 else ''}${abs(c) // 100:,}.{abs(c) % 100:02}"


print([money(c) for c in (0, 5, 123, -123456, 100000000)])


def bar(v, top, width=20):
    full, part = divmod(int(v / top * width * 8), 8)
    return "█" * full + (" ▏▎▍▌▋▊▉"[part] if part else "")


for v in (0, 1, 2.5, 3.3, 7, 10):
    print(f"{v:>5}", bar(v, 10).ljust(20, "·"), f"{v / 10:>7.1%}")


def hexdump(b):
    for i in range(0, len(b), 16):
        chunk = b[i : i + 16]
        print(
            f"{i:08x}  {' '.join(f'{x:02x}' for x in chunk):<47}  |{''.join(chr(x) if 32 <= x < 127 else '.' for x in chunk)}|"
        )


hexdump(bytes(range(20)) + "Hello, wörld! 漢".encode())


def duration(s):
    m, s = divmod(s, 60)
    h, m = divmod(m, 60)
    d, h = divmod(h, 24)
    return (f"{d}d " if d else "") + f"{h:02}:{m:02}:{s:05.2f}"


print([duration(s) for s in (0, 59.999, 3661, 90061.5)])
print("\n".join(f"{'*' * (2 * i + 1):^15}" for i in range(5)))
print(
    *[f"{b:08b}" for b in (0, 1, 128, 255)],
    *[f"{b:#06x}" for b in (0, 255, 65535)],
    *[oct(8**i) for i in range(4)],
)
