package dev.costate.internal.compile;

import dev.costate.Detail;
import dev.costate.Shape;
import dev.costate.internal.gemm.GemmShape;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Kernel;
import dev.costate.internal.lower.Nest;
import dev.costate.internal.lower.Prefix;
import dev.costate.internal.lower.Ranking;
import dev.costate.internal.lower.Scatter;
import dev.costate.internal.schedule.Cluster;
import dev.costate.internal.schedule.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells of one kernel: its loops, what it makes, where that goes, and what it computes on the way.
final class KernelText {
    private final Plan.Compute compute;
    private final Fusion fusion;
    private final Detail detail;
    private final Plan plan;

    KernelText(Plan plan, Plan.Compute compute, Fusion fusion, Detail detail) {
        this.plan = plan;
        this.compute = compute;
        this.fusion = fusion;
        this.detail = detail;
    }

    /// What sort of code it is, and its loops.
    String head() {
        return switch (compute.code()) {
            case ClusterCode cluster -> cluster(cluster);
            case TreeCode tree -> tree(tree);
            case FusedProductCode fused -> product(fused.product()) + ", then " + cluster(fused.then());
            case ProductCode product -> product(product);
            case WindowProductCode product -> "convolution of " + product.dtype() + " " + product.product();
            case ScalarLoopCode loop ->
                String.format(Locale.ROOT, "scalar loop, %,d scalars in local variables", loop.scalars());
            case RankingCode code -> ranking(code.ranking());
            case MatrixCode code -> code.batch().toString();
            case RowScatter rows -> rows(rows);
            case PlainCode plain ->
                kind(plain.kernel()) + (Fallbacks.isOne(plain) ? " (no vectors: " + plain.reason() + ")" : "");
            default -> "code";
        };
    }

    private String cluster(ClusterCode code) {
        Cluster cluster = code.cluster();
        if (cluster.spine() <= 1) {
            return "few elements" + turns(cluster.outer());
        }
        String loops = String.format(Locale.ROOT, "vectors along %,d%s", cluster.spine(), turns(cluster.outer()));
        if (detail == Detail.SCHEDULE) {
            return loops;
        }
        Tiling tiling = code.tiling();
        return String.format(
                Locale.ROOT,
                "%s, %d x %d vectors of %d lanes, %s",
                loops,
                tiling.jam(),
                tiling.chunks(),
                VectorModule.lanes(tiling.bytes()),
                code.isShared() ? "shared out to the threads" : "in one thread");
    }

    private String tree(TreeCode tree) {
        String loops = tree.parts().stream()
                .map(p -> String.format(Locale.ROOT, "%,d", p.units()))
                .collect(Collectors.joining(" + ", "vectors along ", ""));
        if (detail == Detail.SCHEDULE) {
            return loops;
        }
        return String.format(
                Locale.ROOT,
                "%s, one of %d lanes at a time, %s",
                loops,
                VectorModule.lanes(tree.parts().getFirst().tiling().bytes()),
                tree.isShared() ? "shared out to the threads" : "in one thread");
    }

    private static String turns(Shape outer) {
        return outer.rank() == 0 ? "" : " for each of " + outer;
    }

    private static String product(ProductCode product) {
        GemmShape s = product.shape();
        String batch = s.batch() == 1 ? "" : String.format(Locale.ROOT, "%,d times ", s.batch());
        return String.format(
                Locale.ROOT,
                "product of %s matrices, %s[%d,%d] [%d,%d]",
                product.dtype(),
                batch,
                s.m(),
                s.k(),
                s.k(),
                s.n());
    }

    private static String ranking(Ranking ranking) {
        int n = ranking.operand().shape().dim(ranking.axis());
        String some = ranking.count() < n ? String.format(Locale.ROOT, ", the first %,d", ranking.count()) : "";
        return "order along axis " + ranking.axis() + " of " + ranking.operand().shape()
                + (ranking.descending() ? ", descending" : "") + some;
    }

