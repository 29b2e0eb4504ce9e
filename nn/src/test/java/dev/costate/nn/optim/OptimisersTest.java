package dev.costate.nn.optim;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Every optimiser is where PyTorch's is after 200 steps, on three problems; the numbers are those of
/// `optimiser_goldens.py`.
class OptimisersTest {
    private static final int STEPS = 200;
    private static final double TOLERANCE = 1e-12;

    private static final Map<String, Fn1<Double, Optimiser>> OPTIMISERS = Map.ofEntries(
            Map.entry("sgd", Optimisers::sgd),
            Map.entry("momentum", r -> Optimisers.sgd(r, Momentum.of(0.9))),
            Map.entry("dampened", r -> Optimisers.sgd(r, new Momentum(0.9, 0.5, false))),
            Map.entry("nesterov", r -> Optimisers.sgd(r, new Momentum(0.9, 0, true))),
            Map.entry("decayed", r -> WeightDecay.of(0.1).then(Optimisers.sgd(r, Momentum.of(0.9)))),
            Map.entry("adam", r -> Optimisers.adam(10 * r)),
            Map.entry("adamDecayed", r -> WeightDecay.of(0.1).then(Optimisers.adam(10 * r))),
            Map.entry("amsgrad", r -> Optimisers.amsgrad(10 * r)),
            Map.entry("adamW", r -> Optimisers.adamW(10 * r, 0.1)),
            Map.entry("nAdam", r -> Optimisers.nAdam(10 * r)),
            Map.entry("rAdam", r -> Optimisers.rAdam(10 * r)),
            Map.entry("rmsProp", Optimisers::rmsProp),
            Map.entry(
                    "rmsPropCentred",
                    r -> Optimisers.rmsProp(
                            Schedule.constant(r), new ScaleByRmsProp(0.99, 1e-8, true), Momentum.of(0.5))),
            Map.entry("adagrad", r -> Optimisers.adagrad(10 * r)),
            Map.entry("adadelta", r -> Optimisers.adadelta(300 * r)),
            Map.entry("rprop", r -> Optimisers.rprop(10 * r)));

    private static SequencedMap<String, Tensor> trained(Optimiser optimiser, Problem problem, int steps) {
        Fn1<SequencedMap<String, Tensor>, SequencedMap<String, Tensor>> train = start -> {
            Fn1<Trained<SequencedMap<String, Tensor>>, Trained<SequencedMap<String, Tensor>>> step =
                    t -> optimiser.step(t, grad(problem.loss()).apply(t.parameters()));
            return scan(step, new Trained<>(start, optimiser.init(start)), steps)
                    .parameters();
        };
        return jit(train).apply(problem.start());
    }

