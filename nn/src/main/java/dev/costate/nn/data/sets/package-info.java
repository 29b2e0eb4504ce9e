/// Data that comes with Costate, so that an example needs no network: images with labels, and English prose.
///
/// Where it is from and under which licence stands beside it, in a `README.md`.
@NullMarked
package dev.costate.nn.data.sets;

import org.jspecify.annotations.NullMarked;
