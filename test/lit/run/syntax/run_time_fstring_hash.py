# A "#" in a string in an f-string's expression is no comment, also in text that is compiled at run time.
d = {"#": "hash"}
for text in ("f'{\"#\"}'", "f'{d[\"#\"]}'", "f'{10:{\"#\"}1{0}{\"x\"}}'", "f'{1 #}'", "f'{#}'", "f'''{d[\"#\"]}'''",
             "f\"{'''#'''}\"", "f'{d[\"#\"] # comment}'"):
    try:
        print(eval(text))
    except SyntaxError as error:
        print(error)
