package dev.costate.random;

import static dev.costate.Costate.checkpoint;
import static dev.costate.Costate.findNonFinite;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A draw is one function of its key, whatever looks at it.
class RandomTransformationsTest {
    private static final Key KEYS = Key.of(5).split(4);

    static List<Draws> draws() {
        return Draws.all();
    }

    @ParameterizedTest
    @MethodSource("draws")
    void isTheSameEveryTimeAndDiffersFromKeyToKey(Draws draws) {
        Tensor first = draws.draw().apply(KEYS.get(0));
        same(draws.draw().apply(KEYS.get(0)), first);
        assertThat(IntStream.range(1, 4)
                        .mapToObj(i -> draws.draw().apply(KEYS.get(i)))
                        .allMatch(first::identical))
                .isEqualTo(first.size() == 1);
    }

    @ParameterizedTest
    @MethodSource("draws")
    void isTheSameUnderJit(Draws draws) {
        var compiled = jit(draws.draw());
        for (int i = 0; i < 4; i++) {
            same(compiled.apply(KEYS.get(i)), draws.draw().apply(KEYS.get(i)));
        }
        assertThat(compiled.compilations()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("draws")
    void isTheSameUnderVmap(Draws draws) {
        same(vmap(draws.draw()).apply(KEYS), one(draws));
        same(jit(vmap(draws.draw())).apply(KEYS), one(draws));
        Key table = new Key(KEYS.words().reshape(2, 2, 2));
        Tensor each = one(draws);
        Tensor nested = vmap(vmap(draws.draw())).apply(table);
        same(nested.reshape(each.shape()), each);
    }

    @ParameterizedTest
    @MethodSource("draws")
    void isTheSameInScan(Draws draws) {
        var scanned = scan((Key carry, Key k) -> new Step<>(carry, draws.draw().apply(k)), KEYS.get(0), KEYS);
        same(scanned.out(), one(draws));
    }

    @ParameterizedTest
    @MethodSource("draws")
    void isTheSameUnderCheckpoint(Draws draws) {
        same(checkpoint(draws.draw()).apply(KEYS.get(1)), draws.draw().apply(KEYS.get(1)));
    }

    /// No infinity or NaN comes up on the way, so that the search for the first one does not stop in a draw.
    @ParameterizedTest
    @MethodSource("draws")
    void staysFiniteOnTheWay(Draws draws) {
        for (int i = 0; i < 4; i++) {
            Key key = KEYS.get(i);
            same(findNonFinite(() -> draws.draw().apply(key)), draws.draw().apply(key));
        }
    }

    private static Tensor one(Draws draws) {
        return Layout.stack(KEYS.list().stream().map(draws.draw()).toList(), 0);
    }

    private static void same(Tensor got, Tensor expected) {
        assertThat(got.type()).isEqualTo(expected.type());
        assertThat(got.identical(expected)).as("%s, expected %s", got, expected).isTrue();
    }
}
