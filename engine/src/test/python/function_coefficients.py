"""Makes the polynomial tables of dev.costate.internal.functions.

    python function_coefficients.py [NAME...]

prints every table as a Java initialiser, with the largest error that the polynomial leaves in the function, relative
to it and as a power of two. Each is the minimax polynomial by the exchange algorithm of Remez (40 digits), its
coefficients rounded one after the other from the lowest, the rest fitted anew each time. Needs mpmath and NumPy.
"""

import sys

import numpy as np
from mpmath import cos, erf, erfc, exp, findroot, fabs, log, lu_solve, matrix, mp, mpf, pi, sin, sinh, sqrt

mp.dps = 40
LOW, HIGH = sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1
HALF_LN_2 = log(2) / 2 * mpf("1.0001")


def value(c, t):
    total = mpf(0)
    for a in reversed(c):
        total = total * t + a
    return total


def nodes(low, high, n):
    """The zeros of the Chebyshev polynomial, moved a little: none is 0, where weights may be."""
    return [low + (high - low) * (1 - cos(pi * (i + mpf("0.503")) / n)) / 2 for i in range(n)]


def remez(f, weight, low, high, first, last):
    """The coefficients c of `first` to `last` with the smallest largest |weight (sum c t^k - f)|."""
    n = last - first + 2
    # Divided by the power that all terms have, with |t|^first joined to the weight, it is a polynomial's fit.
    sign = lambda t: (-1) ** first if t < 0 else 1
    scale = lambda t: weight(t) * fabs(t) ** first
    row = lambda t: [scale(t) * t**k for k in range(n - 1)]
    points = nodes(low, high, n)
    grid = [(t, row(t), sign(t) * weight(t) * f(t)) for t in nodes(low, high, 40 * n)]
    for _ in range(30):
        rows = matrix([row(t) + [(-1) ** i] for i, t in enumerate(points)])
        *c, level = lu_solve(rows, matrix([sign(t) * weight(t) * f(t) for t in points]))
        # The largest error of each run of one sign.
        peaks = []
        for t, terms, y in grid:
            e = sum(a * b for a, b in zip(c, terms)) - y
            if peaks and (peaks[-1][1] > 0) == (e > 0):
                if fabs(e) > fabs(peaks[-1][1]):
                    peaks[-1] = (t, e)
            else:
                peaks.append((t, e))
        while len(peaks) > n + 1:
            # Signs go on alternating if two neighbours leave.
            i = min(range(len(peaks) - 1), key=lambda i: max(fabs(peaks[i][1]), fabs(peaks[i + 1][1])))
            del peaks[i : i + 2]
        if len(peaks) > n:
            peaks.pop(0 if fabs(peaks[0][1]) < fabs(peaks[-1][1]) else -1)
        if len(peaks) < n or max(fabs(e) for _, e in peaks) <= fabs(level) * mpf("1.001"):
            break
        points = [t for t, _ in peaks]
    return c


def rounded(f, weight, low, high, degree, dtype):
    """The coefficients of the best polynomial, rounded to dtype one by one."""
    fixed = []
    for k in range(degree + 1):
        # In float64 the rounding of the later ones is far below that of the first.
        if dtype is np.float32 or k < 3:
            c = remez(lambda t: f(t) - value(fixed, t), weight, low, high, k, degree)
        else:
            c = c[1:]
        fixed.append(mpf(float(dtype(str(c[0])))))
    grid = [low + (high - low) * mpf(i) / 1001 for i in range(1002)]
    return fixed, max(fabs(weight(t) * (value(fixed, t) - f(t))) for t in grid)


def java(name, dtype, c, worst):
    print(f"    /// Off by 2^{float(log(worst, 2)):.1f}.")
    texts = [repr(float(str(dtype(float(a))))) for a in c]
    assert all(float(dtype(float(s))) == float(a) for s, a in zip(texts, c))
    print(f"    private static final double[] {name} = {{")
    for i in range(0, len(texts), 4):
        print("        " + ", ".join(texts[i : i + 4]) + ("," if i + 4 < len(texts) else ""))
    print("    };")


def near(t):
    """A number where the tables' quotients lose no more than half of the 40 digits."""
    return t if fabs(t) > mpf(10) ** -5 else mpf(10) ** -5


def tables():
    small = mpf(10) ** -5
    # name: f, weight, low, high, degrees for float32 and float64
    yield ("EXP", lambda r: (exp(near(r)) - 1 - near(r)) / near(r) ** 2, lambda r: fabs(near(r)), -HALF_LN_2, HALF_LN_2, 5, 10)
    yield (
        "LOG",
        lambda r: (log(1 + near(r)) - near(r) + near(r) ** 2 / 2) / near(r) ** 3,
        lambda r: near(r) ** 2,
        LOW,
        HIGH,
        7,
        19,
    )
    yield ("SINH", lambda t: (sinh(sqrt(t)) / sqrt(t) - 1) / t, lambda t: t, small, mpf(1), 3, 6)
    quarter = (pi / 4 * mpf("1.01")) ** 2
    yield ("SIN", lambda t: (sin(sqrt(t)) / sqrt(t) - 1) / t, lambda t: t, small, quarter, 3, 6)
    yield ("COS", lambda t: (cos(sqrt(t)) - 1 + t / 2) / t**2, lambda t: t**2, small, quarter, 2, 5)


if __name__ == "__main__":
    for name, f, weight, low, high, single, double in tables():
        if len(sys.argv) == 1 or name in sys.argv[1:]:
            java(name + "_SINGLE", np.float32, *rounded(f, weight, low, high, single, np.float32))
            java(name + "_DOUBLE", np.float64, *rounded(f, weight, low, high, double, np.float64))
