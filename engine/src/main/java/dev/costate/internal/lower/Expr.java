package dev.costate.internal.lower;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;
import java.util.List;

/// A scalar, as a function of the axes of the loop nest around it and of the operands' elements.
///
/// The functions are those of the graph's operations and mean the same. The static methods are the constructors
/// to use: they decide what can be decided from the axes' extents, so that expressions stay small as they are
/// put together.
public sealed interface Expr {
    /// The element type of the value.
    DType dtype();

    /// This expression with its axes and reads replaced.
    Expr rewrite(Rewriting rewriting);

    /// The expressions directly inside, those of indices left out.
    default List<Expr> parts() {
        return List.of();
    }

    /// The indices directly inside.
    default List<Index> indices() {
        return List.of();
    }

    /// An element of an operand. It is read only if its value is needed: not in the branch that a [Select] does
    /// not take.
    ///
    /// @param operand which operand
    /// @param dtype the operand's element type
    /// @param at an index for each axis of the operand, inside it whenever the element is needed
    record Load(int operand, DType dtype, List<Index> at) implements Expr {
        public Load {
            at = List.copyOf(at);
        }

        /// The same element of another operand.
        public Load of(int otherOperand) {
            return new Load(otherOperand, dtype, at);
        }

        @Override
        public Expr rewrite(Rewriting rewriting) {
            return rewriting.load(new Load(
                    operand, dtype, at.stream().map(i -> i.rewrite(rewriting)).toList()));
        }

        @Override
        public List<Index> indices() {
            return at;
        }

        @Override
        public String toString() {
            return "%" + operand + at.toString().replace(", ", ",");
        }
    }

    /// A known value.
    ///
    /// @param value a scalar
    record Literal(Array value) implements Expr {
        @Override
        public DType dtype() {
            return value.type().dtype();
        }

        @Override
        public Expr rewrite(Rewriting rewriting) {
            return this;
        }

        @Override
        public String toString() {
            return switch (value.storage()) {
                case boolean[] b -> Boolean.toString(b[0]);
                case int[] n -> Integer.toString(n[0]);
                case long[] n -> n[0] + "L";
                case float[] f -> f[0] + "f";
                case double[] d -> Double.toString(d[0]);
                default -> throw new AssertionError(value.type());
            };
        }
    }

    /// An index as a number.
    ///
    /// @param index the index
    /// @param dtype the number's type, not `BOOL`
    record Position(Index index, DType dtype) implements Expr {
        @Override
        public Expr rewrite(Rewriting rewriting) {
            return new Position(index.rewrite(rewriting), dtype);
        }

        @Override
        public List<Index> indices() {
            return List.of(index);
        }

        @Override
        public String toString() {
            return dtype + "(" + index + ")";
        }
    }

    /// Whether an index is in a range: the guard of a read.
    ///
    /// @param index the index
    /// @param from the first one inside
    /// @param to the first one above that is not
    record Within(Index index, long from, long to) implements Expr {
        @Override
        public DType dtype() {
            return DType.BOOL;
        }

        @Override
        public Expr rewrite(Rewriting rewriting) {
            return within(index.rewrite(rewriting), from, to);
        }

        @Override
        public List<Index> indices() {
            return List.of(index);
        }

        @Override
        public String toString() {
            return from + " <= " + index + " < " + to;
        }
    }

    /// A function of one number.
    ///
    /// @param function the function
    /// @param x the number
    record Unary(UnaryFunction function, Expr x) implements Expr {
        @Override
        public DType dtype() {
            return function.isPredicate() ? DType.BOOL : x.dtype();
        }

        @Override
        public Expr rewrite(Rewriting rewriting) {
            return new Unary(function, x.rewrite(rewriting));
        }

        @Override
        public List<Expr> parts() {
            return List.of(x);
        }

        @Override
        public String toString() {
            return function.code() + "(" + x + ")";
        }
    }

    /// A function of two numbers of one type.
    ///
    /// @param function the function
    /// @param a the first
    /// @param b the second
    record Binary(BinaryFunction function, Expr a, Expr b) implements Expr {
        @Override
        public DType dtype() {
            return a.dtype();
        }

        @Override
        public Expr rewrite(Rewriting rewriting) {
            return binary(function, a.rewrite(rewriting), b.rewrite(rewriting));
        }

        @Override
        public List<Expr> parts() {
            return List.of(a, b);
        }

        @Override
        public String toString() {
            return function.code() + "(" + a + ", " + b + ")";
        }
    }

    /// A comparison of two numbers of one type.
    ///
    /// @param comparison which one
    /// @param a the first
    /// @param b the second
    record Compare(Comparison comparison, Expr a, Expr b) implements Expr {
        @Override
        public DType dtype() {
            return DType.BOOL;
        }

        @Override
        public Expr rewrite(Rewriting rewriting) {
            return new Compare(comparison, a.rewrite(rewriting), b.rewrite(rewriting));
        }

        @Override
        public List<Expr> parts() {
            return List.of(a, b);
        }

        @Override
        public String toString() {
            return comparison.code() + "(" + a + ", " + b + ")";
        }
    }

