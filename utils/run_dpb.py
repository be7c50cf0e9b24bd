#!/usr/bin/env python3
"""Runs the text form of DPB on CPython's objects.

usage: run_dpb.py DXPY_DPB FILE.py [arguments]

An executable reading of Opcodes.def that shares no code with the interpreter:
the bytecode compiler is tested by it alone. Slow. Functions are CPython
functions whose body runs the registers, so that types, generators' protocol
and classes are CPython's own. Generators run as CPython generators.
"""
import builtins
import operator
import os
import re
import subprocess
import sys
import types

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from compare_code import STRING, unquote

sys.setrecursionlimit(20000)
UNDEF = type("undef", (), {"__repr__": lambda self: "<undef>"})()
CELL_EMPTY = types.CellType


class Code:
    def __init__(self):
        self.constants, self.names, self.locals, self.kinds = [], [], [], []
        self.code, self.handlers, self.at = [], [], {}
        self.doc = None


class Parser:
    """Reads the text form; constants become Python objects."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.next = 0

    def code(self, first):
        code = Code()
        code.name = unquote(STRING.search(first).group(1))
        while True:
            line = self.lines[self.next].strip()
            self.next += 1
            word = line.split(" ", 1)[0]
            if word == "end":
                break
            if word == "qualname":
                code.qualname = unquote(STRING.search(line).group(1))
            elif word == "file":
                code.line = int(line.rsplit(" ", 1)[1])
            elif word == "flags":
                code.flags = int(line.split()[1], 16)
            elif word == "registers":
                parts = line.split()
                code.registers, code.args, code.posonly, code.kwonly = map(int, parts[1::2])
            elif word == "doc":
                code.doc = unquote(STRING.search(line).group(1))
            elif word == "local":
                match = STRING.search(line)
                code.locals.append(unquote(match.group(1)))
                code.kinds.append(line[match.end():].split())
            elif word == "constant":
                text = line.split(" ", 2)[2]
                code.constants.append(self.code(text) if text.startswith("code ") else self.constant(text)[0])
            elif word == "name":
                code.names.append(unquote(STRING.search(line).group(1)))
            elif word == "handler":
                parts = re.findall(r"\d+", line)
                code.handlers.append(tuple(map(int, parts)) + (line.endswith("lasti"),))
            else:
                self.instruction(code, line)
        code.first_temp = len(code.locals)
        return code

    def constant(self, text):
        if text.startswith('"'):
            match = STRING.match(text)
            return unquote(match.group(1)), text[match.end():]
        if text.startswith('b"'):
            match = STRING.match(text, 1)
            raw = match.group(1).encode("ascii")
            return eval(b'b"' + raw + b'"'), text[match.end():]
        match = re.match(r"[A-Za-z]+", text)
        word, rest = match.group(), text[match.end():]
        if word in ("None", "True", "False", "Ellipsis"):
            return eval(word), rest
        if word == "int":
            match = re.match(r" (-?\d+)", rest)
            return int(match.group(1)), rest[match.end():]
        if word == "big":
            match = re.match(r" ([+-])([0-9a-fx:]+)", rest)
            value = sum(int(limb, 16) << (64 * i) for i, limb in enumerate(match.group(2).split(":")))
            return (-value if match.group(1) == "-" else value), rest[match.end():]
        if word == "float":
            return self.real(rest)
        if word == "complex":
            re_part, rest = self.real(rest)
            im_part, rest = self.real(rest)
            return complex(re_part, im_part), rest
        items, rest = [], rest[1:]
        while not rest.startswith(")"):
            item, rest = self.constant(rest.removeprefix(", "))
            items.append(item)
        return (tuple(items) if word == "tuple" else frozenset(items)), rest[1:]

    @staticmethod
    def real(text):
        match = re.match(r" bits (0x[0-9a-f]+)", text)
        if match:
            import struct
            return struct.unpack("<d", struct.pack("<Q", int(match.group(1), 16)))[0], text[match.end():]
        match = re.match(r" (-?[0-9.]+(e[+-]?\d+)?)", text)
        return float(match.group(1)), text[match.end():]

    @staticmethod
    def instruction(code, line):
        line = re.sub(r" @\d+:[?\d]+-\d+:[?\d]+$", "", line)
        match = re.search(r" x=(\d+)$", line)
        x = int(match.group(1)) if match else 0
        if match:
            line = line[:match.start()]
        pc, name, *rest = line.split(" ", 2)
        operands = []
        first = len(code.locals)
        for part in (rest[0].split(", ") if rest else []):
            kind, number = part[0], part[1:]
            operands.append(int(number) + (first if kind == "t" else 0) if kind in "rtkn" else int(part))
        code.at[int(pc)] = len(code.code)
        code.code.append((int(pc), name.removesuffix(".w"), x, operands))


BINARY = {"Add": operator.add, "Sub": operator.sub, "Mul": operator.mul, "TrueDiv": operator.truediv,
          "FloorDiv": operator.floordiv, "Mod": operator.mod, "Pow": operator.pow, "LShift": operator.lshift,
          "RShift": operator.rshift, "And": operator.and_, "Or": operator.or_, "Xor": operator.xor,
          "MatMul": operator.matmul}
INPLACE = {"Add": operator.iadd, "Sub": operator.isub, "Mul": operator.imul, "TrueDiv": operator.itruediv,
           "FloorDiv": operator.ifloordiv, "Mod": operator.imod, "Pow": operator.ipow,
           "LShift": operator.ilshift, "RShift": operator.irshift, "And": operator.iand, "Or": operator.ior,
           "Xor": operator.ixor, "MatMul": operator.imatmul}
SIMPLE = {"Binary" + k: v for k, v in BINARY.items()}
SIMPLE.update({"Inplace" + k: v for k, v in INPLACE.items()})
SIMPLE.update({"CompareLt": operator.lt, "CompareLe": operator.le, "CompareEq": operator.eq,
               "CompareNe": operator.ne, "CompareGt": operator.gt, "CompareGe": operator.ge,
               "Is": operator.is_, "IsNot": operator.is_not, "In": lambda a, b: a in b,
               "NotIn": lambda a, b: a not in b, "LoadSubscr": operator.getitem})
UNARY = {"Negative": operator.neg, "Positive": operator.pos, "Invert": operator.invert, "Not": operator.not_,
         "ToBool": bool, "GetIter": iter, "ListToTuple": tuple}


class Frame:
    def __init__(self, code, registers, function_globals, namespace):
        self.code, self.r, self.globals, self.namespace = code, registers, function_globals, namespace
        self.pc = 0
        self.handled = []


def has_temp(frame, reg):
    return reg >= frame.code.first_temp


class Escaped(Exception):
    """Carries a StopIteration out of the generator that is the interpreter."""


@types.coroutine
def step_loop(frame):
    """The interpreter: a generator that yields what the frame yields and returns its result."""
    code, r = frame.code, frame.r
    first = code.first_temp
    index = 0

    def use(reg):
        value = r[reg]
        if value is UNDEF and reg >= first:
            raise AssertionError(f"temporary t{reg - first} of {code.qualname} is not live at {pc}")
        if reg >= first:
            r[reg] = UNDEF
        return value

    def put(reg, value):
        if reg >= first and r[reg] is not UNDEF:
            raise AssertionError(f"temporary t{reg - first} of {code.qualname} is live at {pc}")
        r[reg] = value

    def load_global(name):
        if name in frame.globals:
            return frame.globals[name]
        if hasattr(builtins, name):
            return getattr(builtins, name)
        raise NameError(f"name '{name}' is not defined")

    def load_name(name):
        try:
            return frame.namespace[name]
        except KeyError:
            return load_global(name)

    while True:
        pc, op, x, o = code.code[index]
        index += 1
        try:
            if op in SIMPLE:
                b, c = use(o[1]), use(o[2])
                put(o[0], SIMPLE[op](b, c))
            elif op in UNARY:
                put(o[0], UNARY[op](use(o[1])))
            elif op == "Move":
                put(o[0], use(o[1]))
            elif op == "Copy":
                put(o[0], r[o[1]])
            elif op == "LoadConst":
                put(o[0], code.constants[o[1]])
            elif op == "LoadGlobal":
                put(o[0], load_global(code.names[o[1]]))
            elif op == "StoreGlobal":
                frame.globals[code.names[o[1]]] = use(o[0])
            elif op == "DeleteGlobal":
                name = code.names[o[0]]
                if name not in frame.globals:
                    raise NameError(f"name '{name}' is not defined")
                del frame.globals[name]
            elif op == "LoadName":
                put(o[0], load_name(code.names[o[1]]))
            elif op == "StoreName":
                frame.namespace[code.names[o[1]]] = use(o[0])
            elif op == "DeleteName":
                name = code.names[o[0]]
                try:
                    del frame.namespace[name]
                except KeyError:
                    raise NameError(f"name '{name}' is not defined") from None
            elif op == "LoadCell":
                put(o[0], cell_value(code, r, o[1]))
            elif op == "StoreCell":
                r[o[1]].cell_contents = use(o[0])
            elif op == "DeleteCell":
                cell_value(code, r, o[0])
                del r[o[0]].cell_contents
            elif op == "MakeCell":
                r[o[0]] = types.CellType() if r[o[0]] is UNDEF else types.CellType(r[o[0]])
            elif op == "LoadClassCell":
                name = code.names[o[2]]
                put(o[0], frame.namespace[name] if name in frame.namespace else cell_value(code, r, o[1]))
            elif op == "LoadAttr":
                put(o[0], getattr(use(o[1]), code.names[o[2]]))
            elif op == "StoreAttr":
                value, target = use(o[0]), use(o[1])
                setattr(target, code.names[o[2]], value)
            elif op == "DeleteAttr":
                delattr(use(o[0]), code.names[o[1]])
            elif op == "LoadSuperAttr" or op == "LoadSuperMethod":
                sup, klass, obj = use(o[1]), use(o[1] + 1), use(o[1] + 2)
                if x & 1:
                    klass = klass.cell_contents
                put(o[0], getattr(sup(klass, obj), code.names[o[2]]))
                if op == "LoadSuperMethod":
                    put(o[0] + 1, NO_SELF)
            elif op == "LoadMethod":
                value = use(o[1])
                put(o[0], getattr(value, code.names[o[2]]))
                put(o[0] + 1, NO_SELF)
            elif op == "StoreSubscr":
                value, target, key = use(o[0]), use(o[1]), use(o[2])
                target[key] = value
            elif op == "DeleteSubscr":
                target, key = use(o[0]), use(o[1])
                del target[key]
            elif op == "CheckBound":
                if r[o[0]] is UNDEF:
                    raise UnboundLocalError(f"cannot access local variable '{code.locals[o[0]]}' "
                                            "where it is not associated with a value")
            elif op == "DeleteLocal":
                if r[o[0]] is UNDEF:
                    raise UnboundLocalError(f"cannot access local variable '{code.locals[o[0]]}' "
                                            "where it is not associated with a value")
                r[o[0]] = UNDEF
            elif op == "ClearLocal":
                r[o[0]] = UNDEF
            elif op == "Drop":
                use(o[0])
            elif op == "LoadBuildClass":
                put(o[0], build_class)
            elif op == "LoadAssertionError":
                put(o[0], AssertionError)
            elif op == "Jump":
                index = code.at[o[0]]
            elif op in ("JumpIfTrue", "JumpIfFalse", "JumpIfTrueKeep", "JumpIfFalseKeep"):
                value = r[o[0]] if op.endswith("Keep") else use(o[0])
                if bool(value) == op.startswith("JumpIfTrue"):
                    index = code.at[o[1]]
            elif op in ("JumpIfNone", "JumpIfNotNone"):
                if (use(o[0]) is None) == (op == "JumpIfNone"):
                    index = code.at[o[1]]
            elif op == "ForIter":
                try:
                    value = next(r[o[1]])
                except StopIteration:
                    r[o[1]] = UNDEF
                else:
                    put(o[0], value)
                    index = code.at[o[2]]
            elif op == "Return":
                return use(o[0])
            elif op == "Yield":
                value = use(o[1])
                if x & 1:
                    put(o[0], (yield Delegated(value)))
                else:
                    put(o[0], (yield value))
            elif op == "AsyncGenWrap":
                put(o[0], Wrapped(use(o[1])))
            elif op == "GetYieldFromIter":
                value = use(o[1])
                put(o[0], value if isinstance(value, (types.GeneratorType, types.CoroutineType)) else iter(value))
            elif op == "Send":
                value, iterator = use(o[0]), r[o[1]]
                # the Yield that follows is ours to do, so that what is thrown in reaches the iterator
                r[o[1]] = UNDEF
                result = yield from delegate(value, iterator)
                put(o[0], result)
                index = code.at[o[2]]
            elif op in ("Call", "CallKw", "CallEx"):
                value = call(frame, op, x, o, use)
                if not x & 1:
                    put(o[0], value)
            elif op == "MakeFunction":
                base = o[2]
                extras = {}
                for bit, name in ((1, "defaults"), (2, "kwdefaults"), (4, "annotations"), (8, "closure")):
                    if x & bit:
                        extras[name] = use(base)
                        base += 1
                put(o[0], make_function(code.constants[o[1]], frame.globals, **extras))
            elif op in ("BuildTuple", "BuildList", "BuildSet", "BuildString"):
                values = [use(o[1] + i) for i in range(o[2])]
                put(o[0], {"BuildTuple": tuple, "BuildList": list, "BuildSet": set,
                           "BuildString": "".join}[op](values))
            elif op == "BuildDict":
                values = [(use(o[1] + 2 * i), use(o[1] + 2 * i + 1)) for i in range(o[2])]
                put(o[0], dict(values))
            elif op == "BuildSlice":
                put(o[0], slice(*[use(o[1] + i) for i in range(o[2])]))
            elif op == "ListAppend":
                r[o[1]].append(use(o[0]))
            elif op == "SetAdd":
                r[o[1]].add(use(o[0]))
            elif op == "DictSet":
                value, key = use(o[0]), use(o[2])
                r[o[1]][key] = value
            elif op == "ListExtend":
                value = use(o[0])
                if not hasattr(value, "__iter__") and not hasattr(value, "__getitem__"):
                    raise TypeError(f"Value after * must be an iterable, not {type(value).__name__}")
                r[o[1]].extend(value)
            elif op == "SetUpdate":
                r[o[1]].update(use(o[0]))
            elif op == "DictUpdate":
                value = use(o[0])
                if not hasattr(value, "keys"):
                    raise TypeError(f"'{type(value).__name__}' object is not a mapping")
                r[o[1]].update(value)
            elif op == "DictMerge":
                value, target, function = use(o[0]), r[o[1]], r[o[2]]
                name = getattr(function, "__qualname__", str(function)) + "()"
                module = getattr(function, "__module__", None)
                if module and module != "builtins":
                    name = f"{module}.{name}"
                if not hasattr(value, "keys"):
                    raise TypeError(f"{name} argument after ** must be a mapping, not {type(value).__name__}")
                for key in value.keys():
                    if key in target:
                        raise TypeError(f"{name} got multiple values for keyword argument '{key}'")
                    target[key] = value[key]
            elif op == "Unpack":
                values = unpack(use(o[1]), o[2])
                for i, value in enumerate(values):
                    put(o[0] + i, value)
            elif op == "UnpackEx":
                before, after = o[2], x
                values = list(iter(use(o[1])))
                if len(values) < before + after:
                    raise ValueError(f"not enough values to unpack (expected at least {before + after}, "
                                     f"got {len(values)})")
                end = len(values) - after
                values = values[:before] + [values[before:end]] + values[end:]
                for i, value in enumerate(values):
                    put(o[0] + i, value)
            elif op == "FormatValue":
                value = use(o[1])
                spec = use(o[2]) if x & 4 else ""
                conversion = x & 3
                value = (lambda v: v, str, repr, ascii)[conversion](value)
                put(o[0], format(value, spec))
            elif op == "Raise":
                exception = use(o[0]) if x else None
                cause = use(o[1]) if x > 1 else UNDEF
                if not x:
                    exception = frame.handled[-1] if frame.handled else sys.exc_info()[1]
                    if exception is None:
                        raise RuntimeError("No active exception to reraise")
                    raise exception
                do_raise(exception, cause, x)
            elif op == "Reraise":
                exception = use(o[0])
                if x & 1:
                    use(o[1])
                raise exception
            elif op == "PushExc":
                put(o[0], tuple(frame.handled))
                frame.handled.append(r[o[1]])
            elif op == "PopExc":
                frame.handled[:] = use(o[0])
            elif op == "MatchExc":
                klass = use(o[2])
                for one in klass if isinstance(klass, tuple) else (klass,):
                    if not (isinstance(one, type) and issubclass(one, BaseException)):
                        raise TypeError("catching classes that do not inherit from BaseException is not allowed")
                put(o[0], isinstance(r[o[1]], klass))
            elif op == "MatchExcGroup":
                exception, klass = use(o[1]), use(o[2])
                if exception is None:
                    match, rest = None, None
                elif isinstance(exception, klass):
                    match, rest = exception, None
                    if not isinstance(exception, BaseExceptionGroup):
                        match = ExceptionGroup("", [exception])
                elif isinstance(exception, BaseExceptionGroup):
                    match, rest = exception.split(klass)
                else:
                    match, rest = None, exception
                put(o[0], rest)
                put(o[0] + 1, match)
            elif op == "PrepReraiseStar":
                original, some = use(o[1]), [e for e in use(o[2]) if e is not None]
                put(o[0], prep_reraise_star(original, some))
            elif op in ("WithEnter", "AsyncWithEnter"):
                manager = use(o[1])
                enter, leave = ("__aenter__", "__aexit__") if op[0] == "A" else ("__enter__", "__exit__")
                kind = type(manager)
                if not hasattr(kind, enter):
                    which = "asynchronous context manager" if op[0] == "A" else "context manager"
                    raise TypeError(f"'{kind.__name__}' object does not support the {which} protocol")
                bound = getattr(kind, leave).__get__(manager, kind)
                value = getattr(kind, enter)(manager)
                put(o[0], bound)
                put(o[0] + 1, value)
            elif op == "WithExit":
                leave = use(o[1])
                if x & 1:
                    put(o[0], leave(None, None, None))
                else:
                    exception = r[o[2]]
                    put(o[0], in_handler(frame, leave, type(exception), exception, exception.__traceback__))
            elif op == "GetAwaitable":
                put(o[0], awaitable(use(o[1])))
            elif op == "GetAiter":
                put(o[0], aiter(use(o[1])))
            elif op == "GetAnext":
                value = r[o[1]]
                put(o[0], awaitable(type(value).__anext__(value)))
            elif op == "EndAsyncFor":
                exception = use(o[0])
                use(o[1])
                if not isinstance(exception, StopAsyncIteration):
                    raise exception
            elif op == "MatchSequence":
                value = r[o[1]]
                put(o[0], bool(type(value).__flags__ & (1 << 5)))
            elif op == "MatchMapping":
                put(o[0], bool(type(r[o[1]]).__flags__ & (1 << 6)))
            elif op == "MatchKeys":
                subject, keys, found = r[o[1]], r[o[2]], []
                sentinel = object()
                for key in keys:
                    value = subject.get(key, sentinel)
                    if value is sentinel:
                        found = None
                        break
                    found.append(value)
                put(o[0], None if found is None else tuple(found))
            elif op == "MatchClass":
                klass, names = use(o[2]), use(o[2] + 1)
                put(o[0], match_class(r[o[1]], klass, x, names))
            elif op == "GetLen":
                put(o[0], len(r[o[1]]))
            elif op == "ImportName":
                level, names = use(o[1]), use(o[1] + 1)
                put(o[0], __import__(code.names[o[2]], frame.globals, frame.namespace, names, level))
            elif op == "ImportFrom":
                module, name = r[o[1]], code.names[o[2]]
                try:
                    value = getattr(module, name)
                except AttributeError:
                    full = f"{module.__name__}.{name}"
                    if full not in sys.modules:
                        raise ImportError(f"cannot import name {name!r} from {module.__name__!r} "
                                          f"({getattr(module, '__file__', 'unknown location')})") from None
                    value = sys.modules[full]
                put(o[0], value)
            elif op == "ImportStar":
                module = use(o[0])
                names = getattr(module, "__all__", None) or [n for n in vars(module) if n[0] != "_"]
                for name in names:
                    frame.namespace[name] = getattr(module, name)
            elif op == "Locals":
                put(o[0], frame.namespace)
            elif op == "SetupAnnotations":
                if "__annotations__" not in frame.namespace:
                    frame.namespace["__annotations__"] = {}
            elif op == "DisplayHook":
                sys.displayhook(use(o[0]))
            else:
                raise AssertionError("no meaning for " + op)
        except AssertionError as error:
            if "temporary" in str(error) or "no meaning" in str(error):
                print("run_dpb:", error, file=sys.stderr)
                os._exit(9)
            index = unwind(frame, pc, error)
        except BaseException as error:
            index = unwind(frame, pc, error)


NO_SELF = object()


class Delegated:
    def __init__(self, value):
        self.value = value


class Wrapped:
    def __init__(self, value):
        self.value = value


@types.coroutine
def delegate(value, iterator):
    assert value is None
    return (yield from iterator)


def cell_value(code, r, reg):
    try:
        return r[reg].cell_contents
    except ValueError:
        name = code.locals[reg]
        if "free" in code.kinds[reg]:
            raise NameError(f"cannot access free variable '{name}' where it is not associated with a value "
                            "in enclosing scope") from None
        raise UnboundLocalError(f"cannot access local variable '{name}' where it is not associated with a "
                                "value") from None


def unwind(frame, pc, error):
    if frame.handled and error.__context__ is None and error is not frame.handled[-1]:
        error.__context__ = frame.handled[-1]
    code = frame.code
    for start, end, handler, exception, depth, lasti in code.handlers:
        if start <= pc < end:
            for reg in range(code.registers - 1, code.first_temp + depth - 1, -1):
                frame.r[reg] = UNDEF
            frame.r[code.first_temp + exception] = error
            if lasti:
                frame.r[code.first_temp + exception + 1] = pc
            return code.at[handler]
    if isinstance(error, StopIteration):
        raise Escaped(error)
    raise error


def do_raise(exception, cause, count):
    if isinstance(exception, type):
        exception = exception()
    if not isinstance(exception, BaseException):
        raise TypeError("exceptions must derive from BaseException")
    if count == 2:
        if isinstance(cause, type):
            cause = cause()
        if cause is not None and not isinstance(cause, BaseException):
            raise TypeError("exception causes must derive from BaseException")
        raise exception from cause
    raise exception


def in_handler(frame, function, *args):
    try:
        raise frame.handled[-1]
    except BaseException:
        return function(*args)


def prep_reraise_star(original, some):
    if not some:
        return None
    if not isinstance(original, BaseExceptionGroup):
        return some[0]
    reraised = [e for e in some if e.__traceback__ is original.__traceback__ and
                isinstance(e, BaseExceptionGroup)]
    raised = [e for e in some if e not in reraised]
    if not raised:
        return reraised[0] if len(reraised) == 1 else original
    return BaseExceptionGroup("", raised + reraised)


def unpack(value, count):
    try:
        iterator = iter(value)
    except TypeError:
        if hasattr(type(value), "__iter__"):
            raise
        raise TypeError(f"cannot unpack non-iterable {type(value).__name__} object") from None
    values = []
    for i in range(count):
        try:
            values.append(next(iterator))
        except StopIteration:
            raise ValueError(f"not enough values to unpack (expected {count}, got {i})") from None
    try:
        next(iterator)
    except StopIteration:
        return values
    raise ValueError(f"too many values to unpack (expected {count})")


def match_class(subject, klass, positional, names):
    if not isinstance(klass, type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(subject, klass):
        return None
    found = []
    try:
        if positional:
            match_args = getattr(klass, "__match_args__", None)
            if match_args is None and klass in (bool, bytearray, bytes, dict, float, frozenset, int, list, set,
                                                str, tuple):
                found.append(subject)
            else:
                match_args = match_args or ()
                if len(match_args) < positional:
                    raise TypeError(f"{klass.__name__}() accepts {len(match_args)} positional sub-patterns "
                                    f"({positional} given)")
                found += [getattr(subject, name) for name in match_args[:positional]]
        found += [getattr(subject, name) for name in names]
    except AttributeError:
        return None
    return tuple(found)


def awaitable(value):
    if isinstance(value, types.CoroutineType):
        return value
    if isinstance(value, types.GeneratorType) and value.gi_code.co_flags & 0x100:
        return value
    if hasattr(type(value), "__await__"):
        return type(value).__await__(value)
    raise TypeError(f"object {type(value).__name__} can't be used in 'await' expression")


def call(frame, op, x, o, use):
    base, count = o[1], o[2] if len(o) > 2 else 0
    function = use(base + 3)
    if x & 2:
        if use(base + 4) is not NO_SELF:
            raise AssertionError("temporary self")
    if op == "CallEx":
        args = tuple(use(base + 5))
        kwargs = use(base + 6) if x & 4 else {}
    else:
        args = [use(base + 5 + i) for i in range(count)]
        kwargs = {}
        if op == "CallKw":
            names = use(base + 5 + count)
            split = count - len(names)
            kwargs = dict(zip(names, args[split:]))
            args = args[:split]
    if function is locals or function is globals or function is exec or function is eval or function is vars \
            or function is dir:
        if function is globals or (function in (locals, vars, dir) and not args and frame.namespace is not None):
            space = frame.globals if function is globals else frame.namespace
            return sorted(space) if function is dir else space
        if function in (locals, vars, dir) and not args:
            space = {n: v for n, v in zip(frame.code.locals, frame.r) if v is not UNDEF}
            space = {n: v.cell_contents if isinstance(v, types.CellType) else v for n, v in space.items()}
            return sorted(space) if function is dir else space
        if function in (exec, eval) and len(args) == 1:
            args = [args[0], frame.globals, frame.namespace if frame.namespace is not None else frame.globals]
    if function is super and not args:
        cell = frame.r[frame.code.locals.index("__class__")]
        return super(cell.cell_contents, frame.r[0])
    if frame.handled:
        return in_handler(frame, function, *args, **kwargs) if not kwargs else \
            in_handler(frame, lambda: function(*args, **kwargs))
    return function(*args, **kwargs)


def new_frame(code, args, function):
    registers = [UNDEF] * (code.registers + 1)
    for i, value in enumerate(args):
        registers[i] = value
    closure = function.closure
    free = [i for i, kinds in enumerate(code.kinds) if "free" in kinds]
    for reg, cell in zip(free, closure):
        registers[reg] = cell
    return Frame(code, registers, function.globals, None)


def run_to_end(frame):
    loop = step_loop(frame)
    try:
        next(loop)
    except StopIteration as stop:
        return stop.value
    except Escaped as escaped:
        raise escaped.args[0]
    raise AssertionError("temporary: yields outside of a generator")


class Info:
    def __init__(self, code, function_globals, closure):
        self.code, self.globals, self.closure = code, function_globals, closure

    def run(self, args):
        return run_to_end(new_frame(self.code, args, self))

    @types.coroutine
    def generate(self, args):
        frame = new_frame(self.code, args, self)
        loop = step_loop(frame)
        try:
            return (yield from loop)
        except Escaped as escaped:
            raise RuntimeError("generator raised StopIteration") from escaped.args[0]


def make_function(code, function_globals, defaults=(), kwdefaults=None, annotations=(), closure=()):
    """A CPython function with the code's signature whose body runs our frame."""
    info = Info(code, function_globals, closure)
    names = code.locals
    posonly, args, kwonly = code.posonly, code.args, code.kwonly
    parameters, given, at = [], [], 0
    safe = [f"a{i}" if n.startswith(".") else n for i, n in enumerate(names)]
    defaults_from = args - len(defaults)
    for i in range(args):
        parameters.append(safe[i] + ("=None" if i >= defaults_from else ""))
        given.append(safe[i])
        if posonly and i == posonly - 1:
            parameters.append("/")
    at = args + kwonly
    if code.flags & 4:
        parameters.append("*" + safe[at])
        at += 1
    elif kwonly:
        parameters.append("*")
    for i in range(args, args + kwonly):
        parameters.append(safe[i] + ("=None" if kwdefaults and names[i] in kwdefaults else ""))
    if code.flags & 8:
        parameters.append("**" + safe[at])
        at += 1
    values = ", ".join(safe[:at])
    suspends = code.flags & 0x20, code.flags & 0x80, code.flags & 0x200
    prefix = "async def" if suspends[1] or suspends[2] else "def"
    if suspends[0]:
        body = f"return (yield from __info.generate([{values}]))"
    elif suspends[1]:
        body = f"return await __info.generate([{values}])"
    elif suspends[2]:
        # every value that the loop gives: ours to await or the generator's to yield
        body = (f"__loop = __info.generate([{values}])\n  __sent, __thrown = None, None\n  while True:\n"
                "    try:\n      __v = __loop.throw(__thrown) if __thrown is not None else __loop.send(__sent)\n"
                "    except StopIteration: return\n"
                "    __sent, __thrown = None, None\n"
                "    try:\n"
                "      if isinstance(__v, __Wrapped): __sent = yield __v.value\n"
                "      else: __sent = await __once(__v)\n"
                "    except BaseException as __e: __thrown = __e")
    else:
        body = f"return __info.run([{values}])"
    source = f"{prefix} function({', '.join(parameters)}):\n  {body}\n"
    space = {"__info": info, "__Wrapped": Wrapped, "__once": Once}
    exec(source, space)
    function = space["function"]
    function.__code__ = function.__code__.replace(co_name=code.name, co_qualname=code.qualname,
                                                  co_firstlineno=code.line)
    function = types.FunctionType(function.__code__, Globals(function_globals, space), code.name)
    function.__defaults__ = tuple(defaults) or None
    function.__kwdefaults__ = kwdefaults
    function.__qualname__ = code.qualname
    function.__doc__ = code.doc
    function.__module__ = function_globals.get("__name__")
    pairs = iter(annotations)
    function.__annotations__ = dict(zip(pairs, pairs))
    return function


