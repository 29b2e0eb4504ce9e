package dev.costate.graph;

import java.util.Arrays;
import java.util.stream.Collectors;

/// A list of axes, extents or offsets: an operation's static integers, as a value.
public final class Axes {
    private static final Axes NONE = new Axes(new int[0]);

    private final int[] values;

    private Axes(int[] values) {
        this.values = values;
    }

    /// The list of these integers.
    public static Axes of(int... values) {
        return values.length == 0 ? NONE : new Axes(values.clone());
    }

    /// `from, from + 1, ..., to - 1`.
    public static Axes range(int from, int to) {
        int[] values = new int[Math.max(0, to - from)];
        Arrays.setAll(values, i -> from + i);
        return of(values);
    }

    /// `count` times `value`.
    public static Axes repeat(int value, int count) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return of(values);
    }

    /// How many there are.
    public int size() {
        return values.length;
    }

    /// The `i`-th.
    public int get(int i) {
        return values[i];
    }

    /// A fresh array of them.
    public int[] toArray() {
        return values.clone();
    }

    /// Whether `value` is among them.
    public boolean contains(int value) {
        return indexOf(value) >= 0;
    }

    /// Where `value` stands, or -1.
    public int indexOf(int value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /// Each plus `offset`.
    public Axes plus(int offset) {
        int[] shifted = values.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += offset;
        }
        return of(shifted);
    }

    /// `value` before all of these.
    public Axes prepend(int value) {
        int[] all = new int[values.length + 1];
        all[0] = value;
        System.arraycopy(values, 0, all, 1, values.length);
        return of(all);
    }

    /// These, then `others`.
    public Axes concat(Axes others) {
        int[] all = Arrays.copyOf(values, values.length + others.values.length);
        System.arraycopy(others.values, 0, all, values.length, others.values.length);
        return of(all);
    }

    /// For a permutation `p`, the permutation `q` with `q[p[i]] = i`.
    public Axes inverse() {
        int[] q = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            q[values[i]] = i;
        }
        return of(q);
    }

    /// The axes of `[0, rank)` that are not among these, in order.
    public Axes complement(int rank) {
        int[] rest = new int[rank];
        int n = 0;
        for (int i = 0; i < rank; i++) {
            if (!contains(i)) {
                rest[n++] = i;
            }
        }
        return of(Arrays.copyOf(rest, n));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Axes a && Arrays.equals(values, a.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /// Prints as `[0,2]`.
    @Override
    public String toString() {
        return Arrays.stream(values).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
