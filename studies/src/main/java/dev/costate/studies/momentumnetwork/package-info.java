/// A network with momentum that learns XOR: a derivative taken at the wrong place, an ensemble of seeds that shows
/// what it costs, and why.
@NullMarked
package dev.costate.studies.momentumnetwork;

import org.jspecify.annotations.NullMarked;
