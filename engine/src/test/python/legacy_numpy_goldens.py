"""Writes goldens/random/legacy_numpy.txt: calls of NumPy's legacy generator and what they return.

    python legacy_numpy_goldens.py ../resources/goldens/random

The lines are one long session, to be repeated in order, since every call moves the state:  function arguments | values
`seed` restarts it. A shape is d0,d1,...; `-` is a call without one. `skip` draws that many uniform numbers and drops them.
Floats are decimals that read back to the same double. Needs NumPy.
"""

import pathlib
import sys

import numpy as np

SCRIPT = []


def shown(values):
    return " ".join(repr(v) for v in np.asarray(values).ravel().tolist())


def size(shape):
    return None if shape == "-" else tuple(int(d) for d in shape.split(","))


def call(function, *arguments):
    np_function = CALLS[function]
    values = np_function(*arguments)
    right = "" if values is None else " | " + shown(values)
    SCRIPT.append(" ".join([function, *map(str, arguments)]) + right)


def floats(text):
    return np.array([float(v) for v in text.split(",")])


def shuffled(text):
    array = floats(text)
    np.random.shuffle(array)
    return array


def shuffled_rows(n):
    rows = np.arange(3 * int(n)).reshape(int(n), 3)
    np.random.shuffle(rows)
    assert (rows[:, 1] == rows[:, 0] + 1).all()
    return rows[:, 0] // 3


def permuted_rows(n):
    return np.random.permutation(np.arange(2 * int(n)).reshape(int(n), 2))[:, 0] // 2


CALLS = {
    "seed": np.random.seed,
    "seed_array": lambda *words: np.random.seed(list(words)),
    "skip": lambda n: np.random.random_sample(n)[:0],
    "rand": lambda shape: np.random.rand(*(size(shape) or ())),
    "random_sample": lambda shape: np.random.random_sample(size(shape)),
    "randn": lambda shape: np.random.randn(*(size(shape) or ())),
    "standard_normal": lambda shape: np.random.standard_normal(size(shape)),
    "normal": lambda loc, scale, shape: np.random.normal(loc, scale, size(shape)),
    "uniform": lambda low, high, shape: np.random.uniform(low, high, size(shape)),
    "exponential": lambda scale, shape: np.random.exponential(scale, size(shape)),
    "gamma": lambda k, scale, shape: np.random.gamma(k, scale, size(shape)),
    "randint": lambda low, high, shape: np.random.randint(low, high, size(shape)),
    "permutation": lambda n: np.random.permutation(n),
    "permutation_of": lambda array: np.random.permutation(floats(array)),
    "permutation_rows": permuted_rows,
    "shuffle": shuffled,
    "shuffle_rows": shuffled_rows,
    "choice": lambda n, count, replace: np.random.choice(n, count, replace == "true"),
    "choice_p": lambda n, count, replace, p: np.random.choice(n, count, replace == "true", floats(p)),
    "choice_of": lambda a, count, replace: np.random.choice(floats(a), count, replace == "true"),
    "choice_of_p": lambda a, count, replace, p: np.random.choice(floats(a), count, replace == "true", floats(p)),
}

RANGES = [
    (0, 1), (0, 2), (0, 10), (-5, 6), (7, 8), (0, 256), (0, 1000), (0, 65537), (-(2**31), 2**31), (0, 2**31), (0, 2**32),
    (0, 2**32 - 1), (0, 2**32 + 1), (-(2**40), 2**41), (0, 2**62 + 1), (-(2**63), 2**63 - 1), (2**63 - 3, 2**63 - 1),
]
SKEWED = "0.1,0.0,0.3,0.6,0.0"
EIGHT = "0.5,0.25,0.125,0.0625,0.03125,0.015625,0.0078125,0.0078125"


def session():
    for seed in (0, 1, 42, 1234, 2**31, 2**32 - 1):
        call("seed", seed)
        call("rand", "-")
        call("rand", "4")
        call("rand", "2,3")
        call("randn", "3")  # leaves a normal number over,
        call("rand", "2")  # which uniform numbers neither take
        call("randn", "2")  # nor spoil
        call("normal", 2.5, 0.5, "-")
        call("normal", -1.0, 3.0, "2,2")
        call("randint", 0, 10, "5")
        call("normal", 0.0, 0.0, "1")
        call("standard_normal", "4")
        call("random_sample", "3")
        call("uniform", -1.0, 1.0, "4")
        call("uniform", 5.0, 2.0, "-")
        call("permutation", 10)
        call("shuffle", "1.5,2.5,3.5,4.5,5.5,6.5")
        call("choice", 7, 5, "true")
        call("choice", 7, 5, "false")
        call("exponential", 2.0, "3")
        call("randn", "1")
        call("gamma", 0.3, 1.0, "4")  # has its own uniform and exponential numbers
        call("gamma", 1.0, 2.0, "2")
        call("gamma", 0.0, 2.0, "1")
        call("gamma", 2.5, 1.5, "5")  # takes the normal number that is left over
        call("randn", "2")
        call("seed", seed)  # drops what is left over
        call("randn", "2")

    for words in ((0,), (1,), (1, 2, 3), (2**32 - 1, 0, 2**31), tuple(range(1000, 1700))):
        call("seed_array", *words)
        call("rand", "3")
        call("randint", 0, 2**32, "3")

    call("seed", 5)
    for low, high in RANGES:
        call("randint", low, high, "-")
        call("randint", low, high, "6")
    call("randint", 0, 100, "2,3")

    call("seed", 6)
    for n in (0, 1, 2, 3, 17, 33):
        call("permutation", n)
    call("permutation_of", "3.0,1.0,4.0,1.0,5.0,9.0")
    call("permutation_rows", 6)
    call("shuffle_rows", 6)
    for n, count in ((1, 1), (5, 0), (5, 5), (100, 7)):
        call("choice", n, count, "true")
        call("choice", n, count, "false")
    call("choice_p", 5, 12, "true", SKEWED)
    call("choice_p", 5, 3, "false", SKEWED)
    call("choice_p", 8, 20, "true", EIGHT)
    for _ in range(6):  # needs several rounds for the rare ones
        call("choice_p", 8, 8, "false", EIGHT)
    call("choice_of", "2.5,3.5,4.5", 6, "true")
    call("choice_of", "2.5,3.5,4.5", 2, "false")
    call("choice_of_p", "2.5,3.5,4.5", 6, "true", "0.25,0.25,0.5")
    call("choice_of_p", "2.5,3.5,4.5", 2, "false", "0.25,0.25,0.5")
    call("choice_of_p", "2.5,3.5", 4, "true", "0.5,0.50000000001")  # the sum has a tolerance

    call("seed", 7)
    for n in (1, 310, 312, 623, 100_000):  # over the ends of the generator's blocks
        call("skip", n)
        call("rand", "2")
        call("randint", 0, 2**32, "1")


if __name__ == "__main__":
    session()
    head = f"# NumPy {np.__version__}, numpy.random legacy functions; made by legacy_numpy_goldens.py\n"
    pathlib.Path(sys.argv[1], "legacy_numpy.txt").write_text(head + "\n".join(SCRIPT) + "\n")
