package dev.costate.nn.words;

/// Leaves out some of the occurrences of frequent words: a word that makes up the part `f` of a text is kept
/// with probability `min(1, sqrt(t / f) + t / f)`, the form of word2vec's own program (that of the paper,
/// arXiv 1310.4546, lacks the second term).
///
/// @param t the part of a text from which words are left out, 1e-3 to 1e-5 usually; 0 keeps all
public record Subsampling(double t) {
    /// The probability that an occurrence is kept.
    ///
    /// @param count how often the word occurs, at least once
    /// @param total how many words the text has
    public double keep(long count, long total) {
        if (t == 0) {
            return 1;
        }
        double part = (double) count / total;
        return Math.min(1, Math.sqrt(t / part) + t / part);
    }
}
