"""Files for NpyTest and NpzTest. Run in the folder of nn:

    python src/test/python/npy_goldens.py

with NumPy 2.4. Expected values are in the tests.
"""

import io
import pathlib
import zipfile

import numpy as np

FOLDER = pathlib.Path("src/test/resources/goldens/data")
FOLDER.mkdir(parents=True, exist_ok=True)


def npy(array, version):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=version)
    return out.getvalue()


# Costate writes the same bytes.
own = {
    "f4 2 3": np.arange(6, dtype="<f4").reshape(2, 3) / 4,
    "f8 scalar": np.array(2.5),
    "f8 0 3": np.zeros((0, 3)),
    "i4 5": np.array([1, -2, 3, -4, 2**31 - 1], dtype="<i4"),
    "i8 1 1 2": np.array([[[1, -(2**62)]]], dtype="<i8"),
    "b1 3 1": np.array([[True], [False], [True]]),
    "f8 12345 0": np.zeros((12345, 0)),
}
np.savez(FOLDER / "own.npz", **own)
np.savez_compressed(FOLDER / "packed.npz", **own, zeros=np.zeros((100, 100), dtype="<f4"))

# Costate reads them.
matrix = np.array([[0, 1, 2], [3, 4, 100]])
other = {}
for code in ["i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8"]:
    kind = np.dtype(code)
    edges = np.array([np.iinfo(kind).min, min(np.iinfo(kind).max, 2**63 - 1)], dtype=kind)
    other[f"edges {code}"] = edges
    other[f"F {code}"] = np.asfortranarray(matrix.astype(kind))
for code in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
    other[f"edges {code}"] = np.array([1 / 3, -np.inf, -0.0], dtype=code)
    other[f"F {code}"] = np.asfortranarray(matrix.astype(code))
other["F b1"] = np.asfortranarray(matrix > 2)
other["F cube"] = np.asfortranarray(np.arange(24).reshape(2, 3, 4))
with zipfile.ZipFile(FOLDER / "other.npz", "w", zipfile.ZIP_DEFLATED) as zipped:
    for name, array in other.items():
        zipped.writestr(zipfile.ZipInfo(f"{name}.npy"), npy(array, None))
    for major in (1, 2, 3):
        zipped.writestr(zipfile.ZipInfo(f"version {major}.npy"), npy(own["f4 2 3"], (major, 0)))

# Costate refuses them.
refused = {
    "c16": np.zeros(2, dtype="c16"),
    "g": np.zeros(2, dtype="f16"),
    "O": np.array([None, 1], dtype=object),
    "S": np.array([b"ab"]),
    "U": np.array(["ab"]),
    "M8": np.array(["2020-01-01"], dtype="M8[D]"),
    "V": np.zeros(2, dtype="V3"),
    "structured": np.zeros(2, dtype=[("x", "<f4"), ("y", "<i4")]),
    "u8": np.array([0, 2**63], dtype="<u8"),
}
with zipfile.ZipFile(FOLDER / "refused.npz", "w", zipfile.ZIP_DEFLATED) as zipped:
    for name, array in refused.items():
        out = io.BytesIO()
        np.save(out, array, allow_pickle=True)
        zipped.writestr(zipfile.ZipInfo(f"{name}.npy"), out.getvalue())
