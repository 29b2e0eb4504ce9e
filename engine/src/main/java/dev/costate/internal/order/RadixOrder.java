package dev.costate.internal.order;

import java.util.Arrays;

/// Puts keys of 32 bits in order together with the places that they came from: a stable sort by digits, in a time
/// that does not depend on the keys, without allocating once its arrays have grown to the row.
///
/// An entry is the key, taken as unsigned, in the upper half of a `long`, and the place in the lower half.
///
/// Source: H. H. Seward, "Information sorting in the application of electronic digital computers to business
/// operations", 1954; D. E. Knuth, "The Art of Computer Programming", vol. 3, 5.2.5.
final class RadixOrder {
    /// Fewer are put in order by insertion.
    private static final int FEW = 48;

    private static final int BITS = 8;
    private static final int DIGITS = 1 << BITS;
    private static final int PASSES = Integer.SIZE / BITS;

    private final int[] counts = new int[PASSES * DIGITS];
    private long[] entries = new long[0];
    private long[] spare = new long[0];

    /// Room for `n` entries, which are to be written next.
    long[] entries(int n) {
        if (entries.length < n) {
            entries = new long[n];
        }
        return entries;
    }

    /// Puts the entries `[from, to)` in order by their keys; those of equal keys stay as they are.
    void sort(int from, int to) {
        if (to - from <= FEW) {
            insertion(from, to);
            return;
        }
        if (spare.length < to) {
            spare = new long[entries.length];
        }
        count(from, to);
        long[] source = entries;
        long[] target = spare;
        boolean inSpare = false;
        for (int pass = 0; pass < PASSES; pass++) {
            int shift = Integer.SIZE + pass * BITS;
            if (!starts(pass, from, digit(source[from], shift), to - from)) {
                continue;
            }
            for (int i = from; i < to; i++) {
                long entry = source[i];
                target[counts[pass * DIGITS + digit(entry, shift)]++] = entry;
            }
            long[] done = target;
            target = source;
            source = done;
            inSpare = !inSpare;
        }
        if (inSpare) {
            System.arraycopy(source, from, entries, from, to - from);
        }
    }

    private static int digit(long entry, int shift) {
        return (int) (entry >>> shift) & (DIGITS - 1);
    }

    private void count(int from, int to) {
        Arrays.fill(counts, 0);
        for (int i = from; i < to; i++) {
            long entry = entries[i];
            for (int pass = 0; pass < PASSES; pass++) {
                counts[pass * DIGITS + digit(entry, Integer.SIZE + pass * BITS)]++;
            }
        }
    }

    /// Turns the counts of a digit into where each of its values starts; false if all `n` have the value `any`.
    private boolean starts(int pass, int from, int any, int n) {
        if (counts[pass * DIGITS + any] == n) {
            return false;
        }
        int start = from;
        for (int i = pass * DIGITS; i < (pass + 1) * DIGITS; i++) {
            int many = counts[i];
            counts[i] = start;
            start += many;
        }
        return true;
    }

    private void insertion(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long entry = entries[i];
            int k = i;
            while (k > from && Long.compareUnsigned(entries[k - 1], entry) > 0) {
                entries[k] = entries[k - 1];
                k--;
            }
            entries[k] = entry;
        }
    }

    /// Leaves in front, in their order, all of `n` entries that may be among the first `count`, 1 or more; how
    /// many these are. Digit by digit from the highest, it drops those above the one that the last of the first
    /// has.
    int candidates(int n, int count) {
        int left = n;
        int below = 0;
        long prefix = 0;
        for (int shift = Long.SIZE - BITS; shift >= Integer.SIZE && left > 2 * count && left > FEW; shift -= BITS) {
            Arrays.fill(counts, 0, DIGITS, 0);
            for (int i = 0; i < left; i++) {
                // In two steps: a shift by 64 would be none.
                if (entries[i] >>> shift >>> BITS == prefix) {
                    counts[digit(entries[i], shift)]++;
                }
            }
            int digit = 0;
            while (below + counts[digit] < count) {
                below += counts[digit++];
            }
            prefix = (prefix << BITS) | digit;
            int kept = 0;
            for (int i = 0; i < left; i++) {
                if (entries[i] >>> shift <= prefix) {
                    entries[kept++] = entries[i];
                }
            }
            left = kept;
        }
        return left;
    }
}
