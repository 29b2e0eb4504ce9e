package dev.costate.numerics.ode.explicit;

import java.util.ArrayList;
import java.util.List;

/// A rooted tree of Butcher's theory: each stands for a term of the Taylor series of a solution.
///
/// Source: Butcher, Coefficients for the study of Runge-Kutta integration processes, 1963; Hairer, Nørsett
/// and Wanner, Solving Ordinary Differential Equations I, II.2.
///
/// @param branches the trees above its root
record RootedTree(List<RootedTree> branches) {
    /// How many vertices it has.
    int order() {
        return 1 + branches.stream().mapToInt(RootedTree::order).sum();
    }

    /// Its density: the product of the orders of all trees that are left when roots are taken away.
    double density() {
        return order() * branches.stream().mapToDouble(RootedTree::density).reduce(1, (a, b) -> a * b);
    }

    /// What each stage contributes.
    ///
    /// @param stages the lines of a tableau
    double[] weights(double[][] stages) {
        double[] all = new double[stages.length];
        java.util.Arrays.fill(all, 1);
        for (RootedTree branch : branches) {
            double[] above = branch.weights(stages);
            for (int i = 0; i < all.length; i++) {
                double sum = 0;
                for (int j = 0; j < stages[i].length; j++) {
                    sum += stages[i][j] * above[j];
                }
                all[i] *= sum;
            }
        }
        return all;
    }

    /// All trees of an order: 1, 1, 2, 4, 9, 20, 48, 115, 286, ...
    static List<RootedTree> ofOrder(int order) {
        List<RootedTree> all = new ArrayList<>();
        List<RootedTree> smaller = new ArrayList<>();
        for (int n = 1; n < order; n++) {
            smaller.addAll(ofOrder(n));
        }
        grow(order - 1, smaller, 0, new ArrayList<>(), all);
        return all;
    }

    /// Adds branches, in the order of `smaller`, until no vertex is left.
    private static void grow(
            int left, List<RootedTree> smaller, int from, List<RootedTree> branches, List<RootedTree> all) {
        if (left == 0) {
            all.add(new RootedTree(List.copyOf(branches)));
            return;
        }
        for (int i = from; i < smaller.size() && smaller.get(i).order() <= left; i++) {
            branches.add(smaller.get(i));
            grow(left - smaller.get(i).order(), smaller, i, branches, all);
            branches.removeLast();
        }
    }
}
