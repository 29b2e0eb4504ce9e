"""What the seed documents do: NumPy with Python loops. The loops are theirs; names are ours, and what is not part of
the work (plots, norms, the matrices' set-up) is left out."""

import timing


def setup(work):
    return {"adjoint": adjoint, "tridiagonal": tridiagonal}[work.task](work)


def adjoint(work):
    """`compute_gradients`: a product and two sums for each step and sample."""
    import numpy as np

    n, samples = work.count("n"), work.count("samples")
    dt, w2 = work.numbers["dt"], work.numbers["w2"]
    phi, x, v, b = (work.tensor(name) for name in ("phi", "x", "v", "b"))

    def gradients():
        grad_v = np.zeros_like(v)
        grad_b = np.zeros_like(b)
        for k in range(phi.shape[1] - 1):
            for i in range(samples):
                block = slice(n * i, n * (i + 1))
                s = np.tanh(x[block, k])
                grad_v += dt * np.outer(phi[block, k], s)
                grad_b += dt * phi[block, k]
        grad_v += dt * w2 * v
        grad_b += dt * w2 * b
        return {"gradV": grad_v, "gradB": grad_b}

    return lambda: timing.Form(gradients, lambda g: g)


def tridiagonal(work):
    """The right side by a full matrix, Thomas's algorithm by a Python loop over the points; the pivots' upper part is
    computed once, their divisors in every step."""
    import numpy as np

    steps, g = work.count("steps"), work.numbers["g"]
    start = work.tensor("re") + 1j * work.tensor("im")
    points = start.size

    def matrix(off_diagonal):
        full = np.zeros((points, points), complex)
        for i in range(points - 1):
            full[i + 1, i] = off_diagonal
            full[i, i] = 1 - 2 * off_diagonal
            full[i, i + 1] = off_diagonal
        full[-1, -1] = full[0, 0] = 1 - off_diagonal
        return full

    left, right = matrix(-1j * g), matrix(1j * g)
    a, b, c = np.diag(left, -1), np.diag(left), np.diag(left, 1)
    upper = np.zeros(points - 1, complex)
    for n in range(points - 1):
        upper[n] = c[n] / b[n] if n == 0 else c[n] / (b[n] - (a[n - 1] * upper[n - 1]))

    def evolve(steps):
        u = np.zeros((steps + 1, points), complex)
        u[0] = start
        for i in range(steps):
            u[i, 0], u[i, -1] = 0, 0
            d = np.dot(right, u[i])
            e = np.zeros(points, complex)
            for n in range(points):
                if n == 0:
                    e[n] = d[n] / b[n]
                else:
                    e[n] = (d[n] - (a[n - 1] * e[n - 1])) / (b[n] - (a[n - 1] * upper[n - 1]))
            n = points - 1
            while n > -1:
                u[i + 1, n] = e[n] if n == points - 1 else e[n] - (upper[n] * u[i + 1, n + 1])
                n -= 1
        return {"re": u[steps].real, "im": u[steps].imag}

    timed = max(1, steps // 10)
    return lambda: timing.Form(
        lambda: evolve(steps),
        lambda end: end,
        part=timed / steps,
        timed=lambda: evolve(timed),
        note=f"{timed} steps timed and scaled",
    )


if __name__ == "__main__":
    timing.run(["numpy"], setup)
