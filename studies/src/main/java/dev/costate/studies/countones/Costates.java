package dev.costate.studies.countones;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.nn.recurrent.Cell;
import dev.costate.nn.train.Nothing;
import dev.costate.ops.Creation;
import java.util.Arrays;

/// How large the costate is at each step: `|dL/ds_t|`, with all that the cell keeps as its state `s`.
///
/// A disturbance of zeros is added to the state after every step. The gradient by it is the costate, whatever
/// the cell.
final class Costates {
    /// A step's input and the disturbance of the state after it.
    private record Slice<S>(Tensor projected, S disturbance) {}

    private Costates() {}

    /// The costates of all steps, a tree like the state with the leaves `[length,count,hidden]`.
    static <S> S of(CountingNet<S> net, Sequences data) {
        Cell<S> cell = net.layer().forward().getFirst();
        S start = cell.zeros(data.bits().dtype(), data.ones().shape());
        S none = Tree.map(start, s -> Creation.zeros(s.dtype(), s.shape().insert(0, data.length())));
        return jit((S disturbance, CountingNet<S> n, Sequences d) ->
                        grad((S by) -> disturbed(n, d, start, by)).apply(disturbance))
                .apply(none, net, data);
    }

    private static <S> Tensor disturbed(CountingNet<S> net, Sequences data, S start, S disturbances) {
        Cell<S> cell = net.layer().forward().getFirst();
        S last = scan(
                        (S before, Slice<S> slice) -> new Step<>(
                                Tree.map(cell.step(slice.projected(), before), slice.disturbance(), (s, d) -> s.add(d)),
                                new Nothing()),
                        start,
                        new Slice<>(cell.project(data.bits()), disturbances))
                .carry();
        // the sum, not the mean: the costates of a sequence then do not depend on how many there are
        return net.read(cell.output(last))
                .sub(data.ones())
                .div(net.scale())
                .square()
                .sum();
    }

    /// The Euclidean norm of the costate of each step and sequence, `[length][count]`.
    static <S> double[][] sizes(CountingNet<S> net, Sequences data) {
        Tensor squares = Tree.leaves(of(net, data)).stream()
                .map(leaf -> leaf.square().sum(-1))
                .reduce(Tensor::add)
                .orElseThrow();
        return (double[][]) squares.sqrt().toArray();
    }

    /// The mean over the sequences of the sizes, as a part of that of the last step: one for each number of
    /// steps back, from 0 on.
    static double[] back(double[][] sizes) {
        int length = sizes.length;
        double last = mean(sizes[length - 1]);
        double[] back = new double[length];
        Arrays.setAll(back, m -> mean(sizes[length - 1 - m]) / last);
        return back;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
