/// Recurrent nets that count ones: a simple one, an LSTM and a GRU, what their costates do on the way back
/// through time, and how far beyond the lengths of their training they count.
@NullMarked
package dev.costate.studies.countones;

import org.jspecify.annotations.NullMarked;
