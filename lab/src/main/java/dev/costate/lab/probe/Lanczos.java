package dev.costate.lab.probe;

import static dev.costate.Costate.scan;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.ShapeException;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.ops.Creation;
import dev.costate.ops.Diagonals;
import dev.costate.ops.Eigen;
import dev.costate.ops.Layout;
import dev.costate.ops.Spectra;
import dev.costate.random.Key;
import dev.costate.random.Random;

/// A symmetric linear map seen in the space of a vector and its first images: `Q A Q^T = T`, tridiagonal.
///
/// `k` steps of Lanczos' iteration from a start vector, each orthogonalised against all before it, as finite
/// precision asks for. Where the space closes early, for eigenvalues that repeat or a map of zero, it goes on
/// from a random direction orthogonal to all so far, so that all values are the map's own and repeated ones are
/// found. There are never more steps than dimensions.
///
/// Shapes: `k` steps on `[n]` give `[k], [k], [k,n]` with `k = min(steps, n)`. Costs `k` applications of the
/// map and `12 k^2 n` multiplications. A NaN from the map makes everything NaN.
///
/// Source: Lanczos 1950; Golub and Van Loan, Matrix Computations, sections 10.1 and 10.3.
///
/// @param diagonal of `T`, `[k]`
/// @param beside what stands beside it, `[k]`: the last is the length of what the next step would have begun
///     with
/// @param basis the rows of `Q`, `[k,n]`
public record Lanczos(Tensor diagonal, Tensor beside, Tensor basis) {
    private record Reached(Tensor next, Tensor basis, Tensor scale) {}

    private record Place(Tensor row, Key key) {}

    private record Entry(Tensor diagonal, Tensor beside) {}

    /// The values at which the map is seen, and how exact they are.
    ///
    /// @param values the eigenvalues of `T`, falling, `[k]`: the largest is never above the map's largest, the
    ///     smallest never below its smallest
    /// @param errors for each `|A y - value y|`, `[k]`: an eigenvalue of the map is no farther away than that
    /// @param vectors the approximate eigenvectors `y`, one a row, `[k,n]`
    /// @param weights the squared share of each in the start vector, `[k]`, with the sum 1
    public record Ritz(Tensor values, Tensor errors, Tensor vectors, Tensor weights) {}

    /// Lanczos' iteration.
    ///
    /// @param map the symmetric linear map, `[n] -> [n]`
    /// @param start where it begins, `[n]`, not zero
    /// @param key for the directions in which it goes on where the space closes
    /// @param steps how many steps; no more are made than there are dimensions
    /// @throws IllegalArgumentException if `steps` is not positive
    /// @throws ShapeException if `start` is not a vector, or is empty
    public static Lanczos of(Fn1<Tensor, Tensor> map, Tensor start, Key key, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("Lanczos: " + steps + " steps; expected at least 1");
        }
        if (start.rank() != 1 || start.size() == 0) {
            throw new ShapeException("Lanczos: expected a vector to start from, given " + start.type());
        }
        int n = start.size();
        int k = Math.min(steps, n);
        DType dtype = start.dtype();
        double rounding = dtype == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
        Tensor rows = Creation.arange(DType.INT32, k);
        Fn2<Reached, Place, Step<Reached, Entry>> step = (before, place) -> {
            Tensor q = before.next().div(before.next().norm());
            Tensor basis = rows.eq(place.row()).unsqueeze(1).select(q, before.basis());
            Tensor image = map.apply(q);
            Tensor scale = before.scale().maximum(image.norm());
            Tensor rest = orthogonal(image, basis);
            Tensor isClosed = rest.norm().le(scale.mul(rounding));
            Tensor fresh = Random.normal(place.key(), dtype, start.shape());
            Tensor next = orthogonal(orthogonal(isClosed.select(fresh, rest), basis), basis);
            Entry entry = new Entry(q.mul(image).sum(), isClosed.select(0, next.norm()));
            return new Step<>(new Reached(next, basis, scale), entry);
        };
        Reached first =
                new Reached(start, Creation.zeros(dtype, start.shape().insert(0, k)), Creation.scalar(dtype, 0));
        Scanned<Reached, Entry> end = scan(step, first, new Place(rows, key.split(k)));
        return new Lanczos(end.out().diagonal(), end.out().beside(), end.carry().basis());
    }

    private static Tensor orthogonal(Tensor v, Tensor basis) {
        return v.sub(basis.matmul(v).matmul(basis));
    }

    /// `T` as a matrix, `[k,k]`.
    public Tensor matrix() {
        int k = diagonal.size();
        Tensor inner = Diagonals.diag(Layout.slice(beside, 0, 0, k - 1));
        Tensor upper = Layout.pad(inner, new int[] {0, 1}, new int[] {1, 0});
        return Diagonals.diag(diagonal).add(upper).add(upper.transpose());
    }

    /// The eigenvalues of `T`, and what they say of the map.
    public Ritz ritz() {
        Eigen eigen = Spectra.eigh(matrix());
        // the largest first, one a row
        Tensor vectors = Layout.flip(eigen.vectors(), 1).transpose();
        int k = diagonal.size();
        return new Ritz(
                Layout.flip(eigen.values(), 0),
                vectors.get("..., -1").abs().mul(beside.get(k - 1)),
                vectors.matmul(basis),
                vectors.get("..., 0").square());
    }
}
