"""Writes goldens/complex/values.txt and goldens/complex/special.txt: functions of complex numbers.

    python complex_goldens.py ../resources/goldens/complex

values.txt has random arguments, small, large, and near |z| = 1, with mpmath's values at 40 digits, rounded; special.txt has
signed zeros, infinities, NaNs and both sides of the branch cuts, with NumPy's values.
A line of either file:  function re im [re im] | re im  (one number for abs and arg). Needs mpmath and NumPy.
"""

import pathlib
import random
import sys

import mpmath
import numpy as np

mpmath.mp.dps = 40

FUNCTIONS = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "sqrt": mpmath.sqrt,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "square": lambda z: z * z,
    "reciprocal": lambda z: 1 / z,
    "pow5": lambda z: z**5,
    "pow-3": lambda z: z**-3,
    "pow0.3": lambda z: mpmath.power(z, mpmath.mpf(0.3)),
    "pow-1.7": lambda z: mpmath.power(z, mpmath.mpf(-1.7)),
    "abs": abs,
    "arg": mpmath.arg,
}
PAIRS = {"mul": lambda z, w: z * w, "div": lambda z, w: z / w}
LARGEST = mpmath.mpf(sys.float_info.max)


def shown(value):
    parts = (value,) if isinstance(value, (mpmath.mpf, float)) else (value.real, value.imag)
    return " ".join(repr(float(p)) for p in parts)


def arguments(source):
    """Of every size, and close to the unit circle."""
    for scale in (1e-3, 1.0, 3.0, 1e-200, 1e-300, 1e200, 1e300, 1.7e308, 5e-320):
        for _ in range(4):
            yield complex(source.uniform(-1, 1) * scale, source.uniform(-1, 1) * scale)
    for _ in range(8):
        z = mpmath.expj(source.uniform(-3.2, 3.2)) * (1 + source.uniform(-1, 1) * 1e-9)
        yield complex(z)
    for x, y in ((1e300, 1e-300), (1e-300, 1e300), (-1e200, 1e-10), (-2.0, 1e-320), (30.0, 2.0), (400.0, 1.0), (709.9, 1.5)):
        yield complex(x, y)


def representable(value):
    parts = (value,) if isinstance(value, mpmath.mpf) else (value.real, value.imag)
    return all(abs(p) <= LARGEST for p in parts) and abs(value) > sys.float_info.min


def values():
    source = random.Random(11)
    lines = []
    points = list(arguments(source))
    for name, f in FUNCTIONS.items():
        for z in points:
            large = name in ("exp", "sin", "cos", "sinh", "cosh", "tanh") and max(abs(z.real), abs(z.imag)) > 1e4
            if large or (name == "exp" and z.real < -700):
                continue  # only the argument's rounding would be tested
            value = f(mpmath.mpc(z))
            if representable(value):
                lines.append(f"{name} {shown(z)} | {shown(value)}")
    others = points[:]
    source.shuffle(others)
    for name, f in PAIRS.items():
        for z, w in zip(points, others):
            value = f(mpmath.mpc(z), mpmath.mpc(w))
            if representable(value):
                lines.append(f"{name} {shown(z)} {shown(w)} | {shown(value)}")
    return lines


def special():
    lines = []
    parts = (-np.inf, -2.0, -0.0, 0.0, 2.0, np.inf, np.nan)
    with np.errstate(all="ignore"):
        for name, f in (("sqrt", np.sqrt), ("log", np.log), ("exp", np.exp), ("abs", np.abs), ("arg", np.angle),
                        ("sin", np.sin), ("cos", np.cos), ("sinh", np.sinh), ("cosh", np.cosh), ("tanh", np.tanh)):
            for x in parts:
                for y in parts:
                    z = np.array([complex(x, y)])
                    value = f(z)[0]
                    out = (value,) if name in ("abs", "arg") else (value.real, value.imag)
                    lines.append(f"{name} {float(x)!r} {float(y)!r} | " + " ".join(repr(float(v)) for v in out))
    return lines


def write(folder):
    head = "made by complex_goldens.py\n"
    for name, source, lines in (
        ("values.txt", f"mpmath {mpmath.__version__}", values()),
        ("special.txt", f"NumPy {np.__version__}", special()),
    ):
        text = f"# {source}; {head}" + "\n".join(lines) + "\n"
        (folder / name).write_text(text)


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]))
