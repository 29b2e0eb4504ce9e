/// The program form: a typed, flat, single-assignment graph of operations. Open to tools that read programs; a
/// user of the engine does not need it.
///
/// - [dev.costate.graph.Graph]: a program; `Graph.of(f, example)` shows a function as one
/// - [dev.costate.graph.Op]: the operations, a record each
/// - [dev.costate.graph.GraphPrinter], [dev.costate.graph.GraphParser]: programs as text
/// - [dev.costate.graph.GraphBuilder], [dev.costate.graph.Verifier]: making programs, and whether one is legal
@NullMarked
package dev.costate.graph;

import org.jspecify.annotations.NullMarked;
