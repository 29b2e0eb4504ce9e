package dev.costate.studies.lstmcell;

import static dev.costate.Costate.scan;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;

/// The cell's equations, for one cell or many side by side.
///
/// Source: S. Hochreiter, J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997), with the forget
/// gate of F. Gers, J. Schmidhuber, F. Cummins, Neural Computation 12 (2000).
final class Cell {
    private Cell() {}

    /// One step.
    static Seen step(Weights w, State last, Tensor x) {
        var f = w.forget().apply(last.h(), x).sigmoid();
        var i = w.input().apply(last.h(), x).sigmoid();
        var o = w.output().apply(last.h(), x).sigmoid();
        var g = w.candidate().apply(last.h(), x).tanh();
        var c = f.mul(last.c()).add(i.mul(g));
        return new Seen(f, i, o, g, c, o.mul(c.tanh()));
    }

    /// All steps from `h = c = 0`.
    ///
    /// @param inputs `[steps]`, or `[steps, cells]`
    static Seen run(Weights w, Tensor inputs) {
        return run(w, inputs, Seen::h);
    }

    /// All steps, with the output rounded before it goes into the next one, as the document does by hand.
    static Seen runRounded(Weights w, Tensor inputs) {
        return run(w, inputs, seen -> rounded(seen.h()));
    }

    /// All steps, with something added to each output and memory: the gradient with respect to these is the
    /// costate.
    ///
    /// @param pushes each like `inputs`
    static Seen runPushed(Weights w, Tensor inputs, State pushes) {
        return scan(
                        (State last, Pushed at) -> {
                            var seen = step(w, last, at.x());
                            var h = seen.h().add(at.push().h());
                            var c = seen.c().add(at.push().c());
                            return new Step<>(new State(h, c), new Seen(seen.f(), seen.i(), seen.o(), seen.g(), c, h));
                        },
                        State.zero(inputs.get(0)),
                        new Pushed(inputs, pushes))
                .out();
    }

    /// The document's rounding: 0 up to 1/2 in size, else the nearest integer.
    static Tensor rounded(Tensor h) {
        return h.round();
    }

    private record Pushed(Tensor x, State push) {}

    private static Seen run(Weights w, Tensor inputs, Fn1<Seen, Tensor> handOn) {
        return scan(
                        (State last, Tensor x) -> {
                            var seen = step(w, last, x);
                            return new Step<>(new State(handOn.apply(seen), seen.c()), seen);
                        },
                        State.zero(inputs.get(0)),
                        inputs)
                .out();
    }
}
