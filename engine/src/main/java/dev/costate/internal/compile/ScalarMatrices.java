package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Cholesky;
import dev.costate.graph.Comparison;
import dev.costate.graph.Lu;
import dev.costate.graph.Qr;
import dev.costate.graph.Signature;
import dev.costate.graph.Solve;
import dev.costate.graph.Svd;
import dev.costate.graph.SymmetricEigen;
import dev.costate.graph.TriangularSolve;
import dev.costate.graph.TridiagonalFactors;
import dev.costate.graph.TridiagonalSolve;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.MatrixCall;
import java.util.ArrayList;
import java.util.List;

/// Linear algebra on matrices of a few rows, written out: what [dev.costate.internal.linalg.Routines] does to
/// such small ones, operation by operation.
///
/// Newton's method on a few unknowns spends nearly all of its time between the routines otherwise.
final class ScalarMatrices {
    private static final int MOST_ROWS = 4;

    private static final Expr ZERO = new Expr.Literal(Array.scalar(DType.FLOAT64, 0.0));

    private final ScalarProgram program;

    ScalarMatrices(ScalarProgram program) {
        this.program = program;
    }

    /// The elements of each result.
    List<List<Expr>> elements(MatrixCall call, List<ScalarValue> operands) {
        List<Signature.Core> cores = call.op().signature().operands();
        Shape first = call.operands().getFirst().shape();
        int lead = first.rank() - cores.getFirst().rank();
        int rows = lead < first.rank() ? first.dim(lead) : 0;
        if (rows > MOST_ROWS) {
            throw new NotSmallException();
        }
        int members = first.slice(0, lead).size();
        List<List<Expr>> results = new ArrayList<>();
        call.results().forEach(_ -> results.add(new ArrayList<>()));
        List<List<Expr>> elements = new ArrayList<>();
        for (ScalarValue operand : operands) {
            if (operand.type().size() > ScalarUnrolling.MOST_ELEMENTS) {
                throw new NotSmallException();
            }
            elements.add(operand.elements());
        }
        for (int m = 0; m < members; m++) {
            List<Expr[]> in = new ArrayList<>();
            for (List<Expr> all : elements) {
                int size = all.size() / members;
                in.add(all.subList(m * size, (m + 1) * size).stream()
                        .map(this::wide)
                        .toArray(Expr[]::new));
            }
            List<Expr[]> out = member(call, in, rows);
            for (int r = 0; r < out.size(); r++) {
                for (Expr e : out.get(r)) {
                    results.get(r).add(narrow(e, call.results().get(r)));
                }
            }
        }
        return results;
    }

    private List<Expr[]> member(MatrixCall call, List<Expr[]> in, int n) {
        return switch (call.op()) {
            case TriangularSolve o -> {
                Expr[] x = in.get(1).clone();
                Triangle t = new Triangle(in.get(0), n, o.transposed(), o.lower() != o.transposed(), o.unitDiagonal());
                yield List.<Expr[]>of(substitute(t, x));
            }
            case Lu _ -> lu(in.getFirst().clone(), n);
            case Solve o -> List.<Expr[]>of(solve(o, in.get(1), in.get(2), in.get(3), n));
            case Cholesky _ -> List.<Expr[]>of(cholesky(in.getFirst(), n));
            // They are for many rows.
            case TridiagonalFactors _, TridiagonalSolve _ -> throw new NotSmallException();
            // Reflections choose their ways by the numbers, and iterations their ends.
            case Qr _, SymmetricEigen _, Svd _ -> throw new NotSmallException();
        };
    }

    /// A triangle of `a`, or of its transpose.
    private record Triangle(Expr[] a, int n, boolean transposed, boolean lower, boolean unit) {
        Expr at(int i, int j) {
            return transposed ? a[j * n + i] : a[i * n + j];
        }
    }

    private Expr[] substitute(Triangle t, Expr[] x) {
        int n = t.n;
        int k = n == 0 ? 0 : x.length / n;
        for (int s = 0; s < n; s++) {
            int i = t.lower ? s : n - 1 - s;
            for (int r = 0; r < s; r++) {
                int j = t.lower ? r : n - 1 - r;
                for (int c = 0; c < k; c++) {
                    x[i * k + c] = minus(x[i * k + c], times(t.at(i, j), x[j * k + c]));
                }
            }
            for (int c = 0; c < k && !t.unit; c++) {
                x[i * k + c] = over(x[i * k + c], t.at(i, i));
            }
        }
        return x;
    }

    private List<Expr[]> lu(Expr[] a, int n) {
        Expr[] permutation = new Expr[n];
        for (int i = 0; i < n; i++) {
            permutation[i] = place(i);
        }
        for (int j = 0; j < n; j++) {
            pivot(j, n, a, permutation);
            Expr divisor = a[j * n + j];
            Expr isNone = compare(Comparison.EQ, divisor, ZERO);
            for (int i = j + 1; i < n; i++) {
                Expr factor = over(a[i * n + j], divisor);
                a[i * n + j] = select(isNone, a[i * n + j], factor);
                for (int c = j + 1; c < n; c++) {
                    Expr less = minus(a[i * n + c], times(factor, a[j * n + c]));
                    a[i * n + c] = select(isNone, a[i * n + c], less);
                }
            }
        }
        return List.of(a, permutation);
    }

