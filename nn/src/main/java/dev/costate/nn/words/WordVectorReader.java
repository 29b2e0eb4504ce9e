package dev.costate.nn.words;

import dev.costate.Shape;
import dev.costate.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads the parts of a file of word vectors. Memory grows with what is read, not with what the header
/// promises.
final class WordVectorReader {
    private static final int LONGEST_WORD = 1000;
    private static final int LONGEST_NUMBER = 64;
    private static final int WIDEST = 1 << 16;
    private static final long MOST_NUMBERS = 1L << 29;

    private final InputStream in;
    private final String name;
    private final byte[] token = new byte[LONGEST_WORD + 1];
    private final Set<String> words = new LinkedHashSet<>();
    private float[] numbers = new float[0];
    private int count;
    private int width;
    private long place;
    private int ahead = Integer.MIN_VALUE;

    WordVectorReader(InputStream in, String name) {
        this.in = in;
        this.name = name;
    }

    /// How many words the header promises.
    int count() {
        return count;
    }

    void header() throws IOException {
        count = headerNumber("the number of words", ' ');
        width = headerNumber("the width", '\n');
        if (width > WIDEST || (long) count * width > MOST_NUMBERS) {
            throw bad("the header promises " + count + " words of width " + width + "; at most " + MOST_NUMBERS
                    + " numbers and a width of " + WIDEST + " are read");
        }
    }

    private int headerNumber(String what, char end) throws IOException {
        int length = token(LONGEST_NUMBER, what);
        int next = next();
        if (next == '\r' && end == '\n') {
            next = next();
        }
        String text = new String(token, 0, length, StandardCharsets.UTF_8);
        if (next != end || !text.matches("[1-9][0-9]{0,8}")) {
            throw bad("it does not begin with a line 'words width', two numbers from 1 to 999999999 with one blank"
                    + " between them; " + what + " is '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /// Reads word `w` and the blank after it.
    ///
    /// @param binary whether a line break may stand before it
    void word(int w, boolean binary) throws IOException {
        if (binary && peek() == '\n') {
            next();
        }
        int length = token(LONGEST_WORD, "word " + (w + 1) + " of " + count);
        String word;
        try {
            word = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(token, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(at("word " + (w + 1) + " of " + count + " is not UTF-8"), e);
        }
        if (length == 0 || next() != ' ') {
            throw bad("word " + (w + 1) + " of " + count
                    + (length == 0 ? " is missing" : ", '" + word + "', has no blank")
                    + (binary ? "" : "; is it the binary form?"));
        }
        if (!words.add(word)) {
            throw bad("'" + word + "', word " + (w + 1) + " of " + count + ", was there before");
        }
    }

    /// Reads the numbers of word `w` as decimals, to the end of the line.
    void decimals(int w) throws IOException {
        float[] row = row(w);
        for (int i = 0; i < width; i++) {
            int length = token(LONGEST_NUMBER, number(w, i));
            String text = new String(token, 0, length, StandardCharsets.ISO_8859_1);
            try {
                row[w * width + i] = Float.parseFloat(text);
            } catch (NumberFormatException e) {
                throw new IOException(at(number(w, i) + " is '" + text + "'"), e);
            }
            if (peek() == ' ') {
                next();
            } else if (i + 1 < width) {
                throw bad("the line of word " + (w + 1) + " has " + (i + 1) + " numbers, not " + width);
            }
        }
        if (peek() == '\r') {
            next();
        }
        if (peek() != '\n' && !(peek() < 0 && w + 1 == count)) {
            throw bad("the line of word " + (w + 1) + " goes on after " + width + " numbers");
        }
        next();
    }

    private String number(int w, int i) {
        return "number " + (i + 1) + " of word " + (w + 1);
    }

    /// Reads the numbers of word `w` as little-endian bytes.
    void floats(int w) throws IOException {
        float[] row = row(w);
        byte[] bytes = new byte[Float.BYTES * width];
        for (int i = 0; i < bytes.length; i++) {
            int b = next();
            if (b < 0) {
                throw bad("it ends in the vector of word " + (w + 1) + " of " + count);
            }
            bytes[i] = (byte) b;
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row, w * width, width);
    }

    /// Makes sure that nothing follows.
    void end() throws IOException {
        while (peek() == '\n') {
            next();
        }
        if (peek() >= 0) {
            throw bad("it goes on after " + count + " words");
        }
    }

    WordVectors vectors() {
        return WordVectors.of(List.copyOf(words), Tensor.of(numbers, Shape.of(count, width)));
    }

    private float[] row(int w) {
        int needed = (w + 1) * width;
        if (numbers.length < needed) {
            numbers =
                    Arrays.copyOf(numbers, (int) Math.min((long) count * width, Math.max(needed, 2L * numbers.length)));
        }
        return numbers;
    }

    /// Reads up to a blank or line break, which is left.
    private int token(int longest, String what) throws IOException {
        int length = 0;
        for (int b = peek(); b >= 0 && b != ' ' && b != '\n' && b != '\r'; b = peek()) {
            if (length == longest) {
                throw bad(what + " is longer than " + longest + " bytes");
            }
            token[length++] = (byte) next();
        }
        if (length == 0 && peek() < 0) {
            throw bad("it ends before " + what);
        }
        return length;
    }

    private int peek() throws IOException {
        if (ahead == Integer.MIN_VALUE) {
            ahead = in.read();
        }
        return ahead;
    }

    private int next() throws IOException {
        int b = peek();
        ahead = Integer.MIN_VALUE;
        place++;
        return b;
    }

    private IOException bad(String what) {
        return new IOException(at(what));
    }

    private String at(String what) {
        return name + ", near byte " + place + ": " + what;
    }
}
