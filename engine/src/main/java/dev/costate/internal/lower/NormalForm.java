package dev.costate.internal.lower;

import dev.costate.internal.lower.Index.FloorDiv;
import dev.costate.internal.lower.Index.Literal;
import dev.costate.internal.lower.Index.Mod;
import dev.costate.internal.lower.Index.Sum;
import dev.costate.internal.lower.Index.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The arithmetic of indices.
///
/// The identities used, for d > 0 and floor division:
///
/// - (d a + b) div d = a + b div d, and (d a + b) mod d = b mod d;
/// - b div d = 0 and b mod d = b for 0 <= b < d;
/// - (g a + b) div g d = a div d, and (g a + b) mod g d = g (a mod d) + b for 0 <= b < g;
/// - (x div c) div d = x div c d, and (x mod c d) mod d = x mod d;
/// - (x mod c d) div d = (x div d) mod c;
/// - d (x div d) + x mod d = x.
final class NormalForm {
    private NormalForm() {}

    static Index plus(Index a, Index b) {
        Map<Index, Long> terms = terms(a);
        terms(b).forEach((atom, factor) -> terms.merge(atom, factor, Long::sum));
        return sum(terms, constant(a) + constant(b));
    }

    static Index times(Index a, long factor) {
        Map<Index, Long> terms = terms(a);
        terms.replaceAll((_, f) -> f * factor);
        return sum(terms, constant(a) * factor);
    }

    static Index floorDiv(Index x, long divisor) {
        Parts parts = Parts.of(x, divisor);
        Index rest = parts.rest();
        if (isWithin(rest, divisor)) {
            return parts.quotient();
        }
        for (long g : commonDivisors(rest, divisor)) {
            Parts coarse = Parts.of(rest, g);
            if (isWithin(coarse.rest(), g)) {
                return plus(parts.quotient(), floorDiv(coarse.quotient(), divisor / g));
            }
        }
        Index quotient = switch (rest) {
            case FloorDiv q -> floorDiv(q.x(), q.divisor() * divisor);
            case Mod m ->
                m.divisor() % divisor == 0
                        ? floorDiv(m.x(), divisor).mod(m.divisor() / divisor)
                        : new FloorDiv(m, divisor);
            case Literal _, Sum _, Index.Axis _, Index.Clamp _, Index.Value _ -> new FloorDiv(rest, divisor);
        };
        return plus(parts.quotient(), quotient);
    }

    static Index mod(Index x, long divisor) {
        Index rest = Parts.of(x, divisor).rest();
        if (isWithin(rest, divisor)) {
            return rest;
        }
        for (long g : commonDivisors(rest, divisor)) {
            Parts coarse = Parts.of(rest, g);
            if (isWithin(coarse.rest(), g)) {
                return plus(times(mod(coarse.quotient(), divisor / g), g), coarse.rest());
            }
        }
        return rest instanceof Mod m && m.divisor() % divisor == 0 ? mod(m.x(), divisor) : new Mod(rest, divisor);
    }

    private static boolean isWithin(Index x, long limit) {
        return x.low() >= 0 && x.high() < limit;
    }

    /// What `divisor` has in common with a factor in `x`, except 1.
    private static List<Long> commonDivisors(Index x, long divisor) {
        return terms(x).values().stream()
                .map(f -> BigInteger.valueOf(f).gcd(BigInteger.valueOf(divisor)).longValue())
                .filter(g -> g > 1)
                .distinct()
                .toList();
    }

    /// An index as `divisor * quotient + rest`, where the rest has none of the terms that are multiples.
    private record Parts(Index quotient, Index rest) {
        static Parts of(Index x, long divisor) {
            Map<Index, Long> multiples = new LinkedHashMap<>();
            Map<Index, Long> others = new LinkedHashMap<>();
            terms(x).forEach((atom, factor) -> {
                if (factor % divisor == 0) {
                    multiples.put(atom, factor / divisor);
                } else {
                    others.put(atom, factor);
                }
            });
            long constant = constant(x);
            return new Parts(
                    sum(multiples, Math.floorDiv(constant, divisor)), sum(others, Math.floorMod(constant, divisor)));
        }
    }

    private static Map<Index, Long> terms(Index index) {
        Map<Index, Long> terms = new LinkedHashMap<>();
        if (index instanceof Sum s) {
            s.terms().forEach(t -> terms.put(t.atom(), t.factor()));
        } else if (!(index instanceof Literal)) {
            terms.put(index, 1L);
        }
        return terms;
    }

    private static long constant(Index index) {
        return index instanceof Sum s ? s.constant() : index instanceof Literal l ? l.value() : 0;
    }

    private static Index sum(Map<Index, Long> factors, long constant) {
        factors.values().removeIf(f -> f == 0);
        for (Map.Entry<Index, Long> entry : factors.entrySet()) {
            long factor = entry.getValue();
            if (entry.getKey() instanceof Mod m) {
                Index quotient = floorDiv(m.x(), m.divisor());
                if (factors.getOrDefault(quotient, 0L) == factor * m.divisor()) {
                    Map<Index, Long> others = new LinkedHashMap<>(factors);
                    others.remove(m);
                    others.remove(quotient);
                    return plus(sum(others, constant), times(m.x(), factor));
                }
            }
        }
        if (factors.isEmpty()) {
            return new Literal(constant);
        }
        List<Term> terms = new ArrayList<>();
        factors.forEach((atom, factor) -> terms.add(new Term(factor, atom)));
        if (terms.size() == 1 && terms.getFirst().factor() == 1 && constant == 0) {
            return terms.getFirst().atom();
        }
        terms.sort(Comparator.comparing(t -> t.atom().toString()));
        return new Sum(terms, constant);
    }
}
