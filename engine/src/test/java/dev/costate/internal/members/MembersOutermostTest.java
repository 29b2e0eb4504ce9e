package dev.costate.internal.members;

import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Scan;
import dev.costate.graph.Verifier;
import dev.costate.internal.compile.Compiler;
import dev.costate.internal.compile.Expansion;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Training programs of many members become loops over members.
class MembersOutermostTest {
    static Stream<Trainings<?>> trainings() {
        return Stream.concat(Trainings.all(DType.FLOAT32).stream(), Trainings.all(DType.FLOAT64).stream());
    }

    @ParameterizedTest
    @MethodSource("trainings")
    <A> void eachMemberRunsTheProgramOfOne(Trainings<A> training) {
        for (int count = 1; count <= training.members().size(); count++) {
            Graph many = many(training, count);
            Graph rewritten = MembersOutermost.apply(many);
            Verifier.verify(rewritten);
            Node loop = loop(rewritten, many);
            Graph single =
                    Expansion.expand(Graph.of(training.f(), training.members().getFirst()));
            assertThat(NormalGraph.of(((Scan) loop.op()).body()).toString())
                    .as("%s members", count)
                    .isEqualTo(NormalGraph.of(single).toString());
            List<Array> inputs = inputs(training, count);
            assertThat(new Interpreter().compile(rewritten).run(inputs))
                    .isEqualTo(new Interpreter().compile(many).run(inputs));
        }
    }

    @ParameterizedTest
    @MethodSource("trainings")
    <A> void aRunInsideAnEnsembleIsTheRunAlone(Trainings<A> training) {
        for (int count = 1; count <= training.members().size(); count++) {
            List<Array> together = new Compiler().compile(many(training, count)).run(inputs(training, count));
            for (int m = 0; m < count; m++) {
                Graph single = Graph.of(training.f(), training.members().get(m));
                List<Tensor> alone = new ArrayList<>();
                new Compiler()
                        .compile(single)
                        .run(arrays(training.members().get(m)))
                        .forEach(array -> alone.add(TensorBridge.of(array)));
                for (int r = 0; r < alone.size(); r++) {
                    Tensor member = TensorBridge.of(together.get(r)).get(m);
                    assertThat(member.identical(alone.get(r)))
                            .as("result %s of member %s of %s", r, m, count)
                            .isTrue();
                }
            }
        }
    }

    /// The only loop over members, which is all that there is but for moved axes.
    private static Node loop(Graph rewritten, Graph many) {
        List<Node> loops = rewritten.nodes().stream()
                .filter(n -> n.op() instanceof Scan scan && scan.carries() == 0)
                .toList();
        assertThat(loops).as("the loop over members of %s", many).hasSize(1);
        return loops.getFirst();
    }

    private static <A> Graph many(Trainings<A> training, int count) {
        A stacked = Tree.stack(training.members().subList(0, count));
        return Expansion.expand(Graph.of(vmap(training.f()), stacked));
    }

    private static <A> List<Array> inputs(Trainings<A> training, int count) {
        return arrays(Tree.stack(training.members().subList(0, count)));
    }

    private static List<Array> arrays(Object tree) {
        List<Array> arrays = new ArrayList<>();
        for (Tensor tensor : Tree.leaves(tree)) {
            arrays.add(((Value.Concrete) TensorBridge.value(tensor)).array());
        }
        return arrays;
    }
}
