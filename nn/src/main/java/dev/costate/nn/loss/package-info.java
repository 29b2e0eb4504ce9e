/// Losses: how far predictions are from targets, element by element or example by example, and
/// [dev.costate.nn.loss.Reduction] to one number.
@NullMarked
package dev.costate.nn.loss;

import org.jspecify.annotations.NullMarked;
