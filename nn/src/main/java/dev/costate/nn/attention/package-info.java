/// Attention: sums of values, weighted by how well keys fit a query.
@NullMarked
package dev.costate.nn.attention;

import org.jspecify.annotations.NullMarked;
