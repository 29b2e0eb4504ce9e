package dev.costate.numerics.ode;

/// What all tableaus of coefficients tell of their methods.
public interface Tableau {
    /// What the method is called.
    String name();

    /// The order of the result.
    int order();

    /// The order of the formula that the result is compared with, 0 for none.
    int errorOrder();
}
