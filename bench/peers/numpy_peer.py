"""NumPy, without Python loops over elements."""

import timing


def setup(work):
    return {"gemm": gemm, "adjoint": adjoint}[work.task](work)


def gemm(work):
    a, b = work.tensor("a"), work.tensor("b")
    return lambda: timing.Form(lambda: a @ b, lambda product: {"product": product})


def adjoint(work):
    import numpy as np

    n, samples = work.count("n"), work.count("samples")
    dt, w2 = work.numbers["dt"], work.numbers["w2"]
    phi, x, v, b = (work.tensor(name) for name in ("phi", "x", "v", "b"))

    def gradients():
        costates = phi[:, :-1].reshape(samples, n, -1)
        states = np.tanh(x[:, :-1]).reshape(samples, n, -1)
        products = np.tensordot(costates, states, axes=((0, 2), (0, 2)))
        return {"gradV": dt * (products + w2 * v), "gradB": dt * (costates.sum((0, 2)) + w2 * b)}

    return lambda: timing.Form(gradients, lambda g: g)


if __name__ == "__main__":
    timing.run(["numpy"], setup)
