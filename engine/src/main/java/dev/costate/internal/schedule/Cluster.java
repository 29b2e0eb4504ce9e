package dev.costate.internal.schedule;

import dev.costate.Shape;
import dev.costate.Type;
import java.util.ArrayList;
import java.util.List;

/// Several results made by one kernel, in the same loops.
///
/// ```
/// for o in outer:
///   for s in spine:                        // in vectors
///     for each statement ALONG or ACROSS:  // those with equal loops share them
///       for r in its loop: combine the bodies
///       ALONG: the element at s is ready; ACROSS: go on with the next s
///   ACROSS: the element is ready
///   for each statement AFTER: compute it
/// ```
///
/// A [dev.costate.internal.lower.Expr.Load] names an operand by its place in `operands`, or the result of
/// statement `i` by `operands.size() + i`: that element is made by this kernel, earlier in the same turn.
///
/// @param operands the types of what is read
/// @param outer the extents of the loops around
/// @param spine the extent of the axis that is laid into vectors; 1 if there is none
/// @param statements the results, each after those that it reads
/// @param stored for each statement whether its result goes to memory
public record Cluster(List<Type> operands, Shape outer, int spine, List<Statement> statements, List<Boolean> stored) {
    public Cluster {
        operands = List.copyOf(operands);
        statements = List.copyOf(statements);
        stored = List.copyOf(stored);
    }

    /// The types of everything a load may name.
    public List<Type> values() {
        List<Type> all = new ArrayList<>(operands);
        statements.forEach(s -> all.add(s.result()));
        return all;
    }

    /// Prints as a loop nest.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("for ").append(outer).append(" spine ").append(spine);
        int value = operands.size();
        for (Statement s : statements) {
            text.append("\n  ")
                    .append(s.role())
                    .append(" %")
                    .append(value)
                    .append(stored.get(value - operands.size()) ? " " : " (not stored) ")
                    .append(s.result());
            if (s.combine() != dev.costate.internal.lower.Combine.NONE) {
                text.append(" ").append(s.combine()).append(s.loop());
            }
            s.points().forEach(p -> text.append("\n    ").append(p));
            value++;
        }
        return text.toString();
    }
}
