package dev.costate.studies.words;

import dev.costate.nn.words.WordVectors;

/// Vectors and who learned them.
///
/// @param name of the method
/// @param vectors what it learned
record Learned(String name, WordVectors vectors) {}
