package dev.costate.internal.optimise;

import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.Verifier;
import dev.costate.graph.While;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Makes a program cheaper to run: all passes in turn, first inside its loops and branches, until they find
/// nothing more.
///
/// What it makes depends on the program alone, so that a run by itself and the same run as part of another are
/// optimised alike. All passes but [MatrixChains] and [AccumulatedProducts] keep every bit; these two take sums
/// in another order, where it saves most of the work.
public final class Optimiser {
    /// The passes feed each other; in practice the second round finds nothing.
    private static final int MOST_ROUNDS = 6;

    /// Programs that no pass changes any more.
    private final Set<Graph> settled = new HashSet<>();

    private Optimiser() {}

    /// The same program, cheaper; its inputs and outputs stay.
    ///
    /// @param graph a program in which nothing stands for a program that is to be put in its place, like a
    ///     checkpoint
    public static Graph optimise(Graph graph) {
        return new Optimiser().run(graph);
    }

    private Graph run(Graph graph) {
        Graph now = graph;
        for (int round = 0; round < MOST_ROUNDS && !settled.contains(now); round++) {
            Graph next = round(now);
            if (next.equals(now)) {
                settled.add(now);
            } else {
                now = next;
            }
        }
        settled.add(now);
        return now;
    }

    private Graph round(Graph graph) {
        Graph now = apply(Simplification::simplify, graph);
        now = apply(TransposedProducts::turn, now);
        now = apply(LoopOperands::merge, now);
        now = apply(this::nested, now);
        now = apply(InvariantMotion::move, now);
        now = apply(MatrixChains::reassociate, now);
        now = apply(InputProducts::hoist, now);
        now = apply(AccumulatedProducts::defer, now);
        return apply(Simplification::simplify, now);
    }

    private static Graph apply(UnaryOperator<Graph> pass, Graph graph) {
        Graph result = pass.apply(graph);
        assert isLegal(result);
        return result;
    }

    private static boolean isLegal(Graph graph) {
        Verifier.verify(graph);
        return true;
    }

    /// Optimises the programs inside.
    private Graph nested(Graph graph) {
        return Draft.rewrite(graph, (draft, node, operands) -> {
            Op op = switch (node.op()) {
                case Scan s -> new Scan(run(s.body()), s.length(), s.consts(), s.carries(), s.reverse());
                case While w -> new While(run(w.condition()), run(w.body()), w.conditionConsts(), w.bodyConsts());
                case Cond(var branches) ->
                    new Cond(branches.stream().map(this::run).toList());
                default -> node.op();
            };
            return draft.results(op, operands, node.results(), node.origin());
        });
    }
}
