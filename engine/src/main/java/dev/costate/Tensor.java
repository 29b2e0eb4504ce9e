package dev.costate;

import dev.costate.graph.Array;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Trace;
import dev.costate.internal.trace.Value;
import dev.costate.ops.Activation;
import dev.costate.ops.Contraction;
import dev.costate.ops.Creation;
import dev.costate.ops.Diagonals;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Indexing;
import dev.costate.ops.Layout;
import dev.costate.ops.LinearAlgebra;
import dev.costate.ops.Reductions;
import dev.costate.ops.Sorting;
import java.util.Arrays;
import java.util.List;

/// An immutable array of numbers or truth values of any rank, and the arithmetic on it.
///
/// Operations run at once; inside a function that a transformation is looking at (see [Costate]) they are
/// recorded instead, and the tensor is a *traced* one. Shapes broadcast and indices work as in NumPy; dtypes
/// promote as [DType] says; a Java number beside a tensor takes the tensor's dtype (`x.mul(2e-3)` keeps
/// `float32`).
///
/// What holds for all methods, unless they say otherwise:
///
/// - Axes count from 0, negative ones from the end. `int... axes` are the axes to combine, all if none is
///   named.
/// - Two tensors are promoted to one dtype and broadcast to one shape, else [ShapeException] is thrown.
/// - Functions of real numbers (`exp`, `div`, `mean`, ...) take integers and truth values as `float32`.
/// - A dtype that makes no sense, such as `not` of floating numbers, is a [DTypeException].
///
/// Tensors may be shared between threads. `equals` is identity: compare values with [#identical] or element by
/// element with [#eq].
///
/// ```java
/// Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
/// IO.println(x.matmul(x));                   // -> f32[2,2] {{7, 10}, {15, 22}}
/// IO.println(x.sub(2.5).relu().sum(1));      // -> f32[2] {0, 2}
/// IO.println(x.get("0, ::-1"));              // -> f32[2] {2, 1}
/// ```
public final class Tensor {
    static {
        TensorBridge.install(new TensorBridge() {
            @Override
            protected Tensor make(Value value, Type type) {
                return new Tensor(value, type);
            }

            @Override
            protected Value open(Tensor tensor) {
                return tensor.value;
            }
        });
    }

    private final Value value;
    private final Type type;

    private Tensor(Value value, Type type) {
        this.value = value;
        this.type = type;
    }

    // Making tensors

    /// A `float64` vector. (Of a single number Java takes [#of(Object)], which makes a scalar.)
    public static Tensor of(double... values) {
        Problem.present("Tensor.of", "the array", values);
        return concrete(Type.of(DType.FLOAT64, values.length), values.clone());
    }

    /// A `float32` vector; of a single number a scalar.
    public static Tensor of(float... values) {
        Problem.present("Tensor.of", "the array", values);
        return concrete(Type.of(DType.FLOAT32, values.length), values.clone());
    }

    /// An `int32` vector; of a single number a scalar.
    public static Tensor of(int... values) {
        Problem.present("Tensor.of", "the array", values);
        return concrete(Type.of(DType.INT32, values.length), values.clone());
    }

    /// An `int64` vector; of a single number a scalar.
    public static Tensor of(long... values) {
        Problem.present("Tensor.of", "the array", values);
        return concrete(Type.of(DType.INT64, values.length), values.clone());
    }

    /// A vector of truth values; of a single one a scalar.
    public static Tensor of(boolean... values) {
        Problem.present("Tensor.of", "the array", values);
        return concrete(Type.of(DType.BOOL, values.length), values.clone());
    }

    /// A tensor of a Java array of any nesting, such as `double[][]`, or of a number; its dtype is that of the
    /// elements.
    ///
    /// @throws ShapeException if the rows differ in length, naming the first that does
    /// @throws DTypeException if the elements are not `boolean`, `int`, `long`, `float` or `double`
    public static Tensor of(Object nested) {
        return TensorBridge.of(NestedArrays.read(nested));
    }

