package dev.costate.studies.words;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Layer;
import dev.costate.lab.plot.Legend;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import dev.costate.nn.plane.PrincipalComponents;
import dev.costate.nn.plane.TSne;
import dev.costate.nn.words.WordVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Words on a map: principal components, and t-SNE.
final class MapChapter {
    private static final double PERPLEXITY = 8;
    private static final double MARKER = 5;
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 900;

    private MapChapter() {}

    /// Words of one kind.
    private record Kind(String name, Colour colour, List<String> words) {
        static Kind of(String name, Colour colour, String words) {
            return new Kind(name, colour, List.of(words.split(" ", -1)));
        }
    }

    private static final List<Kind> KINDS = List.of(
            Kind.of(
                    "family",
                    Colour.BLUE,
                    "father mother brother sister son daughter uncle aunt cousin niece nephew husband wife children"),
            Kind.of("people", Colour.SKY, "emma elizabeth elinor marianne fanny anne catherine darcy edmund wentworth"),
            Kind.of(
                    "time",
                    Colour.GREEN,
                    "day night morning evening week month hour year minutes days weeks months years"),
            Kind.of("number", Colour.ORANGE, "two three four five six ten twenty hundred"),
            Kind.of(
                    "feeling",
                    Colour.VERMILLION,
                    "joy pleasure happiness love affection hope fear anger pain sorrow pride"),
            Kind.of("motion", Colour.PURPLE, "walked went came returned entered turned ran drove left sat stood"),
            Kind.of("place", Colour.BLACK, "london bath house room garden park town country village church"));

    /// Words that have vectors, and the number of each one's kind.
    private record Chosen(List<String> words, List<Integer> kinds, Tensor rows) {
        static Chosen of(WordVectors vectors) {
            List<String> words = new ArrayList<>();
            List<Integer> kinds = new ArrayList<>();
            for (int k = 0; k < KINDS.size(); k++) {
                for (String word : KINDS.get(k).words()) {
                    if (vectors.has(word)) {
                        words.add(word);
                        kinds.add(k);
                    }
                }
            }
            int[] rows =
                    words.stream().mapToInt(w -> vectors.words().indexOf(w)).toArray();
            // Lengths tell of frequency; directions are what cosines compare.
            var chosen = vectors.rows().take(Tensor.of(rows), 0);
            return new Chosen(
                    words, kinds, chosen.div(chosen.square().sum(1).sqrt().unsqueeze(1)));
        }
    }

    static void tell(StudyRun run, WordVectors vectors) {
        run.section("A map");
        var chosen = Chosen.of(vectors);
        if (chosen.words().size() <= 3 * PERPLEXITY) {
            run.note("Too few of the words of the map occur often enough.");
            return;
        }
        var components = PrincipalComponents.of(chosen.rows(), 2);
        double share = components.variances().sum().item() / components.total();
        var flat = components.map(chosen.rows());
        run.plot(
                "map-pca",
                plot("Principal components of %d words".formatted(chosen.words().size()), chosen, flat)
                        .subtitle("the plane has %s %% of the variance".formatted(NumberText.rounded(100 * share, 2))));
        var map = TSne.of(PERPLEXITY).map(chosen.rows());
        double[] divergences = map.divergences().toDoubles();
        run.plot(
                "map-tsne",
                plot("t-SNE of the same words", chosen, map.places())
                        .subtitle("perplexity %s; divergence %s, at first %s"
                                .formatted(
                                        NumberText.rounded(PERPLEXITY, 2),
                                        NumberText.rounded(divergences[divergences.length - 1], 3),
                                        NumberText.rounded(divergences[0], 3))));
        double expected = chance(chosen);
        double byComponents = sameKind(chosen, flat);
        double bySne = sameKind(chosen, map.places());
        run.note(
                ("The nearest word on the map is of the same kind for %s of the words by principal components and for %s by"
                                + " t-SNE; by chance it would be %s.")
                        .formatted(
                                NumberText.rounded(byComponents, 2),
                                NumberText.rounded(bySne, 2),
                                NumberText.rounded(expected, 2)));
        run.figure("nearest on the map of the same kind, PCA", byComponents);
        run.factAtLeast("t-SNE: nearest of the same kind, times chance", 3, bySne / expected);
        run.factAtMost(
                "t-SNE: divergence at the end, part of the first",
                0.5,
                divergences[divergences.length - 1] / divergences[0]);
    }

    private static double chance(Chosen chosen) {
        double sum = 0;
        int n = chosen.words().size();
        for (int kind : chosen.kinds()) {
            sum += (chosen.kinds().stream().filter(k -> k == kind).count() - 1.0) / (n - 1);
        }
        return sum / n;
    }

    /// For what part of the points the nearest other one is of the same kind.
    private static double sameKind(Chosen chosen, Tensor places) {
        double[] at = places.toDoubles();
        int n = chosen.words().size();
        int same = 0;
        for (int i = 0; i < n; i++) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                double d = Math.hypot(at[2 * i] - at[2 * j], at[2 * i + 1] - at[2 * j + 1]);
                if (j != i && d < least) {
                    least = d;
                    nearest = j;
                }
            }
            same += chosen.kinds().get(i).equals(chosen.kinds().get(nearest)) ? 1 : 0;
        }
        return (double) same / n;
    }

    private static Plot plot(String title, Chosen chosen, Tensor places) {
        double[] at = places.toDoubles();
        var plot = Plot.of(title).size(WIDTH, HEIGHT).legend(Legend.TOP);
        for (int k = 0; k < KINDS.size(); k++) {
            int kind = k;
            int[] of = IntStream.range(0, chosen.words().size())
                    .filter(i -> chosen.kinds().get(i) == kind)
                    .toArray();
            double[] x = Arrays.stream(of).mapToDouble(i -> at[2 * i]).toArray();
            double[] y = Arrays.stream(of).mapToDouble(i -> at[2 * i + 1]).toArray();
            var style = Style.points().colour(KINDS.get(k).colour()).size(MARKER);
            plot = plot.scatter(KINDS.get(k).name(), x, y, style);
            for (int i : of) {
                plot = plot.add(
                        new Layer.Label(at[2 * i], at[2 * i + 1], chosen.words().get(i), style));
            }
        }
        return plot;
    }
}
