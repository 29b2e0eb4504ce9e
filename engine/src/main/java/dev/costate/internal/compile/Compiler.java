package dev.costate.internal.compile;

import dev.costate.Detail;
import dev.costate.Fallback;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.internal.backend.Backend;
import dev.costate.internal.backend.Executable;
import dev.costate.internal.backend.Inputs;
import dev.costate.internal.hotspot.CompilerDirectives;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.interpret.NonFiniteSearch;
import dev.costate.internal.members.MembersOutermost;
import dev.costate.internal.optimise.Optimiser;
import java.util.ArrayList;
import java.util.List;

/// Compiles programs to bytecode in the running JVM.
///
/// Its results equal the interpreter's bit by bit: the same functions, the same order of every reduction.
/// While the search for non-finite values is on, the interpreter runs the program, for only it looks at every
/// operation.
public final class Compiler implements Backend {
    @Override
    public Executable compile(Graph graph) {
        if (VectorModule.isPresent()) {
            // Ready by the time that there is a plan.
            CompilerDirectives.begin();
        }
        Graph arranged = Optimiser.optimise(MembersOutermost.apply(Expansion.expand(graph)));
        Plan plan = Planner.plan(arranged);
        return new Compiled(graph, plan, new Interpreter().compile(graph), new FramePool(plan));
    }

    private record Compiled(Graph graph, Plan plan, Executable interpreted, FramePool frames) implements Executable {
        private static final Fallback SEARCH = new Fallback(
                Fallback.Kind.INTERPRETER,
                "program",
                "",
                "the search for non-finite values is on (findNonFinite), and only the interpreter looks at every"
                        + " operation");

        @Override
        public String explain(Detail detail) {
            return Explanation.of(plan, fallbacks(), detail);
        }

        @Override
        public List<Fallback> fallbacks() {
            List<Fallback> all = new ArrayList<>();
            if (NonFiniteSearch.isOn()) {
                all.add(SEARCH);
            }
            all.addAll(Fallbacks.of(plan));
            return List.copyOf(all);
        }

        @Override
        public List<Array> run(List<Array> inputs) {
            if (NonFiniteSearch.isOn()) {
                return interpreted.run(inputs);
            }
            Inputs.check(graph, inputs);
            Frame frame = frames.take();
            for (int i = 0; i < inputs.size(); i++) {
                frame.bind(i, inputs.get(i).storage(), 0);
            }
            frame.run();
            List<Array> outputs = new ArrayList<>();
            for (int o : plan.outputs()) {
                outputs.add(frame.take(o));
            }
            frame.release();
            frames.give(frame);
            return outputs;
        }
    }
}