    private static JsonNode goldens(String of) throws IOException {
        try (var in = OptimisersTest.class.getResourceAsStream("/goldens/optimisers.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in)).get(of);
        }
    }

    @TestFactory
    Stream<DynamicTest> areWherePyTorchsAre() throws IOException {
        var goldens = goldens("optimisers");
        assertThat(goldens.propertyNames()).containsExactlyInAnyOrderElementsOf(OPTIMISERS.keySet());
        return OPTIMISERS.entrySet().stream()
                .flatMap(o -> Problem.ALL.entrySet().stream()
                        .map(p -> DynamicTest.dynamicTest(
                                o.getKey() + " on " + p.getKey(),
                                () -> check(
                                        o.getKey() + " on " + p.getKey(),
                                        goldens.get(o.getKey()).get(p.getKey()),
                                        trained(o.getValue().apply(p.getValue().rate()), p.getValue(), STEPS)))));
    }

    private static void check(String what, JsonNode expected, SequencedMap<String, Tensor> actual) {
        actual.forEach((name, tensor) -> {
            var values = tensor.toDoubles();
            for (var i = 0; i < values.length; i++) {
                var wanted = expected.get(name).get(i).asDouble();
                assertThat(values[i])
                        .as("%s: %s[%d]", what, name, i)
                        .isCloseTo(wanted, within(TOLERANCE * Math.max(1, Math.abs(wanted))));
            }
        });
    }

    @Test
    void schedulesArePyTorchs() throws IOException {
        var goldens = goldens("schedules");
        var schedules = Map.of(
                "constant", Schedule.constant(0.3),
                "step", Schedules.step(0.3, 7, 0.5),
                "exponential", Schedules.exponential(0.3, 0.9),
                "cosine", Schedules.cosine(0.3, 30, 0.01),
                "polynomial", Schedules.polynomial(0.3, 0, 25, 2),
                "oneCycle", Schedules.oneCycle(0.3, 30, 0.3, 25, 1e4),
                "piecewise", Schedules.piecewise(new int[] {5, 12}, new double[] {0.3, 0.03, 0.003}),
                "warmUp", Schedules.warmUp(0.03, 10, Schedule.constant(0.3)));
        assertThat(goldens.propertyNames()).containsExactlyInAnyOrderElementsOf(schedules.keySet());
        schedules.forEach((name, schedule) -> {
            var wanted = goldens.get(name);
            for (var t = 0; t < wanted.size(); t++) {
                assertThat(schedule.at(Tensor.scalar(t)).item())
                        .as("%s at %d", name, t)
                        .isCloseTo(wanted.get(t).asDouble(), within(1e-13));
            }
        });
    }

    /// A learning rate that falls, in a chain.
    @Test
    void aChainFollowsItsSchedule() {
        var optimiser = Optimisers.sgd(Schedules.piecewise(new int[] {2}, new double[] {1, 0.25}));
        var zero = Tensor.scalar(0);
        var state = new Trained<>(zero, optimiser.init(zero));
        for (var expected : new double[] {-1, -2, -2.25, -2.5}) {
            state = optimiser.step(state, Tensor.scalar(1));
            assertThat(state.parameters().item()).isEqualTo(expected);
        }
    }

    /// The optimisers, by the rate of a member. Rprop has a step for each weight, and a rate for the first alone.
    private static final Map<String, Fn1<Schedule, Optimiser>> BY_SCHEDULE = Map.ofEntries(
            Map.entry("sgd", Optimisers::sgd),
            Map.entry("momentum", r -> Optimisers.sgd(r, Momentum.of(0.9))),
            Map.entry(
                    "clipped",
                    r -> new ClipByNorm(0.5).then(new ClipByValue(0.2)).then(Optimisers.sgd(r))),
            Map.entry(
                    "masked", r -> new Masked(WeightDecay.of(0.1), path -> path.contains("w")).then(Optimisers.sgd(r))),
            Map.entry("averaged", r -> new AveragedMomentum(0.9).then(Optimisers.sgd(r))),
            Map.entry("adam", Optimisers::adam),
            Map.entry("amsgrad", r -> Optimisers.adam(r, new ScaleByAdam(0.9, 0.999, 1e-8, true))),
            Map.entry("adamW", r -> Optimisers.adamW(r, 0.1)),
            Map.entry("nAdam", Optimisers::nAdam),
            Map.entry("rAdam", Optimisers::rAdam),
            Map.entry("rmsProp", Optimisers::rmsProp),
            Map.entry("adagrad", Optimisers::adagrad),
            Map.entry("adadelta", Optimisers::adadelta),
            Map.entry("rprop", r -> Optimisers.rprop(r.at(Tensor.scalar(DType.FLOAT64, 0)))),
            Map.entry("lion", r -> Optimisers.lion(r, 0.1)));

    /// Members with rates of their own are what they are alone, bit for bit, and so are their averages.
    @TestFactory
    Stream<DynamicTest> aMemberHasItsOwnRate() {
        return BY_SCHEDULE.entrySet().stream()
                .map(o -> DynamicTest.dynamicTest(o.getKey(), () -> membersAreAsAlone(o.getValue())));
    }

    private static void membersAreAsAlone(Fn1<Schedule, Optimiser> of) {
        record Run(Trained<SequencedMap<String, Tensor>> trained, AveragedWeights<SequencedMap<String, Tensor>> mean) {}
        var problem = Objects.requireNonNull(Problem.ALL.get("net"));
        Fn1<Tensor, Run> train = rate -> {
            // A rate that falls, from where the member says.
            var optimiser = of.apply(t -> Schedules.cosine(1, 30, 0.1).at(t).mul(rate));
            Fn1<Run, Run> step = r -> {
                var next = optimiser.step(r.trained, grad(problem.loss()).apply(r.trained.parameters()));
                return new Run(next, r.mean.decay(0.9, next.parameters()));
            };
            var start = new Trained<>(problem.start(), optimiser.init(problem.start()));
            return scan(step, new Run(start, AveragedWeights.start(problem.start())), 20);
        };
        var rates = Tensor.of(0.001, 0.01, 0.1, 0.003);
        var all = jit(vmap(train)).apply(rates);
        for (var i = 0; i < 4; i++) {
            var alone = Tree.named(jit(train).apply(rates.get(i)));
            var member = Tree.named(Tree.member(all, i));
            alone.forEach((name, tensor) -> assertThat(
                            Objects.requireNonNull(member.get(name)).identical(tensor))
                    .as("%s: %s, not %s", name, member.get(name), tensor)
                    .isTrue());
        }
        assertThat(Problem.of(all.trained.parameters(), "w1")
                        .get(0)
                        .identical(Problem.of(all.trained.parameters(), "w1").get(2)))
                .isFalse();
    }

    /// `u = sign(b1 m + (1 - b1) g)` by hand.
    @Test
    void lionFollowsSigns() {
        var optimiser = Optimisers.lion(0.1, 0.5);
        var p = Tensor.of(1.0, -2.0);
        var first = optimiser.step(new Trained<>(p, optimiser.init(p)), Tensor.of(3.0, -0.5));
        assertThat(first.parameters().toDoubles()).containsExactly(0.85, -1.8);
        // m = .01 g = (.03, -.005); .9 m + .1 g of g = (-.1, .1) has the signs of (.017, .0055)
        var second = optimiser.step(first, Tensor.of(-0.1, 0.1));
        assertThat(second.parameters().toDoubles())
                .containsExactly(new double[] {0.85 - 0.1 - 0.0425, -1.8 - 0.1 + 0.09}, within(1e-15));
    }

    @Test
    void averagedMomentumKeepsTheScale() {
        var optimiser = new AveragedMomentum(0.9).then(Optimisers.sgd(1));
        var zero = Tensor.scalar(0);
        var state = new Trained<>(zero, optimiser.init(zero));
        for (var i = 0; i < 50; i++) {
            state = optimiser.step(state, Tensor.scalar(2));
        }
        // -2 sum (1 - .9^t)
        var expected = -2 * (50 - 0.9 * (1 - Math.pow(0.9, 50)) / 0.1);
        assertThat(state.parameters().item()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void clippingLimitsTheNormOfAllTogether() {
        var clip = new ClipByNorm(1);
        var gradient = List.of(Tensor.of(3.0, 0.0), Tensor.of(0.0, 4.0, 0.0));
        var clipped = clip.update(gradient, clip.init(gradient), gradient).change();
        assertThat(Tree.norm(clipped).item()).isCloseTo(1, within(1e-6));
        assertThat(clipped.get(0).toDoubles()[0] / clipped.get(1).toDoubles()[1])
                .isCloseTo(0.75, within(1e-12));
        var small = List.of(Tensor.of(0.3, 0.0), Tensor.of(0.0, 0.4, 0.0));
        assertThat(clip.update(small, clip.init(small), small).change().get(0).identical(small.get(0)))
                .isTrue();
        var byValue = new ClipByValue(0.5);
        assertThat(byValue.update(gradient, byValue.init(gradient), gradient)
                        .change()
                        .get(1)
                        .toDoubles())
                .containsExactly(0, 0.5, 0);
    }

    @Test
    void aMaskChoosesByPath() {
        record Layer(Tensor weight, Tensor bias) {}
        var optimiser = new Masked(WeightDecay.of(0.5), path -> path.endsWith("weight"));
        var layer = new Layer(Tensor.of(2.0, 4.0), Tensor.of(1.0, 1.0));
        var zero = Tree.zerosLike(layer);
        var change = optimiser.update(zero, optimiser.init(layer), layer).change();
        assertThat(change.weight().toDoubles()).containsExactly(1, 2);
        assertThat(change.bias().toDoubles()).containsExactly(0, 0);
    }

    @Test
    void averagesOfWeights() {
        var average = AveragedWeights.start(Tensor.of(0.0, 0.0));
        var decayed = average;
        for (var i = 1; i <= 4; i++) {
            var weights = Tensor.of(i, 2.0 * i).to(DType.FLOAT64);
            average = average.add(weights);
            decayed = decayed.decay(0.5, weights);
        }
        assertThat(average.mean().toDoubles()).containsExactly(new double[] {2.5, 5}, within(1e-12));
        assertThat(decayed.mean().toDoubles()[0]).isCloseTo(((1 * 0.5 + 1) * 0.5 + 1.5) * 0.5 + 2, within(1e-12));
    }

    @Test
    void wrongCoefficientsAreRefused() {
        assertThatThrownBy(() -> Momentum.of(1.5))
                .hasMessageContaining("mu is 1.5")
                .hasMessageContaining("0 <= mu < 1");
        assertThatThrownBy(() -> new Momentum(0.9, 0.1, true)).hasMessageContaining("dampening 0.1");
        assertThatThrownBy(() -> new ClipByNorm(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> Optimisers.sgd(1).init(Tensor.of(1.0)).tree("exp_avg"))
                .hasMessageContaining("no tree \"exp_avg\"");
    }
}
