/// What the tests of all solvers share.
@NullMarked
package dev.costate.numerics;

import org.jspecify.annotations.NullMarked;
