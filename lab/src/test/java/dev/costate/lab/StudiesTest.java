package dev.costate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StudiesTest {
    @Test
    void findsWhatTheServicesFileNames() {
        assertThat(Studies.all())
                .extracting(Study::name)
                .contains("sample-study")
                .isSorted();
        assertThat(Studies.find("sample-study").orElseThrow()).isInstanceOf(SampleStudy.class);
        assertThat(Studies.find("no-such-study")).isEmpty();
    }

    @Test
    void refusesANameThatIsNoWord() {
        var study = new Study<SampleStudy.Config>() {
            @Override
            public String name() {
                return "My Study";
            }

            @Override
            public String title() {
                return "";
            }

            @Override
            public SampleStudy.Config defaults() {
                return new SampleStudy().defaults();
            }

            @Override
            public void run(SampleStudy.Config config, StudyRun run) {
                throw new AssertionError("not run here");
            }
        };
        assertThatThrownBy(() -> Studies.requireName(study))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("calls itself 'My Study'");
    }
}
