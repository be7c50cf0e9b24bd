from ..config import LEVEL
from . import engine

__all__ = ["engine"]