    /// A tensor of these elements in row-major order: `Tensor.of(new double[6], Shape.of(2, 3))`.
    ///
    /// @param values a one-dimensional Java array
    /// @throws ShapeException if their number is not the shape's size
    public static Tensor of(Object values, Shape shape) {
        return of(values).reshape(shape);
    }

    /// A `float64` scalar.
    public static Tensor scalar(double value) {
        return concrete(Type.scalar(DType.FLOAT64), new double[] {value});
    }

    /// A truth value as a scalar.
    public static Tensor scalar(boolean value) {
        return concrete(Type.scalar(DType.BOOL), new boolean[] {value});
    }

    /// A scalar of `dtype`.
    ///
    /// @throws DTypeException if `dtype` is an integer one and cannot hold the value
    public static Tensor scalar(DType dtype, Number value) {
        return Creation.scalar(dtype, value);
    }

    /// `float32` zeros of these extents; other dtypes with [Creation#zeros].
    public static Tensor zeros(int... dims) {
        return Creation.zeros(DType.FLOAT32, Shape.of(dims));
    }

    /// `float32` ones of these extents; other dtypes with [Creation#ones].
    public static Tensor ones(int... dims) {
        return Creation.ones(DType.FLOAT32, Shape.of(dims));
    }

    private static Tensor concrete(Type type, Object storage) {
        return TensorBridge.of(Array.wrap(type, storage));
    }

    // What it is

    /// Element type and shape.
    public Type type() {
        return type;
    }

    /// The element type.
    public DType dtype() {
        return type.dtype();
    }

    /// The extents.
    public Shape shape() {
        return type.shape();
    }

    /// The number of axes.
    public int rank() {
        return type.rank();
    }

    /// The number of elements.
    public int size() {
        return type.size();
    }

    /// The extent of an axis.
    ///
    /// @throws ShapeException if there is no such axis
    public int dim(int axis) {
        return shape().dim(Layout.axis("dim", this, axis));
    }

    // Values

    /// The one element as a `double` (booleans as 0 and 1).
    ///
    /// @throws ShapeException if there is not exactly one element
    /// @throws TraceException if the value is traced by `jit`, `vmap` or the body of a loop and so not known
    ///     yet
    public double item() {
        return HostValues.single(this).getDouble(0);
    }

    /// The one element as a `long`; a floating one is truncated toward 0. Fails as [#item].
    public long itemLong() {
        return HostValues.single(this).getLong(0);
    }

    /// Whether the one element differs from 0. Fails as [#item].
    public boolean itemBoolean() {
        return HostValues.single(this).getBoolean(0);
    }

    /// The elements as a nested Java array of the dtype's type, such as `float[][]`; a scalar as a boxed
    /// number.
    ///
    /// @throws TraceException if the value is traced and not known yet
    public Object toArray() {
        return NestedArrays.write(Trace.require(this, "toArray"));
    }

    /// The elements in row-major order as `double`s; truth values as 0 and 1.
    ///
    /// @throws TraceException if the value is traced and not known yet
    public double[] toDoubles() {
        return HostValues.doubles(this);
    }

    /// The elements in row-major order as `float`s, rounded to them. Fails as [#toDoubles].
    public float[] toFloats() {
        return HostValues.floats(this);
    }

    /// The elements in row-major order as `int`s.
    ///
    /// @throws DTypeException if they are floating, or one does not fit
    /// @throws TraceException if the value is traced and not known yet
    public int[] toInts() {
        return HostValues.ints(this);
    }

    /// The elements in row-major order as `long`s.
    ///
    /// @throws DTypeException if they are floating
    /// @throws TraceException if the value is traced and not known yet
    public long[] toLongs() {
        return HostValues.longs(this);
    }

    /// For each element in row-major order, whether it differs from 0. Fails as [#toDoubles].
    public boolean[] toBooleans() {
        return HostValues.booleans(this);
    }

    /// Whether `other` has the same type and the same elements, bit by bit: a NaN equals itself, `-0.0`
    /// differs from `0.0`.
    ///
    /// @throws TraceException if either is traced and not known yet
    public boolean identical(Tensor other) {
        return Trace.require(this, "identical")
                .equals(Trace.require(Problem.present("identical", "the other tensor", other), "identical"));
    }

