# csv: dialects, readers and writers, quoting of every kind, errors.
import csv
import io


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return type(e).__name__, str(e)


def rows(text, **kw):
    return attempt(lambda: list(csv.reader(io.StringIO(text, newline=""), **kw)))


for text in ("a,b,c\r\n1,2,3\n", "", "\n", "a\n\nb\n", "a,\"b,c\",d", "\"a\"\"b\",c", "\"multi\nline\",x\ny", "a,b\rc,d\r\n", ",,\n",
             "\"open", "\"a\"b,c", "  x , y", "a\tb", "'q','r,s'", "1,\"2\",3.5", "a\\,b,c", "\"a\\\"b\"", "x,\r\n,y", "é,\u20ac"):
    print(repr(text), rows(text), rows(text, quotechar="'"), rows(text, delimiter="\t"), rows(text, skipinitialspace=True),
          rows(text, escapechar="\\"), rows(text, doublequote=False, escapechar="\\"), rows(text, quoting=csv.QUOTE_NONE),
          rows(text, strict=True))
print(rows("1,2.5\n\"a\",-3e2\n", quoting=csv.QUOTE_NONNUMERIC), rows("1,x\n", quoting=csv.QUOTE_NONNUMERIC))


def written(data, **kw):
    out = io.StringIO(newline="")
    r = attempt(lambda: csv.writer(out, **kw).writerows(data))
    return r if r else out.getvalue()


data = [["a", 1, 2.5, None, ""], ["q\"r", "x,y", "l\nm", "t\tu", " s "], [True, b"x", (1, 2), "esc\\", "'"], [""], [None], []]
for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE):
    print(written(data, quoting=quoting).__repr__())
    print(repr(written(data[:3], quoting=quoting, escapechar="\\")), repr(written(data, quoting=quoting, doublequote=False, escapechar="!")))
print(repr(written(data, delimiter=";", quotechar="'", lineterminator="\n")), repr(written([["a"]], dialect="unix")), repr(written([["a b"]], dialect=csv.excel_tab)))
w = csv.writer(io.StringIO())
print(w.writerow(["ab", "c"]), attempt(w.writerow, 5), attempt(csv.writer, 5), attempt(csv.reader, 5))

out = io.StringIO()
d = csv.DictWriter(out, ["a", "b"], restval="-", extrasaction="ignore")
d.writeheader()
d.writerows([{"a": 1, "b": 2}, {"a": 3, "c": 4}])
print(repr(out.getvalue()))
print(list(csv.DictReader(io.StringIO("x,y\n1,2\n3\n4,5,6\n"), restkey="more")))
r = csv.reader(["a,b", "\"c", "d\",e"])
print(next(r), r.line_num, next(r), r.line_num, attempt(next, r), r.dialect.delimiter)


class Mine(csv.Dialect):
    delimiter = "|"
    quotechar = "*"
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


csv.register_dialect("mine", Mine)
csv.register_dialect("other", delimiter=":")
print(sorted(csv.list_dialects()), repr(written([["a|b", "c*"]], dialect="mine")), rows("a:b", dialect="other"), csv.get_dialect("mine").quotechar)
csv.unregister_dialect("other")
print(attempt(csv.get_dialect, "other"), attempt(csv.unregister_dialect, "other"), attempt(csv.register_dialect, 5))
for kw in ({"delimiter": ""}, {"delimiter": "ab"}, {"delimiter": 5}, {"quotechar": "ab"}, {"quotechar": None}, {"quoting": 7}, {"quoting": "x"},
           {"lineterminator": None}, {"escapechar": 5}, {"quotechar": None, "quoting": csv.QUOTE_ALL}):
    print(kw, rows("a,b", **kw))
print(csv.field_size_limit(5), rows("abcdefgh,1"), csv.field_size_limit(131072), attempt(csv.field_size_limit, "x"))
print(attempt(list, csv.reader([b"a"])), attempt(list, csv.reader(["a\0b"])))
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.Sniffer().has_header("name,age\nx,1\ny,2\n"), csv.Error.__module__, csv.reader([]).__class__.__name__)
