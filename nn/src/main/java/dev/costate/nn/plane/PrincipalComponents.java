package dev.costate.nn.plane;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import dev.costate.ops.Spectra;

/// The directions in which points vary most, and how much: eigenvectors and eigenvalues of their covariance.
///
/// ```java
/// import dev.costate.nn.plane.*;
///
/// Tensor points = Tensor.of(new double[][] {{0, 0}, {3, 4}, {6, 8}});
/// var components = PrincipalComponents.of(points, 1);
/// IO.println(components.directions().get(0));  // -> f64[2] {0.6, 0.8}
/// IO.println(components.map(points).round());  // -> f64[3,1] {{-5}, {0}, {5}}
/// ```
///
/// @param mean of the points, `[width]`
/// @param directions `[count,width]`, of length 1, each with the sign of [Spectra#eigh]
/// @param variances along the directions, divided by the number of points less one, `[count]`
/// @param total the variance along all directions together
public record PrincipalComponents(Tensor mean, Tensor directions, Tensor variances, double total) {
    /// The first components of points.
    ///
    /// @param points `[n,width]`, at least two
    /// @param count how many, at most the width
    public static PrincipalComponents of(Tensor points, int count) {
        if (points.rank() != 2 || points.dim(0) < 2 || count < 1 || count > points.dim(1)) {
            throw new IllegalArgumentException("PrincipalComponents: " + count + " components of " + points.type()
                    + "; expected [n,width] with two points or more, and 1 to width components");
        }
        int n = points.dim(0);
        var x = points.to(DType.FLOAT64);
        var mean = x.mean(0);
        var centred = x.sub(mean);
        var covariance = centred.transpose().matmul(centred).div(n - 1);
        var eigen = Spectra.eigh(covariance);
        // the largest first, one a row
        var directions = Layout.flip(eigen.vectors(), 1).transpose();
        var variances = Layout.flip(eigen.values(), 0);
        return new PrincipalComponents(
                mean,
                Layout.slice(directions, 0, 0, count),
                Layout.slice(variances, 0, 0, count),
                variances.sum().item());
    }

    /// Where points lie along the directions: `[n,width] -> [n,count]`.
    public Tensor map(Tensor points) {
        return points.to(DType.FLOAT64).sub(mean).matmul(directions.transpose());
    }
}
