/// Reverse mode through long loops in little memory: some states are kept, the others computed again.
@NullMarked
package dev.costate.numerics.checkpoint;

import org.jspecify.annotations.NullMarked;
