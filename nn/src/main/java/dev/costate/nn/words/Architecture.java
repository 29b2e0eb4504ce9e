package dev.costate.nn.words;

/// What predicts what in word2vec.
///
/// Source: Mikolov, Chen, Corrado, Dean, Efficient estimation of word representations in vector space, arXiv
/// 1301.3781.
public enum Architecture {
    /// A word predicts each word around it: as many examples as pairs.
    SKIP_GRAM,
    /// The mean of the words around predicts the word: an example a word.
    CBOW
}