    /// Prints type and values: `f32[2,3] {{1, 2, 3}, {4, 5, 6}}`.
    ///
    /// Numbers have about seven digits, and tensors of over 200 elements the first and last three along each
    /// axis. A traced tensor says by which transformation, and has values only if they are known.
    @Override
    public String toString() {
        return TensorText.of(this);
    }

    // Arithmetic

    /// `this + other`.
    public Tensor add(Tensor other) {
        return Elementwise.binary(BinaryFunction.ADD, this, other);
    }

    /// `this + other`; the number takes this tensor's dtype.
    public Tensor add(Number other) {
        return Elementwise.binary(BinaryFunction.ADD, this, other);
    }

    /// `this - other`.
    public Tensor sub(Tensor other) {
        return Elementwise.binary(BinaryFunction.SUB, this, other);
    }

    /// `this - other`; the number takes this tensor's dtype.
    public Tensor sub(Number other) {
        return Elementwise.binary(BinaryFunction.SUB, this, other);
    }

    /// `this * other`, element by element; [#matmul] is the matrix product.
    public Tensor mul(Tensor other) {
        return Elementwise.binary(BinaryFunction.MUL, this, other);
    }

    /// `this * other`; the number takes this tensor's dtype.
    public Tensor mul(Number other) {
        return Elementwise.binary(BinaryFunction.MUL, this, other);
    }

    /// `this / other`; integers give `float32`, [#floorDiv] keeps them.
    public Tensor div(Tensor other) {
        return Elementwise.binary(BinaryFunction.DIV, this, other);
    }

    /// `this / other`; integers give `float32`; the number takes this tensor's dtype.
    public Tensor div(Number other) {
        return Elementwise.binary(BinaryFunction.DIV, this, other);
    }

    /// `this` to the power `other`, broadcast together.
    ///
    /// The derivative by the base 0 is 0 where the exponent is 0, 1 where it is 1, 0 above and infinite below
    /// 1; by the exponent it is 0 there, and -infinity where the exponent is negative.
    public Tensor pow(Tensor other) {
        return Elementwise.binary(BinaryFunction.POW, this, other);
    }

    /// `this` to the power `other`, which takes this tensor's dtype; derivatives at 0 as in [#pow(Tensor)].
    public Tensor pow(Number other) {
        return Elementwise.binary(BinaryFunction.POW, this, other);
    }

    /// The larger of the two, NaN if either is; the derivative of a tie is shared equally.
    public Tensor maximum(Tensor other) {
        return Elementwise.binary(BinaryFunction.MAX, this, other);
    }

    /// The larger of the two, NaN if either is; the derivative of a tie is shared equally. The number takes
    /// this tensor's dtype.
    public Tensor maximum(Number other) {
        return Elementwise.binary(BinaryFunction.MAX, this, other);
    }

    /// The smaller of the two, NaN if either is; the derivative of a tie is shared equally.
    public Tensor minimum(Tensor other) {
        return Elementwise.binary(BinaryFunction.MIN, this, other);
    }

    /// The smaller of the two, NaN if either is; the derivative of a tie is shared equally. The number takes
    /// this tensor's dtype.
    public Tensor minimum(Number other) {
        return Elementwise.binary(BinaryFunction.MIN, this, other);
    }

    /// Where the two are equal: `bool`. A NaN is equal to nothing.
    public Tensor eq(Tensor other) {
        return Elementwise.compare(Comparison.EQ, this, other);
    }

    /// Where the two are equal: `bool`. A NaN is equal to nothing.
    public Tensor eq(Number other) {
        return Elementwise.compare(Comparison.EQ, this, other);
    }

    /// Where the two differ: `bool`. A NaN differs from everything.
    public Tensor ne(Tensor other) {
        return Elementwise.compare(Comparison.NE, this, other);
    }

    /// Where the two differ: `bool`. A NaN differs from everything.
    public Tensor ne(Number other) {
        return Elementwise.compare(Comparison.NE, this, other);
    }

