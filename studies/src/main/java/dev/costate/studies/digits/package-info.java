/// Handwritten digits read by a linear softmax, a multilayer perceptron and a small convolutional net.
@NullMarked
package dev.costate.studies.digits;

import org.jspecify.annotations.NullMarked;
