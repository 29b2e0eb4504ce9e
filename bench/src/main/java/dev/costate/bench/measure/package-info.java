/// Measuring: each contender is a process of its own, which reads the data from a folder, does the work, times it by
/// one procedure and answers in JSON.
@NullMarked
package dev.costate.bench.measure;

import org.jspecify.annotations.NullMarked;
