"""Writes goldens/ops/semantics.txt: what NumPy and JAX make of indexing, padding, reductions with NaN and ties,
special values, integer arithmetic, conversions and contractions.

Run: python op_semantics_goldens.py ../resources/goldens/ops/semantics.txt
Made with NumPy 2.4 and JAX 0.10 (CPU, float64 enabled).

A case is a line `case NAME ARGUMENT...`, a line `in TYPE VALUES...` for each operand, and a line `out TYPE VALUES...`.
Values are exact: whole numbers in decimal, other floats in hexadecimal, NaN, Infinity.
"""
import random
import sys

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

jax.config.update("jax_enable_x64", True)
R = random.Random(20261121)
N = np.random.default_rng(20261121)
CODE = {"bool": "bool", "int32": "i32", "int64": "i64", "float32": "f32", "float64": "f64"}
lines = []


def show(x):
    x = np.asarray(x)
    code = CODE[x.dtype.name]
    shape = ",".join(map(str, x.shape))
    if code == "bool":
        values = ["true" if v else "false" for v in x.ravel()]
    elif code[0] == "i":
        values = [str(int(v)) for v in x.ravel()]
    else:
        values = [number(float(v)) for v in x.ravel()]
    return f"{code}[{shape}] " + " ".join(values)


def number(v):
    if v != v:
        return "NaN"
    if v in (np.inf, -np.inf):
        return "Infinity" if v > 0 else "-Infinity"
    whole = v == int(v) and abs(v) < 1e6 and not (v == 0 and np.signbit(v))
    return str(int(v)) if whole else v.hex()


def case(name, args, inputs, out):
    lines.append(f"case {name} {args}".rstrip())
    lines.extend("in " + show(x) for x in inputs)
    lines.append("out " + show(out))


def numbers(shape, dtype=np.float64):
    return (N.integers(-9, 10, shape)).astype(dtype)


# Basic indexing, text that Python reads.
def term(n):
    kind = R.random()
    if kind < 0.25 and n > 0:
        return str(R.randrange(-n, n))
    bound = lambda: "" if R.random() < 0.35 else str(R.randrange(-n - 2, n + 3))
    step = R.choice(["", "", ":", ":1", ":2", ":3", ":-1", ":-2", ":-3"])
    return f"{bound()}:{bound()}{step}"


for _ in range(120):
    shape = tuple(R.choice([0, 1, 2, 3, 5, 7]) for _ in range(R.randrange(1, 4)))
    terms = [term(n) for n in shape[: R.randrange(0, len(shape) + 1)]]
    if R.random() < 0.3:
        terms.insert(R.randrange(len(terms) + 1), "None")
    if R.random() < 0.3 and all(t == "None" for t in terms) is not None:
        k = R.randrange(len(terms) + 1)
        used = [t for t in terms[k:] if t != "None"]
        tail = [term(n) for n in shape[len(shape) - len(used):]]
        it = iter(tail)
        terms = terms[:k] + ["..."] + [t if t == "None" else next(it) for t in terms[k:]]
    text = ", ".join(terms) if terms else "..."
    x = numbers(shape)
    try:
        y = eval(f"x[{text}]")
    except IndexError:
        continue
    case("get", text, [x], y)

# Advanced indexing: terms separated by ; (i3 a place, s1:5:2 a range, a an integer array, m a mask, n a new axis, e an ellipsis)
def advanced(shape, with_mask):
    terms, arrays, index, axis = [], [], [], 0
    common = R.choice([(), (2,), (3,), (2, 3)])
    while axis < len(shape):
        n = shape[axis]
        k = R.random()
        if k < 0.45:
            dims = tuple(d if R.random() < 0.7 else 1 for d in common)
            a = N.integers(-n, n, dims).astype(R.choice([np.int32, np.int64]))
            terms.append("a"), arrays.append(a), index.append(a)
        elif k < 0.55:
            i = R.randrange(-n, n)
            terms.append(f"i{i}"), index.append(i)
        elif k < 0.65 and with_mask:
            m = N.random(n) < 0.5
            terms.append("m"), arrays.append(m), index.append(m)
        elif k < 0.75:
            terms.append("n"), index.append(None)
            continue
        else:
            t = R.choice(["s0:2:1", "s1::2", "s::-1", "s::1"])
            terms.append(t)
            index.append(slice(*[int(p) if p else None for p in t[1:].split(":")]))
        axis += 1
        if R.random() < 0.15:
            terms.append("e"), index.append(Ellipsis)
            break
    return ";".join(terms), arrays, tuple(index)


