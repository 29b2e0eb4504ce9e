/// From the user's Java to a graph.
@NullMarked
package dev.costate.internal.trace;

import org.jspecify.annotations.NullMarked;
