package dev.costate.studies.polynomialfeatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.api.Test;

class StandardisedTest {
    private final Regression raw = Regression.of(Points.draw(new LegacyNumPy(3), 30), 3);

    @Test
    void coefficientsTakenBackPredictTheSame() {
        var standardised = Standardised.of(raw);
        Tensor theta = Tensor.of(0.5, -1.0, 2.0, 3.0);

        Tensor prediction = standardised.regression().features().matmul(theta);

        assertThat(raw.features().matmul(standardised.back(theta)).allClose(prediction, 1e-12, 1e-12))
                .isTrue();
    }

    @Test
    void theDiagonalOfTheHessianIsTwo() {
        double[] diagonal =
                Standardised.of(raw).regression().hessian().diagonal().toDoubles();

        assertThat(Tensor.of(diagonal).allClose(Tensor.of(2.0, 2.0, 2.0, 2.0), 1e-14, 0))
                .isTrue();
    }
}
