package dev.costate.lab.plot;

/// The check that columns of data are equally long.
final class Lengths {
    private Lengths() {}

    static void requireEqual(String place, String first, int firstLength, String second, int secondLength) {
        if (firstLength != secondLength) {
            throw new IllegalArgumentException("%s: %s has %d values and %s has %d; they are pairs"
                    .formatted(place, first, firstLength, second, secondLength));
        }
    }
}
