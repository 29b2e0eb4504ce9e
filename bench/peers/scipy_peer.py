"""SciPy: a compiled solver, called in a Python loop."""

import timing


def setup(work):
    return {"tridiagonal": tridiagonal}[work.task](work)


def tridiagonal(work):
    """`solve_banded` for each step; it cannot keep its factors."""
    import numpy as np
    from scipy.linalg import solve_banded

    steps, g = work.count("steps"), work.numbers["g"]
    start = work.tensor("re") + 1j * work.tensor("im")
    bands = np.empty((3, start.size), complex)
    bands[0], bands[1], bands[2] = -1j * g, 1 + 2j * g, -1j * g
    bands[1, [0, -1]] = 1 + 1j * g

    def evolve():
        u = start
        wide = np.zeros(start.size + 2, complex)
        for _ in range(steps):
            wide[2:-2] = u[1:-1]
            right = wide[1:-1] + 1j * g * (wide[:-2] - 2 * wide[1:-1] + wide[2:])
            u = solve_banded((1, 1), bands, right, overwrite_b=True, check_finite=False)
        return {"re": u.real, "im": u.imag}

    return lambda: timing.Form(evolve, lambda end: end)


if __name__ == "__main__":
    timing.run(["scipy", "numpy"], setup)
