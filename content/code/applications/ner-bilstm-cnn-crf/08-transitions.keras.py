crf = models["ner-en"].get_layer("crf")
print("from \\ to", *(f"{to:>6}" for to in TAGS))
for before, row, ban in zip(TAGS, ops.convert_to_numpy(crf.A), crf.ban[1:]):
    print(f"{before:<9}", *(f"{a:6.1f}" if b == 0 else "     -"
                            for a, b in zip(row, ban)))
