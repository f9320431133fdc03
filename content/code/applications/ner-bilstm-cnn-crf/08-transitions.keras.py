A = ops.convert_to_numpy(models["ner-en"].get_layer("crf").A)
ban = models["ner-en"].get_layer("crf").ban[1:]
print("from \\ to", *(f"{tag:>6}" for tag in TAGS))
for tag_before, row, forbidden in zip(TAGS, A, ban):
    print(f"{tag_before:<9}", *(f"{a:6.1f}" if not f else "     -" for a, f in zip(row, forbidden)))
