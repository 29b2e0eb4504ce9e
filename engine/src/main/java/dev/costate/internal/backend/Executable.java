package dev.costate.internal.backend;

import dev.costate.Detail;
import dev.costate.Fallback;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import java.util.List;

/// A program ready to run.
///
/// *Threads*: it may be run by any number of threads at once; runs share nothing that one of them writes.
///
/// *Determinism*: the results are a function of the inputs' bits alone. They do not depend on the number of
/// threads, on earlier runs, nor on how many members share the program: the order of every reduction is a
/// function of the operation.
public interface Executable {
    /// The program that this runs.
    Graph graph();

    /// Runs the program once.
    ///
    /// @param inputs an array for each input of [#graph], of exactly its type; they are read, never written
    /// @return an array for each output, of its type; it may share storage with an input or with another output
    /// @throws dev.costate.GraphException if there are too many or too few inputs
    /// @throws dev.costate.DTypeException if an input has another element type
    /// @throws dev.costate.ShapeException if an input has another shape
    /// @throws dev.costate.NonFiniteException if the search for non-finite values is on and finds one
    List<Array> run(List<Array> inputs);

    /// What runs: the loops, the kernels and what they compute together.
    String explain(Detail detail);

    /// What of it runs in a slower way than compiled programs should.
    List<Fallback> fallbacks();
}