    /// Where `this` is below `other`: `bool`.
    public Tensor lt(Tensor other) {
        return Elementwise.compare(Comparison.LT, this, other);
    }

    /// Where `this` is below `other`: `bool`.
    public Tensor lt(Number other) {
        return Elementwise.compare(Comparison.LT, this, other);
    }

    /// Where `this` is not above `other`: `bool`.
    public Tensor le(Tensor other) {
        return Elementwise.compare(Comparison.LE, this, other);
    }

    /// Where `this` is not above `other`: `bool`.
    public Tensor le(Number other) {
        return Elementwise.compare(Comparison.LE, this, other);
    }

    /// Where `this` is above `other`: `bool`.
    public Tensor gt(Tensor other) {
        return Elementwise.compare(Comparison.GT, this, other);
    }

    /// Where `this` is above `other`: `bool`.
    public Tensor gt(Number other) {
        return Elementwise.compare(Comparison.GT, this, other);
    }

    /// Where `this` is not below `other`: `bool`.
    public Tensor ge(Tensor other) {
        return Elementwise.compare(Comparison.GE, this, other);
    }

    /// Where `this` is not below `other`: `bool`.
    public Tensor ge(Number other) {
        return Elementwise.compare(Comparison.GE, this, other);
    }

    /// `-x`.
    public Tensor neg() {
        return Elementwise.unary(UnaryFunction.NEG, this);
    }

    /// `|x|`; its derivative at 0 is 0.
    public Tensor abs() {
        return Elementwise.unary(UnaryFunction.ABS, this);
    }

    /// -1, 0 or 1; derivative 0.
    public Tensor sign() {
        return Elementwise.unary(UnaryFunction.SIGN, this);
    }

    /// `e^x`.
    public Tensor exp() {
        return Elementwise.unary(UnaryFunction.EXP, this);
    }

    /// `e^x - 1`, accurate near 0.
    public Tensor expm1() {
        return Elementwise.unary(UnaryFunction.EXPM1, this);
    }

    /// `ln x`: minus infinity at 0, NaN below.
    public Tensor log() {
        return Elementwise.unary(UnaryFunction.LOG, this);
    }

    /// `ln(1 + x)`, accurate near 0.
    public Tensor log1p() {
        return Elementwise.unary(UnaryFunction.LOG1P, this);
    }

    /// The square root, NaN below 0; its derivative at 0 is infinite.
    public Tensor sqrt() {
        return Elementwise.unary(UnaryFunction.SQRT, this);
    }

    /// `1 / sqrt(x)`.
    public Tensor rsqrt() {
        return Elementwise.unary(UnaryFunction.RSQRT, this);
    }

    /// The cube root.
    public Tensor cbrt() {
        return Elementwise.unary(UnaryFunction.CBRT, this);
    }

    /// The sine of radians.
    public Tensor sin() {
        return Elementwise.unary(UnaryFunction.SIN, this);
    }

    /// The cosine of radians.
    public Tensor cos() {
        return Elementwise.unary(UnaryFunction.COS, this);
    }

    /// The tangent of radians.
    public Tensor tan() {
        return Elementwise.unary(UnaryFunction.TAN, this);
    }

    /// The arc sine, from -pi/2 to pi/2; NaN outside [-1, 1].
    public Tensor asin() {
        return Elementwise.unary(UnaryFunction.ASIN, this);
    }

    /// The arc cosine, from 0 to pi; NaN outside [-1, 1].
    public Tensor acos() {
        return Elementwise.unary(UnaryFunction.ACOS, this);
    }

    /// The arc tangent, from -pi/2 to pi/2.
    public Tensor atan() {
        return Elementwise.unary(UnaryFunction.ATAN, this);
    }

    /// The hyperbolic sine.
    public Tensor sinh() {
        return Elementwise.unary(UnaryFunction.SINH, this);
    }

    /// The hyperbolic cosine.
    public Tensor cosh() {
        return Elementwise.unary(UnaryFunction.COSH, this);
    }

