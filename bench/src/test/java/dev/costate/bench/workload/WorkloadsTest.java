package dev.costate.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadsTest {
    static List<Workload> all() {
        return Workloads.all();
    }

    @Test
    void namesAreUnique() {
        assertThat(Workloads.all().stream().map(Workload::name)).doesNotHaveDuplicates();
    }

    @Test
    void aGroupIsNamedByItsBeginning() {
        assertThat(Workloads.named("gemm")).hasSize(10);
        assertThat(Workloads.named("sweep").stream().map(Workload::name))
                .containsExactly("sweep-xor", "sweep-100", "sweep-linear");
        assertThat(Workloads.named("mlp").stream().map(Workload::name)).containsExactly("mlp");
        assertThat(Workloads.named("gem")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void goalsAreSetByPeersThatTakePart(Workload workload) {
        assertThat(workload.goals()).isNotEmpty();
        for (var goal : workload.goals()) {
            if (goal instanceof Goal.TimesPeer(var factor, var peer)) {
                assertThat(workload.peers()).contains(peer);
                assertThat(factor).isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRunOfTheSameDataGivesTheSameBits(Workload workload) {
        var once = Run.of(workload, workload.data(Scale.QUICK));
        var again = Run.of(workload, workload.data(Scale.QUICK));
        assertThat(once.results()).isNotEmpty();
        assertThat(again.results().keySet()).isEqualTo(once.results().keySet());
        once.results().forEach((name, tensor) -> {
            assertThat(tensor.isFinite().all().itemBoolean()).as(name).isTrue();
            assertThat(tensor.identical(again.get(name))).as(name).isTrue();
            assertThat(tensor.eq(tensor.mul(0)).all().itemBoolean())
                    .as(name + " is not all 0")
                    .isFalse();
        });
    }
}
