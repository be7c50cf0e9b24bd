"""The reader and the writer of module csv."""

__version__ = "1.0"

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)

_dialects = {}
_field_limit = 128 * 1024
_NOT_GIVEN = object()


class Error(Exception):
    pass


Error.__module__ = "_csv"


def _char(name, value, default):
    if value is _NOT_GIVEN:
        return default
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be string or None, not {type(value).__name__}')
    if len(value) > 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value or None


def _delimiter(value):
    if value is _NOT_GIVEN:
        return ","
    if not isinstance(value, str):
        raise TypeError(f'"delimiter" must be string, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return value


def _quoting(value):
    if value is _NOT_GIVEN:
        return QUOTE_MINIMAL
    if type(value) is not int:
        raise TypeError('"quoting" must be an integer')
    if not QUOTE_MINIMAL <= value <= QUOTE_NONE:
        raise TypeError('bad "quoting" value')
    return value


_NAMES = ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict")


class Dialect:
    """CSV dialect

The Dialect type records CSV dialect options."""

    __slots__ = tuple("_" + name for name in _NAMES)

    def __new__(cls, dialect=None, delimiter=_NOT_GIVEN, doublequote=_NOT_GIVEN, escapechar=_NOT_GIVEN,
                lineterminator=_NOT_GIVEN, quotechar=_NOT_GIVEN, quoting=_NOT_GIVEN, skipinitialspace=_NOT_GIVEN,
                strict=_NOT_GIVEN):
        given = [delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace, strict]
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if dialect is not None:
            if type(dialect) is Dialect and all(value is _NOT_GIVEN for value in given):
                return dialect
            given = [getattr(dialect, name, _NOT_GIVEN) if value is _NOT_GIVEN else value
                     for name, value in zip(_NAMES, given)]
        delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace, strict = given
        self = object.__new__(cls)
        self._delimiter = _delimiter(delimiter)
        self._doublequote = True if doublequote is _NOT_GIVEN else bool(doublequote)
        self._escapechar = _char("escapechar", escapechar, None)
        if lineterminator is _NOT_GIVEN:
            lineterminator = "\r\n"
        elif lineterminator is None:
            raise TypeError("lineterminator must be set")
        elif not isinstance(lineterminator, str):
            raise TypeError(f'"lineterminator" must be a string, not {type(lineterminator).__name__}')
        self._lineterminator = lineterminator
        self._quotechar = _char("quotechar", quotechar, '"')
        if quotechar is None and quoting is _NOT_GIVEN:
            quoting = QUOTE_NONE
        self._quoting = _quoting(quoting)
        self._skipinitialspace = False if skipinitialspace is _NOT_GIVEN else bool(skipinitialspace)
        self._strict = False if strict is _NOT_GIVEN else bool(strict)
        if self._quoting != QUOTE_NONE and self._quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        return self

    delimiter = property(lambda self: self._delimiter)
    doublequote = property(lambda self: self._doublequote)
    escapechar = property(lambda self: self._escapechar)
    lineterminator = property(lambda self: self._lineterminator)
    quotechar = property(lambda self: self._quotechar)
    quoting = property(lambda self: self._quoting)
    skipinitialspace = property(lambda self: self._skipinitialspace)
    strict = property(lambda self: self._strict)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {type(self).__name__!r} instances")


Dialect.__module__ = "_csv"

# States between characters: what the next one may be.
_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTES, _ESCAPED_IN_QUOTES, _QUOTE_IN_QUOTES, _EAT_END, \
    _AFTER_ESCAPED_END = range(9)


class _Reader:
    """CSV reader

Reader objects are responsible for reading and parsing tabular data
in CSV format.
"""

    def __init__(self, iterable, dialect):
        self._lines = iter(iterable)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        self._row, self._field, self._numeric, self._state = [], [], False, _START_RECORD
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or self._state == _IN_QUOTES:
                    if self.dialect._strict:
                        raise Error("unexpected end of data") from None
                    self._save()
                    return self._row
                raise StopIteration from None
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in "
                            "text mode)")
            self.line_num += 1
            self._line(line)
            if self._state == _START_RECORD:
                return self._row

    def _line(self, line):
        simple = self._simple(line)
        if simple is not None:
            self._row = simple
            return
        for c in line:
            self._take(c)
        self._take(None)

    def _simple(self, line):
        """The row of a line without anything but delimiters, else None."""
        dialect = self.dialect
        if self._state != _START_RECORD or dialect._quoting == QUOTE_NONNUMERIC or dialect._skipinitialspace:
            return None
        if (dialect._quotechar and dialect._quoting != QUOTE_NONE and dialect._quotechar in line) or \
                (dialect._escapechar and dialect._escapechar in line):
            return None
        text = line.rstrip("\r\n")
        if "\r" in text or "\n" in text:
            return None
        row = text.split(dialect._delimiter) if text else []
        if len(text) > _field_limit and max(map(len, row)) > _field_limit:
            return None
        return row

    def _save(self):
        text = "".join(self._field)
        self._field.clear()
        if self._numeric:
            self._numeric = False
            self._row.append(float(text))
        else:
            self._row.append(text)

    def _add(self, c):
        if len(self._field) >= _field_limit:
            raise Error(f"field larger than field limit ({_field_limit})")
        self._field.append(c)

    def _end(self, c):
        self._save()
        self._state = _START_RECORD if c is None else _EAT_END

    def _start_field(self, c):
        dialect = self.dialect
        if c is None or c == "\n" or c == "\r":
            self._end(c)
        elif c == dialect._quotechar and dialect._quoting != QUOTE_NONE:
            self._state = _IN_QUOTES
        elif c == dialect._escapechar:
            self._state = _ESCAPED
        elif c == " " and dialect._skipinitialspace:
            pass
        elif c == dialect._delimiter:
            self._save()
        else:
            self._numeric = dialect._quoting == QUOTE_NONNUMERIC
            self._add(c)
            self._state = _IN_FIELD

    def _in_field(self, c):
        if c is None or c == "\n" or c == "\r":
            self._end(c)
        elif c == self.dialect._escapechar:
            self._state = _ESCAPED
        elif c == self.dialect._delimiter:
            self._save()
            self._state = _START_FIELD
        else:
            self._add(c)

    def _in_quotes(self, c):
        dialect = self.dialect
        if c is None:
            pass
        elif c == dialect._escapechar:
            self._state = _ESCAPED_IN_QUOTES
        elif c == dialect._quotechar and dialect._quoting != QUOTE_NONE:
            self._state = _QUOTE_IN_QUOTES if dialect._doublequote else _IN_FIELD
        else:
            self._add(c)

    def _quote_in_quotes(self, c):
        dialect = self.dialect
        if dialect._quoting != QUOTE_NONE and c == dialect._quotechar:
            self._add(c)
            self._state = _IN_QUOTES
        elif c == dialect._delimiter:
            self._save()
            self._state = _START_FIELD
        elif c is None or c == "\n" or c == "\r":
            self._end(c)
        elif not dialect._strict:
            self._add(c)
            self._state = _IN_FIELD
        else:
            raise Error(f"'{dialect._delimiter}' expected after '{dialect._quotechar}'")

    def _take(self, c):
        state = self._state
        if state == _START_RECORD:
            if c is None:
                return
            if c == "\n" or c == "\r":
                self._state = _EAT_END
                return
            self._state = _START_FIELD
            self._start_field(c)
        elif state == _START_FIELD:
            self._start_field(c)
        elif state == _ESCAPED:
            if c == "\n" or c == "\r":
                self._add(c)
                self._state = _AFTER_ESCAPED_END
            else:
                self._add("\n" if c is None else c)
                self._state = _IN_FIELD
        elif state == _AFTER_ESCAPED_END:
            if c is not None:
                self._in_field(c)
        elif state == _IN_FIELD:
            self._in_field(c)
        elif state == _IN_QUOTES:
            self._in_quotes(c)
        elif state == _ESCAPED_IN_QUOTES:
            self._add("\n" if c is None else c)
            self._state = _IN_QUOTES
        elif state == _QUOTE_IN_QUOTES:
            self._quote_in_quotes(c)
        elif c is None:
            self._state = _START_RECORD
        elif c != "\n" and c != "\r":
            raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline "
                        "mode?")


