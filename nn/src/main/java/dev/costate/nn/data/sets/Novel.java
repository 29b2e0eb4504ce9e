package dev.costate.nn.data.sets;

import java.util.List;

/// A novel as text.
///
/// @param title in capitals
/// @param paragraphs a line each; letters within the novel have some more
public record Novel(String title, List<String> paragraphs) {
    /// A copy of the list is kept.
    public Novel {
        paragraphs = List.copyOf(paragraphs);
    }

    /// The paragraphs, a line each.
    public String text() {
        return String.join("\n", paragraphs) + "\n";
    }
}
