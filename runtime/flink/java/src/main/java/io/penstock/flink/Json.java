package io.penstock.flink;

/** Writes JSON objects of a few members, a line each. */
final class Json {
    private final StringBuilder text = new StringBuilder(256).append('{');

    Json put(String name, String value) {
        if (value != null) {
            string(name(name), value);
        }
        return this;
    }

    Json put(String name, long value) {
        name(name).append(value);
        return this;
    }

    Json put(String name, Iterable<String> values) {
        name(name).append('[');
        boolean first = true;
        for (String value : values) {
            if (!first) {
                text.append(',');
            }
            first = false;
            string(text, value);
        }
        text.append(']');
        return this;
    }

    @Override
    public String toString() {
        return text + "}";
    }

    private StringBuilder name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        return string(text, name).append(':');
    }

    private static StringBuilder string(StringBuilder to, String value) {
        to.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c == '\n') {
                to.append("\\n");
            } else if (c == '\t') {
                to.append("\\t");
            } else if (c < 0x20) {
                to.append(String.format("\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
        return to.append('"');
    }
}
