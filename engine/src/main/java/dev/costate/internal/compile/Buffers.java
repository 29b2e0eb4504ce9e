package dev.costate.internal.compile;

import dev.costate.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// The memory that running a plan takes besides its inputs, as [Frame] and the states of loops allocate it.
///
/// A program's own buffers go after their last use, so that its bytes are those at the peak. A loop's are made
/// once and stay until it ends: a buffer for each value made in a step, two for each value that goes from step
/// to step, one for each stack of outputs.
///
/// @param count how many buffers are made
/// @param bytes how large those are that are there at the same time
/// @param shared how many values have no buffer of their own but another value's
record Buffers(int count, long bytes, int shared) {
    private static final Buffers NONE = new Buffers(0, 0, 0);

    private static Buffers one(long bytes) {
        return new Buffers(1, bytes, 0);
    }

    private Buffers plus(Buffers other) {
        return new Buffers(count + other.count, bytes + other.bytes, shared + other.shared);
    }

    /// The buffers of a plan that runs once.
    static Buffers of(Plan plan) {
        int count = 0;
        int shared = 0;
        long peak = 0;
        long live = 0;
        long[] held = new long[plan.types().size()];
        int[] owner = owners(plan);
        int[] users = new int[held.length];
        for (int s = 0; s < plan.steps().size(); s++) {
            Plan.Step step = plan.steps().get(s);
            Buffers inside = inside(step);
            Buffers made = results(plan, step);
            count += inside.count + made.count;
            shared += inside.shared + made.shared;
            for (int slot : filled(step)) {
                users[owner[slot]]++;
                if (owner[slot] == slot && slot >= plan.inputs() && !(step instanceof Plan.Data)) {
                    held[slot] = Work.bytes(plan.types().get(slot));
                    live += held[slot];
                }
            }
            peak = Math.max(peak, live + inside.bytes);
            for (int dead : plan.lastUses().get(s)) {
                users[owner[dead]]--;
                if (users[owner[dead]] == 0) {
                    live -= held[owner[dead]];
                }
            }
        }
        return new Buffers(count, peak, shared);
    }

    /// For each slot the one whose buffer it is in.
    private static int[] owners(Plan plan) {
        int[] owner = new int[plan.types().size()];
        Arrays.setAll(owner, i -> i);
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Alias alias) {
                owner[alias.first()] = owner[alias.operand()];
            }
        }
        return owner;
    }

    private static int[] filled(Plan.Step step) {
        return switch (step) {
            case Plan.Compute c -> c.results();
            case Plan.Alias _, Plan.Data _, Plan.Join _ -> new int[] {step.first()};
            case Plan.Loop l -> range(l.first(), l.body().outputs().length);
            case Plan.Repeat r -> range(r.first(), r.body().outputs().length);
            case Plan.Branch b -> range(b.first(), b.branches().getFirst().outputs().length);
        };
    }

    private static int[] range(int first, int count) {
        int[] slots = new int[count];
        Arrays.setAll(slots, i -> first + i);
        return slots;
    }

    /// The buffers for what a step fills.
    private static Buffers results(Plan plan, Plan.Step step) {
        return switch (step) {
            case Plan.Compute _, Plan.Join _ -> {
                Buffers all = NONE;
                for (int slot : filled(step)) {
                    all = all.plus(one(Work.bytes(plan.types().get(slot))));
                }
                yield all;
            }
            case Plan.Loop l -> new Buffers(l.body().outputs().length, 0, 0);
            case Plan.Repeat r -> new Buffers(r.body().outputs().length, 0, 0);
            case Plan.Alias _ -> new Buffers(0, 0, 1);
            case Plan.Data _, Plan.Branch _ -> NONE;
        };
    }

    /// What a step needs while it runs, without its results.
    private static Buffers inside(Plan.Step step) {
        return switch (step) {
            case Plan.Compute _, Plan.Alias _, Plan.Data _, Plan.Join _ -> NONE;
            case Plan.Loop l -> carries(l.body(), l.consts(), l.carries()).plus(kept(l.body(), true));
            case Plan.Repeat r ->
                carries(r.body(), r.bodyConsts(), r.body().outputs().length)
                        .plus(kept(r.body(), true))
                        .plus(kept(r.condition(), false));
            case Plan.Branch b ->
                b.branches().stream().map(branch -> kept(branch, false)).reduce(NONE, Buffers::plus);
        };
    }

    /// The second set of buffers for what goes from step to step: the first is where the results are found.
    private static Buffers carries(Plan body, int first, int carries) {
        Buffers all = NONE;
        for (int c = 0; c < carries; c++) {
            all = all.plus(one(Work.bytes(body.types().get(first + c))));
        }
        return all;
    }

    /// The buffers of a plan that runs again and again.
    ///
    /// @param elsewhere whether results that it can write where they are wanted have their buffers there
    private static Buffers kept(Plan plan, boolean elsewhere) {
        Set<Integer> direct = new HashSet<>();
        for (int o : plan.outputs()) {
            if (elsewhere && Carry.isDirect(plan, o)) {
                direct.add(o);
            }
        }
        Buffers all = NONE;
        for (Plan.Step step : plan.steps()) {
            all = all.plus(inside(step));
            switch (step) {
                case Plan.Compute _, Plan.Join _, Plan.Loop _, Plan.Repeat _ -> {
                    for (int slot : filled(step)) {
                        Type type = plan.types().get(slot);
                        all = direct.contains(slot) ? all : all.plus(one(Work.bytes(type)));
                    }
                }
                case Plan.Alias _ -> all = all.plus(new Buffers(0, 0, 1));
                case Plan.Data _, Plan.Branch _ -> {}
            }
        }
        return all;
    }
}
