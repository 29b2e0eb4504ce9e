package dev.costate.errors;

import static dev.costate.Costate.cond;
import static dev.costate.Costate.customJvp;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.switchCase;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.Jvp;
import dev.costate.ShapeException;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.TreeException;
import dev.costate.Vmap;
import dev.costate.function.Fn1;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Members, loops, branches, and values that are not there yet or no longer.
class TransformationErrorsTest {
    private record Pair(Tensor a, Tensor b) {}

    private static final Tensor V = Tensor.of(1.0, 2.0, 3.0);
    private static final Tensor S = Tensor.scalar(2.0);
    private static final Tensor POSITIVE = S.gt(0);

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

    static List<Misuse> members() {
        return List.of(
                shape(
                        "vmap: arg0 is f64[], which has no axis 0 for the members at HERE; share it among them: in(SHARED)",
                        () -> vmap((Tensor x) -> x).apply(S)),
                shape(
                        "vmap: arg1 is f64[], which has no axis 0 for the members at HERE; share it among them: in(0, SHARED)",
                        () -> vmap((Tensor x, Tensor y) -> x.add(y)).apply(V, S)),
                shape(
                        "vmap: arg0 is f64[3], which has no axis 2 for the members at HERE; its axes go from -1 to 0",
                        () -> vmap((Tensor x) -> x).in(2).apply(V)),
                shape(
                        "vmap: the arguments disagree on the number of members: arg0 has 3, arg1 has 4 (f32[4], axis 0) at HERE; name the members' axis of each argument: in(...)",
                        () -> vmap((Tensor x, Tensor y) -> x.add(y)).apply(V, Tensor.ones(4))),
                shape(
                        "vmap: no argument has an axis for the members at HERE; at least one tensor must be batched",
                        () -> vmap((Tensor x) -> x).in(Vmap.SHARED).apply(V)),
                shape(
                        "vmap: in(...) names 2 axes for 1 arguments at HERE; name one for each; SHARED for none",
                        () -> vmap((Tensor x) -> x).in(0, 1)),
                shape(
                        "vmap: there is no argument 4 at HERE; count from 0 to 0",
                        () -> vmap((Tensor x) -> x).in(4, _ -> 0)),
                shape(
                        "vmap: a member's result b is f64[], which has no place 3 for the members' axis at HERE; out(...) takes -1 to 0",
                        () -> vmap((Tensor x) -> new Pair(V.mul(V).unsqueeze(0).unsqueeze(0), x))
                                .out(3)
                                .apply(V)));
    }

    static List<Misuse> loops() {
        String carry = "; a step must return the carry with the structure and types it got; convert with to(...)";
        return List.of(
                shape(
                        "scan: the carry changes in a step: it is f64[], not f64[3] at HERE" + carry,
                        () -> scan((Tensor c) -> c.sum(), V, 2)),
                dtype(
                        "scan: the carry changes in a step: it is f64[2], not f32[2] at HERE" + carry,
                        () -> scan((Tensor c) -> c.add(S), Tensor.ones(2), 2)),
                dtype(
                        "scan: the carry changes in a step: b is f32[3], not f64[3] at HERE" + carry,
                        () -> scan((Pair c) -> new Pair(c.a(), c.b().to(DType.FLOAT32)), new Pair(V, V), 2)),
                tree(
                        "scan: the carry changes in a step: it is a list of 2, not a list of 1 at HERE" + carry,
                        () -> scan((List<Tensor> c) -> List.of(V, V), List.of(V), 2)),
                shape(
                        "scan: the number of steps is negative: -1 at HERE; it is 0 or more",
                        () -> scan((Tensor c) -> c, V, -1)),
                shape(
                        "scan: xs is f64[], which has no axis 0 to step along at HERE; close over it rather than scan over it",
                        () -> scan((Tensor c, Tensor x) -> new Step<>(c, x), V, S)),
                shape(
                        "scan: xs.b is f32[2] with 2 slices, xs.a has 3 at HERE; all xs need the same extent along axis 0",
                        () -> scan((Tensor c, Pair x) -> new Step<>(c, x), S, new Pair(V, Tensor.ones(2)))),
                shape(
                        "scan: there is no tensor among the xs at HERE; give the number of steps: scan(f, init, length), scanSteps",
                        () -> scan((Tensor c, Integer x) -> new Step<>(c, c), S, 5)),
                dtype(
                        "whileLoop: the condition is bool[3], not bool[] at HERE; compare, and reduce with any() or all()",
                        () -> whileLoop(c -> c.lt(3), c -> c, V)),
                shape(
                        "whileLoop: the carry changes in a step: it is f64[], not f64[3] at HERE; the body must return the carry with the structure and types it got; convert with to(...)",
                        () -> whileLoop(c -> c.sum().lt(3), c -> c.sum(), V)));
    }

    static List<Misuse> branches() {
        Fn1<Tensor, Tensor> same = x -> x;
        return List.of(
                dtype(
                        "cond: the condition is f64[], not bool[] at HERE; compare, and reduce with any() or all()",
                        () -> cond(S, same, same, S)),
                shape(
                        "cond: the branches return different types: it is f64[] in no and f64[3] in yes at HERE; broadcast or reshape them to one shape",
                        () -> cond(POSITIVE, _ -> V, same, S)),
                dtype(
                        "cond: the branches return different types: b is f32[] in no and f64[] in yes at HERE; convert them to one dtype with to(...)",
                        () -> cond(POSITIVE, x -> new Pair(x, x), x -> new Pair(x, x.to(DType.FLOAT32)), S)),
                tree(
                        "cond: the branches return different trees: it is a list of 1 in no and a list of 2 in yes at HERE; return the same structure from each",
                        () -> cond(POSITIVE, x -> List.of(x, x), x -> List.of(x), S)),
                dtype(
                        "switchCase: the index is f64[], not an integer scalar at HERE; reduce it, or convert it with to(INT32)",
                        () -> switchCase(S, List.of(same), S)),
                trace(
                        "switchCase: there is no branch at HERE; give at least one",
                        () -> switchCase(Tensor.scalar(DType.INT32, 0), List.<Fn1<Tensor, Tensor>>of(), S)),
                shape(
                        "switchCase: the branches return different types: it is f64[] in branch 0 and f64[3] in branch 2 at HERE; broadcast or reshape them to one shape",
                        () -> switchCase(Tensor.scalar(DType.INT32, 0), List.of(same, same, _ -> V), S)));
    }

