package dev.costate.internal.interpret;

import dev.costate.graph.Array;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.presentation.StandardRepresentation;

/// Shows the elements of arrays in the messages of failing assertions.
public final class ArrayRepresentation extends StandardRepresentation {
    private static final int SHOWN = 24;

    @Override
    protected String fallbackToStringOf(Object object) {
        if (!(object instanceof Array array)) {
            return super.fallbackToStringOf(object);
        }
        String elements = IntStream.range(0, Math.min(SHOWN, array.size()))
                .mapToObj(i -> array.type().dtype().isFloating()
                        ? Double.toString(array.getDouble(i))
                        : Long.toString(array.getLong(i)))
                .collect(Collectors.joining(" "));
        return array.type() + "{" + elements + (array.size() > SHOWN ? " ...}" : "}");
    }
}
