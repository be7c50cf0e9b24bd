import sys

if __name__ == "__main__":
    print("never when imported")


def main_marker():
    return sys.modules["__main__"].marker
