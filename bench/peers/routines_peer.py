"""Routines of linear algebra and Fourier transforms: `python routines_peer.py FOLDER SciPy|JAX`.

Reads `question.json` in the folder: routines, shapes, the pace of timing. Prints a line of JSON for each. Routines and
the numbers they are given are those of `Routine.java` and `Numbers.java`.

SciPy: LAPACK's own routines where `scipy.linalg.lapack` has them, on matrices in LAPACK's order of elements; for
batches and for Fourier transforms what NumPy and `scipy.fft` (pocketfft) offer.
JAX: `jit`, on arrays that are on the device.
"""

import importlib.util
import json
import os
import sys

from timing import median, sample, use_threads


def even(shape):
    import numpy as np

    z = np.arange(1, int(np.prod(shape)) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return np.ldexp((z >> np.uint64(11)).astype(np.float64), -52).reshape(shape) - 1


def transposed(a):
    return a.swapaxes(-1, -2)


def symmetric(a):
    return (a + transposed(a)) * 0.5


def positive(a):
    import numpy as np

    return a @ transposed(a) / a.shape[-1] + np.eye(a.shape[-1])


def triangle(a):
    import numpy as np

    return np.tril(a / a.shape[-1], -1) + 2 * np.eye(a.shape[-1])


INPUTS = {
    "SOLVE": lambda a: (a, a[..., 0]),
    "LU": lambda a: (a,),
    "CHOLESKY": lambda a: (positive(a),),
    "TRIANGLE": lambda a: (triangle(a), a),
    "QR": lambda a: (a,),
    "EIGH": lambda a: (symmetric(a),),
    "SVD": lambda a: (a,),
    "FFT": lambda a: (a[0] + 1j * a[1],),
}


def logarithms(a):
    import numpy as np

    return float(np.log(np.abs(np.diagonal(a, axis1=-2, axis2=-1))).sum())


def participation(vectors):
    return float((vectors**4).sum())


SIGNS = {
    "SOLVE": lambda x: float((x**2).sum()),
    "LU": lambda packed: logarithms(packed),
    "CHOLESKY": lambda factor: logarithms(factor),
    "TRIANGLE": lambda x: float((x**2).sum()),
    "QR": lambda q, r: logarithms(r) + participation(q),
    "EIGH": lambda w, v: float(abs(w).sum()) + participation(v),
    "SVD": lambda u, s, vt: float(s.sum()) + participation(u) + participation(vt),
    "FFT": lambda y: float(abs(y.real).sum() + abs(y.imag).sum()),
}


def scipy_calls():
    import numpy as np
    import scipy.fft
    from scipy.linalg import lapack

    threads = int(os.environ.get("OMP_NUM_THREADS", "2"))

    def first(call):
        return lambda *x: (call(*x)[0],)

    return {
        "SOLVE": lambda a, b: (np.linalg.solve(a, b[..., None]),),
        "LU": first(lambda a: lapack.dgetrf(a)),
        "CHOLESKY": first(lambda a: lapack.dpotrf(a, lower=1)),
        "TRIANGLE": first(lambda a, b: lapack.dtrtrs(a, b, lower=1)),
        "QR": np.linalg.qr,
        "EIGH": np.linalg.eigh,
        "SVD": np.linalg.svd,
        "FFT": lambda x: (scipy.fft.fft(x, workers=threads),),
    }


def jax_calls():
    import jax
    import jax.numpy as jnp
    from jax.scipy.linalg import solve_triangular

    calls = {
        "SOLVE": lambda a, b: (jnp.linalg.solve(a, b[..., None]),),
        "LU": lambda a: (jax.lax.linalg.lu(a)[0],),
        "CHOLESKY": lambda a: (jax.lax.linalg.cholesky(a, symmetrize_input=False),),
        "TRIANGLE": lambda a, b: (solve_triangular(a, b, lower=True),),
        "QR": jnp.linalg.qr,
        "EIGH": lambda a: jnp.linalg.eigh(a, symmetrize_input=False),
        "SVD": jnp.linalg.svd,
        "FFT": lambda x: (jnp.fft.fft(x),),
    }
    compiled = {key: jax.jit(call) for key, call in calls.items()}
    return {key: lambda *x, call=call: jax.block_until_ready(call(*x)) for key, call in compiled.items()}


def prepared(contender, task):
    """The input of a task as the contender likes it best."""
    import numpy as np

    arrays = INPUTS[task["routine"]](even(task["shape"]))
    if contender == "JAX":
        import jax

        jax.config.update("jax_enable_x64", True)
        return [jax.device_put(array) for array in arrays]
    wants_columns = task["routine"] in ("LU", "CHOLESKY", "TRIANGLE")
    return [np.asfortranarray(array) if wants_columns else np.ascontiguousarray(array) for array in arrays]


def main():
    folder, contender = sys.argv[1:]
    with open(os.path.join(folder, "question.json"), encoding="utf-8") as file:
        question = json.load(file)
    use_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    for package in (contender.lower(), "numpy"):
        if importlib.util.find_spec(package) is None:
            print(json.dumps({"absent": f"{package} is not installed"}))
            return
    import numpy as np

    calls = None
    for task in question["tasks"]:
        arrays = prepared(contender, task)
        calls = calls or {"SciPy": scipy_calls, "JAX": jax_calls}[contender]()
        call = calls[task["routine"]]
        sign = SIGNS[task["routine"]](*(np.asarray(part) for part in call(*arrays)))
        samples, _, _ = sample(lambda: call(*arrays), question["pace"])
        line = {
            "routine": task["routine"],
            "extent": task["extent"],
            "contender": contender,
            "seconds": median(samples),
            "sign": sign,
        }
        print(json.dumps(line), flush=True)


main()
