package dev.costate.studies.magnetosphere;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// Why the noise grows: what a pass does to waves of each length.
final class GrowthChapter {
    private static final double[] PLACES = {10, 15, 24};
    private static final double FAR = 24;
    private static final double NEAR = 10;

    /// In S, so small that three passes leave it small, and large beside rounding.
    private static final double SEED = 1e-12;

    private static final int FOLLOWED = 3;

    private final Magnetosphere.Config config;
    private final Iteration document;
    private final List<Pass> noisy;
    private final Waves plain;
    private final Waves filtered;

    /// @param noisy the document's passes
    GrowthChapter(Magnetosphere.Config config, Iteration document, List<Pass> noisy) {
        this.config = config;
        this.document = document;
        this.noisy = noisy;
        this.filtered = Waves.aboutTheFirst(document);
        this.plain = Waves.aboutTheFirst(new Iteration(document.dwarf(), document.grid(), Optional.empty()));
    }

    void tell(StudyRun run) {
        run.section("Why the noise grows");
        Table lengths = Table.of("x", "c (radii)", "critical wavelength 2 pi c / sqrt 3 (radii)");
        for (double place : PLACES) {
            double c = plain.length(place);
            lengths = lengths.row(place, c, Waves.critical(c));
        }
        run.table("how far a pass carries a wave", lengths);
        run.factBetween("largest c: tens of radii", 10, 100, plain.longest());
        run.note("""
                A wave of wave number k is multiplied by 1/2 + i k c / 2: halved, and its slope added. It grows if it is \
                shorter than 2 pi c / sqrt 3. Where plasma is held fast, further in, long waves grow less: it answers them.""");
        unfiltered(run);
        filter(run);
        byPass(run);
        finer(run);
        run.plot("growth", growth());
        run.plot("spectrum", spectrum());
    }

    private void unfiltered(StudyRun run) {
        for (int steps : new int[] {100, 300}) {
            double wavelength = steps * document.grid().step();
            run.factRelative(
                    "at 24 R, a wave of %d steps: |1/2 + ikc/2|".formatted(steps),
                    plain.predicted(FAR, wavelength),
                    plain.measured(FAR, wavelength),
                    0.05);
        }
        double critical = Waves.critical(plain.length(NEAR));
        run.factAtMost("at 10 R, the critical wave grows by", 1, plain.measured(NEAR, critical));
        run.factAtMost("at 10 R, twice the critical wave grows by", 1, plain.measured(NEAR, 2 * critical));
        run.factAtLeast("at 10 R, a third of the critical wave grows by", 1, plain.measured(NEAR, critical / 3));
        run.factRelative(
                "the same, with plasma's answer",
                plain.answered(NEAR, critical / 3),
                plain.measured(NEAR, critical / 3),
                0.1);
    }

    /// The filter takes off what is shorter than about `2 pi / sqrt(2 ln 2)` of its deviation.
    private void filter(StudyRun run) {
        double deviation = config.deviation() * document.grid().step();
        double half = 2 * Math.PI * deviation / Math.sqrt(2 * Math.log(2));
        if (config.isTheDocuments()) {
            run.fact("the filter halves waves of (radii)", 0.1, half, 0.005);
        }
        run.fact("what it leaves of them", 0.5, filtered.share(half), 1e-12);
        double worst = 2 * Math.PI * deviation;
        double predicted = filtered.predicted(FAR, worst);
        run.factRelative(
                "with it, at 24 R: its worst wave, of 2 pi deviations, grows by",
                predicted,
                filtered.measured(FAR, worst),
                0.05);
        run.note("""
                So the filter stops waves under %s radii; all from there to %s radii grow, most of all those just over it: \
                by %s a pass.""".formatted(
                        NumberText.rounded(half, 2),
                        NumberText.rounded(Waves.critical(plain.length(FAR)), 2),
                        NumberText.rounded(predicted, 3)));
    }

    /// A small packet of the worst wave through several passes: what two runs of the loop differ by.
    private void byPass(StudyRun run) {
        double worst = 2 * Math.PI * config.deviation() * document.grid().step();
        Integrator exact = new Integrator.Trapezoidal(document.dwarf());
        Tensor start = Tensor.scalar(Conductivity.BACKGROUND)
                .broadcastTo(document.grid().points());
        Tensor seed = filtered.packet(FAR, worst).mul(SEED);
        List<Pass> without = document.passes(exact, start, FOLLOWED);
        List<Pass> with = document.passes(exact, start.add(seed), FOLLOWED);
        Table table = Table.of("pass", "|1/2 + ikcg/2| there", "measured");
        double before = seed.norm().item();
        for (int i = 0; i < FOLLOWED; i++) {
            double after = with.get(i).next().sub(without.get(i).next()).norm().item();
            double predicted = new Waves(document, without.get(i)).predicted(FAR, worst);
            table = table.row(i + 1, predicted, after / before);
            run.factRelative(
                    "a small packet of it at 24 R: pass %d times".formatted(i + 1), predicted, after / before, 0.1);
            before = after;
        }
        run.table("a packet of the worst wave, pass by pass", table);
    }

