import warnings
import onnx
from onnx import numpy_helper

def ifgo_to_iofc(rows):
    """PyTorch's blocks i, f, g, o in ONNX' order i, o, f, c."""
    blocks = np.split(rows, 4)
    return np.concatenate([blocks[k] for k in (0, 3, 1, 2)])

def iofc_to_ifgo(rows):
    blocks = np.split(rows, 4)
    return np.concatenate([blocks[k] for k in (0, 2, 3, 1)])

lstm = nn.LSTM(3, 4, num_layers=2, batch_first=True)
state = lstm.state_dict()
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    torch.onnx.export(lstm, (x,), "lstm.onnx", dynamo=False)

graph = onnx.load("lstm.onnx").graph
stored = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
nodes = [node for node in graph.node if node.op_type == "LSTM"]

for n, node in enumerate(nodes):
    W, R, B = (stored[name] for name in node.input[1:4])
    print(f"layer {n}: W {W.shape}, R {R.shape}, B {B.shape}")
    w = state[f"weight_ih_l{n}"].numpy()
    b = state[f"bias_ih_l{n}"].numpy()
    print("  W as expected:", np.array_equal(W[0], ifgo_to_iofc(w)))
    print("  B as expected:", np.array_equal(B[0, :16], ifgo_to_iofc(b)))
    print("  and back:", np.array_equal(iofc_to_ifgo(W[0]), w))
