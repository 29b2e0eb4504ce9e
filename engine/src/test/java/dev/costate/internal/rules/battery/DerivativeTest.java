package dev.costate.internal.rules.battery;

import static dev.costate.DType.FLOAT32;
import static dev.costate.DType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// First derivatives: forward mode against differences, reverse against forward, `float32` against `float64`.
class DerivativeTest {
    static List<Subject> subjects() {
        return Subject.differentiable(FLOAT64);
    }

    static List<Subject> reversible() {
        return subjects().stream().filter(s -> s.it().reversible()).toList();
    }

    static List<Subject> comparable() {
        return subjects().stream().filter(s -> s.it().comparable()).toList();
    }

    static List<Subject> coarse() {
        return Subject.differentiable(FLOAT32);
    }

    @ParameterizedTest
    @MethodSource("comparable")
    void forwardEqualsDifferences(Subject subject) {
        for (List<Integer> free : subject.freeSets()) {
            Fn1<List<Tensor>, List<Tensor>> f = subject.function(free, 0);
            List<Tensor> x = Subject.pick(subject.operands(0), free);
            List<Tensor> v = subject.like(x, "v");
            Differences.of(f, x, v).assertEqual(Costate.jvp(f, x, v).tangent());
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void valuesStayAsTheyAre(Subject subject) {
        Fn1<List<Tensor>, List<Tensor>> f = subject.function(subject.free(), 0);
        List<Tensor> x = Subject.pick(subject.operands(0), subject.free());
        List<Tensor> y = f.apply(x);
        assertIdentical(Costate.jvp(f, x, x).value(), y);
        if (subject.it().reversible()) {
            assertIdentical(Costate.vjp(f, x).value(), y);
        }
    }

    /// `<u, J v> = <J' u, v>`
    @ParameterizedTest
    @MethodSource("reversible")
    void reverseIsTheTransposeOfForward(Subject subject) {
        for (DType dtype : List.of(FLOAT64, FLOAT32)) {
            Subject s = subject.in(dtype);
            for (List<Integer> free : s.freeSets()) {
                Fn1<List<Tensor>, List<Tensor>> f = s.function(free, 0);
                List<Tensor> x = Subject.pick(s.operands(0), free);
                List<Tensor> v = s.like(x, "v");
                List<Tensor> forward = Costate.jvp(f, x, v).tangent();
                List<Tensor> u = s.like(forward, "u");
                List<Tensor> backward = Costate.vjp(f, x).pullback().apply(u);
                double scale = 1 + Tree.norm(u).item() * Tree.norm(forward).item();
                assertThat(Tree.inner(backward, v).item()
                                - Tree.inner(u, forward).item())
                        .as("by operands %s in %s", free, dtype)
                        .isCloseTo(0, within(scale * s.rounding()));
            }
        }
    }

    /// A cotangent of zero is zero, also where a derivative is skipped because its cotangent is known to be.
    @ParameterizedTest
    @MethodSource("reversible")
    void eachResultByItself(Subject subject) {
        Fn1<List<Tensor>, List<Tensor>> f = subject.function(subject.free(), 0);
        List<Tensor> x = Subject.pick(subject.operands(0), subject.free());
        List<Tensor> y = f.apply(x);
        List<Tensor> u = subject.like(y, "u");
        var all = Costate.vjp(f, x);
        for (int r = 0; r < y.size(); r++) {
            int only = r;
            List<Tensor> one = Costate.grad((List<Tensor> z) ->
                            f.apply(z).get(only).mul(u.get(only)).sum())
                    .apply(x);
            List<Tensor> masked = new java.util.ArrayList<>(Tree.zerosLike(u));
            masked.set(r, u.get(r));
            Close.assertClose(one, all.pullback().apply(masked), 1e-14);
        }
    }

    /// The same numbers in the coarser type, within what its rounding allows in a well conditioned operation.
    @ParameterizedTest
    @MethodSource("coarse")
    void float32EqualsFloat64(Subject subject) {
        Subject fine = subject.in(FLOAT64);
        List<Integer> free = subject.free();
        List<Tensor> x = Subject.pick(subject.operands(0), free);
        List<Tensor> fineX = Subject.pick(fine.operands(0), free);
        List<Tensor> v = subject.like(x, "v");
        List<Tensor> forward = Costate.jvp(subject.function(free, 0), x, v).tangent();
        List<Tensor> fineForward = Costate.jvp(fine.function(free, 0), fineX, fine.like(fineX, "v"))
                .tangent();
        Close.assertClose(forward, fineForward, 1e-5);
        if (subject.it().reversible()) {
            List<Tensor> u = subject.like(forward, "u");
            List<Tensor> fineU = fine.like(fineForward, "u");
            Close.assertClose(
                    Costate.vjp(subject.function(free, 0), x).pullback().apply(u),
                    Costate.vjp(fine.function(free, 0), fineX).pullback().apply(fineU),
                    1e-5);
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private static void assertIdentical(List<Tensor> actual, List<Tensor> expected) {
        assertThat(actual)
                .usingElementComparator((a, b) -> a.identical(b) ? 0 : 1)
                .isEqualTo(expected);
    }
}
