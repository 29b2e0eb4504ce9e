package dev.costate.docs;

import org.jspecify.annotations.Nullable;

/// What the class that a page becomes extends: the checks that its `// ->` and `// throws` comments turn into.
///
/// Their names begin with `$`, so that they are in nobody's way.
public abstract class PageScope {
    private static @Nullable Transcript transcript;

    static void begin(Transcript next) {
        transcript = next;
    }

    private static Transcript transcript() {
        if (transcript == null) {
            throw new IllegalStateException("no page is being run");
        }
        return transcript;
    }

    /// The page's statements.
    ///
    /// @throws Exception whatever they throw
    protected abstract void run() throws Exception;

    /// `// -> line`, perhaps several.
    protected static void $printed(int line, String... expected) {
        transcript().require(line, expected);
    }

    /// `// throws Type: message`.
    protected static void $threw(int line, @Nullable Throwable thrown, String expected) {
        transcript().requireThrown(line, thrown, expected);
    }
}
