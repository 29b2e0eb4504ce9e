package dev.costate.internal.compile;

import java.util.IdentityHashMap;

/// What the steps of a plan are called when it is explained: `kernel 3`, `loop 1`, `choice 1`, each sort numbered
/// in the order in which they are printed; others by what they fill.
final class StepNames {
    private final IdentityHashMap<Plan.Step, String> names = new IdentityHashMap<>();
    private int kernels;
    private int loops;
    private int choices;

    /// The names of the steps of `plan` and of the plans inside.
    StepNames(Plan plan) {
        number(plan);
    }

    private void number(Plan plan) {
        for (Plan.Step step : plan.steps()) {
            switch (step) {
                case Plan.Compute _ -> names.put(step, "kernel " + ++kernels);
                case Plan.Loop l -> {
                    names.put(step, "loop " + ++loops);
                    number(l.body());
                }
                case Plan.Repeat r -> {
                    names.put(step, "loop " + ++loops);
                    number(r.condition());
                    number(r.body());
                }
                case Plan.Branch b -> {
                    names.put(step, "choice " + ++choices);
                    b.branches().forEach(this::number);
                }
                case Plan.Alias _, Plan.Data _, Plan.Join _ -> {}
            }
        }
    }

    /// The name of a step.
    String of(Plan.Step step) {
        String name = names.get(step);
        return name == null ? "%" + step.first() : name;
    }

    /// How many kernels there are.
    int kernels() {
        return kernels;
    }
}
