package io.penstock.flink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.flink.core.fs.FSDataInputStream;

/** What follows the envelope of an encrypted file, as a channel. */
final class Ciphertext implements SeekableByteChannel {
    /** That the file itself could not be read, which is no fault of what it has. */
    static final class Unreadable extends IOException {
        final IOException cause;

        Unreadable(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private final FSDataInputStream file;
    private final long begin;
    private final long size;
    private byte[] buffer = new byte[0];
    private long position;
    private boolean closed;

    Ciphertext(FSDataInputStream file, long begin, long fileSize) {
        this.file = file;
        this.begin = begin;
        this.size = Math.max(0, fileSize - begin);
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        int length = (int) Math.min(to.remaining(), size - position);
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        int n;
        try {
            if (file.getPos() != begin + position) {
                file.seek(begin + position);
            }
            n = file.read(buffer, 0, length);
        } catch (IOException e) {
            throw new Unreadable(e);
        }
        if (n > 0) {
            to.put(buffer, 0, n);
            position += n;
        }
        return n;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long position) {
        this.position = position;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
