# exit: 1
from math import sqroot
