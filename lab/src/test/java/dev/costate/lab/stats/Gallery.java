package dev.costate.lab.stats;

import dev.costate.Tensor;
import dev.costate.lab.movie.MovieFiles;
import dev.costate.lab.movie.Progress;
import dev.costate.lab.movie.WeightScatter;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.Picture;
import dev.costate.lab.plot.PictureFiles;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Draws one picture of each kind into a folder, for looking at.
///
///     java dev.costate.lab.stats.Gallery build/gallery
public final class Gallery {
    private Gallery() {}

    /// The pictures by name.
    public static Map<String, Picture> pictures() {
        var pictures = new LinkedHashMap<String, Picture>();
        var four = Conditions.of(sweep(20, 1000, 5), "lambda");
        pictures.put("curves", ConditionCurves.of(four, "loss").plot());
        pictures.put(
                "curves-log",
                ConditionCurves.of(four, "loss")
                        .statistic(Statistic.INTERQUARTILE_MEAN)
                        .plot()
                        .logX()
                        .logY()
                        .theory("2λ² for λ = 0.25", 1, 5000, _ -> 0.125));
        pictures.put(
                "panels",
                ConditionCurves.of(four, "loss")
                        .panels(2, (condition, plot) -> plot.logY().theory("2λ²", 0, 5000, _ -> 0.125)));
        pictures.put(
                "thousand",
                ConditionCurves.of(Conditions.of(sweep(250, 5000, 1), "lambda"), "loss")
                        .plot()
                        .logY());
        pictures.put(
                "map",
                SweepMap.of(Conditions.of(map(), "lr", "width"), "loss")
                        .bar(ColourBar.of("loss").log())
                        .plot());
        var numbers = new SplittableRandom(1);
        var plot = Plot.of("Histogram").x("final loss").y("runs");
        for (var i = 0; i < 3; i++) {
            var shift = i;
            plot = Histogram.of(IntStream.range(0, 400)
                            .mapToDouble(_ -> numbers.nextGaussian() + 1.5 * shift)
                            .toArray())
                    .on(plot, "lambda = " + i, Colour.series(i));
        }
        pictures.put("histogram", plot);
        var x = IntStream.range(0, 200).mapToDouble(i -> i).toArray();
        pictures.put(
                "off-scale",
                Plot.of("Values that a logarithmic axis cannot show")
                        .x("step")
                        .y("loss")
                        .logY()
                        .line(
                                "first",
                                x,
                                IntStream.range(0, 200)
                                        .mapToDouble(i -> Math.exp(-i / 30.0) - 0.01)
                                        .toArray())
                        .line(
                                "second",
                                x,
                                IntStream.range(0, 200)
                                        .mapToDouble(i -> Math.cos(i / 9.0) * Math.exp(-i / 60.0))
                                        .toArray()));
        pictures.put(
                "symlog",
                Plot.of("A symmetric logarithmic axis")
                        .x("step")
                        .y("gradient")
                        .scaleY(Scale.symlog(1e-3))
                        .line(
                                "first",
                                x,
                                IntStream.range(0, 200)
                                        .mapToDouble(i -> Math.sin(i / 9.0) * Math.exp(-i / 20.0))
                                        .toArray())
                        .line(
                                "second",
                                x,
                                IntStream.range(0, 200)
                                        .mapToDouble(i -> Math.cos(i / 9.0) * 50 * Math.exp(-i / 30.0))
                                        .toArray()));
        pictures.put("weights", weights(500, 60).at(1500));
        return pictures;
    }

    private static GivenRecords map() {
        var records = new GivenRecords();
        var random = new SplittableRandom(2);
        for (var lr : new double[] {0.001, 0.003, 0.01, 0.03, 0.1, 0.3}) {
            for (var width : new int[] {4, 16, 64, 256, 1024}) {
                for (var seed = 0L; seed < 5; seed++) {
                    var limit = lr * Math.sqrt(width) * (0.8 + 0.4 * random.nextDouble());
                    if (lr > 0.002 || width < 1000) {
                        records.run(
                                Map.of("lr", lr, "width", width, "seed", seed),
                                "loss",
                                new int[] {0, 100},
                                step -> limit > 1.4 ? Double.NaN : Math.exp(-step * limit / 20) + 0.001);
                    }
                }
            }
        }
        return records;
    }

