# Recursion through C++ alone counts towards the recursion limit.
import sys


class Calls:
    pass


Calls.__call__ = Calls()


class Text:
    pass


Text.__repr__ = Text.__str__

nested_list, nested_tuple, nested_dict = [], int, {}
for _ in range(sys.getrecursionlimit() + 100):
    nested_list, nested_tuple, nested_dict = [nested_list], (nested_tuple,), {0: nested_dict}
group = ValueError(1)
for _ in range(sys.getrecursionlimit() + 100):
    group = ExceptionGroup("group", [group])

for action in (Calls(), lambda: str(Text()), lambda: repr(Text()), lambda: repr(nested_list), lambda: repr(nested_dict),
               lambda: isinstance("x", nested_tuple), lambda: issubclass(str, nested_tuple),
               lambda: group.split(ValueError), lambda: nested_list == [nested_list[0][:]]):
    try:
        action()
        print("done")
    except RecursionError as error:
        print(str(error).partition(" while")[0].partition(" in ")[0])