    /// The hyperbolic tangent.
    public Tensor tanh() {
        return Elementwise.unary(UnaryFunction.TANH, this);
    }

    /// The inverse hyperbolic sine.
    public Tensor asinh() {
        return Elementwise.unary(UnaryFunction.ASINH, this);
    }

    /// The inverse hyperbolic cosine; NaN below 1.
    public Tensor acosh() {
        return Elementwise.unary(UnaryFunction.ACOSH, this);
    }

    /// The inverse hyperbolic tangent; NaN outside [-1, 1].
    public Tensor atanh() {
        return Elementwise.unary(UnaryFunction.ATANH, this);
    }

    /// `1 / (1 + e^-x)`.
    public Tensor sigmoid() {
        return Elementwise.unary(UnaryFunction.SIGMOID, this);
    }

    /// The error function, `2/sqrt(pi) int_0^x e^(-t^2) dt`.
    public Tensor erf() {
        return Elementwise.unary(UnaryFunction.ERF, this);
    }

    /// `1 - erf x`, accurate in the tail.
    public Tensor erfc() {
        return Elementwise.unary(UnaryFunction.ERFC, this);
    }

    /// `e^(x^2) erfc x`, which has no overflow or underflow for `x > -26.6`.
    public Tensor erfcx() {
        return Elementwise.unary(UnaryFunction.ERFCX, this);
    }

    /// The inverse of the error function; NaN outside [-1, 1].
    public Tensor erfInv() {
        return Elementwise.unary(UnaryFunction.ERF_INV, this);
    }

    /// `ln |Gamma(x)|`; infinite at 0, -1, -2, ...
    public Tensor lgamma() {
        return Elementwise.unary(UnaryFunction.LGAMMA, this);
    }

    /// The derivative of [#lgamma]; NaN at -1, -2, ...
    public Tensor digamma() {
        return Elementwise.unary(UnaryFunction.DIGAMMA, this);
    }

    /// The derivative of [#digamma]; infinite at 0, -1, -2, ...
    public Tensor trigamma() {
        return Elementwise.unary(UnaryFunction.TRIGAMMA, this);
    }

    /// The largest integer not above, as a floating number; derivative 0.
    public Tensor floor() {
        return Elementwise.unary(UnaryFunction.FLOOR, this);
    }

    /// The smallest integer not below, as a floating number; derivative 0.
    public Tensor ceil() {
        return Elementwise.unary(UnaryFunction.CEIL, this);
    }

    /// The nearest integer, ties to even, as a floating number; derivative 0.
    public Tensor round() {
        return Elementwise.unary(UnaryFunction.ROUND, this);
    }

    /// The next integer toward 0, as a floating number; derivative 0.
    public Tensor trunc() {
        return Elementwise.unary(UnaryFunction.TRUNC, this);
    }

    /// Booleans: the negation; integers: every bit complemented.
    public Tensor not() {
        return Elementwise.unary(UnaryFunction.NOT, this);
    }

    /// Where neither NaN nor infinite: `bool`.
    public Tensor isFinite() {
        return Elementwise.unary(UnaryFunction.IS_FINITE, this);
    }

    /// Where NaN: `bool`.
    public Tensor isNaN() {
        return Elementwise.unary(UnaryFunction.IS_NAN, this);
    }

    /// The sum over these axes; [Reductions#sum] can keep them.
    public Tensor sum(int... axes) {
        return Reductions.sum(this, false, axes);
    }

    /// The mean over these axes, NaN if they are empty; [Reductions#mean] can keep them.
    public Tensor mean(int... axes) {
        return Reductions.mean(this, false, axes);
    }

    /// The product over these axes, all of them if none is named, with its derivative right at zeros;
    /// [Reductions#prod] can keep them.
    public Tensor prod(int... axes) {
        return Reductions.prod(this, false, axes);
    }

    /// The largest element over these axes, all of them if none is named, NaN if any is; ties share the
    /// derivative equally. [Reductions#max] can keep the axes.
    public Tensor max(int... axes) {
        return Reductions.max(this, false, axes);
    }

