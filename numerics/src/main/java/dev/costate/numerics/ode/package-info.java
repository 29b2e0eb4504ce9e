/// Ordinary differential equations `y' = f(t, y, p)`: their solution by steps, and what happens along it.
///
/// [dev.costate.numerics.ode.Ode] solves; [dev.costate.numerics.ode.Method] is one step. The state is any
/// tree of one floating dtype, inside one flat vector; time is `float64` whatever the state's dtype.
@NullMarked
package dev.costate.numerics.ode;

import org.jspecify.annotations.NullMarked;
