package dev.costate.internal.order;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.graph.Array;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Value;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The order of a vector's elements, which shuffles and scattered assignments take.
///
/// Numbers that are there are sorted at once. In a program that is being traced a sorting network does it, by
/// compare-exchanges of whole vectors: `O(n log^2 n)` work in `log2(n) (log2(n) + 1) / 2` steps, the same
/// whatever the values, so that it goes through every transformation.
///
/// Source: K. E. Batcher, "Sorting networks and their applications", AFIPS 1968, in the form in which every
/// step compares place `i` with `i xor mask` and puts the smaller one first.
public final class Ordering {
    private Ordering() {}

    /// Elements and where they came from.
    private record Places(Tensor elements, Tensor places) {}

    /// The indices that sort `x`, ascending and stable: `T[n] -> i32[n]`, `T` not `int64`. There must be no
    /// NaN.
    ///
    /// @param greatest a value that no element exceeds
    public static Tensor of(Tensor x, Number greatest) {
        return TensorBridge.value(x) instanceof Value.Concrete(Array array) ? sorted(array) : network(x, greatest);
    }

    private static Tensor sorted(Array x) {
        // Adding 0 turns -0 into 0: the network compares them as equal.
        return Tensor.of(IntStream.range(0, x.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x.getDouble(i) + 0.0))
                .mapToInt(Integer::intValue)
                .toArray());
    }

    private static Tensor network(Tensor x, Number greatest) {
        int n = x.dim(0);
        if (n < 2) {
            return Creation.arange(DType.INT32, n);
        }
        int size = Integer.highestOneBit(n - 1) << 1;
        // What fills up to a power of two is not smaller than any element and comes after all of them.
        Tensor fill = Creation.full(x.dtype(), Shape.of(size - n), greatest);
        Tensor self = Creation.arange(DType.INT32, size);
        Places start = new Places(Layout.concat(List.of(x, fill), 0), self);
        Places end = Costate.scan(
                        (Places s, Tensor mask) -> new Step<>(exchange(s, self, mask), List.of()), start, masks(size))
                .carry();
        return Layout.slice(end.places(), 0, 0, n);
    }

    private static Places exchange(Places mine, Tensor self, Tensor mask) {
        Tensor partner = self.xor(mask);
        Places other =
                new Places(mine.elements().take(partner, 0), mine.places().take(partner, 0));
        Tensor smaller = mine.elements()
                .lt(other.elements())
                .or(mine.elements().eq(other.elements()).and(mine.places().lt(other.places())));
        Tensor stays = smaller.eq(self.lt(partner));
        return new Places(stays.select(mine.elements(), other.elements()), stays.select(mine.places(), other.places()));
    }

    /// For blocks of 2, 4, 8, ... places: the two sorted halves are laid on each other, one of them turned
    /// round, then exchanged over a quarter of the block, an eighth, and so on.
    private static Tensor masks(int size) {
        int levels = Integer.numberOfTrailingZeros(size);
        int[] masks = new int[levels * (levels + 1) / 2];
        int step = 0;
        for (int level = 1; level <= levels; level++) {
            masks[step++] = (1 << level) - 1;
            for (int bit = level - 2; bit >= 0; bit--) {
                masks[step++] = 1 << bit;
            }
        }
        return Tensor.of(masks);
    }
}