    private void finer(StudyRun run) {
        Table table = Table.of("points", "the filter's deviation (radii)", "its worst wave grows by", "measured");
        double[] factors = new double[3];
        for (int i = 0; i < factors.length; i++) {
            Grid grid = new Grid((config.points() / 2) << i);
            Waves waves = Waves.aboutTheFirst(new Iteration(document.dwarf(), grid, document.filter()));
            double deviation = config.deviation() * grid.step();
            double worst = 2 * Math.PI * deviation;
            factors[i] = waves.measured(FAR, worst);
            table = table.row(grid.points(), deviation, waves.predicted(FAR, worst), factors[i]);
        }
        run.table("grids", table);
        run.factRelative("twice the points: growth times", 2, factors[1] / factors[0], 0.05);
        run.factRelative("twice as many again: times", 2, factors[2] / factors[1], 0.05);
        run.note("""
                A finer grid makes it worse: the filter is made of samples, so it covers half the distance, and the waves \
                just over it are twice as steep.""");
    }

    // ---- pictures
    // ----------------------------------------------------------------------------------------------

    private PlotGrid growth() {
        double step = document.grid().step();
        return PlotGrid.of(
                        "By how much a pass multiplies a wave",
                        2,
                        growth("without the filter", plain, 40 * step),
                        growth("with the filter", filtered, 100 * step))
                .subtitle("lines: |1/2 + ikcg/2|, g what the filter leaves; dotted: with plasma's answer;"
                        + " points: a pass's derivative along a packet")
                .size(1080, 480);
    }

    private static Plot growth(String title, Waves waves, double from) {
        Plot plot = Plot.of(title)
                .x("wavelength (radii)")
                .y("factor a pass")
                .logX()
                .logY()
                .rangeY(0.2, 4000);
        for (int i = 0; i < PLACES.length; i++) {
            double place = PLACES[i];
            Colour colour = Colour.series(i);
            double[] at = Waves.wavelengths(from, 20, 200);
            // a packet has to fit between the ends
            double[] tried = Waves.wavelengths(from, (place - Grid.FROM) / 3, 14);
            String name =
                    "at %s R, c = %s R".formatted(NumberText.exact(place), NumberText.rounded(waves.length(place), 2));
            plot = plot.line(
                            name,
                            at,
                            each(at, w -> waves.predicted(place, w)),
                            Style.solid().colour(colour))
                    .line(
                            "",
                            at,
                            each(at, w -> waves.answered(place, w)),
                            Style.dotted().colour(colour))
                    .scatter(
                            "",
                            tried,
                            each(tried, w -> waves.measured(place, w)),
                            Style.points().colour(colour).size(6));
        }
        return plot.horizontal(1, "");
    }

    private PlotGrid spectrum() {
        var spectrum = new Spectrum(document.grid(), 20, 40, 4);
        double step = document.grid().step();
        double[] at = Waves.wavelengths(64 * step, 4096 * step, 160);
        Plot amplitudes = Plot.of("amplitude between 20 and 40 R")
                .x("wavelength (radii)")
                .y("amplitude (uA / m^2)")
                .logX()
                .logY();
        double[][] found = new double[noisy.size()][];
        for (int i = 0; i < found.length; i++) {
            found[i] = spectrum.of(noisy.get(i).density(), at);
            amplitudes = amplitudes.line(
                    "pass " + (i + 1),
                    at,
                    found[i],
                    Style.solid().colour(Colour.series(i)).width(1.2));
        }
        // later passes are no longer small beside the knee of S(j)
        int last = 3;
        double[] times = new double[at.length];
        Arrays.setAll(times, i -> found[last - 1][i] / found[last - 2][i]);
        Waves then = new Waves(document, noisy.get(last - 2));
        Plot ratio = Plot.of("pass %d over pass %d".formatted(last, last - 1))
                .x("wavelength (radii)")
                .y("factor")
                .logX()
                .logY()
                .rangeY(0.5, 1000)
                .line(
                        "measured",
                        at,
                        times,
                        Style.solid().colour(Colour.VERMILLION).width(1.2));
        for (double place : new double[] {25, 35}) {
            ratio = ratio.line(
                    "|1/2 + ikcg/2| at %s R".formatted(NumberText.exact(place)),
                    at,
                    each(at, w -> then.predicted(place, w)),
                    (place < 30 ? Style.dashed() : Style.dotted()).colour(Colour.BLACK));
        }
        return PlotGrid.of("The noise in the document's passes", 2, amplitudes, ratio)
                .size(1080, 460);
    }

    private static double[] each(double[] x, DoubleUnaryOperator f) {
        return Arrays.stream(x).map(f).toArray();
    }
}
