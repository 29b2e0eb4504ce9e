package dev.costate.numerics.ode.explicit;

import java.util.List;

/// The explicit methods.
public final class ExplicitMethods {
    private static final List<ExplicitRungeKutta> ALL = List.of(
            new Euler(),
            new Heun(),
            new Midpoint(),
            new RungeKutta4(),
            new BogackiShampine3(),
            new Tsitouras5(),
            new DormandPrince5(),
            new DormandPrince8());

    private ExplicitMethods() {}

    /// All of them.
    public static List<ExplicitRungeKutta> all() {
        return ALL;
    }

    /// Those with an error estimate, whose steps can be adaptive.
    public static List<ExplicitRungeKutta> adaptive() {
        return ALL.stream().filter(m -> m.errorOrder() > 0).toList();
    }
}
