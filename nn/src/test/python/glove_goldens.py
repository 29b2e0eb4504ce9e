"""Writes glove.json: tables after given pairs, one at a time, by plain loops in NumPy, in float64.

    python glove_goldens.py > ../resources/goldens/glove.json

with NumPy 2.4. The pairs are those of GloVeTest.java. A batch's gradients are taken at the same tables; AdaGrad's
sums begin at 1 and have the whole batch's squares before a step is made.
"""

import json

import numpy as np

WORDS, WIDTH, BATCHES, SIZE, MOST, POWER, RATE = 6, 3, 4, 3, 5.0, 0.75, 0.05


def wave(start, *shape):
    return np.array([np.sin(start + 1.7 * i) for i in range(np.prod(shape))]).reshape(shape)


tables = [wave(0.3, WORDS, WIDTH), wave(1.1, WORDS, WIDTH), wave(0.7, WORDS, 1), wave(2.3, WORDS, 1)]
squares = [np.ones_like(t) for t in tables]
losses = []
for t in range(BATCHES):
    steps, loss = [], 0
    for b in range(SIZE):
        n = t * SIZE + b
        i, j, x = (2 * n + n // 4) % WORDS, (3 + 5 * n) % WORDS, 0.5 + n
        w, c, a, o = tables[0][i], tables[1][j], tables[2][i, 0], tables[3][j, 0]
        f = min(1, (x / MOST) ** POWER)
        off = w @ c + a + o - np.log(x)
        loss += 0.5 * f * off**2
        steps.append((i, j, [f * off * c, f * off * w, np.array([f * off]), np.array([f * off])]))
    for i, j, g in steps:
        for k, row in enumerate((i, j, i, j)):
            squares[k][row] += g[k] ** 2
    for i, j, g in steps:
        for k, row in enumerate((i, j, i, j)):
            tables[k][row] -= RATE * g[k] / np.sqrt(squares[k][row])
    losses.append(loss)

names = ("words", "neighbours", "wordOffsets", "neighbourOffsets")
print(json.dumps({n: t.flatten().tolist() for n, t in zip(names, tables)} | {"losses": losses}, indent=1))
