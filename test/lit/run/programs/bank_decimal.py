"""Accounts with decimal money, transactions that roll back, interest, statements."""

from contextlib import contextmanager
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Decimal,
    InvalidOperation,
    getcontext,
    localcontext,
)

CENT = Decimal("0.01")


class BankError(Exception):
    pass


class InsufficientFunds(BankError):
    def __init__(self, account, amount):
        super().__init__(f"{account.name} has {account.balance}, needs {amount}")
        self.missing = amount - account.available


class Frozen(BankError):
    pass


def money(x):
    try:
        d = Decimal(x) if not isinstance(x, float) else Decimal(repr(x))
    except InvalidOperation:
        raise ValueError(f"not an amount: {x!r}") from None
    if not d.is_finite():
        raise ValueError(f"not finite: {d}")
    return d.quantize(CENT, rounding=ROUND_HALF_UP)


class Account:
    def __init__(self, name, opening="0", overdraft="0", rate="0"):
        self.name = name
        self.balance = money(opening)
        self.overdraft = money(overdraft)
        self.rate = Decimal(rate)
        self.frozen = False
        self.entries = [("open", self.balance)]

    @property
    def available(self):
        return self.balance + self.overdraft

    def post(self, what, amount):
        if self.frozen:
            raise Frozen(self.name)
        if amount < 0 and self.available + amount < 0:
            raise InsufficientFunds(self, -amount)
        self.balance += amount
        self.entries.append((what, amount))

    def statement(self):
        total = Decimal(0)
        lines = [f"--- {self.name} ---"]
        for what, amount in self.entries:
            total += amount
            lines.append(f"{what:<18}{amount:>14,.2f}{total:>16,.2f}")
        return "\n".join(lines)

    def __repr__(self):
        return f"Account({self.name!r}, {self.balance})"


class Bank:
    def __init__(self):
        self.accounts = {}
        self.log = []

    def open(self, name, *a, **k):
        if name in self.accounts:
            raise BankError(f"{name} exists")
        self.accounts[name] = acc = Account(name, *a, **k)
        return acc

    def __getitem__(self, name):
        try:
            return self.accounts[name]
        except KeyError:
            raise BankError(f"no account {name}") from None

    @contextmanager
    def transaction(self, label):
        saved = {n: (a.balance, len(a.entries)) for n, a in self.accounts.items()}
        try:
            yield self
        except BaseException as e:
            for n, (balance, count) in saved.items():
                acc = self.accounts[n]
                acc.balance = balance
                del acc.entries[count:]
            self.log.append((label, f"rolled back: {e}"))
            raise
        else:
            self.log.append((label, "committed"))

    def transfer(self, src, dst, amount, what="transfer"):
        amount = money(amount)
        if amount <= 0:
            raise BankError(f"amount must be positive, not {amount}")
        self[src].post(f"{what} to {dst}", -amount)
        self[dst].post(f"{what} from {src}", amount)

    def interest(self):
        for acc in self.accounts.values():
            if acc.rate and acc.balance:
                amount = (acc.balance * acc.rate / 100).quantize(CENT, ROUND_HALF_EVEN)
                acc.post("interest", amount)

    def total(self):
        return sum((a.balance for a in self.accounts.values()), Decimal(0))


bank = Bank()
bank.open("ann", "1000.00", rate="1.25")
bank.open("bob", "50.5", overdraft="100")
bank.open("shop", rate="-0.5")
bank.transfer("ann", "shop", "19.99")
bank.transfer("bob", "shop", 100.10)
bank.transfer("ann", "bob", Decimal("0.005"))
for src, dst, amount in (
    ("bob", "ann", "60"),
    ("ann", "nobody", 5),
    ("ann", "bob", "-3"),
    ("ann", "bob", "x"),
    ("ann", "bob", "NaN"),
    ("ann", "bob", "Infinity"),
    ("ann", "bob", "0.004"),
):
    try:
        with bank.transaction(f"{src}->{dst} {amount}"):
            bank.transfer(src, dst, amount)
    except (BankError, ValueError) as e:
        print(type(e).__name__, e, getattr(e, "missing", ""))
before = bank.total()
try:
    with bank.transaction("batch"):
        for i in range(5):
            bank.transfer("ann", "bob", f"{i + 1}.10")
            if i == 3:
                bank["bob"].frozen = True
except Frozen as e:
    print("frozen", e)
bank["bob"].frozen = False
print(bank.total() == before, bank["ann"], bank["bob"])
with bank.transaction("salary"):
    for i in range(3):
        bank.transfer("shop", "ann", "12.345", what=f"salary {i}")
bank.interest()
for name in bank.accounts:
    print(bank[name].statement())
for entry in bank.log:
    print(entry)


def loan(principal, yearly, months):
    p, r = Decimal(principal), Decimal(yearly) / 1200
    with localcontext() as ctx:
        ctx.prec = 40
        payment = (p * r / (1 - (1 + r) ** -months)).quantize(CENT, ROUND_HALF_UP)
    paid = Decimal(0)
    for m in range(1, months + 1):
        interest = (p * r).quantize(CENT, ROUND_HALF_UP)
        part = min(payment, p + interest)
        p += interest - part
        paid += part
        if m in (1, 2, months - 1, months):
            print(f"{m:>4} {interest:>10} {part:>10} {p:>12}")
    return payment, paid


print(*loan("25000", "4.5", 36))
print(
    getcontext().prec,
    Decimal(1) / 3,
    Decimal("1.1") + Decimal("2.2"),
    1.1 + 2.2,
    Decimal("1e-5") * 7,
    Decimal("100").normalize(),
    Decimal("1E+2"),
    Decimal("0.00"),
    -Decimal("0"),
)
for r in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN):
    print(r, [str(Decimal(x).quantize(CENT, r)) for x in ("1.005", "1.015", "-1.005", "2.675", "0.999")])
shares = [Decimal(100) * w / Decimal(7) for w in (1, 2, 4)]
rounded = [s.quantize(CENT, ROUND_DOWN) for s in shares]
rest = int((Decimal(100) - sum(rounded)) / CENT)
for i in sorted(range(3), key=lambda i: rounded[i] - shares[i])[:rest]:
    rounded[i] += CENT
print(
    rounded,
    sum(rounded),
    sorted(map(Decimal, ("1.10", "1.1", "-2", "0.5"))),
    hash(Decimal("1.10")) == hash(Decimal("1.1")),
    Decimal("1.10") == 1.1,
)
