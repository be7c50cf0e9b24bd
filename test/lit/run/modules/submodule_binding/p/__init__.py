c = "attribute c wins over the submodule"
