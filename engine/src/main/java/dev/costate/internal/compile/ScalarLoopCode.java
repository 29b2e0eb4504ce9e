package dev.costate.internal.compile;

import java.util.HashMap;
import java.util.Map;

/// A loop over small values ready to run, as [ScalarLoops] makes them.
///
/// @param code its code
/// @param scalars how many scalars its step and what is around it compute
/// @param work what a run takes
record ScalarLoopCode(KernelCode code, int scalars, Work work) implements KernelCode {
    static ScalarLoopCode of(KernelCode code, ScalarProgram program) {
        ScalarPlacement placement = ScalarPlacement.of(program);
        Map<ScalarBlock, Long> flops = new HashMap<>();
        int scalars = 0;
        for (int v = 0; v < program.size(); v++) {
            ScalarBlock place = placement.place(v);
            if (place != null && !program.isVariable(v)) {
                flops.merge(place, Flops.own(program.definition(v)), Long::sum);
                scalars++;
            }
        }
        return new ScalarLoopCode(code, scalars, work(program.root(), flops));
    }

    private static Work work(ScalarBlock block, Map<ScalarBlock, Long> flops) {
        Work work = Work.flops(flops.getOrDefault(block, 0L));
        for (ScalarBlock.Statement statement : block.statements()) {
            work = work.plus(
                    switch (statement) {
                        case ScalarBlock.Store _ -> Work.NONE;
                        case ScalarBlock.Count count ->
                            work(count.body(), flops).times(count.length());
                        case ScalarBlock.Repeat repeat ->
                            work(repeat.test(), flops)
                                    .plus(work(repeat.body(), flops))
                                    .perTurn();
                        case ScalarBlock.Branch branch ->
                            branch.arms().stream()
                                    .map(arm -> work(arm.block(), flops))
                                    .reduce(Work.NONE, Work::dearer);
                    });
        }
        return work;
    }

    @Override
    public void run(Object[] buffers, int[] offsets) {
        code.run(buffers, offsets);
    }
}
