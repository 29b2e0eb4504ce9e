package dev.costate.studies.words;

import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.nn.data.sets.Novels;
import dev.costate.nn.words.Corpus;
import dev.costate.nn.words.Tokeniser;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

/// The text: the six novels of Jane Austen.
final class TextChapter {
    private static final int SHOWN = 10;

    private TextChapter() {}

    static Corpus tell(WordEmbeddings.Config config, StudyRun run) {
        run.section("The text");
        Corpus corpus;
        try {
            corpus = Corpus.read(new StringReader(Novels.text()), Tokeniser.letters(), config.least());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var vocabulary = corpus.vocabulary();
        run.note(
                "The six novels of Jane Austen, a paragraph a sentence: %,d words of %,d kinds that occur %d times or more."
                        .formatted(corpus.size(), vocabulary.size(), config.least()));
        var table = Table.of("word", "occurs", "of the text");
        for (int i = 0; i < Math.min(SHOWN, vocabulary.size()); i++) {
            table = table.row(
                    vocabulary.word(i), vocabulary.count(i), (double) vocabulary.count(i) / vocabulary.total());
        }
        run.table("most frequent words", table);
        run.figure("words", corpus.size());
        run.figure("vocabulary", vocabulary.size());
        return corpus;
    }
}
