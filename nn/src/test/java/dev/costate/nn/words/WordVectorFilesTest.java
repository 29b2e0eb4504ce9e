package dev.costate.nn.words;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordVectorFilesTest {
    private static final WordVectors VECTORS = WordVectors.of(List.of("sea", "ängste", "海"), Tensor.of(new float[][] {
        {1, -0.1f}, {Float.MIN_VALUE, 3.4028235e38f}, {-0f, 1 / 3f}
    }));

    /// The bytes of `word2vec -binary 1`: `fprintf("%lld %lld\n")`, then `fprintf("%s ")`, `fwrite` of
    /// floats, `\n`.
    private static byte[] binary(boolean lines) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("2 2\nab ".getBytes(UTF_8));
        bytes.writeBytes(new byte[] {0, 0, (byte) 0x80, 0x3f, 0x0a, 0x20, 0x0a, 0x20});
        bytes.writeBytes((lines ? "\nc " : "c ").getBytes(UTF_8));
        bytes.writeBytes(new byte[] {0, 0, 0, (byte) 0xc0, 0, 0, 0, 0x3f});
        bytes.writeBytes((lines ? "\n" : "").getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static WordVectors read(String text) throws IOException {
        return WordVectorFiles.readText(new ByteArrayInputStream(text.getBytes(UTF_8)), "x.txt");
    }

    private static WordVectors read(byte[] bytes) throws IOException {
        return WordVectorFiles.readBinary(new ByteArrayInputStream(bytes), "x.bin");
    }

    @Test
    void whatIsWrittenIsReadBitByBit(@TempDir Path folder) throws IOException {
        var text = folder.resolve("v.txt");
        var binary = folder.resolve("v.bin");
        WordVectorFiles.writeText(VECTORS, text);
        WordVectorFiles.writeBinary(VECTORS, binary);
        assertThat(Files.readString(text))
                .isEqualTo("3 2\nsea 1.0 -0.1\nängste 1.4E-45 3.4028235E38\n海 -0.0 0.33333334\n");
        for (var read : List.of(WordVectorFiles.readText(text), WordVectorFiles.readBinary(binary))) {
            assertThat(read.words()).isEqualTo(VECTORS.words());
            assertThat(read.rows().identical(VECTORS.rows())).isTrue();
        }
    }

    @Test
    void readsTheLayoutOfWord2vec(@TempDir Path folder) throws IOException {
        for (boolean lines : new boolean[] {true, false}) {
            var read = read(binary(lines));
            assertThat(read.words()).containsExactly("ab", "c");
            assertThat(read.rows().toFloats()).containsExactly(1, Float.intBitsToFloat(0x200a200a), -2, 0.5f);
        }
        var file = folder.resolve("v.bin");
        WordVectorFiles.writeBinary(read(binary(false)), file);
        assertThat(Files.readAllBytes(file)).isEqualTo(binary(true));
        // "%lf " leaves a blank at the end of each line.
        var text = read("2 2\nab 1.000000 -2.500000 \nc 0.000000 3e-05 \n");
        assertThat(text.rows().toFloats()).containsExactly(1, -2.5f, 0, 3e-5f);
        assertThat(read("1 1\r\na 1\r\n").words()).containsExactly("a");
        assertThat(read("1 1\na 1").words()).containsExactly("a");
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertThatThrownBy(() -> read("")).hasMessage("x.txt, near byte 0: it ends before the number of words");
        assertThatThrownBy(() -> read("two 2\n")).hasMessageContaining("the number of words is 'two'");
        assertThatThrownBy(() -> read("2\n")).hasMessageContaining("a line 'words width'");
        assertThatThrownBy(() -> read("999999999 60000\n")).hasMessageContaining("at most");
        assertThatThrownBy(() -> read("2 2\na 1 2\n")).hasMessageContaining("it ends before word 2 of 2");
        assertThatThrownBy(() -> read("1 2\na 1\n")).hasMessageContaining("the line of word 1 has 1 numbers, not 2");
        assertThatThrownBy(() -> read("1 2\na 1 2 3\n")).hasMessageContaining("goes on after 2 numbers");
        assertThatThrownBy(() -> read("1 2\na 1 x\n")).hasMessageContaining("number 2 of word 1 is 'x'");
        assertThatThrownBy(() -> read("2 1\na 1\na 2\n")).hasMessageContaining("'a', word 2 of 2, was there before");
        assertThatThrownBy(() -> read("1 1\na 1\nb 2\n")).hasMessageContaining("it goes on after 1 words");
        assertThatThrownBy(() -> read("1 1\n" + "a".repeat(2000) + " 1\n")).hasMessageContaining("longer than 1000");
        assertThatThrownBy(() -> read("1 2\na".getBytes(UTF_8))).hasMessageContaining("has no blank");
        assertThatThrownBy(() -> read("1 2\na 1234567".getBytes(UTF_8)))
                .hasMessageContaining("ends in the vector of word 1 of 1");
        assertThatThrownBy(() -> read(new byte[] {'1', ' ', '1', '\n', (byte) 0xff, ' ', 0, 0, 0, 0}))
                .hasMessageContaining("word 1 of 1 is not UTF-8");
    }

    /// A header that promises the most there may be takes no more memory than the few bytes that follow.
    @Test
    void aHeaderAloneTakesNoMemory() {
        assertThatThrownBy(() -> read("500000000 1\na ".getBytes(UTF_8))).hasMessageContaining("vector of word 1");
        assertThatThrownBy(() -> read("8192 65536\na 1\n")).hasMessageContaining("has 1 numbers, not 65536");
    }

    /// Whatever bytes come, it is an IOException or vectors.
    @Test
    void brokenFilesAreErrorsNotCrashes() {
        var random = new SplittableRandom(1);
        var good = binary(true);
        int read = 0;
        for (int i = 0; i < 5000; i++) {
            var bytes = good.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                read(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
                read++;
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("x.bin, near byte ");
            }
        }
        assertThat(read).isBetween(1, 4000);
    }

    @Test
    void wordsWithBlanksAreNotWritten(@TempDir Path folder) {
        var vectors = WordVectors.of(List.of("new york"), Tensor.ones(1, 1));
        assertThatThrownBy(() -> WordVectorFiles.writeText(vectors, folder.resolve("v")))
                .hasMessageContaining("'new york'")
                .hasMessageContaining("put '_'");
    }
}
