package dev.costate.nn.data.prepare;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import dev.costate.random.Random;

/// The batches of an epoch as one matrix of the numbers of examples, over which a `scan` runs.
///
/// ```java
/// import static dev.costate.Costate.scan;
///
/// import dev.costate.nn.data.prepare.*;
///
/// Tensor x = Tensor.of(1.0, 2.0, 3.0, 4.0, 5.0);
/// Tensor batches = Batches.shuffled(Key.of(1), 5, 2, Remainder.WRAP);
/// IO.println(batches.shape());  // -> [3,2]
/// Fn2<Tensor, Tensor, Step<Tensor, Tensor>> add = (sum, batch) -> {
///     Tensor more = Batches.take(x, batch).sum();
///     return new Step<>(sum.add(more), more);
/// };
/// IO.println(scan(add, Tensor.scalar(0), batches).carry().item() > 15);  // -> true
/// ```
public final class Batches {
    private Batches() {}

    /// The numbers of the examples in random order, all orders equally likely: `i32[batches, size]`.
    ///
    /// Under `jit` the order is drawn where the program runs, so that each epoch of a compiled loop has its
    /// own.
    ///
    /// @param key one for each epoch, such as `key.foldIn(epoch)`
    /// @param examples how many there are
    /// @param size how many are in a batch
    /// @throws IllegalArgumentException if `examples` or `size` is not positive, no batch is full under
    ///     `DROP`, or some examples remain under `NONE`
    public static Tensor shuffled(Key key, int examples, int size, Remainder remainder) {
        return cut(Random.permutation(key, examples), count(examples, size, remainder), size);
    }

    /// The numbers of the examples in their order: `i32[batches, size]`. Fails as [#shuffled].
    public static Tensor inOrder(int examples, int size, Remainder remainder) {
        return cut(Creation.arange(DType.INT32, examples), count(examples, size, remainder), size);
    }

    /// How many batches there are. Fails as [#shuffled].
    public static int count(int examples, int size, Remainder remainder) {
        if (examples < 1 || size < 1) {
            throw new IllegalArgumentException(
                    "Batches: batches of " + size + " of " + examples + " examples; expected both to be positive");
        }
        return switch (remainder) {
            case DROP -> {
                if (size > examples) {
                    throw new IllegalArgumentException("Batches: " + examples + " examples fill no batch of " + size
                            + "; take a smaller one, or Remainder.WRAP");
                }
                yield examples / size;
            }
            case WRAP -> Math.ceilDiv(examples, size);
            case NONE -> {
                if (examples % size != 0) {
                    throw new IllegalArgumentException("Batches: of %d examples in batches of %d, %d remain; take %s"
                            .formatted(examples, size, examples % size, "Remainder.DROP or WRAP"));
                }
                yield examples / size;
            }
        };
    }

    private static Tensor cut(Tensor order, int count, int size) {
        var wanted = Math.multiplyExact(count, size);
        var times = Math.ceilDiv(wanted, order.size());
        var repeated = times == 1 ? order : Layout.tile(order, 0, times);
        return Layout.slice(repeated, 0, 0, wanted).reshape(count, size);
    }

    /// The examples of a batch: of every tensor of a tree the slices along axis 0 that `batch` numbers.
    ///
    /// @param data a tree of tensors `[examples, ...]`
    /// @param batch integers `[size]`
    public static <D> D take(D data, Tensor batch) {
        return Tree.map(data, t -> t.take(batch, 0));
    }
}
