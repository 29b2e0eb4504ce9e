"""Writes layers.json: what PyTorch's layers make of an input, and the gradients, in float64.

    python layer_goldens.py > ../resources/goldens/layers.json

with PyTorch 2.13. The rows are those of LayersTest.java.
"""

import torch
from torch import nn

from battery import row, write


def module(shape, m):
    return row(shape, list(m.parameters()), m)


class Residual(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return x + self.inner(x)


def embedding():
    m = nn.Embedding(5, 3)
    return row(X, [m.weight], lambda x: m(torch.tensor([[4, 0], [4, 2]])))


X = (3, 4)
write(
    {
        "linear": module(X, nn.Linear(4, 5)),
        "linearWithoutBias": module(X, nn.Linear(4, 5, bias=False)),
        "layerNorm": module((2, 3, 4), nn.LayerNorm((3, 4))),
        "groupNorm": module((2, 6, 3), nn.GroupNorm(3, 6)),
        "sequential": module(X, nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.Linear(5, 2))),
        "residual": module(X, Residual(nn.Linear(4, 4))),
        "rmsNorm": module((2, 3, 4), nn.RMSNorm((3, 4))),
        "prelu": module((2, 3, 4), nn.PReLU()),
        "preluOfChannels": module((2, 3, 4), nn.PReLU(3)),
        "embedding": embedding(),
    }
)
