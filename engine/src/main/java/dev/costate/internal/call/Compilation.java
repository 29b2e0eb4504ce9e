package dev.costate.internal.call;

import dev.costate.Detail;
import dev.costate.Fallback;
import dev.costate.Structure;
import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.Tree;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.internal.backend.Backend;
import dev.costate.internal.backend.Executable;
import dev.costate.internal.backend.FallbackPolicy;
import dev.costate.internal.compile.Compiler;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.interpret.NonFiniteSearch;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Trace;
import dev.costate.internal.trace.UserCode;
import dev.costate.internal.transform.Pruning;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A function compiled once for each structure, shapes and dtypes of its arguments, by whichever thread comes
/// first; the others wait for it.
///
/// The most recently used programs are kept, so that a function called with ever new shapes does not fill the
/// memory.
public final class Compilation {
    private static final int KEPT = 256;
    private static final Backend BACKEND = backend(System.getProperty("costate.backend", "compiler"));

    private final TreeFunction function;
    private final Lock lock = new ReentrantLock();
    private final Condition compiled = lock.newCondition();
    private final Map<Key, Thread> compiling = new HashMap<>();
    private final Map<Key, Program> programs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Program> eldest) {
            return size() > KEPT;
        }
    };
    private int count;

    private record Key(List<Structure> structures, List<Type> types) {}

    /// A traced program. It is made ready to run when it first runs by itself, not where it becomes part of
    /// another.
    private static final class Program {
        private final Graph graph;
        private final Structure out;
        private @Nullable Executable executable;
        private boolean wasSearched;

        Program(Graph graph, Structure out) {
            this.graph = graph;
            this.out = out;
        }

        Graph graph() {
            return graph;
        }

        Structure out() {
            return out;
        }

        /// Tells of what is slower than it should be: once, or as often as it is an error.
        private void check(List<Fallback> fallbacks) {
            FallbackPolicy policy = FallbackPolicy.current();
            for (Fallback f : fallbacks) {
                String at = f.at().isEmpty() ? UserCode.caller().toString() : f.at();
                policy.check(new Fallback(f.kind(), f.operation(), at, f.reason()));
            }
            wasSearched |= NonFiniteSearch.isOn();
        }

        synchronized Executable executable() {
            Executable ready = executable;
            if (ready == null) {
                ready = BACKEND.compile(graph);
                if (Boolean.getBoolean("costate.explain")) {
                    System.err.println(ready.explain(Detail.KERNELS));
                }
                check(ready.fallbacks());
                executable = ready;
            } else if (NonFiniteSearch.isOn() && !wasSearched) {
                check(ready.fallbacks().stream()
                        .filter(f -> f.kind() == Fallback.Kind.INTERPRETER)
                        .toList());
            }
            return ready;
        }
    }

    /// A compiled form of `function`, empty so far.
    public Compilation(TreeFunction function) {
        this.function = function;
    }

    private static Backend backend(String name) {
        return switch (name) {
            case "interpreter" -> new Interpreter();
            case "compiler" -> new Compiler();
            default ->
                throw new IllegalArgumentException(
                        "costate.backend=" + name + " names no backend; say interpreter or compiler");
        };
    }

    /// How many programs have been compiled.
    public int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// The program for arguments like these, ready to run; it is not run.
    ///
    /// @throws TraceException if it reads values of a function that is being traced around it
    public Executable compile(@Nullable Object... arguments) {
        TreeFunction.Arguments args = TreeFunction.Arguments.of(arguments);
        Key key = new Key(args.structures(), args.types());
        Program program = find(key);
        if (program == null) {
            try {
                TreeFunction.Traced traced = trace(args);
                if (!traced.result().captured().isEmpty()) {
                    throw new TraceException("compile: the function reads values of a function that is being traced"
                            + " around it; compile that one");
                }
                program = new Program(Pruning.prune(traced.graph()), traced.out());
            } finally {
                keep(key, program);
            }
        }
        return program.executable();
    }

    private TreeFunction.Traced trace(TreeFunction.Arguments args) {
        return function.trace(
                "jit", args, args.types(), TreeFunction.unbound(args.leaves().size()));
    }

    /// Calls the function.
    public @Nullable Object call(@Nullable Object... arguments) {
        TreeFunction.Arguments args = TreeFunction.Arguments.of(arguments);
        Key key = new Key(args.structures(), args.types());
        Program program = find(key);
        if (program == null) {
            try {
                // Traced outside the lock: the function is the user's and may take long.
                TreeFunction.Traced traced = trace(args);
                if (!traced.result().captured().isEmpty()) {
                    // It reads values of a function that is being traced around it and belongs to that one's
                    // program.
                    List<Tensor> out =
                            Dispatch.call(traced.graph(), traced.result().with(args.leaves()));
                    return Tree.unflatten(traced.out(), out);
                }
                Graph graph = Pruning.prune(traced.graph());
                program = new Program(graph, traced.out());
            } finally {
                keep(key, program);
            }
        }
        if (Trace.current() != null) {
            return Tree.unflatten(program.out(), Dispatch.call(program.graph(), args.leaves()));
        }
        List<Array> arrays = args.leaves().stream()
                .map(t -> Objects.requireNonNull(Trace.require(t, "jit")))
                .toList();
        return Tree.unflatten(program.out(), Dispatch.wrap(program.executable().run(arrays)));
    }

    /// The program for `key`, waiting for it if another thread is compiling it; null if this thread is to do
    /// so.
    private @Nullable Program find(Key key) {
        lock.lock();
        try {
            while (true) {
                Program program = programs.get(key);
                if (program != null) {
                    return program;
                }
                Thread other = compiling.putIfAbsent(key, Thread.currentThread());
                // A function that calls itself finds its own thread here; how deep it goes is for Trace to
                // bound.
                if (other == null || other.equals(Thread.currentThread())) {
                    return null;
                }
                compiled.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the compilation of `key`, which gave `program`, or nothing: then whoever waits tries in its turn.
    private void keep(Key key, @Nullable Program program) {
        lock.lock();
        try {
            compiling.remove(key);
            if (program != null) {
                programs.put(key, program);
                count++;
            }
            compiled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
