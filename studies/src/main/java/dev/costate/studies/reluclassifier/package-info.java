/// A net of six ReLU units that tells the inside of an octagon from its outside: every number of the document,
/// the boundary and why it is one, softmax at other temperatures, and where it overflows.
@NullMarked
package dev.costate.studies.reluclassifier;

import org.jspecify.annotations.NullMarked;
