package dev.costate.lab;

import java.util.Map;

/// Finds the seed among the components of a configuration.
final class Seeds {
    private Seeds() {}

    static long of(Record config) {
        for (var component : config.getClass().getRecordComponents()) {
            var type = component.getType();
            if (component.getName().equals("seed") && (type == long.class || type == int.class)) {
                var plain = PlainValue.of(config);
                if (plain instanceof Map<?, ?> map && map.get("seed") instanceof Long seed) {
                    return seed;
                }
            }
        }
        return 0;
    }
}
