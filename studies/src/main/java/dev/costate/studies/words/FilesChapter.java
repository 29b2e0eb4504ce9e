package dev.costate.studies.words;

import dev.costate.lab.StudyRun;
import dev.costate.nn.words.WordVectorFiles;
import dev.costate.nn.words.WordVectors;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The vectors as files that other programs read.
final class FilesChapter {
    private FilesChapter() {}

    static void tell(StudyRun run, WordVectors vectors) {
        run.section("Files");
        var text = run.file("vectors.txt");
        var binary = run.file("vectors.bin");
        try {
            WordVectorFiles.writeText(vectors, text);
            WordVectorFiles.writeBinary(vectors, binary);
            run.fact("vectors.txt holds the vectors bit by bit", isLike(WordVectorFiles.readText(text), vectors));
            run.fact("vectors.bin holds the vectors bit by bit", isLike(WordVectorFiles.readBinary(binary), vectors));
        } catch (IOException e) {
            throw new UncheckedIOException("the vectors cannot be kept: " + e.getMessage(), e);
        }
        run.note("Both are in the forms of word2vec's own program, which gensim and others read.");
    }

    private static boolean isLike(WordVectors read, WordVectors written) {
        return read.words().equals(written.words()) && read.rows().identical(written.rows());
    }
}
