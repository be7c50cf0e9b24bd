print("init pkg.sub.deep")
from .. import VERSION
from ..b import name as sibling
from . import __name__ as parent

value = (VERSION, parent)


def func():
    from ..a import up

    return up