    /// Exchanges row `j` with the first of those from there on whose element in column `j` is the largest.
    private void pivot(int j, int n, Expr[] a, Expr[] permutation) {
        Expr largest = abs(a[j * n + j]);
        Expr pivot = place(j);
        for (int i = j + 1; i < n; i++) {
            Expr x = abs(a[i * n + j]);
            Expr onlyNaN = both(isNaN(x), program.scalar(new Expr.Unary(UnaryFunction.NOT, isNaN(largest))));
            Expr exceeds = program.scalar(Expr.binary(BinaryFunction.OR, compare(Comparison.GT, x, largest), onlyNaN));
            pivot = select(exceeds, place(i), pivot);
            largest = select(exceeds, x, largest);
        }
        for (int i = j + 1; i < n; i++) {
            Expr isPivot = compare(Comparison.EQ, pivot, place(i));
            for (int c = 0; c < n; c++) {
                exchange(isPivot, a, j * n + c, i * n + c);
            }
            exchange(isPivot, permutation, j, i);
        }
    }

    private void exchange(Expr condition, Expr[] x, int a, int b) {
        Expr before = x[a];
        x[a] = select(condition, x[b], before);
        x[b] = select(condition, before, x[b]);
    }

    private Expr[] solve(Solve op, Expr[] packed, Expr[] permutation, Expr[] b, int n) {
        int k = n == 0 ? 0 : b.length / n;
        Expr[] x = new Expr[b.length];
        Triangle lower = new Triangle(packed, n, op.transposed(), !op.transposed(), true);
        Triangle upper = new Triangle(packed, n, op.transposed(), op.transposed(), false);
        if (op.transposed()) {
            Expr[] z = substitute(lower, substitute(upper, b.clone()));
            for (int e = 0; e < x.length; e++) {
                x[e] = ZERO;
                // Were two rows to go to one place, the later one would stay.
                for (int i = 0; i < n; i++) {
                    x[e] = select(goesTo(permutation[i], e / k, n), z[i * k + e % k], x[e]);
                }
            }
            return x;
        }
        for (int e = 0; e < x.length; e++) {
            x[e] = b[e % k];
            for (int row = 1; row < n; row++) {
                x[e] = select(goesTo(permutation[e / k], row, n), b[row * k + e % k], x[e]);
            }
        }
        return substitute(upper, substitute(lower, x));
    }

    /// Whether `place`, brought between the first row and the last, is `row`.
    private Expr goesTo(Expr place, int row, int n) {
        Comparison comparison = row == 0 ? Comparison.LE : row == n - 1 ? Comparison.GE : Comparison.EQ;
        return n == 1 ? new Expr.Literal(Array.scalar(DType.BOOL, 1L)) : compare(comparison, place, place(row));
    }

    private Expr[] cholesky(Expr[] a, int n) {
        Expr[] l = new Expr[n * n];
        Expr isDefinite = new Expr.Literal(Array.scalar(DType.BOOL, 1L));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                Expr sum = a[i * n + j];
                for (int p = 0; p < j && j <= i; p++) {
                    sum = minus(sum, times(l[i * n + p], l[j * n + p]));
                }
                if (j < i) {
                    l[i * n + j] = over(sum, l[j * n + j]);
                } else if (j == i) {
                    isDefinite = both(isDefinite, compare(Comparison.GT, sum, ZERO));
                    l[i * n + j] = program.scalar(new Expr.Unary(UnaryFunction.SQRT, sum));
                } else {
                    l[i * n + j] = ZERO;
                }
            }
        }
        Expr none = new Expr.Literal(Array.scalar(DType.FLOAT64, Double.NaN));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                l[i * n + j] = select(isDefinite, l[i * n + j], none);
            }
        }
        return l;
    }

    /// Routines compute in `double`.
    private Expr wide(Expr x) {
        return x.dtype() == DType.FLOAT32 ? program.scalar(Expr.convert(DType.FLOAT64, x)) : x;
    }

    private Expr narrow(Expr x, Type result) {
        return x.dtype() == result.dtype() ? x : program.scalar(Expr.convert(result.dtype(), x));
    }

    private static Expr place(int i) {
        return new Expr.Literal(Array.scalar(DType.INT32, (long) i));
    }

    private Expr minus(Expr a, Expr b) {
        return program.scalar(Expr.binary(BinaryFunction.SUB, a, b));
    }

    private Expr times(Expr a, Expr b) {
        return program.scalar(Expr.binary(BinaryFunction.MUL, a, b));
    }

    private Expr over(Expr a, Expr b) {
        return program.scalar(Expr.binary(BinaryFunction.DIV, a, b));
    }

    private Expr abs(Expr x) {
        return program.scalar(new Expr.Unary(UnaryFunction.ABS, x));
    }

    private Expr isNaN(Expr x) {
        return program.scalar(new Expr.Unary(UnaryFunction.IS_NAN, x));
    }

    private Expr both(Expr a, Expr b) {
        return program.scalar(Expr.binary(BinaryFunction.AND, a, b));
    }

    private Expr compare(Comparison comparison, Expr a, Expr b) {
        return program.scalar(new Expr.Compare(comparison, a, b));
    }

    private Expr select(Expr condition, Expr yes, Expr no) {
        return program.scalar(Expr.select(condition, yes, no));
    }
}
