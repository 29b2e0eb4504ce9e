package dev.costate.nn.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.nn.words.WordVectors.Neighbour;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordVectorsTest {
    private static final WordVectors VECTORS = WordVectors.of(
            List.of("north", "east", "south", "between", "nothing"),
            Tensor.of(new double[][] {{0, 2}, {3, 0}, {0, -1}, {1, 1}, {0, 0}}));

    @Test
    void nearestIsByTheAngleAlone() {
        assertThat(VECTORS.nearest("between", 9).stream().map(Neighbour::word))
                .containsExactly("north", "east", "nothing", "south");
        assertThat(VECTORS.nearest("north", 1).getFirst().cosine()).isCloseTo(Math.sqrt(0.5), within(1e-15));
        assertThat(VECTORS.nearest(Tensor.of(-5.0, -5.1), 2).stream().map(Neighbour::word))
                .containsExactly("south", "nothing");
        assertThat(VECTORS.cosine("north", "south")).isEqualTo(-1);
        assertThat(VECTORS.cosine("nothing", "south")).isZero();
        assertThat(VECTORS.nearest("north", 0)).isEmpty();
        assertThat(VECTORS.has("west")).isFalse();
        assertThat(VECTORS.vector("east").toDoubles()).containsExactly(3, 0);
    }

    /// `east - north + between` of unit vectors is `(1.707, -.293)`, and `east` may not be its own answer.
    @Test
    void analogiesLeaveTheQuestionOut() {
        var answers = VECTORS.analogy("north", "east", "between", 2);
        assertThat(answers.stream().map(Neighbour::word)).containsExactly("south", "nothing");
        double cosine = 0.29289321881345254 / Math.hypot(1.7071067811865475, 0.29289321881345254);
        assertThat(answers.getFirst().cosine()).isCloseTo(cosine, within(1e-15));
    }

    @Test
    void errorsNameTheWord() {
        assertThatThrownBy(() -> VECTORS.nearest("west", 1)).hasMessageContaining("'west' is none of the 5 words");
        assertThatThrownBy(() -> VECTORS.nearest(Tensor.of(1.0), 1)).hasMessageContaining("expected [2]");
        assertThatThrownBy(() -> WordVectors.of(List.of("a"), Tensor.zeros(2, 2)))
                .hasMessageContaining("a row");
        assertThatThrownBy(() -> WordVectors.of(List.of("a", "a"), Tensor.zeros(2, 2)))
                .hasMessageContaining("'a' is there twice");
    }
}