    /// The smallest element over these axes, all of them if none is named, NaN if any is; ties share the
    /// derivative equally. [Reductions#min] can keep the axes.
    public Tensor min(int... axes) {
        return Reductions.min(this, false, axes);
    }

    /// Whether all elements along these axes hold (differ from 0); [Reductions#all] can keep them.
    public Tensor all(int... axes) {
        return Reductions.all(this, false, axes);
    }

    /// Whether any element along these axes holds (differs from 0); [Reductions#any] can keep them.
    public Tensor any(int... axes) {
        return Reductions.any(this, false, axes);
    }

    /// The Euclidean norm `sqrt(sum x^2)` over these axes, whose derivative at 0 is 0; [Reductions#norm] can
    /// keep them.
    public Tensor norm(int... axes) {
        return Reductions.norm(this, false, axes);
    }

    /// `ln sum e^x` over these axes, without overflow; [Reductions#logSumExp] can keep them.
    public Tensor logSumExp(int... axes) {
        return Reductions.logSumExp(this, false, axes);
    }

    /// `other - this`.
    public Tensor rsub(Number other) {
        return neg().add(other);
    }

    /// `other / this`.
    public Tensor rdiv(Number other) {
        Problem.present("rdiv", "the number", other);
        return Creation.scalar(dtype().isFloating() ? dtype() : DType.FLOAT32, other)
                .div(this);
    }

    /// `this` squared.
    public Tensor square() {
        return mul(this);
    }

    /// `1 / this`.
    public Tensor reciprocal() {
        return rdiv(1);
    }

    /// The logarithm to base 2.
    public Tensor log2() {
        return log().div(Math.log(2));
    }

    /// The logarithm to base 10.
    public Tensor log10() {
        return log().div(Math.log(10));
    }

    /// `max(this, 0)`; its derivative at 0 is 0.
    public Tensor relu() {
        return Activation.relu(this);
    }

    /// `e^x / sum e^x` along `axis`.
    public Tensor softmax(int axis) {
        return Activation.softmax(this, axis);
    }

    /// The angle of the point `(x, this)`; its derivatives at the origin are 0.
    public Tensor atan2(Tensor x) {
        return Elementwise.binary(BinaryFunction.ATAN2, this, x);
    }

    /// The remainder with the sign of the divisor, as `%` in Python: `this - other floor(this / other)`.
    public Tensor mod(Tensor other) {
        return Elementwise.mod(this, other);
    }

    /// The remainder with the sign of the divisor; the number takes this tensor's dtype.
    public Tensor mod(Number other) {
        return Elementwise.mod(this, other);
    }

    /// The quotient rounded down, as `//` in Python; of integers an integer, by zero 0.
    public Tensor floorDiv(Tensor other) {
        return Elementwise.floorDiv(this, other);
    }

    /// The quotient rounded down; the number takes this tensor's dtype.
    public Tensor floorDiv(Number other) {
        return Elementwise.floorDiv(this, other);
    }

    /// `low` where below it, `high` where above it; the derivative at the bounds is 1/2, the tie's share.
    public Tensor clamp(Number low, Number high) {
        return maximum(low).minimum(high);
    }

    /// `low` where below it, `high` where above it, broadcast together.
    public Tensor clamp(Tensor low, Tensor high) {
        return maximum(low).minimum(high);
    }

    /// Booleans: both; integers: bit by bit.
    public Tensor and(Tensor other) {
        return Elementwise.binary(BinaryFunction.AND, this, other);
    }

    /// Booleans: either; integers: bit by bit.
    public Tensor or(Tensor other) {
        return Elementwise.binary(BinaryFunction.OR, this, other);
    }

    /// Booleans: exactly one; integers: bit by bit.
    public Tensor xor(Tensor other) {
        return Elementwise.binary(BinaryFunction.XOR, this, other);
    }

    /// Where infinite: `bool`.
    public Tensor isInfinite() {
        return isFinite().or(isNaN()).not();
    }

