package dev.costate.studies.digits;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import dev.costate.nn.data.sets.Digits;
import dev.costate.random.Key;

/// Reads handwritten digits with a perceptron and a small convolutional net, beside a linear softmax.
public final class DigitReading implements Study<DigitReading.Config> {
    /// What can be set.
    ///
    /// @param hidden the perceptron's hidden units
    /// @param channels of the first convolution; the second has twice as many
    /// @param epochs passes over the training digits
    /// @param batch digits of a step
    /// @param rate AdamW's learning rate, which falls to 0 along a cosine
    /// @param decay its decay of the weights
    /// @param farthest by how many points an image is moved in training, at most
    /// @param noise the standard deviation of the noise on its points
    /// @param seed of the split, the weights and the order of the digits
    public record Config(
            @Option(help = "hidden units of the perceptron", min = 1, max = 4096)
            int hidden,

            @Option(help = "channels of the first convolution; the second has twice as many", min = 1, max = 256)
            int channels,

            @Option(help = "passes over the training digits", min = 1, max = 10_000)
            int epochs,

            @Option(help = "digits of a step", min = 1, max = 1000)
            int batch,

            @Option(help = "learning rate of AdamW, falling to 0", above = 0, max = 1)
            double rate,

            @Option(help = "decay of the weights", min = 0, max = 10)
            double decay,

            @Option(help = "by how many points an image is moved in training, at most", min = 0, max = 1)
            double farthest,

            @Option(help = "standard deviation of the noise on its points", min = 0, max = 10)
            double noise,

            @Option(help = "seed of split, weights and order", min = 0)
            long seed) {
        /// Whether it is known what training comes to: anything but the seed as by default.
        boolean isKnown() {
            var usual = new DigitReading().defaults();
            return equals(new Config(
                    usual.hidden,
                    usual.channels,
                    usual.epochs,
                    usual.batch,
                    usual.rate,
                    usual.decay,
                    usual.farthest,
                    usual.noise,
                    seed));
        }
    }

    @Override
    public String name() {
        return "digits";
    }

    @Override
    public String title() {
        return "A perceptron and a convolutional net read handwritten digits";
    }

    @Override
    public Config defaults() {
        return new Config(256, 16, 40, 32, 3e-3, 0.05, 0.5, 0.2, 0);
    }

    @Override
    public void run(Config config, StudyRun run) {
        var parts = Parts.draw(Digits.load(), Key.of(config.seed()).foldIn(Story.SPLIT));
        var story = new Story(config, run, parts);
        DataChapter.tell(story);
        var trials = TrainingChapter.tell(story);
        MistakeChapter.tell(story, trials.getLast());
        FilterChapter.tell(story, trials);
    }
}
