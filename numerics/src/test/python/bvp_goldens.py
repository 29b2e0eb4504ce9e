"""Writes bvp.json: meshes and solutions of SciPy's solve_bvp, in float64.

    python bvp_goldens.py > ../resources/goldens/bvp.json

with SciPy 1.17. The problems are those of GoldensTest.java. Of each: the mesh and the states at the coarse tolerance, the
states at nine places at the fine one, and the unknown parameters of both.
"""

import json

import numpy as np
from scipy.integrate import solve_bvp


def bratu(x, y):
    return np.vstack((y[1], -np.exp(y[0])))


def sturm_liouville(x, y, p):
    return np.vstack((y[1], -p[0] ** 2 * y[0]))


def shock(eps):
    def f(x, y):
        force = -eps * np.pi**2 * np.cos(np.pi * x) - np.pi * x * np.sin(np.pi * x)
        return np.vstack((y[1], (force - x * y[1]) / eps))

    return f


def falkner_skan(beta):
    def f(x, y):
        return np.vstack((y[1], y[2], -y[0] * y[2] - beta * (1 - y[1] ** 2)))

    return f


def pendulum(x, y):
    return np.vstack((y[1], -np.sin(y[0])))


def flow(x, y, p):
    """A fluid injected through one side of a long channel: SciPy's and MATLAB's example of seven components."""
    A, R = p[0], 100
    P = 0.7 * R
    return np.vstack((
        y[1], y[2], R * (y[1] ** 2 - y[0] * y[2] - A), y[4], -R * y[0] * y[4] - 1, y[6], -P * y[0] * y[6]))


def emden(x, y):
    return np.vstack((y[1], -y[0] ** 5))


def bessel(x, y, p):
    return np.vstack((y[1], -p[0] ** 2 * y[0]))


def ramp(x, y):
    return np.vstack((x * y[1], np.zeros_like(x)))


def ends(*values):
    return lambda a, b: np.array([a[0] - values[0], b[0] - values[1]])


def channel(a, b, p):
    return np.array([a[0], a[1], b[0] - 1, b[1], a[3], b[3], a[5], b[5] - 1])


FIVE = np.linspace(0, 1, 5)
WAVE = np.zeros((2, 5))
WAVE[0, 1] = 1
WAVE[0, 3] = -1

PROBLEMS = {
    "bratu, lower": (bratu, ends(0, 0), FIVE, np.zeros((2, 5)), None),
    "bratu, upper": (bratu, ends(0, 0), FIVE, np.vstack((np.full(5, 3.0), np.zeros(5))), None),
    "sturm-liouville": (
        sturm_liouville, lambda a, b, p: np.array([a[0], b[0], a[1] - p[0]]), FIVE, WAVE, [6.0]),
    "shock": (shock(1e-3), ends(-2, 0), np.linspace(-1, 1, 5), np.zeros((2, 5)), None),
    "falkner-skan": (
        falkner_skan(0.5), lambda a, b: np.array([a[0], a[1], b[1] - 1]),
        np.linspace(0, 8, 9), np.vstack((np.linspace(0, 8, 9), np.ones(9), np.zeros(9))), None),
    "pendulum": (pendulum, ends(0.5, 2.0), np.linspace(0, 4, 6), np.ones((2, 6)), None),
    "emden": (
        emden, lambda a, b: np.array([a[1], b[0] - 0.75**0.5]), FIVE, np.vstack((np.ones(5), np.full(5, 0.3))), None,
        np.array([[0, 0], [0, -2]])),
    "bessel": (
        bessel, lambda a, b, p: np.array([a[0] - 1, a[1], b[0]]),
        np.linspace(0, 1, 6), np.vstack((1 - np.linspace(0, 1, 6), -np.ones(6))), [2.0], np.array([[0, 0], [0, -1]])),
    "ramp": (
        ramp, lambda a, b: np.array([b[0] - np.sin(1), b[1] - np.cos(1)]), FIVE, np.ones((2, 5)), None,
        np.array([[1, 0], [-1, 0]])),
    "flow": (flow, channel, np.linspace(0, 1, 10), np.ones((7, 10)), [1.0]),
}


def solved(problem, tolerance, nodes):
    f, g, x, y, p, *singular = problem
    S = singular[0] if singular else None
    solution = solve_bvp(f, g, x, y, p=p, S=S, tol=tolerance, max_nodes=nodes)
    if solution.status != 0:
        raise ValueError(f"{tolerance}: {solution.message}")
    return solution


def rounded(y):
    return [[float(f"{v:.12g}") for v in row] for row in y.T]


def golden(name):
    problem = PROBLEMS[name]
    x = problem[2]
    coarse = solved(problem, 1e-3, 1000)
    fine = solved(problem, 1e-8, 100_000)
    places = np.linspace(x[0], x[-1], 9)
    return {
        "mesh": coarse.x.tolist(),
        "states": rounded(coarse.y),
        "unknowns": [] if coarse.p is None else coarse.p.tolist(),
        "places": places.tolist(),
        "fine": rounded(fine.sol(places)),
        "fineUnknowns": [] if fine.p is None else fine.p.tolist(),
    }


rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(golden(name))}" for name in PROBLEMS)
print("{\n" + rows + "\n}")