    /// `this ? a : b` element by element; this is `bool`, and all three broadcast together. For derivatives
    /// near a singularity see [Elementwise#select].
    public Tensor select(Tensor a, Tensor b) {
        return Elementwise.select(this, a, b);
    }

    /// `this ? a : b`; the number takes `a`'s dtype.
    public Tensor select(Tensor a, Number b) {
        return Elementwise.select(this, a, b);
    }

    /// `this ? a : b`; the number takes `b`'s dtype.
    public Tensor select(Number a, Tensor b) {
        return Elementwise.select(this, a, b);
    }

    /// Where the two are as good as equal, as NumPy's `isclose`: `|this - other| <= absolute + relative
    /// |other|`.
    ///
    /// Infinities are close to themselves, NaNs to nothing.
    public Tensor isClose(Tensor other, double relative, double absolute) {
        return Elementwise.isClose(this, other, relative, absolute);
    }

    /// Whether all elements are as good as equal, broadcast together: see [#isClose].
    ///
    /// @throws TraceException if the values are traced and not known yet
    public boolean allClose(Tensor other, double relative, double absolute) {
        return isClose(other, relative, absolute).all().itemBoolean();
    }

    // Along axes

    /// The variance over these axes, divided by n (NumPy's default; PyTorch divides by n - 1, see
    /// [Reductions#var]).
    public Tensor var(int... axes) {
        return Reductions.var(this, 0, false, axes);
    }

    /// The standard deviation over these axes, the root of [#var]; [Reductions#std] can divide by n - 1.
    public Tensor std(int... axes) {
        return Reductions.std(this, 0, false, axes);
    }

    /// Where the largest of all elements stands in row-major order: `int32[]`.
    public Tensor argMax() {
        return flatten().argMax(0);
    }

    /// Where the smallest of all elements stands in row-major order: `int32[]`.
    public Tensor argMin() {
        return flatten().argMin(0);
    }

    /// Where the largest element along `axis` stands: `int32`, the first of equals, the first NaN if there is
    /// one.
    ///
    /// @throws ShapeException if the axis is empty
    public Tensor argMax(int axis) {
        return Reductions.argMax(this, axis);
    }

    /// Where the smallest element along `axis` stands: `int32`, the first of equals, the first NaN if there is
    /// one.
    ///
    /// @throws ShapeException if the axis is empty
    public Tensor argMin(int axis) {
        return Reductions.argMin(this, axis);
    }

    /// The elements along `axis`, ascending; equal ones in the order of their places, NaNs last. See [Sorting].
    public Tensor sort(int axis) {
        return Sorting.sort(this, axis);
    }

    /// The places along `axis` of the elements in ascending order: `int32`, see [#sort].
    public Tensor argSort(int axis) {
        return Sorting.argSort(this, axis);
    }

    /// Running sums along `axis`: `y[i] = x[0] + ... + x[i]`.
    public Tensor cumSum(int axis) {
        return Reductions.cumSum(this, axis);
    }

    /// Running products along `axis`: `y[i] = x[0] ... x[i]`.
    public Tensor cumProd(int axis) {
        return Reductions.cumProd(this, axis);
    }

    /// All products of an element of this and one of `other`: `[A] x [B] -> [A ++ B]`.
    public Tensor outer(Tensor other) {
        return Contraction.outer(this, other);
    }

    /// The main diagonals of the matrices along the last two axes; more in [Diagonals].
    public Tensor diagonal() {
        return Diagonals.diagonal(this);
    }

    /// The sums of the main diagonals of the matrices along the last two axes.
    public Tensor trace() {
        return Diagonals.trace(this);
    }

    /// The matrix product by NumPy's rule: `[..., n, k] x [..., k, m] -> [..., n, m]`; vectors as in
    /// [Contraction#matmul].
    ///
    /// @throws ShapeException if the inner extents differ
    public Tensor matmul(Tensor other) {
        return Contraction.matmul(this, other);
    }

    /// The solutions `x` of `this x = b`: `[..., n, n] x [n] -> [..., n]`, `[..., n, n] x [..., n, k] -> [...,
    /// n, k]`; more in [LinearAlgebra].
    ///
    /// @throws ShapeException if the matrices are not square, or the right-hand sides do not fit
    public Tensor solve(Tensor b) {
        return LinearAlgebra.solve(this, b);
    }

