package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Costate;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.internal.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Compares runs that have to be the same to the last bit.
final class Members {
    private Members() {}

    /// Checks that the members `count` of an ensemble compute what each computes by itself.
    ///
    /// @param f the program of one member
    /// @param members the arguments of the members
    /// @param counts the sizes of the ensembles, made of the first members
    static <A> void runAsAlone(Fn1<A, ?> f, List<A> members, int... counts) {
        Fn1<A, ?> one = Costate.jit(f);
        Fn1<A, ?> all = Costate.jit(Costate.vmap(f));
        List<List<Tensor>> alone = new ArrayList<>();
        for (A member : members) {
            alone.add(Tree.leaves(one.apply(member)));
        }
        for (int count : counts) {
            List<Tensor> together = Tree.leaves(all.apply(Tree.stack(members.subList(0, count))));
            for (int m = 0; m < count; m++) {
                int number = m;
                List<Tensor> mine = together.stream().map(t -> t.get(number)).toList();
                identical(mine, alone.get(m), "member " + m + " of " + count);
            }
        }
    }

    /// Checks that one, two and three threads compute the same.
    static <A> void doNotSeeThreads(Fn1<A, ?> f, A x) {
        List<Tensor> expected = withThreads(1, () -> Tree.leaves(f.apply(x)));
        for (int threads = 2; threads <= 3; threads++) {
            List<Tensor> actual = withThreads(threads, () -> Tree.leaves(f.apply(x)));
            identical(actual, expected, threads + " threads");
        }
    }

    private static <T> T withThreads(int count, Supplier<T> body) {
        List<T> result = new ArrayList<>();
        try (Workers workers = new Workers(count)) {
            Workers.with(workers, () -> result.add(body.get()));
        }
        return result.getFirst();
    }

    static void identical(List<Tensor> actual, List<Tensor> expected, String what) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).identical(expected.get(i)))
                    .as("result %s of %s is %s, not %s", i, what, actual.get(i), expected.get(i))
                    .isTrue();
        }
    }
}
