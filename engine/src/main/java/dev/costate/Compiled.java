package dev.costate;

import dev.costate.graph.Graph;
import dev.costate.internal.backend.Executable;
import java.util.List;

/// A program as it was compiled for arguments of some structure, shapes and dtypes; `compile` of a [Jit] makes
/// it, for looking at.
///
/// ```java
/// import static dev.costate.Costate.jit;
///
/// Compiled program = jit((Tensor x) -> x.square().sum()).compile(Tensor.of(1.0, 2.0));
/// IO.println(program.explain(Detail.SCHEDULE));
/// // -> %0  input  f64[2]  arg0
/// // -> kernel 1: few elements: 3 flops, 24 bytes
/// // ->   %2  f64[]  reduce_sum  stored: a result
/// // ->   in place: %1 mul
/// // -> return %2
/// // -> 1 buffer, 8 bytes
/// // -> 1 kernel, 1 start a run; 3 flops, 24 bytes
/// // -> no fallbacks
/// ```
///
/// With `-Dcostate.explain=true` every program is printed to the standard error stream as it is compiled.
public final class Compiled {
    private final Executable executable;

    Compiled(Executable executable) {
        this.executable = executable;
    }

    /// The program as it was traced, before the compiler's changes.
    public Graph graph() {
        return executable.graph();
    }

    /// What runs, for reading: [#explain(Detail)] with [Detail#KERNELS].
    public String explain() {
        return explain(Detail.KERNELS);
    }

    /// What runs, for reading; its form may change from version to version.
    ///
    /// - Inputs, then loops and kernels in the order in which they run. A value is `%n`, numbered anew in each
    ///   loop.
    /// - For each kernel its sort and its loops: *vectors along* an axis, *for each of* others; a *product* of
    ///   matrices; a *scalar loop*, all of whose values are local variables; *plain loops*, with the reason; or
    ///   *few elements*, which need no loop.
    /// - The values it makes, each with its operation and whether it goes to memory, why and for whom, or stays
    ///   in registers; and the operations *in place*: those whose elements it computes where it needs them.
    /// - Its work. *Flops* are additions, products, quotients, roots and other functions of floating-point
    ///   numbers, a fused multiply-add counting two; *bytes* are the sizes of the buffers that it reads and
    ///   writes, each once.
    /// - At the end the buffers (how many there are and their size, inputs left out, of a loop over members those
    ///   of one thread; all but the results' are kept for the next run while there is memory, up to 256 MB),
    ///   the work of a whole run, and the [#fallbacks].
    ///
    /// @param detail how much to tell
    public String explain(Detail detail) {
        return executable.explain(detail);
    }

    /// What of the program runs in a slower way than it should: in the interpreter, or in plain loops
    /// where there are enough elements for vectors. Empty if nothing does.
    ///
    /// What happens then is the policy `-Dcostate.fallback`:
    ///
    /// | policy | |
    /// |---|---|
    /// | `allow` | nothing; the default |
    /// | `warn` | a line on the standard error stream for each when a program is compiled |
    /// | `error` | [FallbackException] if the interpreter would run the program |
    /// | `error-plain` | [FallbackException] for any |
    ///
    /// Operations outside `jit`, which the interpreter runs one by one, are no fallback.
    public List<Fallback> fallbacks() {
        return executable.fallbacks();
    }
}
