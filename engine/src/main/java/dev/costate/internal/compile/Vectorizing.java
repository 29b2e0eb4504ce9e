package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.schedule.Affine;
import dev.costate.internal.schedule.Cluster;
import dev.costate.internal.schedule.Segment;
import dev.costate.internal.schedule.Statement;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether a cluster has a vector form, and what it costs.
final class Vectorizing {
    /// The most totals that are kept in registers for one loop: somewhat less than half of 32.
    private static final int MOST_TOTALS = 14;

    private static final int MOST_VALUES = 400;
    private static final int NOMINAL_BYTES = 64;
    private static final int MOST_SIDE_BY_SIDE = 80;
    private static final int MOST_INNER = 64;

    private Vectorizing() {}

    /// The size of the lanes that all the cluster's vectors have.
    static int bytes(Statement statement) {
        DType dtype = statement.dtype();
        if (dtype != DType.BOOL) {
            return dtype.bytes();
        }
        // A truth value takes its lanes from what it is made of.
        return width(statement.points().getFirst().bodies().getFirst());
    }

    private static int width(Expr expr) {
        if (expr.dtype() != DType.BOOL) {
            return expr.dtype().bytes();
        }
        for (Expr part : expr.parts()) {
            int width = width(part);
            if (width > 0) {
                return width;
            }
        }
        return expr instanceof Expr.Within ? 4 : 0;
    }

    /// How many vector operations one turn of the spine's loop takes, nothing if there is no vector form.
    static OptionalLong operations(Cluster cluster, int bytes) {
        return size(cluster, bytes).map(s -> OptionalLong.of(s.operations)).orElse(OptionalLong.empty());
    }

    /// What one turn of the spine's loop takes.
    ///
    /// @param operations the vector operations
    /// @param inner those of them in the loops inside
    record Size(long operations, long inner) {}

    /// What one turn of the spine's loop takes, nothing if there is no vector form.
    static Optional<Size> size(Cluster cluster, int bytes) {
        try {
            return Optional.of(require(cluster, bytes));
        } catch (LaneGraph.NoVectors e) {
            return Optional.empty();
        }
    }

