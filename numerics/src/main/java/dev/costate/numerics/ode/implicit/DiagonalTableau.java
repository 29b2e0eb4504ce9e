package dev.costate.numerics.ode.implicit;

import dev.costate.numerics.ode.Tableau;

/// The coefficients of a diagonally implicit Runge-Kutta method whose first stage is the slope at the
/// beginning, and whose last is the result (ESDIRK, stiffly accurate).
/// ```text
/// y_i = y + h sum_(j <= i) a_ij k_j,  k_j = f(t + c_j h, y_j),  k_1 = f(t, y),  y(t + h) = y_s
/// error = h sum_i e_i k_i,    y(t + theta h) = y + h sum_i (sum_j d_ij theta^j) k_i
/// ```
/// The `a_ii` are all `gamma` from the second on, so that one matrix `I - h gamma J` serves all stages.
///
/// @param name what the method is called
/// @param order of the method
/// @param errorOrder of the formula that it is compared with
/// @param nodes the `c`, from 0 to 1
/// @param stages the `a`, line `i` with `i` numbers, counted from 0, without the diagonal
/// @param gamma the diagonal
/// @param error the `e`
/// @param filtered whether the error is multiplied by `(I - h gamma J)^-1`, without which it would grow with
///     the stiffness (Shampine, ACM Transactions on Mathematical Software 3, 1977)
/// @param dense the `d` from the 0th power on
record DiagonalTableau(
        String name,
        int order,
        int errorOrder,
        double[] nodes,
        double[][] stages,
        double gamma,
        double[] error,
        boolean filtered,
        double[][] dense)
        implements Tableau {
    DiagonalTableau {
        int n = nodes.length;
        if (stages.length != n || error.length != n || dense.length != n) {
            throw new IllegalArgumentException(name + ": " + n + " nodes, " + stages.length + " lines, " + error.length
                    + " weights of the error, " + dense.length + " of dense output; expected as many of each");
        }
        for (int i = 0; i < n; i++) {
            if (stages[i].length != i) {
                throw new IllegalArgumentException(
                        name + ": line " + (i + 1) + " has " + stages[i].length + " numbers; expected " + i);
            }
        }
    }
}
