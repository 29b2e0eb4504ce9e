"""Writes word2vec.json: tables after an epoch of given examples, by plain loops in NumPy, in float64.

    python word2vec_goldens.py > ../resources/goldens/word2vec.json

with NumPy 2.4. The examples are those of NegativeSamplingTest.java. The gradients are written out by hand:
d/ds -ln sigmoid(s) = sigmoid(s) - 1, d/ds -ln sigmoid(-s) = sigmoid(s).
"""

import json

import numpy as np

WORDS, WIDTH, BATCHES, SIZE, NEGATIVES, CONTEXTS, SHARED = 7, 4, 5, 3, 2, 4, 6


def wave(start, *shape):
    return np.array([2 * np.sin(start + 1.7 * i) for i in range(np.prod(shape))]).reshape(shape)


def numbers(start, step, *shape):
    return np.array([(start + step * i + i // 5) % WORDS for i in range(np.prod(shape))]).reshape(shape)


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


RATE = 0.1 + 0.01 * np.arange(BATCHES * SIZE).reshape(BATCHES, SIZE)
OUT = numbers(1, 3, BATCHES, SIZE)


def train(examples):
    """examples(t, b): the contexts with their shares and the noise with its weights of an example."""
    w_in, w_out = wave(0.3, WORDS, WIDTH), wave(1.1, WORDS, WIDTH)
    losses = []
    for t in range(BATCHES):
        d_in, d_out, loss = np.zeros_like(w_in), np.zeros_like(w_out), 0
        for b in range(SIZE):
            contexts, noise = examples(t, b)
            h = sum(share * w_in[c] for c, share in contexts)
            dh = np.zeros(WIDTH)
            for word, label, weight in [(OUT[t, b], 1, 1)] + [(n, 0, w) for n, w in noise]:
                s = h @ w_out[word]
                loss += weight * -np.log(sigmoid(s if label else -s))
                g = weight * (sigmoid(s) - label) * RATE[t, b]
                dh += g * w_out[word]
                d_out[word] += g * h
            for c, share in contexts:
                d_in[c] += share * dh
        w_in -= d_in
        w_out -= d_out
        losses.append(loss / SIZE)
    return {"in": w_in.flatten().tolist(), "out": w_out.flatten().tolist(), "losses": losses}


IN = numbers(2, 5, BATCHES, SIZE)
MANY = numbers(3, 2, BATCHES, CONTEXTS, SIZE)
OWN = numbers(4, 3, BATCHES, NEGATIVES, SIZE)
COMMON = numbers(5, 4, BATCHES, SHARED)


def own(t, b):
    return [(OWN[t, k, b], 1) for k in range(NEGATIVES)]


print(
    json.dumps(
        {
            "skipGram": train(lambda t, b: ([(IN[t, b], 1)], own(t, b))),
            "shared": train(lambda t, b: ([(IN[t, b], 1)], [(n, NEGATIVES / SHARED) for n in COMMON[t]])),
            "cbow": train(
                # three words predict, the fourth place is empty
                lambda t, b: ([(MANY[t, c, b], 1 / 3 if c < 3 else 0) for c in range(CONTEXTS)], own(t, b))
            ),
        },
        indent=1,
    )
)
