/// The study of word embeddings: skip-gram, CBOW and GloVe on the novels of Jane Austen, and what the theory
/// says of them on a text that is planted.
@NullMarked
package dev.costate.studies.words;

import org.jspecify.annotations.NullMarked;
