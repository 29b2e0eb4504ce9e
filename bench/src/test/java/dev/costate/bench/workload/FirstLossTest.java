package dev.costate.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// The first loss of the nets, beside plain loops in double precision.
class FirstLossTest {
    private static double[][] layer(double[][] x, Tensor weight, Tensor bias) {
        var inputs = weight.dim(0);
        var outputs = weight.dim(1);
        var w = weight.toDoubles();
        var b = bias.toDoubles();
        var y = new double[x.length][outputs];
        for (var sample = 0; sample < x.length; sample++) {
            for (var out = 0; out < outputs; out++) {
                y[sample][out] = b[out];
                for (var in = 0; in < inputs; in++) {
                    y[sample][out] += x[sample][in] * w[in * outputs + out];
                }
            }
        }
        return y;
    }

    private static double[][] rows(Tensor matrix) {
        var flat = matrix.toDoubles();
        var rows = new double[matrix.dim(0)][matrix.dim(1)];
        for (var i = 0; i < flat.length; i++) {
            rows[i / matrix.dim(1)][i % matrix.dim(1)] = flat[i];
        }
        return rows;
    }

    private static double[][] each(double[][] x, DoubleUnaryOperator f) {
        for (var row : x) {
            Arrays.setAll(row, i -> f.applyAsDouble(row[i]));
        }
        return x;
    }

    @Test
    void mlp() {
        var data = new Mlp().data(Scale.QUICK);
        var x = rows(data.tensor("x").get(0));
        for (var i = 1; i <= 2; i++) {
            x = each(layer(x, data.tensor("weight" + i), data.tensor("bias" + i)), v -> Math.max(v, 0));
        }
        x = layer(x, data.tensor("weight3"), data.tensor("bias3"));
        var y = rows(data.tensor("y").get(0));
        var loss = 0.0;
        for (var sample = 0; sample < x.length; sample++) {
            var total = 0.0;
            var right = 0.0;
            for (var k = 0; k < x[sample].length; k++) {
                total += Math.exp(x[sample][k]);
                right += x[sample][k] * y[sample][k];
            }
            loss += (Math.log(total) - right) / x.length;
        }
        assertThat(Run.of(new Mlp(), data).get("loss").toDoubles()[0]).isCloseTo(loss, within(1e-5 * loss));
    }

    @Test
    void vmapMlp() {
        var data = new VmapMlp().data(Scale.QUICK);
        var member = 3;
        var x = rows(data.tensor("x"));
        for (var i = 1; i <= 3; i++) {
            x = layer(
                    x,
                    data.tensor("weight" + i).get(member),
                    data.tensor("bias" + i).get(member));
            x = i < 3 ? each(x, Math::tanh) : x;
        }
        var loss = meanSquare(x, rows(data.tensor("y")));
        assertThat(Run.of(new VmapMlp(), data).get("loss").get(member).toDoubles()[0])
                .isCloseTo(loss, within(1e-5 * loss));
    }

    @Test
    void lstm() {
        var data = new Lstm().data(Scale.QUICK);
        var inputs = data.tensor("x").get(0);
        var batch = inputs.dim(1);
        var hidden = data.tensor("out").dim(0);
        var h = new double[batch][hidden];
        var c = new double[batch][hidden];
        for (var time = 0; time < inputs.dim(0); time++) {
            var fromInput = layer(rows(inputs.get(time)), data.tensor("input"), data.tensor("inputBias"));
            var fromBefore = layer(h, data.tensor("recurrent"), data.tensor("recurrentBias"));
            for (var sample = 0; sample < batch; sample++) {
                for (var unit = 0; unit < hidden; unit++) {
                    var gate = new double[4];
                    for (var k = 0; k < 4; k++) {
                        gate[k] = fromInput[sample][k * hidden + unit] + fromBefore[sample][k * hidden + unit];
                    }
                    c[sample][unit] = sigmoid(gate[1]) * c[sample][unit] + sigmoid(gate[0]) * Math.tanh(gate[2]);
                    h[sample][unit] = sigmoid(gate[3]) * Math.tanh(c[sample][unit]);
                }
            }
        }
        var loss = meanSquare(
                layer(h, data.tensor("out"), data.tensor("outBias")),
                rows(data.tensor("y").get(0)));
        assertThat(Run.of(new Lstm(), data).get("loss").toDoubles()[0]).isCloseTo(loss, within(1e-5 * loss));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double meanSquare(double[][] a, double[][] b) {
        var sum = 0.0;
        for (var i = 0; i < a.length; i++) {
            sum += (a[i][0] - b[i][0]) * (a[i][0] - b[i][0]);
        }
        return sum / a.length;
    }
}
