"""Writes goldens/math/*.txt: special functions at doubles of every size, with 22 significant digits.

    python special_function_goldens.py ../resources/goldens/math

A line is the argument (its shortest decimal, which reads back to the same double) and the exact value of the function at
that double, rounded to 22 digits. Needs mpmath.
"""

import math
import pathlib
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 400  # 1 - erf x at x = 1e-300 needs them
SHOWN = 22


def around(x):
    return [math.nextafter(x, -math.inf), x, math.nextafter(x, math.inf)]


def both(xs):
    return [s * x for x in xs for s in (1, -1)]


def log_uniform(rng, low, high, n):
    return [2.0 ** rng.uniform(math.log2(low), math.log2(high)) for _ in range(n)]


def uniform(rng, low, high, n):
    return [rng.uniform(low, high) for _ in range(n)]


# Where the Java functions were worst among 10^5 random points.
HARD = {
    "erf": [1.0680695165070708],
    "erfc": [21.320842064407927],
    "erfcx": [0.8227317004592267],
    "erfInv": [0.5108552185899604],
    "erfcInv": [8.85742950723947e-70],
    "sigmoid": [-21.49232056825892],
    "softplus": [-0.4910785232851822],
    "asinh": [0.24934100901461878],
    "acosh": [1.0076690447520575],
    "atanh": [0.23985729682201956],
    "exp": [-708.9779117481952],
    "expm1": [0.364714082630975],
    "log": [0.6266336762750929],
    "log1p": [0.4169284941766948],
    "sin": [0.852993674942701],
    "cos": [0.7969266884998124],
    "rsqrt": [0.015845422677482644],
    "sinh": [-1.438525923074546],
    "cosh": [1.0942145093654334],
    "tanh": [-0.5526999721251192],
}
TINY = [5e-324, 1e-323, 2.2250738585072014e-308, 2.225073858507201e-308, 1e-310, 3e-160, 1e-100]


def erfc_inverse(p):
    p = mpf(p)
    if p > 1:
        return -erfc_inverse(2 - p)
    if p == 1:
        return mpf(0)
    x = mpmath.erfinv(1 - p) if p > mpf("1e-15") else mpmath.sqrt(-mpmath.log(p))
    with mpmath.workdps(60):
        for _ in range(60):
            e = mpmath.erfc(x)
            step = mpmath.log(e / p) * e * mpmath.exp(x * x) * mpmath.sqrt(mpmath.pi) / 2
            x += step
            if abs(step) < mpf(10) ** -50 * abs(x):
                return +x
    raise ArithmeticError(f"no convergence at {p}")


def erf_inverse(y):
    if abs(y) < 1e-30:  # erfinv y = sqrt(pi)/2 (y + pi/12 y^3 + ...)
        return mpmath.sqrt(mpmath.pi) / 2 * mpf(y)
    return mpmath.sign(y) * erfc_inverse(1 - abs(mpf(y)))


