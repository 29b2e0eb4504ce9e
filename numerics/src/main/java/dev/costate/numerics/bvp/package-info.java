/// Boundary value problems of ordinary differential equations, by collocation on a mesh that refines itself.
@NullMarked
package dev.costate.numerics.bvp;

import org.jspecify.annotations.NullMarked;
