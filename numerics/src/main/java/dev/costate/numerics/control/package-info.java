/// Optimal control in discrete time: costs, states, costates and gradients.
@NullMarked
package dev.costate.numerics.control;

import org.jspecify.annotations.NullMarked;
