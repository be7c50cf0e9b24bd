import latin, bom

print(latin.text, len(latin.text), bom.text, [hex(ord(c)) for c in latin.text])
