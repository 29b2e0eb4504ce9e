package dev.costate.internal.trace;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/// Where the libraries on top of the engine lie: the jars and folders with a resource
/// `META-INF/costate/library`.
///
/// So the engine need not know them; and their tests, in the same packages but another folder, are users like
/// all others.
final class Libraries {
    private static final String MARK = "META-INF/costate/library";
    private static final Set<String> LOCATIONS = find();

    private Libraries() {}

    /// Whether one of them is at `location`, the URL of a jar or of a folder as a code source has it.
    static boolean contain(String location) {
        return LOCATIONS.contains(location);
    }

    private static Set<String> find() {
        Set<String> found = new HashSet<>();
        ClassLoader loader = Libraries.class.getClassLoader();
        if (loader == null) {
            return found;
        }
        try {
            for (URL mark : Collections.list(loader.getResources(MARK))) {
                found.add(location(mark.toExternalForm()));
            }
        } catch (IOException _) {
            // an error that is being told of then names a library's line, as it does where there is no mark
            return found;
        }
        return found;
    }

    /// `file:/x/nn.jar` of `jar:file:/x/nn.jar!/META-INF/...`, `file:/x/classes/` of `file:/x/classes/META-INF/...`.
    static String location(String mark) {
        String root = mark.substring(0, mark.length() - MARK.length());
        return root.startsWith("jar:") && root.endsWith("!/")
                ? root.substring("jar:".length(), root.length() - "!/".length())
                : root;
    }
}
