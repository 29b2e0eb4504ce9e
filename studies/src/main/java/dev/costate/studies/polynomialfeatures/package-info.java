/// Gradient descent on polynomial features: why it diverges, told by the spectrum of the Hessian, and four ways
/// to the least-squares solution.
@NullMarked
package dev.costate.studies.polynomialfeatures;

import org.jspecify.annotations.NullMarked;
