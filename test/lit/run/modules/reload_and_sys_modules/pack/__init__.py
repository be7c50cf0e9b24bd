outer_attr = "pack attr"
inner = "shadowed before the submodule is imported"
