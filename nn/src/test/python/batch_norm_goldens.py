"""Writes PyTorch's batch normalisation with its gradients, and running statistics, in float64.

    python batch_norm_goldens.py > ../resources/goldens/batch_norm.json
    python batch_norm_goldens.py statistics > ../resources/goldens/batch_norm_statistics.json

with PyTorch 2.13. The rows are those of BatchNormTest.java.
"""

import json
import sys

import torch
from torch import nn

from battery import numbers, row, wave, write

VECTORS, IMAGES = (5, 2), (3, 2, 2, 2)


def started(m):
    m.running_mean = torch.tensor([0.3, -0.2])
    m.running_var = torch.tensor([0.5, 1.7])
    return m


def norm(m, shape):
    return row(shape, list(m.parameters()), m)


def statistics(m, shape):
    started(m)(wave(shape, 0.4))
    return numbers(torch.cat([m.running_mean, m.running_var]))


if sys.argv[1:] == ["statistics"]:
    moved = {"[5,2]": statistics(nn.BatchNorm1d(2), VECTORS), "[3,2,2,2]": statistics(nn.BatchNorm2d(2), IMAGES)}
    print(json.dumps(moved))
else:
    write(
        {
            "trained": norm(nn.BatchNorm1d(2), VECTORS),
            "trainedImages": norm(nn.BatchNorm2d(2), IMAGES),
            "withoutWeights": norm(nn.BatchNorm1d(2, affine=False), VECTORS),
            "evaluated": norm(started(nn.BatchNorm2d(2)).eval(), IMAGES),
        }
    )
