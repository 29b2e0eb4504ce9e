"""Goldens of PrepareTest: python prepare_goldens.py > ../resources/goldens/data/prepare.json

with scikit-learn 1.9. The inputs are those of the test.
"""

import json
import math

import numpy as np
from sklearn.preprocessing import PolynomialFeatures, StandardScaler


def wave(*shape):
    n = math.prod(shape)
    return np.array([2 * math.sin(0.3 + 1.7 * i) for i in range(n)]).reshape(shape)


def polynomial(inputs, least, degree, interaction_only, bias):
    features = PolynomialFeatures((least, degree), interaction_only=interaction_only, include_bias=bias)
    values = features.fit_transform(wave(2, inputs))
    names = features.get_feature_names_out([f"x{i}" for i in range(inputs)])
    return {
        "inputs": inputs,
        "least": least,
        "degree": degree,
        "interactionOnly": interaction_only,
        "bias": bias,
        "names": names.tolist(),
        "values": values.reshape(-1).tolist(),
    }


x = wave(7, 4)
x[:, 1] = 0.1  # constant, and its mean is not exact
x[:, 2] = 0.0
x[:, 3] = 1e6 + x[:, 3]
scaler = StandardScaler().fit(x)

print(
    json.dumps(
        {
            "polynomials": [
                polynomial(*case)
                for case in [
                    (2, 0, 2, False, True),
                    (3, 0, 3, False, True),
                    (3, 0, 3, True, True),
                    (3, 0, 5, True, False),
                    (2, 2, 4, False, False),
                    (2, 2, 3, False, True),
                    (1, 0, 4, False, False),
                    (4, 1, 1, False, True),
                ]
            ],
            "standardised": {
                "mean": scaler.mean_.tolist(),
                "deviation": scaler.scale_.tolist(),
                "values": scaler.transform(x).reshape(-1).tolist(),
            },
        },
        indent=1,
    )
)
