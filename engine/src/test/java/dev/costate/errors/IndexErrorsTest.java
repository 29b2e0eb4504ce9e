package dev.costate.errors;

import static dev.costate.Costate.jit;

import dev.costate.DTypeException;
import dev.costate.Index;
import dev.costate.IndexException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.ops.Indexing;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Indices that name nothing.
class IndexErrorsTest {
    private static final Tensor A = Tensor.ones(2, 3);
    private static final Tensor VECTOR = Tensor.of(1.0, 2.0, 3.0);
    private static final Tensor MASK = Tensor.of(true, false, true);

    private static Misuse index(String text, Misuse.Call call) {
        return new Misuse(IndexException.class, text, call);
    }

    static List<Misuse> misuses() {
        return List.of(
                index("get: index 5 is outside axis 0 of f32[2,3] at HERE; it goes from -2 to 1", () -> A.get(5)),
                index("get: index -4 is outside axis 1 of f32[2,3] at HERE; it goes from -3 to 2", () -> A.get(0, -4)),
                index("get: 3 indices for f32[2,3] at HERE; give at most one for each axis", () -> A.get(0, 0, 0)),
                index(
                        "get: index 5 (element 1 of the indices) is outside axis 0 of f32[2,3] at HERE; it goes from -2 to 1",
                        () -> A.get(Index.places(Tensor.of(0, 5)))),
                index(
                        "get: index 0 is outside axis 0 of f32[0] at HERE; the axis is empty",
                        () -> Tensor.zeros(0).get(0)),
                index(
                        "get: \"a:b\" in \"0, a:b\" is no index at HERE; write 3, 1:5, ::2, ... or None, and pass tensors with Index.places or Index.mask",
                        () -> A.get("0, a:b")),
                index("get: the step of axis 0 of f32[2,3] is 0 at HERE; give 1 or -1", () -> A.get("::0")),
                index("get: two ellipses in one index at HERE; keep one", () -> A.get("..., ...")),
                index(
                        "get: the mask bool[3] does not fit axis 0 of f32[2,3] at HERE; a mask has the extents of the axes it chooses from",
                        () -> A.get(Index.mask(MASK))),
                index(
                        "slice: 1:4 is no part of axis 1 of f32[2,3] at HERE; 0 <= start <= limit <= 3; negative places are for get",
                        () -> dev.costate.ops.Layout.slice(A, 1, 1, 4)),
                new Misuse(
                        DTypeException.class,
                        "take: an index is f64[3], not integers at HERE; convert with to(INT32)",
                        () -> A.take(VECTOR, 0)),
                new Misuse(
                        ShapeException.class,
                        "take: f32[2,3] has no axis 4 at HERE; its axes go from -2 to 1",
                        () -> A.take(Tensor.of(0, 1), 4)),
                new Misuse(
                        ShapeException.class,
                        "takeAlong: f32[2,3] and indices i32[2] differ in rank at HERE; indices have the tensor's axes; take() collects whole slices",
                        () -> Indexing.takeAlong(A, Tensor.of(0, 1), 0)),
                new Misuse(
                        ShapeException.class,
                        "set: the value f32[2] does not fit in [3] (axis 0: 2 vs 3) at HERE; extents must be equal or 1",
                        () -> A.at(Index.at(0)).set(Tensor.ones(2))),
                new Misuse(
                        ShapeException.class,
                        "add: the value f32[1,3] does not fit in [3] at HERE; extents must be equal or 1",
                        () -> A.at(Index.at(0)).add(Tensor.ones(1, 3))),
                new Misuse(
                        TraceException.class,
                        "get: how many elements the traced mask bool[3] (arg0) chooses is not known yet at HERE; use select(mask, x, other), which keeps the shape",
                        () -> jit((Tensor m) -> VECTOR.get(Index.mask(m))).apply(MASK)));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void saysWhichIndexAndWhatItMayBe(Misuse misuse) {
        misuse.check();
    }
}
