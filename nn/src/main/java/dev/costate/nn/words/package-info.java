/// Vectors of words: from a text to a vocabulary, tables trained by word2vec or GloVe, and what they know.
@NullMarked
package dev.costate.nn.words;

import org.jspecify.annotations.NullMarked;
