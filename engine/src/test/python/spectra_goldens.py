"""Writes goldens/linalg/spectra.txt: what NumPy and SciPy make of QR, eigenvalues, singular values and least squares.

    python spectra_goldens.py ../resources/goldens/linalg/spectra.txt

Made with NumPy 2.4 and SciPy 1.17 (float64).

A case is a line `case NAME`, a line `in [SHAPE] VALUES...` for each operand, and a line `out [SHAPE] VALUES...` for each
result. Vectors that are known up to their sign have the one that makes the first of their elements that reaches 99 % of
the largest magnitude positive.
"""

import pathlib
import sys

import numpy as np
import scipy.linalg

rng = np.random.default_rng(20261122)
lines = []


def show(x):
    x = np.asarray(x, dtype=np.float64)
    return "[" + ",".join(map(str, x.shape)) + "] " + " ".join(repr(float(v)) for v in x.ravel())


def case(name, inputs, outputs):
    lines.append("case " + name)
    lines.extend("in " + show(x) for x in inputs)
    lines.extend("out " + show(x) for x in outputs)


def signs(rows):
    """1 or -1 for each row."""
    large = np.abs(rows) >= 0.99 * np.abs(rows).max(axis=1, keepdims=True)
    return np.where(np.take_along_axis(rows, large.argmax(axis=1)[:, None], 1)[:, 0] < 0, -1.0, 1.0)


def eigh(a):
    w, v = scipy.linalg.eigh(a)
    return w, v * signs(v.T)


def svd(a):
    u, s, vt = scipy.linalg.svd(a, full_matrices=False)
    sign = signs(vt)
    return u * sign, s, vt * sign[:, None]


def rounded(*shape):
    return np.round(rng.standard_normal(shape), 3)


graded = np.array([[1.0, 1e-3, 1e-6], [2e-3, 1e-6, 1e-9], [1e-6, 3e-9, 1e-12]])
upper = np.array([[2.0, 1.0, -1.0], [0.0, 3.0, 0.5], [0.0, 0.0, -4.0]])
full = [rounded(1, 1), rounded(2, 2), rounded(4, 4), rounded(5, 3), rounded(3, 5), rounded(6, 1), rounded(1, 6), upper]
half = rounded(5, 2) @ rounded(2, 4)
for a in full:
    case("qr", [a], np.linalg.qr(a))
    case("svd", [a], svd(a))
    case("pseudoInverse", [a], [np.linalg.pinv(a)])
    case("conditionNumber", [a], [np.linalg.cond(a)])
    for b in (rounded(a.shape[0]), rounded(a.shape[0], 2)):
        case("leastSquares", [a, b], [np.linalg.lstsq(a, b, rcond=None)[0]])
for a in full + [half, graded, np.zeros((2, 3))]:
    case("singularValues", [a], [scipy.linalg.svdvals(a)])
    case("matrixRank", [a], [np.linalg.matrix_rank(a)])
    case("spectralNorm", [a], [np.linalg.norm(a, 2)])
    case("nuclearNorm", [a], [np.linalg.norm(a, "nuc")])
case("pseudoInverse", [half], [np.linalg.pinv(half, rcond=1e-10)])
b = rounded(5)
case("shortest", [half, b], [np.linalg.lstsq(half, b, rcond=1e-10)[0]])
for n in (1, 2, 3, 5):
    a = rounded(n, n)
    case("eigh", [a + a.T], eigh(a + a.T))
batch = rounded(2, 3, 3)
case("qr", [batch], np.linalg.qr(batch))
case("singularValues", [batch], [np.linalg.svd(batch, compute_uv=False)])
case("pseudoInverse", [batch], [np.linalg.pinv(batch)])

path = pathlib.Path(sys.argv[1])
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text("# By spectra_goldens.py\n" + "\n".join(lines) + "\n")
