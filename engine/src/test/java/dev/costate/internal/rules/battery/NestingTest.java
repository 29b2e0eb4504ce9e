package dev.costate.internal.rules.battery;

import static dev.costate.DType.FLOAT64;

import dev.costate.Costate;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives of many members at once, and of loops over them: against a loop in Java over one at a time.
class NestingTest {
    private static final int MEMBERS = 3;

    static List<Subject> subjects() {
        return Subject.differentiable(FLOAT64).stream()
                .filter(s -> !s.it().isAnotherSize())
                .toList();
    }

    static List<Subject> reversible() {
        return subjects().stream().filter(s -> s.it().reversible()).toList();
    }

    /// Operands of all members, the loss of one of them, and its gradient by the loop.
    private static final class Members {
        final List<Integer> free;
        final List<Tensor> all;
        final Fn1<List<Tensor>, Tensor> loss;
        final Subject subject;
        final List<List<Tensor>> each = new ArrayList<>();

        Members(Subject subject) {
            this.subject = subject;
            free = subject.free();
            for (int m = 0; m < MEMBERS; m++) {
                each.add(subject.operands(m));
            }
            all = Tree.stack(each);
            loss = subject::loss;
        }

        /// The loss by the free operands; `x` is all of them and `z` replaces the free ones.
        Tensor lossAt(List<Tensor> x, List<Tensor> z) {
            List<Tensor> operands = new ArrayList<>(x);
            for (int i = 0; i < free.size(); i++) {
                operands.set(free.get(i), z.get(i));
            }
            return loss.apply(operands);
        }

        Fn1<List<Tensor>, List<Tensor>> gradient() {
            return x -> Costate.grad((List<Tensor> z) -> lossAt(x, z)).apply(Subject.pick(x, free));
        }

        Fn1<List<Tensor>, Tensor> slope() {
            return x -> Costate.jvp((List<Tensor> z) -> lossAt(x, z), Subject.pick(x, free), direction(0))
                    .tangent();
        }

        List<Tensor> direction(int member) {
            return subject.like(Subject.pick(each.get(0), free), "v" + member);
        }

        List<Tensor> gradients() {
            return Tree.stack(each.stream().map(gradient()).toList());
        }

        List<Tensor> freeOperands() {
            return Subject.pick(all, free);
        }
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void batchedGradient(Subject subject) {
        Members m = new Members(subject);
        Close.assertClose(Costate.vmap(m.gradient()).apply(m.all), m.gradients(), 1e-14);
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void gradientOfBatched(Subject subject) {
        Members m = new Members(subject);
        List<Tensor> gradients = Costate.grad((List<Tensor> z) ->
                        Costate.vmap(m::lossAt).apply(m.all, z).sum())
                .apply(m.freeOperands());
        Close.assertClose(gradients, m.gradients(), 1e-13);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void forwardOfBatchedAndBatchedForward(Subject subject) {
        Members m = new Members(subject);
        Tensor slopes =
                dev.costate.ops.Layout.stack(m.each.stream().map(m.slope()).toList(), 0);
        Close.assertClose(List.of(Costate.vmap(m.slope()).apply(m.all)), List.of(slopes), 1e-14);
        List<Tensor> v = Tree.stack(List.of(m.direction(0), m.direction(0), m.direction(0)));
        Tensor forward = Costate.jvp((List<Tensor> z) -> Costate.vmap(m::lossAt).apply(m.all, z), m.freeOperands(), v)
                .tangent();
        Close.assertClose(List.of(forward), List.of(slopes), 1e-13);
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void batchedSecondDerivative(Subject subject) {
        Members m = new Members(subject);
        Fn1<List<Tensor>, List<Tensor>> second =
                x -> Costate.hvp((List<Tensor> z) -> m.lossAt(x, z), Subject.pick(x, m.free), m.direction(0));
        List<Tensor> loop = Tree.stack(m.each.stream().map(second).toList());
        Close.assertClose(Costate.vmap(second).apply(m.all), loop, 1e-13);
    }

    /// A loop whose steps are the members; each step is computed again in the reverse pass, or remembered.
    @ParameterizedTest
    @MethodSource("reversible")
    void gradientOfScan(Subject subject) {
        Members m = new Members(subject);
        for (boolean checkpointed : new boolean[] {false, true}) {
            List<Tensor> gradients = Costate.grad((List<Tensor> z) -> {
                        Fn1<List<List<Tensor>>, Tensor> own = x -> m.lossAt(x.get(0), x.get(1));
                        Fn1<List<List<Tensor>>, Tensor> step = checkpointed ? Costate.checkpoint(own) : own;
                        return Costate.scan(
                                        (Tensor sum, List<List<Tensor>> x) -> {
                                            Tensor loss = step.apply(x);
                                            return new Step<>(sum.add(loss), loss);
                                        },
                                        Tensor.scalar(0),
                                        List.of(m.all, z))
                                .carry();
                    })
                    .apply(m.freeOperands());
            Close.assertClose(gradients, m.gradients(), 1e-13);
        }
    }

    @ParameterizedTest
    @MethodSource("reversible")
    void compiledGradient(Subject subject) {
        Members m = new Members(subject);
        Close.assertClose(Costate.jit(Costate.vmap(m.gradient())).apply(m.all), m.gradients(), 1e-14);
        Close.assertClose(Costate.vmap(Costate.jit(m.gradient())).apply(m.all), m.gradients(), 1e-14);
    }
}
