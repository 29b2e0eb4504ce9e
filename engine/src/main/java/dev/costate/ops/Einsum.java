package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.graph.Axes;
import dev.costate.graph.Dot;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.ArrayList;
import java.util.List;

/// Sums of products in Einstein's notation.
public final class Einsum {
    private Einsum() {}

    /// Contracts tensors as `formula` says, for example `einsum("bij,bjk->bik", a, b)`.
    ///
    /// A letter names an axis; a letter that the result lacks is summed over; a letter shared by operands is
    /// matched. Without `->` the result has the letters that occur once, in alphabetical order. A letter twice
    /// in one operand takes the diagonal. Three or more operands are contracted two at a time, from left to
    /// right: bring the pair with the smallest product to the front.
    ///
    /// @throws dev.costate.ShapeException if letters and axes do not match, naming the letter
    public static Tensor einsum(String formula, Tensor... operands) {
        String text = Problem.present("einsum", "the formula", formula).replace(" ", "");
        int arrow = text.indexOf("->");
        String left = arrow < 0 ? text : text.substring(0, arrow);
        String[] terms = left.split(",", -1);
        if (terms.length != Problem.present("einsum", "the list of operands", operands).length) {
            throw Problem.shape(
                    "einsum",
                    "\"" + formula + "\" names " + terms.length + " operands, given " + operands.length,
                    "write a comma between two");
        }
        String out = arrow < 0 ? implicit(left) : text.substring(arrow + 2);
        check(formula, terms, out, operands);
        List<String> letters = new ArrayList<>(List.of(terms));
        List<Tensor> values = new ArrayList<>(List.of(operands));
        while (letters.size() > 2) {
            String later = out + String.join("", letters.subList(2, letters.size()));
            String kept = shared(letters.get(0) + letters.get(1), later);
            values.set(1, contract(letters.subList(0, 2), values.subList(0, 2), kept));
            letters.set(1, kept);
            letters.removeFirst();
            values.removeFirst();
        }
        return contract(letters, values, out);
    }

    /// The letters of `all`, each once, that `wanted` has.
    private static String shared(String all, String wanted) {
        StringBuilder letters = new StringBuilder();
        all.chars().distinct().filter(c -> wanted.indexOf(c) >= 0).forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    /// Contracts one operand or two.
    private static Tensor contract(List<String> terms, List<Tensor> operands, String out) {
        List<String> letters = new ArrayList<>();
        List<Tensor> values = new ArrayList<>();
        for (int k = 0; k < operands.size(); k++) {
            Tensor x = operands.get(k);
            String term = terms.get(k);
            for (int i = 0; i < term.length(); i++) {
                int j = term.indexOf(term.charAt(i), i + 1);
                if (j >= 0) {
                    x = diagonal(x, i, j);
                    term = term.substring(0, j) + term.substring(j + 1);
                    i--;
                }
            }
            String others = out + (operands.size() == 2 ? terms.get(1 - k) : "");
            for (int i = term.length() - 1; i >= 0; i--) {
                if (others.indexOf(term.charAt(i)) < 0) {
                    x = Reductions.sum(x, false, i);
                    term = term.substring(0, i) + term.substring(i + 1);
                }
            }
            letters.add(term);
            values.add(x);
        }
        if (operands.size() == 1) {
            return permute(values.get(0), letters.get(0), out);
        }
        return pair(values.get(0), letters.get(0), values.get(1), letters.get(1), out);
    }

    private static Tensor pair(Tensor a, String la, Tensor b, String lb, String out) {
        List<Integer> batchA = new ArrayList<>();
        List<Integer> batchB = new ArrayList<>();
        List<Integer> contractA = new ArrayList<>();
        List<Integer> contractB = new ArrayList<>();
        StringBuilder batch = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < la.length(); i++) {
            char c = la.charAt(i);
            int j = lb.indexOf(c);
            if (j < 0) {
                rest.append(c);
            } else if (out.indexOf(c) >= 0) {
                batchA.add(i);
                batchB.add(j);
                batch.append(c);
            } else {
                contractA.add(i);
                contractB.add(j);
            }
        }
        for (int j = 0; j < lb.length(); j++) {
            if (la.indexOf(lb.charAt(j)) < 0) {
                rest.append(lb.charAt(j));
            }
        }
        DType promoted = a.dtype().promote(b.dtype());
        DType dtype = promoted == DType.BOOL ? DType.INT32 : promoted;
        Tensor y = Dispatch.one(
                new Dot(
                        Axes.of(Layout.ints(batchA)),
                        Axes.of(Layout.ints(batchB)),
                        Axes.of(Layout.ints(contractA)),
                        Axes.of(Layout.ints(contractB))),
                a.to(dtype),
                b.to(dtype));
        return permute(y, batch.append(rest).toString(), out);
    }

    private static Tensor permute(Tensor x, String from, String to) {
        int[] permutation = to.chars().map(from::indexOf).toArray();
        return permutation.length == 0 ? x : Layout.transpose(x, permutation);
    }

    private static Tensor diagonal(Tensor x, int i, int j) {
        int n = x.shape().dim(i);
        var mask = Creation.iota(x.shape(), i, DType.INT32).eq(Creation.iota(x.shape(), j, DType.INT32));
        Tensor kept = Elementwise.select(mask, x, Creation.zerosLike(x));
        return n == 0 ? Reductions.sum(x, false, j) : Reductions.sum(kept, false, j);
    }

    private static String implicit(String left) {
        String letters = left.replace(",", "");
        StringBuilder out = new StringBuilder();
        letters.chars()
                .sorted()
                .filter(c -> letters.indexOf(c) == letters.lastIndexOf(c))
                .forEach(c -> out.append((char) c));
        return out.toString();
    }

    private static void check(String formula, String[] terms, String out, Tensor[] operands) {
        int[] extents = new int[Character.MAX_VALUE + 1];
        for (int k = 0; k < terms.length; k++) {
            if (terms[k].contains(".")) {
                throw Problem.shape(
                        "einsum", "\"" + formula + "\" leaves axes of operand " + k + " unnamed", "name every axis");
            }
            if (terms[k].length()
                    != Problem.present("einsum", "operand " + k, operands[k]).rank()) {
                throw Problem.shape(
                        "einsum",
                        "\"" + formula + "\" gives operand " + k + " " + terms[k].length() + " axes, it is "
                                + Problem.describe(operands[k]),
                        "one letter an axis");
            }
            for (int i = 0; i < terms[k].length(); i++) {
                char c = terms[k].charAt(i);
                int n = operands[k].shape().dim(i);
                if (!Character.isLetter(c)) {
                    throw Problem.shape("einsum", "'" + c + "' in \"" + formula + "\" names no axis", "use letters");
                }
                if (extents[c] != 0 && extents[c] != n + 1) {
                    throw Problem.shape(
                            "einsum",
                            "axis " + c + " of \"" + formula + "\" is " + (extents[c] - 1) + " and " + n + ": "
                                    + String.join(
                                            " x ",
                                            java.util.Arrays.stream(operands)
                                                    .map(Problem::describe)
                                                    .toList()),
                            "extents of one letter must agree");
                }
                extents[c] = n + 1;
            }
        }
        for (int i = 0; i < out.length(); i++) {
            if (extents[out.charAt(i)] == 0 || out.indexOf(out.charAt(i)) != i) {
                throw Problem.shape(
                        "einsum",
                        "the result's '" + out.charAt(i) + "' in \"" + formula + "\" names no axis, or one twice",
                        "");
            }
        }
    }
}
