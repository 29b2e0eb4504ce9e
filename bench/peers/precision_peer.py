"""Work against precision: `python precision_peer.py FOLDER scipy|jax`.

Reads `question.json` in the folder: the equations, the tolerances, the pace of timing. Prints a line of JSON for each
solution. The fields are those of `Equation.java`, by their keys.

scipy: `solve_ivp`, whose methods are Python around NumPy, and `odeint` (LSODA in Fortran, the field in Python).
jax: the steps of Dormand and Prince with a PI controller in `jit(while_loop)`, as diffrax has them; float64.
"""

import importlib.util
import json
import os
import sys

from timing import median, sample, use_threads

MOON = 0.012277471


def kepler(y, stack):
    x, z, u, v = y[0], y[1], y[2], y[3]
    pull = -((x * x + z * z) ** -1.5)
    return stack((u, v, x * pull, z * pull))


def arenstorf(y, stack):
    x, z, u, v = y[0], y[1], y[2], y[3]
    earth = 1 - MOON
    a = ((x + MOON) ** 2 + z * z) ** 1.5
    b = ((x - earth) ** 2 + z * z) ** 1.5
    return stack(
        (
            u,
            v,
            x + 2 * v - earth * (x + MOON) / a - MOON * (x - earth) / b,
            z - 2 * u - earth * z / a - MOON * z / b,
        )
    )


def van_der_pol(y, stack):
    return stack((y[1], ((1 - y[0] * y[0]) * y[1] - y[0]) * 1e6))


def hires(y, stack):
    bound, freed = 280 * y[5] * y[7], 1.81 * y[6]
    return stack(
        (
            -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007,
            1.71 * y[0] - 8.75 * y[1],
            -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4],
            8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3],
            -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6],
            0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6] - bound,
            bound - freed,
            freed - bound,
        )
    )


FIELDS = {"KEPLER": kepler, "ARENSTORF": arenstorf, "VAN_DER_POL": van_der_pol, "HIRES": hires}


def answer(task, contender, method, tolerance, seconds, end, evaluations):
    print(
        json.dumps(
            {
                "equation": task["key"],
                "contender": contender,
                "method": method,
                "tolerance": tolerance,
                "seconds": seconds,
                "end": end,
                "evaluations": evaluations,
            }
        ),
        flush=True,
    )


def scipy(question):
    from scipy.integrate import odeint, solve_ivp

    for task in question["tasks"]:
        field = FIELDS[task["key"]]
        for method in ("Radau", "BDF", "LSODA") if task["isStiff"] else ("RK45", "DOP853", "LSODA"):
            for tolerance in question["tolerances"]:
                absolute = tolerance * task["absolute"]
                if method == "LSODA":

                    def solve():
                        states, info = odeint(
                            lambda t, y: field(y, list),
                            task["start"],
                            (0, task["end"]),
                            rtol=tolerance,
                            atol=absolute,
                            mxstep=1_000_000,
                            tfirst=True,
                            full_output=True,
                        )
                        worked = info["message"] == "Integration successful."
                        return states[-1] if worked else None, int(info["nfe"][-1])

                else:

                    def solve():
                        found = solve_ivp(
                            lambda t, y: field(y, list),
                            (0, task["end"]),
                            task["start"],
                            method,
                            rtol=tolerance,
                            atol=absolute,
                        )
                        return found.y[:, -1] if found.success else None, found.nfev

                end, evaluations = solve()
                samples, _, _ = sample(solve, question["pace"])
                end = [] if end is None else [float(x) for x in end]
                answer(task, "SciPy", method, tolerance, median(samples), end, evaluations)


def jax(question):
    import jax
    import jax.numpy as np
    from jax import lax

    jax.config.update("jax_enable_x64", True)
    nodes = (
        (1 / 5,),
        (3 / 40, 9 / 40),
        (44 / 45, -56 / 15, 32 / 9),
        (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
        (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
        (35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
    )
    error = (71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40)

    def solver(task, tolerance):
        absolute, last = tolerance * task["absolute"], task["end"]

        def field(y):
            return FIELDS[task["key"]](y, lambda parts: np.stack(parts))

        def norm(x, y):
            return np.sqrt(np.mean((x / (absolute + tolerance * np.abs(y))) ** 2))

        def first_step(y, slope):
            a, b = norm(y, y), norm(slope, y)
            h = np.where((a < 1e-5) | (b < 1e-5), 1e-6, 0.01 * a / b)
            c = norm(field(y + h * slope) - slope, y) / h
            other = np.where(
                np.maximum(b, c) <= 1e-15, np.maximum(1e-6, 1e-3 * h), (0.01 / np.maximum(b, c)) ** 0.2
            )
            return np.minimum(100 * h, other)

        def attempt(state):
            t, h, y, slope, before, evaluations = state
            h = np.minimum(h, last - t)
            slopes = [slope]
            for weights in nodes:
                at = y + h * sum(w * k for w, k in zip(weights, slopes) if w)
                slopes.append(field(at))
            wrong = h * sum(w * k for w, k in zip(error, slopes) if w)
            size = norm(wrong, np.maximum(np.abs(y), np.abs(at)))
            takes = size <= 1
            factor = np.clip(0.9 * np.maximum(size, 1e-10) ** -0.17 * before**0.04, 0.2, 10)
            factor = np.where(takes, factor, np.minimum(factor, 1))
            return (
                np.where(takes, t + h, t),
                h * factor,
                np.where(takes, at, y),
                np.where(takes, slopes[-1], slope),
                np.where(takes, np.maximum(size, 1e-4), before),
                evaluations + 6,
            )

        def solve(y):
            slope = field(y)
            state = (0.0, first_step(y, slope), y, slope, 1e-4, 2)
            found = lax.while_loop(lambda s: (s[0] < last) & (s[5] < 6_000_000), attempt, state)
            return found[2], found[0], found[5]

        compiled = jax.jit(solve)
        start = np.asarray(task["start"], np.float64)
        return lambda: jax.block_until_ready(compiled(start))

    for task in question["tasks"]:
        if task["isStiff"]:
            continue
        for tolerance in question["tolerances"]:
            solve = solver(task, tolerance)
            end, _, evaluations = solve()
            samples, _, _ = sample(solve, question["pace"])
            answer(
                task,
                "JAX",
                "Dormand-Prince 5(4)",
                tolerance,
                median(samples),
                [float(x) for x in end],
                int(evaluations),
            )


def main():
    folder, peer = sys.argv[1:]
    with open(os.path.join(folder, "question.json"), encoding="utf-8") as file:
        question = json.load(file)
    use_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    if importlib.util.find_spec(peer) is None:
        print(json.dumps({"absent": f"{peer} is not installed"}))
        return
    {"scipy": scipy, "jax": jax}[peer](question)


main()
