"""Derivatives at awkward points by JAX and PyTorch, for AwkwardPointsTest.

    python awkward_derivative_goldens.py > ../resources/goldens/derivatives/awkward.txt

Each line: name; the point; JAX's gradient there; PyTorch's. A dash where a library lacks the function.
"""

import jax
import jax.numpy as jnp
import torch

jax.config.update("jax_enable_x64", True)
inf = float("inf")

# name: (point, function with JAX, function with PyTorch)
CASES = {
    "abs": ([0.0], lambda x: jnp.abs(x[0]), lambda x: torch.abs(x[0])),
    "sign": ([0.0], lambda x: jnp.sign(x[0]), lambda x: torch.sign(x[0])),
    "floor": ([1.0], lambda x: jnp.floor(x[0]), lambda x: torch.floor(x[0])),
    "maximum tie": ([2.0, 2.0], lambda x: jnp.maximum(x[0], x[1]), lambda x: torch.maximum(x[0], x[1])),
    "minimum tie": ([2.0, 2.0], lambda x: jnp.minimum(x[0], x[1]), lambda x: torch.minimum(x[0], x[1])),
    "max ties": ([1.0, 3.0, 3.0, 3.0], lambda x: jnp.max(x), lambda x: torch.amax(x)),
    "min ties": ([1.0, 3.0, 1.0], lambda x: jnp.min(x), lambda x: torch.amin(x)),
    "clamp at its bound": ([1.0], lambda x: jnp.clip(x[0], 0.0, 1.0), lambda x: torch.clamp(x[0], 0.0, 1.0)),
    "relu": ([0.0], lambda x: jax.nn.relu(x[0]), lambda x: torch.relu(x[0])),
    "leaky relu": ([0.0], lambda x: jax.nn.leaky_relu(x[0], 0.1), lambda x: torch.nn.functional.leaky_relu(x[0], 0.1)),
    "elu": ([0.0], lambda x: jax.nn.elu(x[0], 2.0), lambda x: torch.nn.functional.elu(x[0], 2.0)),
    "softplus": ([0.0], lambda x: jax.nn.softplus(x[0]), lambda x: torch.nn.functional.softplus(x[0])),
    "sqrt": ([0.0], lambda x: jnp.sqrt(x[0]), lambda x: torch.sqrt(x[0])),
    "cbrt": ([0.0], lambda x: jnp.cbrt(x[0]), None),
    "rsqrt": ([0.0], lambda x: jax.lax.rsqrt(x[0]), lambda x: torch.rsqrt(x[0])),
    "log": ([0.0], lambda x: jnp.log(x[0]), lambda x: torch.log(x[0])),
    "log1p": ([-1.0], lambda x: jnp.log1p(x[0]), lambda x: torch.log1p(x[0])),
    "asin": ([1.0], lambda x: jnp.arcsin(x[0]), lambda x: torch.asin(x[0])),
    "acos": ([-1.0], lambda x: jnp.arccos(x[0]), lambda x: torch.acos(x[0])),
    "acosh": ([1.0], lambda x: jnp.arccosh(x[0]), lambda x: torch.acosh(x[0])),
    "atanh": ([1.0], lambda x: jnp.arctanh(x[0]), lambda x: torch.atanh(x[0])),
    "reciprocal": ([0.0], lambda x: 1 / x[0], lambda x: 1 / x[0]),
    "quotient of zeros": ([0.0, 0.0], lambda x: x[0] / x[1], lambda x: x[0] / x[1]),
    "norm": ([0.0, 0.0], lambda x: jnp.linalg.norm(x), lambda x: torch.linalg.norm(x)),
    "atan2": ([0.0, 0.0], lambda x: jnp.arctan2(x[0], x[1]), lambda x: torch.atan2(x[0], x[1])),
    "product with one zero": ([2.0, 0.0, 5.0], lambda x: jnp.prod(x), lambda x: torch.prod(x)),
    "product with two zeros": ([0.0, 3.0, 0.0], lambda x: jnp.prod(x), lambda x: torch.prod(x)),
    "running product with a zero": ([2.0, 0.0, 5.0], lambda x: jnp.sum(jnp.cumprod(x)), lambda x: torch.sum(torch.cumprod(x, 0))),
    "running product with two zeros": ([2.0, 0.0, 5.0, 0.0], lambda x: jnp.sum(jnp.cumprod(x)), lambda x: torch.sum(torch.cumprod(x, 0))),
    "logSumExp with -infinity": ([-inf, 0.0, 0.0], lambda x: jax.nn.logsumexp(x), lambda x: torch.logsumexp(x, 0)),
    "logSumExp of -infinity": ([-inf, -inf], lambda x: jax.nn.logsumexp(x), lambda x: torch.logsumexp(x, 0)),
    "softmax with -infinity": ([-inf, 0.0, 0.0], lambda x: jax.nn.softmax(x)[1], lambda x: torch.softmax(x, 0)[1]),
    "masked": ([0.0], lambda x: jnp.where(x[0] > 0, jnp.sqrt(x[0]), 0.0), lambda x: torch.where(x[0] > 0, torch.sqrt(x[0]), torch.zeros_like(x[0]))),
    "masked and guarded": (
        [0.0],
        lambda x: jnp.where(x[0] > 0, jnp.sqrt(jnp.where(x[0] > 0, x[0], 1.0)), 0.0),
        lambda x: torch.where(x[0] > 0, torch.sqrt(torch.where(x[0] > 0, x[0], torch.ones_like(x[0]))), torch.zeros_like(x[0])),
    ),
    "maximum of a NaN": ([float("nan"), 1.0], lambda x: jnp.maximum(x[0], x[1]), lambda x: torch.maximum(x[0], x[1])),
    "sigmoid far out": ([-800.0], lambda x: jax.nn.sigmoid(x[0]), lambda x: torch.sigmoid(x[0])),
    "tanh far out": ([40.0], lambda x: jnp.tanh(x[0]), lambda x: torch.tanh(x[0])),
    "softplus far out": ([1000.0], lambda x: jax.nn.softplus(x[0]), lambda x: torch.nn.functional.softplus(x[0])),
}
for exponent in (0.0, 1.0, 2.0, 0.5, -1.0):
    CASES[f"0 to the power {exponent:g}"] = (
        [0.0, exponent],
        lambda x: jnp.power(x[0], x[1]),
        lambda x: torch.pow(x[0], x[1]),
    )


def numbers(values):
    return " ".join(repr(float(v)) for v in values)


print(f"# Written by awkward_derivative_goldens.py with JAX {jax.__version__} and PyTorch {torch.__version__.split('+')[0]}.")
for name, (point, with_jax, with_torch) in CASES.items():
    by_jax = numbers(jax.grad(with_jax)(jnp.array(point)))
    by_torch = "-"
    if with_torch is not None:
        x = torch.tensor(point, dtype=torch.float64, requires_grad=True)
        with_torch(x).backward()
        by_torch = numbers(x.grad)
    print(f"{name}; {numbers(point)}; {by_jax}; {by_torch}")
