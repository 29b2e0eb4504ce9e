"""Writes goldens/math/{lgamma,digamma,trigamma}{,Negative}.txt as special_function_goldens.py writes the others.

    python gamma_function_goldens.py ../resources/goldens/math

Needs mpmath.
"""

import math
import pathlib
import random
import sys

import mpmath
from mpmath import mp, mpf
from special_function_goldens import SHOWN, around, log_uniform, uniform

mp.dps = 60


def trigamma(x):
    """By reflection, since mpmath is slow on the left."""
    if x < 0:
        return (mp.pi / mpmath.sinpi(x)) ** 2 - trigamma(1 - x)
    return mpmath.psi(1, x)


def digamma(x):
    return mpmath.digamma(1 - x) - mp.pi / mpmath.tan(mp.pi * x) if x < 0 else mpmath.digamma(x)


FUNCTIONS = {"lgamma": lambda x: mpmath.loggamma(x).real, "digamma": digamma, "trigamma": trigamma}


def positive(rng):
    root = 1.4616321449683622
    edges = [0.75, 1.0, 1.75, 2.0, 3.0, 4.0, 5.0, 8.0, 10.0]
    near = log_uniform(rng, 1e-15, 0.1, 15)
    xs = [6e-309, 1e-300, 1e-160, 1e-100] + log_uniform(rng, 1e-17, 1, 60) + uniform(rng, 0, 12, 220)
    xs += uniform(rng, 12, 1000, 20) + log_uniform(rng, 1e3, 1e15, 30) + around(root)
    xs += [y for e in edges for y in around(e)]
    return xs + [1 + x for x in near] + [2 - x for x in near] + [root + x for x in near]


def negative(rng):
    xs = log_uniform(rng, 1e-17, 1, 30) + uniform(rng, 0, 12, 120) + uniform(rng, 12, 1000, 20)
    whole = [y for n in range(-4, 0) for y in (math.nextafter(n, -9), math.nextafter(n, 9), n + 1e-9, n - 1e-9)]
    return [-x for x in xs] + whole + [-0.25, -0.5, math.nextafter(-0.25, 0), -1e6 - 0.25]


def main(folder):
    rng = random.Random(20252)
    for suffix, xs in (("", positive(rng)), ("Negative", negative(rng))):
        for name, f in FUNCTIONS.items():
            lines = [f"# {name}: mpmath {mpmath.__version__}, {SHOWN} digits; made by gamma_function_goldens.py"]
            for x in sorted(set(xs)):
                value = f(mpf(x))
                if name != "trigamma" or value < 1e300:
                    lines.append(f"{x!r} {mpmath.nstr(value, SHOWN, strip_zeros=True, min_fixed=-3, max_fixed=3)}")
            pathlib.Path(folder, f"{name}{suffix}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
