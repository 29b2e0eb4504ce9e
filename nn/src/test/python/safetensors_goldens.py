"""Files for SafetensorsTest. Run in the folder of nn:

    python src/test/python/safetensors_goldens.py

with safetensors 0.8, NumPy 2.4 and ml_dtypes 0.6.
"""

import pathlib

import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

FOLDER = pathlib.Path("src/test/resources/goldens/data")
FOLDER.mkdir(parents=True, exist_ok=True)

# What Costate writes too: the files are compared byte for byte.
save_file(
    {
        "scalar": np.array(2.5),
        "weight": np.arange(6, dtype=np.float32).reshape(2, 3) / 4,
        "steps": np.array([1, -(2**62)], dtype=np.int64),
        "labels": np.array([[3], [-1]], dtype=np.int32),
        "mask": np.array([True, False, True]),
        "none": np.zeros((0, 3), dtype=np.float32),
        'layers[0]."ä\n': np.array([-0.0, np.inf], dtype=np.float32),
    },
    FOLDER / "own.safetensors",
    {"note": "a \\ \t é"},
)

# What is widened: the numbers of each are those of SafetensorsTest.
save_file(
    {
        "i8": np.array([-128, 127], dtype=np.int8),
        "u8": np.array([0, 255], dtype=np.uint8),
        "i16": np.array([-32768, 32767], dtype=np.int16),
        "u16": np.array([0, 65535], dtype=np.uint16),
        "u32": np.array([0, 2**32 - 1], dtype=np.uint32),
        "u64": np.array([0, 2**63 - 1], dtype=np.uint64),
        "f16": np.array([1 / 3, -65504, 6e-8, np.inf], dtype=np.float16),
        "bf16": np.array([1 / 3, -3e38], dtype=ml_dtypes.bfloat16),
    },
    FOLDER / "widened.safetensors",
)
