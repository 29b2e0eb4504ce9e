"""Writes special.json: triples of an argument, the function and its derivative there by mpmath, for SpecialTest.

    python special_goldens.py > ../resources/goldens/special.json

with mpmath 1.3.
"""

import json

import mpmath
from mpmath import mpf

mpmath.mp.dps = 50
R = mpmath.sqrt(2)


def cdf(x):
    return mpmath.erfc(-x / R) / 2


def pdf(x):
    return mpmath.npdf(x)


def quantile(p):
    x = -mpmath.sqrt(-2 * mpmath.log(p)) if p < 0.1 else R * mpmath.erfinv(2 * p - 1)
    for _ in range(60):
        x -= mpmath.log(cdf(x) / p) * cdf(x) / pdf(x)
    return x


def sinc(x):
    return mpmath.sinc(mpmath.pi * x)


ROWS = {
    "gamma": (mpmath.gamma, lambda x: mpmath.gamma(x) * mpmath.digamma(x), [0.1, 0.5, 1.0, 1.5, 4.0, 20.25, 170.5, -0.5, -1.5, -2.25]),
    "beta": (lambda x: mpmath.beta(x, mpf(2.5)), lambda x: mpmath.beta(x, mpf(2.5)) * (mpmath.digamma(x) - mpmath.digamma(x + mpf(2.5))), [0.25, 1.0, 3.5, 40.0]),
    "cdf": (cdf, pdf, [-38.0, -10.0, -3.0, -0.5, 0.0, 1.0, 5.0]),
    "logCdf": (lambda x: mpmath.log(cdf(x)), lambda x: pdf(x) / cdf(x), [-1e10, -300.0, -38.0, -5.0, -1.0, -0.5, 0.0, 3.0, 9.0]),
    "quantile": (quantile, lambda p: 1 / pdf(quantile(p)), [1e-300, 1e-17, 1e-4, 0.0999, 0.1, 0.3, 0.5, 0.9, 0.999]),
    "sinc": (sinc, lambda x: mpmath.diff(sinc, x) if x else mpf(0), [0.0, 1e-9, 0.01, 0.23, 0.24, 0.5, 1.5, -2.25]),
}
rows = {
    name: [float(mpmath.nstr(v, 17)) for x in xs for v in (mpf(x), f(mpf(x)), df(mpf(x)))]
    for name, (f, df, xs) in ROWS.items()
}
print("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in rows.items()) + "\n}")
