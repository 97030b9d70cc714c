package io.penstock.flink;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemKind;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.IOUtils;

/**
 * Files of another file system, encrypted under the keys of the application: what that one calls file:/a/b is penstock-file:/a/b here.
 * Checkpoints and savepoints go through it. A file appears under its name when it is whole, also in folders of this machine, so that what
 * a killed process was writing is never taken for a checkpoint.
 */
final class SealedFileSystem extends FileSystem {
    /** What the schemes begin with. */
    static final String PREFIX = "penstock-";

    private final URI uri;
    private final FileSystem files;
    /** Whether names are given to files by renaming them, where they would appear half written. */
    private final boolean renames;

    SealedFileSystem(URI uri, FileSystem files, boolean renames) {
        this.uri = uri;
        this.files = files;
        this.renames = renames;
    }

    /** What the other file system calls a path. */
    static Path inner(Path path) {
        URI uri = path.toUri();
        String scheme = uri.getScheme();
        if (scheme == null || !scheme.startsWith(PREFIX)) {
            return path;
        }
        return new Path(scheme.substring(PREFIX.length()), uri.getAuthority(), uri.getPath());
    }

    /** What is called so by the other file system. */
    private Path outer(Path path) {
        return new Path(uri.getScheme(), path.toUri().getAuthority(), path.toUri().getPath());
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        Path inner = inner(path);
        FSDataInputStream file = files.open(inner);
        try {
            Seals seals = Seals.get();
            Envelope envelope;
            try {
                envelope = Envelope.read(file);
            } catch (IOException e) {
                throw new IOException(path + " cannot be decrypted: " + e.getMessage(), e);
            }
            if (envelope != null) {
                return new SealedInput(seals, path, envelope, file, files.getFileStatus(inner).getLen());
            }
            if (!seals.takesClear) {
                throw new IOException(path + " is not encrypted, and what the job has written is: it may have been put in the place of another file.");
            }
            file.seek(0);
            return file;
        } catch (IOException | RuntimeException e) {
            IOUtils.closeQuietly(file);
            throw e;
        }
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return open(path);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        Path inner = inner(path);
        if (!renames) {
            return sealed(path, files.create(inner, mode), () -> {});
        }
        if (mode == WriteMode.NO_OVERWRITE && files.exists(inner)) {
            throw new IOException("File already exists: " + path);
        }
        Path unfinished = new Path(inner.getParent(), "." + inner.getName() + "." + UUID.randomUUID());
        return sealed(path, files.create(unfinished, WriteMode.OVERWRITE), () -> {
            if (!files.rename(unfinished, inner)) {
                throw new IOException("File " + path + " cannot be given its name.");
            }
        });
    }

    private static FSDataOutputStream sealed(Path path, FSDataOutputStream file, SealedOutput.Ending ending) throws IOException {
        try {
            return new SealedOutput(Seals.get(), path, file, ending);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeQuietly(file);
            throw e;
        }
    }

    /** Renames folders as they are. A file is encrypted anew, since it opens under its own name only. */
    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (from.getName().equals(to.getName()) || getFileStatus(from).isDir()) {
            return files.rename(inner(from), inner(to));
        }
        try (FSDataInputStream in = open(from);
                FSDataOutputStream out = create(to, WriteMode.OVERWRITE)) {
            IOUtils.copyBytes(in, out, false);
        }
        return delete(from, false);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return new Status(files.getFileStatus(inner(path)), path);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        FileStatus[] found = files.listStatus(inner(path));
        if (found == null) {
            throw new FileNotFoundException(path.toString());
        }
        FileStatus[] all = new FileStatus[found.length];
        for (int i = 0; i < found.length; i++) {
            all[i] = new Status(found[i], outer(found[i].getPath()));
        }
        return all;
    }

    /** The status of a file. What it has is shorter than the file, and how much that is takes a look into it. */
    private final class Status implements FileStatus {
        private final FileStatus file;
        private final Path path;

        Status(FileStatus file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public long getLen() {
            if (file.isDir()) {
                return file.getLen();
            }
            try (FSDataInputStream content = open(path)) {
                return content instanceof SealedInput ? ((SealedInput) content).size() : file.getLen();
            } catch (IOException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        @Override
        public long getBlockSize() {
            return file.getBlockSize();
        }

        @Override
        public short getReplication() {
            return file.getReplication();
        }

        @Override
        public long getModificationTime() {
            return file.getModificationTime();
        }

        @Override
        public long getAccessTime() {
            return file.getAccessTime();
        }

        @Override
        public boolean isDir() {
            return file.isDir();
        }

        @Override
        public Path getPath() {
            return path;
        }
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
        return new BlockLocation[0];
    }

    @Override
    public boolean exists(Path path) throws IOException {
        return files.exists(inner(path));
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return files.delete(inner(path), recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        return files.mkdirs(inner(path));
    }

    @Override
    public Path getWorkingDirectory() {
        return outer(files.getWorkingDirectory());
    }

    @Override
    public Path getHomeDirectory() {
        return outer(files.getHomeDirectory());
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public boolean isDistributedFS() {
        return files.isDistributedFS();
    }

    /** Flink asks it up to version 1. */
    @SuppressWarnings("deprecation")
    public FileSystemKind getKind() {
        return files.getKind();
    }
}
