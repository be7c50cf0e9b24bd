x = "submodule imported by star"
