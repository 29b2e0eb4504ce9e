package dev.costate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainValueTest {
    private enum Rule {
        HEAVY_BALL
    }

    @SuppressWarnings("ArrayRecordComponent") // users' records may have them
    private record Pair(int first, double[] second) {}

    @Test
    void numbersBecomeLongOrDouble() {
        assertThat(PlainValue.of(3)).isEqualTo(3L);
        assertThat(PlainValue.of((byte) 3)).isEqualTo(3L);
        assertThat(PlainValue.of(BigInteger.TEN)).isEqualTo(10L);
        assertThat(PlainValue.of(BigInteger.TWO.pow(63))).isEqualTo(BigInteger.TWO.pow(63));
        assertThat(PlainValue.of(0.1)).isEqualTo(0.1);
    }

    @Test
    void aFloatKeepsItsDecimalDigits() {
        assertThat(PlainValue.of(0.1f)).isEqualTo(0.1);
    }

    @Test
    void compositesBecomeListsAndMapsInOrder() {
        assertThat(PlainValue.of(new int[][] {{1, 2}, {3}})).isEqualTo(List.of(List.of(1L, 2L), List.of(3L)));
        assertThat(PlainValue.of(new Pair(1, new double[] {0.5}))).hasToString("{first=1, second=[0.5]}");
        assertThat(PlainValue.of(Map.of("a", Rule.HEAVY_BALL))).isEqualTo(Map.of("a", "heavy-ball"));
        assertThat(PlainValue.of(Optional.empty())).isNull();
    }

    @Test
    void laterChangesDoNotReachIt() {
        var list = new ArrayList<>(List.of(1));
        var array = new double[] {1};
        var plainList = PlainValue.of(list);
        var plainArray = PlainValue.of(array);
        list.add(2);
        array[0] = 7;
        assertThat(plainList).isEqualTo(List.of(1L));
        assertThat(plainArray).isEqualTo(List.of(1.0));
    }

    @Test
    void refusesWhatJsonCannotHoldAndNamesItsPlace() {
        var value = Map.of("runs", List.of(1, new Object()));
        assertThatThrownBy(() -> PlainValue.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "value.runs[1]: a java.lang.Object is not plain; use numbers, texts, booleans, arrays, lists,"
                                + " maps or records of them");
    }
}
