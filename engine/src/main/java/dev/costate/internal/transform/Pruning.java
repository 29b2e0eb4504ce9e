package dev.costate.internal.transform;

import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Removes what no result needs: operations, and inside loops and branches the results, carries and operands
/// that are not used.
public final class Pruning {
    private Pruning() {}

    /// The same program without dead parts; its inputs and outputs stay.
    public static Graph prune(Graph graph) {
        boolean[] live = new boolean[graph.valueCount()];
        for (int o : graph.outputs().toArray()) {
            live[o] = true;
        }
        List<Slim> kept = new ArrayList<>();
        for (Node node : graph.nodes().reversed()) {
            boolean[] results = new boolean[node.results().size()];
            boolean any = false;
            for (int r = 0; r < results.length; r++) {
                results[r] = live[node.first() + r];
                any |= results[r];
            }
            if (any) {
                Slim slim = slim(node, results);
                kept.add(slim);
                for (int operand : slim.operands) {
                    live[operand] = true;
                }
            }
        }
        GraphBuilder builder = new GraphBuilder();
        int[] map = new int[graph.valueCount()];
        for (int i = 0; i < graph.inputs().size(); i++) {
            map[i] = builder.input(graph.inputs().get(i), graph.inputNames().get(i));
        }
        for (Slim slim : kept.reversed()) {
            int[] operands = Arrays.stream(slim.operands).map(v -> map[v]).toArray();
            List<Type> types = new ArrayList<>();
            for (int r : slim.results) {
                types.add(slim.node.results().get(r));
            }
            int first = builder.add(slim.op, operands, types, slim.node.origin());
            for (int r = 0; r < slim.results.length; r++) {
                map[slim.node.first() + slim.results[r]] = first + r;
            }
        }
        return builder.build(
                Arrays.stream(graph.outputs().toArray()).map(v -> map[v]).toArray());
    }

    /// A node with the operands and results that it keeps.
    private record Slim(Node node, Op op, int[] operands, int[] results) {}

    private static Slim slim(Node node, boolean[] used) {
        return switch (node.op()) {
            case Scan scan -> scan(node, scan, used);
            case While loop -> loop(node, loop, used);
            case Cond cond -> cond(node, cond, used);
            case Checkpoint(Graph function) -> {
                int[] results = indices(used);
                Graph body = prune(Graphs.withOutputs(function, pick(function.outputs(), results)));
                int[] inputs = usedInputs(List.of(body));
                yield new Slim(
                        node, new Checkpoint(Graphs.withInputs(body, inputs)), pick(node.operands(), inputs), results);
            }
            default ->
                new Slim(
                        node,
                        node.op(),
                        node.operands().toArray(),
                        Axes.range(0, used.length).toArray());
        };
    }

    private static Slim cond(Node node, Cond cond, boolean[] used) {
        int[] results = indices(used);
        List<Graph> branches = new ArrayList<>();
        for (Graph branch : cond.branches()) {
            branches.add(prune(Graphs.withOutputs(branch, pick(branch.outputs(), results))));
        }
        int[] inputs = usedInputs(branches);
        List<Graph> slim =
                branches.stream().map(b -> Graphs.withInputs(b, inputs)).toList();
        int[] operands = new int[inputs.length + 1];
        operands[0] = node.operands().get(0);
        for (int i = 0; i < inputs.length; i++) {
            operands[i + 1] = node.operands().get(inputs[i] + 1);
        }
        return new Slim(node, new Cond(slim), operands, results);
    }

    private static Slim scan(Node node, Scan scan, boolean[] used) {
        int carries = scan.carries();
        // A carry lives if its last value is used, or a live result of the body reads it.
        boolean[] live = used.clone();
        Graph body;
        while (true) {
            body = prune(Graphs.withOutputs(scan.body(), pick(scan.body().outputs(), indices(live))));
            boolean[] read = new boolean[scan.body().inputs().size()];
            for (int i : usedInputs(List.of(body))) {
                read[i] = true;
            }
            boolean changed = false;
            for (int c = 0; c < carries; c++) {
                if (!live[c] && read[scan.consts() + c]) {
                    live[c] = true;
                    changed = true;
                }
            }
            if (!changed) {
                break;
            }
        }
        boolean[] inputs = new boolean[scan.body().inputs().size()];
        for (int i : usedInputs(List.of(body))) {
            inputs[i] = true;
        }
        for (int c = 0; c < carries; c++) {
            inputs[scan.consts() + c] = live[c];
        }
        int[] keptInputs = indices(inputs);
        int consts = Graphs.count(Graphs.part(inputs, 0, scan.consts()));
        int keptCarries = Graphs.count(Graphs.part(live, 0, carries));
        Scan slim = new Scan(Graphs.withInputs(body, keptInputs), scan.length(), consts, keptCarries, scan.reverse());
        return new Slim(node, slim, pick(node.operands(), keptInputs), indices(live));
    }

    private static Slim loop(Node node, While loop, boolean[] used) {
        int tests = loop.conditionConsts();
        int consts = loop.bodyConsts();
        Graph condition = prune(loop.condition());
        boolean[] asked = mask(condition.inputs().size(), usedInputs(List.of(condition)));
        // A carry lives if its last value is used, or the condition or a live carry reads it.
        boolean[] live = used.clone();
        for (int c = 0; c < live.length; c++) {
            live[c] |= asked[tests + c];
        }
        Graph body;
        boolean[] read;
        boolean changed;
        do {
            body = prune(Graphs.withOutputs(loop.body(), pick(loop.body().outputs(), indices(live))));
            read = mask(body.inputs().size(), usedInputs(List.of(body)));
            changed = false;
            for (int c = 0; c < live.length; c++) {
                changed |= read[consts + c] && !live[c];
                live[c] |= read[consts + c];
            }
        } while (changed);
        System.arraycopy(live, 0, asked, tests, live.length);
        System.arraycopy(live, 0, read, consts, live.length);
        int[] operands = node.operands().toArray();
        int[] kept = new int[Graphs.count(asked) + Graphs.count(read) - Graphs.count(live)];
        int k = 0;
        for (int i = 0; i < operands.length; i++) {
            if (i < tests ? asked[i] : read[i - tests]) {
                kept[k++] = operands[i];
            }
        }
        While slim = new While(
                Graphs.withInputs(condition, indices(asked)),
                Graphs.withInputs(body, indices(read)),
                Graphs.count(Graphs.part(asked, 0, tests)),
                Graphs.count(Graphs.part(read, 0, consts)));
        return new Slim(node, slim, kept, indices(live));
    }

    private static boolean[] mask(int n, int[] indices) {
        boolean[] mask = new boolean[n];
        for (int i : indices) {
            mask[i] = true;
        }
        return mask;
    }

    /// The inputs that any of the graphs, which agree in their inputs, reads or returns.
    private static int[] usedInputs(List<Graph> graphs) {
        boolean[] used = new boolean[graphs.get(0).inputs().size()];
        for (Graph graph : graphs) {
            for (Node node : graph.nodes()) {
                for (int operand : node.operands().toArray()) {
                    if (operand < used.length) {
                        used[operand] = true;
                    }
                }
            }
            for (int o : graph.outputs().toArray()) {
                if (o < used.length) {
                    used[o] = true;
                }
            }
        }
        return indices(used);
    }

    private static int[] indices(boolean[] mask) {
        int[] indices = new int[Graphs.count(mask)];
        int n = 0;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i]) {
                indices[n++] = i;
            }
        }
        return indices;
    }

    private static int[] pick(Axes values, int[] indices) {
        return Arrays.stream(indices).map(values::get).toArray();
    }
}