def cases(rng):
    edges = [0.25, 0.84375, 1.5, 2.25, 3.125, 4.0, 6.0, 26.0]
    line = both(TINY + [y for e in edges for y in around(e)] + log_uniform(rng, 1e-18, 1, 150) + uniform(rng, 0, 6, 300))
    yield "erf", mpmath.erf, line + both([7.0, 30.0])
    far = uniform(rng, 6, 27.22, 300) + around(26.543258) + [27.2, 27.22, 27.226, 27.3, 40.0]
    yield "erfc", mpmath.erfc, line + far
    yield "erfcx", lambda x: mpmath.exp(mpf(x) ** 2) * mpmath.erfc(x), (
        [x for x in line if x > -26] + log_uniform(rng, 4, 1e8, 150) + uniform(rng, -26.6, -6, 100) + [-26.62, -1e-17]
    )
    yield "erfInv", erf_inverse, both(
        TINY + around(0.5) + log_uniform(rng, 1e-20, 0.5, 150) + uniform(rng, 0, 1, 300)
        + [1 - x for x in log_uniform(rng, 1.2e-16, 0.5, 150)] + [math.nextafter(1, 0)]
    )
    yield "erfcInv", erfc_inverse, (
        TINY + log_uniform(rng, 1e-307, 0.5, 400) + uniform(rng, 0, 2, 300) + around(0.5) + around(1.0) + around(1.5)
        + [math.exp(-w * w) for w in (1.5, 2.5, 4.0, 6.25, 12.25, 26.0)] + [math.nextafter(2, 0), 1.9375]
    )
    yield "sigmoid", lambda x: 1 / (1 + mpmath.exp(-mpf(x))), both(
        TINY + log_uniform(rng, 1e-17, 1, 50) + uniform(rng, 0, 40, 150) + uniform(rng, 40, 708, 50) + [740.0, 745.0, 800.0]
    )
    yield "softplus", lambda x: mpmath.log1p(mpmath.exp(mpf(x))), both(
        TINY + log_uniform(rng, 1e-17, 1, 50) + uniform(rng, 0, 40, 150) + uniform(rng, 40, 708, 50) + [740.0, 745.0, 800.0]
    )
    big = [1e154, 1.5e154, 1e200, 1.7976931348623157e308]
    yield "asinh", lambda x: mpmath.asinh(mpf(x)), both(
        TINY + around(2.0**-28) + around(2.0**28) + log_uniform(rng, 1e-10, 1e10, 250) + uniform(rng, 0, 4, 100) + big
    )
    yield "acosh", lambda x: mpmath.acosh(mpf(x)), (
        [1.0, math.nextafter(1, 2)] + around(2.0**28) + [1 + x for x in log_uniform(rng, 2e-16, 1, 200)]
        + log_uniform(rng, 1, 1e10, 200) + big
    )
    yield "atanh", lambda x: mpmath.atanh(mpf(x)), both(
        TINY + around(2.0**-28) + log_uniform(rng, 1e-10, 1, 200) + uniform(rng, 0, 1, 100)
        + [1 - x for x in log_uniform(rng, 1.2e-16, 1, 100)] + [math.nextafter(1, 0)]
    )
    line = both(TINY + log_uniform(rng, 1e-17, 1, 100) + uniform(rng, 0, 3, 150) + uniform(rng, 0, 708, 100))
    yield "exp", lambda x: mpmath.exp(mpf(x)), line + [709.782712893384, -740.0, -745.1332191019411] + around(-708.3964)
    yield "expm1", lambda x: mpmath.expm1(mpf(x)), line + [709.782712893384, -745.0]
    yield "sinh", lambda x: mpmath.sinh(mpf(x)), line + both([709.9, 710.4758600739439] + around(1.0))
    yield "cosh", lambda x: mpmath.cosh(mpf(x)), line + both([709.9, 710.4758600739439])
    yield "tanh", lambda x: mpmath.tanh(mpf(x)), line + both(around(0.55) + uniform(rng, 10, 22, 50))
    turns = [n * math.pi / 2 for n in (*range(1, 40), 8191, 65537, 567122, 10**8, 683565275)]
    angles = both(TINY + log_uniform(rng, 1e-17, 1, 50) + uniform(rng, 0, 10, 200) + uniform(rng, 0, 2.0**30, 100) + turns)
    angles += both([2.0**30, 1e22, 1.7976931348623157e308])
    yield "sin", lambda x: mpmath.sin(mpf(x)), angles
    yield "cos", lambda x: mpmath.cos(mpf(x)), angles
    positive = TINY + log_uniform(rng, 1e-307, 1e308, 150) + uniform(rng, 0.5, 2, 200) + [math.nextafter(1, 0)] + big
    yield "log", lambda x: mpmath.log(mpf(x)), positive + around(math.sqrt(0.5)) + around(math.sqrt(2))
    yield "rsqrt", lambda x: 1 / mpmath.sqrt(mpf(x)), positive
    yield "log1p", lambda x: mpmath.log1p(mpf(x)), (
        [x for x in line if x > -1] + big + [1e-3 - 1, math.nextafter(-1, 0)] + log_uniform(rng, 1, 1e300, 50)
        + around(math.sqrt(0.5) - 1) + around(math.sqrt(2) - 1)
    )


def main(folder):
    rng = random.Random(20251)
    for name, f, xs in cases(rng):
        lines = [f"# {name}: mpmath {mpmath.__version__}, {SHOWN} digits; made by special_function_goldens.py"]
        for x in sorted({*xs, *HARD[name]}):
            value = f(mpf(x))
            lines.append(f"{x!r} {mpmath.nstr(value, SHOWN, strip_zeros=True, min_fixed=-3, max_fixed=3)}")
        pathlib.Path(folder, f"{name}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
