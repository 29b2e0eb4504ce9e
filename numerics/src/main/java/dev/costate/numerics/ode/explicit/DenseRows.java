package dev.costate.numerics.ode.explicit;

/// The dense output of an explicit Runge-Kutta method.
/// ```text
/// y(t + theta h) = y + sum_r (sum_j polynomials[r][j] theta^j) row_r,    row_r = h sum_i rows[r][i] k_i
/// ```
///
/// @param rows the weights of the stages in each row
/// @param polynomials the coefficients of each row from the 0th power on
public record DenseRows(double[][] rows, double[][] polynomials) {
    public DenseRows {
        if (rows.length != polynomials.length) {
            throw new IllegalArgumentException(
                    "dense output: " + rows.length + " rows, " + polynomials.length + " polynomials");
        }
    }

    /// A polynomial for each stage, empty for those that are not used.
    public static DenseRows ofStages(double[]... polynomials) {
        int used = 0;
        for (double[] line : polynomials) {
            used += line.length > 0 ? 1 : 0;
        }
        double[][] rows = new double[used][];
        double[][] lines = new double[used][];
        int at = 0;
        for (int i = 0; i < polynomials.length; i++) {
            if (polynomials[i].length > 0) {
                rows[at] = new double[i + 1];
                rows[at][i] = 1;
                lines[at] = polynomials[i];
                at++;
            }
        }
        return new DenseRows(rows, lines);
    }

    /// `sum_j line[j] theta^j`.
    static double polynomial(double[] line, double theta) {
        double value = 0;
        for (int j = line.length - 1; j >= 0; j--) {
            value = value * theta + line[j];
        }
        return value;
    }
}
