"""word2vec's own program in C, a process for each run.

The environment variable WORD2VEC names the program, built of word2vec.c (github.com/tmikolov/word2vec, Apache 2.0) as its
makefile does: `gcc word2vec.c -o word2vec -lm -pthread -O3 -march=native -funroll-loops`.

Its time is that of the epochs alone: a run with twice the epochs less a run with as many as are asked for, so that start,
vocabulary, the table of noise and the writing of vectors do not count.
"""

import json
import os
import subprocess
import sys
import time

import timing


def write_text(work):
    words, ends = work.tensor("words"), work.tensor("ends")
    path = os.path.join(work.folder, "text.txt")
    with open(path, "w", encoding="ascii") as file:
        begin = 0
        for end in ends:
            file.write(" ".join(f"w{w}" for w in words[begin:end]) + "\n")
            begin = end
    return path


def run(program, text, work, epochs):
    """The seconds of a run; its vectors are in the folder."""
    options = {
        "-train": text,
        "-output": os.path.join(work.folder, "vectors.bin"),
        "-size": work.count("width"),
        "-window": work.count("window"),
        "-negative": work.count("negatives"),
        "-sample": work.numbers["sample"],
        "-alpha": work.numbers["rate"],
        "-iter": epochs,
        "-threads": work.threads,
        "-min-count": 1,
        "-hs": 0,
        "-cbow": 0,
        "-binary": 1,
        "-debug": 0,
    }
    begin = time.perf_counter()
    subprocess.run(
        [program] + [str(part) for pair in options.items() for part in pair], check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - begin


def read_vectors(work):
    import numpy as np

    vectors = {}
    with open(os.path.join(work.folder, "vectors.bin"), "rb") as file:
        count, width = (int(n) for n in file.readline().split())
        for _ in range(count):
            word = bytearray()
            while (byte := file.read(1)) != b" ":
                word += byte
            row = np.frombuffer(file.read(4 * width), "<f4").astype(np.float64)
            vectors[word.strip().decode()] = row / np.linalg.norm(row)
    return vectors


def closer(work):
    """How often a related pair is closer than a random one."""
    import numpy as np

    vectors = read_vectors(work)

    def cosines(name):
        return np.array([vectors[f"w{a}"] @ vectors[f"w{b}"] for a, b in work.tensor(name)])

    return np.mean(cosines("related")[:, None] > cosines("random")[None, :])


def main():
    work = timing.Work(sys.argv[1])
    timing.use_threads(work.threads)
    program = os.environ.get("WORD2VEC", "")
    if not os.access(program, os.X_OK):
        what = f"'{program}' cannot be run" if program else "the environment variable WORD2VEC names no program"
        print(json.dumps({"absent": what}))
        return
    text, epochs = write_text(work), work.count("epochs")
    first = run(program, text, work, epochs)
    print("result", flush=True)
    outputs = {"closer": closer(work)}
    samples, begin = [], time.perf_counter()
    while len(samples) < work.pace["samples"] and (
        len(samples) < 3 or time.perf_counter() - begin < work.pace["budgetSeconds"]
    ):
        once = run(program, text, work, epochs)
        samples.append(max(run(program, text, work, 2 * epochs) - once, 1e-9))
    print(
        json.dumps(
            {
                "title": "word2vec",
                "samples": samples,
                "callsPerSample": 1,
                "warmUp": 0.0,
                "firstCall": first,
                "freshCall": 0.0,
                "allocated": 0.0,
                "held": 0.0,
                "outputs": [timing.write(work, "word2vec", name, values) for name, values in outputs.items()],
                "note": "of twice the epochs less once, so that start and vocabulary do not count",
            }
        )
    )


if __name__ == "__main__":
    main()
