"""Reference values of the nonstiff DETEST problems at t = 20.

Problems: Hull, Enright, Fellen and Sedgwick, Comparing numerical methods for ordinary differential equations, SIAM J.
Numer. Anal. 9, 1972. Solved here by extrapolation of the explicit midpoint rule (Gragg, Bulirsch and Stoer) in 80-bit
arithmetic, twice with different steps; held to the values that Enright and Pryce published with NSDTST (ACM
Algorithm 648, 1987).

    python detest_goldens.py > ../resources/goldens/detest.json
"""

import json
import sys

import numpy as np

L = np.longdouble
END = L(20)


def extrapolated(f, t, y, h, depth=7):
    """One step of Gragg's method with 2, 4, ..., 2 depth substeps, extrapolated to 0."""
    table = []
    for k in range(1, depth + 1):
        n = 2 * k
        s = h / n
        before, here = y, y + s * f(t, y)
        for i in range(1, n):
            before, here = here, before + 2 * s * f(t + i * s, here)
        row = [(here + before + s * f(t + h, here)) / 2]
        for j in range(1, k):
            ratio = (L(n) / L(2 * (k - j))) ** 2
            row.append(row[j - 1] + (row[j - 1] - table[-1][j - 1]) / (ratio - 1))
        table.append(row)
    return table[-1][-1]


def solved(f, y, steps):
    y = np.array(y, dtype=L)
    h = END / steps
    for i in range(steps):
        y = extrapolated(f, i * h, y, h)
    return y


def chain(outflow, inflow):
    out, into = np.array(outflow, dtype=L), np.array(inflow, dtype=L)
    return lambda t, y: -out * y + np.concatenate([[L(0)], into * y[:-1]])


def diffusion(t, y):
    wide = np.concatenate([[L(0)], y, [L(0)]])
    return wide[:-2] - 2 * y + wide[2:]


MASSES = np.array([0.954786104043e-3, 0.285583733151e-3, 0.437273164546e-4, 0.517759138449e-4, 0.277777777778e-5], L)
PLANETS = [
    3.42947415189, 3.35386959711, 1.35494901715, 6.64145542550, 5.97156957878, 2.18231499728,
    11.2630437207, 14.6952576794, 6.27960525067, -30.1552268759, 1.65699966404, 1.43785752721,
    -21.1238353380, 28.4465098142, 15.3882659679,
    -0.557160570446, 0.505696783289, 0.230578543901, -0.415570776342, 0.365682722812, 0.169143213293,
    -0.325325669158, 0.189706021964, 0.0877265322780, -0.0240476254170, -0.287659532608, -0.117219543175,
    -0.176860753121, -0.216393453025, -0.0148647893090,
]


def planets(t, y):
    x, v = y[:15].reshape(5, 3), y[15:]
    r3 = np.sum(x * x, 1) ** 1.5
    apart = x[None, :, :] - x[:, None, :]
    d3 = np.sum(apart * apart, 2) ** 1.5 + np.eye(5)
    pull = (MASSES[None, :, None] * (apart / d3[:, :, None] - (x / r3[:, None])[None] * (1 - np.eye(5))[:, :, None])).sum(1)
    a = L(2.95912208286) * (-(L(1.00000597682) + MASSES)[:, None] * x / r3[:, None] + pull)
    return np.concatenate([v, a.ravel()])


def orbit(t, y):
    r3 = (y[0] ** 2 + y[1] ** 2) ** 1.5
    return np.array([y[2], y[3], -y[0] / r3, -y[1] / r3])


def torus(t, y):
    r = np.sqrt(y[0] ** 2 + y[1] ** 2)
    return np.array([-y[1] - y[0] * y[2] / r, y[0] - y[1] * y[2] / r, y[0] / r])


def bessel(t, y):
    return np.array([y[1], -(y[1] / (t + 1) + (1 - L(0.25) / (t + 1) ** 2) * y[0])])


def unit(n):
    return [1.0] + [0.0] * (n - 1)


def kepler(e):
    return [1 - e, 0, 0, float(np.sqrt((1 + e) / (1 - e)))]


