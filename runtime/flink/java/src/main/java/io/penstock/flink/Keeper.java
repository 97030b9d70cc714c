package io.penstock.flink;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process that started this one and keeps it: what is written to standard output are events for it, JSON objects a line each, and
 * standard input has what it asks for. Nobody else has the two pipes. When it is gone, its end of them is closed, and this process ends
 * at once: a cluster never outlives its keeper.
 */
final class Keeper {
    private static final Keeper INSTANCE = new Keeper();

    /** The exit code of a process whose keeper is gone. */
    private static final int ABANDONED = 143;

    /** Stands for the file of settings where they are handed over. */
    private static final String HANDED_OVER = "-";

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    private Keeper() {}

    static Keeper get() {
        return INSTANCE;
    }

    /**
     * Takes over standard input and output; what programs print goes to the keeper line by line. The settings are in a file, or for a process
     * that has keys, where standard input begins with them and the keys, nowhere.
     */
    Settings attach(String file) throws IOException {
        System.setOut(new PrintStream(new Lines(line -> send(new Json().put("out", line))), true, "UTF-8"));
        System.setErr(new PrintStream(new Lines(line -> send(new Json().put("err", line))), true, "UTF-8"));
        Settings settings = file.equals(HANDED_OVER) ? takeOver(new DataInputStream(System.in)) : Settings.readFile(file);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Thread reader = new Thread(() -> read(in), "penstock-keeper");
        reader.setDaemon(true);
        reader.start();
        return settings;
    }

    private static Settings takeOver(DataInputStream from) throws IOException {
        try {
            byte[] settings = new byte[from.readInt()];
            from.readFully(settings);
            Seals.install(from);
            return Settings.read(new String(settings, StandardCharsets.UTF_8));
        } catch (EOFException e) {
            Runtime.getRuntime().halt(ABANDONED);
            throw e;
        }
    }

    private void read(BufferedReader in) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                asked.add(line);
            }
        } catch (IOException e) {
            // Like the end of the stream.
        }
        Children.kill();
        Runtime.getRuntime().halt(ABANDONED);
    }

    /** Waits for the next line that the keeper sends. */
    String next() throws InterruptedException {
        return asked.take();
    }

    void send(Json event) {
        byte[] line = (event + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            try {
                out.write(line);
            } catch (IOException e) {
                Runtime.getRuntime().halt(ABANDONED);
            }
        }
    }

    /** Tells of something that happened to this process. */
    void tell(String event) {
        send(new Json().put("event", event));
    }

    void tell(String event, long port) {
        send(new Json().put("event", event).put("port", port));
    }

    /** Tells why something failed: one sentence, and the stack trace. */
    void tell(String event, String reason, Throwable cause) {
        Json message = new Json().put("event", event).put("reason", reason);
        if (cause != null) {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace, true));
            message.put("trace", trace.toString());
        }
        send(message);
    }
}
