shown = "shown"
_hidden = "hidden"
import math
