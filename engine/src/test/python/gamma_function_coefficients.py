"""Makes the polynomial tables of dev.costate.internal.math.GammaFunctions.

    python gamma_function_coefficients.py

prints every table as a Java initialiser, made as those of error_function_coefficients.py are. Needs mpmath.
"""

from mpmath import bernoulli, digamma, findroot, loggamma, mp, mpf

from error_function_coefficients import piece

mp.dps = 60


def over(f, *zeros):
    """f divided by its zeros, which no node hits."""

    def quotient(x):
        value = f(x)
        for zero in zeros:
            value /= x - zero
        return value

    return quotient


if __name__ == "__main__":
    print("// lgamma(1 + z) = z (z - 1) Q(z)")
    piece("Q", over(lambda z: loggamma(1 + z), 0, 1), "-0.25", "0.75", mpf("0.35"))
    print("// lgamma(2 + w) = w (w + 1) Q(w)")
    piece("Q", over(lambda w: loggamma(2 + w), 0, -1), "-0.25", "1", mpf("0.34"))
    for a, b in [("3", "5"), ("5", "8")]:
        piece("lgamma", loggamma, a, b, loggamma(mpf(a)))
    root = findroot(digamma, mpf("1.4616321449683623"))
    print(f"// digamma(x) = (x - root) R(x), root = {float(root)!r} + {float(root - mpf(float(root)))!r}")
    piece("R", over(digamma, root), "1", "2", mpf("0.7"))
    for a, b in [("2", "4"), ("4", "8")]:
        piece("digamma", digamma, a, b, digamma(mpf(a)))
    print("// B_2k / (2k (2k - 1)), B_2k / 2k, B_2k")
    for scale in (lambda k: 2 * k * (2 * k - 1), lambda k: 2 * k, lambda k: 1):
        print("{" + ", ".join(repr(float(bernoulli(2 * k) / scale(k))) for k in range(1, 11)) + "},")
