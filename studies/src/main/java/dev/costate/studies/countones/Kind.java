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
    RNN("simple RNN") {
        @Override
        Recurrent<?> draw(Key key, Stacking stacking) {
            return new Rnn(key, stacking, Activation.TANH);
        }
    },
    LSTM("LSTM") {
        @Override
        Recurrent<?> draw(Key key, Stacking stacking) {
            return new Lstm(key, stacking);
        }
    },
    GRU("GRU") {
        @Override
        Recurrent<?> draw(Key key, Stacking stacking) {
            return new Gru(key, stacking);
        }
    };

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// The recurrent layer, drawn as PyTorch does.
    abstract Recurrent<?> draw(Key key, Stacking stacking);
}
