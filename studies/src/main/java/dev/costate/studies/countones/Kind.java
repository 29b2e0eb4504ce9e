package dev.costate.studies.countones;

import dev.costate.nn.layer.Activation;
import dev.costate.nn.recurrent.Gru;
import dev.costate.nn.recurrent.Lstm;
import dev.costate.nn.recurrent.Recurrent;
import dev.costate.nn.recurrent.Rnn;
import dev.costate.nn.recurrent.Stacking;
import dev.costate.random.Key;

/// The nets that are compared.
enum Kind {
    RNN(0, "simple RNN") {
        @Override
        Recurrent<?> draw(Key key, Stacking stacking) {
            return new Rnn(key, stacking, Activation.TANH);
        }
    },
    LSTM(1, "LSTM") {
        @Override
        Recurrent<?> draw(Key key, Stacking stacking) {
            return new Lstm(key, stacking);
        }
    },
    GRU(2, "GRU") {
        @Override
        Recurrent<?> draw(Key key, Stacking stacking) {
            return new Gru(key, stacking);
        }
    };

    private final int number;
    private final String text;

    Kind(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /// Which randomness is its own, and which colour.
    int number() {
        return number;
    }

    String text() {
        return text;
    }

    /// The recurrent layer, drawn as PyTorch does.
    abstract Recurrent<?> draw(Key key, Stacking stacking);
}
