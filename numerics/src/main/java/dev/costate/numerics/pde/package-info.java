/// Linear partial differential equations in one dimension of space, real and complex, by Crank and Nicolson's
/// scheme.
///
/// [dev.costate.numerics.pde.CrankNicolson] has a [dev.costate.numerics.pde.Grid], a
/// [dev.costate.numerics.pde.LinearEquation] and a [dev.costate.numerics.pde.Boundary] at either end.
@NullMarked
package dev.costate.numerics.pde;

import org.jspecify.annotations.NullMarked;
