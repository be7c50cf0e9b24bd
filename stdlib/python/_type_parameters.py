"""What the syntax of type parameters and type aliases makes (PEP 695, PEP 696).

The instruction Intrinsic calls what Intrinsics.def names. Bounds, constraints, defaults and values of aliases
come as functions, which are called when they are first asked for.
"""
import types
import typing


class NoDefaultType:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = NoDefaultType()


class _Lazy:
    """An attribute that a function of the instance gives once; it hides this then."""

    def __init__(self, otherwise=None):
        self.otherwise = otherwise

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        evaluate = instance._evaluators.get(self.name)
        value = evaluate() if evaluate else self.otherwise
        vars(instance)[self.name] = value
        return value


class _Parameter:
    __infer_variance__ = True
    __covariant__ = __contravariant__ = False
    __bound__ = _Lazy()
    __default__ = _Lazy(NoDefault)

    def __init__(self, name, **evaluators):
        self.__name__ = name
        self._evaluators = evaluators

    def __repr__(self):
        return self.__name__

    def has_default(self):
        return "__default__" in self._evaluators


class TypeVar(_Parameter, typing.TypeVar, _root=True):
    __module__ = "typing"
    __constraints__ = _Lazy(())


class ParamSpec(_Parameter, typing.ParamSpec, _root=True):
    __module__ = "typing"


class TypeVarTuple(_Parameter, typing.TypeVarTuple, _root=True):
    __module__ = "typing"


class TypeAliasType:
    __module__ = "typing"
    __value__ = _Lazy()

    def __init__(self, name, evaluate, type_params):
        self.__name__ = name
        self.__module__ = evaluate.__module__
        self.__type_params__ = type_params
        self._evaluators = {"__value__": evaluate}

    def __init_subclass__(cls):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")

    @property
    def __parameters__(self):
        return _unpacked(self.__type_params__)

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def __getitem__(self, arguments):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return types.GenericAlias(self, arguments)

    def __or__(self, other):
        return typing.Union[self, other]

    def __ror__(self, other):
        return typing.Union[other, self]


def _unpacked(parameters):
    return tuple(typing.Unpack[each] if isinstance(each, TypeVarTuple) else each for each in parameters)


def TypeVarWithBound(name, evaluate):
    return TypeVar(name, __bound__=evaluate)


def TypeVarWithConstraints(name, evaluate):
    return TypeVar(name, __constraints__=evaluate)


def SetTypeParamDefault(parameter, evaluate):
    parameter._evaluators["__default__"] = evaluate
    return parameter


def SetFunctionTypeParams(function, parameters):
    function.__type_params__ = parameters
    return function


def SubscriptGeneric(parameters):
    return typing.Generic[_unpacked(parameters)]


TypeAlias = TypeAliasType
