"""Writes quadrature.json: integrals of waves by SciPy, and Gauss-Legendre rules by mpmath, for the tests of quadrature.

    python quadrature_goldens.py > ../resources/goldens/quadrature.json

with SciPy 1.17, NumPy 2.4 and mpmath 1.3.
"""

import json

import mpmath
import numpy as np
from scipy import integrate


def wave(start, *shape):
    return np.sin(start + 1.7 * np.arange(np.prod(shape))).reshape(shape)


def legendre(n, x):
    """P_n(x) and its derivative."""
    before, p = mpmath.mpf(0), mpmath.mpf(1)
    for k in range(n):
        before, p = p, ((2 * k + 1) * x * p - k * before) / (k + 1)
    return p, n * (before - x * p) / (1 - x * x)


rows = {}
for n in range(1, 9):
    y = wave(0.3, n)
    x = np.cumsum(1 + 0.5 * wave(0.9, n))
    rows[f"trapezoid {n}"] = integrate.trapezoid(y, dx=0.2)
    rows[f"simpson {n}"] = integrate.simpson(y, dx=0.2)
    rows[f"trapezoid places {n}"] = integrate.trapezoid(y, x=x)
    rows[f"simpson places {n}"] = integrate.simpson(y, x=x)
    rows[f"cumulative {n}"] = integrate.cumulative_trapezoid(y, dx=0.2)
    rows[f"cumulative places {n}"] = integrate.cumulative_trapezoid(y, x=x)
box = wave(0.3, 2, 6, 3)
rows["trapezoid box"] = integrate.trapezoid(box, dx=0.2, axis=1)
rows["simpson box"] = integrate.simpson(box, dx=0.2, axis=1)
rows["simpson places box"] = integrate.simpson(box, x=np.cumsum(1 + 0.5 * wave(0.9, 6)), axis=1)
rows["cumulative box"] = integrate.cumulative_trapezoid(box, dx=0.2, axis=1)
mpmath.mp.dps = 40
for n in (1, 2, 5, 16, 101):
    nodes, weights = [], []
    for k in range(n, 0, -1):
        x = mpmath.cos(mpmath.pi * (4 * k - 1) / (4 * n + 2))
        for _ in range(10):
            value, slope = legendre(n, x)
            x -= value / slope
        slope = legendre(n, x)[1]
        nodes.append(float(x))
        weights.append(float(2 / ((1 - x * x) * slope**2)))
    rows[f"nodes {n}"], rows[f"weights {n}"] = nodes, weights
print(
    "{\n"
    + ",\n".join(f"{json.dumps(k)}: {json.dumps([round(float(x), 16) for x in np.ravel(v)])}" for k, v in rows.items())
    + "\n}"
)
