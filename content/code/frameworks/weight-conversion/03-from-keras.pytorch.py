import keras
import numpy as np

model = keras.Sequential([
    keras.Input((None, 3)),
    keras.layers.LSTM(4, return_sequences=True),
    keras.layers.LSTM(4, return_sequences=True),
])

lstm = nn.LSTM(3, 4, num_layers=2, batch_first=True)
state = {}
for n, layer in enumerate(model.layers):
    kernel, recurrent, bias = map(torch.tensor, layer.get_weights())
    state[f"weight_ih_l{n}"] = kernel.T
    state[f"weight_hh_l{n}"] = recurrent.T
    state[f"bias_ih_l{n}"] = bias
    # Not left as it was: PyTorch began it at random.
    # zh: 必须写成 0：PyTorch 给它的初始值是随机的。
    state[f"bias_hh_l{n}"] = torch.zeros_like(bias)
lstm.load_state_dict(state)

x = torch.randn(2, 9, 3)
with torch.no_grad():
    got = lstm(x)[0].numpy()
expected = keras.ops.convert_to_numpy(model(x.numpy()))
print("same within 1e-6:", np.allclose(got, expected, atol=1e-6))
