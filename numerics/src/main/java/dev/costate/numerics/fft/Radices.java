package dev.costate.numerics.fft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a length is taken apart into factors that are transformed as matrix products.
///
/// @param factors they multiply to the length, the largest first
/// @param cost for each element, in products of an element with a matrix's
record Radices(List<Integer> factors, double cost) {
    /// The largest product of several primes that is one matrix; 32, 64 and 128 were alike in a few runs.
    static final int LARGEST = 128;

    /// What a pass over the array costs beside its products: better than 16 in a few runs, and not searched further.
    private static final double PASS = 48;

    /// The cheapest way.
    static Radices of(int n) {
        return of(n, new TreeMap<>());
    }

    private static Radices of(int n, Map<Integer, Radices> known) {
        if (n == 1) {
            return new Radices(List.of(), 0);
        }
        Radices best = known.get(n);
        if (best == null) {
            int prime = largestPrime(n);
            // Every way has a factor with the largest prime in it; take that one off first.
            for (int r = prime; r <= Math.max(prime, Math.min(n, LARGEST)); r += prime) {
                if (n % r == 0) {
                    Radices rest = of(n / r, known);
                    double cost = r + PASS + rest.cost;
                    if (best == null || cost <= best.cost) {
                        List<Integer> factors = new ArrayList<>(rest.factors);
                        factors.add(r);
                        factors.sort(java.util.Comparator.reverseOrder());
                        best = new Radices(List.copyOf(factors), cost);
                    }
                }
            }
            known.put(n, java.util.Objects.requireNonNull(best));
        }
        return best;
    }

    private static int largestPrime(int n) {
        int rest = n;
        int largest = 1;
        for (int p = 2; (long) p * p <= rest; p++) {
            while (rest % p == 0) {
                largest = p;
                rest /= p;
            }
        }
        return Math.max(largest, rest);
    }
}
