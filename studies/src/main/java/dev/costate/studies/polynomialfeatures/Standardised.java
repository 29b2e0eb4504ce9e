package dev.costate.studies.polynomialfeatures;

import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.List;

/// A regression on features with mean 0 and standard deviation 1, but for the constant one.
///
/// @param regression the regression on the standardised features
/// @param mean the mean of each feature but the first, `[n - 1]`
/// @param deviation their standard deviations, `[n - 1]`
record Standardised(Regression regression, Tensor mean, Tensor deviation) {
    /// Standardises all features but the first, which is 1.
    static Standardised of(Regression raw) {
        Tensor constant = raw.features().get(":, :1");
        Tensor powers = raw.features().get(":, 1:");
        Tensor mean = powers.mean(0);
        Tensor deviation = powers.std(0);
        Tensor standard = powers.sub(mean).div(deviation);
        return new Standardised(
                new Regression(Layout.concat(List.of(constant, standard), 1), raw.y()), mean, deviation);
    }

    /// The coefficients of the features as they were: slopes are divided by the deviations, and the constant takes
    /// up the means. `[..., n] -> [..., n]`.
    Tensor back(Tensor theta) {
        Tensor slopes = theta.get("..., 1:").div(deviation);
        Tensor constant =
                theta.get("..., :1").sub(Layout.unsqueeze(slopes.mul(mean).sum(-1), -1));
        return Layout.concat(List.of(constant, slopes), -1);
    }
}
