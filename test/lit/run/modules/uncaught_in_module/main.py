# exit: 1
print("main starts")
from lib import compute

compute(3)
import broken
