package io.penstock.flink;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts what is written to it into lines. A line that does not end is given on in pieces. */
final class Lines extends OutputStream {
    private static final int LONGEST = 64 << 10;

    private final Consumer<String> to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Consumer<String> to) {
        this.to = to;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            give();
            return;
        }
        line.write(b);
        if (line.size() >= LONGEST) {
            give();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        int begin = from;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n' || line.size() + i - begin >= LONGEST) {
                int end = bytes[i] == '\n' ? i : i + 1;
                line.write(bytes, begin, end - begin);
                begin = i + 1;
                give();
            }
        }
        line.write(bytes, begin, from + length - begin);
    }

    private void give() {
        String text = new String(line.toByteArray(), StandardCharsets.UTF_8);
        line.reset();
        to.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
