package dev.costate.internal.compile;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The memory that running a plan takes besides its inputs, as [BufferPlan] and the states of loops say.
///
/// All buffers are there at the same time; they stay for the next run. A loop has, besides those of its step, a second
/// buffer for each value that goes from step to step and is not written in place.
///
/// @param count how many buffers there are
/// @param bytes how large they are together
/// @param shared how many values have no buffer of their own but another value's
record Buffers(int count, long bytes, int shared) {
    private static final Buffers NONE = new Buffers(0, 0, 0);
    private static final Buffers SHARED = new Buffers(0, 0, 1);

    private static Buffers one(long bytes) {
        return new Buffers(1, bytes, 0);
    }

    private Buffers plus(Buffers other) {
        return new Buffers(count + other.count, bytes + other.bytes, shared + other.shared);
    }

    /// The buffers of a program.
    static Buffers of(Plan plan) {
        return of(plan, false);
    }

    /// The buffers of a plan.
    ///
    /// @param elsewhere whether results that it can write where they are wanted have their buffers there
    private static Buffers of(Plan plan, boolean elsewhere) {
        Buffers all = NONE;
        for (BufferPlan.Buffer buffer : plan.buffers().buffers()) {
            all = all.plus(one(buffer.bytes()));
        }
        int[] homes = plan.buffers().homes();
        int inHomes = (int) Arrays.stream(homes).filter(h -> h >= 0).count();
        all = all.plus(new Buffers(0, 0, inHomes - plan.buffers().buffers().size()));
        for (Plan.Step step : plan.steps()) {
            all = all.plus(inside(step));
            if (step instanceof Plan.Alias) {
                all = all.plus(SHARED);
            } else if (!(step instanceof Plan.Data)) {
                for (int slot : BufferPlan.filled(step)) {
                    boolean told = elsewhere
                            && IntStream.of(plan.outputs()).anyMatch(o -> o == slot)
                            && Carry.isDirect(plan, slot);
                    if (homes[slot] < 0 && !told) {
                        all = all.plus(one(Work.bytes(plan.types().get(slot))));
                    }
                }
            }
        }
        return all;
    }

    /// What a step needs besides its results.
    private static Buffers inside(Plan.Step step) {
        return switch (step) {
            case Plan.Compute _, Plan.Alias _, Plan.Data _, Plan.Join _ -> NONE;
            case Plan.Loop l -> carries(l.body(), l.consts(), l.carries()).plus(of(l.body(), true));
            case Plan.Repeat r ->
                carries(r.body(), r.bodyConsts(), r.body().outputs().length)
                        .plus(of(r.body(), true))
                        .plus(of(r.condition(), false));
            case Plan.Branch b ->
                b.branches().stream().map(branch -> of(branch, true)).reduce(NONE, Buffers::plus);
        };
    }

    /// The second buffers of what goes from step to step: the first is where the result is found.
    private static Buffers carries(Plan body, int first, int carries) {
        Buffers all = NONE;
        for (int c = 0; c < carries; c++) {
            all = all.plus(
                    BufferPlan.isInPlace(body, first + c, body.outputs()[c])
                            ? SHARED
                            : one(Work.bytes(body.types().get(first + c))));
        }
        return all;
    }
}
