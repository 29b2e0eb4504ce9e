package dev.costate.nn.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a line of text into words.
@FunctionalInterface
public interface Tokeniser {
    /// The words of a line, in order.
    List<String> words(String line);

    /// Words between white space, as they stand: what word2vec's own program reads.
    static Tokeniser whitespace() {
        return line -> cut(line, false);
    }

    /// Runs of letters, in lower case; an apostrophe between two letters belongs to the word, as in `lord's`.
    static Tokeniser letters() {
        return line -> cut(line.toLowerCase(Locale.ROOT), true);
    }

    private static List<String> cut(String line, boolean letters) {
        List<String> words = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean belongs = letters
                    ? isLetter(c) || (isApostrophe(c) && begin >= 0 && letterAt(line, next))
                    : !Character.isWhitespace(c);
            if (belongs && begin < 0) {
                begin = i;
            } else if (!belongs && begin >= 0) {
                words.add(line.substring(begin, i));
                begin = -1;
            }
            i = next;
        }
        if (begin >= 0) {
            words.add(line.substring(begin));
        }
        return words;
    }

    private static boolean letterAt(String line, int at) {
        return at < line.length() && isLetter(line.codePointAt(at));
    }

    private static boolean isLetter(int c) {
        int type = Character.getType(c);
        return Character.isLetter(c) || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isApostrophe(int c) {
        return c == '\'' || c == '’';
    }
}
