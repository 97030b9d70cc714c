package io.penstock.flink;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.flink.configuration.Configuration;

/** The archive of a program in Python, unpacked, and what is to be run of it. Its parts are named by their paths in the archive. */
final class PythonCode {
    private final Settings settings;
    private final Path folder;

    private PythonCode(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** Tells whether the program is one in Python. */
    static boolean isMeant(Settings settings) {
        return !settings.own("python.interpreter").isEmpty();
    }

    /** Unpacks the archive, which was looked at before, into the folder of temporary files, and finds the parts that settings name. */
    static PythonCode unpack(Settings settings) throws Gate.BrokenProgram {
        try {
            Path folder = Files.createTempDirectory(Paths.get(System.getProperty("java.io.tmpdir")), "program-").toRealPath();
            PythonCode code = new PythonCode(settings, folder);
            code.unpackInto(new File(settings.own("python.archive")));
            for (String property : new String[] {"python", "jarfile"}) {
                if (!settings.own("python." + property).isEmpty()) {
                    code.file(property, settings.own("python." + property));
                }
            }
            for (String property : new String[] {"pyFiles", "pyArchives", "pyRequirements"}) {
                code.paths(property);
            }
            return code;
        } catch (IOException e) {
            throw new Gate.BrokenProgram("The archive cannot be unpacked: " + Gate.sentence(e), e);
        }
    }

    private void unpackInto(File archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive)) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path to = folder.resolve(entry.getName()).normalize();
                if (!to.startsWith(folder)) {
                    throw new IOException("the entry " + entry.getName() + " would be outside of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                    continue;
                }
                Files.createDirectories(to.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** The path of a part on this machine. */
    private Path find(String property, String part) throws Gate.BrokenProgram {
        Path path = folder.resolve(part).normalize();
        if (!path.startsWith(folder) || !Files.exists(path)) {
            throw new Gate.BrokenProgram("The archive has no " + part + ", which the property " + property + " of " + settings.own("python.group")
                    + " names. Its top has: " + String.join(", ", top()) + ".", null);
        }
        return path;
    }

    private Path file(String property, String part) throws Gate.BrokenProgram {
        Path path = find(property, part);
        if (!Files.isRegularFile(path)) {
            throw new Gate.BrokenProgram(
                    "The property " + property + " of " + settings.own("python.group") + " names a folder of the archive, " + part + ", and no file.", null);
        }
        return path;
    }

    private List<String> top() {
        String[] names = folder.toFile().list();
        List<String> all = new ArrayList<>();
        if (names != null) {
            java.util.Arrays.sort(names);
            for (String name : names) {
                all.add(all.size() == 20 ? "…" : name);
                if (all.size() > 20) {
                    break;
                }
            }
        }
        return all;
    }

    /** The paths that a property lists, each with what follows a "#": the name that Flink gives a part. */
    private List<String> paths(String property) throws Gate.BrokenProgram {
        List<String> all = new ArrayList<>();
        for (String element : settings.own("python." + property).split(",")) {
            if (element.trim().isEmpty()) {
                continue;
            }
            int mark = element.indexOf('#');
            String part = (mark < 0 ? element : element.substring(0, mark)).trim();
            all.add(find(property, part) + (mark < 0 ? "" : element.substring(mark).trim()));
        }
        return all;
    }

    /** The JAR that has connectors and what else the program takes of Java; null for none. */
    File jar() throws Gate.BrokenProgram {
        String name = settings.own("python.jarfile");
        return name.isEmpty() ? null : file("jarfile", name).toFile();
    }

    /** Has TaskManagers bring the same parts to the processes that run functions in Python. */
    void configure(Configuration configuration) throws Gate.BrokenProgram {
        configuration.setString("python.executable", interpreter());
        configuration.setString("python.client.executable", interpreter());
        String[][] names = {{"pyFiles", "python.files"}, {"pyArchives", "python.archives"}, {"pyRequirements", "python.requirements"}};
        for (String[] name : names) {
            List<String> paths = paths(name[0]);
            if (!paths.isEmpty()) {
                configuration.setString(name[1], String.join(",", paths));
            }
        }
    }

    String interpreter() {
        return settings.own("python.interpreter");
    }

    File folder() {
        return folder.toFile();
    }

    /** What the process is to do: a line of JSON. */
    String request(String token) throws Gate.BrokenProgram {
        List<String> path = new ArrayList<>();
        for (String part : paths("pyFiles")) {
            // As the processes of TaskManagers see it: a module is found by its folder, all else is one.
            path.add(part.endsWith(".py") ? Paths.get(part).getParent().toString() : part);
        }
        return new Json()
                .put("token", token)
                .put("script", settings.own("python.python").isEmpty() ? "" : file("python", settings.own("python.python")).toString())
                .put("module", settings.own("python.pyModule"))
                .put("folder", folder.toString())
                .put("path", path)
                .put("arguments", Gate.arguments())
                .toString();
    }
}
