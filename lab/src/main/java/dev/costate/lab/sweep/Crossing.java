package dev.costate.lab.sweep;

import dev.costate.lab.Names;
import dev.costate.lab.Study;
import dev.costate.lab.Suggestion;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.config.ConfigOption;
import dev.costate.lab.config.ConfigSchema;
import dev.costate.lab.config.OptionType;
import dev.costate.lab.sweep.Design.SeedList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Makes the configurations of a design.
final class Crossing<C extends Record> {
    private static final String SEED = "seed";
    private static final String SEEDS = "seeds";

    private final Study<C> study;
    private final ConfigSchema<C> schema;
    private final Map<String, String> set = new LinkedHashMap<>();
    private final List<List<Map<String, String>>> factors = new ArrayList<>();
    private final Set<String> swept = new LinkedHashSet<>();
    private final Design design;

    Crossing(Study<C> study, Design design) {
        this.study = study;
        this.design = design;
        schema = ConfigSchema.of(study.defaults());
        design.set().forEach((name, value) -> {
            var option = option("set", name);
            set.put(option.path(), read("set", option, value));
        });
        design.factors().forEach(factor -> factors.add(points(factor)));
        var seeds = seeds();
        if (!seeds.isEmpty()) {
            factors.add(seeds);
        }
    }

    C base() {
        return schema.read(set);
    }

    List<String> swept() {
        return List.copyOf(swept);
    }

    List<C> configs() {
        var runs = 1L;
        for (var factor : factors) {
            runs *= factor.size();
            if (runs > Design.MOST) {
                throw new ConfigException("the sweep has more than %,d runs (%s); take fewer values or seeds"
                        .formatted(
                                Design.MOST,
                                factors.stream()
                                        .map(points -> "" + points.size())
                                        .collect(Collectors.joining(" x "))));
            }
        }
        var distinct = new LinkedHashMap<Map<String, ?>, C>();
        for (var run = 0L; run < runs; run++) {
            var config = config(run);
            distinct.putIfAbsent(PlannedRun.plain(config), config);
        }
        return List.copyOf(distinct.values());
    }

    private C config(long number) {
        var texts = new LinkedHashMap<>(set);
        var left = number;
        var point = new ArrayList<Map<String, String>>();
        for (var factor : factors.reversed()) {
            point.addFirst(factor.get((int) (left % factor.size())));
            left /= factor.size();
        }
        point.forEach(texts::putAll);
        try {
            return schema.read(texts);
        } catch (ConfigException e) {
            var here = point.stream()
                    .flatMap(values -> values.entrySet().stream())
                    .map(value -> value.getKey() + "=" + value.getValue())
                    .collect(Collectors.joining(", "));
            throw new ConfigException((here.isEmpty() ? "" : "with " + here + ": ") + e.getMessage(), e);
        }
    }

    // ---- axes -----------------------------------------------------------------------------------------------

    /// The values of a factor, one map for each of its points.
    private List<Map<String, String>> points(Design.Factor factor) {
        var points = new ArrayList<Map<String, String>>();
        var first = "";
        for (var axis : factor.axes().entrySet()) {
            var option = option("axis", axis.getKey());
            requireNew(option.path());
            var texts = texts(option, axis.getValue());
            if (points.isEmpty()) {
                first = option.path();
                texts.forEach(_ -> points.add(new LinkedHashMap<>()));
            } else if (points.size() != texts.size()) {
                throw new ConfigException(
                        option.path(),
                        "axes '%s' and '%s' go together but have %d and %d values; give them as many, or cross them"
                                .formatted(first, option.path(), points.size(), texts.size()));
            }
            for (var i = 0; i < texts.size(); i++) {
                points.get(i).put(option.path(), texts.get(i));
            }
        }
        return points;
    }

    private List<String> texts(ConfigOption option, Values values) {
        try {
            return values.texts(option.type()).stream()
                    .map(text -> read("axis", option, text))
                    .toList();
        } catch (ConfigException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new ConfigException(option.path(), "axis '%s': %s".formatted(option.path(), e.getMessage()));
        }
    }

    private void requireNew(String path) {
        if (!swept.add(path)) {
            throw new ConfigException(path, "there are two axes '%s'; name all its values in one".formatted(path));
        }
        if (set.containsKey(path)) {
            throw new ConfigException(
                    path, "'%s' is set to %s and an axis too; leave one out".formatted(path, set.get(path)));
        }
    }

    // ---- seeds ----------------------------------------------------------------------------------------------

    private List<Map<String, String>> seeds() {
        return switch (design.seeds()) {
            case SeedList.One() -> List.of();
            case SeedList.Counted(int count) -> {
                if (count < 1 || count > Design.MOST) {
                    throw new ConfigException(
                            SEEDS,
                            "seeds: %,d is no number of seeds; it is from 1 to %,d".formatted(count, Design.MOST));
                }
                var first = Long.parseLong(Objects.requireNonNull(
                        schema.texts(PlannedRun.plain(base())).getOrDefault(SEED, "0")));
                yield seeds(LongStream.range(first, first + count).boxed().toList());
            }
            case SeedList.Named(List<Long> seeds) -> {
                if (seeds.isEmpty()) {
                    throw new ConfigException(SEEDS, "seeds: there is none; name one or more");
                }
                yield seeds(seeds);
            }
        };
    }

    private List<Map<String, String>> seeds(List<Long> seeds) {
        var option = schema.options().stream()
                .filter(each -> each.path().equals(SEED) && each.type() instanceof OptionType.Whole)
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        SEEDS,
                        "seeds: the study %s has no component 'seed' in its configuration; leave them out"
                                .formatted(study.name())));
        if (swept.contains(SEED)) {
            throw new ConfigException(SEEDS, "there are seeds and an axis 'seed'; leave one out");
        }
        return seeds.stream()
                .map(seed -> Map.of(SEED, read(SEEDS, option, seed.toString())))
                .toList();
    }

    // ---- options --------------------------------------------------------------------------------------------

    private ConfigOption option(String place, String name) {
        return schema.options().stream()
                .filter(option -> option.path().equals(name) || option.flag().equals("--" + Names.kebab(name)))
                .findFirst()
                .orElseThrow(() -> none(place, name));
    }

    private ConfigException none(String place, String name) {
        var names = schema.options().stream().map(ConfigOption::path).toList();
        return new ConfigException(
                name,
                "%s '%s': the study %s has no such option%s (it has %s)"
                        .formatted(place, name, study.name(), Suggestion.meant(name, names), String.join(", ", names)));
    }

    /// Checks a text.
    private static String read(String place, ConfigOption option, String text) {
        if (option.type().read(text.strip(), option.bounds()) == null) {
            throw new ConfigException(
                    option.path(),
                    "%s '%s': expected %s, got '%s'"
                            .formatted(place, option.path(), option.type().inWords(option.bounds()), text));
        }
        return text.strip();
    }
}
