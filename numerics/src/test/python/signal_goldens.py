"""Writes signal.json: convolutions, filters and gradients of waves by SciPy and NumPy, for the tests of signal.

    python signal_goldens.py > ../resources/goldens/signal.json

with SciPy 1.17 and NumPy 2.4.
"""

import json

import numpy as np
from scipy import ndimage, signal


def wave(start, *shape):
    return np.sin(start + 1.7 * np.arange(np.prod(shape))).reshape(shape)


rows = {}
for n, m in ((9, 4), (9, 5), (4, 9), (5, 9), (6, 6), (1, 3), (7, 1)):
    for mode in ("full", "same", "valid"):
        a, b = wave(0.3, n), wave(0.9, m)
        rows[f"convolve {n} {m} {mode}"] = signal.convolve(a, b, mode)
        rows[f"correlate {n} {m} {mode}"] = signal.correlate(a, b, mode)
MODES = ("reflect", "nearest", "mirror", "wrap", "constant")
for n, sigma in ((12, 1.3), (5, 2.5)):
    for order in (0, 1, 2, 3):
        for mode in MODES:
            rows[f"gaussian {n} {sigma} {order} {mode}"] = ndimage.gaussian_filter1d(
                wave(0.3, n), sigma, order=order, mode=mode, cval=0.6
            )
rows["gaussian box"] = ndimage.gaussian_filter1d(wave(0.3, 3, 7, 2), 0.8, axis=1, truncate=3.0)
for n in (1, 6, 7):
    rows[f"window {n}"] = signal.windows.gaussian(n, 1.4)
for window, degree, derivative in ((5, 2, 0), (7, 3, 1), (5, 4, 2), (9, 2, 3), (1, 0, 0)):
    rows[f"savgol coefficients {window} {degree} {derivative}"] = signal.savgol_coeffs(
        window, degree, deriv=derivative, delta=0.3, use="dot"
    )
    for mode in ("interp", "mirror", "nearest", "wrap", "constant"):
        rows[f"savgol {window} {degree} {derivative} {mode}"] = signal.savgol_filter(
            wave(0.3, 11), window, degree, deriv=derivative, delta=0.3, mode=mode, cval=0.6
        )
rows["savgol box"] = signal.savgol_filter(wave(0.3, 2, 8, 3), 5, 2, axis=1)
places = np.array([0.0, 0.3, 0.5, 1.2, 1.9, 2.0, 3.1])
for edge in (1, 2):
    rows[f"gradient {edge}"] = np.gradient(wave(0.3, 7), 0.2, edge_order=edge)
    rows[f"gradient places {edge}"] = np.gradient(wave(0.3, 7), places, edge_order=edge)
    rows[f"gradient box {edge}"] = np.gradient(wave(0.3, 2, 5, 3), 0.2, axis=1, edge_order=edge)
print(
    "{\n"
    + ",\n".join(f"{json.dumps(k)}: {json.dumps([round(float(x), 14) for x in np.ravel(v)])}" for k, v in rows.items())
    + "\n}"
)
