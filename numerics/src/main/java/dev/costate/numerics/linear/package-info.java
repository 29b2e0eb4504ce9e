/// Linear equations with matrices of a certain form: banded ones, and tridiagonal ones that close to a ring.
///
/// [dev.costate.ops.Tridiagonals] has tridiagonal ones without.
@NullMarked
package dev.costate.numerics.linear;

import org.jspecify.annotations.NullMarked;
