package dev.costate.internal.optimise;

/// The cheapest order in which to multiply a chain of matrices: Godbole's dynamic programme over all the ways to
/// put brackets ("On efficient computation of matrix chain products", 1973), which counts multiplications.
final class ProductOrder {
    private final double[][] cost;
    private final int[][] split;

    /// @param extents the rows of the first matrix, then the columns of each
    ProductOrder(double[] extents) {
        int n = extents.length - 1;
        cost = new double[n][n];
        split = new int[n][n];
        for (int length = 2; length <= n; length++) {
            for (int i = 0; i + length <= n; i++) {
                int j = i + length - 1;
                cost[i][j] = Double.POSITIVE_INFINITY;
                for (int k = i; k < j; k++) {
                    double total = cost[i][k] + cost[k + 1][j] + extents[i] * extents[k + 1] * extents[j + 1];
                    if (total < cost[i][j]) {
                        cost[i][j] = total;
                        split[i][j] = k;
                    }
                }
            }
        }
    }

    /// How many multiplications the whole product takes.
    double cost() {
        return cost[0][cost.length - 1];
    }

    /// The product of matrices `i..j` is that of `i..split(i, j)` and the rest.
    int split(int i, int j) {
        return split[i][j];
    }
}
