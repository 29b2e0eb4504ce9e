/// An LSTM cell of one unit with large weights: every number of the document, what it computes in words, what
/// its rounding leaves out, what saturated gates do to gradients through time, and cells that are trained.
@NullMarked
package dev.costate.studies.lstmcell;

import org.jspecify.annotations.NullMarked;
