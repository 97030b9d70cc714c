package io.penstock.flink;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.python.shaded.py4j.CallbackClient;
import org.apache.flink.api.python.shaded.py4j.Gateway;
import org.apache.flink.api.python.shaded.py4j.GatewayServer;

/**
 * A program in Python, in a process of its own, which calls this one: what PyFlink makes of a program are objects of this JVM. It takes part in
 * the gate: the interpreter has started, PyFlink is loaded and the program compiled before it opens.
 *
 * <p>Both ends of the calls, in either direction, authenticate themselves by a token that only they know. PyFlink's own driver leaves that
 * out, and would let everybody who reaches the port run code here.
 */
public final class PythonProgram implements Gate.Program {
    /** The one program of this process, for {@link Calls}. */
    private static volatile PythonProgram instance;

    private static final int TOKEN_BYTES = 32;

    private final CountDownLatch compiled = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Process process;
    private volatile Failure failure;

    private PythonProgram() {}

    /** What the process told of its end before it ended. */
    private static final class Failure extends Exception {
        private final String trace;

        Failure(String reason, String trace) {
            super(reason, null, false, false);
            this.trace = trace;
        }

        /** The trace of Python takes the place of that of Java. */
        @Override
        public void printStackTrace(java.io.PrintWriter to) {
            to.print(trace);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }

    /** What the process calls. */
    public static final class Calls {
        private Calls() {}

        /** The program is compiled, and waits for the gate. */
        public static void compiled() {
            instance.compiled.countDown();
        }

        /** The program cannot be compiled, or has thrown. */
        public static void failed(String reason, String trace) {
            instance.failure = new Failure(reason, trace);
        }
    }

    /** Starts the process and waits until the program is compiled. */
    static Gate.Program load(PythonCode code) throws Gate.BrokenProgram {
        PythonProgram program = new PythonProgram();
        instance = program;
        try {
            program.start(code);
            program.compiled.await();
        } catch (IOException | InterruptedException | ReflectiveOperationException e) {
            throw new Gate.BrokenProgram("The Python process cannot be started: " + Gate.sentence(e), e);
        }
        if (program.ended.getCount() == 0) {
            throw program.broken();
        }
        return program;
    }

    /** Why a process ended before the program was compiled. */
    private Gate.BrokenProgram broken() {
        if (failure != null) {
            return new Gate.BrokenProgram(failure.getMessage(), failure);
        }
        return new Gate.BrokenProgram(
                "The Python process ended with exit code " + process.exitValue() + " before the program was loaded; the log has what it printed.", null);
    }

    @Override
    public void run() throws Exception {
        Gate.pass();
        OutputStream to = process.getOutputStream();
        to.write("run\n".getBytes(StandardCharsets.UTF_8));
        to.flush();
        ended.await();
        if (failure != null) {
            throw failure;
        }
        if (process.exitValue() != 0) {
            throw new Failure("The Python process ended with exit code " + process.exitValue() + ".", "");
        }
    }

    private void start(PythonCode code) throws IOException, ReflectiveOperationException, Gate.BrokenProgram {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        StringBuilder token = new StringBuilder();
        for (byte b : random) {
            token.append(String.format("%02x", b));
        }
        GatewayServer server = serve(token.toString());
        File launcher = launcher();
        ProcessBuilder builder = new ProcessBuilder(code.interpreter(), "-u", launcher.getPath());
        builder.directory(code.folder()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PYFLINK_GATEWAY_PORT", Integer.toString(server.getListeningPort()));
        process = builder.start();
        // Its standard input stays open: when it ends, this JVM is gone, and so is the process.
        OutputStream to = process.getOutputStream();
        to.write((code.request(token.toString()) + "\n").getBytes(StandardCharsets.UTF_8));
        to.flush();
        Thread reader = new Thread(this::read, "python-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** The server for the process, which also finds the way back. It loads classes as this thread does: also those of the program's JAR. */
    private static GatewayServer serve(String token) throws IOException, ReflectiveOperationException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        CallbackClient back = new CallbackClient(GatewayServer.DEFAULT_PYTHON_PORT, loopback, token);
        GatewayServer server = new GatewayServer.GatewayServerBuilder()
                .gateway(new Gateway(new ConcurrentHashMap<String, Object>(), back))
                .javaPort(0)
                .javaAddress(loopback)
                .authToken(token)
                .build();
        server.start(true);
        // PyFlink asks it for functions that statements of SQL name, CREATE FUNCTION … LANGUAGE PYTHON, and starts a process of its own otherwise.
        Method known = Class.forName("org.apache.flink.client.python.PythonEnvUtils").getDeclaredMethod("setGatewayServer", GatewayServer.class);
        known.setAccessible(true);
        known.invoke(null, server);
        return server;
    }

    /** The file that the process begins with. */
    private static File launcher() throws IOException {
        File file = File.createTempFile("penstock-", ".py");
        file.deleteOnExit();
        try (InputStream in = PythonProgram.class.getResourceAsStream("launcher.py")) {
            Files.copy(in, file.toPath(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Gives on what the process prints, until it has ended. */
    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(line);
            }
        } catch (IOException e) {
            System.err.println("What the program prints is lost: " + e);
        }
        boolean interrupted = true;
        while (interrupted) {
            try {
                process.waitFor();
                interrupted = false;
            } catch (InterruptedException e) {
                // Nobody does that to this thread.
            }
        }
        ended.countDown();
        compiled.countDown();
    }
}
