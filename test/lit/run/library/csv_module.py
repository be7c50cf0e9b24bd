# csv: the reader's states, the writer's quoting in all dialects, DictReader and DictWriter, Sniffer, errors.
import csv
import io
import itertools


def tries(call):
    try:
        print(repr(call()))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)


lines = ["a,b,c", "", "1,2.5,three", '"quoted, comma","say ""hi""",end', '"two\n', 'lines",x', "trailing,", ",", "é,日本,😀", " spaced , out ", "a\\,b,c", "'x','y'", '"a"b,c', 'a"b,c"d', '""', '"",""', "cr\r", "crlf\r\n", "tab\tsep", "1;2;3", '"open']
for kwargs in (dict(), dict(delimiter=";"), dict(quotechar="'"), dict(escapechar="\\"), dict(doublequote=False), dict(doublequote=False, escapechar="\\"), dict(skipinitialspace=True), dict(quoting=csv.QUOTE_NONE), dict(quoting=csv.QUOTE_NONE, escapechar="\\"), dict(strict=True),
               dict(quotechar=None), dict(delimiter="\t"), dict(dialect="excel-tab"), dict(dialect="unix"), dict(dialect=csv.excel, delimiter="|"), dict(delimiter="é")):
    reader, rows = csv.reader(lines, **kwargs), []
    try:
        for row in reader:
            rows.append(row)
    except csv.Error as e:
        rows.append(str(e))
    print(kwargs, rows, reader.line_num)
tries(lambda: list(csv.reader(["1,2.5,x"], quoting=csv.QUOTE_NONNUMERIC)))
tries(lambda: list(csv.reader(['1,2.5,"x"'], quoting=csv.QUOTE_NONNUMERIC)))
fields = ["", "plain", "com,ma", 'quo"te', "new\nline", "c\rr", " space ", "semi;colon", "tab\t", "back\\slash", "é", None, 1, 2.5, -1e300, True, 3j, "'single'"]
for kwargs in (dict(), dict(quoting=csv.QUOTE_ALL), dict(quoting=csv.QUOTE_NONNUMERIC), dict(quoting=csv.QUOTE_NONE, escapechar="\\"), dict(quoting=csv.QUOTE_NONE), dict(doublequote=False), dict(doublequote=False, escapechar="\\"), dict(delimiter=";", quotechar="'"), dict(lineterminator="\n"),
               dict(lineterminator="!"), dict(dialect="unix"), dict(dialect="excel-tab"), dict(escapechar="\\"), dict(quotechar=None, escapechar="~")):
    out = io.StringIO(newline="")
    w = csv.writer(out, **kwargs)
    results = []
    for row in [fields] + [[f] for f in fields] + [[], ["", ""], iter("abc")]:
        try:
            results.append(w.writerow(row))
        except csv.Error as e:
            results.append(str(e))
    print(kwargs, results, repr(out.getvalue()))
for delimiter, quoting, data in itertools.product(",;", (csv.QUOTE_MINIMAL, csv.QUOTE_ALL), (["a", "b,c", 'd"e', "f\ng", "", "h;i"],)):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows([data, data[::-1]])
    out.seek(0)
    print(list(csv.reader(out, delimiter=delimiter)) == [data, data[::-1]])
rows = csv.DictReader(io.StringIO("name,age\nann,5\nbob,6,extra\ncal\n\n"), restkey="rest", restval="?")
print(rows.fieldnames, list(rows), rows.line_num)
out = io.StringIO()
w = csv.DictWriter(out, ["b", "a"], restval="-", extrasaction="ignore", lineterminator="\n")
print(w.writeheader(), w.writerow({"a": 1, "b": 2, "c": 3}), w.writerows([{"a": "x"}, {}]), repr(out.getvalue()))
tries(lambda: csv.DictWriter(out, ["a"]).writerow({"z": 1}))
d = csv.Sniffer().sniff("a;b;c\n1;'x;y';3\n4;'z';6\n")
print(d.delimiter, d.quotechar, csv.Sniffer().has_header("name,age\nann,5\nbob,6\n"))
csv.register_dialect("mine", delimiter="|", quoting=csv.QUOTE_ALL)
m = csv.get_dialect("mine")
print(sorted(csv.list_dialects()), m.delimiter, m.doublequote, m.escapechar, repr(m.lineterminator), m.quotechar, m.quoting, m.skipinitialspace, m.strict, list(csv.reader(["a|b"], "mine")))
csv.unregister_dialect("mine")


class Own(csv.Dialect):
    delimiter = ":"
    quotechar = "'"
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


print(list(csv.reader(["a:'b:c'"], Own)), list(csv.reader(["a:'b:c'"], Own())), csv.field_size_limit(10), csv.field_size_limit())
tries(lambda: list(csv.reader(["x" * 11])))
csv.field_size_limit(131072)


class Bad(csv.Dialect):
    delimiter = ""


for call in (lambda: Bad(), lambda: csv.reader([], nope=1), lambda: csv.reader(), lambda: csv.reader(5), lambda: csv.writer(5), lambda: csv.writer(), lambda: csv.reader([], "nope"), lambda: csv.reader([], delimiter="ab"), lambda: csv.reader([], delimiter=5), lambda: csv.reader([], delimiter=None), lambda: csv.reader([], delimiter=""),
             lambda: csv.reader([], quotechar=5), lambda: csv.reader([], quotechar="ab"), lambda: csv.reader([], quoting=7), lambda: csv.reader([], quoting="x"), lambda: csv.reader([], quotechar=None, quoting=1), lambda: csv.reader([], lineterminator=5), lambda: csv.reader([], lineterminator=None), lambda: csv.reader([], escapechar=5),
             lambda: list(csv.reader([b"a"])), lambda: list(csv.reader(["a\nb"])), lambda: list(csv.reader(['"a"b'], strict=True)), lambda: list(csv.reader(['"a'], strict=True)), lambda: csv.get_dialect("x"), lambda: csv.unregister_dialect("x"), lambda: csv.register_dialect(5), lambda: csv.field_size_limit("x"), lambda: csv.register_dialect(),
             lambda: csv.get_dialect(), lambda: csv.writer(io.StringIO()).writerow(5), lambda: csv.writer(io.StringIO()).writerows(5), lambda: csv.writer(io.StringIO()).writerows([1]), lambda: type(csv.reader([])), lambda: csv.reader([]).line_num, lambda: csv.get_dialect([]), lambda: list(csv.reader(iter([]))), lambda: list(csv.reader(["a\0b"]))):
    tries(call)


def failing():
    yield "a,b"
    raise KeyError("from the input")


r = csv.reader(failing())
print(next(r))
tries(lambda: next(r))


class Writer:
    def write(self, text):
        return text * 2


print(csv.writer(Writer()).writerow(["a", 1]))
