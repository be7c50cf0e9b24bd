"""A stack machine: assembler with labels, procedures, heap, traps; a compiler from expressions; a profiler."""

import re
from enum import IntEnum, auto


class Op(IntEnum):
    HALT = 0
    PUSH = auto()
    POP = auto()
    DUP = auto()
    SWAP = auto()
    OVER = auto()
    ADD = auto()
    SUB = auto()
    MUL = auto()
    DIV = auto()
    MOD = auto()
    NEG = auto()
    EQ = auto()
    LT = auto()
    GT = auto()
    NOT = auto()
    JMP = auto()
    JZ = auto()
    JNZ = auto()
    CALL = auto()
    RET = auto()
    ENTER = auto()
    LOAD = auto()
    STORE = auto()
    GLOAD = auto()
    GSTORE = auto()
    ALOC = auto()
    PEEK = auto()
    POKE = auto()
    PRINT = auto()
    PUTC = auto()
    TRAP = auto()


WITH_ARG = {
    Op.PUSH,
    Op.JMP,
    Op.JZ,
    Op.JNZ,
    Op.CALL,
    Op.RET,
    Op.ENTER,
    Op.LOAD,
    Op.STORE,
    Op.GLOAD,
    Op.GSTORE,
    Op.TRAP,
}


class AsmError(Exception):
    pass


class Trap(Exception):
    def __init__(self, kind, pc):
        super().__init__(f"{kind} at {pc}")
        self.kind, self.pc = kind, pc


def assemble(src):
    code, labels, fixups = [], {}, []
    for n, line in enumerate(src.splitlines(), 1):
        line = line.split(";")[0].strip()
        while m := re.match(r"(\w+):\s*", line):
            if m[1] in labels:
                raise AsmError(f"line {n}: label {m[1]} defined twice")
            labels[m[1]] = len(code)
            line = line[m.end() :]
        if not line:
            continue
        name, *args = line.split()
        try:
            op = Op[name.upper()]
        except KeyError:
            raise AsmError(f"line {n}: unknown instruction {name}") from None
        if len(args) != (op in WITH_ARG):
            raise AsmError(f"line {n}: {name} takes {int(op in WITH_ARG)} arguments, got {len(args)}")
        code.append(int(op))
        for a in args:
            if re.fullmatch(r"-?\d+", a):
                code.append(int(a))
            elif re.fullmatch(r"'.'", a):
                code.append(ord(a[1]))
            else:
                fixups.append((len(code), a, n))
                code.append(None)
    for at, name, n in fixups:
        if name not in labels:
            raise AsmError(f"line {n}: undefined label {name}")
        code[at] = labels[name]
    return code


def disassemble(code):
    pc = 0
    while pc < len(code):
        op = Op(code[pc])
        if op in WITH_ARG:
            yield f"{pc:4} {op.name:7}{code[pc + 1]}"
            pc += 2
        else:
            yield f"{pc:4} {op.name}"
            pc += 1


class Machine:
    def __init__(self, code, limit=200000):
        self.code, self.limit = code, limit
        self.stack, self.frames, self.globals, self.heap = [], [], {}, []
        self.pc = self.steps = 0
        self.out = []
        self.counts = [0] * len(Op)

    def pop(self):
        if not self.stack:
            raise Trap("stack underflow", self.at)
        return self.stack.pop()

    def run(self):
        code, stack = self.code, self.stack
        push = stack.append
        while True:
            self.at = pc = self.pc
            if not 0 <= pc < len(code):
                raise Trap("bad pc", pc)
            op = code[pc]
            self.steps += 1
            self.counts[op] += 1
            if self.steps > self.limit:
                raise Trap("step limit", pc)
            self.pc += 2 if op in WITH_ARG else 1
            arg = code[pc + 1] if op in WITH_ARG else None
            if op == Op.HALT:
                return self
            elif op == Op.PUSH:
                push(arg)
            elif op == Op.POP:
                self.pop()
            elif op == Op.DUP:
                a = self.pop()
                push(a)
                push(a)
            elif op == Op.SWAP:
                b, a = self.pop(), self.pop()
                push(b)
                push(a)
            elif op == Op.OVER:
                b, a = self.pop(), self.pop()
                stack += [a, b, a]
            elif Op.ADD <= op <= Op.MOD:
                b, a = self.pop(), self.pop()
                try:
                    push(
                        a + b
                        if op == Op.ADD
                        else (
                            a - b
                            if op == Op.SUB
                            else a * b if op == Op.MUL else a // b if op == Op.DIV else a % b
                        )
                    )
                except ZeroDivisionError:
                    raise Trap("division by zero", pc) from None
            elif op == Op.NEG:
                push(-self.pop())
            elif op == Op.NOT:
                push(int(not self.pop()))
            elif Op.EQ <= op <= Op.GT:
                b, a = self.pop(), self.pop()
                push(int(a == b if op == Op.EQ else a < b if op == Op.LT else a > b))
            elif op == Op.JMP:
                self.pc = arg
            elif op == Op.JZ:
                if not self.pop():
                    self.pc = arg
            elif op == Op.JNZ:
                if self.pop():
                    self.pc = arg
            elif op == Op.CALL:
                if len(self.frames) > 500:
                    raise Trap("call depth", pc)
                self.frames.append((self.pc, []))
                self.pc = arg
            elif op == Op.ENTER:
                vals = [self.pop() for _ in range(arg)]
                self.frames[-1][1].extend(reversed(vals))
            elif op == Op.RET:
                if not self.frames:
                    raise Trap("return without call", pc)
                self.pc, _ = self.frames.pop()
            elif op == Op.LOAD:
                try:
                    push(self.frames[-1][1][arg])
                except IndexError:
                    raise Trap("bad local", pc) from None
            elif op == Op.STORE:
                slots = self.frames[-1][1]
                while len(slots) <= arg:
                    slots.append(0)
                slots[arg] = self.pop()
            elif op == Op.GLOAD:
                push(self.globals.get(arg, 0))
            elif op == Op.GSTORE:
                self.globals[arg] = self.pop()
            elif op == Op.ALOC:
                n = self.pop()
                push(len(self.heap))
                self.heap += [0] * n
            elif op == Op.PEEK:
                i = self.pop()
                if not 0 <= i < len(self.heap):
                    raise Trap("bad address", pc)
                push(self.heap[i])
            elif op == Op.POKE:
                i, v = self.pop(), self.pop()
                if not 0 <= i < len(self.heap):
                    raise Trap("bad address", pc)
                self.heap[i] = v
            elif op == Op.PRINT:
                self.out.append(str(self.pop()))
            elif op == Op.PUTC:
                self.out.append(chr(self.pop()))
            elif op == Op.TRAP:
                raise Trap(f"trap {arg}", pc)


