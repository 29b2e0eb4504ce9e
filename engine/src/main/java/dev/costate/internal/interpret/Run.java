package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.internal.rules.Evaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of a program: where it stands in its loops, and whether it looks for non-finite values.
///
/// It is immutable; a loop hands its body a run of its own for every step.
public final class Run {
    private final boolean searching;
    private final @Nullable LoopSteps steps;

    private Run(boolean searching, @Nullable LoopSteps steps) {
        this.searching = searching;
        this.steps = steps;
    }

    /// A run that begins now, outside any loop.
    public static Run begin() {
        return new Run(NonFiniteSearch.isOn(), null);
    }

    /// A run that looks for nothing: nobody has asked for these values yet.
    static Run ahead() {
        return new Run(false, null);
    }

    /// This run at step `step` of a loop.
    ///
    /// @param loop the loop's kind, `scan` or `while`
    Run inside(String loop, int step) {
        // Without a search nobody asks for the steps.
        return searching ? new Run(true, new LoopSteps(loop, step, steps)) : this;
    }

    /// Evaluates one operation, and checks its results if this run looks for non-finite values.
    ///
    /// @param operands its operands, of legal types
    /// @param results the types of its results
    /// @param origin the user's line
    public List<Array> operation(Op op, List<Array> operands, List<Type> results, Origin origin) {
        List<Array> values = Evaluation.evaluate(op, operands, results, this);
        if (searching) {
            NonFiniteSearch.check(op, origin, operands, values, steps);
        }
        return values;
    }
}
