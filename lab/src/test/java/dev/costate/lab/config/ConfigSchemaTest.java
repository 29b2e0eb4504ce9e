package dev.costate.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.lab.Option;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSchemaTest {
    private enum Method {
        PLAIN,
        HEAVY_BALL
    }

    private record Train(
            @Option(help = "step size", above = 0, unit = "1/s")
            double learningRate,

            Method method) {}

    @SuppressWarnings("ArrayRecordComponent") // users' configurations may have them
    private record Config(
            @Option(min = 1) int epochs,
            long seed,
            boolean verbose,
            String label,
            double[] rates,
            @Option(min = 1, max = 9) List<Integer> sizes,
            List<Method> methods,
            Train train) {
        Config {
            if (label.equals("forbidden")) {
                throw new IllegalArgumentException("label and epochs do not go together");
            }
        }
    }

    private static final Config DEFAULTS = new Config(
            10, 0, false, "none", new double[] {0.5, 1}, List.of(2, 3), List.of(), new Train(0.01, Method.PLAIN));

    private final ConfigSchema<Config> schema = ConfigSchema.of(DEFAULTS);

    @Test
    void describesEveryComponent() {
        assertThat(schema.options())
                .extracting(ConfigOption::flag)
                .containsExactly(
                        "--epochs",
                        "--seed",
                        "--verbose",
                        "--label",
                        "--rates",
                        "--sizes",
                        "--methods",
                        "--train.learning-rate",
                        "--train.method");
        assertThat(schema.options())
                .extracting(ConfigOption::defaultText)
                .containsExactly("10", "0", "false", "none", "0.5,1", "2,3", "", "0.01", "plain");
        var rate = schema.options().get(7);
        assertThat(rate.path()).isEqualTo("train.learningRate");
        assertThat(rate.help()).isEqualTo("step size");
        assertThat(rate.unit()).isEqualTo("1/s");
        assertThat(rate.type().inWords(rate.bounds())).isEqualTo("a number above 0");
    }

    @Test
    void readsEveryType() {
        var config = schema.read(Map.of(
                "epochs", "1_000",
                "seed", "-9000000000",
                "verbose", "yes",
                "label", "two words",
                "rates", "1e-3, 2",
                "sizes", "9",
                "methods", "heavy-ball,PLAIN",
                "train.learningRate", ".5",
                "train.method", "heavy_ball"));
        assertThat(config.epochs()).isEqualTo(1000);
        assertThat(config.seed()).isEqualTo(-9_000_000_000L);
        assertThat(config.verbose()).isTrue();
        assertThat(config.label()).isEqualTo("two words");
        assertThat(config.rates()).containsExactly(1e-3, 2);
        assertThat(config.sizes()).containsExactly(9);
        assertThat(config.methods()).containsExactly(Method.HEAVY_BALL, Method.PLAIN);
        assertThat(config.train()).isEqualTo(new Train(0.5, Method.HEAVY_BALL));
    }

    @Test
    void keepsTheDefaultsOfTheOthers() {
        assertThat(schema.read(Map.of())).isSameAs(DEFAULTS);
        var config = schema.read(Map.of("train.method", "heavy-ball"));
        assertThat(config.train().learningRate()).isEqualTo(0.01);
        assertThat(config.sizes()).isEqualTo(DEFAULTS.sizes());
    }

    @Test
    void wholeNumbersMayHaveAnExponent() {
        assertThat(schema.read(Map.of("epochs", "5e3")).epochs()).isEqualTo(5000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epochs | 0 | --epochs: expected a whole number from 1 up, got '0'",
                "epochs | 1.5 | --epochs: expected a whole number from 1 up, got '1.5'",
                "epochs | 3000000000 | --epochs: expected a whole number from 1 up, got '3000000000'",
                "epochs | ten | --epochs: expected a whole number from 1 up, got 'ten'",
                "seed | 1e30 | --seed: expected a whole number, got '1e30'",
                "verbose | maybe | --verbose: expected true or false, got 'maybe'",
                "rates | 1,,2 | --rates: expected values separated by commas, each a number, got '1,,2'",
                "rates | 0x1p3 | --rates: expected values separated by commas, each a number, got '0x1p3'",
                "sizes | 3,10 | --sizes: expected values separated by commas, each a whole number from 1 to 9, got"
                        + " '3,10'",
                "methods | adam | --methods: expected values separated by commas, each one of plain, heavy-ball, got"
                        + " 'adam'",
                "train.learningRate | 0 | --train.learning-rate: expected a number above 0, got '0'",
                "train.learningRate | NaN | --train.learning-rate: expected a number above 0, got 'NaN'",
                "train.learningRate | 1e999 | --train.learning-rate: expected a number above 0, got '1e999'",
                "train.method | adam | --train.method: expected one of plain, heavy-ball, got 'adam'",
                "label | forbidden | label and epochs do not go together",
            })
    void namesTheOptionTheValueAndWhatWasExpected(String path, String text, String message) {
        assertThatThrownBy(() -> schema.read(Map.of(path, text)))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAnOptionThatDoesNotExist() {
        assertThatThrownBy(() -> schema.read(Map.of("epoch", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("there is no option 'epoch'; did you mean epochs? (there are epochs, seed,");
    }

    private record Odd(Object thing) {}

    @Test
    void refusesATypeThatCannotBeAnOption() {
        assertThatThrownBy(() -> ConfigSchema.of(new Odd("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Odd.thing: a java.lang.Object cannot be an option; use int, long,");
    }
}
