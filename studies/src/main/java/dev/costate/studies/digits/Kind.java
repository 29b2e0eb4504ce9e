package dev.costate.studies.digits;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.nn.layer.Activation;
import dev.costate.nn.layer.Conv2d;
import dev.costate.nn.layer.Linear;
import dev.costate.nn.layer.MaxPool2d;
import dev.costate.nn.layer.Sequential;
import dev.costate.ops.Creation;
import dev.costate.ops.Window;
import dev.costate.random.Key;
import java.util.Optional;

/// The nets that are compared. Each takes `[n,64]` to a logit for each digit, `[n,10]`.
enum Kind {
    /// `softmax(x W + b)`, from zeros: it has one minimum.
    SOFTMAX(0, "linear softmax") {
        @Override
        Sequential draw(Key key, DigitReading.Config config) {
            return Sequential.of(new Linear(
                    Creation.zeros(DType.FLOAT32, Shape.of(Batch.CLASSES, POINTS)),
                    Optional.of(Creation.zeros(DType.FLOAT32, Shape.of(Batch.CLASSES)))));
        }
    },
    /// One hidden layer.
    PERCEPTRON(1, "perceptron") {
        @Override
        Sequential draw(Key key, DigitReading.Config config) {
            var keys = key.split();
            return Sequential.of(
                    new Linear(keys.first(), POINTS, config.hidden()),
                    Activation.RELU,
                    new Linear(keys.second(), config.hidden(), Batch.CLASSES));
        }
    },
    /// Two convolutions of 3 by 3 points, each with ReLU and the largest of 2 by 2, then a linear layer.
    CONVOLUTIONAL(2, "convolutional") {
        @Override
        Sequential draw(Key key, DigitReading.Config config) {
            var keys = key.split(3);
            var window = Window.over(2).padding(1);
            int left = Batch.EDGE / 4;
            return Sequential.of(
                    new AsImage(),
                    new Conv2d(keys.get(0), 1, config.channels(), 3, window),
                    Activation.RELU,
                    new MaxPool2d(2),
                    new Conv2d(keys.get(1), config.channels(), 2 * config.channels(), 3, window),
                    Activation.RELU,
                    new MaxPool2d(2),
                    new AsVector(),
                    new Linear(keys.get(2), 2 * config.channels() * left * left, Batch.CLASSES));
        }
    };

    static final int POINTS = Batch.EDGE * Batch.EDGE;

    private final int number;
    private final String text;

    Kind(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /// Which randomness is its own.
    int number() {
        return number;
    }

    String text() {
        return text;
    }

    /// The net before training.
    abstract Sequential draw(Key key, DigitReading.Config config);
}
