package io.penstock.flink;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.fs.Path;

/**
 * What every encrypted file begins with, as the Go package runtime/embedded/checkpoint has it for files of Apache Flink:
 *
 * <pre>magic "PENSFLNK", version (2 bytes), length of the key's id (2 bytes), the key's id, CRC-32C of all that</pre>
 *
 * <p>What follows is a stream of the key (AES-GCM-HKDF in segments), whose associated data are this header, the owner, the role and the name
 * of the file. Numbers are little endian.
 */
final class Envelope {
    private static final byte[] MAGIC = "PENSFLNK".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int MAX_KEY_ID = 2048;
    private static final String ROLE = "flink";

    final String keyId;
    final byte[] header;

    private Envelope(String keyId, byte[] header) {
        this.keyId = keyId;
        this.header = header;
    }

    /** The envelope of a file that is encrypted with a key. */
    static Envelope of(String keyId) {
        byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = ByteBuffer.allocate(MAGIC.length + 4 + id.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putShort((short) VERSION).putShort((short) id.length).put(id);
        header.putInt(checksum(header.array(), header.position()));
        return new Envelope(keyId, header.array());
    }

    /** Reads the envelope of a file; null for a file that has none. */
    static Envelope read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] magic = new byte[MAGIC.length];
        try {
            in.readFully(magic);
        } catch (EOFException e) {
            return null;
        }
        if (!Arrays.equals(magic, MAGIC)) {
            return null;
        }
        try {
            byte[] fixed = new byte[4];
            in.readFully(fixed);
            ByteBuffer numbers = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
            int version = numbers.getShort() & 0xffff;
            int length = numbers.getShort() & 0xffff;
            if (length == 0 || length > MAX_KEY_ID) {
                throw new IOException("the id of its key would have " + length + " bytes");
            }
            byte[] rest = new byte[length + 4];
            in.readFully(rest);
            ByteBuffer header = ByteBuffer.allocate(MAGIC.length + 4 + rest.length).order(ByteOrder.LITTLE_ENDIAN);
            header.put(magic).put(fixed).put(rest);
            int end = header.capacity() - 4;
            if (header.getInt(end) != checksum(header.array(), end)) {
                throw new IOException("the checksum of its header is wrong");
            }
            if (version != VERSION) {
                throw new IOException("it has format version " + version + ", and only versions up to " + VERSION + " can be read");
            }
            return new Envelope(new String(rest, 0, length, StandardCharsets.UTF_8), header.array());
        } catch (EOFException e) {
            throw new IOException("it is cut off", e);
        }
    }

    /** What a file is authenticated with. Its folder is not part of that, for folders may be moved as a whole. */
    byte[] associated(String owner, Path path) {
        byte[][] parts = {header, utf8(owner), utf8(ROLE), utf8(path.getName())};
        int size = 0;
        for (byte[] part : parts) {
            size += 4 + part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] part : parts) {
            all.putInt(part.length).put(part);
        }
        return all.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** CRC-32C (Castagnoli), which Java has since 9 only, of a few bytes. */
    private static int checksum(byte[] header, int length) {
        int sum = ~0;
        for (int i = 0; i < length; i++) {
            sum ^= header[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum >>> 1) ^ (0x82f63b78 & -(sum & 1));
            }
        }
        return ~sum;
    }
}
