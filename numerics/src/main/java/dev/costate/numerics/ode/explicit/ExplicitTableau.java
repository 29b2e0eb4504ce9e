package dev.costate.numerics.ode.explicit;

import dev.costate.numerics.ode.Tableau;

/// The coefficients of an explicit Runge-Kutta method.
/// ```text
/// k_i = f(t + c_i h, y + h sum_j a_ij k_j),    y(t + h) = y + h sum_i b_i k_i
/// error = h sum_i e_i k_i
/// ```
/// The lines of `a` below the diagonal are given; `k_1` is the slope at the beginning. The stages are those
/// of `b`, after them the slope at the end, and after that those that only dense output needs. If the last
/// line of `a` for `b` is `b` itself, the last stage is the slope at the end and needs no evaluation of its
/// own ("first same as last").
///
/// @param name what the method is called
/// @param order of the method
/// @param errorOrder of the formula that it is compared with, 0 for none
/// @param nodes the `c`
/// @param stages the `a`, line `i` with `i` numbers
/// @param weights the `b`
/// @param error the `e`, also for the slope at the end; empty for none
/// @param dense the dense output
public record ExplicitTableau(
        String name,
        int order,
        int errorOrder,
        double[] nodes,
        double[][] stages,
        double[] weights,
        double[] error,
        DenseRows dense)
        implements Tableau {
    public ExplicitTableau {
        if (nodes.length != stages.length || weights.length > nodes.length) {
            throw new IllegalArgumentException(name + ": " + nodes.length + " nodes, " + stages.length + " lines, "
                    + weights.length + " weights; each stage has a node and a line");
        }
        for (int i = 0; i < stages.length; i++) {
            if (stages[i].length != i) {
                throw new IllegalArgumentException(
                        name + ": line " + (i + 1) + " has " + stages[i].length + " numbers; expected " + i);
            }
        }
    }

    /// How many stages the result is made of.
    int count() {
        return weights.length;
    }

    /// Whether the last stage is the slope at the end.
    boolean firstSameAsLast() {
        int last = count() - 1;
        if (nodes[last] != 1 || weights[last] != 0) {
            return false;
        }
        for (int j = 0; j < last; j++) {
            if (stages[last][j] != weights[j]) {
                return false;
            }
        }
        return true;
    }
}
