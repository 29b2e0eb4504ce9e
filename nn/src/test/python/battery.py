"""What the scripts that write the goldens of Battery.java share."""

import json
import math

import torch

torch.set_default_dtype(torch.float64)


def wave(shape, start):
    n = math.prod(shape)
    return torch.tensor([math.sin(start + 1.7 * i) for i in range(n)]).reshape(shape)


def numbers(t):
    """To the digits that the battery compares."""
    return [round(v, 14) for v in t.detach().reshape(-1).tolist()]


def gradient(t):
    return numbers(torch.zeros_like(t) if t.grad is None else t.grad)


def row(shape, parameters, f):
    """What f makes of a wave, and the gradients of sum(output * wave): parameters are filled with waves in their order,
    which is that of the leaves of the Java record."""
    x = wave(shape, 0.4).requires_grad_()
    for i, p in enumerate(parameters):
        p.data = wave(tuple(p.shape), 0.9 + 0.3 * i)
    y = f(x).reshape(-1)
    (y * wave(tuple(y.shape), 2.2)).sum().backward()
    return {
        "output": numbers(y),
        "input": gradient(x),
        "parameters": [gradient(p) for p in parameters],
    }


def write(rows):
    """One row a line."""
    print("{" + ",\n ".join(json.dumps(name) + ": " + json.dumps(r) for name, r in rows.items()) + "}")
