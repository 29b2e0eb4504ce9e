package dev.costate.internal.compile;

import dev.costate.Type;
import dev.costate.internal.gemm.Gemm;
import dev.costate.internal.gemm.Rows;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.schedule.Affine;
import dev.costate.internal.schedule.Cluster;
import dev.costate.internal.schedule.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Makes a product of matrices and the kernel that first reads it one kernel, where a row of what that makes needs but
/// the same row of the product.
final class Epilogues {
    private final List<Plan.Step> steps;
    private final Set<Integer> known = new HashSet<>();

    private Epilogues(int inputs, List<Plan.Step> steps) {
        this.steps = new ArrayList<>(steps);
        IntStream.range(0, inputs).forEach(known::add);
    }

    /// The same steps, some of them as one.
    ///
    /// @param inputs how many of the first slots are inputs
    static List<Plan.Step> fuse(int inputs, List<Plan.Step> steps) {
        return new Epilogues(inputs, steps).run();
    }

    private List<Plan.Step> run() {
        for (int s = 0; s < steps.size(); s++) {
            if (steps.get(s) instanceof Plan.Compute compute && compute.code() instanceof ProductCode product) {
                int next = reader(s, compute, product);
                if (next >= 0) {
                    steps.set(s, fused(compute, product, (Plan.Compute) steps.remove(next)));
                }
            }
            Arrays.stream(BufferPlan.filled(steps.get(s))).forEach(known::add);
        }
        return List.copyOf(steps);
    }

    /// The first step after number `s` that reads the product and can follow its rows, -1 if there is none.
    private int reader(int s, Plan.Compute compute, ProductCode product) {
        int c = compute.first();
        if (!product.apart().isEmpty() || !Gemm.hasRows(product.shape())) {
            return -1;
        }
        for (int r = s + 1; r < steps.size(); r++) {
            if (steps.get(r) instanceof Plan.Compute reader
                    && reader.code() instanceof ClusterCode code
                    && Arrays.stream(reader.operands()).filter(o -> o == c).count() == 1
                    && Arrays.stream(reader.operands()).allMatch(o -> o == c || known.contains(o))
                    && !overwrites(reader)
                    && follows(
                            code,
                            place(reader, c),
                            product.shape().m(),
                            product.shape().n())) {
                return r;
            }
        }
        return -1;
    }

    private static int place(Plan.Compute reader, int c) {
        return IntStream.range(0, reader.operands().length)
                .filter(k -> reader.operands()[k] == c)
                .findFirst()
                .orElseThrow();
    }

    /// Whether it could write over what others may still read: an update, whose place is the end.
    private boolean overwrites(Plan.Compute reader) {
        return Arrays.stream(reader.operands())
                .filter(known::contains)
                .anyMatch(o -> Arrays.stream(reader.results()).anyMatch(r -> InPlace.allows(reader, o, r)));
    }

    /// Whether the cluster can do rows of the `m` by `n` matrix that is its operand number `place`, row by row.
    private static boolean follows(ClusterCode code, int place, int m, int n) {
        Cluster cluster = code.cluster();
        Type matrix = cluster.operands().get(place);
        if (matrix.size() != m * n) {
            return false;
        }
        if (code.tiling().anyLength()) {
            return cluster.spine() == m * n;
        }
        if (cluster.outer().rank() != 1
                || cluster.outer().dim(0) != m
                || Rows.GRAIN % code.tiling().jam() != 0
                || !code.splits()) {
            return false;
        }
        for (Statement statement : cluster.statements()) {
            for (Statement.Point point : statement.points()) {
                for (Expr body : point.bodies()) {
                    if (!inRow(body, place, matrix, n)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// Whether all that `expr` reads of the matrix is in the row of the outer axis.
    private static boolean inRow(Expr expr, int place, Type matrix, int n) {
        if (expr instanceof Expr.Load load && load.operand() == place) {
            Affine affine =
                    Affine.of(ExprEmitter.flat(load.at(), matrix.shape()), 0).orElse(null);
            if (affine == null
                    || affine.step() != n
                    || affine.rest().low() < 0
                    || affine.rest().high() >= n) {
                return false;
            }
        }
        return expr.parts().stream().allMatch(part -> inRow(part, place, matrix, n))
                && expr.indices().stream().allMatch(i -> doesNotRead(i, place));
    }

    private static boolean doesNotRead(Index index, int place) {
        return Reads.all(index, v -> v != place);
    }

    private Plan.Compute fused(Plan.Compute compute, ProductCode product, Plan.Compute reader) {
        int c = compute.first();
        int place = place(reader, c);
        return new Plan.Compute(
                new FusedProductCode(product, (ClusterCode) reader.code(), place),
                IntStream.concat(
                                Arrays.stream(compute.operands()),
                                Arrays.stream(reader.operands()).filter(o -> o != c))
                        .toArray(),
                IntStream.concat(IntStream.of(c), Arrays.stream(reader.results()))
                        .toArray(),
                IntStream.concat(IntStream.of(c), Arrays.stream(reader.made())).toArray());
    }
}
