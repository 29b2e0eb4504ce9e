package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.Tree;

/// How an optimiser turns a gradient into a step.
sealed interface StepRule {
    /// The rule's name, with its rate.
    String label();

    /// Controls after a step, and what the rule remembers.
    ///
    /// @param controls the controls
    /// @param mean the running mean (or sum) of gradients
    /// @param square the running mean of their squares
    /// @param steps how many steps have been taken, a scalar
    record Position(Controls controls, Controls mean, Controls square, Tensor steps) {
        /// Before the first step.
        static Position at(Controls controls) {
            return new Position(controls, Tree.zerosLike(controls), Tree.zerosLike(controls), Tensor.scalar(0));
        }
    }

    /// The position after a step along `gradient`.
    Position step(Position from, Controls gradient);

    /// `u <- u - rate g`.
    record Plain(double rate) implements StepRule {
        @Override
        public String label() {
            return "SGD, rate " + rate;
        }

        @Override
        public Position step(Position from, Controls gradient) {
            return new Position(
                    from.controls().descend(gradient, rate), from.mean(), from.square(), from.steps().add(1));
        }
    }

    /// `m <- decay m + g`, `u <- u - rate m`: the heavy ball.
    record Momentum(double rate, double decay) implements StepRule {
        @Override
        public String label() {
            return "momentum " + decay + ", rate " + rate;
        }

        @Override
        public Position step(Position from, Controls gradient) {
            Controls mean = Tree.map(from.mean(), gradient, (m, g) -> m.mul(decay).add(g));
            return new Position(
                    from.controls().descend(mean, rate), mean, from.square(), from.steps().add(1));
        }
    }

    /// Adam (Kingma and Ba, arXiv 1412.6980), with its usual decays 0.9 and 0.999 and `epsilon = 1e-8`:
    /// `m <- 0.9 m + 0.1 g`, `q <- 0.999 q + 0.001 g^2`, both divided by `1 - decay^steps`, `u <- u - rate m / (sqrt q + epsilon)`.
    record Adam(double rate) implements StepRule {
        private static final double DECAY = 0.9;
        private static final double SQUARE_DECAY = 0.999;
        private static final double EPSILON = 1e-8;

        @Override
        public String label() {
            return "Adam, rate " + rate;
        }

        @Override
        public Position step(Position from, Controls gradient) {
            Tensor steps = from.steps().add(1);
            Controls mean = Tree.map(from.mean(), gradient, (m, g) -> m.mul(DECAY).add(g.mul(1 - DECAY)));
            Controls square = Tree.map(
                    from.square(), gradient, (q, g) -> q.mul(SQUARE_DECAY).add(g.square().mul(1 - SQUARE_DECAY)));
            Tensor meanBias = Tensor.scalar(DECAY).pow(steps).rsub(1);
            Tensor squareBias = Tensor.scalar(SQUARE_DECAY).pow(steps).rsub(1);
            Controls direction = Tree.map(
                    mean, square, (m, q) -> m.div(meanBias).div(q.div(squareBias).sqrt().add(EPSILON)));
            return new Position(from.controls().descend(direction, rate), mean, square, steps);
        }
    }
}
