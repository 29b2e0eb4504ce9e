/// The magnetosphere of an ultracool dwarf: a derivative inside an iteration, the noise it makes, and a
/// boundary value problem instead.
@NullMarked
package dev.costate.studies.magnetosphere;

import org.jspecify.annotations.NullMarked;
