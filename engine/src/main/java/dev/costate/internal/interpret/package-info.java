/// Runs a graph node by node: the oracle of every faster way to run it.
@NullMarked
package dev.costate.internal.interpret;

import org.jspecify.annotations.NullMarked;
