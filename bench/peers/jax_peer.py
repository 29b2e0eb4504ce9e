"""JAX: one compiled program for each workload, `jit(vmap(scan))` where there are members and steps."""

import os

import timing


def setup(work):
    os.environ["XLA_FLAGS"] = (
        "--xla_cpu_multi_thread_eigen=true"
        f" intra_op_parallelism_threads={work.threads} " + os.environ.get("XLA_FLAGS", "")
    )
    os.environ["JAX_PLATFORMS"] = "cpu"
    import jax

    jax.config.update("jax_enable_x64", True)
    return {
        "sweep": sweep,
        "gemm": gemm,
        "rosenbrock": rosenbrock,
        "mlp": mlp,
        "lstm": lstm,
        "conv": conv,
        "vmap-mlp": vmap_mlp,
        "adjoint": adjoint,
        "tridiagonal": tridiagonal,
    }[work.task](work)


def form(function, arguments, results):
    """A Form of a function of arrays on the device, compiled anew each time."""
    import jax

    arguments = jax.tree.map(jax.numpy.asarray, arguments)

    def fresh():
        # a function object of its own, or jit would find the last one's program
        compiled = jax.jit(lambda *a: function(*a))
        return timing.Form(lambda: jax.block_until_ready(compiled(*arguments)), results)

    return fresh


def sweep(work):
    import jax
    import jax.numpy as jnp
    import numpy as np

    relu, rate, epochs = work.numbers["relu"] == 1, np.float32(work.numbers["rate"]), work.count("epochs")

    def loss(net, x, y):
        hidden = x @ net[0]
        return jnp.mean(((jax.nn.relu(hidden) if relu else hidden) @ net[1] - y) ** 2)

    def change(w, start):
        return jnp.linalg.norm((w - start).ravel()) / jnp.linalg.norm(start.ravel())

    def train(start, x, y):
        def epoch(net, _):
            value, gradient = jax.value_and_grad(loss)(net, x, y)
            net = jax.tree.map(lambda w, g: w - rate * g, net, gradient)
            return net, (value, change(net[0], start[0]), change(net[1], start[1]))

        return jax.lax.scan(epoch, start, None, length=epochs)[1]

    return form(
        jax.vmap(train, in_axes=(0, None, None)),
        ((work.tensor("inHid"), work.tensor("hidOut")), work.tensor("x"), work.tensor("y")),
        lambda curves: dict(zip(("loss", "inHidChange", "hidOutChange"), curves)),
    )


def gemm(work):
    return form(lambda a, b: a @ b, (work.tensor("a"), work.tensor("b")), lambda product: {"product": product})


def rosenbrock(work):
    import jax
    import optax

    def height(p):
        x, y = p
        return (1 - x) ** 2 + 2 * (y - x**2) ** 2

    adam = optax.adam(work.numbers["rate"])

    def descend(start):
        def step(state, _):
            p, moments = state
            updates, moments = adam.update(jax.grad(height)(p), moments)
            return (optax.apply_updates(p, updates), moments), None

        return jax.lax.scan(step, (start, adam.init(start)), None, length=work.count("steps"))[0][0]

    return form(descend, ((work.tensor("x"), work.tensor("y")),), lambda p: {"x": p[0], "y": p[1]})


def linears(work):
    return tuple((work.tensor(f"weight{i}"), work.tensor(f"bias{i}")) for i in (1, 2, 3))


def feed_forward(net, x, activation):
    for weight, bias in net[:-1]:
        x = activation(x @ weight + bias)
    return x @ net[-1][0] + net[-1][1]


def trainer(work, loss):
    """A step of Adam for a `scan`."""
    import jax
    import optax

    adam = optax.adam(work.numbers["rate"])

    def step(state, batch):
        net, moments = state
        value, gradient = jax.value_and_grad(loss)(net, *batch)
        updates, moments = adam.update(gradient, moments)
        return (optax.apply_updates(net, updates), moments), value

    return adam, step


def mlp(work):
    import jax
    import jax.numpy as jnp

    def loss(net, x, y):
        return -jnp.mean(jnp.sum(jax.nn.log_softmax(feed_forward(net, x, jax.nn.relu)) * y, -1))

    adam, step = trainer(work, loss)
    net = jax.tree.map(jnp.asarray, linears(work))
    return form(
        lambda state, batches: jax.lax.scan(step, state, batches),
        ((net, adam.init(net)), (work.tensor("x"), work.tensor("y"))),
        lambda trained: {"loss": trained[1]},
    )


