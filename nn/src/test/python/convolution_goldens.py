"""Writes convolutions.json: what PyTorch's convolutional and pooling layers make of an input, and the gradients, in
float64.

    python convolution_goldens.py > ../resources/goldens/convolutions.json

with PyTorch 2.13. Weights, inputs and the layers' order are those of ConvolutionLayersTest.java: every parameter is a wave,
in the order and the shapes of the Java records, which are PyTorch's; the loss is sum(output * wave).
"""

import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def wave(shape, start):
    n = math.prod(shape)
    return torch.tensor([math.sin(start + 1.7 * i) for i in range(n)]).reshape(shape)


def conv(f, **options):
    return lambda x, w, b: f(x, w, b, **options)


SERIES = (2, 4, 7)
IMAGES = (2, 2, 5, 4)
LAYERS = {
    "conv1d": (SERIES, [(3, 4, 3), (3,)], conv(F.conv1d)),
    "conv1dGroups": (
        SERIES,
        [(6, 2, 2), (6,)],
        conv(F.conv1d, stride=2, padding=1, dilation=2, groups=2),
    ),
    "conv2d": (IMAGES, [(3, 2, 3, 3), (3,)], conv(F.conv2d, padding=1)),
    "conv2dOdd": (
        IMAGES,
        [(2, 2, 3, 2), (2,)],
        conv(F.conv2d, stride=(2, 1), padding=(2, 1), dilation=(1, 2)),
    ),
    "conv2dDepthwise": (IMAGES, [(4, 1, 3, 3), (4,)], conv(F.conv2d, padding=1, groups=2)),
    "conv2dWithoutBias": (IMAGES, [(3, 2, 1, 1)], lambda x, w: F.conv2d(x, w)),
    "convTranspose1d": (
        SERIES,
        [(4, 3, 3), (3,)],
        conv(F.conv_transpose1d, stride=2, padding=1, output_padding=1),
    ),
    "convTranspose2d": (IMAGES, [(2, 3, 2, 3), (3,)], conv(F.conv_transpose2d)),
    "convTranspose2dGroups": (
        IMAGES,
        [(2, 2, 3, 2), (4,)],
        conv(
            F.conv_transpose2d,
            stride=(2, 3),
            padding=(1, 0),
            output_padding=(0, 1),
            dilation=(2, 1),
            groups=2,
        ),
    ),
    "maxPool1d": (SERIES, [], lambda x: F.max_pool1d(x, 2)),
    "maxPool1dDilated": (SERIES, [], lambda x: F.max_pool1d(x, 3, 2, padding=1, dilation=2)),
    "maxPool2d": (IMAGES, [], lambda x: F.max_pool2d(x, 2)),
    "maxPool2dOverlapping": (IMAGES, [], lambda x: F.max_pool2d(x, 3, 2, padding=1)),
    "maxPool2dCeil": (IMAGES, [], lambda x: F.max_pool2d(x, (2, 3), (3, 2), ceil_mode=True)),
    "avgPool1d": (SERIES, [], lambda x: F.avg_pool1d(x, 3, 2, padding=1)),
    "avgPool2d": (IMAGES, [], lambda x: F.avg_pool2d(x, 2)),
    "avgPool2dWithoutPad": (
        IMAGES,
        [],
        lambda x: F.avg_pool2d(x, (3, 2), (2, 1), padding=1, count_include_pad=False),
    ),
}


def numbers(x):
    """To 14 digits, more than the tests ask for."""
    return [float(f"{v:.14g}") for v in x.reshape(-1).tolist()]


def golden(shape, shapes, f):
    x = wave(shape, 0.4).requires_grad_()
    parameters = [wave(s, 0.9 + 0.3 * i).requires_grad_() for i, s in enumerate(shapes)]
    y = f(x, *parameters)
    (y * wave(tuple(y.shape), 2.2)).sum().backward()
    return {
        "shape": list(y.shape),
        "output": numbers(y.detach()),
        "input": numbers(x.grad),
        "parameters": [numbers(p.grad) for p in parameters],
    }


print(json.dumps({name: golden(*layer) for name, layer in LAYERS.items()}, separators=(",", ":")))
