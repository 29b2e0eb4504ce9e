/// Passes over programs that make them cheaper to run: constants, algebra that changes no bit, repeated work,
/// work that loops need not do again, the order of chains of matrix products.
@NullMarked
package dev.costate.internal.optimise;

import org.jspecify.annotations.NullMarked;
