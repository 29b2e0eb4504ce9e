package dev.costate.internal.call;

import dev.costate.Structure;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.Tap;
import dev.costate.internal.trace.Dispatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads the tapped values of a program.
///
/// Those in a `scan` come stacked over its steps. Those in branches and `whileLoop`s are not read: they need
/// not exist, nor be of a known number.
public final class Taps {
    private Taps() {}

    /// What a tapped run gives.
    ///
    /// @param value the function's result
    /// @param taps the tapped values by label
    public record Read(@Nullable Object value, SequencedMap<String, Tensor> taps) {}

    /// A program whose outputs are followed by its tapped values.
    record Exposed(Graph graph, List<String> labels) {}

    /// Calls `f` and reads its taps.
    public static Read read(TreeFunction f, @Nullable Object... arguments) {
        TreeFunction.Arguments args = TreeFunction.Arguments.of(arguments);
        TreeFunction.Traced traced = f.trace("withTaps", args, args.types(), args.leaves());
        Exposed exposed = expose(traced.graph());
        List<Tensor> y = Dispatch.call(exposed.graph(), traced.result().with(args.leaves()));
        int outputs = traced.graph().outputs().size();
        SequencedMap<String, Tensor> taps = new LinkedHashMap<>();
        for (int i = 0; i < exposed.labels().size(); i++) {
            String label = exposed.labels().get(i);
            String name = label;
            for (int n = 2; taps.containsKey(name); n++) {
                name = label + "#" + n;
            }
            taps.put(name, y.get(outputs + i));
        }
        Structure out = traced.out();
        return new Read(Tree.unflatten(out, y.subList(0, outputs)), taps);
    }

    static Exposed expose(Graph graph) {
        GraphBuilder builder = new GraphBuilder();
        int[] map = new int[graph.valueCount()];
        for (int i = 0; i < graph.inputs().size(); i++) {
            map[i] = builder.input(graph.inputs().get(i), graph.inputNames().get(i));
        }
        List<String> labels = new ArrayList<>();
        List<Integer> tapped = new ArrayList<>();
        for (Node node : graph.nodes()) {
            int[] operands =
                    Arrays.stream(node.operands().toArray()).map(v -> map[v]).toArray();
            List<String> inner = List.of();
            Op op = node.op();
            if (op instanceof Scan scan) {
                Exposed body = expose(scan.body());
                inner = body.labels();
                op = new Scan(body.graph(), scan.length(), scan.consts(), scan.carries(), scan.reverse());
            } else if (op instanceof Checkpoint(Graph function)) {
                Exposed body = expose(function);
                inner = body.labels();
                op = new Checkpoint(body.graph());
            }
            int first = builder.add(op, operands, node.origin());
            for (int r = 0; r < node.results().size(); r++) {
                map[node.first() + r] = first + r;
            }
            if (op instanceof Tap(String label)) {
                labels.add(label);
                tapped.add(first);
            }
            for (int i = 0; i < inner.size(); i++) {
                labels.add(inner.get(i));
                tapped.add(first + node.results().size() + i);
            }
        }
        List<Integer> outputs = new ArrayList<>();
        for (int o : graph.outputs().toArray()) {
            outputs.add(map[o]);
        }
        outputs.addAll(tapped);
        return new Exposed(
                builder.build(outputs.stream().mapToInt(Integer::intValue).toArray()), labels);
    }
}
