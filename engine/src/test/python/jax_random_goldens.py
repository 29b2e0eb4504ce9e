"""Writes goldens/random/jax.txt: what JAX draws, with its partitionable Threefry, in float32 and float64.

    python jax_random_goldens.py ../resources/goldens/random

Every recipe is written out below in NumPy, starting from the words of Threefry, and compared with JAX before its values are
written: the integers, and the floats that only take exact operations, bit for bit; where an erf, a log or a power is taken,
to a few units in the last place, as these differ from library to library.

A line of the file:  function dtype seed shape options | values
seed is the argument of jax.random.key, a 64-bit integer; shape is d0,d1,... or `-` for a scalar; options are name=value or
name=v,v,... ; keys are written as their two words in hexadecimal, floats as decimals that read back to the same number.
Needs JAX 0.10, NumPy, SciPy.
"""

import pathlib
import sys

import jax
import numpy as np
import scipy.special

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_threefry_partitionable", True)
random = jax.random

U32, U64 = np.uint32, np.uint64
ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))


# ---- the recipes -------------------------------------------------------------------------------------------------------


def threefry(key, counter):
    """Threefry-2x32, 20 rounds: key (2,), counter any shape of uint64 -> two words of that shape."""
    with np.errstate(over="ignore"):
        ks = [U32(key[0]), U32(key[1]), U32(key[0]) ^ U32(key[1]) ^ U32(0x1BD11BDA)]
        counter = np.asarray(counter, U64)
        x0 = (counter >> U64(32)).astype(U32) + ks[0]
        x1 = counter.astype(U32) + ks[1]
        for group in range(5):
            for r in ROTATIONS[group % 2]:
                x0 = x0 + x1
                x1 = ((x1 << U32(r)) | (x1 >> U32(32 - r))) ^ x0
            x0 = x0 + ks[(group + 1) % 3]
            x1 = x1 + ks[(group + 2) % 3] + U32(group + 1)
        return x0, x1


def make_key(seed):
    return np.array([(seed >> 32) & 0xFFFFFFFF, seed & 0xFFFFFFFF], U32)


def counters(shape):
    return np.arange(int(np.prod(shape, dtype=np.int64)), dtype=U64).reshape(shape)


def bits(key, width, shape):
    x0, x1 = threefry(key, counters(shape))
    return x0 ^ x1 if width == 32 else (x0.astype(U64) << U64(32)) | x1.astype(U64)


def split(key, shape=(2,)):
    return np.stack(threefry(key, counters(shape)), -1)


def fold_in(key, data):
    return np.stack(threefry(key, np.array(data & 0xFFFFFFFF, U64)))


def uniform(key, shape, dtype, low=0.0, high=1.0):
    low, high = dtype(low), dtype(high)
    if dtype == np.float32:
        unit = (bits(key, 32, shape) >> U32(9)).astype(dtype) * dtype(2.0**-23)
    else:
        unit = (bits(key, 64, shape) >> U64(12)).astype(dtype) * dtype(2.0**-52)
    return np.maximum(low, unit * (high - low) + low)


def erf_inv(x):
    return scipy.special.erfinv(x.astype(np.float64)).astype(x.dtype)


def normal(key, shape, dtype):
    return dtype(np.sqrt(2)) * erf_inv(uniform(key, shape, dtype, np.nextafter(dtype(-1), dtype(0)), 1))


def truncated_normal(key, low, high, shape, dtype):
    root = dtype(np.sqrt(2))
    a, b = (dtype(scipy.special.erf(np.float64(dtype(v) / root))) for v in (low, high))
    out = root * erf_inv(uniform(key, shape, dtype, a, b))
    return np.clip(out, np.nextafter(dtype(low), dtype(np.inf)), np.nextafter(dtype(high), dtype(-np.inf)))