def lstm(work):
    import jax
    import jax.numpy as jnp

    def read(net, x):
        inputs = x @ net["input"] + net["inputBias"] + net["recurrentBias"]
        nothing = jnp.zeros((x.shape[1], net["out"].shape[0]), x.dtype)

        def cell(state, from_input):
            h, c = state
            i, f, g, o = jnp.split(from_input + h @ net["recurrent"], 4, axis=1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            return (jax.nn.sigmoid(o) * jnp.tanh(c), c), None

        (h, _), _ = jax.lax.scan(cell, (nothing, nothing), inputs)
        return h @ net["out"] + net["outBias"]

    adam, step = trainer(work, lambda net, x, y: jnp.mean((read(net, x) - y) ** 2))
    names = ("input", "recurrent", "inputBias", "recurrentBias", "out", "outBias")
    net = {name: jnp.asarray(work.tensor(name)) for name in names}
    return form(
        lambda state, batches: jax.lax.scan(step, state, batches),
        ((net, adam.init(net)), (work.tensor("x"), work.tensor("y"))),
        lambda trained: {"loss": trained[1]},
    )


def conv(work):
    import jax

    def both(x, kernel, cotangent):
        def convolve(x, kernel):
            return jax.lax.conv_general_dilated(x, kernel, (1, 1), ((1, 1), (1, 1)))

        y, pullback = jax.vjp(convolve, x, kernel)
        return (y, *pullback(cotangent))

    return form(
        both,
        [work.tensor(name) for name in ("x", "kernel", "cotangent")],
        lambda results: dict(zip(("y", "x", "kernel"), results)),
    )


def vmap_mlp(work):
    import jax
    import jax.numpy as jnp

    steps = work.count("steps")
    adam, step = trainer(work, lambda net, x, y: jnp.mean((feed_forward(net, x, jnp.tanh) - y) ** 2))

    def train(net, x, y):
        return jax.lax.scan(lambda state, _: step(state, (x, y)), (net, adam.init(net)), None, length=steps)

    return form(
        jax.vmap(train, in_axes=(0, None, None)),
        (linears(work), work.tensor("x"), work.tensor("y")),
        lambda trained: {"loss": trained[1]},
    )


def adjoint(work):
    import jax.numpy as jnp

    n, samples = work.count("n"), work.count("samples")
    dt, w2 = work.numbers["dt"], work.numbers["w2"]

    def gradients(phi, x, v, b):
        costates = phi[:, :-1].reshape(samples, n, -1)
        states = jnp.tanh(x[:, :-1]).reshape(samples, n, -1)
        return dt * (jnp.einsum("ink,imk->nm", costates, states) + w2 * v), dt * (costates.sum((0, 2)) + w2 * b)

    return form(
        gradients,
        tuple(work.tensor(name) for name in ("phi", "x", "v", "b")),
        lambda g: {"gradV": g[0], "gradB": g[1]},
    )


def tridiagonal(work):
    """Thomas's algorithm by scans, with complex numbers; the pivots are computed once."""
    import jax
    import jax.numpy as jnp
    import numpy as np

    steps, g = work.count("steps"), work.numbers["g"]

    def evolve(u):
        points = u.shape[0]
        diagonal = np.full(points, 1 + 2j * g)
        diagonal[[0, -1]] = 1 + 1j * g

        def pivot(upper, b):
            inverse = 1 / (b + 1j * g * upper)
            return -1j * g * inverse, (inverse, -1j * g * inverse)

        _, (inverses, uppers) = jax.lax.scan(pivot, 0j, jnp.asarray(diagonal))

        def eliminate(before, row):
            value = (row[0] + 1j * g * before) * row[1]
            return value, value

        def substitute(after, row):
            value = row[0] - row[1] * after
            return value, value

        def step(u, _):
            old = u.at[0].set(0).at[-1].set(0)
            wide = jnp.pad(old, 1)
            right = old + 1j * g * (wide[:-2] - 2 * old + wide[2:])
            _, eliminated = jax.lax.scan(eliminate, 0j, (right, inverses))
            return jax.lax.scan(substitute, 0j, (eliminated, uppers), reverse=True)[1], None

        return jax.lax.scan(step, u, None, length=steps)[0]

    return form(
        evolve,
        (work.tensor("re") + 1j * work.tensor("im"),),
        lambda u: {"re": np.real(u), "im": np.imag(u)},
    )


if __name__ == "__main__":
    timing.run(["jax", "optax"], setup)
