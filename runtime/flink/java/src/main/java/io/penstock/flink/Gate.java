package io.penstock.flink;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.flink.configuration.Configuration;

/**
 * The program that Flink runs in place of the user's: it loads the user's, tells the keeper, and waits until it is asked to go on, from a
 * savepoint perhaps. All that takes long has been done by then. A main is called after that; a script, which does nothing but make its job,
 * is planned before, and waits where it submits that.
 *
 * <p>It never returns: what became of the job is seen over the REST API, and a program without one would end the process.
 */
public final class Gate {
    private static Settings settings;
    private static Configuration configuration;

    /** The program, where it is one in Python. */
    private static PythonCode python;

    /** What was asked for; null before the gate is open. */
    private static Restore restore;

    private Gate() {}

    static void prepare(Settings given) {
        settings = given;
    }

    /** Names the program, which is one in Python. */
    static void prepare(PythonCode code) {
        python = code;
    }

    /** Names the configuration that the program is run with. */
    static void configure(Configuration used) {
        configuration = used;
    }

    public static void main(String[] ignored) throws Exception {
        Keeper keeper = Keeper.get();
        try {
            GatedExecutors.install(configuration, new FixedSettings(settings));
            program().run();
            keeper.tell("returned");
        } catch (BrokenProgram e) {
            keeper.tell("broken", e.getMessage(), e.getCause());
        } catch (InvocationTargetException e) {
            keeper.tell("threw", sentence(e.getCause()), e.getCause());
        } catch (Throwable e) {
            keeper.tell("threw", sentence(e), e);
        }
        new CountDownLatch(1).await();
    }

    private static Program program() throws BrokenProgram {
        if (Integer.parseInt(settings.own("statements")) > 0) {
            return new Scripts(settings);
        }
        return python == null ? jar() : PythonProgram.load(python);
    }

    /** What is run: it passes the gate before it does anything that is not to be done twice. */
    interface Program {
        void run() throws Exception;
    }

    /** A program that can never run. */
    static final class BrokenProgram extends Exception {
        BrokenProgram(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** Waits until the program may go on, and tells from where. Only the first one who asks has to wait. */
    static synchronized Restore pass() throws InterruptedException {
        if (restore == null) {
            Keeper keeper = Keeper.get();
            keeper.tell("loaded");
            restore = Restore.parse(keeper.next());
        }
        return restore;
    }

    /** Tells whether the program may go on. */
    static synchronized boolean open() {
        return restore != null;
    }

    private static Program jar() throws BrokenProgram {
        String name = settings.own("main-class");
        if (name.isEmpty()) {
            name = mainClass(new File(settings.own("jar")));
        }
        Class<?> main;
        try {
            main = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new BrokenProgram("The main class " + name + " is not in the JAR.", e);
        } catch (UnsupportedClassVersionError e) {
            throw new BrokenProgram("The main class " + name + " was compiled for a newer Java than the " + System.getProperty("java.version")
                    + " that runs it.", e);
        } catch (LinkageError e) {
            throw new BrokenProgram("The main class " + name + " cannot be loaded: " + sentence(e), e);
        }
        Method method;
        try {
            method = main.getMethod("main", String[].class);
        } catch (NoSuchMethodException | LinkageError e) {
            throw new BrokenProgram("The main class " + name + " has no method public static void main(String[]).", e);
        }
        if (!Modifier.isStatic(method.getModifiers())) {
            throw new BrokenProgram("The method main of " + name + " is not static.", null);
        }
        String[] args = arguments().toArray(new String[0]);
        return () -> {
            pass();
            method.invoke(null, (Object) args);
        };
    }

    private static String mainClass(File jar) throws BrokenProgram {
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            for (String attribute : new String[] {"program-class", "Main-Class"}) {
                String name = attributes.getValue(attribute);
                if (name != null && !name.trim().isEmpty()) {
                    return name.trim();
                }
            }
        } catch (IOException e) {
            throw new BrokenProgram("The code is not a JAR: " + sentence(e), e);
        }
        throw new BrokenProgram("The JAR names no main class: its META-INF/MANIFEST.MF has no Main-Class.", null);
    }

    static List<String> arguments() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(settings.own("arguments")); i++) {
            all.add(settings.own("argument." + i));
        }
        return all;
    }

    /** What an exception and its causes say, those that say nothing new left out. */
    static String sentence(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        String text = thrown.toString();
        return last == thrown || text.contains(last.toString()) ? text : text + ": " + last;
    }
}
