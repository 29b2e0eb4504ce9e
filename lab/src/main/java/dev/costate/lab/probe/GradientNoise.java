package dev.costate.lab.probe;

import dev.costate.Costate;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn2;
import java.util.List;
import java.util.Map;

/// How noisy gradients of mini-batches are: the simple noise scale `B = tr(S) / |G|^2`.
///
/// `G` is the gradient of the mean loss, `S` the covariance of single examples' gradients. A step on a batch
/// much smaller than `B` is mostly noise; beyond `B` larger batches help little. Both estimates are without
/// bias, which their ratio is not: over several measurements, take the mean of each part first. The estimate of
/// `|G|^2` may be negative where noise is all there is.
///
/// ```java
/// import dev.costate.lab.experiment.*;
///
/// <H, N> Probe<H, N> noise(Fn2<N, Tensor, Tensor> loss, Tensor examples) {
///     return Probe.scalars(
///             "noise", Cadence.every(100), m -> GradientNoise.of(loss, m.state(), examples).parts());
/// }
/// ```
///
/// Source: McCandlish, Kaplan, Amodei et al., An Empirical Model of Large-Batch Training, arXiv 1812.06162,
/// section 2.2 and appendix A.
///
/// @param noise the estimate of `tr(S)`, `[]`
/// @param signal the estimate of `|G|^2`, `[]`
public record GradientNoise(Tensor noise, Tensor signal) {
    /// From the gradients `g_i` of `n` examples and their mean `g`:
    ///
    /// ```
    /// tr(S) = sum |g_i - g|^2 / (n - 1)        |G|^2 = |g|^2 - tr(S) / n
    /// ```
    /// It costs a gradient of every example, and the memory of `n` times the parameters.
    ///
    /// @param loss the loss of parameters and one example
    /// @param parameters a tree, all of its leaves floating
    /// @param examples a tree with the examples along axis 0
    /// @throws IllegalArgumentException if there are fewer than two
    public static <P, X> GradientNoise of(Fn2<P, X, Tensor> loss, P parameters, X examples) {
        int n = count(examples);
        if (n < 2) {
            throw new IllegalArgumentException("the gradient of one example has no variance; give two or more");
        }
        P each = Costate.vmap((X example) -> Costate.grad(loss).apply(parameters, example))
                .apply(examples);
        P mean = Tree.map(each, g -> g.mean(0));
        Tensor noise = Leaves.squares(Tree.map(each, mean, Tensor::sub)).div(n - 1);
        return new GradientNoise(noise, Leaves.squares(mean).sub(noise.div(n)));
    }

    /// From the gradients of two sizes of batches, `small < large`:
    ///
    /// ```
    /// |G|^2 = (large |g_large|^2 - small |g_small|^2) / (large - small)
    /// tr(S) = (|g_small|^2 - |g_large|^2) / (1/small - 1/large)
    /// ```
    /// @param smallSquare `|g_small|^2`, best the mean over several batches
    /// @param largeSquare `|g_large|^2`
    /// @throws IllegalArgumentException unless `0 < small < large`
    public static GradientNoise ofTwoSizes(Tensor smallSquare, int small, Tensor largeSquare, int large) {
        if (small < 1 || large <= small) {
            throw new IllegalArgumentException(
                    "batches of %d and %d: the first has to be smaller, and of 1 or more".formatted(small, large));
        }
        return new GradientNoise(
                smallSquare.sub(largeSquare).div(1.0 / small - 1.0 / large),
                largeSquare.mul(large).sub(smallSquare.mul(small)).div(large - small));
    }

    /// From the gradients of a batch and of its parts, `small` examples each: what a batch that is spread over
    /// several workers has anyway. It costs the gradient of the batch, and the memory of the parameters for
    /// every part.
    ///
    /// @param loss the mean loss of parameters and a batch
    /// @param parameters a tree, all of its leaves floating
    /// @param batch a tree with the examples along axis 0
    /// @param small a proper divisor of their number
    /// @throws IllegalArgumentException if it is none
    public static <P, X> GradientNoise ofParts(Fn2<P, X, Tensor> loss, P parameters, X batch, int small) {
        int n = count(batch);
        if (small < 1 || small >= n || n % small != 0) {
            throw new IllegalArgumentException(
                    "%d examples do not divide into parts of %d; give a proper divisor".formatted(n, small));
        }
        X parts = Tree.map(
                batch, x -> x.reshape(x.shape().remove(0).insert(0, small).insert(0, n / small)));
        P each = Costate.vmap((X part) -> Costate.grad(loss).apply(parameters, part))
                .apply(parts);
        return ofTwoSizes(
                Leaves.squares(each).div(n / small), small, Leaves.squares(Tree.map(each, g -> g.mean(0))), n);
    }

    /// `tr(S) / |G|^2`, in examples, `[]`.
    public Tensor scale() {
        return noise.div(signal);
    }

    /// What a probe records: `noise`, `signal` and `scale`.
    public Map<String, Tensor> parts() {
        return Map.of("noise", noise, "signal", signal, "scale", scale());
    }

    private static int count(Object examples) {
        List<Tensor> leaves = Tree.leaves(examples);
        if (leaves.isEmpty() || leaves.getFirst().rank() == 0) {
            throw new IllegalArgumentException("no examples: give them along axis 0 of a tensor");
        }
        return leaves.getFirst().dim(0);
    }
}
