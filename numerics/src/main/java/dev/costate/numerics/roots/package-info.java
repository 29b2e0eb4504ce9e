/// Equations without formula for their solution: Newton's method, fixed points, roots in brackets, and the
/// derivatives of what they find by the implicit function theorem.
@NullMarked
package dev.costate.numerics.roots;

import org.jspecify.annotations.NullMarked;
