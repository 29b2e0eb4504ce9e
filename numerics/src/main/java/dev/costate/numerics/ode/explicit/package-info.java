/// Explicit Runge-Kutta methods: one file a method, its tableau and where it comes from.
@NullMarked
package dev.costate.numerics.ode.explicit;

import org.jspecify.annotations.NullMarked;
