package dev.costate;

import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.function.Fn3;
import dev.costate.function.Fn4;
import dev.costate.function.Fn5;
import dev.costate.internal.call.Closures;
import dev.costate.internal.call.Compilation;
import dev.costate.internal.call.CustomCalls;
import dev.costate.internal.call.Differentiation;
import dev.costate.internal.call.Loops;
import dev.costate.internal.call.Taps;
import dev.costate.internal.call.TreeFunction;
import dev.costate.internal.interpret.NonFiniteSearch;
import dev.costate.internal.trace.Problem;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The transformations: functions from functions to functions, which nest in any order.
///
/// The functions they take have [trees][Tree] of tensors as arguments and results, and may close over tensors,
/// traced ones of an outer transformation included. They must be pure: called again with the same arguments
/// they do the same.
///
/// ```java
/// import static dev.costate.Costate.*;
///
/// Fn1<Tensor, Tensor> f = x -> x.sin().mul(x);
/// Tensor slope = grad(f).apply(Tensor.scalar(2));                       // 2 cos(2) + sin(2)
/// Tensor bend = grad(grad(f)).apply(Tensor.scalar(2));                  // 2 cos(2) - 2 sin(2)
/// Tensor slopes = jit(vmap(grad(f))).apply(Tensor.of(1.0, 2.0, 3.0));   // at three places at once
/// IO.println(slope + " " + bend + " " + slopes.shape());
/// // -> f64[] 0.07700375 f64[] -2.650889 [3]
/// ```
///
/// Errors name the transformation, the parameter by its path and the caller's line. All of them throw
/// [TraceException] if a traced value is used after its function has ended, or on another thread, or if its
/// value is asked for where it is not known: under `jit` and `vmap`, and in the bodies of loops and branches.
@SuppressWarnings("unchecked")
public final class Costate {
    private Costate() {}

    // Reverse mode

    /// The gradient of a function to a scalar, `x -> df/dx`: a tree like the argument, by reverse mode.
    ///
    /// While `f` runs, all values are known, so that a Java `if` or `while` may depend on them; what ran is
    /// differentiated. The guide has a table of derivatives at kinks and singularities.
    ///
    /// ```java
    /// import static dev.costate.Costate.grad;
    ///
    /// record Line(Tensor slope, Tensor offset) {}
    ///
    /// Fn1<Line, Tensor> f = line -> line.slope().mul(3).add(line.offset()).square();
    /// IO.println(grad(f).apply(new Line(Tensor.scalar(1), Tensor.scalar(2))));
    /// // -> Line[slope=f64[] 30, offset=f64[] 10]
    /// ```
    ///
    /// What it returns throws [ShapeException] if the result is not a scalar, [DTypeException] if it, or a
    /// leaf of the argument, is not floating.
    public static <A> Fn1<A, A> grad(Fn1<A, Tensor> f) {
        Problem.present("grad", "the function", f);
        return (a) -> TreeFunction.typed(
                Differentiation.gradient("grad", x -> f.apply((A) x[0]), a).grad());
    }

    /// The gradient by the first of two arguments: see [#grad(Fn1)].
    public static <A, B> Fn2<A, B, A> grad(Fn2<A, B, Tensor> f) {
        Problem.present("grad", "the function", f);
        return (a, b) -> TreeFunction.typed(Differentiation.gradient("grad", x -> f.apply((A) x[0], (B) x[1]), a, b)
                .grad());
    }

    /// The gradient by the first of three arguments: see [#grad(Fn1)].
    public static <A, B, C> Fn3<A, B, C, A> grad(Fn3<A, B, C, Tensor> f) {
        Problem.present("grad", "the function", f);
        return (a, b, c) ->
                TreeFunction.typed(Differentiation.gradient("grad", x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c)
                        .grad());
    }

    /// The gradient by the first of four arguments: see [#grad(Fn1)].
    public static <A, B, C, D> Fn4<A, B, C, D, A> grad(Fn4<A, B, C, D, Tensor> f) {
        Problem.present("grad", "the function", f);
        return (a, b, c, d) -> TreeFunction.typed(Differentiation.gradient(
                        "grad", x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d)
                .grad());
    }

