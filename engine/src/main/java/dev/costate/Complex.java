package dev.costate;

import dev.costate.internal.trace.Problem;
import dev.costate.ops.Contraction;
import dev.costate.ops.Creation;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Layout;

/// A tensor of complex numbers, as a [tree][Tree] of its real and its imaginary parts.
///
/// Arithmetic broadcasts and promotes as that of [Tensor]; real tensors and Java numbers take part as complex
/// numbers whose imaginary part is 0. The functions have the principal values and branch cuts of NumPy.
///
/// As a tree it goes through every transformation. The gradient of a real function `L` is the Complex of its
/// partial derivatives, `dL/da + i dL/db` at `z = a + ib`: the direction of steepest ascent, so that
/// `z.sub(g.mul(rate))` descends (PyTorch's convention; JAX gives the conjugate). For an analytic `f`, `f'(z)`
/// is the conjugate of the gradient of `Re f`, and `jvp` multiplies the direction by `f'(z)`.
///
/// ```java
/// Complex z = Complex.of(new double[] {1.5, 0}, new double[] {-2, 1});
/// Complex w = z.mul(z).add(1).exp();
/// Tensor power = w.abs().square();
/// ```
///
/// @param re the real parts
/// @param im the imaginary parts, of the same type
public record Complex(Tensor re, Tensor im) {
    /// Complex numbers of these parts; [#of(Tensor, Tensor)] broadcasts them first.
    ///
    /// @throws DTypeException if they are not of one floating dtype
    /// @throws ShapeException if they are not of one shape
    public Complex {
        Problem.present("complex", "the real part", re);
        Problem.present("complex", "the imaginary part", im);
        if (re.dtype() != im.dtype() || !re.dtype().isFloating()) {
            throw Problem.dtype(
                    "complex", parts(re, im) + " are not of one floating dtype", "Complex.of(re, im) converts them");
        }
        if (!re.shape().equals(im.shape())) {
            throw Problem.shape("complex", parts(re, im) + " differ", "Complex.of(re, im) broadcasts them");
        }
    }

    private static String parts(Tensor re, Tensor im) {
        return "the parts " + Problem.describe(re) + " and " + Problem.describe(im);
    }

    // Making complex tensors

    /// `re + i im`, broadcast together and promoted; integers become `float32`.
    public static Complex of(Tensor re, Tensor im) {
        DType dtype = Elementwise.toFloating(re)
                .dtype()
                .promote(Elementwise.toFloating(im).dtype());
        Shape shape = Layout.broadcastShapes("complex", re, im);
        return new Complex(Layout.broadcastTo(re.to(dtype), shape), Layout.broadcastTo(im.to(dtype), shape));
    }

    /// The `float64` scalar `re + i im`.
    public static Complex of(double re, double im) {
        return new Complex(Tensor.scalar(re), Tensor.scalar(im));
    }

    /// A `float64` vector.
    ///
    /// @throws ShapeException if the parts differ in length
    public static Complex of(double[] re, double[] im) {
        return new Complex(Tensor.of(re), Tensor.of(im));
    }

    /// A real tensor as a complex one.
    public static Complex real(Tensor re) {
        Tensor floating = Elementwise.toFloating(re);
        return new Complex(floating, Creation.zerosLike(floating));
    }

    /// `modulus (cos argument + i sin argument)`.
    public static Complex polar(Tensor modulus, Tensor argument) {
        Problem.present("polar", "the modulus", modulus);
        Problem.present("polar", "the argument", argument);
        return of(modulus.mul(argument.cos()), modulus.mul(argument.sin()));
    }

    /// The `float64` scalar of this modulus and argument.
    public static Complex polar(double modulus, double argument) {
        return polar(Tensor.scalar(modulus), Tensor.scalar(argument));
    }

    /// `condition ? z : w` element by element.
    public static Complex select(Tensor condition, Complex z, Complex w) {
        Problem.present("select", "the condition", condition);
        Problem.present("select", "the first choice", z);
        Problem.present("select", "the second choice", w);
        return new Complex(condition.select(z.re, w.re), condition.select(z.im, w.im));
    }

    // What it is

    /// The dtype of the parts, and the shape.
    public Type type() {
        return re.type();
    }

    /// The dtype of the parts.
    public DType dtype() {
        return re.dtype();
    }

    /// The extents.
    public Shape shape() {
        return re.shape();
    }

    // Arithmetic

    /// `this + other`.
    public Complex add(Complex other) {
        Problem.present("add", "the other operand", other);
        return new Complex(re.add(other.re), im.add(other.im));
    }

    /// `this + other`, which is real.
    public Complex add(Tensor other) {
        return of(re.add(other), im);
    }

    /// `this + other`; the number takes this dtype.
    public Complex add(Number other) {
        return new Complex(re.add(other), im);
    }

    /// `this - other`.
    public Complex sub(Complex other) {
        Problem.present("sub", "the other operand", other);
        return new Complex(re.sub(other.re), im.sub(other.im));
    }

    /// `this - other`, which is real.
    public Complex sub(Tensor other) {
        return of(re.sub(other), im);
    }

    /// `this - other`; the number takes this dtype.
    public Complex sub(Number other) {
        return new Complex(re.sub(other), im);
    }

