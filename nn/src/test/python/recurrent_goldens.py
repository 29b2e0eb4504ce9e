"""Writes recurrent.json: PyTorch's recurrent layers and cells and their gradients, in float64.

    python recurrent_goldens.py > ../resources/goldens/recurrent.json

with PyTorch 2.13. The rows are those of RecurrentTest.java; a layer's output is followed by its last states.
"""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from battery import row, wave, write

T, B, IN, H = 4, 3, 2, 3
LENGTHS = torch.tensor([2, 4, 1])


def parameters(m):
    """Forward layers first, as in the Java records."""
    named = list(m.named_parameters())
    named.sort(key=lambda p: p[0].endswith("_reverse"))
    return [p for _, p in named]


def flat(y, state):
    states = state if isinstance(state, tuple) else (state,)
    return torch.cat([t.reshape(-1) for t in (y, *states)])


def layer(m, lengths=None, start=False, shape=(T, B, IN)):
    cells = m.num_layers * (2 if m.bidirectional else 1)
    state = [wave((cells, *shape[1:-1], H), s) for s in (0.2, 0.7)]
    state = tuple(state) if isinstance(m, nn.LSTM) else state[0]

    def f(x):
        if lengths is None:
            return flat(*m(x, state if start else None))
        packed = pack_padded_sequence(x, lengths, enforce_sorted=False)
        y, last = m(packed, state if start else None)
        return flat(pad_packed_sequence(y, total_length=shape[0])[0], last)

    return row(shape, parameters(m), f)


def cell(m):
    state = [wave((B, H), s) for s in (0.2, 0.7)]

    def f(x):
        y = m(x, tuple(state) if isinstance(m, nn.LSTMCell) else state[0])
        return flat(*y) if isinstance(y, tuple) else y

    return row((B, IN), list(m.parameters()), f)


class Linear(nn.Module):
    """A layer of h' = W x + b + V h + c."""

    def __init__(self):
        super().__init__()
        self.cell = nn.RNN(IN, H)

    def forward(self, x):
        c = self.cell
        h, ys = torch.zeros(B, H), []
        for t in range(T):
            h = x[t] @ c.weight_ih_l0.T + c.bias_ih_l0 + h @ c.weight_hh_l0.T + c.bias_hh_l0
            ys.append(h)
        return flat(torch.stack(ys), h)


linear = Linear()
write(
    {
        "rnn": layer(nn.RNN(IN, H)),
        "rnnOfRelu": layer(nn.RNN(IN, H, nonlinearity="relu")),
        "rnnLinear": row((T, B, IN), list(linear.parameters()), linear),
        "rnnDeep": layer(nn.RNN(IN, H, 2, bidirectional=True), LENGTHS, True),
        "lstm": layer(nn.LSTM(IN, H)),
        "lstmWithoutBias": layer(nn.LSTM(IN, H, bias=False)),
        "lstmOfOne": layer(nn.LSTM(IN, H, bidirectional=True), start=True, shape=(T, IN)),
        "lstmDeep": layer(nn.LSTM(IN, H, 2, bidirectional=True), start=True),
        "lstmOfLengths": layer(nn.LSTM(IN, H, 2, bidirectional=True), LENGTHS, True),
        "gru": layer(nn.GRU(IN, H)),
        "gruDeep": layer(nn.GRU(IN, H, 2, bidirectional=True), LENGTHS, True),
        "rnnCell": cell(nn.RNNCell(IN, H)),
        "lstmCell": cell(nn.LSTMCell(IN, H)),
        "gruCell": cell(nn.GRUCell(IN, H)),
    }
)
