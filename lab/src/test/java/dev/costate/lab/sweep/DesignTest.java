package dev.costate.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import dev.costate.lab.config.ConfigException;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignTest {
    private static final TwoLayers STUDY = new TwoLayers();

    private static List<String> points(Design design) {
        return design.configs(STUDY).stream()
                .map(c -> "%d %s %s %d".formatted(c.hidden(), c.lr(), c.lambda(), c.seed()))
                .toList();
    }

    @Test
    void withoutAxesItIsOneRun() {
        assertThat(Design.of().configs(STUDY)).containsExactly(TwoLayers.DEFAULTS);
    }

    @Test
    void axesAreCrossedAndTheSeedChangesFastest() {
        var design = Design.of()
                .set("lambda", "0.5")
                .axis("hidden", Values.of(3, 5))
                .axis("lr", Values.of(0.1, 0.2))
                .seeds(2);
        assertThat(points(design))
                .containsExactly(
                        "3 0.1 0.5 0",
                        "3 0.1 0.5 1",
                        "3 0.2 0.5 0",
                        "3 0.2 0.5 1",
                        "5 0.1 0.5 0",
                        "5 0.1 0.5 1",
                        "5 0.2 0.5 0",
                        "5 0.2 0.5 1");
        assertThat(design.swept(STUDY)).containsExactly("hidden", "lr");
        assertThat(design.base(STUDY).lambda()).isEqualTo(0.5);
    }

    @Test
    void axesThatGoTogether() {
        var axes = new LinkedHashMap<String, Values>();
        axes.put("hidden", Values.of(3, 5));
        axes.put("lr", Values.of(0.1, 0.2));
        assertThat(points(Design.of().zip(axes).axis("lambda", Values.of(0, 1))))
                .containsExactly("3 0.1 0.0 0", "3 0.1 1.0 0", "5 0.2 0.0 0", "5 0.2 1.0 0");
    }

    @Test
    void seedsCountFromThatOfTheConfigurationOrAreNamed() {
        assertThat(points(Design.of().set("seed", "7").seeds(2))).containsExactly("13 0.05 0.0 7", "13 0.05 0.0 8");
        assertThat(points(Design.of().seeds(List.of(3L, 1L)))).containsExactly("13 0.05 0.0 3", "13 0.05 0.0 1");
    }

    @Test
    void everyConfigurationComesOnce() {
        assertThat(points(Design.parse("lr=0.1,0.10,1e-1; hidden=3,3"))).containsExactly("3 0.1 0.0 0");
    }

    @Test
    void rangesAreLinearOrLogarithmic() {
        assertThat(Design.parse("lr=0.1..0.5:5").configs(STUDY))
                .extracting(TwoLayers.Config::lr)
                .containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
        assertThat(Design.parse("lr = 0.001 .. 1 : 4 : log").configs(STUDY))
                .extracting(TwoLayers.Config::lr)
                .containsExactly(0.001, 0.01, 0.1, 1.0);
        // whole numbers are rounded: 10, 31.6, 100, 316, 1000
        assertThat(Design.parse("hidden=10..1000:5:log").configs(STUDY))
                .extracting(TwoLayers.Config::hidden)
                .containsExactly(10, 32, 100, 316, 1000);
    }

    @Test
    void theTextFormSaysTheSame() {
        var axes = new LinkedHashMap<String, Values>();
        axes.put("hidden", Values.of(3, 5));
        axes.put("lr", Values.of(0.1, 0.2));
        assertThat(Design.parse("hidden=3,5 & lr=0.1,0.2; lambda=0,1").configs(STUDY))
                .isEqualTo(Design.of().zip(axes).axis("lambda", Values.of(0, 1)).configs(STUDY));
        assertThat(Design.parse("w1-init=1,2").configs(STUDY)).hasSize(2);
    }

    record Lists(double[] rates, String label) {}

    private static final Study<Lists> LISTS = new Study<>() {
        @Override
        public String name() {
            return "lists";
        }

        @Override
        public String title() {
            return "Lists";
        }

        @Override
        public Lists defaults() {
            return new Lists(new double[] {1}, "a");
        }

        @Override
        public void run(Lists config, StudyRun run) {}
    };

    @Test
    void valuesWithCommasStandInBrackets() {
        var configs = Design.parse("rates=[0.5,1],[2]; label=x,[y;z & w]").configs(LISTS);
        assertThat(configs).hasSize(4);
        assertThat(configs.get(1).rates()).containsExactly(0.5, 1);
        assertThat(configs.get(1).label()).isEqualTo("y;z & w");
        assertThat(configs.get(2).rates()).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            lambada=1           | axis 'lambada': the study two-layers has no such option; did you mean lambda? (it has hidden, lr, lambda, w1Init, epochs, isMirrored, seed)
            lambda=0,-1         | axis 'lambda': expected a number from 0 up, got '-1'
            hidden=3,2.5        | axis 'hidden': expected a whole number from 1 up, got '2.5'
            lambda              | the axis 'lambda' has no '='; write name=value,value or name=from..to:count
            lambda=             | axis 'lambda' has no values; name one or more
            lambda=0;           | the sweep 'lambda=0;' has an empty axis; write name=value,value and set axes apart by ;
            lr=1;lr=2           | there are two axes 'lr'; name all its values in one
            lr=1&lr=2           | there are two axes 'lr'; name all its values in one
            lr=1,2 & lambda=3   | axes 'lr' and 'lambda' go together but have 2 and 1 values; give them as many, or cross them
            lr=0..1:2000000     | axis 'lr': from 0 to 1 in 2,000,000: a range has two numbers and a count from 2 to 1,000,000
            lr=0..1             | axis 'lr': '0..1' is no range; write from..to:count, such as 0..1:5 or 0.001..1:4:log
            lr=0..1:3:log       | axis 'lr': from 0 to 1 in 3: a logarithmic range goes through numbers above 0
            lr=1..2:3:cubic     | axis 'lr': the scale is linear or log, not 'cubic'
            lr=1..2:1           | axis 'lr': from 1 to 2 in 1: a range has two numbers and a count from 2 to 1,000,000
            isMirrored=0..1:2   | axis 'isMirrored': from 0 to 1 in 2: a range is of numbers
            lr=[1,2             | 'lr=[1,2' does not close a bracket
            lr=1]               | 'lr=1]' closes a bracket that is not open
            seed=1..400000:999999;lr=1,2 | the sweep has more than 100,000 runs (400000 x 2); take fewer values or seeds
            """)
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> Design.parse(text).configs(STUDY))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void saysWhatIsWrongWithSeedsAndSettings() {
        assertThatThrownBy(() -> Design.of().seeds(0).configs(STUDY))
                .hasMessage("seeds: 0 is no number of seeds; it is from 1 to 100,000");
        assertThatThrownBy(() -> Design.of().seeds(2).configs(LISTS))
                .hasMessage("seeds: the study lists has no component 'seed' in its configuration; leave them out");
        assertThatThrownBy(() -> Design.parse("seed=1,2").seeds(2).configs(STUDY))
                .hasMessage("there are seeds and an axis 'seed'; leave one out");
        assertThatThrownBy(() -> Design.parse("lr=1,2").set("lr", "3").configs(STUDY))
                .hasMessage("'lr' is set to 3 and an axis too; leave one out");
        assertThatThrownBy(() -> Design.of().set("lr", "fast").configs(STUDY))
                .hasMessage("set 'lr': expected a number above 0, got 'fast'");
    }
}