    /// A choice. Only the branch that is taken is computed.
    ///
    /// @param condition a boolean
    /// @param yes the value if it holds
    /// @param no the value if not, of the same type
    record Select(Expr condition, Expr yes, Expr no) implements Expr {
        @Override
        public DType dtype() {
            return yes.dtype();
        }

        @Override
        public Expr rewrite(Rewriting rewriting) {
            Expr chosen = condition.rewrite(rewriting);
            if (chosen instanceof Literal known) {
                return (known.value().getBoolean(0) ? yes : no).rewrite(rewriting);
            }
            return new Select(chosen, yes.rewrite(rewriting), no.rewrite(rewriting));
        }

        @Override
        public List<Expr> parts() {
            return List.of(condition, yes, no);
        }

        @Override
        public String toString() {
            return "select(" + condition + ", " + yes + ", " + no + ")";
        }
    }

    /// `a b + c`, rounded once.
    ///
    /// @param a the first factor, floating
    /// @param b the second
    /// @param c what is added
    record Fma(Expr a, Expr b, Expr c) implements Expr {
        @Override
        public DType dtype() {
            return c.dtype();
        }

        @Override
        public Expr rewrite(Rewriting rewriting) {
            return new Fma(a.rewrite(rewriting), b.rewrite(rewriting), c.rewrite(rewriting));
        }

        @Override
        public List<Expr> parts() {
            return List.of(a, b, c);
        }

        @Override
        public String toString() {
            return "fma(" + a + ", " + b + ", " + c + ")";
        }
    }

    /// A change of element type.
    ///
    /// @param dtype the new type
    /// @param x the value
    record Convert(DType dtype, Expr x) implements Expr {
        @Override
        public Expr rewrite(Rewriting rewriting) {
            return new Convert(dtype, x.rewrite(rewriting));
        }

        @Override
        public List<Expr> parts() {
            return List.of(x);
        }

        @Override
        public String toString() {
            return dtype + "(" + x + ")";
        }
    }

    /// A word of Threefry-2x32: of the two that a key makes of the counter `(0, counter)`.
    ///
    /// @param key0 the key's first word, an `INT32`
    /// @param key1 its second
    /// @param counter the counter's low word
    /// @param word which of the two, 0 or 1
    record Threefry(Expr key0, Expr key1, Index counter, Index word) implements Expr {
        @Override
        public DType dtype() {
            return DType.INT32;
        }

        @Override
        public Expr rewrite(Rewriting rewriting) {
            return new Threefry(
                    key0.rewrite(rewriting),
                    key1.rewrite(rewriting),
                    counter.rewrite(rewriting),
                    word.rewrite(rewriting));
        }

        @Override
        public List<Expr> parts() {
            return List.of(key0, key1);
        }

        @Override
        public List<Index> indices() {
            return List.of(counter, word);
        }

        @Override
        public String toString() {
            return "threefry(" + key0 + ", " + key1 + ", " + counter + ", " + word + ")";
        }
    }

    /// The element of operand `operand` at these indices.
    static Expr load(List<Type> operands, int operand, List<Index> at) {
        return new Load(operand, operands.get(operand).dtype(), at);
    }

    /// A known truth value.
    static Expr literal(boolean value) {
        return new Literal(Array.scalar(DType.BOOL, value ? 1.0 : 0.0));
    }

    /// Whether `from <= index < to`, known if the index's range says so.
    static Expr within(Index index, long from, long to) {
        if (index.low() >= from && index.high() < to) {
            return literal(true);
        }
        if (from >= to || index.low() >= to || index.high() < from) {
            return literal(false);
        }
        return new Within(index, from, to);
    }

    /// A function of two numbers; the conjunction with a known truth value is decided.
    static Expr binary(BinaryFunction function, Expr a, Expr b) {
        if (function == BinaryFunction.AND && a.dtype() == DType.BOOL) {
            if (a instanceof Literal known) {
                return known.value().getBoolean(0) ? b : known;
            }
            if (b instanceof Literal known) {
                return known.value().getBoolean(0) ? a : known;
            }
        }
        return new Binary(function, a, b);
    }

    /// A choice, made if the condition is known.
    static Expr select(Expr condition, Expr yes, Expr no) {
        if (condition instanceof Literal known) {
            return known.value().getBoolean(0) ? yes : no;
        }
        return new Select(condition, yes, no);
    }

    /// A change of element type, if it is one.
    static Expr convert(DType dtype, Expr x) {
        return x.dtype() == dtype ? x : new Convert(dtype, x);
    }

    /// How many operations this is made of, those in indices left out: the same for one member as for many, and so
    /// what decides where the order of a sum or a fused multiply-add depends on it.
    default long operations() {
        long operations = 1;
        for (Expr part : parts()) {
            operations += part.operations();
        }
        return operations;
    }

    /// How many expressions this is made of, those in indices too: what computing it once costs.
    default long size() {
        long size = 1;
        for (Expr part : parts()) {
            size += part.size();
        }
        for (Index index : indices()) {
            size += index.size();
        }
        return size;
    }
}
