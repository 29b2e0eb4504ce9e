package dev.costate.nn.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorpusTest {
    @Test
    void lettersAreWordsInLowerCase() {
        assertThat(Tokeniser.letters().words("The LORD's 7 seas, 'twas--said: «Ängste»; o' clock'"))
                .containsExactly("the", "lord's", "seas", "twas", "said", "ängste", "o", "clock");
        assertThat(Tokeniser.letters().words(" 12 -- ")).isEmpty();
        // Letters outside the basic plane, and accents that are characters of their own.
        assertThat(Tokeniser.letters().words("𐐀𐐁 re\u0301sume\u0301")).containsExactly("𐐨𐐩", "re\u0301sume\u0301");
    }

    @Test
    void whitespaceLeavesWordsAsTheyStand() {
        assertThat(Tokeniser.whitespace().words("  The sea,\tthe\u2003Sea "))
                .containsExactly("The", "sea,", "the", "Sea");
    }

    @Test
    void theVocabularyIsOrderedByCountThenAlphabet() {
        var v = Vocabulary.of(Map.of("b", 3L, "a", 3L, "z", 9L, "rare", 1L), 2);
        assertThat(v.words()).containsExactly("z", "a", "b");
        assertThat(v.count(2)).isEqualTo(3);
        assertThat(v.total()).isEqualTo(15);
        assertThat(v.number("b")).hasValue(2);
        assertThat(v.number("rare")).isEmpty();
        assertThat(v.word(0)).isEqualTo("z");
    }

    @Test
    void rareWordsAreLeftOutAndTheirNeighboursMoveTogether() throws IOException {
        var corpus = Corpus.read(new StringReader("a b a\n\nonce\nb rare a\r\nb"), Tokeniser.whitespace(), 2);
        assertThat(corpus.vocabulary().words()).containsExactly("a", "b");
        assertThat(corpus.size()).isEqualTo(6);
        assertThat(corpus.sentences()).isEqualTo(3);
        assertThat(corpus.sentence(0)).containsExactly(0, 1, 0);
        assertThat(corpus.sentence(1)).containsExactly(1, 0);
        assertThat(corpus.sentence(2)).containsExactly(1);
    }

    @Test
    void manyWordsAndSentencesFit() {
        var sentences = IntStream.range(0, 5000)
                .mapToObj(i -> List.of("w" + i % 3000, "w" + (i + 1) % 3000))
                .toList();
        var corpus = Corpus.of(sentences, 1);
        assertThat(corpus.vocabulary().size()).isEqualTo(3000);
        assertThat(corpus.size()).isEqualTo(10_000);
        assertThat(corpus.vocabulary().total()).isEqualTo(10_000);
        for (int i = 0; i < 5000; i += 777) {
            int[] words = corpus.sentence(i);
            assertThat(corpus.vocabulary().word(words[0])).isEqualTo("w" + i % 3000);
        }
    }

    @Test
    void errorsSayWhatToDo() {
        assertThatThrownBy(() -> Corpus.of(List.of(List.of("a", "b")), 2))
                .hasMessage("Vocabulary: none of 2 words occurs 2 times; take a longer text or a smaller least count");
        assertThatThrownBy(() -> Vocabulary.of(Map.of("a", 1L), 0)).hasMessageContaining("expected 1 or more");
        var endless = new Reader() {
            @Override
            public int read(char[] to, int from, int count) {
                Arrays.fill(to, from, from + count, 'a');
                return count;
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Corpus.read(endless, Tokeniser.letters(), 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1 is longer than");
    }
}