    // Layout

    /// Axis `i` of the result is axis `permutation[i]` of this; without arguments the order of the axes is
    /// reversed.
    ///
    /// @throws ShapeException if these are not all the axes, each once
    public Tensor transpose(int... permutation) {
        return Layout.transpose(this, permutation);
    }

    /// The same elements in row-major order; one extent may be -1 and is worked out.
    ///
    /// @throws ShapeException if the number of elements is another
    public Tensor reshape(int... dims) {
        return Layout.reshape(this, dims);
    }

    /// The same elements in row-major order.
    ///
    /// @throws ShapeException if the number of elements is another
    public Tensor reshape(Shape shape) {
        return Layout.reshape(this, shape);
    }

    /// Repeated to a shape: axes are aligned at the end, an extent of 1 or a missing axis repeats.
    ///
    /// @throws ShapeException if the extents do not fit
    public Tensor broadcastTo(int... dims) {
        return Layout.broadcastTo(this, Shape.of(dims));
    }

    /// With a new axis of extent 1 before `axis`; -1 is after the last.
    public Tensor unsqueeze(int axis) {
        return Layout.unsqueeze(this, axis);
    }

    /// All elements along one axis.
    public Tensor flatten() {
        return Layout.reshape(this, -1);
    }

    /// Two axes exchanged.
    public Tensor swapAxes(int a, int b) {
        return Layout.swapAxes(this, a, b);
    }

    /// Axis `from` put at place `to`; the others keep their order.
    public Tensor moveAxis(int from, int to) {
        return Layout.moveAxis(this, from, to);
    }

    /// The parts along an axis, one by one, without that axis.
    public List<Tensor> unstack(int axis) {
        return Layout.unstack(this, axis);
    }

    /// Without the named axes, which have extent 1; without any of extent 1 if none is named.
    public Tensor squeeze(int... axes) {
        return Layout.squeeze(this, axes);
    }

    /// The order along these axes reversed, along all if none is named.
    public Tensor flip(int... axes) {
        return Layout.flip(this, axes);
    }

    /// The same numbers as another dtype: to floating the nearest, from floating to integer toward 0 (a NaN to
    /// 0), to `bool` whether they differ from 0.
    public Tensor to(DType dtype) {
        return Elementwise.to(this, dtype);
    }

    // Indexing

    /// The part at these places of the leading axes; negative ones count from the end.
    ///
    /// @throws IndexException if a place is outside its axis
    public Tensor get(int... places) {
        Problem.present("get", "the index", places);
        return Indexing.get(this, Arrays.stream(places).mapToObj(Index::at).toList());
    }

    /// The part at an index in Python's notation: `x.get("1:, ::2, -1")`.
    ///
    /// @throws IndexException if the text is no index, or outside
    public Tensor get(String index) {
        return Indexing.get(this, Index.parse(index));
    }

    /// The part at an index: slices, places, masks, new axes.
    ///
    /// @throws IndexException if it is outside
    /// @throws TraceException if a mask is traced, so that the result's shape is not known
    public Tensor get(Index... index) {
        return Indexing.get(this, Arrays.asList(Problem.present("get", "the index", index)));
    }

    /// The same part, to be read or replaced: `x.at(range(0, 2)).set(0)`.
    public Selection at(Index... index) {
        Problem.present("at", "the index", index);
        return new Selection(this, Arrays.asList(index.clone()));
    }

    /// The slices along `axis` that `indices` name: `[A, n, B], int[I] -> [A, I, B]`.
    public Tensor take(Tensor indices, int axis) {
        return Indexing.take(this, indices, axis);
    }

    // Derivatives

    /// The same value, through which no derivative goes.
    public Tensor stopGradient() {
        return Elementwise.stopGradient(this);
    }

    /// The same value under a name that probes can read (see [Costate#withTaps]).
    public Tensor tap(String label) {
        return Elementwise.tap(label, this);
    }
}
