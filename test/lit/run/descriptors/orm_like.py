class Column:
    counter = 0

    def __init__(self, kind, default=None, required=False):
        self.kind, self.default, self.required = kind, default, required
        Column.counter += 1
        self.order = Column.counter

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return Expr(self.name)
        return obj._data.get(self.name, self.default)

    def __set__(self, obj, value):
        if value is not None and not isinstance(value, self.kind):
            raise TypeError(
                f"{type(obj).__name__}.{self.name} wants {self.kind.__name__}, not {type(value).__name__}"
            )
        obj._dirty.add(self.name)
        obj._data[self.name] = value


class Expr:
    def __init__(self, text):
        self.text = text

    def _op(op):
        def m(self, other):
            o = other.text if isinstance(other, Expr) else repr(other)
            return Expr(f"({self.text} {op} {o})")

        return m

    for _name, _sym in {
        "eq": "=",
        "lt": "<",
        "gt": ">",
        "le": "<=",
        "ge": ">=",
        "ne": "<>",
        "and": "AND",
        "or": "OR",
        "add": "+",
    }.items():
        locals()[f"__{_name}__"] = _op(_sym)
    del _name, _sym, _op

    def __invert__(self):
        return Expr(f"NOT {self.text}")

    def __getitem__(self, k):
        return Expr(f"{self.text}[{k}]")

    def __repr__(self):
        return self.text

    __hash__ = None


class ModelMeta(type):
    tables = {}

    def __new__(mcs, name, bases, ns, table=None):
        cls = super().__new__(mcs, name, bases, ns)
        cols = {}
        for b in reversed(cls.__mro__):
            cols.update({k: v for k, v in vars(b).items() if isinstance(v, Column)})
        cls._columns = dict(sorted(cols.items(), key=lambda kv: kv[1].order))
        cls._table = table or name.lower() + "s"
        if bases:
            mcs.tables[cls._table] = cls
        return cls

    def __len__(cls):
        return len(cls._columns)

    def __iter__(cls):
        return iter(cls._columns)

    def where(cls, expr):
        return f"SELECT {', '.join(cls)} FROM {cls._table} WHERE {expr!r}"


class Model(metaclass=ModelMeta):
    def __init__(self, **kw):
        self._data, self._dirty = {}, set()
        for k, v in kw.items():
            if k not in self._columns:
                raise TypeError(f"unknown column {k!r}")
            setattr(self, k, v)
        missing = [k for k, c in self._columns.items() if c.required and k not in kw]
        if missing:
            raise ValueError("missing: " + ", ".join(missing))

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={getattr(self, k)!r}' for k in self._columns)})"


class Base(Model):
    id = Column(int, 0)


class User(Base):
    name = Column(str, required=True)
    age = Column(int)


class Admin(User, table="admins"):
    level = Column(int, 1)
    name = Column(str, "root")


u = User(name="Ann", age=30)
print(u, Admin(), len(User), list(Admin), sorted(ModelMeta.tables), sorted(u._dirty))
u.age += 1
u.id = 7
print(u, sorted(u._dirty))
print(User.where((User.age > 18) & (User.name == "Bob") | ~(User.id <= User.age + 1)))
print(Admin.where(Admin.level[0] != None))
for f in (
    lambda: User(age=1),
    lambda: User(nme="x"),
    lambda: User(name=5),
    lambda: setattr(u, "age", "old"),
    lambda: hash(User.age),
    lambda: User.nope,
    lambda: Base.where(User.id == 1),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