    /// The value of a function to a scalar and its gradient, at the cost of the gradient alone: see
    /// [#grad(Fn1)].
    public static <A> Fn1<A, ValueAndGrad<A>> valueAndGrad(Fn1<A, Tensor> f) {
        Problem.present("valueAndGrad", "the function", f);
        return (a) -> {
            Differentiation.Gradient g = Differentiation.gradient("valueAndGrad", x -> f.apply((A) x[0]), a);
            return new ValueAndGrad<>(g.value(), TreeFunction.typed(g.grad()));
        };
    }

    /// The value and the gradient by the first of two arguments: see [#grad(Fn1)].
    public static <A, B> Fn2<A, B, ValueAndGrad<A>> valueAndGrad(Fn2<A, B, Tensor> f) {
        Problem.present("valueAndGrad", "the function", f);
        return (a, b) -> {
            Differentiation.Gradient g =
                    Differentiation.gradient("valueAndGrad", x -> f.apply((A) x[0], (B) x[1]), a, b);
            return new ValueAndGrad<>(g.value(), TreeFunction.typed(g.grad()));
        };
    }

    /// The value and the gradient by the first of three arguments: see [#grad(Fn1)].
    public static <A, B, C> Fn3<A, B, C, ValueAndGrad<A>> valueAndGrad(Fn3<A, B, C, Tensor> f) {
        Problem.present("valueAndGrad", "the function", f);
        return (a, b, c) -> {
            Differentiation.Gradient g =
                    Differentiation.gradient("valueAndGrad", x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
            return new ValueAndGrad<>(g.value(), TreeFunction.typed(g.grad()));
        };
    }

    /// The value and the gradient by the first of four arguments: see [#grad(Fn1)].
    public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<A>> valueAndGrad(Fn4<A, B, C, D, Tensor> f) {
        Problem.present("valueAndGrad", "the function", f);
        return (a, b, c, d) -> {
            Differentiation.Gradient g = Differentiation.gradient(
                    "valueAndGrad", x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d);
            return new ValueAndGrad<>(g.value(), TreeFunction.typed(g.grad()));
        };
    }

    /// The value, the gradient, and what the function returns beside the value: see [#grad(Fn1)].
    ///
    /// The rest is any tree; it is not differentiated.
    public static <A, X> Fn1<A, ValueGradAux<A, X>> valueAndGradAux(Fn1<A, WithAux<X>> f) {
        Problem.present("valueAndGradAux", "the function", f);
        return (a) -> {
            Differentiation.Gradient g = Differentiation.gradient("valueAndGradAux", x -> f.apply((A) x[0]), a);
            return new ValueGradAux<>(g.value(), TreeFunction.typed(g.grad()), TreeFunction.typed(g.aux()));
        };
    }

    /// The value, the gradient by the first of two arguments, and what the function returns beside the value:
    /// see [#valueAndGradAux(Fn1)].
    public static <A, B, X> Fn2<A, B, ValueGradAux<A, X>> valueAndGradAux(Fn2<A, B, WithAux<X>> f) {
        Problem.present("valueAndGradAux", "the function", f);
        return (a, b) -> {
            Differentiation.Gradient g =
                    Differentiation.gradient("valueAndGradAux", x -> f.apply((A) x[0], (B) x[1]), a, b);
            return new ValueGradAux<>(g.value(), TreeFunction.typed(g.grad()), TreeFunction.typed(g.aux()));
        };
    }

    /// The value, the gradient by the first of three arguments, and what the function returns beside the
    /// value: see [#valueAndGradAux(Fn1)].
    public static <A, B, C, X> Fn3<A, B, C, ValueGradAux<A, X>> valueAndGradAux(Fn3<A, B, C, WithAux<X>> f) {
        Problem.present("valueAndGradAux", "the function", f);
        return (a, b, c) -> {
            Differentiation.Gradient g =
                    Differentiation.gradient("valueAndGradAux", x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
            return new ValueGradAux<>(g.value(), TreeFunction.typed(g.grad()), TreeFunction.typed(g.aux()));
        };
    }

    /// The value, the gradient by the first of four arguments, and what the function returns beside the value:
    /// see [#valueAndGradAux(Fn1)].
    public static <A, B, C, D, X> Fn4<A, B, C, D, ValueGradAux<A, X>> valueAndGradAux(Fn4<A, B, C, D, WithAux<X>> f) {
        Problem.present("valueAndGradAux", "the function", f);
        return (a, b, c, d) -> {
            Differentiation.Gradient g = Differentiation.gradient(
                    "valueAndGradAux", x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d);
            return new ValueGradAux<>(g.value(), TreeFunction.typed(g.grad()), TreeFunction.typed(g.aux()));
        };
    }

    /// The value of `f` at `x`, and its pullback `ct -> J^T ct`, from trees like the result to trees like `x`:
    /// reverse mode.
    ///
    /// `f` runs once; the pullback may be called any number of times. Leaves of `ct` that are not floating are
    /// not looked at.
    ///
    /// ```java
    /// import static dev.costate.Costate.vjp;
    ///
    /// Vjp<Tensor, Tensor> y = vjp(x -> x.mul(x.sum()), Tensor.of(1.0, 2.0));
    /// IO.println(y.value() + " " + y.pullback().apply(Tensor.of(1.0, 0.0)));
    /// // -> f64[2] {3, 6} f64[2] {4, 1}
    /// ```
    ///
    /// @throws DTypeException if a leaf of `x` is not floating
    /// @throws TreeException from the pullback, if the cotangent is not like the result; [ShapeException] or
    ///     [DTypeException] if a leaf's type differs
    public static <A, R> Vjp<A, R> vjp(Fn1<A, R> f, A x) {
        Problem.present("vjp", "the function", f);
        Differentiation.Pullback p = Differentiation.vjp(a -> f.apply((A) a[0]), x);
        return new Vjp<>(
                TreeFunction.typed(p.value()),
                ct -> TreeFunction.typed(p.pullback().apply(ct)));
    }

    // Forward mode

    /// The value of `f` at `x` and its derivative along `dx`, `J dx`: forward mode.
    ///
    /// Leaves of `x` that are not floating have no derivative; what stands in their places in `dx` is not
    /// looked at, and leaves of the tangent that are not floating are zeros.
    ///
    /// ```java
    /// import static dev.costate.Costate.jvp;
    ///
    /// Jvp<Tensor> y = jvp(x -> x.mul(x.sum()), Tensor.of(1.0, 2.0), Tensor.of(1.0, 0.0));
    /// IO.println(y.value() + " " + y.tangent());
    /// // -> f64[2] {3, 6} f64[2] {4, 2}
    /// ```
    ///
    /// @throws TreeException if `dx` is not like `x`; [ShapeException] or [DTypeException] if a leaf's type
    ///     differs
    public static <A, R> Jvp<R> jvp(Fn1<A, R> f, A x, A dx) {
        Problem.present("jvp", "the function", f);
        @Nullable Object[] pair = Differentiation.jvp(a -> f.apply((A) a[0]), x, dx);
        return new Jvp<>(TreeFunction.typed(pair[0]), TreeFunction.typed(pair[1]));
    }

    // Matrices of derivatives

    /// All derivatives of a tensor-valued `f`, by reverse mode: a tree like the argument, each leaf of shape
    /// `result ++ leaf`.
    ///
    /// What it returns throws [DTypeException] if a leaf of the argument or the result is not floating,
    /// [TraceException] if the result is not a tensor.
    public static <A> Fn1<A, A> jacobian(Fn1<A, Tensor> f) {
        return jacobianReverse(f);
    }

    /// [#jacobian] with one pullback for each element of the result, all at once under `vmap`: for results
    /// with fewer elements than the argument.
    public static <A> Fn1<A, A> jacobianReverse(Fn1<A, Tensor> f) {
        Problem.present("jacobianReverse", "the function", f);
        return x -> TreeFunction.typed(Differentiation.jacobian(a -> f.apply((A) a[0]), true, x));
    }

    /// [#jacobian] with one derivative along each element of the argument, all at once under `vmap`: for
    /// arguments with fewer elements than the result.
    public static <A> Fn1<A, A> jacobianForward(Fn1<A, Tensor> f) {
        Problem.present("jacobianForward", "the function", f);
        return x -> TreeFunction.typed(Differentiation.jacobian(a -> f.apply((A) a[0]), false, x));
    }

    /// The second derivatives of a scalar function of one tensor, forward over reverse: of shape `x ++ x`.
    ///
    /// For a tree, go through [Tree#ravel]: `hessian(v -> f.apply(flat.unravel().apply(v)))`. [#hvp]
    /// multiplies by the matrix without making it.
    public static Fn1<Tensor, Tensor> hessian(Fn1<Tensor, Tensor> f) {
        return jacobianForward(grad(f));
    }

    /// The Hessian of a scalar function times a direction, `H v`, without the matrix: forward over reverse, at
    /// the cost of a few gradients.
    ///
    /// @throws TreeException if `v` is not like `x`
    public static <A> A hvp(Fn1<A, Tensor> f, A x, A v) {
        Problem.present("hvp", "the function", f);
        return jvp(grad(f), x, v).tangent();
    }

    // Many members, compilation, recomputation, taps

    /// `f`, a function of one argument, for many members at once: see [Vmap].
    public static <A, R> Vmap.Of1<A, R> vmap(Fn1<A, R> f) {
        Problem.present("vmap", "the function", f);
        return new Vmap.Of1<>(f, Vmap.defaults(1), 0);
    }

    /// `f`, a function of two arguments, for many members at once: see [Vmap].
    public static <A, B, R> Vmap.Of2<A, B, R> vmap(Fn2<A, B, R> f) {
        Problem.present("vmap", "the function", f);
        return new Vmap.Of2<>(f, Vmap.defaults(2), 0);
    }

    /// `f`, a function of three arguments, for many members at once: see [Vmap].
    public static <A, B, C, R> Vmap.Of3<A, B, C, R> vmap(Fn3<A, B, C, R> f) {
        Problem.present("vmap", "the function", f);
        return new Vmap.Of3<>(f, Vmap.defaults(3), 0);
    }

    /// `f`, a function of four arguments, for many members at once: see [Vmap].
    public static <A, B, C, D, R> Vmap.Of4<A, B, C, D, R> vmap(Fn4<A, B, C, D, R> f) {
        Problem.present("vmap", "the function", f);
        return new Vmap.Of4<>(f, Vmap.defaults(4), 0);
    }

    /// `f`, a function of one argument, compiled: see [Jit].
    public static <A, R> Jit.Of1<A, R> jit(Fn1<A, R> f) {
        Problem.present("jit", "the function", f);
        return new Jit.Of1<>(new Compilation(x -> f.apply((A) x[0])));
    }

    /// `f`, a function of two arguments, compiled: see [Jit].
    public static <A, B, R> Jit.Of2<A, B, R> jit(Fn2<A, B, R> f) {
        Problem.present("jit", "the function", f);
        return new Jit.Of2<>(new Compilation(x -> f.apply((A) x[0], (B) x[1])));
    }

    /// `f`, a function of three arguments, compiled: see [Jit].
    public static <A, B, C, R> Jit.Of3<A, B, C, R> jit(Fn3<A, B, C, R> f) {
        Problem.present("jit", "the function", f);
        return new Jit.Of3<>(new Compilation(x -> f.apply((A) x[0], (B) x[1], (C) x[2])));
    }

    /// `f`, a function of four arguments, compiled: see [Jit].
    public static <A, B, C, D, R> Jit.Of4<A, B, C, D, R> jit(Fn4<A, B, C, D, R> f) {
        Problem.present("jit", "the function", f);
        return new Jit.Of4<>(new Compilation(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3])));
    }

