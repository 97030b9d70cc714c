package io.penstock.flink;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/**
 * Reads an encrypted file, from any position. Whatever is read was verified before, and that nothing is missing at the end is verified
 * when the file is opened.
 */
final class SealedInput extends FSDataInputStream {
    private final Path path;
    private final String keyId;
    private final FSDataInputStream file;
    private final SeekableByteChannel stream;
    private final long size;
    private final byte[] one = new byte[1];

    /** The file is after its envelope, and has as many bytes. */
    SealedInput(Seals seals, Path path, Envelope envelope, FSDataInputStream file, long fileSize) throws IOException {
        this.path = path;
        this.keyId = envelope.keyId;
        this.file = file;
        SeekableByteChannel opened = null;
        try {
            AesGcmHkdfStreaming key = seals.key(keyId);
            byte[] associated = envelope.associated(seals.owner, path);
            Ciphertext ciphertext = new Ciphertext(file, envelope.header.length, fileSize);
            opened = key.newSeekableDecryptingChannel(ciphertext, associated);
            if (opened.size() > 0) {
                readLast(opened, opened.size() - 1);
            } else {
                ciphertext.position(0);
                readLast(key.newDecryptingChannel(ciphertext, associated));
            }
            opened.position(0);
        } catch (GeneralSecurityException | IOException e) {
            throw explain(e);
        }
        stream = opened;
        size = opened.size();
    }

    /** Has the last segment decrypted, which opens as nothing but the last one. */
    private static void readLast(SeekableByteChannel stream, long last) throws IOException {
        stream.position(last);
        ByteBuffer to = ByteBuffer.allocate(1);
        while (to.hasRemaining()) {
            if (stream.read(to) < 0) {
                throw new EOFException("its end is missing");
            }
        }
    }

    /** The same for a file without content, of which the other kind of channel reads nothing, and verifies nothing. */
    private static void readLast(ReadableByteChannel stream) throws IOException {
        ByteBuffer to = ByteBuffer.allocate(1);
        while (stream.read(to) >= 0) {
            if (!to.hasRemaining()) {
                throw new IOException("something is in it that has no place there");
            }
        }
    }

    private IOException explain(Exception e) {
        if (e instanceof Ciphertext.Unreadable) {
            return ((Ciphertext.Unreadable) e).cause;
        }
        return new IOException(path + " does not open with key " + keyId + ": it was changed, cut off, or written as another file ("
                + e.getMessage() + ").", e);
    }

    /** How many bytes there are. */
    long size() {
        return size;
    }

    @Override
    public void seek(long position) throws IOException {
        if (position < 0 || position > size) {
            throw new EOFException("Position " + position + " is not in " + path + ", which has " + size + " bytes.");
        }
        stream.position(position);
    }

    @Override
    public long getPos() throws IOException {
        return stream.position();
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (stream.position() >= size) {
            return -1;
        }
        ByteBuffer to = ByteBuffer.wrap(bytes, offset, length);
        try {
            int n = stream.read(to);
            while (n == 0) {
                n = stream.read(to);
            }
            return n;
        } catch (IOException e) {
            throw explain(e);
        }
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = Math.max(0, Math.min(n, size - getPos()));
        seek(getPos() + skipped);
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, size - getPos());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
