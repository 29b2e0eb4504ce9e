package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Compare;
import dev.costate.graph.Convert;
import dev.costate.graph.Op;
import dev.costate.graph.Unary;
import dev.costate.internal.functions.Composed;
import dev.costate.internal.functions.Functions;
import dev.costate.internal.interpret.Run;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.rules.Evaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Scalars, each computed from earlier ones, and the loops around them: a loop whose values are so small that
/// every element has a name.
///
/// A scalar is written as a [Expr.Load] without indices, whose operand is the scalar's number: a *reference*.
/// Its definition is an expression whose parts are references and literals. A [Expr.Load] with one index reads
/// a buffer. Every scalar is pure and total, so that it may be computed anywhere between its operands and its
/// uses; where that is, [ScalarPlacement] decides. Equal expressions are one scalar.
final class ScalarProgram {
    private static final int MOST_SCALARS = 4000;

    private final List<Type> buffers = new ArrayList<>();
    private final List<Object> data = new ArrayList<>();
    private final List<Expr> definitions = new ArrayList<>();
    private final List<ScalarBlock> variables = new ArrayList<>();
    private final Map<Expr, Expr.Load> numbers = new HashMap<>();
    private final ScalarBlock root = new ScalarBlock(null, 0);
    private final ScalarAlgebra algebra = new ScalarAlgebra(this);

    /// A program on buffers of these types: the operands', then the results'.
    ScalarProgram(List<Type> buffers) {
        for (Type type : buffers) {
            this.buffers.add(type.withShape(Shape.of(type.size())));
        }
    }

    /// The outermost block.
    ScalarBlock root() {
        return root;
    }

    /// The buffers' types, each with one axis; the last of them are those of [#data].
    List<Type> buffers() {
        return buffers;
    }

    /// Arrays of known elements, the last buffers.
    List<Object> data() {
        return data;
    }

    /// How many scalars there are.
    int size() {
        return definitions.size();
    }

    /// What scalar `number` is; itself if it is a variable.
    Expr definition(int number) {
        return definitions.get(number);
    }

    /// Whether a scalar is a variable.
    boolean isVariable(int number) {
        return definitions.get(number) instanceof Expr.Load l && l.at().isEmpty();
    }

    /// The block in which a variable has its values.
    ScalarBlock home(int variable) {
        return variables.get(variable);
    }

    /// A buffer of known elements.
    int constant(Array value) {
        buffers.add(value.type().withShape(Shape.of(value.size())));
        data.add(value.storage());
        return buffers.size() - 1;
    }

    /// A new variable: a carry, a counter or a result of a statement of `block`.
    Expr.Load variable(DType dtype, ScalarBlock block) {
        Expr.Load reference = new Expr.Load(definitions.size(), dtype, List.of());
        add(reference, block);
        return reference;
    }

    private void add(Expr definition, ScalarBlock home) {
        if (definitions.size() >= MOST_SCALARS) {
            throw new NotSmallException();
        }
        definitions.add(definition);
        variables.add(home);
    }

    /// The scalar that an expression of references, literals and reads is: a reference, or a literal.
    Expr scalar(Expr expr) {
        return switch (expr) {
            case Expr.Literal l -> l;
            case Expr.Load l ->
                l.at().isEmpty() ? l : define(new Expr.Load(l.operand(), l.dtype(), List.of(index(l.at().getFirst()))));
            case Expr.Position p -> position(index(p.index()), p.dtype());
            case Expr.Within w -> defineUnlessKnown(Expr.within(index(w.index()), w.from(), w.to()));
            case Expr.Unary u -> {
                Expr x = scalar(u.x());
                Expr result = new Expr.Unary(u.function(), x);
                // The interpreter's value would differ in its last bit from what the code computes elsewhere.
                boolean own = FunctionEmitter.isMethod(u.function(), x.dtype());
                yield own ? define(result) : folded(new Unary(u.function()), result);
            }
            case Expr.Binary b -> {
                Expr combined = Expr.binary(b.function(), scalar(b.a()), scalar(b.b()));
                yield combined instanceof Expr.Binary ? folded(new Binary(b.function()), combined) : combined;
            }
            case Expr.Compare c ->
                folded(new Compare(c.comparison()), new Expr.Compare(c.comparison(), scalar(c.a()), scalar(c.b())));
            case Expr.Select s -> {
                Expr condition = scalar(s.condition());
                Expr yes = scalar(s.yes());
                Expr no = scalar(s.no());
                yield yes.equals(no) ? yes : defineUnlessKnown(Expr.select(condition, yes, no));
            }
            case Expr.Convert c -> {
                Expr x = scalar(c.x());
                yield x.dtype() == c.dtype() ? x : folded(new Convert(c.dtype()), new Expr.Convert(c.dtype(), x));
            }
            case Expr.Fma f -> define(new Expr.Fma(scalar(f.a()), scalar(f.b()), scalar(f.c())));
            case Expr.Threefry t ->
                define(new Expr.Threefry(scalar(t.key0()), scalar(t.key1()), index(t.counter()), index(t.word())));
        };
    }

