"""Training steps of PyTorch on one thread, timed on request.

Reads one JSON object a line: {"B", "T", "I", "H", "L", "seconds"}; answers with a JSON list of milliseconds per step,
each the mean over at least 10 ms, as the engines are timed.
The first line it writes is its version. The same model, loss and Adam as the engines, without clipping; a shape's
model is kept, so that rounds go on with it.
"""

import json
import sys
import time

import torch

torch.set_num_threads(1)

SPAN = 0.01


class Model(torch.nn.Module):
    def __init__(self, features, units, layers):
        super().__init__()
        self.lstm = torch.nn.LSTM(features, units, layers)
        self.head = torch.nn.Linear(units, 1)

    def forward(self, inputs):
        outputs, _ = self.lstm(inputs)
        return self.head(outputs[-1])


def prepare(B, T, I, H, L):
    torch.manual_seed(1)
    model = Model(I, H, L)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    inputs = torch.sin(torch.arange(T * B * I) * 12.9898).reshape(T, B, I)
    targets = 0.5 * torch.sin(torch.arange(B) * 12.9898).reshape(B, 1)

    def step():
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(inputs), targets)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def main():
    print(json.dumps(torch.__version__), flush=True)
    steps = {}
    for line in sys.stdin:
        order = json.loads(line)
        seconds = order.pop("seconds")
        key = tuple(sorted(order.items()))
        if key not in steps:
            steps = {key: prepare(**order)}
            for _ in range(5):
                steps[key]()
        times = []
        begin = end = time.perf_counter()
        while not times or end - begin < seconds:
            start, count = end, 0
            while count == 0 or end - start < SPAN:
                steps[key]()
                count += 1
                end = time.perf_counter()
            times.append((end - start) * 1000 / count)
        print(json.dumps(times), flush=True)


main()
