package dev.costate.studies.words;

import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.nn.words.WordVectors;
import dev.costate.nn.words.WordVectors.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Whose vectors are alike.
final class NeighboursChapter {
    private static final List<String> ASKED =
            List.of("sister", "he", "morning", "three", "walked", "letter", "london", "carriage");
    /// What a reader would call related, chosen before training, less one pair.
    private static final List<List<String>> RELATED = pairs("brother sister, father mother, son daughter, uncle aunt,"
            + " he she, his her, mr mrs, himself herself, man woman, gentleman lady, husband wife, day night,"
            + " morning evening, week month, hour minutes, good bad, happy miserable, great little, young old,"
            + " bath london, house park, dinner tea, love affection, joy pleasure, sorry glad, eyes face, hand heart,"
            + " letter note, carriage horses, walk walked, two three, ten twenty, said replied, know think, come go,"
            + " always never, sit sat");
    private static final List<List<String>> ANALOGIES = List.of(
            List.of("he", "his", "she", "her"),
            List.of("he", "himself", "she", "herself"),
            List.of("brother", "sister", "uncle", "aunt"),
            List.of("father", "mother", "brother", "sister"),
            List.of("man", "men", "woman", "women"),
            List.of("day", "days", "week", "weeks"),
            List.of("was", "is", "were", "are"),
            List.of("good", "better", "bad", "worse"),
            List.of("walk", "walked", "look", "looked"));
    private static final int RANDOM_PAIRS = 2000;
    private static final int FREQUENT = 1000;
    private static final int ANSWERS = 3;
    private static final double CLEAR = 5;

    private NeighboursChapter() {}

    private static List<List<String>> pairs(String text) {
        List<List<String>> pairs = new ArrayList<>();
        for (String pair : text.split(",", -1)) {
            pairs.add(List.of(pair.strip().split(" ", -1)));
        }
        return List.copyOf(pairs);
    }

    static void tell(StudyRun run, List<Learned> all) {
        run.section("Neighbours");
        for (var learned : all) {
            var table = Table.of("word", "nearest by cosine");
            for (String word : ASKED) {
                if (learned.vectors().has(word)) {
                    table = table.row(word, text(learned.vectors().nearest(word, 6)));
                }
            }
            run.table("neighbours, " + learned.name(), table);
        }
        for (var learned : all) {
            related(run, learned);
        }
        run.section("Analogies");
        run.note(
                "a is to b as c is to whom? The nearest words to b - a + c, with a, b and c left out. Few of them are to be"
                        + " expected of so short a text; those about gender and number come.");
        analogies(run, all);
    }

    private static String text(List<Neighbour> neighbours) {
        return neighbours.stream().map(Neighbour::word).collect(Collectors.joining(" "));
    }

    /// Mann and Whitney's rank statistic: how often a related pair is closer than a random one. If relation
    /// made no difference, it would be a half, with a standard deviation of `sqrt((n + m + 1) / 12 n m)`.
    private static void related(StudyRun run, Learned learned) {
        var vectors = learned.vectors();
        double[] related = RELATED.stream()
                .filter(p -> p.stream().allMatch(vectors::has))
                .mapToDouble(p -> vectors.cosine(p.get(0), p.get(1)))
                .toArray();
        double[] random = random(vectors);
        double wins = 0;
        for (double r : related) {
            for (double other : random) {
                wins += r > other ? 1 : r == other ? 0.5 : 0;
            }
        }
        double n = related.length;
        double m = random.length;
        double part = wins / (n * m);
        double deviation = Math.sqrt((n + m + 1) / (12 * n * m));
        run.figure("related pairs closer than random ones, " + learned.name(), part);
        run.factAtLeast(
                learned.name() + ": related pairs closer, standard deviations over chance",
                CLEAR,
                (part - 0.5) / deviation);
    }

    private static double[] random(WordVectors vectors) {
        var random = new SplittableRandom(1);
        int frequent = Math.min(FREQUENT, vectors.words().size());
        double[] cosines = new double[RANDOM_PAIRS];
        for (int i = 0; i < cosines.length; i++) {
            int a = random.nextInt(frequent);
            int b = (a + 1 + random.nextInt(frequent - 1)) % frequent;
            cosines[i] = vectors.cosine(vectors.words().get(a), vectors.words().get(b));
        }
        return cosines;
    }

    private static void analogies(StudyRun run, List<Learned> all) {
        var columns = new ArrayList<>(List.of("question", "expected"));
        all.forEach(learned -> columns.add(learned.name()));
        var table = Table.of(columns.toArray(String[]::new));
        int[] right = new int[all.size()];
        int asked = 0;
        for (var analogy : ANALOGIES) {
            if (!analogy.stream().allMatch(all.getFirst().vectors()::has)) {
                continue;
            }
            asked++;
            List<Object> row = new ArrayList<>();
            row.add("%s : %s = %s :".formatted(analogy.get(0), analogy.get(1), analogy.get(2)));
            row.add(analogy.get(3));
            for (int i = 0; i < right.length; i++) {
                var answers = all.get(i).vectors().analogy(analogy.get(0), analogy.get(1), analogy.get(2), ANSWERS);
                right[i] += answers.getFirst().word().equals(analogy.get(3)) ? 1 : 0;
                row.add(text(answers));
            }
            table = table.row(row.toArray());
        }
        run.table("analogies", table);
        for (int i = 0; i < right.length; i++) {
            run.figure("analogies right of " + asked + ", " + all.get(i).name(), right[i]);
        }
    }
}
