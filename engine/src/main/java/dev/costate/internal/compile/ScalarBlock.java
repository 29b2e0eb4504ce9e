package dev.costate.internal.compile;

import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stretch of a [ScalarProgram] that runs from its beginning to its end: statements, and between them the
/// scalars that are placed here.
final class ScalarBlock {
    private final @Nullable ScalarBlock outer;
    private final int loops;
    private final int depth;
    private final List<Statement> statements = new ArrayList<>();

    /// @param outer the block around, null for none
    /// @param loops how many loops are around
    ScalarBlock(@Nullable ScalarBlock outer, int loops) {
        this.outer = outer;
        this.loops = loops;
        depth = outer == null ? 0 : outer.depth + 1;
    }

    /// What runs in order. Its position is how many scalars there were when it was made: it needs none of the
    /// later ones, and its results are among these.
    sealed interface Statement {
        int position();
    }

    /// Stores a value.
    ///
    /// @param buffer the buffer
    /// @param at where in it
    /// @param value what
    record Store(int position, int buffer, Index at, Expr value) implements Statement {}

    /// A loop of known length, one or more.
    ///
    /// @param counter a variable of `body`: the step, `0 .. length-1` or downwards
    record Count(int position, int length, boolean reverse, Expr.Load counter, List<Carried> carried, ScalarBlock body)
            implements Statement {}

    /// A loop that runs while a condition holds.
    ///
    /// @param test where the condition is computed; the carries are its variables
    /// @param body a block of `test`, where the next carries are computed
    record Repeat(int position, ScalarBlock test, Expr condition, List<Carried> carried, ScalarBlock body)
            implements Statement {}

    /// One of several blocks: the one that `which` names, clamped to those there are.
    ///
    /// @param results the variables that have the value of the arm taken
    record Branch(int position, Expr which, List<Arm> arms, List<Expr.Load> results) implements Statement {}

    /// One of the blocks of a [Branch], and the values it ends with.
    record Arm(ScalarBlock block, List<Expr> values) {}

    /// A value that goes from step to step.
    ///
    /// @param variable its value in a step
    /// @param result the variable for its value after the loop
    /// @param first its value before the loop
    /// @param next its value after a step, computed in the loop's body
    record Carried(Expr.Load variable, Expr.Load result, Expr first, Expr next) {}

    /// The block around.
    @Nullable
    ScalarBlock outer() {
        return outer;
    }

    /// How many loops are around.
    int loops() {
        return loops;
    }

    /// The statements so far.
    List<Statement> statements() {
        return statements;
    }

    void add(Statement statement) {
        statements.add(statement);
    }

    /// The innermost block around both or one of them itself.
    static ScalarBlock common(ScalarBlock a, ScalarBlock b) {
        ScalarBlock x = a;
        ScalarBlock y = b;
        while (x != y) {
            ScalarBlock up = x.depth >= y.depth ? x.outer : y.outer;
            if (up == null) {
                throw new AssertionError("blocks of two programs");
            }
            if (x.depth >= y.depth) {
                x = up;
            } else {
                y = up;
            }
        }
        return x;
    }

    /// The inner one of two blocks, one of which is around the other or the same.
    static ScalarBlock inner(ScalarBlock a, ScalarBlock b) {
        return a.depth >= b.depth ? a : b;
    }
}
