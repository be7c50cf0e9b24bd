# pyexpat and what stands on it: handlers, errors, ElementTree, minidom, sax, plistlib, xmlrpc.
import io
import plistlib
import pyexpat
import xml.dom.minidom
import xml.etree.ElementTree as ElementTree
import xml.sax
import xmlrpc.client
from xml.parsers import expat

document = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<!DOCTYPE list SYSTEM "list.dtd" [
  <!ELEMENT list (item+, (note|text)?)>
  <!ATTLIST item kind CDATA #REQUIRED size (small|large) "small">
  <!ENTITY name "The &amp; Name">
  <!ENTITY picture SYSTEM "picture.gif" NDATA gif>
  <!NOTATION gif PUBLIC "-//gif//">
]>
<?style sheet="x"?>
<list xmlns:p="urn:p"><!-- a comment --><item kind="größe">&name; and more</item>
<p:item kind="2" size="large"><![CDATA[<raw>]]></p:item></list>
"""


def show(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error, getattr(error, "code", None))


NAMES = [name for name in dir(expat.ParserCreate()) if name.endswith("Handler")]


def trace(parser, names=NAMES):
    for name in names:
        if name in ("DefaultHandler", "ExternalEntityRefHandler", "NotStandaloneHandler"):
            continue
        setattr(parser, name, lambda *args, name=name: print(name, args))
    return parser


trace(expat.ParserCreate()).Parse(document, True)
print("namespaces")
parser = expat.ParserCreate(namespace_separator=" ")
parser.namespace_prefixes = True
parser.ordered_attributes = True
parser.specified_attributes = True
trace(parser, ["StartElementHandler", "EndElementHandler", "StartNamespaceDeclHandler", "EndNamespaceDeclHandler"])
show(parser.Parse, document.encode(), True)
print("gathered")
parser = expat.ParserCreate()
parser.buffer_text = True
show(setattr, parser, "buffer_size", 0)
show(setattr, parser, "buffer_size", "x")
parser.buffer_size = 10
parser.CharacterDataHandler = lambda data: print("text", repr(data), parser.buffer_used, parser.CurrentLineNumber)
for piece in ("<a>one", " two", " three &lt; four\nfive", "</a>"):
    parser.Parse(piece)
show(parser.Parse, b"", 1)
print("pieces")
parser = expat.ParserCreate()
parser.StartElementHandler = lambda *args: print(args, parser.CurrentColumnNumber, parser.CurrentByteIndex, parser.GetInputContext())
show(parser.ParseFile, io.BytesIO(b"<r><x a='1'/></r>"))
show(parser.ParseFile, io.StringIO("<r/>"))
show(parser.ParseFile, 5)
print("errors")
for bad in ("", "<a>", "<a></b>", "<a>&undefined;</a>", "<a a='1' a='2'/>", "text", "<a/><b/>", "<a>\n\n <b x=1/></a>", "\0"):
    show(expat.ParserCreate().Parse, bad, True)
for bad in (b"<?xml version='1.0' encoding='no-such'?><a/>", b"<a>\xff</a>", b"\xff\xfe<\0a\0/\0>\0"):
    show(expat.ParserCreate().Parse, bad, True)
show(expat.ParserCreate().Parse, 5)
show(expat.ParserCreate, 5)
show(expat.ParserCreate, None, "ab")
show(expat.ParserCreate, intern=5)
show(delattr, parser, "StartElementHandler")
show(setattr, parser, "unknown", 1)
print(expat.ErrorString(3), expat.errors.XML_ERROR_SYNTAX, expat.errors.codes["syntax error"], expat.errors.messages[5])
print(expat.ExpatError, expat.error is expat.ExpatError, type(parser), expat.model.XML_CTYPE_SEQ, expat.native_encoding)


def fails(*args):
    raise KeyError("handler")


parser = expat.ParserCreate()
parser.EndElementHandler = print
parser.StartElementHandler = fails
show(parser.Parse, "<a><b/></a>", True)
print(parser.StartElementHandler, parser.ErrorCode, parser.ErrorLineNumber)
parser = expat.ParserCreate("iso-8859-1")
parser.CharacterDataHandler = print
parser.Parse(b"<a>gr\xf6\xdfe</a>", True)
parser = expat.ParserCreate()
parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)


def external(context, base, system, public):
    print(context, base, system, public)
    child = parser.ExternalEntityParserCreate(context)
    return child.Parse("<!ENTITY e 'external'>", True)


parser.ExternalEntityRefHandler = external
parser.SetBase("base")
parser.CharacterDataHandler = print
show(parser.Parse, "<!DOCTYPE a SYSTEM 'x.dtd'><a>&e;</a>", True)

print("ElementTree")
tree = ElementTree.fromstring(document)
print(tree.tag, [(child.tag, child.attrib, child.text) for child in tree])
print(ElementTree.tostring(tree, encoding="unicode"))
print([element.get("kind") for element in tree.iter() if element.get("kind")], tree.find("item").text)
ElementTree.indent(tree)
print(ElementTree.tostring(tree).decode())
show(ElementTree.fromstring, "<a><b></a>")
show(ElementTree.fromstring, "")
for event, element in ElementTree.iterparse(io.StringIO("<a><b>1</b><c/></a>"), ("start", "end")):
    print(event, element.tag, element.text)
print(ElementTree.canonicalize("<b  y='1' x='2'><c/></b>"))

print("minidom")
dom = xml.dom.minidom.parseString(document)
print(dom.documentElement.tagName, [n.getAttribute("kind") for n in dom.getElementsByTagName("item")])
print(dom.doctype.systemId, dom.toxml()[:60])
print(xml.dom.minidom.parseString("<a><b/>text</a>").toprettyxml(indent=" "))


class Handler(xml.sax.ContentHandler):
    def startElement(self, name, attributes):
        print("start", name, dict(attributes))

    def characters(self, content):
        print("characters", repr(content))


xml.sax.parseString("<a x='1'>text<b/></a>", Handler())
show(xml.sax.parseString, b"<a>", Handler())
value = {"list": [1, 2.5, True, "text & more"], "data": b"\0\1"}
print(plistlib.loads(plistlib.dumps(value)) == value)
print(xmlrpc.client.loads(xmlrpc.client.dumps((1, "zwei", [3.5, {"vier": None}]), "method", allow_none=True)))