    /// Why a cluster has no vector form, nothing if it has one.
    static Optional<String> refusal(Cluster cluster, int bytes) {
        try {
            require(cluster, bytes);
            return Optional.empty();
        } catch (LaneGraph.NoVectors e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Size require(Cluster cluster, int bytes) {
        if (bytes != 4 && bytes != 8) {
            throw new LaneGraph.NoVectors("truth values made of nothing but truth values");
        }
        Size most = new Size(0, 0);
        for (Segment segment : Segment.of(cluster)) {
            LaneGraph graph = graph(cluster, segment, bytes);
            if (graph.size() > MOST_VALUES) {
                throw new LaneGraph.NoVectors("more than " + MOST_VALUES + " vector operations");
            }
            if (graph.size() >= most.operations) {
                most = new Size(graph.size(), graph.inner());
            }
        }
        return most;
    }

    private static LaneGraph graph(Cluster cluster, Segment segment, int bytes) {
        int outer = cluster.outer().rank();
        int operands = cluster.operands().size();
        LaneGraph graph = new LaneGraph(cluster.values(), operands, outer, bytes);
        graph.at(0, 0, 0, VectorModule.lanes(bytes));
        for (int s = 0; s < segment.statements().size(); s++) {
            Statement statement = segment.statements().get(s);
            if (statement.role() == Statement.Role.AFTER) {
                continue;
            }
            if (statement.combine() != Combine.NONE && statement.dtype() == DType.BOOL) {
                throw new LaneGraph.NoVectors("a reduction of truth values");
            }
            for (int p = 0; p < statement.points().size(); p++) {
                Statement.Point point = statement.points().get(p);
                LaneValue value = null;
                for (Expr body : point.bodies()) {
                    value = graph.vector(body);
                }
                if (statement.role() == Statement.Role.ALONG) {
                    Index flat = ExprEmitter.flat(point.at(), statement.result().shape());
                    if (Affine.of(flat, outer).filter(a -> a.step() == 1).isEmpty()) {
                        throw new LaneGraph.NoVectors("results apart in memory");
                    }
                    if (statement.loop().rank() > 0 || value == null) {
                        value = graph.total(s, p, statement.dtype());
                    }
                    graph.result(operands + s, point.at(), value);
                }
            }
            if (graph.size() > MOST_VALUES) {
                return graph;
            }
        }
        return graph;
    }

    /// How to tile a cluster, one turn of which takes so much.
    static Tiling tiling(Cluster cluster, int bytes, Size size) {
        int lanes = VectorModule.lanes(bytes);
        boolean along = false;
        boolean across = false;
        boolean loops = false;
        int inLoops = 0;
        int acrossSpine = 0;
        for (Statement s : cluster.statements()) {
            along |= s.role() == Statement.Role.ALONG;
            across |= s.role() == Statement.Role.ACROSS;
            loops |= s.loop().rank() > 0;
            if (s.role() == Statement.Role.ACROSS) {
                acrossSpine += s.points().size();
            } else if (s.loop().rank() > 0) {
                inLoops += s.points().size();
            }
        }
        if (cluster.spine() <= 1) {
            return new Tiling(bytes, 1, 1);
        }
        int jam = 1;
        int outer = cluster.outer().rank();
        if (outer > 0 && (loops || across)) {
            int rows = cluster.outer().dim(outer - 1);
            for (int u = 2; u <= 8; u++) {
                if (rows % u == 0 && fits(u, u * (inLoops + acrossSpine), size)) {
                    jam = u;
                }
            }
        }
        int chunks = 1;
        if (along && loops) {
            int most = Math.max(1, cluster.spine() / lanes);
            for (int v = 2; v <= 8; v *= 2) {
                if (v <= most && fits((long) v * jam, jam * (v * inLoops + acrossSpine), size)) {
                    chunks = v;
                }
            }
        }
        return new Tiling(bytes, jam, chunks);
    }

    /// Whether so many turns side by side keep their totals in registers and their code short.
    private static boolean fits(long turns, int totals, Size size) {
        boolean isShort = size.inner > 0
                ? turns * size.inner <= MOST_INNER && turns * size.operations <= 2 * MOST_SIDE_BY_SIDE
                : turns * size.operations <= MOST_SIDE_BY_SIDE;
        return isShort && Math.max(turns, totals) <= MOST_TOTALS;
    }

    /// About how many vector operations the whole cluster takes.
    ///
    /// It counts in vectors of 64 bytes whatever the machine has, so that the same kernels are made everywhere.
    static long work(Cluster cluster, int bytes, long operations) {
        int lanes = NOMINAL_BYTES / bytes;
        long turns = Math.max(1, (cluster.spine() + lanes - 1) / lanes);
        long loop = 1;
        for (Statement s : cluster.statements()) {
            loop = Math.max(loop, s.loop().size());
        }
        return turns * loop * operations * (long) cluster.outer().size();
    }

    /// How many turns the outermost loop has.
    static int units(Cluster cluster, Tiling tiling) {
        int outer = cluster.outer().rank();
        if (outer > 0) {
            return outer == 1
                    ? cluster.outer().dim(0) / tiling.jam()
                    : cluster.outer().dim(0);
        }
        int step = VectorModule.lanes(tiling.bytes()) * tiling.chunks();
        return (cluster.spine() + step - 1) / step;
    }

    /// Whether the turns of the outermost loop can be run in any order.
    static boolean splits(Cluster cluster) {
        return cluster.outer().rank() > 0
                || (cluster.spine() > 1
                        && Segment.of(cluster).size() == 1
                        && cluster.statements().stream().allMatch(s -> s.role() == Statement.Role.ALONG));
    }
}