    /// `this other`, element by element.
    public Complex mul(Complex other) {
        return ComplexArithmetic.mul(this, Problem.present("mul", "the other operand", other));
    }

    /// `this other`, which is real: both parts are multiplied.
    public Complex mul(Tensor other) {
        return new Complex(re.mul(other), im.mul(other));
    }

    /// `this other`; the number takes this dtype.
    public Complex mul(Number other) {
        return new Complex(re.mul(other), im.mul(other));
    }

    /// `this / other`; it overflows only where the quotient does. See [ComplexArithmetic#div] for zeros and
    /// infinities.
    public Complex div(Complex other) {
        return ComplexArithmetic.div(this, Problem.present("div", "the other operand", other));
    }

    /// `this / other`, which is real: both parts are divided.
    public Complex div(Tensor other) {
        return new Complex(re.div(other), im.div(other));
    }

    /// `this / other`; the number takes this dtype.
    public Complex div(Number other) {
        return new Complex(re.div(other), im.div(other));
    }

    /// `-z`.
    public Complex neg() {
        return new Complex(re.neg(), im.neg());
    }

    /// The conjugate `a - bi`.
    public Complex conj() {
        return new Complex(re, im.neg());
    }

    /// `i z = -b + ai`, without a multiplication.
    public Complex timesI() {
        return new Complex(im.neg(), re);
    }

    /// `|z|`; its derivative at 0 is 0.
    public Tensor abs() {
        return ComplexArithmetic.abs(this);
    }

    /// `|z|^2 = a^2 + b^2`.
    public Tensor absSquared() {
        return re.square().add(im.square());
    }

    /// The angle with the positive real axis, from `-pi` to `pi`; its derivative at 0 is 0.
    public Tensor arg() {
        return ComplexArithmetic.arg(this);
    }

    /// `e^z`.
    public Complex exp() {
        return ComplexFunctions.exp(this);
    }

    /// The principal logarithm, `ln |z| + i arg z`.
    public Complex log() {
        return ComplexFunctions.log(this);
    }

    /// The principal square root, whose real part is not negative.
    public Complex sqrt() {
        return ComplexFunctions.sqrt(this);
    }

    /// `z^2`.
    public Complex square() {
        return ComplexFunctions.square(this);
    }

    /// `1 / z`.
    public Complex reciprocal() {
        return ComplexFunctions.reciprocal(this);
    }

    /// `z^n`; `z^0` is 1.
    public Complex pow(int n) {
        return ComplexFunctions.pow(this, n);
    }

    /// The principal power, `e^(p ln z)`.
    public Complex pow(double p) {
        return ComplexFunctions.pow(this, p);
    }

    /// The sine.
    public Complex sin() {
        return ComplexFunctions.sin(this);
    }

    /// The cosine.
    public Complex cos() {
        return ComplexFunctions.cos(this);
    }

    /// The hyperbolic sine.
    public Complex sinh() {
        return ComplexFunctions.sinh(this);
    }

    /// The hyperbolic cosine.
    public Complex cosh() {
        return ComplexFunctions.cosh(this);
    }

    /// The hyperbolic tangent.
    public Complex tanh() {
        return ComplexFunctions.tanh(this);
    }

    /// Where both parts are equal: `bool`.
    public Tensor eq(Complex other) {
        Problem.present("eq", "the other operand", other);
        return re.eq(other.re).and(im.eq(other.im));
    }

    // Along axes

    /// The sum over these axes, all of them if none is named.
    public Complex sum(int... axes) {
        return new Complex(re.sum(axes), im.sum(axes));
    }

    /// The mean over these axes, all of them if none is named.
    public Complex mean(int... axes) {
        return new Complex(re.mean(axes), im.mean(axes));
    }

    /// The matrix product by NumPy's rule.
    public Complex matmul(Complex other) {
        return ComplexArithmetic.matmul(this, Problem.present("matmul", "the right operand", other));
    }

    /// The matrix product with a real matrix.
    public Complex matmul(Tensor other) {
        return new Complex(Contraction.matmul(re, other), Contraction.matmul(im, other));
    }

    // Layout; for what is not here, `Tree.map(z, t -> t.flip())`

    /// The axes in the order named, reversed if none is; not conjugated.
    public Complex transpose(int... permutation) {
        return new Complex(re.transpose(permutation), im.transpose(permutation));
    }

    /// The conjugate transpose: the last two axes exchanged.
    ///
    /// @throws ShapeException if there are no two axes
    public Complex adjoint() {
        return new Complex(
                Layout.swapAxes(re, -1, -2), Layout.swapAxes(im, -1, -2).neg());
    }

    /// The same elements in row-major order; one extent may be -1.
    public Complex reshape(int... dims) {
        return new Complex(re.reshape(dims), im.reshape(dims));
    }

    /// The part at these places of the leading axes; negative ones count from the end.
    public Complex get(int... places) {
        return new Complex(re.get(places), im.get(places));
    }

    /// The part at an index in Python's notation.
    public Complex get(String index) {
        return new Complex(re.get(index), im.get(index));
    }

    /// With parts of another floating dtype.
    public Complex to(DType dtype) {
        return new Complex(re.to(dtype), im.to(dtype));
    }

    /// Prints type and values: `complex f64[2] {1.5-2i, 0+1i}`.
    @Override
    public String toString() {
        return TensorText.of(this);
    }
}
