"""Writes activations.json: PyTorch's activations and their gradients, in float64.

    python activation_goldens.py > ../resources/goldens/activations.json

with PyTorch 2.13. The rows are those of ActivationTest.java.
"""

import torch
import torch.nn.functional as F

from battery import row, write

ACTIVATIONS = {
    "identity": lambda x: x,
    "relu": F.relu,
    "relu6": lambda x: F.relu6(9 * x),
    "leakyRelu": F.leaky_relu,
    "elu": F.elu,
    "celu": F.celu,
    "selu": F.selu,
    "softplus": F.softplus,
    "softsign": F.softsign,
    "silu": F.silu,
    "mish": F.mish,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "sigmoid": torch.sigmoid,
    # The derivative of PyTorch's own is 1/6 rounded to float32.
    "hardSigmoid": lambda x: torch.clamp(4 * x / 6 + 0.5, 0, 1),
    "hardSwish": lambda x: F.hardswish(4 * x),
    "tanh": torch.tanh,
    "hardTanh": lambda x: F.hardtanh(2 * x),
    "tanhShrink": F.tanhshrink,
    "softShrink": F.softshrink,
    "hardShrink": F.hardshrink,
    "logSigmoid": F.logsigmoid,
    "softmax": lambda x: F.softmax(x, -1),
    "logSoftmax": lambda x: F.log_softmax(x, -1),
    "glu": F.glu,
}

write({name: row((3, 4), [], f) for name, f in ACTIVATIONS.items()})
