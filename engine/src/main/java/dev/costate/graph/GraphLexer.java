package dev.costate.graph;

import dev.costate.GraphException;
import java.util.HexFormat;

/// The tokens of a graph's text, one at a time.
final class GraphLexer {
    /// What a token is.
    enum Kind {
        /// A name: letters, digits and `_`, not first a digit.
        WORD,
        /// A decimal number; `-Infinity` too.
        NUMBER,
        /// `%` and the number of a value.
        VALUE,
        /// A quoted string, unescaped.
        STRING,
        /// Anything else: one character, or `...`.
        MARK,
        /// The end of the text.
        END
    }

    /// @param kind what it is
    /// @param text its characters; of a value the number, of a string the content
    /// @param start where it starts
    record Token(Kind kind, String text, int start) {}

    private final String text;
    private int position;
    private Token token;

    GraphLexer(String text) {
        this.text = text;
        this.token = scan();
    }

    /// The token at hand.
    Token token() {
        return token;
    }

    /// Whether the token at hand is this mark or word.
    boolean at(String markOrWord) {
        return (token.kind() == Kind.MARK || token.kind() == Kind.WORD)
                && token.text().equals(markOrWord);
    }

    /// Passes on and returns the token that was at hand.
    Token next() {
        Token previous = token;
        token = scan();
        return previous;
    }

    /// Passes this mark or word if it is at hand.
    boolean accept(String markOrWord) {
        boolean found = at(markOrWord);
        if (found) {
            next();
        }
        return found;
    }

    /// Passes this mark or word, which must be at hand.
    void expect(String markOrWord) {
        if (!accept(markOrWord)) {
            throw expected("'" + markOrWord + "'");
        }
    }

    /// Passes a token of this kind, which must be at hand; `what` names it.
    Token expect(Kind kind, String what) {
        if (token.kind() != kind) {
            throw expected(what);
        }
        return next();
    }

    /// Passes a file's name after `#`, bare or quoted.
    String file() {
        if (token.kind() == Kind.STRING) {
            return next().text();
        }
        int end = token.start();
        while (end < text.length() && isFilePart(text.charAt(end))) {
            end++;
        }
        if (end == token.start()) {
            throw expected("a file's name");
        }
        String file = text.substring(token.start(), end);
        position = end;
        token = scan();
        return file;
    }

    /// How many characters are left after the token at hand.
    int remaining() {
        return text.length() - position;
    }

    /// Whether a file's name prints without quotes.
    static boolean isBareFile(String file) {
        return !file.isEmpty() && file.chars().allMatch(c -> isFilePart((char) c)) && !file.equals("vmap");
    }

    /// The error that something else stands at hand.
    GraphException expected(String what) {
        String found = switch (token.kind()) {
            case END -> "the end of the text";
            case STRING -> "a string";
            case VALUE -> "'%" + brief(token.text()) + "'";
            case WORD, NUMBER, MARK -> "'" + brief(token.text()) + "'";
        };
        return error(token.start(), "expected " + what + ", found " + found);
    }

    /// An error at a place in the text.
    GraphException error(int start, String problem) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < start; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new GraphException("graph text, line " + line + ", column " + (start - lineStart + 1) + ": " + problem);
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    private static boolean isFilePart(char c) {
        return isWordPart(c) || c == '.' || c == '-' || c == '$' || c == '/';
    }

    private static boolean isWordPart(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char at(int i) {
        return i < text.length() ? text.charAt(i) : '\0';
    }

    private Token scan() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        int start = position;
        if (start == text.length()) {
            return new Token(Kind.END, "", start);
        }
        char c = text.charAt(start);
        if (c == '%' && isDigit(at(start + 1))) {
            position++;
            digits();
            return new Token(Kind.VALUE, text.substring(start + 1, position), start);
        }
        if (isDigit(c) || (c == '-' && isDigit(at(start + 1)))) {
            number();
            return new Token(Kind.NUMBER, text.substring(start, position), start);
        }
        if (text.startsWith("-Infinity", start)) {
            position += "-Infinity".length();
            return new Token(Kind.NUMBER, "-Infinity", start);
        }
        if (isWordPart(c)) {
            while (isWordPart(at(position))) {
                position++;
            }
            return new Token(Kind.WORD, text.substring(start, position), start);
        }
        if (c == '"') {
            return new Token(Kind.STRING, string(start), start);
        }
        position += text.startsWith("...", start) ? 3 : 1;
        return new Token(Kind.MARK, text.substring(start, position), start);
    }

    private void digits() {
        while (isDigit(at(position))) {
            position++;
        }
    }

    private void number() {
        position++;
        digits();
        if (at(position) == '.' && isDigit(at(position + 1))) {
            position++;
            digits();
        }
        if (at(position) == 'e' || at(position) == 'E') {
            int sign = at(position + 1) == '-' || at(position + 1) == '+' ? 1 : 0;
            if (isDigit(at(position + 1 + sign))) {
                position += 1 + sign;
                digits();
            }
        }
    }

    private String string(int start) {
        StringBuilder content = new StringBuilder();
        int i = start + 1;
        while (at(i) != '"') {
            char c = at(i);
            if (i >= text.length() || c == '\n') {
                throw error(start, "this string does not end on its line");
            }
            if (c != '\\') {
                content.append(c);
                i++;
            } else if (at(i + 1) == '"' || at(i + 1) == '\\') {
                content.append(at(i + 1));
                i += 2;
            } else if (at(i + 1) == 'u' && i + 6 <= text.length() && isHex(text.substring(i + 2, i + 6))) {
                content.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 6;
            } else {
                throw error(i, "expected \\\", \\\\ or \\u and four hexadecimal digits");
            }
        }
        position = i + 1;
        return content.toString();
    }

    private static boolean isHex(String digits) {
        return digits.chars().allMatch(c -> HexFormat.isHexDigit(c));
    }
}
