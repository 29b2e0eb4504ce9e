package dev.costate.errors;

import static dev.costate.Costate.customJvp;
import static dev.costate.Costate.customVjp;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.hessian;
import static dev.costate.Costate.jacobian;
import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vjp;
import static dev.costate.Costate.whileLoop;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.Jvp;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.TreeException;
import dev.costate.WithResidual;
import dev.costate.function.Fn1;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives of what has none, along what is not like the argument, and by rules that do not fit.
class DerivativeErrorsTest {
    private record Pair(Tensor a, Tensor b) {}

    private static final Tensor V = Tensor.of(1.0, 2.0, 3.0);
    private static final Tensor S = Tensor.scalar(2.0);
    private static final Tensor INTEGERS = Tensor.of(1, 2, 3);

    private static Misuse shape(String text, Misuse.Call call) {
        return new Misuse(ShapeException.class, text, call);
    }

    private static Misuse dtype(String text, Misuse.Call call) {
        return new Misuse(DTypeException.class, text, call);
    }

    private static Misuse tree(String text, Misuse.Call call) {
        return new Misuse(TreeException.class, text, call);
    }

    private static Misuse trace(String text, Misuse.Call call) {
        return new Misuse(TraceException.class, text, call);
    }

    static List<Misuse> functions() {
        return List.of(
                shape(
                        "grad: the function gives f64[3], not a scalar at HERE; reduce it with sum() or mean(), or use jacobian",
                        () -> grad((Tensor x) -> x.sin()).apply(V)),
                shape(
                        "grad: the function gives f64[3], not a scalar at HERE; reduce it with sum() or mean(), or use jacobian",
                        () -> hessian(Tensor::sin).apply(V)),
                dtype(
                        "grad: the function gives i32[], which has no derivative at HERE; return a floating scalar",
                        () -> grad((Tensor x) -> x.argMax(0)).apply(V)),
                dtype(
                        "grad: arg0 is i32[3], which has no derivative at HERE; pass it as another argument, make it a static int, or convert it with to(FLOAT32)",
                        () -> grad((Tensor x) -> x.sum()).apply(INTEGERS)),
                dtype(
                        "grad: pair.b is i32[3], which has no derivative at HERE; pass it as another argument, make it a static int, or convert it with to(FLOAT32)",
                        () -> grad((Pair p) -> p.a().sum()).apply(new Pair(V, INTEGERS))),
                dtype(
                        "vjp: arg0 is i32[3], which has no derivative at HERE; pass it as another argument, make it a static int, or convert it with to(FLOAT32)",
                        () -> vjp((Tensor x) -> x.sum(), INTEGERS)),
                dtype(
                        "jacobian: the function gives i32[], which has no derivative at HERE",
                        () -> jacobian((Tensor x) -> x.argMax(0)).apply(V)),
                trace(
                        "grad: the number of steps of the whileLoop at HERE is not known ahead, so that it has no reverse derivative at HERE; use scan with a bound on the steps, or jvp",
                        () -> grad((Tensor x) -> whileLoop(y -> y.lt(3), y -> y.mul(2), x))
                                .apply(S)));
    }

    /// A class with fields for tensors, where a record was wanted.
    @SuppressWarnings("unused")
    private static final class Plain {
        final Tensor weight = V;
    }

    static List<Misuse> noTrees() {
        String cure = ", which is no tree of tensors at HERE; make it a tensor, or a record, list or map of tensors";
        return List.of(
                tree(
                        "grad: arg0 is of the class Plain" + cure,
                        () -> grad((Plain p) -> p.weight.sum()).apply(new Plain())),
                tree("vjp: arg0 is of the class Double" + cure, () -> vjp((Double x) -> Tensor.scalar(x), 1.0)));
    }

    static List<Misuse> directions() {
        return List.of(
                shape(
                        "jvp: the direction is not like the argument: it is f64[], not f64[3] at HERE; a direction has the structure, shapes and dtypes of its argument",
                        () -> jvp(Tensor::sin, V, S)),
                dtype(
                        "jvp: the direction is not like the argument: it is f32[3], not f64[3] at HERE; a direction has the structure, shapes and dtypes of its argument",
                        () -> jvp(Tensor::sin, V, V.to(DType.FLOAT32))),
                shape(
                        "jvp: the direction is not like the argument: b is f64[3], not f64[] at HERE; a direction has the structure, shapes and dtypes of its argument",
                        () -> jvp(p -> p.a().add(p.b()), new Pair(V, S), new Pair(V, V))),
                tree(
                        "jvp: the direction is not like the argument: it is a list of 2, not a list of 1 at HERE; a direction has the structure, shapes and dtypes of its argument",
                        () -> jvp(l -> l.get(0), List.of(V), List.of(V, V))),
                shape(
                        "vjp: the cotangent is not like the result: it is f64[], not f64[3] at HERE; a cotangent has the structure, shapes and dtypes of its result",
                        () -> vjp(Tensor::sin, V).pullback().apply(S)),
                dtype(
                        "vjp: the cotangent is not like the result: it is f32[3], not f64[3] at HERE; a cotangent has the structure, shapes and dtypes of its result",
                        () -> vjp(Tensor::sin, V).pullback().apply(V.to(DType.FLOAT32))));
    }

