from .util import shout
