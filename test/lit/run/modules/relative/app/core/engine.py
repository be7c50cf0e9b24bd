from ..util import shout
from .. import config
from . import __name__ as here


def run(name):
    return f"{shout(name)} at level {config.LEVEL} in {here}"
