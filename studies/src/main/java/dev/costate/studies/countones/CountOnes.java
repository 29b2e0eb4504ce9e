package dev.costate.studies.countones;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import java.util.List;

/// A simple recurrent net, an LSTM and a GRU learn to count the ones in a sequence of bits.
///
/// The costate `dL/ds_t` says how much of the error reaches step `t`. At the beginning it vanishes within a few
/// steps in all three; what training has to do is to make it last as long as the sequence.
///
/// Sources: Hochreiter, Untersuchungen zu dynamischen neuronalen Netzen, 1991; Bengio, Simard and Frasconi,
/// Learning long-term dependencies with gradient descent is difficult, 1994; Pascanu, Mikolov and Bengio, On
/// the difficulty of training recurrent neural networks, arXiv 1211.5063.
public final class CountOnes implements Study<CountOnes.Config> {
    /// What can be set.
    ///
    /// @param lengths of the sequences, one training of each net for each
    /// @param hidden the number of hidden units
    /// @param steps of training
    /// @param batch new sequences for each step
    /// @param rate Adam's learning rate
    /// @param tests the number of sequences that errors are measured on
    /// @param seed of weights and sequences
    public record Config(
            @Option(help = "lengths of the sequences, a training each", min = 2, max = 1000)
            List<Integer> lengths,

            @Option(help = "hidden units", min = 1, max = 512)
            int hidden,

            @Option(help = "steps of training", min = 100, max = 1_000_000)
            int steps,

            @Option(help = "new sequences for each step", min = 1, max = 10_000)
            int batch,

            @Option(help = "learning rate of Adam", above = 0, max = 1)
            double rate,

            @Option(help = "sequences that errors are measured on", min = 8, max = 100_000)
            int tests,

            @Option(help = "seed of weights and sequences", min = 0)
            long seed) {
        /// Copies and sorts the lengths.
        ///
        /// @throws IllegalArgumentException if there is none
        public Config {
            if (lengths.isEmpty()) {
                throw new IllegalArgumentException("lengths is empty; give at least one length");
            }
            lengths = lengths.stream().distinct().sorted().toList();
        }

        /// Whether it is known what training comes to: anything but the seed as by default.
        boolean isKnown() {
            var usual = new CountOnes().defaults();
            return equals(
                    new Config(usual.lengths, usual.hidden, usual.steps, usual.batch, usual.rate, usual.tests, seed));
        }
    }

    @Override
    public String title() {
        return "RNN, LSTM and GRU count ones; training makes their costates last as long as the sequence";
    }

    @Override
    public String document() {
        return "Recurrent Neural Networks: dataset, forward and backward propagation, gradient check";
    }

    @Override
    public Config defaults() {
        return new Config(List.of(10, 50, 200), 16, 1500, 32, 5e-3, 512, 0);
    }

    @Override
    public void run(Config config, StudyRun run) {
        var story = new Story(config, run);
        LinearChapter.tell(story);
        var trials = TrainingChapter.tell(story);
        CostateChapter.tell(story, trials);
        LengthChapter.tell(story, trials);
    }
}
