# args: alpha beta
import sys
import tool

print(__name__, tool.__name__, sys.modules["__main__"].__name__, sys.modules["__main__"].marker if hasattr(sys.modules["__main__"], "marker") else "not yet")
marker = "set"
import __main__

print(__main__.marker, tool.main_marker(), sys.argv[1:])
if __name__ == "__main__":
    print("guarded")
print(__file__.endswith("main.py"), __package__, __spec__)
