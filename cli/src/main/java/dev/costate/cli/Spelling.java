package dev.costate.cli;

import java.nio.charset.CharsetEncoder;
import java.util.HashMap;
import java.util.Map;

/// Spells out signs of mathematics for terminals that cannot show them: `λ` is `lambda`, `10⁻³` is `10^-3`.
final class Spelling {
    private static final Map<Character, String> WORDS = new HashMap<>();

    static {
        var greek =
                "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma"
                        + " tau upsilon phi chi psi omega";
        var letter = 'α';
        for (var name : greek.split(" ", -1)) {
            WORDS.put(letter, name);
            if (letter != 'ς') {
                WORDS.put(Character.toUpperCase(letter), Character.toUpperCase(name.charAt(0)) + name.substring(1));
            }
            letter++;
        }
        spell("−–—", "-", "-", "-");
        spell("‘’“”", "'", "'", "\"", "\"");
        spell("…·×÷±", "...", "*", "x", "/", "+-");
        spell("≤≥≠≈∞√", "<=", ">=", "!=", "~", "infinity", "sqrt");
        spell("→←⇒", "->", "<-", "=>");
        spell("∂∇∑∏‖∈", "d", "grad", "sum", "product", "||", "in");
        spell("½ᵀ⊤°✓✗", "1/2", "^T", "^T", " degrees", "yes", "NO");
        spell("─━│", "-", "=", "|");
    }

    private Spelling() {}

    private static void spell(String signs, String... words) {
        for (var i = 0; i < words.length; i++) {
            WORDS.put(signs.charAt(i), words[i]);
        }
    }

    static String of(String text, CharsetEncoder encoder) {
        var spelled = new StringBuilder();
        var wasRaised = false;
        for (var i = 0; i < text.length(); i++) {
            var sign = text.charAt(i);
            var raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻".indexOf(sign);
            var lowered = "₀₁₂₃₄₅₆₇₈₉₊₋".indexOf(sign);
            if (encoder.canEncode(sign)) {
                spelled.append(sign);
            } else if (raised >= 0) {
                spelled.append(wasRaised ? "" : "^").append("0123456789+-".charAt(raised));
            } else if (lowered >= 0) {
                spelled.append("0123456789+-".charAt(lowered));
            } else {
                spelled.append(WORDS.getOrDefault(sign, "?"));
            }
            wasRaised = raised >= 0;
        }
        return spelled.toString();
    }
}
