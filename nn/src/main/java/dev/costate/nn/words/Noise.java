package dev.costate.nn.words;

/// Who shares the noise words, those that an example is told apart from.
public sealed interface Noise {
    /// Every example draws its own, as word2vec's own program does.
    record Own() implements Noise {}

    /// The examples of a batch have `draws` noise words in common, each counting `negatives / draws`. The
    /// expected gradient is that of [Own], with a smaller variance for each example; scores become a product
    /// of matrices, and few rows are read and written.
    ///
    /// The idea is that of Ji, Satish, Li, Dubey, Parallelizing word2vec in shared and distributed memory,
    /// arXiv 1604.04661, who share the noise of a window.
    ///
    /// @param draws how many noise words a batch has
    record Shared(int draws) implements Noise {
        public Shared {
            if (draws < 1) {
                throw new IllegalArgumentException("Noise.Shared: " + draws + " draws; expected at least 1");
            }
        }
    }
}
