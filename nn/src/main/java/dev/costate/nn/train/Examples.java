package dev.costate.nn.train;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.nn.data.prepare.Batches;
import dev.costate.nn.data.prepare.Remainder;
import dev.costate.random.Key;

/// Batches of examples in an order that is drawn anew for every epoch.
///
/// ```java
/// import dev.costate.nn.data.prepare.*;
/// import dev.costate.nn.train.*;
///
/// record Batch(Tensor x, Tensor y) {}
///
/// var examples = Examples.of(new Batch(Tensor.zeros(1437, 64), Tensor.zeros(1437)), 32);
/// IO.println(examples.stepsPerEpoch());                                        // -> 44
/// IO.println(examples.with(Remainder.WRAP).stepsPerEpoch());                   // -> 45
/// ```
///
/// @param data a tree whose leaves all have the examples along axis 0
/// @param batch how many examples make a batch
/// @param remainder what becomes of those that do not fill one
/// @param isShuffled whether their order is drawn; else it is that of the data
/// @param <B> the tree of data and batches
public record Examples<B>(B data, int batch, Remainder remainder, boolean isShuffled) implements Source<B, B> {
    /// Checks sizes.
    ///
    /// @throws IllegalArgumentException if leaves disagree on the number of examples, or as [Batches#count]
    public Examples {
        Batches.count(count(data), batch, remainder);
    }

    /// Shuffled, without those that do not fill a batch.
    public static <B> Examples<B> of(B data, int batch) {
        return new Examples<>(data, batch, Remainder.DROP, true);
    }

    /// These with another rule for what is left over.
    public Examples<B> with(Remainder rule) {
        return new Examples<>(data, batch, rule, isShuffled);
    }

    /// These in the order of the data, in every epoch.
    public Examples<B> inOrder() {
        return new Examples<>(data, batch, remainder, false);
    }

    @Override
    public int stepsPerEpoch() {
        return Batches.count(count(data), batch, remainder);
    }

    @Override
    public Tensor plan(Key key, Tensor epoch) {
        return isShuffled
                ? Batches.shuffled(key.foldIn(epoch), count(data), batch, remainder)
                : Batches.inOrder(count(data), batch, remainder);
    }

    @Override
    public B batch(B all, Key key, Tensor row) {
        return Batches.take(all, row);
    }

    private static int count(Object data) {
        var named = Tree.named(data);
        int count = -1;
        for (var entry : named.entrySet()) {
            Tensor leaf = entry.getValue();
            int here = leaf.rank() == 0 ? 0 : leaf.dim(0);
            if (here < 1 || (count >= 0 && here != count)) {
                throw new IllegalArgumentException("examples: %s is %s; expected %s along axis 0"
                        .formatted(
                                entry.getKey().isEmpty() ? "the data" : entry.getKey(),
                                leaf.type(),
                                count < 0 ? "one or more examples" : count + " examples, as before,"));
            }
            count = here;
        }
        if (count < 0) {
            throw new IllegalArgumentException("examples: the data have no tensor");
        }
        return count;
    }
}
