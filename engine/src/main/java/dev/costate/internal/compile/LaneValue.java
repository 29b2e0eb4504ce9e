package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.util.List;

/// A value in the code of a cluster: a number, or a vector of them along the spine. What is computed alike is
/// one value.
final class LaneValue {
    /// How a value comes about.
    sealed interface Op {
        /// A number that does not depend on the spine.
        ///
        /// @param jam in which of the rows done side by side
        record Uniform(Expr expr, int jam) implements Op {}

        /// The argument in every lane; of a boolean, a mask of all lanes or none.
        record Splat() implements Op {}

        /// Neighbours in an operand.
        ///
        /// @param rest the index of the first where the spine is 0
        /// @param chunk in which of the vectors done side by side
        /// @param count how many lanes there are, all if no argument is a mask
        record Load(int operand, Index rest, int jam, int chunk, int count) implements Op {}

        /// `step spine + rest` as numbers.
        record Place(long step, Index rest, int jam, int chunk) implements Op {}

        /// An operation on the arguments.
        record Compute(Code code, int by) implements Op {}

        /// What a loop inside the spine's has combined.
        record Total(int statement, int point, int jam, int chunk) implements Op {}
    }

    /// The operations on vectors.
    enum Code {
        ADD,
        SUB,
        MUL,
        DIV,
        MIN,
        MAX,
        AND,
        OR,
        XOR,
        NEG,
        ABS,
        SQRT,
        FMA,
        SHIFT_LEFT,
        SHIFT_RIGHT,
        SHIFT_RIGHT_LOGICAL,
        BLEND,
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        NOT,
        TO_INTEGER,
        TO_FLOATING,
        AS_BITS,
        AS_VALUE,
        STRICT_SIN,
        STRICT_COS
    }

    final Op op;
    final List<LaneValue> args;
    final DType dtype;

    /// Whether it is a vector; of booleans, a mask.
    final boolean vector;

    /// The loop in whose turn it is computed: 0 for none, then from outside in.
    final int level;

    /// How often it is used.
    int uses;

    /// The local variable that holds it, -1 for none.
    int local = -1;

    LaneValue(Op op, List<LaneValue> args, DType dtype, boolean vector, int level) {
        this.op = op;
        this.args = args;
        this.dtype = dtype;
        this.vector = vector;
        this.level = level;
    }
}