    /// Runs that learn at a rate of their own; at the greatest lambda some diverge.
    static GivenRecords sweep(int seeds, int points, int stride) {
        var records = new GivenRecords();
        var random = new SplittableRandom(3);
        var steps = IntStream.range(0, points).map(i -> i * stride).toArray();
        for (var lambda : new double[] {0, 0.125, 0.25, 0.5}) {
            for (var seed = 0L; seed < seeds; seed++) {
                var half = 700 + 400 * random.nextGaussian();
                var phase = 6 * random.nextDouble();
                var diverges = lambda == 0.5 && seed % 7 == 3 ? 500 + 400 * seed % 3000 : 1e9;
                records.run(Map.of("lambda", lambda, "seed", seed), "loss", steps, step -> {
                    var loss = 2 * lambda * lambda
                            + 1e-4
                            + 1 / (1 + Math.exp((step - half) / 150)) * (1 + 0.2 * Math.sin(step / 30.0 + phase));
                    return step < diverges ? loss + Math.exp((step - diverges) / 20) * 1e4 : Double.NaN;
                });
            }
        }
        return records;
    }

    /// Units that turn to the diagonals while they grow.
    public static WeightScatter weights(int units, int steps) {
        var records = new GivenRecords().run(Map.of(), Map.of());
        var random = new SplittableRandom(9);
        var angles = random.doubles(units, -Math.PI, Math.PI).toArray();
        for (var step = 0; step < steps; step++) {
            var into = new double[units][2];
            var out = new double[units];
            for (var unit = 0; unit < units; unit++) {
                var diagonal = Math.PI / 4 + Math.PI / 2 * Math.floor(angles[unit] / (Math.PI / 2));
                var part = 1 / (1 + Math.exp((steps / 2.0 - step) / (steps / 12.0)));
                var angle = angles[unit] + part * (diagonal - angles[unit]);
                var size = 0.05 + part * (0.3 + 0.7 * Math.abs(Math.sin(17 * unit)));
                into[unit][0] = size * Math.cos(angle);
                into[unit][1] = size * Math.sin(angle);
                out[unit] = -Math.signum(Math.sin(2 * angle)) * size * part;
            }
            records.snapshot("in_hid", 50 * step, Tensor.of((Object) into))
                    .snapshot("hid_out", 50 * step, Tensor.of(out));
        }
        return WeightScatter.of(records, records.runs().getFirst().id(), "in_hid", "hid_out");
    }

    public static void main(String[] arguments) throws IOException {
        for (var entry : pictures().entrySet()) {
            var png = PictureFiles.png(entry.getValue());
            var svg = PictureFiles.svg(entry.getValue());
            IO.println(entry.getKey() + ": png " + png.length / 1000 + " kB, svg " + svg.length() / 1000 + " kB");
            Files.createDirectories(Path.of(arguments[0]));
            Files.write(Path.of(arguments[0]).resolve(entry.getKey() + ".png"), png);
            Files.writeString(Path.of(arguments[0]).resolve(entry.getKey() + ".svg"), svg);
        }
        var movie = weights(500, 60).movie();
        var folder = Path.of(arguments[0]);
        MovieFiles.writeGif(movie, folder.resolve("weights.gif"), Progress.SILENT);
        MovieFiles.writeMp4(movie, folder.resolve("weights.mp4"), Progress.SILENT);
        IO.println("movie: gif " + Files.size(folder.resolve("weights.gif")) / 1000 + " kB, mp4 "
                + Files.size(folder.resolve("weights.mp4")) / 1000 + " kB");
    }
}
