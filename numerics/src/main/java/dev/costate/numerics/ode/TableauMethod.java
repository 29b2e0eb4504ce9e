package dev.costate.numerics.ode;

/// A method that is made of a [Tableau]: an implementation is a record without components that has one.
public interface TableauMethod extends Method {
    /// The coefficients.
    Tableau tableau();

    @Override
    default String name() {
        return tableau().name();
    }

    @Override
    default int order() {
        return tableau().order();
    }

    @Override
    default int errorOrder() {
        return tableau().errorOrder();
    }
}
