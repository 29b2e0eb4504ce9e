package dev.costate.internal.rules.battery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Costate;
import dev.costate.Tensor;
import dev.costate.Vmap;
import dev.costate.function.Fn1;
import dev.costate.internal.compile.Closeness;
import dev.costate.internal.trace.Dispatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values: traced as at once, and of many members as one by one, to the last bit; compiled as near as [Closeness] says.
class ValueTest {
    private static final int MEMBERS = 3;

    static List<Subject> subjects() {
        return Subject.all();
    }

    static List<Subject> withOperands() {
        return Subject.all().stream().filter(s -> !s.it().operands().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void tracedEqualsEagerAndCompiledIsNear(Subject subject) {
        List<Tensor> x = subject.operands(0);
        Fn1<List<Tensor>, List<Tensor>> f = subject::call;
        Closeness closeness = Closeness.of(f, x);
        assertIdentical(Dispatch.wrap(closeness.expected()), f.apply(x));
        closeness.check(Costate.jit(f).apply(x), subject.toString());
    }

    /// Every set of batched operands (of many, each by itself and all together), the members along axis 0.
    @ParameterizedTest
    @MethodSource("withOperands")
    void batchedEqualsALoop(Subject subject) {
        int n = subject.it().operands().size();
        List<List<Tensor>> members = members(subject, MEMBERS);
        for (int set = 1; set < 1 << n; set++) {
            if (n <= 3 || Integer.bitCount(set) == 1 || Integer.bitCount(set) == n) {
                assertLoop(subject, members, set, 0, 0);
            }
        }
    }

    /// The members along the last axis, of the operands and of the results; one member alone.
    @ParameterizedTest
    @MethodSource("withOperands")
    void membersAlongTheLastAxis(Subject subject) {
        int all = (1 << subject.it().operands().size()) - 1;
        assertLoop(subject, members(subject, MEMBERS), all, -1, -1);
        assertLoop(subject, members(subject, 1), all, -1, 0);
    }

    @ParameterizedTest
    @MethodSource("withOperands")
    void noMembers(Subject subject) {
        List<Tensor> one = subject.operands(0);
        List<Tensor> none = one.stream()
                .map(t -> dev.costate.ops.Creation.zeros(t.dtype(), t.shape().insert(0, 0)))
                .toList();
        List<Tensor> y = Costate.vmap(subject::call).apply(none);
        List<Tensor> expected = subject.call(one);
        for (int r = 0; r < y.size(); r++) {
            assertThat(y.get(r).type())
                    .isEqualTo(expected.get(r)
                            .type()
                            .withShape(expected.get(r).shape().insert(0, 0)));
        }
    }

    private static List<List<Tensor>> members(Subject subject, int count) {
        List<List<Tensor>> members = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            members.add(subject.operands(m));
        }
        return members;
    }

    private static void assertLoop(Subject subject, List<List<Tensor>> members, int batched, int in, int out) {
        List<Tensor> x = new ArrayList<>();
        for (int i = 0; i < subject.it().operands().size(); i++) {
            int place = i;
            x.add(
                    (batched >> i & 1) == 0
                            ? members.get(0).get(i)
                            : dev.costate.ops.Layout.stack(
                                    members.stream().map(m -> m.get(place)).toList(), in));
        }
        Fn1<List<Tensor>, List<Tensor>> wide = Costate.vmap(subject::call)
                .in(0, path -> (batched >> number(path) & 1) == 0 ? Vmap.SHARED : in)
                .out(out);
        List<Tensor> y = wide.apply(x);
        for (int m = 0; m < members.size(); m++) {
            List<Tensor> own = new ArrayList<>();
            for (int i = 0; i < x.size(); i++) {
                own.add(members.get((batched >> i & 1) == 0 ? 0 : m).get(i));
            }
            List<Tensor> expected = subject.call(own);
            for (int r = 0; r < y.size(); r++) {
                int axis = out < 0 ? y.get(r).rank() - 1 : out;
                Tensor mine =
                        dev.costate.ops.Layout.slice(y.get(r), axis, m, m + 1).squeeze(axis);
                assertThat(mine)
                        .as("result %s of member %s, batched operands %s", r, m, Integer.toBinaryString(batched))
                        .usingComparator(BITS)
                        .isEqualTo(expected.get(r));
            }
        }
    }

    /// The place that a path such as `[2]` names.
    private static int number(String path) {
        return Integer.parseInt(path.substring(1, path.length() - 1));
    }

    private static final java.util.Comparator<Tensor> BITS = (a, b) -> a.identical(b) ? 0 : 1;

    private static void assertIdentical(List<Tensor> actual, List<Tensor> expected) {
        assertThat(actual).usingElementComparator(BITS).isEqualTo(expected);
    }
}
