def biases(**options):
    layer = layers.LSTM(2, **options)
    layer.build((None, 5, 3))
    return keras.ops.convert_to_numpy(layer.cell.bias).round(2)

# Two units: i i, f f, c c, o o
# zh: 两个单元：i i，f f，c c，o o
print(biases())
print(biases(unit_forget_bias=False))
two = keras.initializers.Constant(2.0)
print(biases(bias_initializer=two))
print(biases(bias_initializer=two, unit_forget_bias=False))
