package dev.costate.internal.lower;

import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.Scan;
import dev.costate.graph.While;

/// Operations made of programs, which become control flow of the compiled program.
public sealed interface Structured extends Lowered {
    /// A loop of known length.
    ///
    /// @param scan the operation
    record Loop(Scan scan) implements Structured {}

    /// A loop that runs while a condition holds.
    ///
    /// @param loop the operation
    record Repeat(While loop) implements Structured {}

    /// One of several programs.
    ///
    /// @param cond the operation
    record Branch(Cond cond) implements Structured {}

    /// A program in the operation's place: it takes the operands and gives the results.
    ///
    /// @param graph the program
    record Inline(Graph graph) implements Structured {}
}
