"""Writes goldens/linalg/cases.txt: linear algebra by JAX in float64, values and derivatives.

    python linear_algebra_goldens.py ../resources/goldens/linalg

A case is its name and lines `key shape: numbers`. The arguments are x0, x1, ...; `value` is the function's result,
`grad0`, ... the gradient of the sum of its elements times cos 0, cos 1, ..., and `twice0`, ... the derivative of that
gradient along the arguments' sines. Needs jax and scipy (the values are checked against SciPy's here).
"""

import pathlib
import sys

import jax
import jax.numpy as jnp
import jax.scipy.linalg as jsl
import numpy as np
import scipy.linalg as sl

jax.config.update("jax_enable_x64", True)
rng = np.random.default_rng(6)


def rounded(*shape):
    return np.round(rng.normal(size=shape), 3)


def definite(n, *batch):
    m = rounded(*batch, n, n)
    return np.round(m @ np.swapaxes(m, -1, -2) + n * np.eye(n), 3)


def triangular(lower, transposed, unit):
    def f(a, b):
        return jsl.solve_triangular(a, b, lower=lower, trans=int(transposed), unit_diagonal=unit)

    return f


def batched(f):
    return jax.vmap(f)


def packed(a):
    return jax.lax.linalg.lu(a)[0]


def cholesky_solve(l, b):
    return jsl.cho_solve((l, True), b)


CASES = {
    "solve vector": (jnp.linalg.solve, rounded(4, 4), rounded(4)),
    "solve columns": (jnp.linalg.solve, rounded(3, 3), rounded(3, 2)),
    "solve batch": (jnp.linalg.solve, rounded(2, 3, 3), rounded(2, 3, 2)),
    "solve shared": (lambda a, b: jnp.linalg.solve(a[None], b), rounded(3, 3), rounded(2, 3, 1)),
    "solve many": (lambda a, b: jnp.linalg.solve(a, b[None]), rounded(2, 3, 3), rounded(3, 2)),
    "cholesky": (jnp.linalg.cholesky, definite(4)),
    "cholesky batch": (jnp.linalg.cholesky, definite(2, 3)),
    "choleskySolve": (cholesky_solve, np.linalg.cholesky(definite(3)).round(3), rounded(3, 2)),
    "lu": (packed, rounded(4, 4)),
    "lu batch": (packed, rounded(2, 3, 3)),
    "inverse": (jnp.linalg.inv, rounded(4, 4)),
    "determinant": (jnp.linalg.det, rounded(4, 4)),
    "determinant batch": (jnp.linalg.det, rounded(3, 2, 2)),
    "logDeterminant": (lambda a: jnp.linalg.slogdet(a)[1], rounded(5, 5)),
    "sign": (lambda a: jnp.linalg.slogdet(a)[0], rounded(3, 5, 5)),
}
for l in (False, True):
    for t in (False, True):
        for u in (False, True):
            name = f"triangular {l} {t} {u}".lower()
            CASES[name] = (triangular(l, t, u), rounded(3, 3) + (0 if u else 2 * np.eye(3)), rounded(3, 2))


def text(x):
    x = np.asarray(x)
    return ",".join(map(str, x.shape)) + ": " + " ".join(repr(float(e)) for e in x.ravel())


def check(name, f, args):
    """SciPy says the same."""
    kind = name.split()[0]
    if name in ("solve vector", "solve columns"):
        np.testing.assert_allclose(f(*args), sl.solve(*args), rtol=1e-12)
    if kind == "determinant" and args[0].ndim == 2:
        np.testing.assert_allclose(f(*args), sl.det(*args), rtol=1e-12)
    if kind == "inverse":
        np.testing.assert_allclose(f(*args), sl.inv(*args), rtol=1e-11)
    if kind == "lu" and args[0].ndim == 2:
        np.testing.assert_allclose(f(*args), sl.lu_factor(*args)[0], rtol=1e-12)


def main(folder):
    lines = []
    for name, (f, *args) in CASES.items():
        check(name, f, args)
        numbers = tuple(range(len(args)))

        def weighted(*x):
            y = f(*x)
            return jnp.sum(y * jnp.cos(jnp.arange(y.size)).reshape(y.shape))

        gradient = jax.grad(weighted, argnums=numbers)
        along = tuple(jnp.sin(jnp.arange(a.size)).reshape(a.shape) for a in args)
        grads, twice = jax.jvp(gradient, tuple(map(jnp.asarray, args)), along)
        lines.append(name)
        for i, a in enumerate(args):
            lines.append(f"x{i} {text(a)}")
        lines.append(f"value {text(f(*args))}")
        for i in numbers:
            lines.append(f"grad{i} {text(grads[i])}")
            lines.append(f"twice{i} {text(twice[i])}")
        lines.append("")
    path = pathlib.Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    (path / "cases.txt").write_text("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
