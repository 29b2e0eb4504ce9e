package dev.costate.random;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Array;
import dev.costate.internal.random.Threefry;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Value;
import java.util.List;
import java.util.stream.IntStream;

/// The seed of a stream of random numbers, or of many: every function of [Random] takes one, and gives the same
/// numbers whenever it gets the same.
///
/// A key is used once: for more numbers it is *split* into keys whose streams have nothing to do with each
/// other. There is no hidden state, so a result depends neither on what ran before nor on what runs beside it.
/// A key is a [tree][dev.costate.Tree]: it goes through `jit`, `vmap` and `scan`, as an argument or within a
/// train state.
///
/// ```java
/// import static dev.costate.Costate.vmap;
///
/// Key key = Key.of(0);
/// Tensor w = Random.normal(key.foldIn(0), 2, 512);            // one key for each purpose, by number
/// Tensor b = Random.uniform(key.foldIn(1), 512);
/// Fn1<Key, Tensor> init = k -> Random.normal(k, 2, 512);
/// Tensor many = vmap(init).apply(key.split(80));              // 80 keys in one tree: one for each member
/// IO.println(many.shape());                                   // -> [80,2,512]
/// ```
///
/// The words are those of JAX with its partitionable Threefry (`jax.random.key`, `split`, `fold_in`), bit for
/// bit.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011; the idea of
/// splitting: Claessen, Pałka, "Splittable pseudorandom number generators using cryptographic hashing", 2013.
///
/// @param words the key's two words `i32[2]`; many keys are `i32[..., 2]`
public record Key(Tensor words) {
    /// Up to this number, `foldIn` counts rather than writes the hash out as arithmetic.
    private static final long COUNTED = 1024;

    /// A key of these words.
    ///
    /// @throws dev.costate.ShapeException if the last axis has not two words
    /// @throws dev.costate.DTypeException if they are not `int32`
    public Key {
        Problem.present("key", "the tensor of its words", words);
        if (words.dtype() != DType.INT32) {
            throw Problem.dtype(
                    "key", "its words are " + Problem.describe(words) + ", not i32", "Key.of(seed) makes one");
        }
        if (words.rank() == 0 || words.dim(-1) != 2) {
            throw Problem.shape(
                    "key",
                    "its words are " + Problem.describe(words) + ", not two along the last axis",
                    "Key.of(seed) makes one");
        }
    }

    /// Two keys that were made of one.
    ///
    /// @param first the one
    /// @param second the other
    public record Pair(Key first, Key second) {}

    /// The key of a seed; different seeds give different keys.
    public static Key of(long seed) {
        return new Key(Tensor.of((int) (seed >>> 32), (int) seed));
    }

    /// Two new keys.
    ///
    /// @throws dev.costate.ShapeException if this is not one key but many
    public Pair split() {
        Key both = split(2);
        return new Pair(both.get(0), both.get(1));
    }

    /// New keys, in one tree whose tensor has these leading axes: `split(80)` is what `vmap` takes.
    ///
    /// The keys of a shorter split are the first of a longer one.
    ///
    /// @throws dev.costate.ShapeException if this is not one key but many, or an extent is negative
    public Key split(int... extents) {
        for (int extent : Problem.present("Key.split", "the number of keys", extents)) {
            if (extent < 0) {
                throw Problem.shape("Key.split", "the number of keys is " + extent, "give 0 or more");
            }
        }
        return new Key(Words.of("split", this, Shape.of(extents)));
    }

    /// The key that belongs to a number, such as a step or a layer: `foldIn(i)` is number `i` of a split.
    ///
    /// @param number from 0 to 2^32 - 1
    /// @throws dev.costate.ArgumentException for another number
    /// @throws dev.costate.ShapeException if this is not one key but many
    public Key foldIn(long number) {
        if (number < 0 || number >= 1L << 32) {
            throw Problem.argument(
                    "foldIn", number + " is not from 0 to 2^32 - 1", "fold in its two halves, one after the other");
        }
        single("foldIn");
        if (TensorBridge.value(words) instanceof Value.Concrete(Array array)) {
            long hash = Threefry.hash((int) array.getLong(0), (int) array.getLong(1), 0, (int) number);
            return of(hash);
        }
        return number < COUNTED
                ? split((int) number + 1).get((int) number)
                : foldIn(Tensor.scalar(DType.INT32, (int) number));
    }

    /// The key that belongs to a number which may be known only when the program runs: the step of a `scan`,
    /// say.
    ///
    /// @param number an integer scalar, of which the low 32 bits count
    /// @throws dev.costate.DTypeException if it is not an integer
    /// @throws dev.costate.ShapeException if it is not a scalar, or this is not one key but many
    public Key foldIn(Tensor number) {
        single("foldIn");
        Problem.present("foldIn", "the number", number);
        if (!number.dtype().isInteger()) {
            throw Problem.dtype(
                    "foldIn",
                    "the number is " + Problem.describe(number) + ", not an integer",
                    "convert it with to(INT32)");
        }
        if (number.rank() != 0) {
            throw Problem.shape(
                    "foldIn",
                    "the number is " + Problem.describe(number) + ", not a scalar",
                    "use vmap to make many keys");
        }
        return new Key(Words.hash(words.get(0), words.get(1), number.to(DType.INT32)));
    }

    /// Key `i` of many, along the first axis; negative counts from the end.
    ///
    /// @throws dev.costate.ShapeException if this is one key
    /// @throws dev.costate.IndexException if there is no such key
    public Key get(int i) {
        many("get");
        return new Key(words.get(i));
    }

    /// The keys along the first axis, one by one.
    ///
    /// @throws dev.costate.ShapeException if this is one key
    public List<Key> list() {
        many("list");
        return IntStream.range(0, words.dim(0)).mapToObj(this::get).toList();
    }

    /// How many keys this is: `[]` for one, `[80]` after `split(80)`.
    public Shape shape() {
        return words.shape().slice(0, words.rank() - 1);
    }

    /// The words of one key.
    Tensor single(String operation) {
        if (words.rank() != 1) {
            throw Problem.shape(
                    operation,
                    "the key is " + words.size() / 2 + " keys, " + Problem.describe(words),
                    "use vmap over them, or take one with get(i)");
        }
        return words;
    }

    private void many(String operation) {
        if (words.rank() == 1) {
            throw Problem.shape(operation, "this is one key, " + Problem.describe(words), "split it first");
        }
    }

    /// The words in hexadecimal: `Key 00000000 0000002a`; of many keys, and of a traced one, the tensor.
    @Override
    public String toString() {
        return words.rank() == 1 && TensorBridge.value(words) instanceof Value.Concrete(Array array)
                ? "Key %08x %08x".formatted((int) array.getLong(0), (int) array.getLong(1))
                : "Key " + words;
    }
}
