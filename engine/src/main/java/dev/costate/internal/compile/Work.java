package dev.costate.internal.compile;

import dev.costate.Type;

/// What a run takes.
///
/// @param kernels how many times a kernel is started
/// @param flops operations on floating-point numbers, see [Flops]
/// @param bytes how many bytes kernels and copies read and write, a buffer of a kernel counting once
/// @param isWhole whether that is all; if not, a loop of unknown length counts as one turn
record Work(long kernels, long flops, long bytes, boolean isWhole) {
    static final Work NONE = new Work(0, 0, 0, true);

    static Work flops(long flops) {
        return new Work(0, flops, 0, true);
    }

    Work plus(Work other) {
        return new Work(kernels + other.kernels, flops + other.flops, bytes + other.bytes, isWhole && other.isWhole);
    }

    Work times(long turns) {
        return new Work(kernels * turns, flops * turns, bytes * turns, isWhole);
    }

    /// This as one of unknown many turns.
    Work perTurn() {
        return new Work(kernels, flops, bytes, false);
    }

    /// This or `other`, whichever has more operations, or moves more if they are equal.
    Work dearer(Work other) {
        boolean more = flops != other.flops ? flops > other.flops : bytes >= other.bytes;
        return more ? this : other;
    }

    /// What one run of `plan` takes.
    static Work of(Plan plan) {
        Work work = NONE;
        for (Plan.Step step : plan.steps()) {
            work = work.plus(of(plan, step));
        }
        return work;
    }

    /// What one run of a step of `plan` takes.
    static Work of(Plan plan, Plan.Step step) {
        return switch (step) {
            case Plan.Compute c -> kernel(plan, c);
            case Plan.Loop l -> of(l.body()).times(l.length());
            case Plan.Repeat r -> of(r.condition()).plus(of(r.body())).perTurn();
            case Plan.Branch b -> b.branches().stream().map(Work::of).reduce(NONE, Work::dearer);
            case Plan.Join j -> new Work(0, 0, 2 * bytes(plan.types().get(j.first())), true);
            case Plan.Alias _, Plan.Data _ -> NONE;
        };
    }

    private static Work kernel(Plan plan, Plan.Compute compute) {
        long bytes = 0;
        for (int slot : compute.operands()) {
            bytes += bytes(plan.types().get(slot));
        }
        for (int slot : compute.results()) {
            bytes += bytes(plan.types().get(slot));
        }
        Work own = switch (compute.code()) {
            case ClusterCode cluster -> flops(Flops.of(cluster.cluster()));
            case TreeCode tree ->
                flops(tree.parts().stream()
                        .mapToLong(p -> Flops.of(p.cluster()))
                        .sum());
            case ProductCode product -> flops(2 * product.work());
            case WindowProductCode product -> flops(2 * product.work());
            case FusedProductCode p ->
                flops(2 * p.product().work() + Flops.of(p.then().cluster()));
            case MatrixCode code -> flops(code.batch().flops());
            case RowScatter rows -> flops((long) rows.updates() * rows.width());
            case PlainCode plain -> flops(Flops.of(plain.kernel()));
            case ScalarLoopCode loop -> loop.work();
            default -> NONE;
        };
        return own.plus(new Work(1, 0, bytes, true));
    }

    /// The size of a value in memory.
    static long bytes(Type type) {
        return (long) type.size() * type.dtype().bytes();
    }
}
