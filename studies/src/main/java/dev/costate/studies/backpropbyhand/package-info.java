/// Backpropagation through two neurons by hand: every number of the document, the chain of values and costates,
/// the check by autodiff and by differences, and what a step of gradient descent does.
@NullMarked
package dev.costate.studies.backpropbyhand;

import org.jspecify.annotations.NullMarked;