    private String rows(RowScatter scatter) {
        String additions = String.format(
                Locale.ROOT, "%,d additions to rows of [%d,%d]", scatter.updates(), scatter.rows(), scatter.width());
        if (detail == Detail.SCHEDULE) {
            return additions;
        }
        return additions + (scatter.isShared() ? ", shared out to the threads" : ", in one thread");
    }

    private static String kind(Kernel kernel) {
        return switch (kernel) {
            case Nest nest ->
                "plain loops over " + nest.parallel()
                        + (nest.combine() == Combine.NONE ? "" : ", " + nest.combine() + " over " + nest.reduction());
            case Prefix prefix ->
                "running sums along axis " + prefix.axis() + " of " + prefix.extents()
                        + (prefix.reverse() ? ", backwards" : "");
            case Scatter scatter ->
                "additions at computed places of " + scatter.shape() + ", " + scatter.updates() + " of them";
        };
    }

    /// What it makes, a line a value, and what it computes in place.
    List<String> lines() {
        Columns table = new Columns();
        int[] made = compute.made();
        for (int i = 0; i < made.length; i++) {
            table.add(
                    "%" + made[i],
                    plan.types().get(made[i]).toString(),
                    fusion.operation(made[i]),
                    how(i),
                    fusion.place(compute, made[i]),
                    detail == Detail.SCHEDULE ? "" : fusion.origin(made[i]).toString());
        }
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < made.length; i++) {
            lines.add(rows.get(i));
            if (detail != Detail.SCHEDULE) {
                expressions(i).forEach(e -> lines.add("  = " + e));
            }
        }
        lines.addAll(fusion.inPlace(compute));
        return lines;
    }

    /// How value `i` lies to the vectors, and what it is reduced over.
    private String how(int i) {
        return part(i).filter(part -> part.cluster().spine() > 1)
                .map(part -> how(statement(part, i)))
                .orElse("");
    }

    private static String how(Statement s) {
        String role = switch (s.role()) {
            case ALONG -> "along";
            case ACROSS -> "across";
            case AFTER -> "after";
        };
        boolean inner = s.combine() != Combine.NONE && s.loop().rank() > 0;
        return role + (s.combine() == Combine.NONE ? "" : ", " + s.combine() + (inner ? " over " + s.loop() : ""));
    }

    /// The cluster that makes value `i`.
    private Optional<ClusterPart> part(int i) {
        return ClusterPart.of(compute).stream()
                .filter(part -> part.statement(compute.made()[i]) >= 0)
                .findFirst();
    }

    private Statement statement(ClusterPart part, int i) {
        return part.cluster().statements().get(part.statement(compute.made()[i]));
    }

    private List<String> expressions(int i) {
        ClusterPart part = part(i).orElse(null);
        if (part != null) {
            List<String> texts = new ArrayList<>();
            for (Statement.Point point : statement(part, i).points()) {
                for (Expr body : point.bodies()) {
                    texts.add(text(body.rewrite(load -> load.of(part.slot(load.operand())))));
                }
            }
            return shortened(texts);
        }
        if (!(compute.code() instanceof PlainCode plain)) {
            return List.of();
        }
        int operands = plain.kernel().operands().size();
        return switch (plain.kernel()) {
            case Nest nest -> List.of(text(nest.body(), operands));
            case Prefix prefix -> List.of(text(prefix.body(), operands));
            case Scatter scatter ->
                List.of(
                        text(scatter.init(), operands),
                        "at "
                                + scatter.at().stream().map(Index::toString).toList() + " add "
                                + text(scatter.value(), operands));
        };
    }

    private List<String> shortened(List<String> texts) {
        if (detail == Detail.EXPRESSIONS || texts.size() <= 2) {
            return texts;
        }
        return List.of(texts.getFirst(), "... and " + (texts.size() - 1) + " more");
    }

    /// The expression with the slots' names for what it reads.
    private String text(Expr body, int operands) {
        return text(body.rewrite(load -> load.of(
                load.operand() < operands
                        ? compute.operands()[load.operand()]
                        : compute.made()[load.operand() - operands])));
    }

    private String text(Expr named) {
        return detail == Detail.EXPRESSIONS ? ExpressionText.full(named) : ExpressionText.brief(named);
    }
}
