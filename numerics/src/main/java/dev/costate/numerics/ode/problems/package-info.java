/// Equations that solvers are tried on, with their solutions.
@NullMarked
package dev.costate.numerics.ode.problems;

import org.jspecify.annotations.NullMarked;
