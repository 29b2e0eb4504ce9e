package dev.costate.nn.optim;

import dev.costate.Tensor;

/// The optimisers that go by a name, with the defaults of `torch.optim`.
///
/// Each has a form with a number for the learning rate and one with a [Schedule], which may be a member's own
/// tensor.
///
/// A number that makes no sense, such as a negative rate, is an [IllegalArgumentException]; a rate of 0 is none, for
/// it freezes.
public final class Optimisers {
    private static final double B1 = 0.9;
    private static final double B2 = 0.999;
    private static final double EPS = 1e-8;

    private Optimisers() {}

    private static Schedule rate(String optimiser, double rate) {
        return Schedule.constant(Hyper.rate(optimiser, rate));
    }

    /// `p - rate g`.
    public static Optimiser sgd(double rate) {
        return sgd(rate("sgd", rate));
    }

    /// `p - rate g`.
    public static Optimiser sgd(Schedule rate) {
        return new Descend(rate);
    }

    /// `p - rate m`, see [Momentum].
    public static Optimiser sgd(double rate, Momentum momentum) {
        return sgd(rate("sgd", rate), momentum);
    }

    /// `p - rate m`, see [Momentum].
    public static Optimiser sgd(Schedule rate, Momentum momentum) {
        return Chain.of(momentum, new Descend(rate));
    }

    /// See [ScaleByAdam].
    public static Optimiser adam(double rate) {
        return adam(rate("adam", rate));
    }

    /// See [ScaleByAdam].
    public static Optimiser adam(Schedule rate) {
        return adam(rate, new ScaleByAdam(B1, B2, EPS, false));
    }

    /// Adam with coefficients of one's own.
    public static Optimiser adam(Schedule rate, ScaleByAdam direction) {
        return Chain.of(direction, new Descend(rate));
    }

    /// Adam that takes the largest mean of squares so far.
    public static Optimiser amsgrad(double rate) {
        return adam(rate("amsgrad", rate), new ScaleByAdam(B1, B2, EPS, true));
    }

    /// Adam with decoupled decay of `rate lambda p`; PyTorch's `lambda` is .01.
    public static Optimiser adamW(double rate, double lambda) {
        return adamW(rate("adamW", rate), lambda);
    }

    /// Adam with decoupled decay of `rate lambda p`.
    public static Optimiser adamW(Schedule rate, double lambda) {
        return Chain.of(new ScaleByAdam(B1, B2, EPS, false), new Descend(rate), new DecoupledDecay(rate, lambda));
    }

    /// See [ScaleByNAdam]; PyTorch's rate is .002.
    public static Optimiser nAdam(double rate) {
        return nAdam(rate("nAdam", rate));
    }

    /// See [ScaleByNAdam].
    public static Optimiser nAdam(Schedule rate) {
        return Chain.of(new ScaleByNAdam(B1, B2, EPS, 4e-3), new Descend(rate));
    }

    /// See [ScaleByRAdam].
    public static Optimiser rAdam(double rate) {
        return rAdam(rate("rAdam", rate));
    }

    /// See [ScaleByRAdam].
    public static Optimiser rAdam(Schedule rate) {
        return Chain.of(new ScaleByRAdam(B1, B2, EPS), new Descend(rate));
    }

    /// See [ScaleByRmsProp]; `alpha` is .99.
    public static Optimiser rmsProp(double rate) {
        return rmsProp(rate("rmsProp", rate));
    }

    /// See [ScaleByRmsProp].
    public static Optimiser rmsProp(Schedule rate) {
        return Chain.of(new ScaleByRmsProp(0.99, EPS, false), new Descend(rate));
    }

    /// RMSProp with the variance for the mean of squares, and momentum after it.
    public static Optimiser rmsProp(Schedule rate, ScaleByRmsProp direction, Momentum momentum) {
        return Chain.of(direction, momentum, new Descend(rate));
    }

    /// See [ScaleByAdagrad]; PyTorch's rate is .01.
    public static Optimiser adagrad(double rate) {
        return adagrad(rate("adagrad", rate));
    }

    /// See [ScaleByAdagrad].
    public static Optimiser adagrad(Schedule rate) {
        return Chain.of(new ScaleByAdagrad(0, 1e-10), new Descend(rate));
    }

    /// See [ScaleByAdadelta]; PyTorch's rate is 1.
    public static Optimiser adadelta(double rate) {
        return adadelta(rate("adadelta", rate));
    }

    /// See [ScaleByAdadelta].
    public static Optimiser adadelta(Schedule rate) {
        return Chain.of(new ScaleByAdadelta(0.9, 1e-6), new Descend(rate));
    }

    /// See [Rprop]; PyTorch's rate is .01.
    public static Optimiser rprop(double rate) {
        return Rprop.of(rate);
    }

    /// The first step's rate as a tensor, which may be a member's own. It is no schedule: later steps go their own way.
    public static Optimiser rprop(Tensor rate) {
        return Rprop.of(rate);
    }

    /// See [ScaleByLion]: `b1` is .9, `b2` .99, decay decoupled.
    public static Optimiser lion(double rate, double lambda) {
        return lion(rate("lion", rate), lambda);
    }

    /// See [ScaleByLion].
    public static Optimiser lion(Schedule rate, double lambda) {
        return Chain.of(new ScaleByLion(B1, 0.99), new Descend(rate), new DecoupledDecay(rate, lambda));
    }
}
