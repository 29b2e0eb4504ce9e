"""Makes digits-images.idx.gz and digits-labels.idx.gz in src/main/resources/dev/costate/nn/data/sets. Run in the
folder of nn:

    python src/test/python/digits.py

with scikit-learn 1.9, whose `load_digits` is the test set of the UCI repository's data.
"""

import gzip
import pathlib
import struct

import numpy as np
from sklearn.datasets import load_digits

FOLDER = pathlib.Path("src/main/resources/dev/costate/nn/data/sets")


def write(name, array):
    header = bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    packed = gzip.compress(header + array.tobytes(), 9, mtime=0)
    (FOLDER / name).write_bytes(packed)
    print(name, len(packed), "bytes")


digits = load_digits()
images = digits.images.astype(np.uint8)
assert (images == digits.images).all() and images.min() == 0 and images.max() == 16
write("digits-images.idx.gz", images)
write("digits-labels.idx.gz", digits.target.astype(np.uint8))
print("images per label", np.bincount(digits.target), "sum", images.sum(dtype=int))
print("first image", images[0].tolist(), digits.target[:10])
print("last image", images[-1].tolist(), digits.target[-10:])