    /// What only code without types can do.
    @SuppressWarnings({"unchecked", "rawtypes"})
    static List<Misuse> untyped() {
        Fn1 pair = x -> new Pair((Tensor) x, (Tensor) x);
        return List.of(
                trace(
                        "grad: the function returned a String, not a tensor at HERE; return the scalar to differentiate",
                        () -> grad((Fn1) _ -> "one").apply(V)),
                trace(
                        "grad: the function returned a Pair, not a tensor at HERE; return the scalar to differentiate",
                        () -> grad(pair).apply(V)),
                trace(
                        "jacobian: the function gives a Pair, not a tensor at HERE; use Tree.ravel on its result",
                        () -> jacobian(pair).apply(V)),
                trace(
                        "jacobian: the function gives a Pair, not a tensor at HERE; use Tree.ravel on its result",
                        () -> jacobianForward(pair).apply(V)),
                tree(
                        "vjp: the cotangent is not like the result: it is a tensor, not a Pair at HERE; a cotangent has the structure, shapes and dtypes of its result",
                        () -> vjp(pair, V).pullback().apply(V)));
    }

    static List<Misuse> rules() {
        Fn1<Tensor, Tensor> doubled = x -> x.mul(2);
        Fn1<Tensor, WithResidual<Tensor, Tensor>> kept = x -> new WithResidual<>(x.mul(2), x);
        return List.of(
                shape(
                        "customJvp: the rule's value is not like the function's: it is f64[3], not f64[] at HERE; return new Jvp<>(value, tangent), the value as the function gives it",
                        () -> customJvp(doubled, (x, d) -> new Jvp<>(V, d)).apply(S)),
                shape(
                        "customJvp: the rule's tangent is not like its value: it is f64[3], not f64[] at HERE; a tangent has the structure, shapes and dtypes of its value",
                        () -> customJvp(doubled, (x, d) -> new Jvp<>(x, V)).apply(S)),
                shape(
                        "customVjp: the forward function's value is not like the function's: it is f64[3], not f64[] at HERE; return new WithResidual<>(value, residual), the value as the function gives it",
                        () -> customVjp(doubled, x -> new WithResidual<>(V, x), (x, ct) -> ct)
                                .apply(S)),
                shape(
                        "customVjp: the pullback's result is not like the argument: it is f64[3], not f64[] at HERE; a cotangent has the structure, shapes and dtypes of its argument",
                        () -> customVjp(doubled, kept, (x, ct) -> V).apply(S)),
                trace(
                        "customJvp: the function closes over the traced value f64[] (arg0) at HERE; pass it as part of the argument, so that the rule can say its derivative",
                        () -> grad((Tensor w) -> customJvp((Tensor x) -> x.mul(w), (x, d) -> new Jvp<>(x, d))
                                        .apply(w))
                                .apply(S)),
                trace(
                        "customJvp: the rule closes over the traced value f64[] (arg0) at HERE; pass it as part of the argument, so that the rule can say its derivative",
                        () -> grad((Tensor w) -> customJvp(doubled, (x, d) -> new Jvp<>(x, d.mul(w)))
                                        .apply(w))
                                .apply(S)),
                trace(
                        "customVjp: the pullback closes over the traced value f64[] (arg0) at HERE; pass it as part of the argument, so that the rule can say its derivative",
                        () -> grad((Tensor w) -> customVjp(doubled, kept, (x, ct) -> ct.mul(w))
                                        .apply(w))
                                .apply(S)),
                trace(
                        "transpose: mul is not linear in its tangent at HERE; a customJvp rule must be linear in dx, and a customVjp rule in dy where forward mode passes through it",
                        () -> grad(customJvp(doubled, (x, d) -> new Jvp<>(x, d.square())))
                                .apply(S)),
                trace(
                        "transpose: min is not linear in its tangent at HERE; a customJvp rule must be linear in dx, and a customVjp rule in dy where forward mode passes through it",
                        () -> jvp(customVjp(doubled, kept, (x, ct) -> ct.clamp(-1, 1)), S, S)),
                new Misuse(
                        ArgumentException.class,
                        "customJvp: what the rule returned is null at HERE; was it never set?",
                        () -> customJvp(doubled, (x, d) -> nothing()).apply(S)),
                new Misuse(
                        ArgumentException.class,
                        "customVjp: what the forward function returned is null at HERE; was it never set?",
                        () -> customVjp(doubled, x -> nothing(), (Tensor x, Tensor ct) -> ct)
                                .apply(S)));
    }

    /// What a user returns who forgot to write the function.
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @ParameterizedTest
    @MethodSource({"functions", "noTrees", "directions", "untyped", "rules"})
    void saysWhatHasNoDerivative(Misuse misuse) {
        misuse.check();
    }
}
