/// Transformations in any order: every word over their letters, applied to programs, against its direct
/// definition.
@NullMarked
package dev.costate.words;

import org.jspecify.annotations.NullMarked;
