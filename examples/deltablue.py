"""An incremental solver for one-way constraints of different strengths.

Usage: deltablue.py [chain length], bench size 20000.
"""

import sys

REQUIRED, STRONG, PREFERRED, WEAK, WEAKEST = range(5)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walk = WEAKEST
        self.stay = True

    def __repr__(self):
        return f"{self.name}={self.value}"


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def install(self, planner):
        for v in self.variables():
            v.constraints.append(self)
        planner.incremental_add(self)
        return self

    def destroy(self, planner):
        if self.satisfied():
            planner.incremental_remove(self)
        for v in self.variables():
            v.constraints.remove(self)

    def is_input(self):
        return False

    def satisfy(self, mark, planner):
        self.choose(mark)
        if not self.satisfied():
            if self.strength == REQUIRED:
                raise RuntimeError("could not satisfy a required constraint")
            return None
        for v in self.inputs():
            v.mark = mark
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.unsatisfy()
        out.determined_by = self
        if not planner.add_propagate(self, mark):
            raise RuntimeError("cycle encountered")
        out.mark = mark
        return overridden

    def inputs_known(self, mark):
        return all(v.mark == mark or v.stay or v.determined_by is None for v in self.inputs())

    def recalculate(self):
        out = self.output()
        ins = list(self.inputs())
        out.walk = max([self.strength, *(v.walk for v in ins)])
        out.stay = not self.is_input() and all(v.stay for v in ins)
        if out.stay:
            self.execute()


class Unary(Constraint):
    def __init__(self, var, strength):
        super().__init__(strength)
        self.var = var
        self.on = False

    def variables(self):
        return (self.var,)

    def inputs(self):
        return ()

    def output(self):
        return self.var

    def satisfied(self):
        return self.on

    def unsatisfy(self):
        self.on = False

    def choose(self, mark):
        self.on = self.var.mark != mark and self.strength < self.var.walk

    def execute(self):
        pass


class Stay(Unary):
    pass


class Edit(Unary):
    def is_input(self):
        return True


class Binary(Constraint):
    FORWARD, BACKWARD = 1, 2

    def __init__(self, a, b, strength):
        super().__init__(strength)
        self.a, self.b = a, b
        self.direction = 0

    def variables(self):
        return self.a, self.b

    def inputs(self):
        return (self.a if self.direction == self.FORWARD else self.b,)

    def output(self):
        return self.b if self.direction == self.FORWARD else self.a

    def satisfied(self):
        return self.direction != 0

    def unsatisfy(self):
        self.direction = 0

    def choose(self, mark):
        a, b = self.a, self.b
        if a.mark == mark:
            self.direction = self.FORWARD if b.mark != mark and self.strength < b.walk else 0
        elif b.mark == mark:
            self.direction = self.BACKWARD if self.strength < a.walk else 0
        elif a.walk > b.walk:
            self.direction = self.BACKWARD if self.strength < a.walk else 0
        else:
            self.direction = self.FORWARD if self.strength < b.walk else 0


class Equal(Binary):
    def execute(self):
        self.output().value = self.inputs()[0].value


class Scale(Binary):
    def __init__(self, src, scale, offset, dest, strength):
        super().__init__(src, dest, strength)
        self.scale, self.offset = scale, offset

    def variables(self):
        return self.a, self.b, self.scale, self.offset

    def inputs(self):
        return (self.a if self.direction == self.FORWARD else self.b), self.scale, self.offset

    def execute(self):
        if self.direction == self.FORWARD:
            self.b.value = self.a.value * self.scale.value + self.offset.value
        else:
            self.a.value = (self.b.value - self.offset.value) // self.scale.value


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def incremental_add(self, c):
        mark = self.new_mark()
        overridden = c.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, c):
        out = c.output()
        c.unsatisfy()
        unsatisfied = self.remove_propagate(out)
        for strength in range(REQUIRED, WEAKEST):
            for u in unsatisfied:
                if u.strength == strength:
                    self.incremental_add(u)

    def consumers(self, var, into):
        det = var.determined_by
        for c in var.constraints:
            if c is not det and c.satisfied():
                into.append(c)

    def add_propagate(self, c, mark):
        pending = [c]
        while pending:
            d = pending.pop()
            if d.output().mark == mark:
                self.incremental_remove(c)
                return False
            d.recalculate()
            self.consumers(d.output(), pending)
        return True

    def remove_propagate(self, out):
        out.determined_by = None
        out.walk = WEAKEST
        out.stay = True
        unsatisfied = []
        pending = [out]
        while pending:
            v = pending.pop()
            unsatisfied.extend(c for c in v.constraints if not c.satisfied())
            used = []
            self.consumers(v, used)
            for c in used:
                c.recalculate()
                pending.append(c.output())
        return unsatisfied

    def plan_from(self, constraints):
        sources = [c for c in constraints if c.is_input() and c.satisfied()]
        mark = self.new_mark()
        plan = []
        while sources:
            c = sources.pop()
            out = c.output()
            if out.mark != mark and c.inputs_known(mark):
                plan.append(c)
                out.mark = mark
                self.consumers(out, sources)
        return plan


def change(planner, var, value):
    edit = Edit(var, PREFERRED).install(planner)
    plan = planner.plan_from([edit])
    for i in range(10):
        var.value = value + i
        for c in plan:
            c.execute()
    edit.destroy(planner)


def chain_test(n):
    planner = Planner()
    vs = [Variable(f"v{i}") for i in range(n + 1)]
    for a, b in zip(vs, vs[1:]):
        Equal(a, b, REQUIRED).install(planner)
    Stay(vs[-1], WEAK).install(planner)
    edit = Edit(vs[0], PREFERRED).install(planner)
    plan = planner.plan_from([edit])
    for value in range(100):
        vs[0].value = value
        for c in plan:
            c.execute()
        if vs[-1].value != value:
            raise RuntimeError("chain test failed")
    edit.destroy(planner)
    return len(plan), vs[-1]


def projection_test(n):
    planner = Planner()
    scale, offset = Variable("scale", 10), Variable("offset", 1000)
    dests = []
    for i in range(n):
        src, dst = Variable(f"src{i}", i), Variable(f"dst{i}", i)
        dests.append(dst)
        Stay(src, WEAK).install(planner)
        Scale(src, scale, offset, dst, REQUIRED).install(planner)
    change(planner, src, 8)
    first = dst.value
    change(planner, dst, 1050)
    second = src.value
    change(planner, scale, 5)
    third = sum(d.value for d in dests[:-1])
    change(planner, offset, 2000)
    return first, second, third, sum(d.value for d in dests[:-1])


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(chain_test(size))
    print(projection_test(size))
