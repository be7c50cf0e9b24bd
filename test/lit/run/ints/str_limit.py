# Conversion limits of int <-> str.
import sys

print(
    sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold
)
for f in (
    lambda: str(10**5000),
    lambda: int("1" * 5000),
    lambda: repr(-(10**4300)),
    lambda: f"{10**4300}",
    lambda: "%d" % (10**4300),
):
    try:
        print(len(f()))
    except ValueError as e:
        print(e)
print(len(str(10**4299)), len(hex(10**5000)), len(bin(10**5000)), int("f" * 5000, 16).bit_length())
sys.set_int_max_str_digits(0)
s = str(7**9000)
print(len(s), int(s) == 7**9000, s[:10], s[-10:])
sys.set_int_max_str_digits(700)
try:
    str(10**700)
except ValueError as e:
    print(e)
try:
    sys.set_int_max_str_digits(100)
except ValueError as e:
    print(e)