class _Writer:
    """CSV writer

Writer objects are responsible for generating tabular data
in CSV format from sequence input.
"""

    def __init__(self, file, dialect):
        write = getattr(file, "write", None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write
        self.dialect = dialect

    def _escaped(self, text, numeric):
        """The field as it is written, and whether it needs quotes."""
        dialect = self.dialect
        quoting, quotechar, escapechar = dialect._quoting, dialect._quotechar, dialect._escapechar
        quoted = quoting == QUOTE_ALL or (quoting == QUOTE_NONNUMERIC and not numeric)
        special = {dialect._delimiter, escapechar, quotechar, *dialect._lineterminator}
        special.discard(None)
        if special.isdisjoint(text):
            return text, quoted
        out = []
        for c in text:
            if c in special:
                escape = False
                if quoting == QUOTE_NONE:
                    escape = True
                else:
                    if c == quotechar:
                        if dialect._doublequote:
                            out.append(quotechar)
                        else:
                            escape = True
                    elif c == escapechar:
                        escape = True
                    if not escape:
                        quoted = True
                if escape:
                    if not escapechar:
                        raise Error("need to escape, but no escapechar set")
                    out.append(escapechar)
            out.append(c)
        return "".join(out), quoted

    def writerow(self, row, /):
        """writerow(iterable)

Construct and write a CSV record from an iterable of fields.  Non-string
elements will be converted to string."""
        dialect = self.dialect
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        parts = []
        quoted = False
        for field in fields:
            if isinstance(field, str):
                text, numeric = field, False
            elif field is None:
                text, numeric = "", False
            else:
                numeric = isinstance(field, (int, float)) or hasattr(type(field), "__index__") or \
                    hasattr(type(field), "__float__")
                text = str(field)
            text, quoted = self._escaped(text, numeric)
            parts.append(f"{dialect._quotechar}{text}{dialect._quotechar}" if quoted else text)
        if len(parts) == 1 and not parts[0]:
            if dialect._quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            parts[0] = dialect._quotechar * 2
        return self._write(dialect._delimiter.join(parts) + dialect._lineterminator)

    def writerows(self, rows, /):
        """writerows(iterable of iterables)

Construct and write a series of iterables to a csv file.  Non-string
elements will be converted to string."""
        for row in rows:
            self.writerow(row)


for _class, _name in ((_Reader, "reader"), (_Writer, "writer")):
    _class.__name__ = _class.__qualname__ = _name
    _class.__module__ = "_csv"
Reader, Writer = _Reader, _Writer


def reader(iterable, /, dialect=None, **options):
    """csv_reader = reader(iterable [, dialect='excel'] [optional keyword args])"""
    return _Reader(iterable, Dialect(dialect, **options))


def writer(fileobj, /, dialect=None, **options):
    """csv_writer = csv.writer(fileobj [, dialect='excel'] [optional keyword args])"""
    return _Writer(fileobj, Dialect(dialect, **options))


def register_dialect(name, /, dialect=None, **options):
    """Create a mapping from a string name to a dialect class."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **options)


def unregister_dialect(name):
    """Delete the name/dialect mapping associated with a string name."""
    try:
        del _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def get_dialect(name):
    """Return the dialect instance associated with name."""
    try:
        return _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def list_dialects():
    """Return a list of all known dialect names."""
    return list(_dialects)


def field_size_limit(limit=_NOT_GIVEN, /):
    """Sets an upper limit on parsed fields."""
    global _field_limit
    old = _field_limit
    if limit is not _NOT_GIVEN:
        if type(limit) is not int:
            raise TypeError("limit must be an integer")
        _field_limit = limit
    return old
