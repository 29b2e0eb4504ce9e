"""What all peers share: the data of a folder, the procedure of timing, the answer.

`python PEER.py FOLDER` reads `manifest.json` in the folder, does the work that it names, prints the line `result`
after the first call, times further calls as the manifest's pace says, and prints one line of JSON. A raw file of the
folder holds a tensor's elements row by row, little-endian.

The procedure is that of `Sampler.java`: warm up until the median of the last third is not 2 % below that of the third
before; then samples of as many calls as fill a given time; until there are enough, or the budget is used up.
"""

import importlib.util
import json
import os
import sys
import time


class Work:
    """The manifest of a folder."""

    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        self.task = manifest["task"]
        self.numbers = manifest["numbers"]
        self.files = {tensor["name"]: tensor for tensor in manifest["tensors"]}
        self.pace = manifest["pace"]
        self.threads = manifest["threads"]

    def count(self, name):
        return int(self.numbers[name])

    def tensor(self, name):
        import numpy

        file = self.files[name]
        dtype = numpy.dtype(file["dtype"].replace("f", "<f").replace("i", "<i").replace("32", "4").replace("64", "8"))
        return numpy.fromfile(os.path.join(self.folder, file["file"]), dtype).reshape(file["shape"])


class Form:
    """One way to do the work.

    call: does it once and returns when it is done; its value is given to `results`
    results: from the value of a call to a dict of arrays
    part: the part of the whole work that a call of `timed` does; what is timed is scaled by it
    timed: what is timed, if it is not `call`
    """

    def __init__(self, call, results, part=1.0, timed=None, note=""):
        self.call = call
        self.results = results
        self.part = part
        self.timed = timed or call
        self.note = note


def sample(call, pace):
    """Times calls: the seconds of a call for each sample, the calls in a sample, the seconds of warm-up."""
    clock = time.perf_counter
    begin = clock()
    windows = []
    while True:
        window_begin, calls = clock(), 0
        while calls == 0 or clock() - window_begin < pace["sampleSeconds"]:
            call()
            calls += 1
        windows.append((clock() - window_begin) / calls)
        elapsed = clock() - begin
        if elapsed >= pace["warmUpAtMost"] or (elapsed >= pace["warmUpAtLeast"] and is_steady(windows)):
            break
    warm_up = clock() - begin
    calls = min(max(int(-(-pace["sampleSeconds"] // max(min(windows), 1e-9))), 1), 1_000_000)
    samples, samples_begin = [], clock()
    while len(samples) < pace["samples"] and (len(samples) < 3 or clock() - samples_begin < pace["budgetSeconds"]):
        sample_begin = clock()
        for _ in range(calls):
            call()
        samples.append((clock() - sample_begin) / calls)
    return samples, calls, warm_up


def is_steady(windows):
    """Whether the last third of the windows is not notably faster than the third before."""
    n, third = len(windows), len(windows) // 3
    return third > 0 and median(windows[n - third :]) >= 0.98 * median(windows[n - 2 * third : n - third])


def median(seconds):
    return sorted(seconds)[len(seconds) // 2]


def use_threads(count):
    """Keeps this process to as many cores as it may have threads."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])


def run(packages, setup):
    """The main of a peer.

    packages: what it needs
    setup: from the work to a function without arguments that gives a fresh Form
    """
    peer = os.path.splitext(os.path.basename(sys.argv[0]))[0]
    work = Work(sys.argv[1])
    use_threads(work.threads)
    for package in packages:
        if importlib.util.find_spec(package) is None:
            print(json.dumps({"absent": f"{package} is not installed"}))
            return
    forms = setup(work)
    title = " ".join((packages[0], importlib.import_module(packages[0]).__version__))

    form = forms()
    begin = time.perf_counter()
    value = form.call()
    first = time.perf_counter() - begin
    print("result", flush=True)

    samples, calls, warm_up, fresh = [], 1, 0.0, 0.0
    if work.pace["samples"] > 0:
        samples, calls, warm_up = sample(form.timed, work.pace)
        if form.part == 1.0:
            another = forms()
            begin = time.perf_counter()
            another.call()
            fresh = time.perf_counter() - begin
    print(
        json.dumps(
            {
                "title": title,
                "samples": [seconds / form.part for seconds in samples],
                "callsPerSample": calls,
                "warmUp": warm_up,
                "firstCall": first,
                "freshCall": fresh,
                "allocated": 0.0,
                "held": 0.0,
                "outputs": [write(work, peer, name, array) for name, array in form.results(value).items()],
                "note": form.note,
            }
        )
    )


def write(work, peer, name, array):
    import numpy

    array = numpy.asarray(array, order="C")
    file = f"{peer}-{name}.bin"
    array.astype(array.dtype.newbyteorder("<")).tofile(os.path.join(work.folder, file))
    dtype = {"float32": "f32", "float64": "f64", "int32": "i32", "int64": "i64"}[array.dtype.name]
    return {"name": name, "dtype": dtype, "shape": list(array.shape), "file": file}
