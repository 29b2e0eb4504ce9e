package dev.costate.nn.words;

import dev.costate.DType;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of vectors as word2vec's own program writes and reads them, and gensim and others after it.
///
/// A line `words width`, then for each word, in UTF-8, the word, a blank and its numbers: in the text form as
/// decimals with blanks between them and a line break at the end, in the binary form as little-endian
/// `float32` and a line break, which readers do without.
public final class WordVectorFiles {
    private WordVectorFiles() {}

    /// Writes the text form, each `float32` by as many digits as tell it from its neighbours.
    ///
    /// @throws IOException if it cannot be written
    /// @throws IllegalArgumentException if a word is empty, or has a white space in it
    public static void writeText(WordVectors vectors, Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            float[] numbers = header(vectors, out);
            int at = 0;
            for (String word : vectors.words()) {
                var line = new StringBuilder(word(word));
                for (int i = 0; i < vectors.width(); i++) {
                    line.append(' ').append(numbers[at++]);
                }
                out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /// Writes the binary form.
    ///
    /// @throws IOException if it cannot be written
    /// @throws IllegalArgumentException if a word is empty, or has a white space in it
    public static void writeBinary(WordVectors vectors, Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            float[] numbers = header(vectors, out);
            var row = ByteBuffer.allocate(Float.BYTES * vectors.width()).order(ByteOrder.LITTLE_ENDIAN);
            int at = 0;
            for (String word : vectors.words()) {
                out.write((word(word) + " ").getBytes(StandardCharsets.UTF_8));
                row.clear().asFloatBuffer().put(numbers, at, vectors.width());
                at += vectors.width();
                out.write(row.array());
                out.write('\n');
            }
        }
    }

    private static float[] header(WordVectors vectors, OutputStream out) throws IOException {
        String line = vectors.words().size() + " " + vectors.width() + "\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
        return vectors.rows().to(DType.FLOAT32).toFloats();
    }

    private static String word(String word) {
        if (word.isEmpty() || word.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException(
                    "word vectors: the word '" + word + "' cannot be written, for a blank ends a word; put '_' for it");
        }
        return word;
    }

    /// Reads the text form.
    ///
    /// @throws IOException if it cannot be read, or is not what it should be; the message names the place
    public static WordVectors readText(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return readText(in, file.toString());
        }
    }

    /// Reads the binary form, with or without line breaks after the vectors.
    ///
    /// @throws IOException if it cannot be read, or is not what it should be; the message names the place
    public static WordVectors readBinary(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return readBinary(in, file.toString());
        }
    }

    /// Reads the text form from a stream, to its end.
    ///
    /// @param name what errors call it
    /// @throws IOException see [#readText(Path)]
    public static WordVectors readText(InputStream in, String name) throws IOException {
        var reader = new WordVectorReader(in, name);
        reader.header();
        for (int w = 0; w < reader.count(); w++) {
            reader.word(w, false);
            reader.decimals(w);
        }
        reader.end();
        return reader.vectors();
    }

    /// Reads the binary form from a stream, to its end.
    ///
    /// @param name what errors call it
    /// @throws IOException see [#readBinary(Path)]
    public static WordVectors readBinary(InputStream in, String name) throws IOException {
        var reader = new WordVectorReader(in, name);
        reader.header();
        for (int w = 0; w < reader.count(); w++) {
            reader.word(w, true);
            reader.floats(w);
        }
        reader.end();
        return reader.vectors();
    }
}
