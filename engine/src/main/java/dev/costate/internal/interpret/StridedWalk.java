package dev.costate.internal.interpret;

import java.util.Arrays;

/// Two strided views of one box of indices, walked together in row-major order.
///
/// The views' offsets at index `i` are `sum of i[k] * aStrides[k]` and `sum of i[k] * bStrides[k]`. Axes that
/// are contiguous for both views are merged, so that the innermost *run* is as long as it can be; a stride may
/// be 0 (the view repeats) or negative (it goes backwards).
final class StridedWalk {
    private final int[] dims;
    private final int[] aStrides;
    private final int[] bStrides;

    /// The number of elements in a run.
    final int length;
    /// The first view's step within a run.
    final int aStep;
    /// The second view's step within a run.
    final int bStep;

    /// What is done with each run.
    interface Visit {
        /// Visits the run that starts at offset `a` of the first view and `b` of the second.
        void at(int a, int b);
    }

    StridedWalk(int[] dims, int[] aStrides, int[] bStrides) {
        int rank = dims.length;
        int[] d = new int[rank + 1];
        int[] a = new int[rank + 1];
        int[] b = new int[rank + 1];
        int n = 0;
        boolean empty = false;
        for (int k = 0; k < rank; k++) {
            empty |= dims[k] == 0;
            if (dims[k] == 1) {
                continue;
            }
            if (n > 0 && a[n - 1] == dims[k] * aStrides[k] && b[n - 1] == dims[k] * bStrides[k]) {
                d[n - 1] *= dims[k];
                a[n - 1] = aStrides[k];
                b[n - 1] = bStrides[k];
            } else {
                d[n] = dims[k];
                a[n] = aStrides[k];
                b[n] = bStrides[k];
                n++;
            }
        }
        if (n == 0) {
            d[0] = 1;
            a[0] = 1;
            b[0] = 1;
            n = 1;
        }
        this.length = empty ? 0 : d[n - 1];
        this.aStep = a[n - 1];
        this.bStep = b[n - 1];
        this.dims = Arrays.copyOf(d, n - 1);
        this.aStrides = Arrays.copyOf(a, n - 1);
        this.bStrides = Arrays.copyOf(b, n - 1);
    }

    /// Visits every run in row-major order, the views starting at these offsets.
    void forEach(int aOffset, int bOffset, Visit visit) {
        if (length == 0) {
            return;
        }
        int rank = dims.length;
        int[] index = new int[rank];
        int a = aOffset;
        int b = bOffset;
        while (true) {
            visit.at(a, b);
            int k = rank - 1;
            while (k >= 0 && ++index[k] == dims[k]) {
                a -= (dims[k] - 1) * aStrides[k];
                b -= (dims[k] - 1) * bStrides[k];
                index[k--] = 0;
            }
            if (k < 0) {
                return;
            }
            a += aStrides[k];
            b += bStrides[k];
        }
    }
}
