package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.Tree;

/// How an optimiser turns gradients into a direction; a step is `u <- u - rate * direction`.
sealed interface StepRule {
    /// The rule's name, with its rate.
    String label();

    /// The rate it starts with.
    double rate();

    /// The direction of the next step, and what to remember for the one after.
    Move next(Memory memory, Controls gradient);

    /// What a rule remembers; each uses what it needs.
    ///
    /// @param mean a running mean, or sum, of gradients
    /// @param square a running mean of their squares
    /// @param steps how many gradients there were, a scalar
    record Memory(Controls mean, Controls square, Tensor steps) {
        /// Before the first gradient.
        static Memory none(Controls like) {
            return new Memory(Tree.zerosLike(like), Tree.zerosLike(like), Tensor.scalar(0));
        }
    }

    /// A direction and what is remembered after it.
    record Move(Controls direction, Memory memory) {}

    /// The gradient itself.
    record Plain(double rate) implements StepRule {
        @Override
        public String label() {
            return "SGD, rate " + rate;
        }

        @Override
        public Move next(Memory memory, Controls gradient) {
            return new Move(gradient, memory);
        }
    }

    /// The heavy ball: `m <- decay m + g`, direction `m`.
    record Momentum(double rate, double decay) implements StepRule {
        @Override
        public String label() {
            return "momentum " + decay + ", rate " + rate;
        }

        @Override
        public Move next(Memory memory, Controls gradient) {
            Controls mean = memory.mean().times(decay).plus(gradient);
            return new Move(mean, new Memory(mean, memory.square(), memory.steps()));
        }
    }

    /// Adam (Kingma and Ba, arXiv 1412.6980) with its usual decays and `epsilon = 1e-8`:
    /// ```
    /// m <- 0.9 m + 0.1 g,   q <- 0.999 q + 0.001 g^2
    /// direction (m / (1 - 0.9^n)) / (sqrt(q / (1 - 0.999^n)) + epsilon) at the n-th gradient
    /// ```
    record Adam(double rate) implements StepRule {
        private static final double DECAY = 0.9;
        private static final double SQUARE_DECAY = 0.999;
        private static final double EPSILON = 1e-8;

        @Override
        public String label() {
            return "Adam, rate " + rate;
        }

        @Override
        public Move next(Memory memory, Controls gradient) {
            Tensor n = memory.steps().add(1);
            Controls mean = memory.mean().times(DECAY).plus(gradient.times(1 - DECAY));
            Controls squares = Tree.map(gradient, Tensor::square);
            Controls square = memory.square().times(SQUARE_DECAY).plus(squares.times(1 - SQUARE_DECAY));
            Tensor meanBias = Tensor.scalar(DECAY).pow(n).rsub(1);
            Tensor squareBias = Tensor.scalar(SQUARE_DECAY).pow(n).rsub(1);
            Controls direction = Tree.map(mean, square, (m, q) -> {
                Tensor size = q.div(squareBias).sqrt().add(EPSILON);
                return m.div(meanBias).div(size);
            });
            return new Move(direction, new Memory(mean, square, n));
        }
    }
}
