package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.graph.Array;
import dev.costate.internal.trace.Trace;
import java.util.BitSet;

/// Which elements of a vector come again.
final class Recurrence {
    /// Up to this length each is compared with each.
    private static final int COMPARED = 32;

    private Recurrence() {}

    /// Where the same number stands at a later place too: `i32[n] -> bool[n]`.
    ///
    /// @param numbers from 0 to `bound - 1`
    static Tensor later(Tensor numbers, int bound) {
        int n = numbers.dim(0);
        Array known = Trace.known(numbers);
        if (known != null) {
            return known(known, bound);
        }
        if (n <= COMPARED) {
            Tensor place = Creation.arange(DType.INT32, n);
            Tensor before = place.unsqueeze(1).lt(place.unsqueeze(0));
            return numbers.unsqueeze(1).eq(numbers.unsqueeze(0)).and(before).any(1);
        }
        // Sorted, equals are neighbours in the order they came in.
        Tensor order = numbers.argSort(0);
        Tensor sorted = numbers.take(order, 0);
        Tensor again = sorted.get("1:").eq(sorted.get(":-1")).to(DType.INT32);
        Tensor padded = Layout.pad(again, new int[] {0}, new int[] {1});
        // Where each element went in the sort: the order's own order.
        Tensor back = order.argSort(0);
        return padded.take(back, 0).to(DType.BOOL);
    }

    private static Tensor known(Array numbers, int bound) {
        boolean[] later = new boolean[numbers.size()];
        BitSet seen = new BitSet(Math.min(bound, 1 << 16));
        for (int i = later.length - 1; i >= 0; i--) {
            int number = (int) numbers.getLong(i);
            later[i] = seen.get(number);
            seen.set(number);
        }
        return Tensor.of(later);
    }
}
