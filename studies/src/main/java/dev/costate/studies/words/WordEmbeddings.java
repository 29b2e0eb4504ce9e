package dev.costate.studies.words;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;

/// Words become vectors by the company they keep: skip-gram with negative sampling, CBOW and GloVe.
///
/// Two words that stand in the same places come to have similar vectors, for what predicts their neighbours
/// predicts both. What skip-gram learns is known exactly: at its optimum `w . c = PMI(w, c) - ln k`.
public final class WordEmbeddings implements Study<WordEmbeddings.Config> {
    /// What can be set.
    ///
    /// @param width the length of the vectors
    /// @param window how far away a neighbour may be
    /// @param negatives how many noise words a neighbour is told from
    /// @param noise how many noise words a batch shares; 0 for each pair its own
    /// @param sample how much of the text a word may be before some of it is left out
    /// @param least how often a word must occur
    /// @param epochs how often word2vec reads the text
    /// @param gloveEpochs how often GloVe goes through the pairs
    /// @param sentences the planted text's
    /// @param seed of all random numbers
    public record Config(
            @Option(help = "length of the vectors", min = 3, max = 1000)
            int width,

            @Option(help = "how far away a neighbour may be", min = 1, max = 50)
            int window,

            @Option(help = "noise words that a neighbour is told from", min = 1, max = 100)
            int negatives,

            @Option(help = "noise words that a batch shares; 0: each pair its own", min = 0, max = 10_000)
            int noise,

            @Option(help = "part of the text from which words are left out; 0: never", min = 0, below = 1)
            double sample,

            @Option(help = "how often a word must occur", min = 1, max = 1000)
            int least,

            @Option(help = "how often word2vec reads the text", min = 1, max = 1000)
            int epochs,

            @Option(help = "how often GloVe goes through the pairs", min = 1, max = 1000)
            int gloveEpochs,

            @Option(help = "sentences of the planted text", min = 1000, max = 1_000_000)
            int sentences,

            @Option(help = "seed of all random numbers", min = 0)
            long seed) {}

    @Override
    public String title() {
        return "Words become vectors by the company they keep";
    }

    @Override
    public String document() {
        return "Homework on neural networks: Word Embeddings, a heading without text";
    }

    @Override
    public Config defaults() {
        return new Config(50, 5, 5, 64, 1e-3, 5, 5, 10, 20_000, 1);
    }

    @Override
    public void run(Config config, StudyRun run) {
        PlantedChapter.tell(config, run);
        var text = TextChapter.tell(config, run);
        var vectors = TrainingChapter.tell(config, run, text);
        NeighboursChapter.tell(run, vectors);
        var first = vectors.getFirst();
        MapChapter.tell(run, first.vectors());
        FilesChapter.tell(run, first.vectors());
    }
}
