package dev.costate.internal.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.ArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyTaskRunsOnce(int count) {
        try (Workers workers = new Workers(count)) {
            for (int tasks : new int[] {0, 1, 2, 3, 7, 1000}) {
                for (int repeat = 0; repeat < 50; repeat++) {
                    AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
                    workers.run(tasks, runs::incrementAndGet);
                    for (int i = 0; i < tasks; i++) {
                        assertThat(runs.get(i)).isEqualTo(1);
                    }
                }
            }
        }
    }

    @Test
    void whatTasksWroteIsSeenAfterTheRun() {
        try (Workers workers = new Workers(3)) {
            int[] plain = new int[64];
            for (int round = 1; round <= 2000; round++) {
                workers.run(plain.length, i -> plain[i]++);
                assertThat(plain).containsOnly(round);
            }
        }
    }

    @Test
    void aRunTakesAllThreads() {
        try (Workers workers = new Workers(3)) {
            CountDownLatch meeting = new CountDownLatch(3);
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            // No task ends before three threads are in one.
            workers.run(3, i -> {
                seen.add(Thread.currentThread());
                meeting.countDown();
                await(meeting);
            });
            assertThat(seen).hasSize(3).contains(Thread.currentThread());
            assertThat(seen).filteredOn(t -> !t.equals(Thread.currentThread())).allMatch(Thread::isDaemon);
        }
    }

    @Test
    void theCallersThreadAloneServesOne() {
        try (Workers workers = new Workers(1)) {
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            workers.run(20, i -> seen.add(Thread.currentThread()));
            assertThat(seen).containsExactly(Thread.currentThread());
        }
    }

    @Test
    void aRunInsideATaskStaysOnItsThread() {
        try (Workers workers = new Workers(3);
                Workers others = new Workers(2)) {
            CountDownLatch meeting = new CountDownLatch(3);
            AtomicInteger elsewhere = new AtomicInteger();
            AtomicInteger inner = new AtomicInteger();
            workers.run(3, i -> {
                meeting.countDown();
                await(meeting);
                Thread here = Thread.currentThread();
                Workers.Task task = j -> {
                    inner.incrementAndGet();
                    elsewhere.addAndGet(Thread.currentThread().equals(here) ? 0 : 1);
                };
                workers.run(10, task);
                if (here.getName().startsWith("costate-worker-")) {
                    others.run(10, task);
                }
            });
            assertThat(inner).hasValue(3 * 10 + 2 * 10);
            assertThat(elsewhere).hasValue(0);
        }
    }

    @Test
    void aSecondProgramDoesNotWait() throws InterruptedException {
        try (Workers workers = new Workers(2)) {
            CountDownLatch inside = new CountDownLatch(2);
            CountDownLatch release = new CountDownLatch(1);
            Thread first = new Thread(() -> workers.run(2, i -> {
                inside.countDown();
                await(release);
            }));
            first.start();
            await(inside);
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            workers.run(100, i -> seen.add(Thread.currentThread()));
            assertThat(seen).containsExactly(Thread.currentThread());
            release.countDown();
            first.join();
        }
    }

    @Test
    void manyProgramsAtOnce() throws InterruptedException {
        try (Workers workers = new Workers(3)) {
            AtomicInteger wrong = new AtomicInteger();
            List<Thread> programs = new ArrayList<>();
            for (int p = 0; p < 6; p++) {
                programs.add(new Thread(() -> {
                    int[] sums = new int[17];
                    for (int round = 1; round <= 500; round++) {
                        workers.run(sums.length, i -> sums[i] += i);
                        for (int i = 0; i < sums.length; i++) {
                            wrong.addAndGet(sums[i] == round * i ? 0 : 1);
                        }
                    }
                }));
            }
            programs.forEach(Thread::start);
            for (Thread program : programs) {
                program.join();
            }
            assertThat(wrong).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theFailureIsTheOneALoopWouldMeet(int count) {
        try (Workers workers = new Workers(count)) {
            for (int round = 0; round < 200; round++) {
                assertThatThrownBy(() -> workers.run(40, i -> {
                            if (i % 10 == 7) {
                                throw new IllegalStateException("task " + i);
                            }
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("task 7");
            }
            AssertionError error = new AssertionError("an error");
            assertThatThrownBy(() -> workers.run(4, i -> {
                        throw error;
                    }))
                    .isSameAs(error);
            AtomicInteger runs = new AtomicInteger();
            workers.run(10, i -> runs.incrementAndGet());
            assertThat(runs).as("a run after failures").hasValue(10);
        }
    }

    @Test
    void closedWorkersLeaveTheWorkToTheCaller() {
        Workers workers = new Workers(2);
        workers.run(4, i -> {});
        workers.close();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        workers.run(20, i -> seen.add(Thread.currentThread()));
        assertThat(seen).containsExactly(Thread.currentThread());
    }

    @Test
    void workersAreChosenForABody() {
        try (Workers workers = new Workers(3)) {
            Workers usual = Workers.shared();
            Workers.with(workers, () -> assertThat(Workers.shared()).isSameAs(workers));
            assertThat(Workers.shared()).isSameAs(usual);
        }
    }

    @Test
    void theProperty() {
        assertThat(Workers.threads(null, 6)).isEqualTo(6);
        assertThat(Workers.threads(null, 4096)).isEqualTo(1024);
        assertThat(Workers.threads("3", 6)).isEqualTo(3);
        assertThat(Workers.threads(" 12 ", 6)).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "two", "2.5", "1025", "99999999999"})
    void aBadProperty(String text) {
        assertThatThrownBy(() -> Workers.threads(text, 6))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("-Dcostate.threads=" + text
                        + ": expected a whole number from 1 to 1024; leave it out for one thread a core (6 here)");
    }

    @Test
    void aBadCount() {
        assertThatThrownBy(() -> new Workers(0))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("workers: 0 threads; take 1 to 1024");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
