package dev.costate.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every word of up to three transformations on every program, and of four on one, equals what it means.
class WordsTest {
    static List<Program> programs() {
        return Program.all();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyWordOfUpToThreeLetters(Program program) {
        assertThat(words(1)).hasSize(6);
        Map<List<Letter>, Double> meanings = new HashMap<>();
        for (int length = 0; length <= 3; length++) {
            for (List<Letter> word : words(length)) {
                check(program, word, meanings);
            }
        }
    }

    @Test
    void everyWordOfFourLetters() {
        Map<List<Letter>, Double> meanings = new HashMap<>();
        for (List<Letter> word : words(4)) {
            check(Program.arithmetic(), word, meanings);
        }
    }

    private static void check(Program program, List<Letter> word, Map<List<Letter>, Double> meanings) {
        // Words that mean the same are worked out once.
        List<Letter> essence = word.stream()
                .filter(l -> l != Letter.JIT && l != Letter.CHECKPOINT)
                .map(l -> l == Letter.TANGENT ? Letter.GRAD : l)
                .toList();
        double expected = meanings.computeIfAbsent(essence, w -> {
            Fn1<Tensor, Tensor> f = program.plain();
            for (Letter letter : w) {
                f = letter.meaning(f);
            }
            return f.apply(program.at()).item();
        });
        Fn1<Tensor, Tensor> f = program.engine();
        for (Letter letter : word) {
            f = letter.transform(f);
        }
        double actual = f.apply(program.at()).item();
        assertThat(Math.abs(actual - expected))
                .as("%s of %s: %s, not %s", name(word), program, actual, expected)
                .isLessThan(1e-8 * Math.max(1, Math.abs(expected)));
    }

    /// The word as one reads it, the outermost transformation first.
    private static String name(List<Letter> word) {
        return word.reversed().stream()
                .map(l -> l.name().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private static List<List<Letter>> words(int length) {
        List<List<Letter>> words = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < length; i++) {
            List<List<Letter>> longer = new ArrayList<>();
            for (List<Letter> word : words) {
                for (Letter letter : Letter.values()) {
                    List<Letter> next = new ArrayList<>(word);
                    next.add(letter);
                    longer.add(next);
                }
            }
            words = longer;
        }
        return words;
    }
}