def randint(key, shape, low, high, dtype):
    info, unsigned = np.iinfo(dtype), (U32 if dtype == np.int32 else U64)
    k1, k2 = split(key)
    higher, lower = bits(k1, info.bits, shape), bits(k2, info.bits, shape)
    beyond = high > info.max  # only randint(..., 0, 2^31) and the like
    low, high = max(low, info.min), min(high, info.max)
    span = (high - low) % 2**info.bits if high > low else 1
    span += beyond and high > low
    if span == 2**info.bits:  # the remainder of a division by 0 is the dividend, in XLA
        offset = lower
    else:
        factor = (2 ** (info.bits // 2) % span) ** 2 % 2**info.bits % span  # products wrap before the remainder
        with np.errstate(over="ignore"):
            offset = ((higher % unsigned(span)) * unsigned(factor) + lower % unsigned(span)) % unsigned(span)
    with np.errstate(over="ignore"):
        return dtype(low) + offset.astype(dtype)


def shuffled(key, x):
    """A stable sort by random 32-bit words, repeated with fresh words so that ties do not matter; along axis 0."""
    rounds = int(np.ceil(3 * np.log(max(1, x.size)) / np.log(2**32 - 1)))
    for _ in range(rounds):
        key, subkey = split(key)
        x = x[np.argsort(bits(subkey, 32, x.shape), kind="stable")]
    return x


def bernoulli(key, p, shape, dtype):
    return uniform(key, shape, dtype) < dtype(p)


def exponential(key, shape, dtype):
    return -np.log1p(-uniform(key, shape, dtype))


def gumbel(key, shape, dtype):
    return -np.log(-np.log(uniform(key, shape, dtype, np.finfo(dtype).tiny, 1)))


def categorical(key, logits):
    return np.argmax(gumbel(key, logits.shape, logits.dtype.type) + logits, axis=-1)


def choice_with_p(key, p, shape):
    cumulated = np.cumsum(p)
    r = cumulated[-1] * (1 - uniform(key, shape, p.dtype.type))
    return np.searchsorted(cumulated, r)


def choice_with_p_without_replacement(key, p, n):
    return np.argsort(-(gumbel(key, p.shape, p.dtype.type) + np.log(p)), kind="stable")[:n]


def gamma_one(key, alpha, dtype):
    boosted = alpha < 1
    a = dtype(alpha + 1) if boosted else alpha
    d = a - dtype(1 / 3)
    c = dtype(1 / 3) / np.sqrt(d)
    key, boost_key = split(key)
    while True:
        key, x_key, u_key = split(key, (3,))
        v = dtype(-1)
        while v <= 0:
            x_key, subkey = split(x_key)
            x = normal(subkey, (), dtype)
            v = dtype(1) + x * c
        square, cube, u = x * x, v * v * v, uniform(u_key, (), dtype)
        if u < 1 - dtype(0.0331) * (square * square):
            break
        if np.log(u) < square * dtype(0.5) + d * (1 - cube + np.log(cube)):
            break
    boost = (1 - uniform(boost_key, (), dtype)) ** (1 / alpha) if boosted else dtype(1)
    return d * cube * boost


def gamma(key, alphas, dtype):
    keys = split(key, (alphas.size,))
    return np.array([gamma_one(k, a, dtype) for k, a in zip(keys, alphas.ravel())]).reshape(alphas.shape)


# ---- comparing and writing ---------------------------------------------------------------------------------------------


def shown(value):
    value = np.asarray(value)
    if value.dtype.kind == "b":
        return " ".join("01"[int(v)] for v in value.ravel())
    if value.dtype.kind == "u":
        digits = value.dtype.itemsize * 2
        return " ".join(f"{int(v):0{digits}x}" for v in value.ravel())
    if value.dtype.kind == "i":
        return " ".join(str(int(v)) for v in value.ravel())
    return " ".join(np.format_float_scientific(v, unique=True, trim="0", exp_digits=1) for v in value.ravel())


class Goldens:
    def __init__(self):
        self.lines = []

    def add(self, name, dtype, seed, shape, options, jax_value, recipe_value, ulps=0):
        jax_value = np.asarray(jax_value)
        recipe_value = np.asarray(recipe_value)
        assert jax_value.shape == recipe_value.shape, (name, jax_value.shape, recipe_value.shape)
        if ulps:
            np.testing.assert_array_max_ulp(jax_value, recipe_value, ulps)
        else:
            np.testing.assert_array_equal(jax_value, recipe_value, err_msg=f"{name} {dtype} {seed} {options}")
        shape = ",".join(map(str, shape)) or "-"
        options = "".join(f" {k}={v}" for k, v in options.items())
        self.lines.append(f"{name} {dtype} {seed} {shape}{options} | {shown(jax_value)}")


def key_words(key):
    return np.asarray(random.key_data(key))


def write(folder):
    g = Goldens()
    seeds = (0, 1, 42, 2**32 - 1, 2**32 + 7, -1, 0x123456789ABCDEF)
    for seed in seeds:
        key, mine = random.key(seed), make_key(seed)
        g.add("key", "-", seed, (2,), {}, key_words(key), mine)
        for shape in ((2,), (3,), (2, 2)):
            g.add("split", "-", seed, (*shape, 2), {}, key_words(random.split(key, shape)), split(mine, shape))
        for data in (0, 1, 2**31, 2**32 - 1):
            g.add("fold_in", "-", seed, (2,), {"data": data}, key_words(random.fold_in(key, data)), fold_in(mine, data))
        g.add("bits", "u32", seed, (5,), {}, random.bits(key, (5,), U32), bits(mine, 32, (5,)))
        g.add("bits", "u64", seed, (5,), {}, random.bits(key, (5,), U64), bits(mine, 64, (5,)))
    g.add("bits", "u32", 3, (2, 3), {}, random.bits(random.key(3), (2, 3), U32), bits(make_key(3), 32, (2, 3)))
    g.add("bits", "u32", 3, (), {}, random.bits(random.key(3), (), U32), bits(make_key(3), 32, ()))

    for name, dtype, tight in (("f32", np.float32, 16), ("f64", np.float64, 64)):
        for seed in (0, 7, 2**40 + 3):
            key, mine = random.key(seed), make_key(seed)
            for shape in ((), (6,), (2, 3)):
                g.add("uniform", name, seed, shape, {}, random.uniform(key, shape, dtype), uniform(mine, shape, dtype))
                g.add("normal", name, seed, shape, {}, random.normal(key, shape, dtype), normal(mine, shape, dtype), tight)
            for low, high in ((-2.0, 3.0), (5.0, 5.5)):
                # XLA may fuse the multiplication and the addition: one rounding fewer, hence one ulp of the larger term.
                got = np.asarray(random.uniform(key, (6,), dtype, low, high))
                np.testing.assert_allclose(got, uniform(mine, (6,), dtype, low, high), rtol=0, atol=5 * np.finfo(dtype).eps)
                g.add("uniform", name, seed, (6,), {"minval": low, "maxval": high}, got, got)
            for low, high in ((-2.0, 2.0), (0.5, 1.5), (-1.0, np.inf)):
                got = random.truncated_normal(key, low, high, (6,), dtype)
                want = truncated_normal(mine, low, high, (6,), dtype)
                np.testing.assert_allclose(got, want, rtol=0, atol=100 * np.finfo(dtype).eps)
                g.add("truncated_normal", name, seed, (6,), {"lower": low, "upper": high}, got, got)
            for p in (0.5, 0.1):
                g.add("bernoulli", name, seed, (12,), {"p": p}, random.bernoulli(key, dtype(p), (12,)),
                      bernoulli(mine, p, (12,), dtype))
            g.add("exponential", name, seed, (6,), {}, random.exponential(key, (6,), dtype),
                  exponential(mine, (6,), dtype), tight)
            got, want = random.gumbel(key, (6,), dtype), gumbel(mine, (6,), dtype)
            np.testing.assert_allclose(got, want, rtol=0, atol=100 * np.finfo(dtype).eps)
            g.add("gumbel", name, seed, (6,), {}, got, got)
            logits = np.log(np.array([0.1, 0.2, 0.3, 0.4])).astype(dtype)
            table = np.broadcast_to(logits, (8, 4))
            g.add("categorical", name, seed, (8,), {"p": "0.1,0.2,0.3,0.4"}, random.categorical(key, logits, shape=(8,)),
                  categorical(mine, table))
            g.add("categorical_rows", name, seed, (3,), {"p": "0.1,0.2,0.3,0.4"},
                  random.categorical(key, table[:3], axis=-1), categorical(mine, table[:3]))
            p = np.array([0.1, 0.2, 0.3, 0.4], dtype)
            g.add("choice", name, seed, (8,), {"n": 4, "p": "0.1,0.2,0.3,0.4"}, random.choice(key, 4, (8,), p=p),
                  choice_with_p(mine, p, (8,)))
            g.add("choice", name, seed, (3,), {"n": 4, "p": "0.1,0.2,0.3,0.4", "replace": "false"},
                  random.choice(key, 4, (3,), replace=False, p=p), choice_with_p_without_replacement(mine, p, 3))
            for alpha in (0.25, 1.0, 2.5, 30.0):
                alphas = np.full((4,), alpha, dtype)
                got, want = random.gamma(key, alphas, dtype=dtype), gamma(mine, alphas, dtype)
                np.testing.assert_allclose(got, want, rtol=200 * np.finfo(dtype).eps)
                g.add("gamma", name, seed, (4,), {"alpha": alpha}, got, got)

    for name, dtype in (("i32", np.int32), ("i64", np.int64)):
        info = np.iinfo(dtype)
        ranges = [(0, 10), (-5, 6), (0, 1), (3, 3), (0, 2**20), (0, 1000003), (info.min, info.max), (0, info.max)]
        if dtype == np.int32:
            ranges += [(0, 2**31), (info.min, 2**31)]
        for seed in (0, 7, 2**40 + 3):
            for low, high in ranges:
                lo, hi = (np.int64(v) for v in (low, high))
                g.add("randint", name, seed, (6,), {"minval": low, "maxval": high},
                      random.randint(random.key(seed), (6,), lo, hi, dtype), randint(make_key(seed), (6,), low, high, dtype))

    for seed in (0, 7):
        key, mine = random.key(seed), make_key(seed)
        for n in (0, 1, 2, 10, 40):
            g.add("permutation", "-", seed, (n,), {}, random.permutation(key, n), shuffled(mine, np.arange(n)))
        # 1626 is the first length that is sorted twice: the whole is compared, its first ten are kept.
        for n in (1625, 1626, 5000):
            got, want = np.asarray(random.permutation(key, n)), shuffled(mine, np.arange(n))
            np.testing.assert_array_equal(got, want)
            g.add("permutation_head", "-", seed, (10,), {"n": n}, got[:10], want[:10])
        g.add("choice", "-", seed, (5,), {"n": 9}, random.choice(key, 9, (5,)), randint(mine, (5,), 0, 9, np.int64))
        g.add("choice", "-", seed, (5,), {"n": 9, "replace": "false"}, random.choice(key, 9, (5,), replace=False),
              shuffled(mine, np.arange(9))[:5])

    head = f"# JAX {jax.__version__}, jax_enable_x64, jax_threefry_partitionable; made by jax_random_goldens.py\n"
    pathlib.Path(folder, "jax.txt").write_text(head + "\n".join(g.lines) + "\n")


if __name__ == "__main__":
    write(sys.argv[1])