    /// An index whose computed parts are scalars.
    Index index(Index index) {
        return switch (index) {
            case Index.Literal l -> l;
            case Index.Axis a -> throw new AssertionError(a + " has no value");
            case Index.Sum s -> {
                Index sum = Index.literal(s.constant());
                for (Index.Term t : s.terms()) {
                    sum = sum.plus(index(t.atom()).times(t.factor()));
                }
                yield sum;
            }
            case Index.FloorDiv d -> index(d.x()).floorDiv(d.divisor());
            case Index.Mod m -> index(m.x()).mod(m.divisor());
            case Index.Clamp c -> index(c.x()).clamp(c.from(), c.to());
            case Index.Value v -> Index.value(scalar(v.expr()));
        };
    }

    private Expr position(Index index, DType dtype) {
        if (index instanceof Index.Literal l) {
            return new Expr.Literal(
                    dtype.isInteger() ? Array.scalar(dtype, l.value()) : Array.scalar(dtype, (double) l.value()));
        }
        if (index instanceof Index.Value v && dtype == DType.INT32) {
            return v.expr();
        }
        return define(new Expr.Position(index, dtype));
    }

    /// A function of literals as its value: the interpreter's, or the one that compiled code would give.
    private Expr folded(Op op, Expr expr) {
        List<Array> known = new ArrayList<>();
        for (Expr part : expr.parts()) {
            if (!(part instanceof Expr.Literal l)) {
                return defineUnlessKnown(algebra.simplify(expr));
            }
            if (!isExact(expr)) {
                return define(expr);
            }
            known.add(l.value());
        }
        if (op instanceof Unary u && Functions.hasOwnBits(u.function(), expr.dtype())) {
            return new Expr.Literal(Composed.each(u.function(), known.getFirst()));
        }
        List<Type> type = List.of(Type.scalar(expr.dtype()));
        return new Expr.Literal(
                Evaluation.evaluate(op, known, type, Run.begin()).getFirst());
    }

    /// Whether a function has one right result: that of others is left to the code that computes them all.
    private static boolean isExact(Expr expr) {
        return switch (expr) {
            case Expr.Unary u ->
                switch (u.function()) {
                    case NEG, ABS, NOT, IS_NAN, IS_FINITE, SQRT, FLOOR, CEIL, ROUND, TRUNC, SIGN -> true;
                    case EXP, EXPM1, LOG, LOG1P, RSQRT, CBRT, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH ->
                        false;
                    case ASINH, ACOSH, ATANH, SIGMOID, ERF, ERFC, ERF_INV, ERFCX, LGAMMA, DIGAMMA, TRIGAMMA -> false;
                };
            case Expr.Binary b -> b.function() != BinaryFunction.POW && b.function() != BinaryFunction.ATAN2;
            default -> true;
        };
    }

    private Expr defineUnlessKnown(Expr expr) {
        boolean known = expr instanceof Expr.Literal || (expr instanceof Expr.Load l && l.at().isEmpty());
        return known ? expr : define(expr);
    }

    private Expr.Load define(Expr expr) {
        Expr.Load number = numbers.get(expr);
        if (number == null) {
            number = new Expr.Load(definitions.size(), expr.dtype(), List.of());
            add(expr, root);
            numbers.put(expr, number);
        }
        return number;
    }
}
