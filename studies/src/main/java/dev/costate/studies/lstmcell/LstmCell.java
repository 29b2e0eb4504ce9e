package dev.costate.studies.lstmcell;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import java.util.List;

/// An LSTM cell whose gates are driven so hard that it is a small automaton.
///
/// ```
/// f = sigmoid(Wfh h + Wfx x + bf)     i = sigmoid(...)     o = sigmoid(...)     g = tanh(Wch h + Wcx x + bc)
/// c' = f c + i g                      h' = o tanh(c')
/// ```
/// It answers a run of ones by 1, -1, 1, -1, ... and a zero by 0. Where its weights are, gradients are all but 0;
/// a tenth of them does the same, and can be learned.
public final class LstmCell implements Study<LstmCell.Config> {
    /// What can be set.
    ///
    /// @param inputs the bits that the gates are drawn for, and that gradients go back through
    /// @param length the length of the sequences of which all are tried
    /// @param randomStarts how many cells are trained from random weights
    /// @param steps how long they are trained
    /// @param seed of the random weights
    public record Config(
            @Option(help = "bits that the gates are drawn for", min = 0, max = 1)
            List<Integer> inputs,

            @Option(help = "length of the sequences of which all are tried", min = 4, max = 14)
            int length,

            @Option(help = "cells that are trained from random weights", min = 1, max = 200)
            int randomStarts,

            @Option(help = "steps of Adam", min = 10, max = 20_000)
            int steps,

            @Option(help = "seed of the random weights", min = 0)
            long seed) {
        /// Checks what the single ranges cannot.
        ///
        /// @throws IllegalArgumentException if there are too few or too many bits to draw
        public Config {
            inputs = List.copyOf(inputs);
            if (inputs.size() < 2 || inputs.size() > 40) {
                throw new IllegalArgumentException(
                        "inputs: %d bits; from 2 to 40 can be drawn".formatted(inputs.size()));
            }
        }
    }

    @Override
    public String title() {
        return "An LSTM cell driven so hard that it is an automaton, and deaf to gradients";
    }

    @Override
    public String document() {
        return "Homework 3, section 2: LSTM";
    }

    @Override
    public Config defaults() {
        return new Config(List.of(0, 0, 1, 1, 1, 0), 12, 20, 1000, 0);
    }

    @Override
    public void run(Config config, StudyRun run) {
        PrintedChapter.tell(run);
        var all = BitSequences.all(config.length());
        AutomatonChapter.tell(config, all, run);
        RoundingChapter.tell(all, run);
        GradientChapter.tell(config, run);
        SofteningChapter.tell(all, run);
        TrainingChapter.tell(config, all, run);
    }
}
