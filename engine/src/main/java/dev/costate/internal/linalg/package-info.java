/// Routines of linear algebra, each for one matrix of a batch. [Routines] names them.
@NullMarked
package dev.costate.internal.linalg;

import org.jspecify.annotations.NullMarked;
