package dev.costate.internal.linalg;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Signature;
import dev.costate.internal.parallel.Workers;
import java.util.List;
import java.util.Locale;

/// A routine on each member of a batch.
///
/// Several members are shared out to the threads if they are work enough; one alone is left to its routine.
/// `float32` is computed in `double` and rounded once, as everywhere: so there is one version of each routine,
/// and a `float32` result is as exact as its type allows.
public final class Batch {
    /// The work that makes up for waking threads.
    private static final long SHARED_FROM = 100_000;

    /// The work of one member from which its routine has use for several threads itself.
    private static final long LARGE = 50_000_000;

    private final MatrixOp op;
    private final Routine routine;
    private final List<Type> types;
    private final int operands;
    private final Shape batch;
    private final boolean isSingle;
    private final int[] sizes;

    /// The batch of `op` on operands of types `in`.
    ///
    /// @param in legal types
    /// @param out the results' types
    public Batch(MatrixOp op, List<Type> in, List<Type> out) {
        this.op = op;
        routine = Routines.of(op, in);
        types = java.util.stream.Stream.concat(in.stream(), out.stream()).toList();
        operands = in.size();
        Type first = in.getFirst();
        batch = first.shape()
                .slice(0, first.rank() - op.signature().operands().getFirst().rank());
        isSingle = types.stream().anyMatch(t -> t.dtype() == DType.FLOAT32);
        sizes = new int[types.size()];
        for (int k = 0; k < sizes.length; k++) {
            sizes[k] = core(k).size();
        }
    }

    private Shape core(int k) {
        Signature signature = op.signature();
        int rank = (k < operands
                        ? signature.operands().get(k)
                        : signature.results().get(k - operands))
                .rank();
        Shape shape = types.get(k).shape();
        return shape.slice(shape.rank() - rank, shape.rank());
    }

    /// The operations on numbers of all members.
    public long flops() {
        return batch.size() * routine.flops();
    }

    /// Computes the results.
    ///
    /// @param arrays the operands' arrays, then the results', of their own element types
    /// @param offsets where in each array its elements begin
    public void run(Object[] arrays, int[] offsets) {
        int members = batch.size();
        Workers workers = Workers.shared();
        boolean fewAndLarge = members < workers.count() && routine.flops() >= LARGE;
        if (members > 1 && flops() >= SHARED_FROM && !fewAndLarge) {
            int pieces = Math.min(members, workers.count());
            workers.run(pieces, p -> {
                int first = (int) ((long) members * p / pieces);
                members(first, (int) ((long) members * (p + 1) / pieces), arrays, offsets);
            });
        } else {
            members(0, members, arrays, offsets);
        }
    }

    private void members(int first, int end, Object[] arrays, int[] offsets) {
        int[] at = new int[offsets.length];
        for (int k = 0; k < at.length; k++) {
            at[k] = offsets[k] + first * sizes[k];
        }
        if (isSingle) {
            Widened widened = new Widened(arrays, sizes);
            for (int m = first; m < end; m++) {
                widened.load(operands, at);
                routine.run(widened.arrays(), widened.at(), Scratch.own(routine.scratch()));
                widened.store(operands, at);
                step(at);
            }
            return;
        }
        double[] scratch = Scratch.own(routine.scratch());
        for (int m = first; m < end; m++) {
            routine.run(arrays, at, scratch);
            step(at);
        }
    }

    private void step(int[] at) {
        for (int k = 0; k < at.length; k++) {
            at[k] += sizes[k];
        }
    }

    /// What it computes, such as `lu of 4 times f64[3,3]`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(op.name()).append(" of ");
        if (batch.rank() > 0) {
            text.append(String.format(Locale.ROOT, "%,d times ", batch.size()));
        }
        for (int k = 0; k < operands; k++) {
            text.append(k == 0 ? "" : ", ").append(types.get(k).withShape(core(k)));
        }
        return text.toString();
    }
}
