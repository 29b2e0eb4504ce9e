package dev.costate.internal.rules;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.graph.UnaryFunction;
import dev.costate.ops.Elementwise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The derivatives of lgamma and erfcx, which are composed, against mpmath 1.3.
class SpecialDerivativesTest {
    private static Fn1<Tensor, Tensor> derivative(UnaryFunction f, int order) {
        Fn1<Tensor, Tensor> g = x -> Elementwise.unary(f, x);
        for (int i = 0; i < order; i++) {
            g = grad(g);
        }
        return g;
    }

    /// `lgamma` derived `order` times is `psi(order - 1, x)`.
    @ParameterizedTest
    @CsvSource({
        "3, 0.001, -2000000002.3976322",
        "3, 0.5, -16.82879664423432",
        "3, 1.0, -2.4041138063191886",
        "3, 2.75, -0.18871463303130122",
        "3, 14.5, -0.005095552370983587",
        "3, 300.0, -1.1148209876314589e-5",
        "3, -0.625, -30.770118497034144",
        "3, -3.25, 123.95521103942202",
        "4, 0.001, 6000000000006.4686",
        "4, 0.5, 97.409091034002437",
        "4, 1.0, 6.4939394022668291",
        "4, 2.75, 0.16061612748946937",
        "4, 14.5, 0.00072701186829014875",
        "4, 300.0, 7.4445267485139528e-8",
        "4, -0.625, 344.6756950613543",
        "4, -3.25, 1558.5088028182791",
        "5, 0.001, -24000000000000022.0",
        "5, 0.5, -771.47424982666723",
        "5, 1.0, -24.886266123440878",
        "5, 2.75, -0.20255547337157309",
        "5, 14.5, -0.0001555249821044222",
        "5, 300.0, -7.4569272966011482e-10",
        "5, -0.625, -2989.9682219437143",
        "5, -3.25, 24481.546101215873"
    })
    void polygamma(int order, double x, double y) {
        assertThat(derivative(UnaryFunction.LGAMMA, order)
                        .apply(Tensor.scalar(x))
                        .item())
                .isCloseTo(y, within(1e-13 * Math.abs(y)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, -20.0, -4.1771757518113152e+175",
        "1, -1.0, -11.14633932862008",
        "1, 0.0, -1.1283791670955126",
        "1, 0.7, -0.39207669480629528",
        "1, 3.0, -0.054372260007172871",
        "1, 9.9, -0.0056705197066336224",
        "1, 10.1, -0.005451329508867118",
        "1, 50.0, -0.00022554056313532388",
        "1, 100000.0, -5.6418958346312785e-11",
        "2, -20.0, 1.6729588886004317e+177",
        "2, -1.0, 32.310638818764726",
        "2, 0.0, 2.0",
        "2, 0.7, 0.50295330197006856",
        "2, 3.0, 0.031768742319742673",
        "2, 9.9, 0.0011286236863188082",
        "2, 10.1, 0.0010641179393639722",
        "2, 50.0, 9.0162171151572226e-6",
        "2, 100000.0, 1.1283791667569988e-15"
    })
    void scaledErrorFunction(int order, double x, double y) {
        // From one derivative to the next two terms of the size 2 x^2 cancel, up to x = 10.
        double lost = x > 10 ? order : Math.pow(Math.max(2 * x * x, 1), order);
        assertThat(derivative(UnaryFunction.ERFCX, order)
                        .apply(Tensor.scalar(x))
                        .item())
                .isCloseTo(y, within(2e-15 * lost * Math.abs(y)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4.9, 5.1, 40, 1e4})
    void inSinglePrecisionTheTailKeepsItsDigits(double x) {
        double wide = derivative(UnaryFunction.ERFCX, 1)
                .apply(Tensor.scalar((float) x))
                .item();
        Tensor single = Tensor.scalar(DType.FLOAT32, x);
        double narrow = derivative(UnaryFunction.ERFCX, 1).apply(single).item();
        assertThat(narrow).isCloseTo(wide, within(1e-5 * Math.abs(wide)));
    }
}
