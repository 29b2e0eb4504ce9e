package dev.costate.graph;

/// An operation: a record of its static parameters.
///
/// What an operation means stands on six pages, each an exhaustive `switch` over this interface, so that a
/// forgotten case does not compile: `Typing` (which operands are legal, what results), `Evaluation`,
/// `Derivatives` (forward), `Transposition` (reverse, for linear operations), `Batching` and `Lowering`, all
/// in `dev.costate.internal.rules`. The guide's page "Adding an operation" goes through them with an example.
///
/// The routines of linear algebra are under an interface of their own, [MatrixOp].
public sealed interface Op
        permits Constant,
                Iota,
                Unary,
                Binary,
                Compare,
                Select,
                Convert,
                Broadcast,
                Reshape,
                Transpose,
                Slice,
                Reverse,
                Pad,
                Concatenate,
                Gather,
                ScatterAdd,
                Reduce,
                ArgReduce,
                CumulativeSum,
                Sort,
                Dot,
                Convolution,
                Unfold,
                Fold,
                MatrixOp,
                RandomBits,
                Scan,
                While,
                Cond,
                CustomJvp,
                CustomVjp,
                CustomLinear,
                Checkpoint,
                StopGradient,
                Tap {
    /// The name this prints with, in snake case.
    default String name() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }
}
