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
SOME = torch.tensor([2, -100, 3, 1, -100])
X, Y, Z = wave((5, 4), 0.3), wave((5, 4), 1.1), wave((5, 4), 2.9)
P = torch.softmax(Y, -1)
SIGNS = torch.sign(Y)
CLASS = torch.tensor([1.0, 2.0, 0.5, 3.0])


def cosine_embedding(a, b, target, margin):
    """F.cosine_embedding_loss, which adds 1e-12 to each length; the similarity does not."""
    similarity = F.cosine_similarity(a, b, dim=-1)
    loss = torch.where(target > 0, 1 - similarity, torch.clamp(similarity - margin, min=0)).mean()
    assert abs(loss - F.cosine_embedding_loss(a, b, target, margin)) < 1e-11
    return loss


LOSSES = {
    "squared": lambda x: F.mse_loss(x, Y),
    "absolute": lambda x: F.l1_loss(x, Y, reduction="sum"),
    "huber": lambda x: F.huber_loss(x, Y, delta=0.7),
    "crossEntropy": lambda x: F.cross_entropy(x, LABELS),
    "crossEntropySmoothed": lambda x: F.cross_entropy(x, LABELS, label_smoothing=0.1),
    "crossEntropyWeighted": lambda x: F.cross_entropy(x, LABELS, weight=CLASS),
    "crossEntropyOfSome": lambda x: F.cross_entropy(x, SOME),
    "crossEntropyOfAllThese": lambda x: F.cross_entropy(x, SOME, weight=CLASS, label_smoothing=0.1),
    "crossEntropySum": lambda x: F.cross_entropy(
        x, LABELS, weight=CLASS, label_smoothing=0.1, ignore_index=1, reduction="sum"
    ),
    "likelihoodWeighted": lambda x: F.nll_loss(torch.log_softmax(x, -1), LABELS, weight=CLASS),
    "smoothAbsolute": lambda x: F.smooth_l1_loss(x, Y, beta=0.7),
    "softCrossEntropy": lambda x: F.cross_entropy(x, P),
    "binaryCrossEntropy": lambda x: F.binary_cross_entropy_with_logits(x, P),
    "kullbackLeibler": lambda x: F.kl_div(torch.log_softmax(x, -1), P, reduction="sum"),
    "binaryCrossEntropyWeighted": lambda x: F.binary_cross_entropy_with_logits(x, P, pos_weight=CLASS),
    "kullbackLeiblerOfLogs": lambda x: F.kl_div(torch.log_softmax(x, -1), P.log(), reduction="sum", log_target=True),
    "hingeEmbedding": lambda x: F.hinge_embedding_loss(x, SIGNS, 0.8),
    "ranking": lambda x: F.margin_ranking_loss(x, Y, torch.sign(Z), 0.3),
    "cosineEmbedding": lambda x: cosine_embedding(x, Z, SIGNS[:, 0], 0.1),
    "cosineSimilarity": lambda x: F.cosine_similarity(x, Y, dim=-1).sum(),
    "hinge": lambda x: torch.clamp(1 - SIGNS * x, min=0).mean(),
    "cosine": lambda x: (1 - F.cosine_similarity(x, Y, dim=-1)).mean(),
}


def golden(loss):
    x = X.clone().requires_grad_()
    value = loss(x)
    value.backward()
    return {"value": value.item(), "gradient": x.grad.reshape(-1).tolist()}


print(json.dumps({name: golden(loss) for name, loss in LOSSES.items()}, indent=1))
