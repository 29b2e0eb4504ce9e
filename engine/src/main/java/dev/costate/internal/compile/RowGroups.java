package dev.costate.internal.compile;

import java.util.Arrays;

/// Updates of rows, those of one row together and in their order. Rows come in the order in which they are
/// first met.
final class RowGroups {
    private static final ThreadLocal<RowGroups> OWN = ThreadLocal.withInitial(RowGroups::new);
    private static final int NONE = -1;

    /// For each row its group; none for all rows between two calls.
    private int[] groupOf = new int[0];

    private int[] rows = new int[0];
    private int[] begins = new int[1];
    private int[] order = new int[0];
    private int count;
    private int updates;

    /// The groups of `updates` indices, clamped to the rows there are. They hold until this thread asks for
    /// others.
    static RowGroups of(int[] indices, int from, int updates, int rows) {
        RowGroups groups = OWN.get();
        groups.reserve(updates, rows);
        groups.fill(indices, from, updates, rows);
        return groups;
    }

    private void reserve(int updates, int rowCount) {
        if (groupOf.length < rowCount) {
            groupOf = new int[rowCount];
            Arrays.fill(groupOf, NONE);
        }
        if (order.length < updates) {
            rows = new int[updates];
            begins = new int[updates + 1];
            order = new int[updates];
        }
    }

    private void fill(int[] indices, int from, int n, int rowCount) {
        updates = n;
        count = 0;
        for (int u = 0; u < n; u++) {
            int row = Math.clamp(indices[from + u], 0, rowCount - 1);
            int group = groupOf[row];
            if (group == NONE) {
                group = count++;
                groupOf[row] = group;
                rows[group] = row;
                begins[group] = 0;
            }
            begins[group]++;
        }
        // From sizes to ends; going backwards through the updates makes them beginnings.
        int end = 0;
        for (int g = 0; g < count; g++) {
            end += begins[g];
            begins[g] = end;
        }
        for (int u = n - 1; u >= 0; u--) {
            int row = Math.clamp(indices[from + u], 0, rowCount - 1);
            order[--begins[groupOf[row]]] = u;
        }
        begins[count] = n;
        for (int g = 0; g < count; g++) {
            groupOf[rows[g]] = NONE;
        }
    }

    /// How many groups there are.
    int count() {
        return count;
    }

    /// The row of group `g`.
    int row(int g) {
        return rows[g];
    }

    /// Where in the order group `g` begins; the group after the last one begins at the end.
    int begin(int g) {
        return begins[g];
    }

    /// The number of the update at place `k` of the order.
    int update(int k) {
        return order[k];
    }

    /// The first group of part `p` when `parts` of about equally many updates are made.
    int cut(int p, int parts) {
        if (p == parts) {
            return count;
        }
        int found = Arrays.binarySearch(begins, 0, count, (int) ((long) updates * p / parts));
        return found >= 0 ? found : -found - 1;
    }
}
