/// A linear recurrent net that counts ones: its costate, its gradient by hand, the slips that a hand-written
/// one suffers, its loss surface with a cliff, and its training by RProp.
@NullMarked
package dev.costate.studies.linearrnn;

import org.jspecify.annotations.NullMarked;
