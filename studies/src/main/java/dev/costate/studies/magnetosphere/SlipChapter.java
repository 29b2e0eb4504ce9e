package dev.costate.studies.magnetosphere;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;

/// The lines of the document that do not run, or do not do what they should.
final class SlipChapter {
    private SlipChapter() {}

    static void tell(Iteration document, StudyRun run) {
        run.section("The document's lines");
        run.table(
                "slips",
                Table.of("line", "what is wrong", "instead")
                        .row("np.linspace(rho0, rho1, 2.E5)", "a count that is no integer: TypeError", "200000")
                        .row("jpari = 2. * B * para", "a name that nobody gave: NameError", "jpara")
                        .row(
                                "args=(params,), sigmapstar an array",
                                "the derivative at one rho needs the conductivity there",
                                "np.interp(rho, rhoe, sigmapstar)")
                        .row("from scipy.signal import gaussian", "moved, and removed since", "scipy.signal.windows")
                        .row("convolve(..., mode='same')", "zeros beyond the ends: a jump there", "leave out the ends")
                        .row("np.gradient(i_rho, dx)", "differentiates what the loop goes on with", "see the cure"));
        // from the second pass on the document's derivs() returns as many numbers as the conductivity has
        Tensor conductivity = Tensor.scalar(Conductivity.BACKGROUND)
                .broadcastTo(document.grid().points());
        Tensor slope = derivs(document.dwarf(), Tensor.scalar(1), Tensor.scalar(Grid.FROM), conductivity);
        run.fact(
                "numbers in derivs(u, rho) for one u and one rho",
                document.grid().points(),
                slope.size());
        Tensor flat = Tensor.scalar(1).broadcastTo(document.grid().points());
        double edge = document.filter().map(f -> f.of(flat).get(-1).item()).orElse(1.0);
        // the window's middle sample is on the inner side
        run.factBetween(
                "what mode='same' leaves of a constant 1 at the outer end",
                0.49,
                0.5 + 0.5 / document.filter().map(LowPass::deviation).orElse(1.0),
                edge);
        run.note("""
                The loop below has the first three put right, and nothing else. Its current density has a jump at either \
                end, of half its value, which the next pass differentiates; what follows is measured between 7 and 98 \
                radii, where it has not come to yet.""");
    }

    /// The document's `derivs`, line by line, in radii.
    private static Tensor derivs(Dwarf dwarf, Tensor w, Tensor x, Tensor conductivity) {
        return conductivity
                .mul(dwarf.pull())
                .div(x.pow(5))
                .mul(w.rsub(1))
                .sub(w.mul(2).div(x));
    }
}
