package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.graph.Array;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Ranking;
import java.util.ArrayList;
import java.util.List;

/// Puts scalars in order, written out: each is exchanged with the one before as long as it belongs in front of it.
final class ScalarRanking {
    private static final int MOST_EXCHANGES = 128;

    private final ScalarProgram program;

    ScalarRanking(ScalarProgram program) {
        this.program = program;
    }

    /// The elements of both results.
    ///
    /// @param values the first result's
    /// @param places the second's
    record Both(List<Expr> values, List<Expr> places) {}

    /// The elements of a ranking's results.
    Both elements(Ranking ranking, ScalarValue operand) {
        int n = ranking.operand().shape().dim(ranking.axis());
        int size = ranking.operand().size();
        if ((long) size * (n - 1) / 2 > MOST_EXCHANGES) {
            throw new NotSmallException();
        }
        int step = ranking.operand().shape().strides()[ranking.axis()];
        List<Index> axes = Index.axes(ranking.operand().shape(), 0);
        Expr.Load read = new Expr.Load(0, ranking.operand().dtype(), axes);
        Expr[] values = new Expr[size];
        Expr[] places = new Expr[size];
        List<List<Index>> all = ScalarValue.places(ranking.operand().shape());
        for (int i = 0; i < size; i++) {
            values[i] = program.scalar(read.rewrite(ScalarValue.at(all.get(i), List.of(operand))));
            places[i] = new Expr.Literal(Array.scalar(DType.INT32, (long) (i / step % n)));
            for (int k = i; k / step % n > 0; k -= step) {
                exchange(values, places, k - step, k, ranking.descending());
            }
        }
        List<Expr> first = new ArrayList<>();
        List<Expr> firstPlaces = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (i / step % n < ranking.count()) {
                first.add(values[i]);
                firstPlaces.add(places[i]);
            }
        }
        return new Both(first, firstPlaces);
    }

    private void exchange(Expr[] values, Expr[] places, int a, int b, boolean descending) {
        Expr swaps = program.scalar(descending ? exceeds(values[b], values[a]) : exceeds(values[a], values[b]));
        Expr value = values[a];
        Expr place = places[a];
        values[a] = program.scalar(Expr.select(swaps, values[b], value));
        values[b] = program.scalar(Expr.select(swaps, value, values[b]));
        places[a] = program.scalar(Expr.select(swaps, places[b], place));
        places[b] = program.scalar(Expr.select(swaps, place, places[b]));
    }

    /// Whether `a` is greater than `b`, as a NaN is than all else.
    private static Expr exceeds(Expr a, Expr b) {
        Expr greater = new Expr.Compare(Comparison.GT, a, b);
        if (!a.dtype().isFloating()) {
            return greater;
        }
        Expr onlyOne = Expr.binary(
                BinaryFunction.AND,
                new Expr.Unary(UnaryFunction.IS_NAN, a),
                new Expr.Unary(UnaryFunction.NOT, new Expr.Unary(UnaryFunction.IS_NAN, b)));
        return Expr.binary(BinaryFunction.OR, greater, onlyOne);
    }
}
