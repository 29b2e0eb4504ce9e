"""Writes attention.json: PyTorch's multi-head attention and its gradients, in float64.

    python attention_goldens.py > ../resources/goldens/attention.json

with PyTorch 2.13. The rows are those of MultiHeadAttentionTest.java; outputs are followed by weights, head by head.
"""

import torch
from torch import nn

from battery import row, wave, write

WIDTH = 4
CAUSAL = torch.ones(3, 3).triu(1).bool()
BLOCKED = torch.tensor([[False, True, False], [True, False, False], [False, False, True]])
PADDED = torch.tensor([[False, False, True], [False, True, True]])


def attention(shape=(3, 2, WIDTH), others=None, **masks):
    m = nn.MultiheadAttention(WIDTH, 2)

    def f(x):
        key, value = others or (x, x)
        y, weights = m(x, key, value, average_attn_weights=False, **masks)
        return torch.cat([y.reshape(-1), weights.reshape(-1)])

    return row(shape, list(m.parameters()), f)


write(
    {
        "self": attention(),
        "causal": attention(attn_mask=CAUSAL),
        "blocked": attention(attn_mask=BLOCKED),
        "padded": attention(key_padding_mask=PADDED),
        "both": attention(attn_mask=CAUSAL, key_padding_mask=PADDED),
        "added": attention(attn_mask=wave((3, 3), 0.3)),
        "cross": attention(others=(wave((5, 2, WIDTH), 0.2), wave((5, 2, WIDTH), 0.7))),
        "ofOne": attention((3, WIDTH), attn_mask=CAUSAL),
    }
)
