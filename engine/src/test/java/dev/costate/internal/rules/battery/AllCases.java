package dev.costate.internal.rules.battery;

import java.util.List;
import java.util.stream.Stream;

/// The cases of all operations.
final class AllCases {
    private static final List<OpCase> LIST = Stream.of(
                    ElementwiseCases.list(),
                    LayoutCases.list(),
                    IndexingCases.list(),
                    ReductionCases.list(),
                    MatrixCases.list(),
                    SpectralCases.list(),
                    WindowCases.list(),
                    LoopCases.list(),
                    FunctionCases.list())
            .flatMap(List::stream)
            .toList();

    private AllCases() {}

    static List<OpCase> list() {
        return LIST;
    }
}
