/// A question and answer: is the dip of a free wave packet's real part an error of the Crank-Nicolson scheme?
@NullMarked
package dev.costate.studies.schroedinger;

import org.jspecify.annotations.NullMarked;
