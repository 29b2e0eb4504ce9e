package dev.costate.internal.compile;

import dev.costate.internal.schedule.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A cluster of a kernel, with the slots that stand behind its numbers.
///
/// @param cluster the cluster
/// @param operands the slots of what it reads
/// @param made the slots of what its statements make, stored or not
record ClusterPart(Cluster cluster, int[] operands, int[] made) {
    /// The clusters of a kernel, none if it is of another sort.
    static List<ClusterPart> of(Plan.Compute compute) {
        return switch (compute.code()) {
            case ClusterCode code -> List.of(new ClusterPart(code.cluster(), compute.operands(), compute.made()));
            case FusedProductCode fused -> {
                int[] operands = IntStream.range(
                                0, fused.then().cluster().operands().size())
                        .map(fused::operand)
                        .map(k -> k < 0 ? compute.first() : compute.operands()[k])
                        .toArray();
                int[] made = Arrays.copyOfRange(compute.made(), 1, compute.made().length);
                yield List.of(new ClusterPart(fused.then().cluster(), operands, made));
            }
            case TreeCode tree -> of(compute, tree);
            default -> List.of();
        };
    }

    private static List<ClusterPart> of(Plan.Compute compute, TreeCode tree) {
        List<ClusterPart> parts = new ArrayList<>();
        int operand = 0;
        int made = 0;
        for (ClusterCode code : tree.parts()) {
            int operands = code.cluster().operands().size();
            int statements = code.cluster().statements().size();
            parts.add(new ClusterPart(
                    code.cluster(),
                    Arrays.copyOfRange(compute.operands(), operand, operand + operands),
                    Arrays.copyOfRange(compute.made(), made, made + statements)));
            operand += operands;
            made += statements;
        }
        return parts;
    }

    /// Which of the statements makes `slot`, -1 if none does.
    int statement(int slot) {
        return place(made, slot);
    }

    /// Which of the operands is `slot`, -1 if none is.
    int operand(int slot) {
        return place(operands, slot);
    }

    private static int place(int[] slots, int slot) {
        return IntStream.range(0, slots.length)
                .filter(i -> slots[i] == slot)
                .findFirst()
                .orElse(-1);
    }

    /// The slot of a value that a load in the cluster names.
    int slot(int value) {
        return value < operands.length ? operands[value] : made[value - operands.length];
    }
}
