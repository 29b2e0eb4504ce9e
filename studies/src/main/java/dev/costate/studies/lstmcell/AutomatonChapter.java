package dev.costate.studies.lstmcell;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;

/// What the cell computes, in words, and that it does so for every sequence.
final class AutomatonChapter {
    private AutomatonChapter() {}

    static void tell(LstmCell.Config config, Tensor all, StudyRun run) {
        run.section("What it computes, in words");
        run.note("""
                The forget gate is shut (argument -100): the memory is written anew at every step and nothing is \
                kept in it. The input gate is open (100 or 200). The candidate is the sign of 50 x - 100 h: + for a \
                one after anything but a +, - for a one after a +. The output gate is open on a one; on a zero it \
                is half open, and half of tanh(1) rounds to 0. So all that the cell knows of the past is its last \
                output, and it is an automaton with three states:""");
        var table = Table.of("h before", "x", "f", "i", "o", "into g", "c", "h", "h rounded");
        for (int h = -1; h <= 1; h++) {
            for (int x = 0; x <= 1; x++) {
                var last = new State(Tensor.scalar(h), Tensor.scalar(0));
                var seen = Cell.step(Weights.DOCUMENT, last, Tensor.scalar(x));
                table = table.row(
                        h,
                        x,
                        seen.f().item(),
                        seen.i().item(),
                        seen.o().item(),
                        Weights.DOCUMENT
                                .candidate()
                                .apply(last.h(), Tensor.scalar(x))
                                .item(),
                        seen.c().item(),
                        seen.h().item(),
                        (int) Cell.rounded(seen.h()).item());
            }
        }
        run.table("one step from each state", table);
        run.note("""
                A zero is answered by 0, and the ones of a run by 1, -1, 1, -1, ...: the cell tells odd places in a \
                run from even ones.""");
        var rounded = Cell.rounded(Cell.runRounded(Weights.DOCUMENT, all).h());
        run.fact(
                "steps of %d sequences not so".formatted(all.dim(1)), 0, different(rounded, BitSequences.answers(all)));
        run.plot("gates", GatePanels.of(config.inputs()));
    }

    /// In how many places two tensors differ.
    static int different(Tensor a, Tensor b) {
        return (int) a.ne(b).to(DType.INT32).sum().item();
    }
}
