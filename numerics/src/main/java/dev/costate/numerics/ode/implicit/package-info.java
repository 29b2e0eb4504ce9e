/// Implicit Runge-Kutta methods for stiff problems: one file a method, its tableau and where it comes from.
///
/// Their stages solve equations. Newton's iteration does so with the Jacobian at the beginning of the step,
/// from autodiff; the derivative of a step is that of the equations, whatever the iteration did.
@NullMarked
package dev.costate.numerics.ode.implicit;

import org.jspecify.annotations.NullMarked;
