package dev.costate.internal.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.random.JaxGoldens;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThreefryTest {
    /// The rows `threefry2x32 20` of `tests/kat_vectors` in Random123: counter, key, answer.
    @Test
    void givesTheKnownAnswersOfRandom123() {
        assertThat(Threefry.hash(0, 0, 0, 0)).isEqualTo(0x6b200159_99ba4efeL);
        assertThat(Threefry.hash(-1, -1, -1, -1)).isEqualTo(0x1cb996fc_bb002be7L);
        assertThat(Threefry.hash(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3))
                .isEqualTo(0xc4923a9c_483df7a0L);
    }

    @Test
    void packsTheFirstWordHigh() {
        assertThat(Threefry.hash(0x13198a2e_03707344L, 0x243f6a88_85a308d3L)).isEqualTo(0xc4923a9c_483df7a0L);
    }

    @Test
    void drawsBitsAsJaxDoes() {
        for (JaxGoldens.Case draw : JaxGoldens.of("bits")) {
            assertThat(words(
                            draw,
                            i -> draw.dtype().equals("u32")
                                    ? hex(Threefry.bits32(draw.seed(), i))
                                    : hex(Threefry.bits64(draw.seed(), i))))
                    .as("%s", draw)
                    .isEqualTo(draw.values());
        }
    }

    @Test
    void splitsAKeyAsJaxDoes() {
        for (JaxGoldens.Case split : JaxGoldens.of("split")) {
            long count = split.values().size() / 2;
            List<String> subkeys = LongStream.range(0, count)
                    .map(i -> Threefry.subkey(split.seed(), i))
                    .mapToObj(key -> List.of(hex((int) (key >>> 32)), hex((int) key)))
                    .flatMap(List::stream)
                    .toList();
            assertThat(subkeys).as("%s", split).isEqualTo(split.values());
        }
    }

    /// JAX folds a number in by hashing it as the counter `(0, number)`, which is the subkey of that index.
    @Test
    void foldsANumberInAsJaxDoes() {
        for (JaxGoldens.Case fold : JaxGoldens.of("fold_in")) {
            long key = Threefry.subkey(fold.seed(), Long.parseLong(fold.option("data")));
            assertThat(List.of(hex((int) (key >>> 32)), hex((int) key)))
                    .as("%s", fold)
                    .isEqualTo(fold.values());
        }
    }

    @Test
    void fillsAnArrayWithTheWordsOfConsecutiveCounters() {
        long first = 0xFFFF_FFFEL; // the counter's high word changes on the way
        int[] words = new int[9];
        Threefry.fill(5, 6, first, words, 1, 4);
        for (int i = 0; i < 4; i++) {
            long pair = Threefry.hash(0x5_0000_0006L, first + i);
            assertThat(words[1 + 2 * i]).isEqualTo((int) (pair >>> 32));
            assertThat(words[2 + 2 * i]).isEqualTo((int) pair);
        }
        assertThat(words[0]).as("before the range").isZero();
    }

    private static List<String> words(JaxGoldens.Case draw, LongFunction<String> element) {
        return LongStream.range(0, draw.values().size()).mapToObj(element).toList();
    }

    private static String hex(int word) {
        return "%08x".formatted(word);
    }

    private static String hex(long word) {
        return "%016x".formatted(word);
    }
}
