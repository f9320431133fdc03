def counted(*stack, T=100, B=200):
    keras.utils.set_random_seed(0)
    h = np.ones((B, T, 8), "float32")
    for lstm in stack:
        h = lstm(h, training=True)
    dropped = keras.ops.convert_to_numpy(h) == 0
    same = (dropped[:, 1:] == dropped[:, :-1]).mean()
    print(f"{len(stack)} layers: dropped {dropped.mean():.3f},",
          f"as in the step before {same:.3f}")

layer = lambda: see_through(8, dropout=0.5)
counted(layer())
counted(layer(), layer())
counted(layer(), layer(), layer())
