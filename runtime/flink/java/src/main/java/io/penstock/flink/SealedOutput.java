package io.penstock.flink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;

/** Writes an encrypted file. It is there under its name once it is closed, and whole. */
final class SealedOutput extends FSDataOutputStream {
    /** Gives the file its name. */
    interface Ending {
        void run() throws IOException;
    }

    private final FSDataOutputStream file;
    private final WritableByteChannel stream;
    private final Ending ending;
    private final byte[] one = new byte[1];
    private long position;
    private boolean closed;

    /** The path is what the file will be called; the ending is done after the file was closed. */
    SealedOutput(Seals seals, Path path, FSDataOutputStream file, Ending ending) throws IOException {
        this.file = file;
        this.ending = ending;
        Envelope envelope = Envelope.of(seals.sealing);
        file.write(envelope.header);
        try {
            stream = seals.key(seals.sealing)
                    .newEncryptingChannel(Channels.newChannel(file), envelope.associated(seals.owner, path));
        } catch (GeneralSecurityException e) {
            throw new IOException("Encrypt " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        one[0] = (byte) b;
        write(one, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            stream.write(rest);
        }
        position += length;
    }

    @Override
    public long getPos() {
        return position;
    }

    /** Does nothing: what is in a segment is encrypted when that is full, or the file ends. */
    @Override
    public void flush() {}

    /** Does nothing: a file is good for nothing before its end. */
    @Override
    public void sync() {}

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stream.close();
        } finally {
            file.close();
        }
        ending.run();
    }
}
