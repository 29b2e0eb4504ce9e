package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.OpCases;
import dev.costate.graph.Origin;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import dev.costate.internal.lower.Kernel;
import dev.costate.internal.optimise.Optimiser;
import dev.costate.internal.rules.Lowering;
import java.lang.classfile.ClassFile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every class that is generated passes the verifier of the class file API, and no method is too long for HotSpot to
/// compile.
class GeneratedCodeTest {
    private static final String NAME = "dev.costate.internal.compile.Generated";

    private int kernels;
    private int clusters;
    private int loops;

    @Test
    void ofEveryOperation() {
        for (String name : OpCases.names()) {
            for (DType dtype : DType.values()) {
                for (int extent : OpCases.EXTENTS) {
                    Random random = new Random(OpCases.seed(name, dtype, extent, 13));
                    OpCases.random(name, dtype, extent, random).ifPresent(c -> check(c.graph(Origin.UNKNOWN)));
                }
            }
        }
        assertThat(kernels).isGreaterThan(500);
        assertThat(clusters).isGreaterThan(200);
    }

    @Test
    void ofRandomPrograms() {
        for (long seed = 0; seed < 400; seed++) {
            check(RandomGraphs.graph(seed, RandomGraphs.Options.ANY));
        }
        assertThat(kernels).isGreaterThan(500);
        assertThat(clusters).isGreaterThan(300);
        assertThat(loops).isGreaterThan(50);
    }

    private void check(Graph graph) {
        Graph arranged = Optimiser.optimise(Expansion.expand(graph));
        check(arranged, Planner.plan(arranged));
    }

    private void check(Graph graph, Plan plan) {
        for (Node node : graph.nodes()) {
            List<Type> types = Arrays.stream(node.operands().toArray())
                    .mapToObj(graph::type)
                    .toList();
            if (node.op() instanceof Scan || node.op() instanceof While) {
                loop(node, types);
            } else if (Lowering.lower(node.op(), types, node.results()) instanceof Kernel kernel) {
                kernels++;
                verify(KernelEmitter.emit(kernel, NAME), kernel);
            }
        }
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Compute compute && compute.code() instanceof ClusterCode code) {
                cluster(code);
            }
            if (step instanceof Plan.Compute compute && compute.code() instanceof FusedProductCode fused) {
                cluster(fused.then());
            }
            if (step instanceof Plan.Compute compute && compute.code() instanceof TreeCode tree) {
                tree.parts().forEach(this::cluster);
            }
        }
    }

    private void cluster(ClusterCode code) {
        clusters++;
        verify(ClusterEmitter.emit(code.cluster(), code.tiling(), NAME), code.cluster());
    }

    private void loop(Node node, List<Type> types) {
        ScalarProgram program;
        try {
            program = ScalarUnrolling.of(node.op(), types, node.results());
        } catch (NotSmallException e) {
            return;
        }
        loops++;
        // What is too long is not used.
        for (byte[] bytes : List.of(ScalarLoops.bytes(program), ScalarLoops.compact(program))) {
            assertThat(ClassFile.of().verify(bytes)).as("%s", node).isEmpty();
        }
    }

    private static void verify(byte[] bytes, Object what) {
        assertThat(ClassFile.of().verify(bytes)).as("%s", what).isEmpty();
        assertThat(CodeSize.longest(bytes)).as("%s", what).isLessThan(8000);
    }
}
