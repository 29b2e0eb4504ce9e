/// The engine: tensors, parameter trees, and transformations of functions of them.
///
/// Start at [dev.costate.Tensor] and [dev.costate.Costate].
@NullMarked
package dev.costate;

import org.jspecify.annotations.NullMarked;
