# exit: 1
def größe(wert):
    return "日本語" + wert + "é" * 3


größe(5)
