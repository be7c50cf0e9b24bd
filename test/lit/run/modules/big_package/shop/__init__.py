"""A shop in several modules."""
from .cart import Cart
from .catalog import Catalog

__all__ = ["Cart", "Catalog"]
