package dev.costate.lab.sweep;

import dev.costate.lab.Study;
import dev.costate.lab.config.ConfigException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What is swept: axes over components of a configuration, crossed with one another and with seeds.
///
/// ```java
/// Design design = Design.of()
///         .set("epochs", "2000")
///         .axis("lambda", Values.of(0, 0.125, 0.25, 0.5))
///         .axis("w1Init", Values.logarithmic(0.001, 0.5, 5))
///         .seeds(20);  // 4 x 5 x 20 runs
/// ```
///
/// A component is named by its place in the record, as in `train.learningRate`, or as on the command line, as
/// in `train.learning-rate`. Values are texts as they would be typed.
///
/// @param set what all runs have in common, beside the defaults
/// @param factors the axes, crossed; those of one factor go together, value by value
/// @param seeds the seeds of each combination
public record Design(SequencedMap<String, String> set, List<Factor> factors, SeedList seeds) {
    /// The most runs a sweep may have.
    public static final int MOST = 100_000;

    /// Axes that go together: the first values of all, the second of all, and so on.
    ///
    /// @param axes the values by component
    public record Factor(SequencedMap<String, Values> axes) {
        /// Copies its argument.
        public Factor {
            axes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(axes));
        }
    }

    /// The seeds of a sweep.
    public sealed interface SeedList {
        /// The seed of the configuration alone.
        record One() implements SeedList {}

        /// As many as this, from the seed of the configuration on.
        ///
        /// @param count how many
        record Counted(int count) implements SeedList {}

        /// These.
        ///
        /// @param seeds the seeds
        record Named(List<Long> seeds) implements SeedList {
            /// Copies its argument.
            public Named {
                seeds = List.copyOf(seeds);
            }
        }
    }

    /// Copies its arguments.
    public Design {
        set = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(set));
        factors = List.copyOf(factors);
    }

    /// One run: the defaults.
    public static Design of() {
        return new Design(new LinkedHashMap<>(), List.of(), new SeedList.One());
    }

    /// The axes of a text such as `lambda=0,0.25,0.5; w1Init=0.001..0.5:5:log`.
    ///
    /// ```
    /// sweep  = factor { ";" factor }                        crossed
    /// factor = axis { "&" axis }                            these go together, value by value
    /// axis   = component "=" values
    /// values = value { "," value }
    ///        | from ".." to ":" count [ ":" ( "linear" | "log" ) ]
    /// ```
    ///
    /// A value that has a comma, a semicolon or an ampersand in it stands in brackets: `sizes=[2,3],[4,5]`.
    ///
    /// @throws ConfigException if the text is none of these; the message names the place
    public static Design parse(String text) {
        return new Design(new LinkedHashMap<>(), DesignText.factors(text), new SeedList.One());
    }

    /// The same with a value that all runs share.
    public Design set(String component, String value) {
        var more = new LinkedHashMap<>(set);
        more.put(component, value);
        return new Design(more, factors, seeds);
    }

    /// The same with values that all runs share.
    public Design set(Map<String, String> values) {
        var more = new LinkedHashMap<>(set);
        more.putAll(values);
        return new Design(more, factors, seeds);
    }

    /// The same crossed with one more axis.
    public Design axis(String component, Values values) {
        var axes = new LinkedHashMap<String, Values>();
        axes.put(component, values);
        return zip(axes);
    }

    /// The same crossed with axes that go together: the map says their values by component, in its order.
    public Design zip(SequencedMap<String, Values> axes) {
        var more = new ArrayList<>(factors);
        more.add(new Factor(axes));
        return new Design(set, more, seeds);
    }

    /// The same with so many seeds, from the seed of the configuration on.
    public Design seeds(int count) {
        return new Design(set, factors, new SeedList.Counted(count));
    }

    /// The same with these seeds.
    public Design seeds(List<Long> list) {
        return new Design(set, factors, new SeedList.Named(list));
    }

    /// The configurations, each once: the last axis changes faster than those before it, the seed fastest.
    ///
    /// @throws ConfigException if a component or a value is none of the study's, values do not go together, or
    ///     there are more than [#MOST]; the message names the axis, the value and the cure
    public <C extends Record> List<C> configs(Study<C> study) {
        return new Crossing<>(study, this).configs();
    }

    /// The configuration that the runs share but for what is swept.
    ///
    /// @throws ConfigException if a component or a value is none of the study's
    public <C extends Record> C base(Study<C> study) {
        return new Crossing<>(study, this).base();
    }

    /// The components that are swept, by their places in the record, the seed not counted.
    ///
    /// @throws ConfigException if one is none of the study's
    public List<String> swept(Study<?> study) {
        return new Crossing<>(study, this).swept();
    }
}
