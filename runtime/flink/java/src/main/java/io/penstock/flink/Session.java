package io.penstock.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.TableConfig;

/** The options of a script as Flink's SQL client has them: SET changes one, and RESET has it be what it was at the beginning. */
final class Session {
    private final TableConfig config;

    /** What those that were set had been; null for nothing. */
    private final Map<String, String> before = new HashMap<>();

    Session(TableConfig config) {
        this.config = config;
    }

    void set(String key, String value) {
        if (!before.containsKey(key)) {
            before.put(key, config.getConfiguration().toMap().get(key));
        }
        config.set(key, value);
    }

    /** Undoes what was set of a key, or of all of them where it is empty. */
    void reset(String key) {
        if (key.isEmpty()) {
            new ArrayList<>(before.keySet()).forEach(this::undo);
        } else if (before.containsKey(key)) {
            undo(key);
        }
    }

    private void undo(String key) {
        String old = before.remove(key);
        if (old == null) {
            config.getConfiguration().removeConfig(ConfigOptions.key(key).stringType().noDefaultValue());
        } else {
            config.set(key, old);
        }
    }
}
