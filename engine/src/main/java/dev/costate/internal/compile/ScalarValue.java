package dev.costate.internal.compile;

import dev.costate.Type;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Nest;
import dev.costate.internal.lower.Rewriting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An array as the scalars of a [ScalarProgram] that its elements are.
sealed interface ScalarValue {
    /// Its type.
    Type type();

    /// The element at these indices: a reference or a literal.
    Expr at(List<Index> at);

    /// This in a type of the same size.
    ScalarValue as(Type type);

    /// All its elements in row-major order.
    default List<Expr> elements() {
        List<Expr> elements = new ArrayList<>();
        for (List<Index> place : places(type().shape())) {
            elements.add(at(place));
        }
        return elements;
    }

    /// The places of `shape` in row-major order.
    static List<List<Index>> places(dev.costate.Shape shape) {
        List<List<Index>> places = new ArrayList<>();
        int[] strides = shape.strides();
        for (int i = 0; i < shape.size(); i++) {
            List<Index> place = new ArrayList<>();
            for (int d = 0; d < strides.length; d++) {
                place.add(Index.literal(i / strides[d] % shape.dim(d)));
            }
            places.add(place);
        }
        return places;
    }

    /// A small array: a scalar for each element.
    record Elements(ScalarProgram program, Type type, List<Expr> elements) implements ScalarValue {
        public Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public Expr at(List<Index> at) {
            Index flat = program.index(ExprEmitter.flat(at, type.shape()));
            return flat instanceof Index.Literal l
                    ? elements.get((int) l.value())
                    : program.scalar(choice(flat, 0, elements.size()));
        }

        private Expr choice(Index flat, int from, int to) {
            if (to - from <= 1) {
                return elements.get(from);
            }
            int middle = (from + to) >>> 1;
            Expr below = Expr.within(flat, flat.low(), middle);
            return Expr.select(below, choice(flat, from, middle), choice(flat, middle, to));
        }

        @Override
        public Elements as(Type other) {
            return new Elements(program, other, elements);
        }
    }

    /// An array in a buffer, of any size.
    ///
    /// @param from where in the buffer it begins
    record Memory(ScalarProgram program, Type type, int buffer, Index from) implements ScalarValue {
        @Override
        public Expr at(List<Index> at) {
            if (type.size() == 0) {
                throw new NotSmallException();
            }
            // An index may be outside where the element is not needed, and is read all the same.
            Index inside = ExprEmitter.flat(at, type.shape()).clamp(0, type.size() - 1L);
            return program.scalar(new Expr.Load(buffer, type.dtype(), List.of(from.plus(inside))));
        }

        @Override
        public Memory as(Type other) {
            return new Memory(program, other, buffer, from);
        }
    }

    /// An array that is too large to have all its elements computed, of which those are that are asked for.
    final class Demanded implements ScalarValue {
        private static final int DEEPEST = 50;

        private final ScalarProgram program;
        private final Nest nest;
        private final List<ScalarValue> operands;
        private final Map<List<Index>, Expr> known = new HashMap<>();
        private final int depth;

        /// @param nest what it is, without reduction
        /// @param operands of what
        Demanded(ScalarProgram program, Nest nest, List<ScalarValue> operands) {
            this.program = program;
            this.nest = nest;
            this.operands = operands;
            int deepest = 0;
            for (ScalarValue operand : operands) {
                deepest = Math.max(deepest, operand instanceof Demanded d ? d.depth : 0);
            }
            depth = deepest + 1;
            if (depth > DEEPEST) {
                throw new NotSmallException();
            }
        }

        @Override
        public Type type() {
            return nest.result();
        }

        @Override
        public Expr at(List<Index> at) {
            List<Index> place = at.stream().map(program::index).toList();
            Expr element = known.get(place);
            if (element == null) {
                element = program.scalar(nest.body().rewrite(ScalarValue.at(place, operands)));
                known.put(place, element);
            }
            return element;
        }

        @Override
        public Demanded as(Type other) {
            Nest copy = new dev.costate.internal.lower.Lowered.Alias(type(), other).nest();
            return new Demanded(program, copy, List.of(this));
        }
    }

    /// A slice along axis 0.
    record Row(ScalarValue whole, Index step) implements ScalarValue {
        @Override
        public Type type() {
            return whole.type().withShape(whole.type().shape().remove(0));
        }

        @Override
        public Expr at(List<Index> at) {
            List<Index> all = new ArrayList<>(at);
            all.addFirst(step);
            return whole.at(all);
        }

        @Override
        public ScalarValue as(Type other) {
            return new Row(
                    whole.as(other.withShape(
                            other.shape().insert(0, whole.type().shape().dim(0)))),
                    step);
        }
    }

    /// Puts a place for the axes, and the operands' elements for the reads.
    static Rewriting at(List<Index> place, List<ScalarValue> operands) {
        return new Rewriting() {
            @Override
            public Index axis(Index.Axis axis) {
                return place.get(axis.axis());
            }

            @Override
            public Expr load(Expr.Load load) {
                return operands.get(load.operand()).at(load.at());
            }
        };
    }
}
