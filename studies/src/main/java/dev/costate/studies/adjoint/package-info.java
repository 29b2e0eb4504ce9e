/// Training a neural ordinary differential equation by optimal control: state, costate and gradients by hand.
@NullMarked
package dev.costate.studies.adjoint;

import org.jspecify.annotations.NullMarked;
