"""Stiff solutions along the way: Robertson's reactions at 0.4 10^k, van der Pol's equation with mu = 1,000 over a period.

SciPy's Radau at a relative tolerance of 1e-12; LSODA at 1e-11 agrees to 1e-6. Also the magnetosphere's
equation w' = K x^-5 (1 - w) - 2 w / x, whose solution sqrt(pi) u erfcx(u), u = (L / x)^2, L = (K / 4)^(1/4), comes from
SciPy's erfcx.

    python stiff_goldens.py > ../resources/goldens/stiff.json
"""

import json
import sys

import numpy as np
from scipy.integrate import solve_ivp
from scipy.special import erfcx

DIGITS = 10
LENGTH = 23.28227


def robertson(t, y):
    slow, back, fast = 0.04 * y[0], 1e4 * y[1] * y[2], 3e7 * y[1] ** 2
    return [back - slow, slow - back - fast, fast]


def van_der_pol(t, y):
    return [y[1], 1000 * (1 - y[0] ** 2) * y[1] - y[0]]


def rounded(values):
    return [float(f"{v:.{DIGITS - 1}e}") for v in np.ravel(values)]


def course(f, start, times, absolute):
    best = solve_ivp(f, (0, times[-1]), start, "Radau", times, rtol=1e-12, atol=absolute).y.T
    other = solve_ivp(f, (0, times[-1]), start, "LSODA", times, rtol=1e-11, atol=absolute).y.T
    assert np.allclose(best, other, rtol=1e-6, atol=0), np.max(np.abs(other / best - 1))
    return {"t": list(times), "y": [rounded(row) for row in best]}


x = np.linspace(5, 50, 10)
u = (LENGTH / x) ** 2
json.dump(
    {
        "robertson": course(robertson, [1, 0, 0], [0.4 * 10.0**k for k in range(12)], 1e-20),
        "vanDerPol": course(van_der_pol, [2, 0], [200.0, 600.0, 800.0, 900.0, 1200.0, 1600.0, 1700.0], 1e-13),
        "magnetosphere": {"length": LENGTH, "x": list(x), "w": rounded(np.sqrt(np.pi) * u * erfcx(u))},
    },
    sys.stdout,
    indent=1,
)
print()
