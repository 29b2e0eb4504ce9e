package dev.costate.studies.magnetosphere;

/// The document's dwarf: a dipole that rotates and loses plasma.
///
/// Distances are `x = rho / R`, currents are in MA, current densities in microamperes per square metre.
///
/// @param field the equatorial field strength `B` at the surface, in T
/// @param radius `R`, in m
/// @param rotation `Omega`, in rad/s
/// @param outflow the mass that flows out, `mdot`, in kg/s
record Dwarf(double field, double radius, double rotation, double outflow) {
    static final Dwarf DOCUMENT = new Dwarf(426400e-9, 71723e3, 1.75e-4, 1000);

    /// `K = 8 pi S B^2 R^2 / mdot` for a conductivity of 1 S: how hard the current pulls plasma along.
    double pull() {
        return 8 * Math.PI * field * field * radius * radius / outflow;
    }

    /// `L = (K / 4)^(1/4)`, the distance in `R` up to which plasma rotates along, for a conductivity in S.
    double reach(double conductivity) {
        return Math.sqrt(Math.sqrt(pull() * conductivity / 4));
    }

    /// `8 pi Omega B R^2`, in MA per S: the current is this times `S (1 - w) / x`.
    double currentScale() {
        return 8 * Math.PI * rotation * field * radius * radius * 1e-6;
    }

    /// `1 / (2 pi R^2)`, in microamperes per square metre for each MA: the current density is this times `x^2
    /// dI/dx`.
    double densityScale() {
        return 1e12 / (2 * Math.PI * radius * radius);
    }

    /// `B / (mdot Omega)`, per MA: `dw/dx = torque I / x^4 - 2 w / x`.
    double torque() {
        return field / (outflow * rotation) * 1e6;
    }
}
