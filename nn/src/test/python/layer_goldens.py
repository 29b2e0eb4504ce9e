"""Writes layers.json: what PyTorch's layers make of an input, and the gradients, in float64.

    python layer_goldens.py > ../resources/goldens/layers.json

with PyTorch 2.13. Weights, inputs and the layers' order are those of LayersTest.java: every parameter is a wave, in the
order and the shapes of the Java records; the loss is sum(output * wave).
"""

import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def wave(shape, start):
    n = math.prod(shape)
    return torch.tensor([math.sin(start + 1.7 * i) for i in range(n)]).reshape(shape)


X = (3, 4)
LAYERS = {
    "linear": (X, [(5, 4), (5,)], F.linear),
    "linearWithoutBias": (X, [(5, 4)], F.linear),
    "layerNorm": ((2, 3, 4), [(3, 4), (3, 4)], lambda x, w, b: F.layer_norm(x, (3, 4), w, b)),
    "groupNorm": ((2, 6, 3), [(6,), (6,)], lambda x, w, b: F.group_norm(x, 3, w, b)),
    "sequential": (
        X,
        [(5, 4), (5,), (2, 5), (2,)],
        lambda x, w, b, v, c: F.linear(torch.tanh(F.linear(x, w, b)), v, c),
    ),
    "residual": (X, [(4, 4), (4,)], lambda x, w, b: x + F.linear(x, w, b)),
    "relu": (X, [], F.relu),
    "relu6": (X, [], lambda x: F.relu6(9 * x)),
    "leakyRelu": (X, [], F.leaky_relu),
    "elu": (X, [], F.elu),
    "selu": (X, [], F.selu),
    "softplus": (X, [], F.softplus),
    "softsign": (X, [], F.softsign),
    "silu": (X, [], F.silu),
    "mish": (X, [], F.mish),
    "gelu": (X, [], F.gelu),
    "sigmoid": (X, [], torch.sigmoid),
    # Its own derivative is 1/6 rounded to float32.
    "hardSigmoid": (X, [], lambda x: torch.clamp(4 * x / 6 + 0.5, 0, 1)),
    "tanh": (X, [], torch.tanh),
}


def golden(shape, shapes, f):
    x = wave(shape, 0.4).requires_grad_()
    parameters = [wave(s, 0.9 + 0.3 * i).requires_grad_() for i, s in enumerate(shapes)]
    y = f(x, *parameters)
    (y * wave(tuple(y.shape), 2.2)).sum().backward()
    return {
        "output": y.detach().reshape(-1).tolist(),
        "input": x.grad.reshape(-1).tolist(),
        "parameters": [p.grad.reshape(-1).tolist() for p in parameters],
    }


print(json.dumps({name: golden(*layer) for name, layer in LAYERS.items()}, indent=1))
