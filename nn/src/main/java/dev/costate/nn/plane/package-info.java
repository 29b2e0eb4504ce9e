/// Maps of points of many dimensions into a few: principal components, t-SNE.
@NullMarked
package dev.costate.nn.plane;

import org.jspecify.annotations.NullMarked;
