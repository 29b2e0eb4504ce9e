package dev.costate.random;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.IndexException;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Vmap;
import dev.costate.ops.Creation;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTest {
    private final Key key = Key.of(42);

    @Test
    void makesTheKeysThatJaxMakes() {
        for (JaxGoldens.Case golden : JaxGoldens.of("key")) {
            assertThat(words(Key.of(golden.seed()))).as(golden.toString()).isEqualTo(hexadecimal(golden));
        }
    }

    @Test
    void splitsAsJaxDoes() {
        for (JaxGoldens.Case golden : JaxGoldens.of("split")) {
            int[] extents = golden.shape().stream()
                    .limit(golden.shape().size() - 1)
                    .mapToInt(Integer::intValue)
                    .toArray();
            Key keys = Key.of(golden.seed()).split(extents);
            assertThat(keys.shape()).isEqualTo(Shape.of(extents));
            assertThat(words(keys)).as(golden.toString()).isEqualTo(hexadecimal(golden));
        }
    }

    /// Known keys are hashed at once; traced ones by counting for small numbers, by written-out arithmetic for
    /// others and for a number that is itself traced. All of them are JAX's.
    @Test
    void foldsNumbersInAsJaxDoesHoweverMuchIsKnown() {
        for (JaxGoldens.Case golden : JaxGoldens.of("fold_in")) {
            Key from = Key.of(golden.seed());
            long number = Long.parseLong(golden.option("data"));
            int[] expected = hexadecimal(golden);
            Tensor data = Tensor.scalar(DType.INT64, number);
            assertThat(words(from.foldIn(number))).as(golden.toString()).isEqualTo(expected);
            assertThat(words(from.foldIn(data))).as(golden.toString()).isEqualTo(expected);
            assertThat(words(jit((Key k) -> k.foldIn(number)).apply(from)))
                    .as(golden.toString())
                    .isEqualTo(expected);
            assertThat(words(jit((Key k, Tensor d) -> k.foldIn(d)).apply(from, data.to(DType.INT32))))
                    .as(golden.toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void foldsInTheKeyOfThatPlaceInASplit() {
        Key many = key.split(1030);
        for (int i : new int[] {0, 1, 1022, 1023, 1024, 1029}) {
            assertThat(words(key.foldIn(i))).isEqualTo(words(many.get(i)));
            assertThat(words(jit((Key k) -> k.foldIn(i)).apply(key))).isEqualTo(words(many.get(i)));
        }
    }

    @Test
    void aShorterSplitBeginsALongerOne() {
        assertThat(words(key.split(3)))
                .isEqualTo(words(new Key(key.split(7).words().get("0:3"))));
        Key.Pair pair = key.split();
        assertThat(words(pair.first())).isEqualTo(words(key.split(5).get(0)));
        assertThat(words(pair.second())).isEqualTo(words(key.split(5).get(1)));
    }

    @Test
    void listsItsKeys() {
        Key keys = key.split(3);
        List<Key> list = keys.list();
        assertThat(list).hasSize(3);
        assertThat(words(list.get(2))).isEqualTo(words(keys.get(-1)));
        assertThat(words(Tree.stack(list))).isEqualTo(words(keys));
        assertThat(key.split(0).list()).isEmpty();
        assertThat(key.split(2, 4).list().get(1).shape()).isEqualTo(Shape.of(4));
        assertThat(key.shape()).isEqualTo(Shape.of());
    }

    @Test
    void isATreeForTheTransformations() {
        Key keys = key.split(4);
        Key each = vmap((Key k) -> k.split().second()).apply(keys);
        for (int i = 0; i < 4; i++) {
            assertThat(words(each.get(i))).isEqualTo(words(keys.get(i).split().second()));
        }
        Key folded =
                vmap((Key k, Tensor d) -> k.foldIn(d)).in(Vmap.SHARED, 0).apply(key, Creation.arange(DType.INT32, 4));
        assertThat(words(folded)).isEqualTo(words(keys));
    }

    @Test
    void walksThroughAScan() {
        Key.Pair expected = key.split();
        for (int i = 0; i < 4; i++) {
            expected = expected.first().split();
        }
        Key last = scan(k -> k.split().first(), key, 5);
        assertThat(words(last)).isEqualTo(words(expected.first()));

        Tensor steps = Creation.arange(DType.INT32, 3);
        var folded = scan((Key k, Tensor i) -> new Step<>(k, k.foldIn(i)), key, steps);
        assertThat(words(folded.out())).isEqualTo(words(key.split(3)));
    }

    @Test
    void showsItsWords() {
        assertThat(key).hasToString("Key 00000000 0000002a");
        assertThat(Key.of(-1)).hasToString("Key ffffffff ffffffff");
        assertThat(Key.of(0).split(1)).hasToString("Key i32[1,2] {{1797259609, -1715843330}}");
    }

    @Test
    void refusesWhatIsNoKeyOrNotOne() {
        assertThatExceptionOfType(DTypeException.class)
                .isThrownBy(() -> new Key(Tensor.of(1.0, 2.0)))
                .withMessageStartingWith("key: its words are f64[2], not i32 at KeyTest.java:")
                .withMessageEndingWith("; Key.of(seed) makes one");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> new Key(Tensor.of(1, 2, 3)))
                .withMessageStartingWith("key: its words are i32[3], not two along the last axis");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> new Key(Tensor.scalar(DType.INT32, 1)))
                .withMessageStartingWith("key: its words are i32[]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> key.split(5).split())
                .withMessageStartingWith("split: the key is 5 keys, i32[5,2] at KeyTest.java:")
                .withMessageEndingWith("; use vmap over them, or take one with get(i)");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> key.split(5).foldIn(1))
                .withMessageStartingWith("foldIn: the key is 5 keys");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> key.get(0))
                .withMessageStartingWith("get: this is one key, i32[2] at")
                .withMessageEndingWith("; split it first");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(key::list)
                .withMessageStartingWith("list: this is one key");
        assertThatExceptionOfType(IndexException.class)
                .isThrownBy(() -> key.split(2).get(2));
        assertThatExceptionOfType(ShapeException.class).isThrownBy(() -> key.split(-1));
    }

    @Test
    void refusesNumbersThatItCannotFoldIn() {
        for (long number : new long[] {-1, 1L << 32}) {
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> key.foldIn(number))
                    .withMessageStartingWith("foldIn: " + number + " is not from 0 to 2^32 - 1 at KeyTest.java:");
        }
        assertThatExceptionOfType(DTypeException.class)
                .isThrownBy(() -> key.foldIn(Tensor.scalar(1)))
                .withMessageStartingWith("foldIn: the number is f64[], not an integer");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> key.foldIn(Tensor.of(1, 2)))
                .withMessageStartingWith("foldIn: the number is i32[2], not a scalar");
    }

    private static int[] words(Key key) {
        return key.words().toInts();
    }

    private static int[] hexadecimal(JaxGoldens.Case golden) {
        return golden.values().stream()
                .mapToInt(v -> Integer.parseUnsignedInt(v, 16))
                .toArray();
    }
}
