# RUN: dxpy-dpb --emit=dpb %s | %FileCheck %s

x = [1, True, 1.0, 0.0, -0.0, 10 ** 20, -5, 1 + 2j, b"\x00a", "a" * 3, (1, (2, None)), ...]
# CHECK: constant k0 tuple(int 1, True, float 1, float 0, float -0, big +0x6bc75e2d63100000:0x5, int -5, complex 1 2, b"\x00a", "aaa", tuple(int 1, tuple(int 2, None)), Ellipsis)
y = z in {1, 2.0, 2, "s"}
# CHECK: constant k1 frozenset(int 1, float 2, "s")
z = 10 // 3, 10 % -3, 7.5 // -2, 1 << 100, ~5, not 1, "abc"[-1], -7 >> 1, 3 / 4, 2 ** -1
# CHECK: constant k2 tuple(int 3, int -2, float -4, big +0x0:0x1000000000, int -6, False, "c", int -4, float 0.75, float 0.5)
w = 1 / 0, "a" + 1
# CHECK: BinaryTrueDiv
# CHECK: BinaryAdd
