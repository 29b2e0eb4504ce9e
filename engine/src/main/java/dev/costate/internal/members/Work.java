package dev.costate.internal.members;

import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Binary;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Compare;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Cond;
import dev.costate.graph.Constant;
import dev.costate.graph.Convert;
import dev.costate.graph.Convolution;
import dev.costate.graph.CumulativeSum;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Dot;
import dev.costate.graph.Fold;
import dev.costate.graph.Gather;
import dev.costate.graph.Graph;
import dev.costate.graph.Iota;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Node;
import dev.costate.graph.Pad;
import dev.costate.graph.RandomBits;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Scan;
import dev.costate.graph.ScatterAdd;
import dev.costate.graph.Select;
import dev.costate.graph.Slice;
import dev.costate.graph.Sort;
import dev.costate.graph.StopGradient;
import dev.costate.graph.Tap;
import dev.costate.graph.Transpose;
import dev.costate.graph.Unary;
import dev.costate.graph.Unfold;
import dev.costate.graph.While;
import dev.costate.internal.linalg.Batch;
import java.util.List;

/// About how many operations on numbers a program takes.
final class Work {
    /// How often a loop is taken to run whose length is decided as it runs.
    static final double STEPS = 16;

    private static final double FUNCTION = 10;
    private static final double RANDOM = 60;
    private static final double SORTED = 20;

    private Work() {}

    /// Of a whole program.
    static double of(Graph graph) {
        return graph.nodes().stream().mapToDouble(node -> of(node, graph)).sum();
    }

    /// Of one of its operations.
    static double of(Node node, Graph graph) {
        List<Type> in = AxisClasses.types(graph, node.operands());
        double out = node.results().stream().mapToDouble(Type::size).sum();
        return switch (node.op()) {
            case Constant _, Iota _, Reshape _, StopGradient _, Tap _ -> 0;
            case Unary _ -> FUNCTION * out;
            case Binary _, Compare _, Select _, Convert _ -> out;
            // They are read where they are needed.
            case Broadcast _, Transpose _, Slice _, Reverse _, Unfold _ -> 0;
            case Pad _, Concatenate _, Gather _ -> out;
            case ScatterAdd _ -> out + in.get(2).size();
            case Reduce _, ArgReduce _, CumulativeSum _ -> in.getFirst().size();
            case Sort _ -> SORTED * in.getFirst().size();
            case MatrixOp o -> (double) new Batch(o, in, node.results()).flops();
            case Dot o -> 2 * out * contracted(o, in.getFirst());
            case Convolution o -> 2 * out * contracted(o, in.get(1));
            case Fold _ -> in.getFirst().size();
            case RandomBits _ -> RANDOM * out;
            case Scan o -> o.length() * of(o.body());
            case While o -> STEPS * (of(o.condition()) + of(o.body()));
            case Cond o -> o.branches().stream().mapToDouble(Work::of).max().orElse(0);
            case CustomJvp o -> of(o.function());
            case CustomVjp o -> of(o.function());
            case CustomLinear o -> of(o.backward());
            case Checkpoint o -> of(o.function());
        };
    }

    /// How many products a dot adds up for each element of its result.
    static double contracted(Dot op, Type lhs) {
        double n = 1;
        for (int axis : op.lhsContract().toArray()) {
            n *= lhs.shape().dim(axis);
        }
        return n;
    }

    /// How many products a convolution adds up for each element of its result.
    private static double contracted(Convolution op, Type kernel) {
        int axes = op.contractedAxes() + op.windowAxes();
        return kernel.shape().slice(kernel.rank() - axes, kernel.rank()).size();
    }
}
