package dev.costate.studies.schroedinger;

import dev.costate.lab.Option;
import java.util.function.DoubleUnaryOperator;

/// A rectangular barrier from 0 to its thickness, and a packet that runs into it from the left.
///
/// @param height potential energy in it
/// @param thickness its extent
/// @param momentum of the packet, on average
/// @param width of the packet at the start
/// @param spacing of the grid
/// @param step of time
public record Barrier(
        @Option(help = "potential energy in the barrier", above = 0, max = 100)
        double height,

        @Option(help = "thickness of the barrier", above = 0, max = 10)
        double thickness,

        @Option(help = "momentum of the packet", above = 0, max = 20)
        double momentum,

        @Option(help = "width of the packet", min = 1, max = 50)
        double width,

        @Option(help = "distance of the grid's points", min = 0.005, max = 0.5)
        double spacing,

        @Option(help = "step of time", min = 0.001, max = 0.5)
        double step) {
    /// Where the packet starts: far enough for its tail not to touch the barrier.
    double start() {
        return -6.5 * width;
    }

    /// How long it takes until both parts are clear of the barrier.
    double duration() {
        return 2.25 * -start() / momentum;
    }

    /// The share of a wave of this wave number that passes.
    ///
    /// `1 / (1 + V^2 sinh^2(kappa d) / (4 E (V - E)))` with `kappa^2 = 2 (V - E)`; above the barrier sinh
    /// becomes sin.
    double transmission(double wave) {
        double energy = wave * wave / 2;
        double excess = 2 * (height - energy);
        double inside = Math.sqrt(Math.abs(excess)) * thickness;
        double wiggle = excess > 0 ? Math.sinh(inside) : Math.sin(inside);
        // sinh^2 / (V - E), whose limit at E = V is 2 d^2
        double ratio = inside < 1e-6 ? 2 * thickness * thickness : wiggle * wiggle / (Math.abs(excess) / 2);
        return 1 / (1 + height * height * ratio / (4 * energy));
    }

    /// The mean of a function of the wave number over those of the packet, `exp(-s^2 (q - k)^2)`.
    double average(DoubleUnaryOperator f) {
        int parts = 20_000;
        double reach = Math.min(momentum, 9 / width);
        double sum = 0;
        double weights = 0;
        for (int i = 1; i < parts; i++) {
            double q = momentum + reach * (2.0 * i / parts - 1);
            double weight = Math.exp(-Math.pow(width * (q - momentum), 2));
            sum += weight * f.applyAsDouble(q);
            weights += weight;
        }
        return sum / weights;
    }
}
