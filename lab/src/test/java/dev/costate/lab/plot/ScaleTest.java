package dev.costate.lab.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void valueIsTheInverseOfPlace() {
        var random = new SplittableRandom(2);
        for (var i = 0; i < 1000; i++) {
            var value = Math.pow(10, random.nextDouble(-6, 6));
            assertThat(Scale.LOG.value(Scale.LOG.place(value))).isCloseTo(value, within(1e-12 * value));
            for (var sign = -1; sign <= 1; sign += 2) {
                var symlog = Scale.symlog(0.03);
                assertThat(symlog.value(symlog.place(sign * value))).isCloseTo(sign * value, within(1e-12 * value));
                assertThat(symlog.place(sign * value)).isEqualTo(-symlog.place(-sign * value));
            }
        }
    }

    @Test
    void symlogIsContinuousAndRises() {
        var symlog = Scale.symlog(2);
        assertThat(symlog.place(0)).isZero();
        assertThat(symlog.place(2)).isEqualTo(1);
        assertThat(symlog.place(Math.nextUp(2.0))).isCloseTo(1, within(1e-15));
        assertThat(symlog.place(20)).isEqualTo(2);
        assertThat(symlog.place(-200)).isEqualTo(-3);
    }

    @Test
    void whatCannotBeShownHasNoPlace() {
        assertThat(Scale.LOG.place(0)).isNaN();
        assertThat(Scale.LOG.place(-1)).isNaN();
        for (var scale : new Scale[] {Scale.LINEAR, Scale.LOG, Scale.symlog(1)}) {
            assertThat(scale.place(Double.NaN)).isNaN();
            assertThat(scale.place(Double.POSITIVE_INFINITY)).isNaN();
        }
        assertThatThrownBy(() -> Scale.symlog(0))
                .hasMessage("symlog: the linear part reaches to 0.0; it is a positive number");
    }
}
