"""What t-strings are (PEP 750)."""
import types

__all__ = ["Interpolation", "Template", "convert"]


class Interpolation:
    __slots__ = __match_args__ = ("value", "expression", "conversion", "format_spec")
    __class_getitem__ = classmethod(types.GenericAlias)

    def __init__(self, value, expression="", conversion=None, format_spec=""):
        for name, part in ("expression", expression), ("format_spec", format_spec):
            if not isinstance(part, str):
                raise TypeError(f"Interpolation() argument '{name}' must be str, not {type(part).__name__}")
        if conversion not in (None, "a", "r", "s"):
            raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        for name, part in zip(self.__slots__, (value, expression, conversion, format_spec)):
            object.__setattr__(self, name, part)

    def __setattr__(self, name, value):
        raise AttributeError("readonly attribute" if name in self.__slots__ else _no_attribute(self, name))

    def __delattr__(self, name):
        self.__setattr__(name, None)

    def __init_subclass__(cls):
        raise TypeError("type 'string.templatelib.Interpolation' is not an acceptable base type")

    def __reduce__(self):
        return Interpolation, tuple(getattr(self, name) for name in self.__slots__)

    def __repr__(self):
        return f"Interpolation({self.value!r}, {self.expression!r}, {self.conversion!r}, {self.format_spec!r})"


class Template:
    __slots__ = ("strings", "interpolations")

    def __init__(self, *parts):
        strings, interpolations = [""], []
        for part in parts:
            if isinstance(part, str):
                strings[-1] += part
            elif isinstance(part, Interpolation):
                interpolations.append(part)
                strings.append("")
            else:
                raise TypeError("Template.__new__ *args need to be of type 'str' or 'Interpolation', "
                                f"got {type(part).__name__}")
        object.__setattr__(self, "strings", tuple(strings))
        object.__setattr__(self, "interpolations", tuple(interpolations))

    def __setattr__(self, name, value):
        raise AttributeError("readonly attribute" if name in self.__slots__ else _no_attribute(self, name))

    def __delattr__(self, name):
        self.__setattr__(name, None)

    def __init_subclass__(cls):
        raise TypeError("type 'string.templatelib.Template' is not an acceptable base type")

    @property
    def values(self):
        return tuple(part.value for part in self.interpolations)

    def __iter__(self):
        for text, interpolation in zip(self.strings, self.interpolations):
            if text:
                yield text
            yield interpolation
        if self.strings[-1]:
            yield self.strings[-1]

    def __add__(self, other):
        if isinstance(other, Template):
            return Template(*self, *other)
        raise TypeError('can only concatenate string.templatelib.Template '
                        f'(not "{type(other).__name__}") to string.templatelib.Template')

    def __reduce__(self):
        return Template, tuple(self)

    def __repr__(self):
        return f"Template(strings={self.strings!r}, interpolations={self.interpolations!r})"


def _no_attribute(instance, name):
    return f"'string.templatelib.{type(instance).__name__}' object has no attribute '{name}'"


def convert(obj, /, conversion):
    """Convert *obj* using formatted string literal semantics."""
    if conversion is None:
        return obj
    if conversion in ("s", "r", "a"):
        return {"s": str, "r": repr, "a": ascii}[conversion](obj)
    raise ValueError(f"invalid conversion specifier: {conversion}")
