package dev.costate.internal.rules.battery;

import static dev.costate.DType.FLOAT32;
import static dev.costate.DType.FLOAT64;

import dev.costate.Costate;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Second derivatives of a scalar made of each operation's results: forward and reverse mode over each other in
/// all four orders, against differences of the first derivative, and symmetric.
class SecondOrderTest {
    static List<Subject> subjects() {
        return Subject.differentiable(FLOAT64);
    }

    static List<Subject> reversible() {
        return subjects().stream().filter(s -> s.it().reversible()).toList();
    }

    static List<Subject> comparable() {
        return subjects().stream().filter(s -> s.it().comparable()).toList();
    }

    static List<Subject> reversibleAndComparable() {
        return comparable().stream().filter(s -> s.it().reversible()).toList();
    }

    static List<Subject> coarse() {
        return Subject.differentiable(FLOAT32).stream()
                .filter(s -> s.it().reversible())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("reversibleAndComparable")
    void forwardOverReverseEqualsDifferences(Subject subject) {
        for (List<Integer> free : subject.freeSets()) {
            Fn1<List<Tensor>, List<Tensor>> gradient = Costate.grad(subject.loss(free, 0));
            List<Tensor> x = Subject.pick(subject.operands(0), free);
            List<Tensor> v = subject.like(x, "v");
            Differences.of(gradient, x, v).assertEqual(Costate.hvp(subject.loss(free, 0), x, v));
        }
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void everyOrderOfModesAgrees(Subject subject) {
        for (List<Integer> free : subject.freeSets()) {
            double tolerance = 100 * subject.rounding();
            Fn1<List<Tensor>, Tensor> loss = subject.loss(free, 0);
            List<Tensor> x = Subject.pick(subject.operands(0), free);
            List<Tensor> u = subject.like(x, "u");
            List<Tensor> v = subject.like(x, "v");
            List<Tensor> hv = Costate.hvp(loss, x, v);
            List<Tensor> reverseReverse = Costate.grad(
                            (List<Tensor> z) -> Tree.inner(Costate.grad(loss).apply(z), v))
                    .apply(x);
            List<Tensor> reverseForward = Costate.grad(
                            (List<Tensor> z) -> Costate.jvp(loss, z, v).tangent())
                    .apply(x);
            Close.assertClose(reverseReverse, hv, tolerance);
            Close.assertClose(reverseForward, hv, tolerance);
            Tensor uhv = Tree.inner(u, hv);
            Tensor forwardForward = forwardForward(loss, x, u, v);
            Close.assertClose(List.of(forwardForward), List.of(uhv), tolerance);
            Close.assertClose(List.of(Tree.inner(Costate.hvp(loss, x, u), v)), List.of(uhv), tolerance);
        }
    }

    /// Forward mode has its second derivatives also where there is no reverse mode.
    @ParameterizedTest
    @MethodSource("comparable")
    void forwardOverForwardEqualsDifferences(Subject subject) {
        List<Integer> free = subject.free();
        Fn1<List<Tensor>, Tensor> loss = subject.loss(free, 0);
        List<Tensor> x = Subject.pick(subject.operands(0), free);
        List<Tensor> u = subject.like(x, "u");
        List<Tensor> v = subject.like(x, "v");
        Fn1<List<Tensor>, List<Tensor>> slope =
                z -> List.of(Costate.jvp(loss, z, v).tangent());
        Differences.of(slope, x, u).assertEqual(List.of(forwardForward(loss, x, u, v)));
    }

    @ParameterizedTest
    @MethodSource("coarse")
    void float32EqualsFloat64(Subject subject) {
        Subject fine = subject.in(FLOAT64);
        List<Tensor> x = Subject.pick(subject.operands(0), subject.free());
        List<Tensor> fineX = Subject.pick(fine.operands(0), subject.free());
        Close.assertClose(
                Costate.hvp(subject.loss(subject.free(), 0), x, subject.like(x, "v")),
                Costate.hvp(fine.loss(subject.free(), 0), fineX, fine.like(fineX, "v")),
                1e-4);
    }

    private static Tensor forwardForward(
            Fn1<List<Tensor>, Tensor> loss, List<Tensor> x, List<Tensor> u, List<Tensor> v) {
        return Costate.jvp((List<Tensor> z) -> Costate.jvp(loss, z, v).tangent(), x, u)
                .tangent();
    }
}
