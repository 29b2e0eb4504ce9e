"""Writes what StateDictTest.java loads: two nets that PyTorch trained, and the names and shapes of its layers' states.

    python state_dict_goldens.py ../resources/goldens/state

with PyTorch 2.13. `*.safetensors` are state dicts, `*_io.safetensors` an input and the output in evaluation mode. The
format is written here by hand: the length of the header in 8 bytes, the header in JSON, the tensors' bytes.
"""

import json
import struct
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(7)
DTYPES = {torch.float32: "F32", torch.int64: "I64"}


def save(path, tensors):
    header, data = {}, b""
    for name, t in sorted(tensors.items(), key=lambda item: -item[1].element_size()):
        raw = t.detach().contiguous().numpy().tobytes()
        offsets = [len(data), len(data) + len(raw)]
        header[name] = {"dtype": DTYPES[t.dtype], "shape": list(t.shape), "data_offsets": offsets}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


class Classifier(nn.Module):
    """Of sequences, by the last states of both directions of the upper layer."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 5, num_layers=2, bidirectional=True)
        self.last_layer = nn.Linear(10, 2)

    def forward(self, x):
        _, (h, _) = self.lstm(x)
        return self.last_layer(torch.cat([h[-2], h[-1]], -1))


def train(net, batch, steps):
    optimiser = torch.optim.Adam(net.parameters(), 1e-2)
    for _ in range(steps):
        x, y = batch()
        optimiser.zero_grad()
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        optimiser.step()
    print(f"{type(net).__name__}: loss {loss.item():.4f}", file=sys.stderr)
    net.eval()
    return net


def sequences():
    """Is the sum of the first feature positive?"""
    x = torch.randn(7, 16, 3)
    return x, (x[:, :, 0].sum(0) > 0).long()


def points():
    """Is the point in the unit circle?"""
    x = torch.randn(32, 2)
    return x, (x.square().sum(1) < 1).long()


folder = Path(sys.argv[1])
nets = {
    "classifier": (train(Classifier(), sequences, 150), sequences()[0][:, :4]),
    "mlp": (
        train(nn.Sequential(nn.Linear(2, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 2)), points, 150),
        points()[0][:5],
    ),
}
for name, (net, x) in nets.items():
    save(folder / f"{name}.safetensors", net.state_dict())
    save(folder / f"{name}_io.safetensors", {"input": x, "output": net(x)})

LAYERS = {
    "linear": nn.Linear(2, 3),
    "embedding": nn.Embedding(4, 3, padding_idx=1),
    "layerNorm": nn.LayerNorm((3, 4)),
    "groupNorm": nn.GroupNorm(2, 4),
    "rmsNorm": nn.RMSNorm(4),
    "prelu": nn.PReLU(3),
    "batchNorm": nn.BatchNorm2d(3),
    "nested": nn.Sequential(nn.Sequential(nn.Tanh(), nn.Linear(2, 3)), nn.Linear(3, 1, bias=False)),
    "rnn": nn.RNN(2, 3),
    "gru": nn.GRU(2, 3, num_layers=2, bias=False),
    "lstm": nn.LSTM(2, 3, num_layers=2, bidirectional=True),
    "lstmCell": nn.LSTMCell(2, 3),
    "gruCell": nn.GRUCell(2, 3),
    "attention": nn.MultiheadAttention(4, 2),
}
states = {name: {k: list(t.shape) for k, t in m.state_dict().items()} for name, m in LAYERS.items()}
rows = ",\n ".join(json.dumps(name) + ": " + json.dumps(s) for name, s in states.items())
(folder / "names.json").write_text("{" + rows + "}\n")