class Globals(dict):
    """What the wrapper of a function sees as globals: its helpers, then the module's names."""

    def __init__(self, module, space):
        super().__init__(space)
        self["__name__"] = module.get("__name__")
        self["__builtins__"] = builtins


class Once:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


def build_class(function, name, *bases, metaclass=None, **keywords):
    info = function.__globals__["__info"]
    resolved = types.resolve_bases(bases)
    orig = {"__orig_bases__": bases} if resolved is not bases else {}
    meta, space, keywords = types.prepare_class(name, resolved, dict(keywords, metaclass=metaclass)
                                                if metaclass else keywords)
    frame = new_frame(info.code, [], info)
    frame.namespace = space
    cell = run_to_end(frame)
    for key, value in orig.items():
        space[key] = value
    klass = meta(name, resolved, space, **keywords)
    if isinstance(cell, types.CellType) and isinstance(klass, type):
        cell.cell_contents
    return klass


def main():
    tool, path = sys.argv[1:3]
    run = subprocess.run([tool, "--emit=dpb", path], capture_output=True)
    if run.returncode:
        sys.exit(run.stderr.decode())
    text = run.stdout.decode("utf-8", "surrogatepass")
    parser = Parser(text)
    parser.next = 1
    code = parser.code(parser.lines[0])
    module = types.ModuleType("__main__")
    module.__file__ = path
    module.__builtins__ = builtins
    sys.modules["__main__"] = module
    sys.argv[:] = sys.argv[2:]
    sys.path[0] = os.path.dirname(os.path.abspath(path))
    frame = Frame(code, [UNDEF] * (code.registers + 1), module.__dict__, module.__dict__)
    run_to_end(frame)


if __name__ == "__main__":
    main()