made = 0
while made < 150:
    shape = tuple(R.choice([2, 3, 4]) for _ in range(R.randrange(1, 4)))
    text, arrays, index = advanced(shape, R.random() < 0.3)
    x = numbers(shape)
    try:
        y = x[index]
    except IndexError:
        continue
    if not any(isinstance(i, np.ndarray) for i in index):
        continue
    made += 1
    case("index", text, [x] + arrays, y)
    if y.size and made % 3 == 0:
        v = numbers(y.shape)
        z = x.copy()
        z[index] = v
        case("set", text, [x] + arrays + [v], z)
        z = x.copy()
        np.add.at(z, index, v)
        case("addat", text, [x] + arrays + [v], z)

# Padding and dilation, by lax.pad.
for _ in range(30):
    shape = tuple(R.choice([0, 1, 2, 3, 4]) for _ in range(R.randrange(1, 4)))
    config = [(R.randrange(3), R.randrange(3), R.randrange(3)) for _ in shape]
    x = numbers(shape, np.float32)
    y = lax.pad(jnp.asarray(x), jnp.float32(0.5), config)
    case("pad", ";".join(",".join(map(str, c)) for c in config), [x], y)

# Reductions over data with NaN, infinities and ties.
special = np.array([[1.0, 3.0, 3.0, -2.0], [np.nan, 5.0, 5.0, np.inf], [-np.inf, 0.0, -0.0, 0.0], [7.0, np.nan, 7.0, np.nan]])
plain = numbers((3, 4, 5))
for x in [special, plain, special.astype(np.float32), numbers((4, 3), np.int32), numbers((4, 3), np.int64)]:
    for axis in range(x.ndim):
        for name, f in [("max", np.max), ("min", np.min), ("sum", np.sum), ("prod", np.prod), ("argmax", np.argmax),
                        ("argmin", np.argmin), ("cumsum", np.cumsum), ("cumprod", np.cumprod), ("any", np.any), ("all", np.all)]:
            with np.errstate(all="ignore"):
                y = f(x, axis=axis)
            if name.startswith("arg"):
                y = y.astype(np.int32)
            elif name in ("any", "all"):
                y = y.astype(bool)
            else:
                y = y.astype(x.dtype)
            case(name, axis, [x], y)
for axis in range(3):
    case("mean", axis, [plain], plain.mean(axis))
    case("var", axis, [plain], plain.var(axis))

# Scalar functions at special values.
points = np.array([0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, np.inf, -np.inf, np.nan, 3.7, -3.7])
for name, f in [("abs", np.abs), ("sign", np.sign), ("floor", np.floor), ("ceil", np.ceil), ("round", np.rint), ("trunc", np.trunc),
                ("sqrt", np.sqrt), ("exp", np.exp), ("expm1", np.expm1), ("log", np.log), ("log1p", np.log1p), ("cbrt", np.cbrt),
                ("sin", np.sin), ("cos", np.cos), ("tan", np.tan), ("asin", np.arcsin), ("acos", np.arccos), ("atan", np.arctan),
                ("sinh", np.sinh), ("cosh", np.cosh), ("tanh", np.tanh), ("asinh", np.arcsinh), ("acosh", np.arccosh),
                ("atanh", np.arctanh), ("isNaN", np.isnan), ("isFinite", np.isfinite)]:
    with np.errstate(all="ignore"):
        case(name, "", [points], f(points))
a, b = np.meshgrid(points, points, indexing="ij")
ints = np.array([7, -7, 0, 3, -3, 2147483647, -2147483648, 1, -1, 12], np.int32)
i, j = np.meshgrid(ints, ints, indexing="ij")
with np.errstate(all="ignore"):
    for name, f in [("pow", np.power), ("atan2", np.arctan2), ("maximum", np.maximum), ("minimum", np.minimum),
                    ("rem", np.fmod), ("div", np.divide)]:
        case(name, "", [a.ravel(), b.ravel()], f(a.ravel(), b.ravel()))
    finite = np.isfinite(a.ravel()) & np.isfinite(b.ravel()) & (b.ravel() != 0)
    case("mod", "", [a.ravel()[finite], b.ravel()[finite]], np.mod(a.ravel()[finite], b.ravel()[finite]))
    safe = ~((i == -2147483648) & (j == -1))
    for name, f in [("add", np.add), ("sub", np.subtract), ("mul", np.multiply), ("floorDiv", np.floor_divide), ("mod", np.mod),
                    ("rem", np.fmod), ("maximum", np.maximum), ("and", np.bitwise_and), ("or", np.bitwise_or), ("xor", np.bitwise_xor)]:
        case(name, "", [i[safe], j[safe]], f(i[safe], j[safe]).astype(np.int32))
    for c, f in [("eq", np.equal), ("ne", np.not_equal), ("lt", np.less), ("le", np.less_equal), ("gt", np.greater), ("ge", np.greater_equal)]:
        case(c, "", [a.ravel(), b.ravel()], f(a.ravel(), b.ravel()))

