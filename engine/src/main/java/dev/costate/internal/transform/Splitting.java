package dev.costate.internal.transform;

import dev.costate.Type;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Cond;
import dev.costate.graph.Constant;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Iota;
import dev.costate.graph.Node;
import dev.costate.graph.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Splits a program in two: what can be computed from some inputs alone, and the rest, which reads of the
/// first part no more than it needs (the *residuals*).
///
/// Applied to a program with tangents it separates the forward pass from the linear part that the reverse pass
/// transposes.
final class Splitting {
    /// The two parts.
    ///
    /// @param known `known inputs... -> known outputs..., residuals...`
    /// @param unknown `unknown inputs..., residuals... -> unknown outputs...`
    /// @param outputs which outputs are known
    /// @param residuals how many residuals there are
    record Split(Graph known, Graph unknown, boolean[] outputs, int residuals) {}

    private final Graph graph;
    final GraphBuilder known = new GraphBuilder();
    final GraphBuilder unknown = new GraphBuilder();
    private final int[] knownIds;
    private final int[] unknownIds;
    private final List<Integer> residuals = new ArrayList<>();
    private final Node[] makers;

    private Splitting(Graph graph) {
        this.graph = graph;
        knownIds = new int[graph.valueCount()];
        unknownIds = new int[graph.valueCount()];
        Arrays.fill(knownIds, -1);
        Arrays.fill(unknownIds, -1);
        makers = new Node[graph.valueCount()];
    }

    /// Splits `graph`.
    ///
    /// @param knownInputs which inputs are known
    /// @param forceUnknown outputs that the second part gives even if they are known
    static Split split(Graph graph, boolean[] knownInputs, boolean[] forceUnknown) {
        return new Splitting(graph).run(knownInputs, forceUnknown);
    }

    private Split run(boolean[] knownInputs, boolean[] forceUnknown) {
        for (int i = 0; i < knownInputs.length; i++) {
            if (knownInputs[i]) {
                knownIds[i] =
                        known.input(graph.inputs().get(i), graph.inputNames().get(i));
            } else {
                unknownIds[i] =
                        unknown.input(graph.inputs().get(i), graph.inputNames().get(i));
            }
        }
        for (Node node : graph.nodes()) {
            for (int r = 0; r < node.results().size(); r++) {
                makers[node.first() + r] = node;
            }
            int[] operands = node.operands().toArray();
            boolean all = Arrays.stream(operands).allMatch(this::isKnown);
            boolean none = Arrays.stream(operands).noneMatch(this::isKnown);
            if (all) {
                int[] ids = Arrays.stream(operands).map(v -> knownIds[v]).toArray();
                setKnown(node, known.add(node.op(), ids, node.results(), node.origin()));
            } else if (none) {
                emitUnknown(node);
            } else {
                switch (node.op()) {
                    case Scan scan -> ScanRules.split(this, node, scan);
                    case Cond cond -> CondRules.split(this, node, cond);
                    case Checkpoint checkpoint -> CheckpointRules.split(this, node, checkpoint);
                    default -> emitUnknown(node);
                }
            }
        }
        int[] outputs = graph.outputs().toArray();
        boolean[] outputKnown = new boolean[outputs.length];
        List<Integer> knownOutputs = new ArrayList<>();
        List<Integer> unknownOutputs = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            outputKnown[i] = isKnown(outputs[i]) && !forceUnknown[i];
            if (outputKnown[i]) {
                knownOutputs.add(knownIds[outputs[i]]);
            } else {
                unknownOutputs.add(need(outputs[i]));
            }
        }
        knownOutputs.addAll(residuals);
        return new Split(
                known.build(ints(knownOutputs)), unknown.build(ints(unknownOutputs)), outputKnown, residuals.size());
    }

    boolean isKnown(int value) {
        return knownIds[value] >= 0;
    }

    /// The number in the known part of a known value.
    int known(int value) {
        return knownIds[value];
    }

    /// The number in the unknown part of any value; a known one is handed over as a residual, or, where that
    /// is as cheap, made again.
    int need(int value) {
        if (unknownIds[value] >= 0) {
            return unknownIds[value];
        }
        Node maker = makers[value];
        if (maker != null
                && (maker.op() instanceof Constant || maker.op() instanceof Iota || maker.op() instanceof Broadcast)) {
            int[] operands =
                    Arrays.stream(maker.operands().toArray()).map(this::need).toArray();
            unknownIds[value] = unknown.add(maker.op(), operands, maker.results(), maker.origin());
        } else {
            unknownIds[value] = residual(knownIds[value], graph.type(value));
        }
        return unknownIds[value];
    }

    /// Hands value `knownId` of the known part over to the unknown part; returns its number there.
    int residual(int knownId, Type type) {
        residuals.add(knownId);
        return unknown.input(type, "");
    }

    void setKnown(int value, int id) {
        knownIds[value] = id;
    }

    void setUnknown(int value, int id) {
        unknownIds[value] = id;
    }

    private void setKnown(Node node, int first) {
        for (int r = 0; r < node.results().size(); r++) {
            knownIds[node.first() + r] = first + r;
        }
    }

    private void emitUnknown(Node node) {
        int[] operands =
                Arrays.stream(node.operands().toArray()).map(this::need).toArray();
        int first = unknown.add(node.op(), operands, node.results(), node.origin());
        for (int r = 0; r < node.results().size(); r++) {
            unknownIds[node.first() + r] = first + r;
        }
    }

    static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
