package dev.costate.studies.backpropbyhand;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;

/// The chain rule through a net of two neurons, link by link.
///
/// ```
/// z1 = w1 x      a1 = max(z1, 0)      z2 = w2 a1 + b      y = sigmoid(z2)      C = (y - t)^2 / 2
/// ```
public final class BackpropByHand implements Study<BackpropByHand.Config> {
    /// What can be set.
    ///
    /// @param x the input
    /// @param w1 the weight of the first neuron
    /// @param w2 the weight of the second neuron
    /// @param b its bias
    /// @param target `t`
    /// @param eps the step of the differences
    /// @param steps how many steps of gradient descent are drawn
    public record Config(
            @Option(help = "the input", min = -100, max = 100)
            double x,

            @Option(help = "weight of the first neuron", min = -100, max = 100)
            double w1,

            @Option(help = "weight of the second neuron", min = -100, max = 100)
            double w2,

            @Option(help = "bias of the second neuron", min = -100, max = 100)
            double b,

            @Option(help = "the output that is wanted", min = 0, max = 1)
            double target,

            @Option(help = "step of the differences", above = 0, max = 0.001)
            double eps,

            @Option(help = "steps of gradient descent", min = 2, max = 100_000)
            int steps) {}

    @Override
    public String title() {
        return "Backpropagation by hand, checked link by link, and a first step that switches a neuron off";
    }

    @Override
    public String document() {
        return "Homework 3, section 3: Backpropagation";
    }

    @Override
    public Config defaults() {
        return new Config(3, 0.01, -5, -1, 1, 1e-5, 200);
    }

    @Override
    public void run(Config config, StudyRun run) {
        var story = Story.of(config, run);
        PrintedChapter.tell(run);
        ChainChapter.tell(story);
        CheckChapter.tell(story);
        SlipChapter.tell(story);
        AxesChapter.tell(story);
        DescentChapter.tell(story);
    }
}