BESSEL = [0.6713967071418030, 0.09540051444747446]
PROBLEMS = {
    "A1": (lambda t, y: -y, [1]),
    "A2": (lambda t, y: -(y**3) / 2, [1]),
    "A3": (lambda t, y: y * np.cos(t), [1]),
    "A4": (lambda t, y: y / 4 * (1 - y / 20), [1]),
    "A5": (lambda t, y: (y - t) / (y + t), [4]),
    "B1": (lambda t, y: np.array([2 * (y[0] - y[0] * y[1]), -(y[1] - y[0] * y[1])]), [1, 3]),
    "B2": (lambda t, y: np.array([-y[0] + y[1], y[0] - 2 * y[1] + y[2], y[1] - y[2]]), [2, 0, 1]),
    "B3": (lambda t, y: np.array([-y[0], y[0] - y[1] ** 2, y[1] ** 2]), [1, 0, 0]),
    "B4": (torus, [3, 0, 0]),
    "B5": (lambda t, y: np.array([y[1] * y[2], -y[0] * y[2], -L(51) / 100 * y[0] * y[1]]), [0, 1, 1]),
    "C1": (chain([1] * 9 + [0], [1] * 9), unit(10)),
    "C2": (chain(list(range(1, 10)) + [0], range(1, 10)), unit(10)),
    "C3": (diffusion, unit(10)),
    "C4": (diffusion, unit(51)),
    "C5": (planets, PLANETS),
    "D1": (orbit, kepler(0.1)),
    "D2": (orbit, kepler(0.3)),
    "D3": (orbit, kepler(0.5)),
    "D4": (orbit, kepler(0.7)),
    "D5": (orbit, kepler(0.9)),
    "E1": (bessel, BESSEL),
    "E2": (lambda t, y: np.array([y[1], (1 - y[0] ** 2) * y[1] - y[0]]), [2, 0]),
    "E3": (lambda t, y: np.array([y[1], y[0] ** 3 / 6 - y[0] + 2 * np.sin(L(2.78535) * t)]), [0, 0]),
    "E4": (lambda t, y: np.array([y[1], L(32) / 1000 - L(4) / 10 * y[1] ** 2]), [30, 0]),
    "E5": (lambda t, y: np.array([y[1], np.sqrt(1 + y[1] ** 2) / (25 - t)]), [0, 0]),
}

PUBLISHED = {
    "C1": [2.061153622240064e-09, 4.122307244619555e-08],
    "C2": [2.061153577984930e-09, 2.061153573736588e-09],
    "C3": [2.948119211022058e-03, 5.635380154844266e-03],
    "C4": [3.124111453721466e-03, 6.015416842150318e-03],
    "C5": [-4.792730224323733, -2.420550725448973, -9.212509306014886e-01, -4.217310404035213],
    "D1": [2.198835352008397e-01, 9.427076846341813e-01],
    "D2": [-1.777027357140412e-01, 9.467784719905892e-01],
    "D3": [-5.780432953035361e-01, 8.633840009194193e-01],
    "D4": [-9.538990293416394e-01, 6.907409024219432e-01],
    "D5": [-1.295266250987574, 4.003938963792321e-01],
    "E1": [1.456723600728308e-01, -9.883500195574063e-02],
    "E2": [2.008149762174948, -4.250887527320057e-02],
    "E3": [-1.004178858647128e-01, 2.411400132095954e-01],
    "E4": [3.395091444646555e01, 2.767822659672869e-01],
    "E5": [1.411797390542629e01, 2.400000000000002],
    "B5": [-0.9396570798729192, -0.3421177754000779, 0.7414126596199957],
}


def main():
    goldens = {}
    for name, (f, y0) in PROBLEMS.items():
        steps = {"D4": 1500, "D5": 5000}.get(name, 600)
        coarse, fine = solved(f, y0, steps * 3 // 4), solved(f, y0, steps)
        apart = float(np.max(np.abs(coarse - fine) / np.maximum(1, np.abs(fine))))
        assert apart < 3e-14, (name, apart)
        for ours, theirs in zip(fine, PUBLISHED.get(name, [])):
            assert abs(float(ours) - theirs) < 4e-14 * max(1, abs(theirs)), (name, float(ours), theirs)
        print(name, "two steps differ by", apart, file=sys.stderr)
        goldens[name] = [float(v) for v in fine]
    print(json.dumps(goldens, indent=1))


if __name__ == "__main__":
    main()
