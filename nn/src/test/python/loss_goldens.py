"""Writes losses.json: PyTorch's losses and their gradients, in float64.

    python loss_goldens.py > ../resources/goldens/losses.json

with PyTorch 2.13. The inputs are those of LossesTest.java.
"""

import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def wave(shape, start):
    n = math.prod(shape)
    return torch.tensor([2 * math.sin(start + 1.7 * i) for i in range(n)]).reshape(shape)


LABELS = torch.tensor([2, 0, 3, 1, 1])
X, Y = wave((5, 4), 0.3), wave((5, 4), 1.1)
P = torch.softmax(Y, -1)
SIGNS = torch.sign(Y)
CLASS = torch.tensor([1.0, 2.0, 0.5, 3.0])

LOSSES = {
    "squared": lambda x: F.mse_loss(x, Y),
    "absolute": lambda x: F.l1_loss(x, Y, reduction="sum"),
    "huber": lambda x: F.huber_loss(x, Y, delta=0.7),
    "crossEntropy": lambda x: F.cross_entropy(x, LABELS),
    "crossEntropySmoothed": lambda x: F.cross_entropy(x, LABELS, label_smoothing=0.1),
    "crossEntropyWeighted": lambda x: F.cross_entropy(x, LABELS, weight=CLASS),
    "softCrossEntropy": lambda x: F.cross_entropy(x, P),
    "binaryCrossEntropy": lambda x: F.binary_cross_entropy_with_logits(x, P),
    "kullbackLeibler": lambda x: F.kl_div(torch.log_softmax(x, -1), P, reduction="sum"),
    "hinge": lambda x: torch.clamp(1 - SIGNS * x, min=0).mean(),
    "cosine": lambda x: (1 - F.cosine_similarity(x, Y, dim=-1)).mean(),
}


def golden(loss):
    x = X.clone().requires_grad_()
    value = loss(x)
    value.backward()
    return {"value": value.item(), "gradient": x.grad.reshape(-1).tolist()}


print(json.dumps({name: golden(loss) for name, loss in LOSSES.items()}, indent=1))
