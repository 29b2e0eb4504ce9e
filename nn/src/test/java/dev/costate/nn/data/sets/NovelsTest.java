package dev.costate.nn.data.sets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NovelsTest {
    @Test
    void areSix() {
        assertThat(Novels.load())
                .extracting(Novel::title)
                .containsExactly(
                        "SENSE AND SENSIBILITY",
                        "PRIDE AND PREJUDICE",
                        "MANSFIELD PARK",
                        "EMMA",
                        "NORTHANGER ABBEY",
                        "PERSUASION");
    }

    /// The beginnings and ends that everybody knows.
    @Test
    void areWhole() {
        var novels = Novels.load();
        assertThat(novels.get(0).text()).startsWith("The family of Dashwood had long been settled in Sussex.");
        assertThat(novels.get(1).text())
                .startsWith("It is a truth universally acknowledged, that a single man in possession of a good fortune")
                .endsWith("had been the means of uniting them.\n");
        assertThat(novels.get(3).text())
                .startsWith("Emma Woodhouse, handsome, clever, and rich,")
                .endsWith("in the perfect happiness of the union.\n");
        assertThat(novels.get(5).paragraphs().getLast()).endsWith("than in its national importance.");
        assertThat(novels).allSatisfy(novel -> assertThat(novel.paragraphs()).hasSizeBetween(900, 3000));
    }

    @Test
    void areNothingButProse() {
        var text = Novels.text();
        assertThat(text).hasSize(4_000_254);
        assertThat(text).doesNotContainPattern("(?i)gutenberg|chapter [ivx0-9]+\\n|volume [ivx]+\\n|[_\\t\\r]| \\n");
        assertThat(text.chars().filter(c -> c > 126).distinct().toArray()).containsExactly('£');
        var words = Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^a-z']+"));
        assertThat(words).hasSizeBetween(715_000, 730_000);
        assertThat(new HashSet<>(words)).hasSizeBetween(13_000, 16_500);
    }
}
