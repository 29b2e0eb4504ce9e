package dev.costate.studies.magnetosphere;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import java.util.List;
import java.util.Optional;

/// The study's chapters in their order.
final class Story {
    private Story() {}

    static void tell(Magnetosphere.Config config, StudyRun run) {
        Dwarf dwarf = Dwarf.DOCUMENT;
        Iteration document = new Iteration(dwarf, config.grid(), Optional.of(config.filter()));
        SlipChapter.tell(document, run);
        CorotationChapter.tell(dwarf, run);
        run.progress("first pass", 0, 1);
        CurrentChapter.tell(document, run);
        Integrator odeint = Integrator.Adaptive.of(dwarf, Integrator.Adaptive.OF_ODEINT);
        run.progress("the document's loop", 0, 2);
        List<Pass> noisy = document.passes(odeint, config.passes());
        run.progress("the document's loop", 1, 2);
        List<Pass> exact = document.passes(new Integrator.Trapezoidal(dwarf), config.passes());
        Coupled coupled = new Coupled(dwarf, config.tolerance());
        Steady steady = coupled.solve(Tensor.scalar(config.outer()));
        new NoiseChapter(config, document, noisy, exact).tell(run, steady);
        new GrowthChapter(config, document, noisy).tell(run);
        new CureChapter(config, document, coupled, steady).tell(run);
    }
}