FACT = """
        push 10
        call fact
        print
        push 25
        call fib
        print
        halt
fact:   enter 1            ; n
        load 0
        jnz more
        push 1
        ret 0
more:   load 0
        load 0
        push 1
        sub
        call fact
        mul
        ret 0
fib:    enter 1
        push 0
        push 1
loop:   load 0
        jz done
        swap
        over
        add
        load 0
        push 1
        sub
        store 0
        jmp loop
done:   pop
        ret 0
"""
SIEVE = """
        push 60
        gstore 0
        gload 0
        aloc
        gstore 1
        push 2
        gstore 2
outer:  gload 2
        gload 0
        lt
        jz end
        gload 1
        gload 2
        add
        peek
        jnz next
        gload 2
        print
        gload 2
        dup
        mul
        gstore 3
inner:  gload 3
        gload 0
        lt
        jz next
        push 1
        gload 1
        gload 3
        add
        poke
        gload 3
        gload 2
        add
        gstore 3
        jmp inner
next:   gload 2
        push 1
        add
        gstore 2
        jmp outer
end:    push '.'
        putc
        halt
"""
for src in (FACT, SIEVE):
    code = assemble(src)
    m = Machine(code).run()
    print(len(code), m.steps, " ".join(m.out))
    print({Op(i).name: n for i, n in sorted(enumerate(m.counts), key=lambda t: (-t[1], t[0]))[:5]})
print("\n".join(list(disassemble(assemble(FACT)))[:8]))


class Compiler:
    """Expressions, assignments, while and if to assembly."""

    def __init__(self):
        self.vars, self.out, self.n = {}, [], 0

    def label(self):
        self.n += 1
        return f"L{self.n}"

    def slot(self, name):
        return self.vars.setdefault(name, len(self.vars))

    def expr(self, e):
        match e:
            case int():
                self.out.append(f"push {e}")
            case str():
                self.out.append(f"gload {self.slot(e)}")
            case (op, a, b):
                self.expr(a)
                self.expr(b)
                self.out.append(
                    {
                        "+": "add",
                        "-": "sub",
                        "*": "mul",
                        "/": "div",
                        "%": "mod",
                        "==": "eq",
                        "<": "lt",
                        ">": "gt",
                    }[op]
                )
            case ("not", a):
                self.expr(a)
                self.out.append("not")

    def stmt(self, s):
        match s:
            case ("set", name, e):
                self.expr(e)
                self.out.append(f"gstore {self.slot(name)}")
            case ("print", e):
                self.expr(e)
                self.out.append("print")
            case ("while", c, *body):
                top, end = self.label(), self.label()
                self.out.append(f"{top}:")
                self.expr(c)
                self.out.append(f"jz {end}")
                for b in body:
                    self.stmt(b)
                self.out += [f"jmp {top}", f"{end}:"]
            case ("if", c, then, other):
                no, end = self.label(), self.label()
                self.expr(c)
                self.out.append(f"jz {no}")
                self.stmt(then)
                self.out += [f"jmp {end}", f"{no}:"]
                self.stmt(other)
                self.out.append(f"{end}:")
            case ("do", *body):
                for b in body:
                    self.stmt(b)

    def finish(self):
        return "\n".join(self.out + ["halt"])


program = (
    "do",
    ("set", "n", 27),
    ("set", "steps", 0),
    (
        "while",
        ("not", ("==", "n", 1)),
        ("if", ("==", ("%", "n", 2), 0), ("set", "n", ("/", "n", 2)), ("set", "n", ("+", ("*", "n", 3), 1))),
        ("set", "steps", ("+", "steps", 1)),
    ),
    ("print", "steps"),
    ("print", ("*", ("-", 7, 2), ("<", 1, 2))),
)
c = Compiler()
c.stmt(program)
m = Machine(assemble(c.finish())).run()
print(m.out, m.steps, c.vars)
for bad in (
    "add\nhalt",
    "push 1\npush 0\ndiv\nhalt",
    "f: call f",
    "l: jmp l",
    "push 5\npeek",
    "ret 0",
    "push 1",
    "trap 7",
    "call f\nhalt\nf: load 3",
    "push 99999999999999999999\ndup\nmul\nprint\nhalt",
):
    try:
        print(Machine(assemble(bad), 5000).run().out)
    except Trap as e:
        print(f"{bad!r}: {e}")
for bad in ("foo", "push", "add 1", "jmp nowhere", "a:\na: halt", "push x"):
    try:
        assemble(bad)
    except AsmError as e:
        print(f"{bad!r}: {e}")