    /// Java's `if` cannot ask a value that is not there yet.
    static List<Misuse> unknown() {
        String unknown =
                " and has no value yet at HERE; a Java if or loop cannot depend on it: use cond, select, scan or whileLoop";
        return List.of(
                trace(
                        "item: f64[] (arg0) is traced by jit" + unknown,
                        () -> jit((Tensor x) -> asksHere(x)).apply(S)),
                trace(
                        "item: f64[] (arg0) is traced by vmap" + unknown,
                        () -> vmap((Tensor x) -> asksHere(x)).apply(V)),
                trace("item: f64[] (arg0) is traced by scan" + unknown, () -> scan((Tensor x) -> asksHere(x), S, 3)),
                trace(
                        "item: f64[] (arg0) is traced by whileLoop" + unknown,
                        () -> whileLoop(c -> c.lt(3), c -> asksHere(c), S)),
                trace(
                        "item: f64[] (arg0) is traced by cond" + unknown,
                        () -> cond(POSITIVE, x -> asksHere(x), x -> x, S)),
                trace(
                        "item: f64[] (arg0) is traced by jit" + unknown,
                        () -> grad((Tensor y) -> jit((Tensor x) -> asksHere(x)).apply(y))
                                .apply(S)),
                trace(
                        "item: f64[] is traced by vmap" + unknown,
                        () -> vmap((Tensor x) ->
                                        grad((Tensor y) -> asksHere(y.mul(x))).apply(x))
                                .apply(V)),
                trace(
                        "toDoubles: f64[3] (pair.a) is traced by jit" + unknown,
                        () -> jit((Pair p) -> Tensor.of(p.a().toDoubles())).apply(new Pair(V, V))));
    }

    private static Tensor asksHere(Tensor x) {
        return x.item() > 0 ? x : x.neg();
    }

    private static @Nullable Tensor leaked;

    /// A value after its function, or beside it.
    static List<Misuse> leaks() {
        String after =
                " leaked out of the function it was traced in at HERE; return it as a result (of valueAndGradAux, say) rather than storing it outside";
        return List.of(
                trace(
                        "add: a value traced by jit (made at HERE)" + after,
                        () -> leak(jit((Tensor x) -> leaked = x.mul(2)), S).add(1)),
                trace(
                        "item: a value traced by vmap (made at HERE)" + after,
                        () -> leak(vmap((Tensor x) -> leaked = x.mul(2)), V).item()),
                trace(
                        "mul: a value traced by grad (arg0)" + after,
                        () -> leak(grad((Tensor x) -> leaked = x), S).mul(2)),
                trace(
                        "mul: a value traced by grad (arg0) is used on another thread at HERE; a traced function runs on one thread; use vmap for parallel work",
                        () -> grad((Tensor x) -> elsewhere(() -> x.mul(2))).apply(S)),
                trace(
                        "item: f64[] (arg0) is traced by jit"
                                + " and has no value yet at HERE; a Java if or loop cannot depend on it: use cond, select, scan or whileLoop",
                        () -> jit((Tensor x) -> x.mul(x.item())).apply(S)));
    }

    /// Calls a function that stores a traced value, and gives that value away.
    private static Tensor leak(Fn1<Tensor, Tensor> f, Tensor x) {
        f.apply(x);
        return java.util.Objects.requireNonNull(leaked);
    }

    private static Tensor elsewhere(java.util.function.Supplier<Tensor> f) {
        try {
            return CompletableFuture.supplyAsync(f).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    static List<Misuse> recursion() {
        String deep =
                ": functions are traced within each other more than 100 deep at HERE; does a function that is transformed, or the rule of one, call itself?";
        return List.of(
                trace("jit" + deep, () -> Endless.COMPILED.apply(S)),
                trace("customJvp" + deep, () -> Endless.RULED.apply(S)));
    }

    private static final class Endless {
        static final Fn1<Tensor, Tensor> COMPILED = jit((Tensor x) -> Endless.COMPILED.apply(x));
        static final Fn1<Tensor, Tensor> RULED =
                customJvp(Tensor::exp, (x, d) -> new Jvp<>(Endless.RULED.apply(x), d.mul(Endless.RULED.apply(x))));
    }

    static List<Misuse> absent() {
        return List.of(
                new Misuse(
                        ArgumentException.class,
                        "grad: the function is null at HERE; was it never set?",
                        () -> grad(TransformationErrorsTest.<Fn1<Tensor, Tensor>>nothing())),
                new Misuse(
                        ArgumentException.class,
                        "cond: no is null at HERE; was it never set?",
                        () -> cond(POSITIVE, (Tensor x) -> x, nothing(), S)),
                dtype(
                        "cond: the condition is null, not bool[] at HERE; compare, and reduce with any() or all()",
                        () -> cond(nothing(), (Tensor x) -> x, x -> x, S)));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @ParameterizedTest
    @MethodSource({"members", "loops", "branches", "unknown", "leaks", "recursion", "absent"})
    void saysWhatIsWrong(Misuse misuse) {
        misuse.check();
    }
}
