# Struct sequences with their hidden fields and bound methods of builtin types, pickled and copied.
import time, os, sys, pickle, copy
t = time.gmtime(0)
print(t.__reduce__(), pickle.loads(pickle.dumps(t)) == t, pickle.loads(pickle.dumps(t)).tm_zone, copy.copy(t).tm_gmtoff)
print(time.struct_time(range(9)).__reduce__(), time.struct_time(range(9), {"tm_zone": "X"}).tm_zone)
print(time.struct_time(range(11)), time.struct_time(range(10), {"tm_zone": "no"}).tm_zone, time.struct_time(range(9)).tm_zone)
for arguments in ((range(9), 5), (range(9), None), (range(9), {}), (range(8), {}), (range(12),)):
    try:
        print(time.struct_time(*arguments).tm_gmtoff)
    except TypeError as error:
        print(error)
print(sys.version_info.__reduce__()[1], sorted(os.stat_result(range(10)).__reduce__()[1][1]))
for bound in ([1].__len__, "a".__add__, (5).__repr__):
    again = pickle.loads(pickle.dumps(bound))
    print(bound.__reduce__(), again, copy.copy(bound) == bound) if "0x" not in repr(bound) else print(again.__name__, again.__self__)
for descriptor in (bytearray.__dict__["maketrans"], dict.__dict__["fromkeys"], int.__dict__["real"], str.__dict__["join"],
                   int.__dict__["__add__"]):
    try:
        print(pickle.loads(pickle.dumps(descriptor)))
    except TypeError as error:
        print(error)