    /// `f`, a function of five arguments, compiled: see [Jit].
    public static <A, B, C, D, E, R> Jit.Of5<A, B, C, D, E, R> jit(Fn5<A, B, C, D, E, R> f) {
        Problem.present("jit", "the function", f);
        return new Jit.Of5<>(new Compilation(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4])));
    }

    /// `f`, with the same derivatives, of which reverse mode keeps the arguments alone and computes the
    /// intermediate values again: less memory for more time.
    public static <A, R> Fn1<A, R> checkpoint(Fn1<A, R> f) {
        Problem.present("checkpoint", "the function", f);
        return (a) -> TreeFunction.typed(CustomCalls.checkpoint(x -> f.apply((A) x[0]), a));
    }

    /// `f` of two arguments, of which reverse mode keeps the arguments alone: see [#checkpoint(Fn1)].
    public static <A, B, R> Fn2<A, B, R> checkpoint(Fn2<A, B, R> f) {
        Problem.present("checkpoint", "the function", f);
        return (a, b) -> TreeFunction.typed(CustomCalls.checkpoint(x -> f.apply((A) x[0], (B) x[1]), a, b));
    }

    /// `f` of three arguments, of which reverse mode keeps the arguments alone: see [#checkpoint(Fn1)].
    public static <A, B, C, R> Fn3<A, B, C, R> checkpoint(Fn3<A, B, C, R> f) {
        Problem.present("checkpoint", "the function", f);
        return (a, b, c) ->
                TreeFunction.typed(CustomCalls.checkpoint(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c));
    }

    /// `f` of four arguments, of which reverse mode keeps the arguments alone: see [#checkpoint(Fn1)].
    public static <A, B, C, D, R> Fn4<A, B, C, D, R> checkpoint(Fn4<A, B, C, D, R> f) {
        Problem.present("checkpoint", "the function", f);
        return (a, b, c, d) -> TreeFunction.typed(
                CustomCalls.checkpoint(x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), a, b, c, d));
    }

    /// `f`, returning also the values that it names by [Tensor#tap] on its way.
    ///
    /// Those inside `scan` come stacked over the steps; those in branches and `whileLoop`s are not read.
    public static <A, R> Fn1<A, Tapped<R>> withTaps(Fn1<A, R> f) {
        Problem.present("withTaps", "the function", f);
        return (a) -> {
            Taps.Read read = Taps.read(x -> f.apply((A) x[0]), a);
            return new Tapped<>(TreeFunction.typed(read.value()), read.taps());
        };
    }

    /// `f` of two arguments, returning also the values that it taps: see [#withTaps(Fn1)].
    public static <A, B, R> Fn2<A, B, Tapped<R>> withTaps(Fn2<A, B, R> f) {
        Problem.present("withTaps", "the function", f);
        return (a, b) -> {
            Taps.Read read = Taps.read(x -> f.apply((A) x[0], (B) x[1]), a, b);
            return new Tapped<>(TreeFunction.typed(read.value()), read.taps());
        };
    }

    /// `f` of three arguments, returning also the values that it taps: see [#withTaps(Fn1)].
    public static <A, B, C, R> Fn3<A, B, C, Tapped<R>> withTaps(Fn3<A, B, C, R> f) {
        Problem.present("withTaps", "the function", f);
        return (a, b, c) -> {
            Taps.Read read = Taps.read(x -> f.apply((A) x[0], (B) x[1], (C) x[2]), a, b, c);
            return new Tapped<>(TreeFunction.typed(read.value()), read.taps());
        };
    }

    // Loops and branches

    /// Applies `f` to the carry `length` times: `f(f(... f(init)))`.
    ///
    /// `f` is traced once; see [#scan(Fn2, Object, Object)].
    ///
    /// @throws TreeException if `f` changes the carry's structure; [ShapeException] or [DTypeException] if it
    ///     changes a leaf's type
    public static <C> C scan(Fn1<C, C> f, C init, int length) {
        Problem.present("scan", "the function", f);
        return TreeFunction.typed(
                Loops.scan(a -> new Step<>(f.apply((C) a[0]), List.of()), init, null, OptionalInt.of(length), false)[
                        0]);
    }

    /// Goes over the slices of `xs` along axis 0, carrying a state and stacking an output.
    ///
    /// `f: carry, x -> carry, y` is traced once, so that a Java `if` in it cannot depend on values; `xs` is a
    /// tree of tensors with one extent along axis 0. Differentiable in both modes; memory in reverse mode
    /// grows with the length (see [#checkpoint]).
    ///
    /// ```java
    /// import static dev.costate.Costate.scan;
    ///
    /// Fn2<Tensor, Tensor, Step<Tensor, Tensor>> add = (sum, x) -> new Step<>(sum.add(x), sum);
    /// IO.println(scan(add, Tensor.scalar(0), Tensor.of(1.0, 2.0, 3.0)));
    /// // -> Scanned[carry=f64[] 6, out=f64[3] {0, 1, 3}]
    /// ```
    ///
    /// @throws ShapeException if the `xs` disagree on the number of steps, or a step changes the carry's shape
    /// @throws DTypeException if a step changes the carry's dtype
    /// @throws TreeException if a step changes the carry's structure
    public static <C, X, Y extends @Nullable Object> Scanned<C, Y> scan(Fn2<C, X, Step<C, Y>> f, C init, X xs) {
        Problem.present("scan", "the function", f);
        return scanned(Loops.scan(a -> f.apply((C) a[0], (X) a[1]), init, xs, OptionalInt.empty(), false));
    }

    /// [#scan(Fn2, Object, Object)] from the last slice to the first; the outputs keep the slices' order.
    public static <C, X, Y extends @Nullable Object> Scanned<C, Y> scanReverse(Fn2<C, X, Step<C, Y>> f, C init, X xs) {
        Problem.present("scanReverse", "the function", f);
        return scanned(Loops.scan(a -> f.apply((C) a[0], (X) a[1]), init, xs, OptionalInt.empty(), true));
    }

    /// `length` steps that stack an output: [#scan(Fn2, Object, Object)] without slices.
    public static <C, Y extends @Nullable Object> Scanned<C, Y> scanSteps(Fn1<C, Step<C, Y>> f, C init, int length) {
        Problem.present("scanSteps", "the function", f);
        return scanned(Loops.scan(a -> f.apply((C) a[0]), init, null, OptionalInt.of(length), false));
    }

    private static <C, Y extends @Nullable Object> Scanned<C, Y> scanned(@Nullable Object[] pair) {
        return new Scanned<>(TreeFunction.typed(pair[0]), TreeFunction.typed(pair[1]));
    }

    /// Applies `f` to the carry while `condition` holds.
    ///
    /// It has no reverse derivative, since how many steps to keep is not known ahead; forward mode and `vmap`
    /// work (members that are done wait for the others).
    ///
    /// @param condition from the carry to a `bool[]`
    /// @throws TreeException if `f` changes the carry's structure; [ShapeException] or [DTypeException] if it
    ///     changes a leaf's type
    public static <C> C whileLoop(Fn1<C, Tensor> condition, Fn1<C, C> f, C init) {
        Problem.present("whileLoop", "the condition", condition);
        Problem.present("whileLoop", "the function", f);
        return TreeFunction.typed(Loops.whileLoop(a -> condition.apply((C) a[0]), a -> f.apply((C) a[0]), init));
    }

    /// `predicate ? yes(x) : no(x)`; only one of them runs, except under a `vmap` whose members differ.
    ///
    /// Both are traced, and must return trees of one structure and types. Where a Java `if` works (under
    /// `grad`, or eagerly) it is simpler.
    ///
    /// @param predicate `bool[]`
    /// @throws TreeException if the branches return different structures
    /// @throws ShapeException if they return different types
    public static <A, R> R cond(Tensor predicate, Fn1<A, R> yes, Fn1<A, R> no, A x) {
        Problem.present("cond", "yes", yes);
        Problem.present("cond", "no", no);
        return TreeFunction.typed(Loops.cond(predicate, a -> yes.apply((A) a[0]), a -> no.apply((A) a[0]), x));
    }

    /// `predicate ? yes() : no()`, functions of what they close over: see [#cond(Tensor, Fn1, Fn1, Object)].
    public static <R> R cond(Tensor predicate, Supplier<R> yes, Supplier<R> no) {
        Problem.present("cond", "yes", yes);
        Problem.present("cond", "no", no);
        return TreeFunction.typed(Loops.cond(predicate, _ -> yes.get(), _ -> no.get(), null));
    }

    /// `branches[index](x)`; the index is clamped to the branches there are. See [#cond(Tensor, Fn1, Fn1,
    /// Object)].
    ///
    /// @param index an integer scalar
    public static <A, R> R switchCase(Tensor index, List<Fn1<A, R>> branches, A x) {
        List<TreeFunction> functions = Problem.present("switchCase", "the list of branches", branches).stream()
                .map(b -> Problem.present("switchCase", "a branch", b))
                .map(b -> (TreeFunction) a -> b.apply((A) a[0]))
                .toList();
        return TreeFunction.typed(Loops.switchCase(index, functions, x));
    }

    // Derivatives of one's own

    /// `f` with a forward derivative of one's own; reverse mode transposes it, so `rule` must be linear in the
    /// direction.
    ///
    /// ```java
    /// import static dev.costate.Costate.*;
    ///
    /// // ln(1 + e^x), whose derivative by the chain rule is infinity / infinity for large x
    /// Fn1<Tensor, Tensor> f = x -> x.exp().log1p();
    /// Fn1<Tensor, Tensor> g = customJvp(f, (x, dx) -> new Jvp<>(f.apply(x), dx.mul(x.sigmoid())));
    /// IO.println(grad(f).apply(Tensor.scalar(1000)) + " " + grad(g).apply(Tensor.scalar(1000)));
    /// // -> f64[] NaN f64[] 1
    /// ```
    ///
    /// What it returns throws [TraceException] if `f` or `rule` closes over a value of a transformation
    /// around it, or the rule is not linear where reverse mode needs it; [TreeException] or [ShapeException]
    /// if the rule's value is not like that of `f`.
    ///
    /// @param rule from the argument and a direction to the value and its derivative
    public static <A, R> Fn1<A, R> customJvp(Fn1<A, R> f, Fn2<A, A, Jvp<R>> rule) {
        Problem.present("customJvp", "the function", f);
        Problem.present("customJvp", "the rule", rule);
        return x -> TreeFunction.typed(CustomCalls.customJvp(
                a -> f.apply((A) a[0]), (a, da) -> rule.apply(TreeFunction.typed(a), TreeFunction.typed(da)), x));
    }

    /// `f` with a reverse derivative of one's own. Forward mode works if `backward` is linear in the
    /// cotangent.
    ///
    /// ```java
    /// import static dev.costate.Costate.*;
    ///
    /// // the identity, whose gradient is clipped
    /// Fn1<Tensor, Tensor> f = customVjp(
    ///         x -> x, x -> new WithResidual<>(x, Optional.empty()), (none, ct) -> ct.clamp(-1, 1));
    /// IO.println(grad((Tensor x) -> f.apply(x).square().sum()).apply(Tensor.of(0.25, 10.0)));
    /// // -> f64[2] {0.5, 1}
    /// ```
    ///
    /// What it returns throws [TraceException] if one of the three closes over a value of a transformation
    /// around it, [TreeException] or [ShapeException] if the values, or argument and cotangent, are not
    /// alike.
    ///
    /// @param forward from the argument to the value and what the pullback will need
    /// @param backward from that residual and a cotangent of the result to a cotangent of the argument
    public static <A, R, S> Fn1<A, R> customVjp(
            Fn1<A, R> f, Fn1<A, WithResidual<R, S>> forward, Fn2<S, R, A> backward) {
        Problem.present("customVjp", "the function", f);
        Problem.present("customVjp", "the forward function", forward);
        Problem.present("customVjp", "the pullback", backward);
        return x -> TreeFunction.typed(CustomCalls.customVjp(
                a -> f.apply((A) a[0]),
                a -> forward.apply(TreeFunction.typed(a)),
                (s, ct) -> backward.apply(TreeFunction.typed(s), TreeFunction.typed(ct)),
                null,
                x));
    }

    /// `f` with a reverse derivative of one's own, and a forward one beside it: for a `backward` that cannot be
    /// transposed, such as one with a [#whileLoop]. That the two agree is its author's promise.
    ///
    /// ```java
    /// import static dev.costate.Costate.*;
    ///
    /// // x^16 by squaring, in a loop that has no reverse derivative of its own
    /// record Power(Tensor k, Tensor y) {}
    /// Fn1<Tensor, Tensor> f = x -> whileLoop(
    ///                 (Power p) -> p.k().lt(4),
    ///                 p -> new Power(p.k().add(1), p.y().square()),
    ///                 new Power(Tensor.scalar(0), x))
    ///         .y();
    /// Fn1<Tensor, Tensor> g = customVjp(
    ///         f,
    ///         x -> new WithResidual<>(f.apply(x), x),
    ///         (x, ct) -> ct.mul(x.pow(15)).mul(16),
    ///         (x, dx) -> jvp(f, x, dx).tangent());
    /// Tensor x = Tensor.scalar(1.5);
    /// IO.println(grad(g).apply(x) + " " + jvp(g, x, Tensor.scalar(1)).tangent());
    /// // -> f64[] 7006.302 f64[] 7006.302
    /// ```
    ///
    /// @param along from the argument and a direction to the derivative along it
    /// @see #customVjp(Fn1, Fn1, Fn2)
    public static <A, R, S> Fn1<A, R> customVjp(
            Fn1<A, R> f, Fn1<A, WithResidual<R, S>> forward, Fn2<S, R, A> backward, Fn2<A, A, R> along) {
        Problem.present("customVjp", "the function", f);
        Problem.present("customVjp", "the forward function", forward);
        Problem.present("customVjp", "the pullback", backward);
        Problem.present("customVjp", "the derivative along a direction", along);
        return x -> TreeFunction.typed(CustomCalls.customVjp(
                a -> f.apply((A) a[0]),
                a -> forward.apply(TreeFunction.typed(a)),
                (s, ct) -> backward.apply(TreeFunction.typed(s), TreeFunction.typed(ct)),
                (a, da) -> along.apply(TreeFunction.typed(a), TreeFunction.typed(da)),
                x));
    }

    /// `f` with the traced values that it closes over made an argument.
    ///
    /// Functions with a derivative of their own may not close over such values, because their rules would have
    /// no say in them. As arguments they may go in:
    ///
    /// ```java
    /// import static dev.costate.Costate.*;
    ///
    /// // x tanh(s), come to by halving the distance sixty times; the derivative does not look at the halving
    /// record Problem(Tensor x, List<Tensor> closedOver) {}
    ///
    /// Fn1<Tensor, Tensor> h = s -> {
    ///     Closure<Tensor, Tensor> f = closure((Tensor x) -> x.mul(s.tanh()), Tensor.scalar(2));
    ///     Fn1<Problem, Tensor> g = p -> f.function().apply(p.x(), p.closedOver());
    ///     Fn1<Problem, Tensor> halved = customJvp(
    ///             p -> scan((Tensor t) -> t.add(g.apply(p)).mul(0.5), Tensor.scalar(0), 60),
    ///             (p, dp) -> jvp(g, p, dp));
    ///     return halved.apply(new Problem(Tensor.scalar(2), f.captured()));
    /// };
    /// IO.println(h.apply(Tensor.scalar(0)) + " " + grad(h).apply(Tensor.scalar(0)));
    /// // -> f64[] 0 f64[] 2
    /// ```
    ///
    /// `f` is traced here, once, on an argument like `example`, so that a Java `if` in it cannot depend on
    /// values. Tensors that are no traced values stay in the program as constants.
    ///
    /// What it returns throws [TreeException], [ShapeException] or [DTypeException] if its arguments are not
    /// like the example and the captured values.
    ///
    /// @param example an argument of the structure, shapes and dtypes that the function will get
    public static <A, R> Closure<A, R> closure(Fn1<A, R> f, A example) {
        Problem.present("closure", "the function", f);
        Closures.Converted c = Closures.convert(a -> f.apply((A) a[0]), example);
        return new Closure<>(
                (a, captured) -> TreeFunction.typed(
                        c.function().apply(a, Problem.present("closure", "the list of captured values", captured))),
                c.captured());
    }

    // Finding a NaN

    /// Runs `body` and stops at the first operation that makes a NaN or an infinity out of finite numbers.
    ///
    /// The error names the operation, its line, the element and the operands' values, in loops the step, under
    /// `vmap` the member. `-Dcostate.findNonFinite=true` turns the search on for the whole process.
    ///
    /// @throws NonFiniteException at the first find
    public static <T> T findNonFinite(Supplier<T> body) {
        Problem.present("findNonFinite", "the body", body);
        return NonFiniteSearch.during(body);
    }
}