# Conversions, by XLA.
wide = np.array([0.0, 0.9, -0.9, 1.5, -1.5, 2e9, -2e9, 3e9, -3e9, 1e19, -1e19, np.inf, -np.inf, np.nan])
case("convert", "i32", [wide], jnp.asarray(wide).astype(jnp.int32))
case("convert", "i64", [wide], jnp.asarray(wide).astype(jnp.int64))
case("convert", "bool", [wide], jnp.asarray(wide).astype(bool))
with np.errstate(all="ignore"):
    narrow = np.array([1e-50, 1e50, 16777217.0, 0.1])
    case("convert", "f32", [narrow], narrow.astype(np.float32))
case("convert", "i32", [np.array([2**31, -2**31 - 1, 2**40 + 5], np.int64)], np.array([2**31, -2**31 - 1, 2**40 + 5], np.int64).astype(np.int32))

# Layout.
x = numbers((3, 4, 2))
for shift in (-5, -1, 0, 1, 3, 7):
    case("roll", f"{shift} 1", [x], np.roll(x, shift, 1))
case("tile", "1 3", [x], np.tile(x, (1, 3, 1)))
case("repeat", "1 3", [x], np.repeat(x, 3, 1))
case("flip", "0 2", [x], np.flip(x, (0, 2)))
case("moveAxis", "0 2", [x], np.moveaxis(x, 0, 2))
case("moveAxis", "2 0", [x], np.moveaxis(x, 2, 0))
case("swapAxes", "0 2", [x], np.swapaxes(x, 0, 2))
case("transpose", "2 0 1", [x], np.transpose(x, (2, 0, 1)))
index = N.integers(0, 4, (3, 5, 2)).astype(np.int32)
case("takeAlong", "1", [x, index], np.take_along_axis(x, index, 1))

# Contractions.
for sa, sb in [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4)), ((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)),
               ((5, 2, 3), (5, 3, 4)), ((2, 1, 2, 3), (5, 3, 4)), ((3,), (5, 3, 4)), ((5, 2, 3), (3,)), ((0, 3), (3, 2)), ((2, 0), (0, 3))]:
    p, q = numbers(sa), numbers(sb)
    case("matmul", "", [p, q], p @ q)
for formula, sa, sb in [("ij,jk->ik", (2, 3), (3, 4)), ("ij,jk->ki", (2, 3), (3, 4)), ("bij,bjk->bik", (5, 2, 3), (5, 3, 4)),
                        ("i,j->ij", (2,), (3,)), ("ij,ij->", (2, 3), (2, 3)), ("ij,ij->j", (2, 3), (2, 3)), ("abc,cd", (2, 3, 4), (4, 5)),
                        ("ii,ij->i", (3, 3), (3, 2)), ("ijk,k->ji", (2, 3, 4), (4,)), ("ij,k->jk", (2, 3), (4,))]:
    p, q = numbers(sa), numbers(sb)
    case("einsum", formula, [p, q], np.einsum(formula, p, q))
for formula, s in [("ii->i", (3, 3)), ("ii", (3, 3)), ("ij->ji", (2, 3)), ("ijk->k", (2, 3, 4)), ("iij->j", (2, 2, 3))]:
    p = numbers(s)
    case("einsum", formula, [p], np.einsum(formula, p))

# Order: NaNs last, equals in the order of their places. JAX's top_k takes a NaN for the largest, as torch does, and
# puts 0 before -0, so that they stay out of its cases.
M = np.random.default_rng(20261122)
for x in [special, special.astype(np.float32), plain, special[2:].T.copy(), M.integers(0, 2, (5, 7)).astype(bool),
          M.integers(-3, 4, (3, 7)).astype(np.int32), M.integers(-2**62, 2**62, (9, 2)), np.zeros((0, 3))]:
    for axis in range(x.ndim):
        case("sort", axis, [x], np.sort(x, axis=axis, kind="stable"))
        case("argsort", axis, [x], np.argsort(x, axis=axis, kind="stable").astype(np.int32))
        if x.dtype == np.float64 and x.size > 0:
            with np.errstate(all="ignore"):
                case("median", axis, [x], np.median(x, axis=axis))
    for k in [1, 2, 3] if x.size > 0 and x.shape[-1] > 2 else []:
        z = x if x.dtype == bool else x + x.dtype.type(0)
        top, places = lax.top_k(z, k)
        case("topk", k, [z], top)
        case("topkplaces", k, [z], places)
for n in [1, 2, 5, 10, 13]:
    x = M.normal(size=n)
    case("median", 0, [x], np.median(x))
    for q in [0.0, 0.05, 0.25, 1 / 3, 0.5, 0.75, 0.9, 1.0]:
        case("quantile", q, [x], np.quantile(x, q))

with open(sys.argv[1], "w") as out:
    out.write("# Written by op_semantics_goldens.py with NumPy %s and JAX %s.\n" % (np.__version__, jax.__version__))
    out.write("\n".join(lines) + "\n")
