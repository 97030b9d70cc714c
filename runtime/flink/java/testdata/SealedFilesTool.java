package io.penstock.flink;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * What the tests do with the file system, for the test of another language: keys come on standard input, the arguments are orders.
 *
 * <pre>seal CLEAR SEALED    encrypts a file
 * open SEALED CLEAR    decrypts one, by reading it through and, in pieces, from its end to its beginning
 * probe SEALED...      tells for each whether it opens: a line "opens" or "refused: why"
 * rename SEALED SEALED gives it another name</pre>
 */
public final class SealedFilesTool {
    private final FileSystem files = new SealedFiles().create(URI.create("penstock-file:///"));

    private SealedFilesTool() throws IOException {}

    public static void main(String[] args) throws Exception {
        Seals.install(new DataInputStream(System.in));
        SealedFilesTool tool = new SealedFilesTool();
        switch (args[0]) {
            case "seal":
                tool.seal(args[1], path(args[2]));
                break;
            case "open":
                Files.write(Paths.get(args[2]), tool.open(path(args[1])));
                break;
            case "rename":
                if (!tool.files.rename(path(args[1]), path(args[2]))) {
                    throw new IOException("not renamed");
                }
                break;
            default:
                for (String file : Arrays.copyOfRange(args, 1, args.length)) {
                    try {
                        tool.open(path(file));
                        System.out.println("opens");
                    } catch (IOException e) {
                        System.out.println("refused: " + e.getMessage());
                    }
                }
        }
    }

    private static Path path(String name) {
        return new Path("penstock-file:" + name);
    }

    private void seal(String from, Path to) throws IOException {
        byte[] buffer = new byte[5000];
        long written = 0;
        try (InputStream in = Files.newInputStream(Paths.get(from));
                FSDataOutputStream out = files.create(to, FileSystem.WriteMode.NO_OVERWRITE)) {
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                written += n;
            }
            check(out.getPos() == written, "the position of what is written");
            check(!files.exists(to), "it is there before it is whole");
        }
        check(files.exists(to), "it is not there");
    }

    private byte[] open(Path path) throws IOException {
        FileStatus status = files.getFileStatus(path);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (FSDataInputStream in = files.open(path)) {
            byte[] buffer = new byte[7777];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                whole.write(buffer, 0, n);
                check(in.getPos() == whole.size(), "the position");
            }
            check(in.read() == -1, "something follows the end");
            byte[] content = whole.toByteArray();
            check(status.getLen() == content.length, "its length is " + content.length + ", not " + status.getLen());
            int step = Math.max(1, content.length / 40);
            for (int at = content.length - step; at >= 0; at -= step) {
                in.seek(at);
                check(in.read() == (content[at] & 0xff), "the byte at " + at);
                check(in.getPos() == at + 1, "the position after a byte");
            }
            return content;
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void check(boolean good, String what) {
        if (!good) {
            throw new AssertionError(what);
        }
    }
}
