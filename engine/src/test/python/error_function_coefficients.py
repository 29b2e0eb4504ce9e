"""Makes the polynomial tables of dev.costate.internal.math.{ErrorFunctions,InverseErrorFunctions}.

    python error_function_coefficients.py

prints every table as a Java initialiser, with its truncation error relative to the smallest value that the
polynomial is added to. Each piece is the Chebyshev interpolant of the function at the zeros of T_n (60 digits),
cut where the tail falls below 2^-56 and written in powers of (variable - centre), so that the constant term
carries the value and everything else is a small correction. Needs mpmath.
"""

from mpmath import cos, erf, erfc, erfinv, exp, log, mp, mpf, pi, sqrt, taylor, polyval, workdps

mp.dps = 60
NODES = 40
CUT = mpf(2) ** -56


def erfcx(x):
    return exp(x * x) * erfc(x)


def erfc_inverse(p):
    """x with erfc(x) = p, by Newton on log erfc, which is nearly linear in x^2."""
    x = sqrt(-log(p))
    while True:
        step = log(erfc(x) / p) * erfcx(x) * sqrt(pi) / 2
        x += step
        if abs(step) < mpf(10) ** -50:
            return x


def chebyshev(f, a, b):
    points = [cos(pi * (k + mpf(1) / 2) / NODES) for k in range(NODES)]
    values = [f((a + b) / 2 + (b - a) / 2 * u) for u in points]
    return [
        (2 if j else 1) * sum(v * cos(pi * j * (k + mpf(1) / 2) / NODES) for k, v in enumerate(values)) / NODES
        for j in range(NODES)
    ]


def in_powers(c, a, b):
    """Chebyshev coefficients on [a, b] -> ascending powers of (t - (a + b)/2)."""
    n = len(c)
    total = [mpf(0)] * n
    previous, current = [mpf(1)], [mpf(0), mpf(1)]
    for j in range(n):
        for i, v in enumerate(previous):
            total[i] += c[j] * v
        nxt = [mpf(0)] + [2 * v for v in current]
        for i, v in enumerate(previous):
            nxt[i] -= v
        previous, current = current, nxt
    half = (b - a) / 2
    return [v / half**i for i, v in enumerate(total)]


def piece(name, f, a, b, scale):
    """`scale`: the size of the smallest result on the piece; the cut is relative to it."""
    a, b = mpf(a), mpf(b)
    c = chebyshev(f, a, b)
    n = NODES
    while n > 1 and sum(abs(v) for v in c[n - 1:]) < CUT * scale:
        n -= 1
    error = sum(abs(v) for v in c[n:]) / scale
    powers = in_powers(c[:n], a, b)
    print(f"// {name} on [{float(a)}, {float(b)}], centre {float((a + b) / 2)!r}: {n} terms, error {float(error):.1e}")
    print("{" + ", ".join(repr(float(v)) for v in powers) + "},\n")


def about_zero(name, f, b, scale):
    """Like `piece` on [0, b], but in powers of the variable itself."""
    b = mpf(b)
    c = chebyshev(f, mpf(0), b)
    n = NODES
    while n > 1 and sum(abs(v) for v in c[n - 1:]) < CUT * scale:
        n -= 1
    error = sum(abs(v) for v in c[n:]) / scale
    centred = in_powers(c[:n], mpf(0), b)
    powers = [mpf(0)] * n  # expand (t - b/2)^i
    binomial = [mpf(1)]
    for i in range(n):
        for j, v in enumerate(binomial):
            powers[j] += centred[i] * v
        binomial = [
            (binomial[j - 1] if j > 0 else 0) - b / 2 * (binomial[j] if j < len(binomial) else 0)
            for j in range(len(binomial) + 1)
        ]
    print(f"// {name} on [0, {float(b)}], powers of the variable: {n} terms, error {float(error):.1e}")
    print("{" + ", ".join(repr(float(v)) for v in powers) + "},\n")


if __name__ == "__main__":
    print("// erf(x) = x + x R(x^2)")
    about_zero("R", lambda z: erf(sqrt(z)) / sqrt(z) - 1 if z else 2 / sqrt(pi) - 1, mpf("0.84375") ** 2, mpf("0.9"))

    print("// erfcx(x), powers of x - centre")
    for a, b in [("0.84375", "1.5"), ("1.5", "2.25"), ("2.25", "3.125"), ("3.125", "4")]:
        piece("erfcx", erfcx, a, b, erfcx(mpf(b)))

    print("// x erfcx(x), powers of s = 1/x^2")
    about_zero("tail", lambda s: erfcx(1 / sqrt(s)) / sqrt(s) if s else 1 / sqrt(pi), mpf(1) / 16, mpf("0.54"))

    print("// erfInv(y) = y + y R(y^2)")
    about_zero("R", lambda z: erfinv(sqrt(z)) / sqrt(z) - 1 if z else sqrt(pi) / 2 - 1, mpf("0.25"), mpf("0.88"))

    print("// erfcInv(p), powers of w - centre, w = sqrt(-log p)")
    edges = ["0.8125", "1.5", "2.5", "4", "6.25", "12.25", "27.5"]
    for a, b in zip(edges, edges[1:]):
        f = lambda w: erfc_inverse(exp(-w * w))
        piece("erfcInv", f, a, b, f(mpf(a)))
