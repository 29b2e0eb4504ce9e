"""Lotka and Volterra's equations by SciPy's DOP853: states at 21 times, and when the prey is most.

    python solve_ivp_goldens.py > ../resources/goldens/solve_ivp.json

with SciPy 1.17, tolerances of 1e-13; the rates are 1.5, 1, 3, 1.
"""

import json

import numpy as np
from scipy.integrate import solve_ivp


def field(t, y):
    return [y[0] * (1.5 - y[1]), y[1] * (y[0] - 3)]


def most(t, y):
    return 1.5 - y[1]


most.direction = -1


def main():
    times = np.linspace(0, 15, 21)
    s = solve_ivp(field, (0, 15), [10, 5], "DOP853", times, rtol=1e-13, atol=1e-13, events=most)
    print(json.dumps({"t": times.tolist(), "y": s.y.T.ravel().tolist(), "peaks": s.t_events[0].tolist()}, indent=1))


if __name__ == "__main__":
    main()
