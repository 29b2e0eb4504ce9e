package dev.costate.internal.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
    /// The C++ standard, clause rand.predef: "The 10000th consecutive invocation of a default-constructed
    /// object of type mt19937 produces the value 4123659995"; its default seed is 5489.
    @Test
    void passesTheCheckOfTheCppStandard() {
        var twister = new MersenneTwister(5489);
        for (int i = 1; i < 10_000; i++) {
            twister.nextInt();
        }
        assertThat(Integer.toUnsignedLong(twister.nextInt())).isEqualTo(4123659995L);
    }

    /// The first numbers of `mt19937ar.out`, which its authors publish with the generator.
    @Test
    void startsFromAKeyAsItsAuthorsDo() {
        var twister = new MersenneTwister(new int[] {0x123, 0x234, 0x345, 0x456});
        assertThat(Stream.generate(() -> Integer.toUnsignedLong(twister.nextInt()))
                        .limit(5))
                .containsExactly(1067595299L, 955945823L, 477289528L, 4107218783L, 4228976476L);
    }

    @Test
    void staysAtMostAtTheBoundAndReachesIt() {
        var twister = new MersenneTwister(1);
        for (long max : new long[] {1, 2, 3, 5, 8}) {
            boolean[] seen = new boolean[(int) max + 1];
            for (int i = 0; i < 300; i++) {
                seen[(int) twister.nextAtMost(max)] = true; // beyond the bound it would throw
            }
            assertThat(seen).as("of 0 to %s", max).doesNotContain(false);
        }
    }

    @Test
    void takesNoDrawForABoundOfZero() {
        var twister = new MersenneTwister(1);
        assertThat(twister.nextAtMost(0)).isZero();
        assertThat(twister.nextInt()).isEqualTo(new MersenneTwister(1).nextInt());
    }

    @Test
    void readsTheBoundAsUnsigned() {
        assertThat(new MersenneTwister(3).nextAtMost(-1)).isEqualTo(new MersenneTwister(3).nextLong());
        assertThat(new MersenneTwister(3).nextAtMost(0xFFFF_FFFFL))
                .isEqualTo(Integer.toUnsignedLong(new MersenneTwister(3).nextInt()));
    }
}
