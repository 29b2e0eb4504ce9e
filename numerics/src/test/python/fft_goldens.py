"""Writes fft.json: transforms of waves by numpy.fft (real parts, then imaginary parts), for FourierTest.

    python fft_goldens.py > ../resources/goldens/fft.json

with NumPy 2.4.
"""

import json

import numpy as np


def wave(start, *shape):
    return np.sin(start + 1.7 * np.arange(np.prod(shape))).reshape(shape)


def parts(z):
    return [float(v) for v in np.concatenate([z.real.ravel(), z.imag.ravel()])]


rows = {}
for n in (1, 2, 3, 4, 5, 7, 12, 30, 64, 67, 72, 131):
    z = wave(0.3, n) + 1j * wave(0.9, n)
    rows[f"fft {n}"] = parts(np.fft.fft(z))
    rows[f"ifft {n}"] = parts(np.fft.ifft(z))
    rows[f"rfft {n}"] = parts(np.fft.rfft(wave(0.3, n)))
    half = wave(0.3, n // 2 + 1) + 1j * wave(0.9, n // 2 + 1)
    rows[f"irfft {n}"] = [float(v) for v in np.fft.irfft(half, n)]
box = wave(0.3, 2, 6, 3) + 1j * wave(0.9, 2, 6, 3)
rows["fft axis 1"] = parts(np.fft.fft(box, axis=1))
rows["rfft axis 1"] = parts(np.fft.rfft(box.real, axis=1))
rows["irfft axis 1"] = [float(v) for v in np.fft.irfft(box, 10, axis=1).ravel()]
for n in (1, 6, 7):
    rows[f"frequencies {n}"] = list(np.fft.fftfreq(n, 0.25))
    rows[f"realFrequencies {n}"] = list(np.fft.rfftfreq(n, 0.25))
    rows[f"shift {n}"] = list(np.fft.fftshift(wave(0.3, n)))
    rows[f"unshift {n}"] = list(np.fft.ifftshift(wave(0.3, n)))
print("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps([round(float(x), 15) for x in v])}" for k, v in rows.items()) + "\n}")
