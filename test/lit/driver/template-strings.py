# t-strings, as PEP 750 has them: the oracle of test/lit/run is older.
# RUN: %dxpyc -o %t --interpret %s && %t | %FileCheck %s
# RUN: %dxpyc -o %t -O2 %s && %t | %FileCheck %s
import string.templatelib as templatelib
import string
from string.templatelib import Interpolation, Template

name, width = "wörld", 10
template = t"hello {name!r:>{width}}{name}, {1 + 1}"
# CHECK: True True True
print(string.templatelib is templatelib, type(template) is Template, isinstance(template.interpolations[0], Interpolation))
# CHECK: ('hello ', '', ', ', '')
print(template.strings)
# CHECK: ('wörld', 'wörld', 2)
print(template.values)
# CHECK: ['hello ', Interpolation('wörld', 'name', 'r', '>10'), Interpolation('wörld', 'name', None, ''), ', ', Interpolation(2, '1 + 1', None, '')]
print(list(template))
# CHECK: Template(strings=('', ''), interpolations=(Interpolation(10, 'width', 'r', ''),)) ('width=', '')
print(t"{width!r}", t"{width=}".strings)
# CHECK: ('a', 'b\\n', '') 2
both = t"a{1}b" rt"\n{2}"
print(both.strings, len(both.interpolations))
# CHECK: ('a', 'bc', '') (1, 3)
joined = t"a{1}b" + t"c{3}"
print(joined.strings, joined.values)
# CHECK: can only concatenate string.templatelib.Template (not "str") to string.templatelib.Template
try:
    t"a" + "b"
except TypeError as error:
    print(error)
# CHECK: () ('',) []
print(t"".values, t"".strings, list(t""))


def html(template):
    parts = []
    for item in template:
        match item:
            case str():
                parts.append(item)
            case Interpolation(value, _, conversion, spec):
                text = format(templatelib.convert(value, conversion), spec)
                parts.append(text.replace("<", "&lt;"))
    return "".join(parts)


# CHECK: <p>&lt;b> 3.14 '&lt;'</p>
print(html(t"<p>{'<b>'} {3.14159:.2f} {'<'!r}</p>"))
# CHECK: readonly attribute
try:
    template.strings = ()
except AttributeError as error:
    print(error)
# CHECK: ZeroDivisionError
try:
    t"{1 // 0}"
except ZeroDivisionError as error:
    print(type(error).__name__)
