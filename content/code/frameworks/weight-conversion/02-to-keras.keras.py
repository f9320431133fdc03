import numpy as np
import torch
from torch import nn

torch.manual_seed(0)
lstm = nn.LSTM(3, 4, num_layers=2, batch_first=True)
state = {k: v.numpy() for k, v in lstm.state_dict().items()}

for n, layer in enumerate(model.layers):
    layer.set_weights([
        # Transpose; the gates stay where they are.
        # zh: 只要转置，门的次序不变。
        state[f"weight_ih_l{n}"].T,
        state[f"weight_hh_l{n}"].T,
        # Keras has one bias: the sum.
        # zh: Keras 只有一个偏置：两者之和。
        state[f"bias_ih_l{n}"] + state[f"bias_hh_l{n}"],
    ])

x = np.random.default_rng(0).normal(size=(2, 9, 3))
x = x.astype("float32")
with torch.no_grad():
    expected = lstm(torch.from_numpy(x))[0].numpy()
got = keras.ops.convert_to_numpy(model(x))
print("same within 1e-6:", np.allclose(got, expected, atol=1e-6))
