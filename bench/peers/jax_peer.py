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


if __name__ == "__main__":
    timing.run(["jax", "optax"], setup)
