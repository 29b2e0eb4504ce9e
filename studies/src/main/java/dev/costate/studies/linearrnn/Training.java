package dev.costate.studies.linearrnn;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.vmap;

import dev.costate.Scanned;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ValueAndGrad;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.function.IntConsumer;

/// Training by RProp of many nets at once, in one compiled program.
///
/// @param rule how the weights move
/// @param start the weights that every net begins with
/// @param iterations how often they move
record Training(RProp rule, Weights start, int iterations) {
    private static final int LONGEST_STRETCH = 100;

    /// What training passed through: point 0 is the start, point k the weights after k iterations.
    ///
    /// @param weights the weights, each `[nets, iterations + 1]`
    /// @param loss the loss there, `[nets, iterations + 1]`
    record Path(Weights weights, Tensor loss) {
        /// The path of one net, without the axis of the nets.
        Path net(int i) {
            return Tree.member(this, i);
        }

        /// The weights of every net, `[nets]`, or of the one net, after `iteration` iterations; -1 for the
        /// last.
        Weights at(int iteration) {
            return Tree.map(weights, w -> w.get("..., " + iteration));
        }
    }

    /// Trains one net for each member.
    ///
    /// @param <P> the tree of what differs between the nets
    /// @param members their data or parameters, each leaf with the nets along axis 0
    /// @param slope loss and gradient, for one member, at some weights
    /// @param done told after each stretch how many iterations are done
    <P> Path run(P members, Fn2<P, Weights, ValueAndGrad<Weights>> slope, IntConsumer done) {
        // each point is reported before the weights move on: the last one takes a further iteration
        int points = iterations + 1;
        int stretches = Math.ceilDiv(points, LONGEST_STRETCH);
        int length = Math.ceilDiv(points, stretches);
        var stretch = jit(vmap((P member, RProp.State<Weights> state) ->
                scanSteps((RProp.State<Weights> s) -> move(s, w -> slope.apply(member, w)), state, length)));
        int nets = Tree.leaves(members).getFirst().dim(0);
        RProp.State<Weights> state = Tree.map(rule.begin(start), t -> t.broadcastTo(nets));
        Path path = new Path(Tree.map(start, w -> Tensor.of(new double[nets][0])), Tensor.of(new double[nets][0]));
        for (int i = 1; i <= stretches; i++) {
            Scanned<RProp.State<Weights>, Path> next = stretch.apply(members, state);
            state = next.carry();
            path = Tree.map(path, next.out(), (before, after) -> Layout.concat(List.of(before, after), 1));
            done.accept(Math.min(i * length, iterations));
        }
        return Tree.map(path, t -> t.get(":, :" + points));
    }

    private Step<RProp.State<Weights>, Path> move(
            RProp.State<Weights> state, Fn1<Weights, ValueAndGrad<Weights>> slope) {
        ValueAndGrad<Weights> here = slope.apply(state.weights());
        return new Step<>(rule.next(state, here.grad()), new Path(state.weights(), here.value()));
    }
}
